"""Signs of an account form turned to those of `items.Slag`, by its own arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from kommuneindikatorer.items import POST_LINJE, POSTER, Slag
from kommuneindikatorer.model import Belop
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.options import Assumptions, Valg

SLACK = Decimal(10)
"""Printed sums are off by one here and there; a sign is off by twice the amount."""

_LINES = [post.id for post in POST_LINJE.values()]
_INCOMES, _EXPENSES = _LINES[:8], _LINES[9:15]
_FINANCE = ("renteutgifter", "avdrag")
_SET_ASIDE = (
    "overforing_til_investering",
    "avsetning_bundne_driftsfond",
    "avsetning_disposisjonsfond",
    "dekning_av_tidligere_aars_merforbruk",
)
_USED = ("bruk_bundne_driftsfond", "bruk_disposisjonsfond")
_NETTED = ("netto_avsetning_bundne_driftsfond", "netto_avsetning_disposisjonsfond")
_PRINTED_AS_INCOME = frozenset(
    post.id
    for post in POSTER
    if post.slag in (Slag.INNTEKT, Slag.RESULTAT)
    and post.id not in (*_USED, *_NETTED, "sum_disponeringer")
)


class Signs:
    """The amounts of one form; each method sets the signs of one part of it."""

    def __init__(self, belop: Mapping[str, Belop]) -> None:
        """Start with the amounts as printed."""
        self.belop = dict(belop)

    def value(self, post: str) -> Decimal:
        """Return an amount; nothing where it is missing."""
        found = self.belop.get(post)
        return found.verdi if found and found.verdi is not None else Decimal(0)

    def total(self, posts: Iterable[str]) -> Decimal:
        """Return the sum of several amounts."""
        return exact_sum(self.value(post) for post in posts)

    def flip(self, posts: Iterable[str]) -> None:
        """Turn the sign of the amounts that are there."""
        for post in posts:
            found = self.belop.get(post)
            if found and found.verdi:
                self.belop[post] = replace(found, verdi=found.verdi.copy_negate())

    def fit(self, post: str, computed: Decimal) -> None:
        """Turn one amount when only its opposite is what the others add up to."""
        given = self.value(post)
        near = abs(exact_sum((given, -computed))) <= SLACK
        if not near and abs(exact_sum((given, computed))) <= SLACK:
            self.flip((post,))


def settle_signs(belop: Mapping[str, Belop], assumptions: Assumptions) -> dict[str, Belop]:
    """Return the amounts signed as `Slag` says, whichever way the form prints them."""
    signs = Signs(belop)
    income = signs.value("brutto_driftsinntekter") or signs.total(_INCOMES)
    chosen = assumptions.settle(
        "fortegn",
        "negative" if income < 0 else "positive",
        "Inntekter er skrevet som {verdi} tall.",
        "Etter fortegnet på sum driftsinntekter.",
        valg=(Valg("positive", "positive"), Valg("negative", "negative")),
    )
    if chosen == "negative":
        signs.flip(_PRINTED_AS_INCOME)
    # A group that can only be positive, but is printed below zero. Single expenses may be negative.
    for group in (_EXPENSES, _FINANCE, _SET_ASIDE, _USED, ("motpost_avskrivninger",)):
        is_right = group is _EXPENSES and signs.value("driftsutgifter") > 0
        if not is_right and signs.total(group) < 0:
            signs.flip(group)
    _settle_results(signs)
    _settle_funds(signs)
    return signs.belop


def _settle_results(signs: Signs) -> None:
    if "brutto_driftsinntekter" in signs.belop and "driftsutgifter" in signs.belop:
        expenses = signs.value("driftsutgifter")
        signs.fit(
            "brutto_driftsresultat", exact_sum((signs.value("brutto_driftsinntekter"), -expenses))
        )
    incomes = signs.total(("renteinntekter", "utbytter", "gevinst_tap_finans"))
    signs.fit("netto_finansutgifter", exact_sum((incomes, -signs.total(_FINANCE))))
    if "brutto_driftsresultat" in signs.belop:
        parts = ("brutto_driftsresultat", "netto_finansutgifter", "motpost_avskrivninger")
        signs.fit("netto_driftsresultat", signs.total(parts))


def _settle_funds(signs: Signs) -> None:
    """Settle netted fund lines, the sum of dispositions and what is carried forward."""
    netto = signs.value("netto_driftsresultat")
    left = abs(signs.value("fremfort_til_inndekning"))
    fixed = exact_sum((signs.total(_SET_ASIDE), -signs.total(_USED)))
    flips = [set[str]()]
    for post in _NETTED:
        flips += [{*one, post} for one in flips] if signs.value(post) else []
    for flipped in flips:
        netted = (signs.value(post) * (-1 if post in flipped else 1) for post in _NETTED)
        rest = exact_sum((netto, -fixed, *(-one for one in netted)))
        if abs(rest) <= SLACK or abs(exact_sum((rest, left))) <= SLACK:
            signs.flip(flipped)
            break
    disposed = exact_sum((fixed, signs.total(_NETTED)))
    signs.fit("sum_disponeringer", disposed)
    signs.fit("fremfort_til_inndekning", exact_sum((netto, -disposed)))

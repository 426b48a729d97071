"""The signs of a form turned to those of `items.Slag`, by its own arithmetic.

The lines of the form before 2020 are put together here, when their signs are known. Ends with
whether the form adds up, and with the balance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from kommuneindikatorer.items import POST, POST_LINJE, POSTER, Slag
from kommuneindikatorer.model import Belop
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.options import Assumptions

SLACK = Decimal(10)
"""Printed sums are off by one here and there; a sign is off by twice the amount."""
_STEPS = (Decimal(1000), Decimal(100))
"""What a form in millions is rounded to, 1000 kr: its sums are off by one or two of them."""

_LINES = [post.id for post in POST_LINJE.values()]
_INCOMES, _EXPENSES = _LINES[:8], [*_LINES[9:15], "fordelte_utgifter"]
_FINANCE = ("renteutgifter", "avdrag", "tap_finans", "utlan")
_FINANCE_INCOMES = ("renteinntekter", "utbytter", "gevinst_tap_finans", "mottatte_avdrag")
_EARNED = ("renteinntekter", "utbytter")
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
) | {"mottatte_avdrag"}

PARTS: Mapping[str, tuple[str, int]] = {
    "fordelte_utgifter": ("kjop_av_varer_og_tjenester", 1),
    "tap_finans": ("gevinst_tap_finans", -1),
    "utlan": ("avdrag", 1),
    "mottatte_avdrag": ("renteinntekter", 1),
}
"""Lines of the form before 2020 with the line of § 5-6 they are a part of, and their sign in it.

Source: as the arts of the 2015 account chart go to the lines of § 5-6 (`kontoplan`)."""


class Signs:
    """The amounts of one form; each method sets the signs of one part of it."""

    def __init__(self, belop: Mapping[str, Belop]) -> None:
        """Start with the amounts as printed."""
        self.belop = dict(belop)
        given = [one.verdi for one in belop.values() if one.verdi]
        steps = (step for step in _STEPS if given and not any(one % step for one in given))
        self._slack = max(SLACK, 2 * next(steps, Decimal(0)))

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
        """Turn one amount when its opposite is what the others add up to, and it is further off."""
        given = self.value(post)
        as_printed = abs(exact_sum((given, -computed)))
        turned = abs(exact_sum((given, computed)))
        if turned <= self._slack and as_printed > max(SLACK, turned):
            self.flip((post,))


def sign_of_incomes(belop: Mapping[str, Belop]) -> Decimal | None:
    """Return an amount with the sign incomes are printed with; None where no line shows it."""
    signs = Signs(belop)
    for posts in (("brutto_driftsinntekter",), _INCOMES, ("motpost_avskrivninger",), _EARNED):
        if total := signs.total(posts):
            return total
    return None


def settle_signs(belop: Mapping[str, Belop], assumptions: Assumptions) -> dict[str, Belop]:
    """Return the amounts signed as `Slag` says, whichever way the form prints them."""
    signs = Signs(belop)
    income = sign_of_incomes(belop) or 0
    chosen = assumptions.settle(
        "fortegn",
        "negative" if income < 0 else "positive",
        "Inntekter er skrevet som {verdi} tall.",
        "Etter fortegnet på sum driftsinntekter.",
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
    funds = [post.id for post in POSTER if post.slag is Slag.BALANSE]
    if chosen == "negative" and signs.value("disposisjonsfond") < 0:
        signs.flip(funds)
    return _put_together(signs.belop)


def _settle_results(signs: Signs) -> None:
    expenses = signs.value("driftsutgifter")
    if expenses:
        others = signs.total(
            post for post in _EXPENSES if post not in PARTS and post != "driftsutgifter"
        )
        signs.fit("fordelte_utgifter", exact_sum((expenses, -others)))
    if "brutto_driftsinntekter" in signs.belop and "driftsutgifter" in signs.belop:
        signs.fit(
            "brutto_driftsresultat", exact_sum((signs.value("brutto_driftsinntekter"), -expenses))
        )
    if any(post in signs.belop for post in (*_FINANCE_INCOMES, *_FINANCE)):
        incomes = signs.total(_FINANCE_INCOMES)
        signs.fit("netto_finansutgifter", exact_sum((incomes, -signs.total(_FINANCE))))
    elif signs.belop.keys() >= {"brutto_driftsresultat", "netto_driftsresultat"}:
        gross = signs.total(("brutto_driftsresultat", "motpost_avskrivninger"))
        signs.fit("netto_finansutgifter", exact_sum((signs.value("netto_driftsresultat"), -gross)))
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


def _put_together(belop: Mapping[str, Belop]) -> dict[str, Belop]:
    """Return the lines of § 5-6, with those of the form before 2020 added where they belong."""
    found = dict(belop)
    for part, (post, sign) in PARTS.items():
        if one := found.pop(part, None):
            value = None if one.verdi is None else one.verdi * sign
            turned = replace(one, verdi=value)
            found[post] = added((found[post], turned)) if post in found else turned
    return {post: one for post, one in found.items() if post in POST}


def added(parts: Iterable[Belop]) -> Belop:
    """Return the sum of amounts with the rows of all; missing when one of them is."""
    several = tuple(parts)
    if len(several) == 1:
        return several[0]
    missing = next((one for one in several if one.verdi is None), None)
    return Belop(
        None if missing else exact_sum(one.verdi for one in several if one.verdi is not None),
        missing.mangler if missing else "",
        sum(one.rader for one in several),
        tuple(origin for one in several for origin in one.opphav),
    )


_TOLERANCE = Decimal("0.005")
_MOST_DEPRECIATION = Decimal("0.12")
"""Depreciation's share of the income, at most; of municipalities it is some 3–9 per cent."""


def adds_up(belop: Mapping[str, Belop]) -> bool:
    """Return whether the printed net result is what the form's own totals give, as far as they go.

    Off by more than half a per cent of the income, it is no rounding and no misprint: a column or
    a line has been taken for another.
    """
    signs = Signs(belop)
    wanted = (
        "brutto_driftsinntekter",
        "driftsutgifter",
        "netto_driftsresultat",
        "netto_finansutgifter",
    )
    if any(post not in belop or belop[post].verdi is None for post in wanted):
        return True
    income = signs.value("brutto_driftsinntekter")
    slack = max(SLACK, abs(income) * _TOLERANCE)
    turned = belop.get("motpost_avskrivninger")
    is_there = turned is not None and turned.verdi is not None
    counter = "motpost_avskrivninger" if is_there else "avskrivninger"
    rest = exact_sum((signs.value("netto_finansutgifter"), signs.value(counter)))
    gross = exact_sum((income, -signs.value("driftsutgifter")))
    netto = signs.value("netto_driftsresultat")
    off = exact_sum((gross, rest, -netto))
    is_short = not is_there and "avskrivninger" not in belop
    if is_short and 0 <= -off <= income * _MOST_DEPRECIATION:
        return True  # a summary without depreciation and its other side
    # «D = A − B − C»: depreciation may stand below the sum of expenses.
    return any(abs(one) <= slack for one in (off, exact_sum((off, -signs.value("avskrivninger")))))


def settle_balance(belop: Mapping[str, Belop]) -> dict[str, Belop]:
    """Return funds above zero, whichever sign equity is printed with; a shortfall is positive."""
    signs = Signs(belop)
    funds = [post.id for post in POSTER if post.slag is Slag.BALANSE and "forbruk" not in post.id]
    whole = signs.value("sum_egenkapital_og_gjeld") or signs.total(funds)
    if whole < 0:
        signs.flip((*funds, "merforbruk", "mindreforbruk", "mer_mindreforbruk"))
    found = {post: one for post, one in signs.belop.items() if post in POST}
    for post in ("mindreforbruk", "mer_mindreforbruk"):
        one = signs.belop.get(post)
        if one and one.verdi is not None and one.verdi < 0:
            found.pop(post, None)
            found["merforbruk"] = replace(one, verdi=-one.verdi)
        elif one and post == "mer_mindreforbruk":
            found["mindreforbruk"] = one
    short = found.get("merforbruk")
    if short and short.verdi is not None and short.verdi < 0:
        found["merforbruk"] = replace(short, verdi=-short.verdi)
    return {post: one for post, one in found.items() if POST[post].slag is Slag.BALANSE}

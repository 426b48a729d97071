"""Given amounts to all amounts that follow from them; what contradicts is a problem.

What must hold between the lines of the accounts comes first, by which missing ones are derived.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kommuneindikatorer.items import POST
from kommuneindikatorer.model import Avledning, Belop, Regnskap, whose
from kommuneindikatorer.numbers import exact_sum, format_number
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.wording import uncapitalised


@dataclass(frozen=True, slots=True)
class Identity:
    """One line equals a sum of others.

    Attributes:
        total: The line on the left.
        plus: Lines added.
        minus: Lines subtracted.
        back: Lines on the right that may be found from the rest when they are missing.
    """

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The lines on the right."""
        return self.plus + self.minus

    def solved(self, target: str) -> "Identity":
        """Return the identity with one of its own lines alone on the left."""
        if target == self.total:
            return self
        if target in self.plus:
            rest = tuple(one for one in self.plus if one != target)
            return Identity(target, (self.total, *self.minus), rest)
        rest = tuple(one for one in self.minus if one != target)
        return Identity(target, self.plus, (self.total, *rest))

    def value(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the right side, exactly; every line of it must be there."""
        return exact_sum(
            [
                *(values[one] for one in self.plus),
                *(values[one].copy_negate() for one in self.minus),
            ]
        )

    @property
    def formula(self) -> str:
        """The right side in Norwegian."""
        names = {one: uncapitalised(POST[one].nb) for one in self.terms}
        added = " + ".join(names[one] for one in self.plus)
        return added + "".join(f" − {names[one]}" for one in self.minus)


def _identity(formula: str) -> Identity:
    total, _, right = formula.partition(" = ")
    terms = re.findall(r"([+-]?) *(\[?)(\w+)", right)
    return Identity(
        total,
        plus=tuple(name for sign, _, name in terms if sign != "-"),
        minus=tuple(name for sign, _, name in terms if sign == "-"),
        back=tuple(name for _, bracket, name in terms if bracket),
    )


_FORMULAS = """\
brutto_driftsinntekter = rammetilskudd + inntekts_og_formuesskatt + eiendomsskatt
    + andre_skatteinntekter + andre_overforinger_fra_staten + overforinger_fra_andre
    + brukerbetalinger + salgs_og_leieinntekter
driftsutgifter = lonnsutgifter + sosiale_utgifter + kjop_av_varer_og_tjenester
    + overforinger_til_andre + avskrivninger
brutto_driftsresultat = [brutto_driftsinntekter] - [driftsutgifter]
motpost_avskrivninger = [avskrivninger]
brutto_driftsresultat_eks_avskrivninger = brutto_driftsresultat + avskrivninger
netto_finansutgifter = renteinntekter + utbytter + gevinst_tap_finans - renteutgifter - avdrag
netto_driftsresultat = brutto_driftsresultat + netto_finansutgifter + motpost_avskrivninger
netto_driftsresultat = [brutto_driftsresultat_eks_avskrivninger] + [netto_finansutgifter]
netto_avsetning_bundne_driftsfond = avsetning_bundne_driftsfond - bruk_bundne_driftsfond
netto_avsetning_disposisjonsfond = avsetning_disposisjonsfond - bruk_disposisjonsfond
sum_disponeringer = overforing_til_investering + netto_avsetning_bundne_driftsfond
    + netto_avsetning_disposisjonsfond + dekning_av_tidligere_aars_merforbruk
fremfort_til_inndekning = netto_driftsresultat - sum_disponeringer"""

IDENTITIES = tuple(map(_identity, re.split(r"\n(?=\w)", _FORMULAS)))
"""In the order of the account form, so that a line is derived before it is needed. A line in
brackets may be found from the rest.

Source: Forskrift om økonomiplan mv. § 5-6; for the result before depreciation, the note of
7 March 2025, its tables of netto and brutto driftsresultat."""

STEMMER_IKKE = Kode(
    "stemmer-ikke",
    Alvor.ADVARSEL,
    "{hvem}: «{post}» er oppgitt til {oppgitt}, men {formel} gir {avledet} (1000 kr). "
    "Det oppgitte tallet er brukt.",
    "Sjekk linjene mot regnskapet.",
)

INGEN_MINDREFORBRUK = "fra 2020 står ikke mindreforbruk i balansen"
"""Source: Statistics Norway, KOSTRA account chart: chapter 5950 stands in it until 2019 only."""
_FIRST_YEAR_WITHOUT = 2020


def derive(regnskap: Regnskap, problems: Problems) -> Regnskap:
    """Return the accounts with every amount that follows from the given ones.

    What the file gives is never replaced. A given total that differs from its own parts by
    more than their rounding is reported, once for each line.
    """
    belop = dict(regnskap.belop)
    is_new = (regnskap.aar or 0) >= _FIRST_YEAR_WITHOUT
    if is_new and "disposisjonsfond" in belop and "mindreforbruk" not in belop:
        belop["mindreforbruk"] = Belop(Decimal(0), avledet=Avledning(INGEN_MINDREFORBRUK, ()))
    values = {post: one.verdi for post, one in belop.items() if one.verdi is not None}
    steps, checks = _plan(frozenset(values))
    for identity, derived in steps:
        total = identity.total
        values[total] = identity.value(values)
        rows = sum(belop[post].rader for post in identity.terms)
        belop[total] = Belop(values[total], rader=rows, avledet=derived)
    reported: set[str] = set()
    for identity in checks:
        if identity.total not in reported and _differs(identity, belop, values):
            reported.add(identity.total)
            _report(identity, regnskap, belop, values, problems)
    return replace(regnskap, belop=belop)


def _steps() -> Iterator[Identity]:
    """Yield each identity by the line it may give, forwards before backwards, twice over.

    Two rounds are enough: a line found backwards in the first is used forwards in the second.
    """
    backwards = [one.solved(target) for one in IDENTITIES for target in one.back]
    for _ in range(2):
        yield from IDENTITIES
        yield from backwards


_STEPS = tuple((one, Avledning(one.formula, one.terms)) for one in _steps())


@lru_cache(maxsize=100)
def _plan(
    given: frozenset[str],
) -> tuple[tuple[tuple[Identity, Avledning], ...], tuple[Identity, ...]]:
    """Return what derives the lines that are not given, in order, and what is then controlled.

    Found once for all units that have the same lines.
    """
    known = set(given)
    steps = []
    for identity, derived in _STEPS:
        if identity.total not in known and known.issuperset(identity.terms):
            known.add(identity.total)
            steps.append((identity, derived))
    checks = (one for one in IDENTITIES if one.total in given and known.issuperset(one.terms))
    return tuple(steps), tuple(checks)


def _differs(identity: Identity, belop: Mapping[str, Belop], values: Mapping[str, Decimal]) -> bool:
    """Return whether a given total is further from its parts than rounding can explain."""
    if belop[identity.total].avledet or _rests_on(identity.total, identity.terms, belop):
        return False
    apart = abs(exact_sum([values[identity.total], -identity.value(values)]))
    lines = (identity.total, *identity.terms)
    return Fraction(apart) > sum((_slack(post, belop, values) for post in lines), Fraction(0))


def _rests_on(total: str, posts: Iterable[str], belop: Mapping[str, Belop]) -> bool:
    """Return whether any of the lines was derived, in one step or several, from the total."""
    derived = (belop[post].avledet for post in posts)
    return any(one and (total in one.av or _rests_on(total, one.av, belop)) for one in derived)


def _slack(post: str, belop: Mapping[str, Belop], values: Mapping[str, Decimal]) -> Fraction:
    """Return how far an amount may be from the unrounded one: half its last digit, by row."""
    one = belop[post]
    if one.avledet:
        return sum((_slack(part, belop, values) for part in one.avledet.av), Fraction(0))
    return Fraction(max(1, one.rader), 2 * 10 ** decimals_of(values[post]))


def _report(
    identity: Identity,
    regnskap: Regnskap,
    belop: Mapping[str, Belop],
    values: Mapping[str, Decimal],
    problems: Problems,
) -> None:
    value = values[identity.total]
    origin = next(iter(belop[identity.total].opphav), None)
    problems.add(
        STEMMER_IKKE,
        Sted(origin.fil, origin.rad, origin.kolonne or None) if origin else Sted(),
        f"{value:f}",
        hvem=whose(regnskap),
        post=POST[identity.total].nb,
        oppgitt=written(value),
        formel=identity.formula,
        avledet=written(identity.value(values)),
    )


def written(value: Decimal) -> str:
    """Return an amount as Norwegian text with the decimals it has."""
    return format_number(value, decimals_of(value))


def decimals_of(value: Decimal) -> int:
    """Return how many decimals a number is written with."""
    return max(0, -int(value.as_tuple().exponent))

"""Given amounts to all amounts that follow from them; what contradicts is a problem."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.identities import IDENTITIES, Identity
from kommuneindikatorer.items import POST
from kommuneindikatorer.model import Avledning, Belop, Regnskap
from kommuneindikatorer.numbers import exact_sum, format_number
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted

STEMMER_IKKE = Kode(
    "stemmer-ikke",
    Alvor.ADVARSEL,
    "{hvem}: «{post}» er oppgitt til {oppgitt}, men {formel} gir {avledet} (1000 kr). "
    "Det oppgitte tallet er brukt.",
    "Sjekk linjene mot regnskapet.",
)
KODER = (STEMMER_IKKE,)

INGEN_MINDREFORBRUK = "fra 2020 står ikke mindreforbruk i balansen"
"""Source: Statistics Norway, KOSTRA account chart: chapter 5950 stands in it until 2019 only."""
_FIRST_YEAR_WITHOUT = 2020


def derive(regnskap: Regnskap, problems: Problems) -> Regnskap:
    """Return the accounts with every amount that follows from the given ones.

    What the file gives is never replaced. A given total that differs from its own parts by
    more than their rounding is reported, once for each line.
    """
    belop = dict(regnskap.belop)
    if _has_no_surplus_left(regnskap):
        belop["mindreforbruk"] = Belop(Decimal(0), avledet=Avledning(INGEN_MINDREFORBRUK, ()))
    values = {post: one.verdi for post, one in belop.items() if one.verdi is not None}
    known = values.keys()  # follows what is added
    for total, terms, identity in _STEPS:
        if total not in known and known >= terms:
            values[total] = identity.value(values)
            belop[total] = _derived(identity, belop, values)
    reported: set[str] = set()
    for lines, identity in _CHECKS:
        if known >= lines and identity.total not in reported and _differs(identity, belop, values):
            reported.add(identity.total)
            _report(identity, regnskap, belop, values, problems)
    return replace(regnskap, belop=belop)


def _has_no_surplus_left(regnskap: Regnskap) -> bool:
    """Return whether the balance is given for a year in which no surplus can stand in it."""
    is_new = regnskap.aar is not None and regnskap.aar >= _FIRST_YEAR_WITHOUT
    return is_new and "disposisjonsfond" in regnskap.belop and "mindreforbruk" not in regnskap.belop


def _steps() -> Iterator[Identity]:
    """Yield each identity by the line it may give, forwards before backwards, twice over.

    Two rounds are enough: a line found backwards in the first is used forwards in the second.
    """
    backwards = [one.solved(target) for one in IDENTITIES for target in one.back]
    for _ in range(2):
        yield from IDENTITIES
        yield from backwards


_STEPS = tuple((one.total, frozenset(one.terms), one) for one in _steps())
_CHECKS = tuple((frozenset({one.total, *one.terms}), one) for one in IDENTITIES)


def _derived(
    identity: Identity, belop: Mapping[str, Belop], values: Mapping[str, Decimal]
) -> Belop:
    return Belop(
        values[identity.total],
        rader=sum(belop[post].rader for post in identity.terms),
        avledet=Avledning(identity.formula, identity.terms),
    )


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
    return Fraction(max(1, one.rader), 2 * 10 ** _decimals(values[post]))


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


def whose(regnskap: Regnskap) -> str:
    """Return the unit and year for a sentence: «Oslo 2023»."""
    name = regnskap.navn or regnskap.kommunenummer or "Regnskapet"
    return name if regnskap.aar is None else f"{name} {regnskap.aar}"


def written(value: Decimal) -> str:
    """Return an amount as Norwegian text with the decimals it has."""
    return format_number(value, _decimals(value))


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))

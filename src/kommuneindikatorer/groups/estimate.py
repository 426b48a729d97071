"""The whole, estimated from a sample as the note does it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.grouping import index, values
from kommuneindikatorer.groups.statistics import weighted
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.register import find_kommuner, todays_code
from kommuneindikatorer.result import Anslag, Gruppe
from kommuneindikatorer.unit import Enhet


def estimates(
    units: Sequence[Enhet], groups: Sequence[Gruppe], selection: Sequence[str]
) -> tuple[Anslag, ...]:
    """Return an estimate for each year in which municipalities of the year before are left out.

    Left out are those outside the own selection, or without one, those with no accounts.
    Their incomes grow as the sample's, and their result in per cent of income moves as many
    percentage points as the sample's. Without the same units the year before there is none.

    Source: the note of 7 March 2025, the text on its sample; that the development is taken for
    incomes and for the percentage, each by itself, is this project's reading.
    """
    chosen = {todays_code(code) for code in selection}
    wholes = [one for one in groups if one.inndeling == "alle" and one.aar is not None]
    found: list[Anslag] = []
    for now in wholes:
        last = next(
            (one for one in wholes if (one.aar, one.basis) == ((now.aar or 0) - 1, now.basis)),
            None,
        )
        if last:
            found += _estimated(now, last, chosen, units)
    return tuple(found)


def _estimated(
    now: Gruppe, last: Gruppe, chosen: set[str | None], units: Sequence[Enhet]
) -> list[Anslag]:
    known = index(units)
    sample = [one for one in now.enheter if not chosen or one.kode in chosen]
    pairs = [
        (one, known[one.kode, last.aar, last.basis])
        for one in sample
        if (one.kode, last.aar, last.basis) in known
    ]
    covered = {one.kode for one in sample} | {one.regnskap.kommunenummer for one in sample}
    outside = [one for one in last.enheter if not _continues(one, covered)]
    if not pairs or not outside:
        return []
    made = (_anslag(ident, now, sample, pairs, outside) for ident in now.statistikk)
    return [one for one in made if one]


def _continues(one: Enhet, covered: set[str | None]) -> bool:
    """Return whether the unit, or one it was split into, is among the codes."""
    successors = {other.kommunenummer for other in find_kommuner(one.regnskap.kommunenummer)}
    return one.kode in covered or bool(successors & covered)


def _anslag(
    ident: str,
    now: Gruppe,
    sample: Sequence[Enhet],
    pairs: Sequence[tuple[Enhet, Enhet]],
    outside: Sequence[Enhet],
) -> Anslag | None:
    both = [(a, b) for a, b in pairs if values([a], ident) and values([b], ident)]
    level = weighted(values([a for a, _ in both], ident))
    before = weighted(values([b for _, b in both], ident))
    rest = weighted(values(outside, ident))
    grown, earlier = _income([a for a, _ in both]), _income([b for _, b in both])
    own, out = _income(sample), _income(outside)
    measured = weighted(values(sample, ident))
    if level is None or before is None or rest is None or measured is None or not earlier:
        return None
    weight = Fraction(out) * Fraction(grown) / Fraction(earlier)
    share = rest + level - before
    pst = (measured * Fraction(own) + share * weight) / (Fraction(own) + weight)
    return Anslag(now.aar or 0, now.basis, ident, len(both), len(outside), pst)


def _income(units: Sequence[Enhet]) -> Decimal:
    return exact_sum(one.inntekt for one in units if one.inntekt is not None)

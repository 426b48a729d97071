"""A whole held against its parts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import capitalised, listed, slug
from sitegen.facts.cells import SAME, AnchoredCell, Place, alike
from sitegen.facts.formatting import decimals, shown
from sitegen.facts.outcomes import SURVEY
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import COUNTIES, MUNICIPALITIES, SECTOR, WHOLE, Material

WHOLE_AND_PARTS = Rule("helhet-og-deler", "Helheten passer ikke med delene", weight=96)
PARTS_OF_ACTIVITY = (
    "timeverk_endring",
    "produktinnsats_endring",
    "bruttorealinvesteringer_endring",
)
"""What activity is a weighted mean of. Source: the note of 7 March 2025, figure 2, note 1."""
ROUNDING = Fraction(15, 100)
"""Whole and parts are rounded to one decimal, and the oldest years' weights are not their own."""
SHARE = "prosent"
OF_INCOME = "driftsinntekter"
"""In the unit of what is weighted by income."""
SAME_SAMPLE = Fraction(1, 4)
"""As above for the difference between two years of one sample."""
SAMPLE = Fraction(1, 2)
"""As above for a sample, whose incomes are not known: those of all units are its weights."""


class _Whole(NamedTuple):
    """A whole, its parts, and what the parts are called in the definite plural."""

    whole: AnchoredCell
    parts: list[AnchoredCell]
    name: str


def wholes_that_do_not_fit(material: Material) -> Iterator[Finding]:
    """Find wholes that cannot be what their parts make."""
    off: dict[tuple[object, ...], tuple[_Whole, Fraction]] = {}
    for one in _wholes(material.valued):
        values = [part.value for part in one.parts]
        total = one.whole.value
        mean = _weighted(one, material.incomes)
        slack = _slack(one)
        if not min(values) <= total <= max(values):
            yield _outside(one, material)
        elif mean is not None and abs(Fraction(total) - mean) > slack:
            yield _far_off(one, mean)
        elif mean is not None and one.whole.fact.utvalg == SURVEY:
            # The sample's true weights are those of its other year: both are off by as much.
            gap = Fraction(total) - mean
            other, before = off.setdefault(_sample(one), (one, gap))
            if abs(gap - before) > SAME_SAMPLE:
                yield _unlike(one, other)


def _slack(one: _Whole) -> Fraction:
    """Return how far rounding and unknown weights can take a whole from its parts' mean."""
    coarse = any(decimals(cell.value) == 0 for cell in (one.whole, *one.parts))
    known = SAMPLE if one.whole.fact.utvalg == SURVEY else ROUNDING
    return known + (Fraction(1, 2) if coarse else 0)


def _sample(one: _Whole) -> tuple[object, ...]:
    fact = one.whole.fact
    return (fact.tabell, fact.indikator, fact.grunnlag, fact.gruppe)


def _wholes(cells: Sequence[AnchoredCell]) -> Iterator[_Whole]:
    # A whole lies between its parts where they are shares of it: a count or an amount is their sum.
    shares = [cell for cell in cells if cell.fact.enhet.startswith(SHARE)]
    for same in alike(shares, "tabell", "indikator", "aar", "utvalg", "grunnlag"):
        column = {cell.fact.gruppe: cell for cell in same}
        if all(group in column for group in (SECTOR, MUNICIPALITIES, COUNTIES)):
            parts = [column[MUNICIPALITIES], column[COUNTIES]]
            yield _Whole(column[SECTOR], parts, "kommunene og fylkeskommunene")
        parts = [cell for group, cell in column.items() if group != WHOLE]
        if WHOLE in column and len(parts) > 1:
            yield _Whole(column[WHOLE], parts, _called(parts))
    yield from _activity(cells)


def _called(parts: Sequence[AnchoredCell]) -> str:
    """Return what the groups of a country are called."""
    regions = {slug(name, "-") for name in LANDSDELER}
    return "landsdelene" if {part.fact.gruppe for part in parts} <= regions else "gruppene"


def _activity(cells: Sequence[AnchoredCell]) -> Iterator[_Whole]:
    for same in alike(cells, "tabell", "gruppe", "aar"):
        row = {cell.fact.indikator: cell for cell in same}
        if "aktivitet_endring" in row and all(part in row for part in PARTS_OF_ACTIVITY):
            parts = [row[part] for part in PARTS_OF_ACTIVITY]
            yield _Whole(row["aktivitet_endring"], parts, "det den veies sammen av")


def _weighted(one: _Whole, incomes: Mapping[tuple[str, int], Fraction]) -> Fraction | None:
    years = [year for group, year in incomes if group == one.parts[0].fact.gruppe]
    if not years or OF_INCOME not in one.whole.fact.enhet:
        return None
    nearest = min(years, key=lambda year: abs(year - one.whole.fact.aar))
    weights = [incomes.get((part.fact.gruppe, nearest)) for part in one.parts]
    if any(weight is None for weight in weights):
        return None
    known = [weight or Fraction(0) for weight in weights]
    pairs = zip(one.parts, known, strict=True)
    return sum((Fraction(part.value) * w for part, w in pairs), Fraction(0)) / sum(known)


def _outside(one: _Whole, material: Material) -> Finding:
    printed, parts = one.whole.text, _span([part.value for part in one.parts])
    same = (cell for cell in material.valued if cell.is_like(one.whole, *SAME))
    twins = [cell for cell in same if cell.value != one.whole.value]
    other = listed(f"{c.table} har {c.text}" for c in twins)
    message = (
        f"{_label(one.whole)} ({printed}) ligger utenfor {one.name} ({parts}) i {one.whole.table}."
    )
    hint = f" Trolig en trykkfeil: {other}." if twins else ""
    elsewhere = " ".join(f"{cell.table.capitalize()} har {cell.text};" for cell in twins)
    said = f"{elsewhere} {one.name} går fra {parts}.".strip()
    remark = f"Trykt {printed}. {capitalised(said)}"
    places = (one.whole.place, *_block(one.parts), *(cell.place for cell in twins))
    return WHOLE_AND_PARTS.finding(message + hint, places, [one.whole], remark=remark)


def _far_off(one: _Whole, mean: Fraction) -> Finding:
    printed, expected = one.whole.text, shown(Decimal(round_half_up(mean, 1)))
    message = (
        f"{_label(one.whole)} er {printed} i {one.whole.located}, men veid med inntektene gir "
        f"{one.name} om lag {expected}. Enten er helheten eller en av delene trykt feil."
    )
    remark = f"Trykt {printed}. Veid med inntektene gir {one.name} om lag {expected}."
    places = (one.whole.place, *_block(one.parts))
    return WHOLE_AND_PARTS.finding(message, places, [one.whole], remark=remark)


def _unlike(one: _Whole, other: _Whole) -> Finding:
    fact, before = one.whole.fact, other.whole.fact
    message = (
        f"{_label(one.whole)} og {one.name} i {one.whole.table} passer ikke sammen i både "
        f"{before.aar} og {fact.aar}: Det er de samme kommunene, men veid med inntektene gir "
        f"{one.name} ikke samme avvik fra helheten. En av delene er trolig trykt feil."
    )
    places = (one.whole.place, *_block(one.parts), other.whole.place, *_block(other.parts))
    return WHOLE_AND_PARTS.finding(message, places, weight=70)


def _label(cell: AnchoredCell) -> str:
    return cell.group or cell.fact.rad


def _span(values: Sequence[Decimal]) -> str:
    """Return «−1,3 til 0,4»."""
    return f"{shown(min(values))} til {shown(max(values))}"


def _block(parts: Sequence[AnchoredCell]) -> list[Place]:
    return [part.place for part in parts]


# Rows where one must never be above the other, because it is a part of it or comes after costs.
PART_ABOVE_WHOLE = Rule("del-stoerre-enn-helhet", "En del er større enn helheten", weight=90)
LESS_THAN = (
    ("netto_driftsresultat", "brutto_driftsresultat_eks_avskrivninger", "etter netto finans"),
    ("frie_inntekter_av_samlede", "frie_inntekter_og_mva_kompensasjon_av_samlede", "en del av"),
)
"""The lesser, the greater, and why. The first holds for groups, which pay more than they earn."""


def parts_above_their_whole(material: Material) -> Iterator[Finding]:
    """Find values above what they are a part of."""
    for cells in alike(material.valued, "tabell", "gruppe", "aar", "utvalg", "grunnlag"):
        column = {cell.fact.indikator: cell for cell in cells}
        for lesser, greater, _ in LESS_THAN:
            if lesser in column and greater in column:
                yield from _part_above(column[lesser], column[greater])


def _part_above(lesser: AnchoredCell, greater: AnchoredCell) -> Iterator[Finding]:
    low, high = lesser.text, greater.text
    if lesser.value > greater.value:
        yield PART_ABOVE_WHOLE.finding(
            f"{low} i {lesser.located} er mer enn {high} i {greater.located}. "
            f"«{lesser.fact.rad}» kan ikke være større enn «{greater.fact.rad}».",
            (lesser.place, greater.place),
            [lesser, greater],
            remark=f"«{lesser.fact.rad}» er trykt {low} og «{greater.fact.rad}» {high}. "
            "Det første kan ikke være størst.",
        )


RULES = (
    (WHOLE_AND_PARTS, wholes_that_do_not_fit),
    (PART_ABOVE_WHOLE, parts_above_their_whole),
)

"""One unit compared: with the groups it belongs to, all municipalities, and a level."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.answers.reference import (
    Gap,
    Printed,
    Reference,
    Row,
    people_words,
    printed_bounds,
    rows_beside,
)
from kommuneindikatorer.groups.divisions import group_of, label
from kommuneindikatorer.json_text import Json
from kommuneindikatorer.measures.indikator import ANBEFALT, ANBEFALT_NIVAA, NIVAA_FRA, UTEN_NIVAA
from kommuneindikatorer.model import Basis, Kilde
from kommuneindikatorer.numbers import MINUS, format_number, kroner, read_number
from kommuneindikatorer.register import name_of_split
from kommuneindikatorer.unit import Enhet, Maaling
from kommuneindikatorer.wording import listed

NETTO = "netto_driftsresultat"
LOWEST, HIGHEST = -100, 100
"""The levels that can be meant, per cent."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the distribution of one year; the unit itself, if it is in it, is left out.

    Where the unit's result is not of the distribution's basis, its place is known only as a range:
    from its own result to the one it would have, were it as far off as the note says it is on
    average.

    Attributes:
        aar: The year of the distribution.
        basis: Whose money its results are of.
        antall: Municipalities compared with.
        hoyere: How many have a higher result: the fewest, and the most.
        lavere: How many have a lower one, likewise.
        forbehold: Why the place is not exact, as a clause; empty where it is.
    """

    aar: int
    basis: str
    antall: int
    hoyere: tuple[int, int]
    lavere: tuple[int, int]
    forbehold: str = ""


def comparison(unit: Enhet, reference: Reference, level: str = "") -> Json:
    """Return a sentence, population group, comparisons, place and distance to a level.

    Args:
        unit: One unit of the result.
        reference: What it is compared with.
        level: Per cent, as people write it; the committee's own where it is empty or unusable.
    """
    found = unit.indikatorer.get(NETTO, Maaling())
    people, source = _population(unit, reference) if unit.er_kommune else (None, "")
    bounds = printed_bounds(reference)
    rows = list(rows_beside(unit, reference, people, bounds))
    is_placed = unit.er_kommune and unit.regnskap.kilde is Kilde.REGNSKAP
    place = _place(unit, reference, found.pst) if is_placed else None
    placed = _placed(place) or _not_placed(unit, found, reference)
    return {
        "setning": _sentence(unit, found, rows, placed),
        "innbyggergruppe": None
        if people is None
        else {
            "navn": people_words(label(group_of(people, bounds), bounds)),
            "folkemengde": people,
            "kilde": source,
        },
        "rader": [one.json() for one in rows],
        "plass": place,
        "nivaa": _distance(unit, found.belop, level),
    }


def _population(unit: Enhet, reference: Reference) -> tuple[int | None, str]:
    """Return the unit's population and where it is from, a sentence; None where unknown."""
    given = unit.regnskap
    if given.folkemengde is not None:
        return given.folkemengde, "Folkemengden er oppgitt av deg eller i filen."
    codes = {unit.kode, given.kommunenummer}
    known = [one for one in reference.municipalities if one.kommunenummer in codes]
    nearest = max(known, key=lambda one: (one.aar == given.aar, one.aar), default=None)
    if nearest is None or nearest.folkemengde is None:
        return None, ""
    return nearest.folkemengde, f"Folkemengden er fra Statistisk sentralbyrå, {nearest.aar}."


def _place(unit: Enhet, reference: Reference, pst: Fraction | None) -> Place | None:
    """Return the unit's place among the results of its own year; None where they are not known."""
    year = unit.regnskap.aar
    if pst is None or year is None or year not in {one.aar for one in reference.municipalities}:
        return None
    own = {unit.kode, unit.regnskap.kommunenummer}
    others = [
        one.pst
        for one in reference.municipalities
        if one.aar == year and one.kommunenummer not in own
    ]
    basis, gap = unit.regnskap.basis, reference.gap
    same = basis == reference.basis
    apart = Fraction(0) if same or gap is None else gap.pst
    low, high = (_around(others, end) for end in sorted((pst, pst + apart)))
    return Place(
        year,
        reference.basis,
        len(others),
        (high[0], low[0]),
        (low[1], high[1]),
        "" if same else _reserved(basis, gap),
    )


def _around(others: Sequence[Fraction], value: Fraction) -> tuple[int, int]:
    """Return how many are higher than a value, and how many lower: whole numbers compare fast."""
    top, below = value.as_integer_ratio()
    gaps = [one.numerator * below - top * one.denominator for one in others]
    return sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)


def _reserved(basis: Basis, gap: Gap | None) -> str:
    """Return why a result of another basis has no exact place among those of the konsern."""
    known = basis is Basis.KASSE
    whose = "dette gjelder kommunekassen" if known else "grunnlaget for dette er ukjent"
    if gap is None:
        return f"mens {whose}, og de to kan ikke sammenlignes direkte"
    way = "lavere" if gap.pst > 0 else "høyere"
    apart = f"{format_number(abs(gap.pst), gap.desimaler)} prosentpoeng {way}"
    where = ", der" if known else "; i kommunekassen"
    result = "resultatet i snitt er" if known else "er resultatet i snitt"
    return f"mens {whose}{where} {result} {apart}"


def _distance(unit: Enhet, netto: Decimal | Fraction | None, chosen: str) -> Json:
    """Return level × income − result, 1000 kr; null where it is not known.

    Before the committee's levels there is none, unless the reader chooses another.
    """
    own, wanted = ANBEFALT_NIVAA[unit.regnskap.nivaa], _read_level(chosen)
    is_earlier = (unit.regnskap.aar or NIVAA_FRA) < NIVAA_FRA
    if is_earlier and wanted in (None, own):
        return {"pst": None, "belop": None, "er_utvalgets": False, "om": UTEN_NIVAA}
    level = own if wanted is None else wanted
    income = unit.inntekt
    known = income is not None and netto is not None and income > 0
    return {
        "pst": level,
        "belop": level / 100 * Fraction(income or 0) - Fraction(netto or 0) if known else None,
        "er_utvalgets": level == own,
        "om": ANBEFALT,
    }


def _read_level(chosen: str) -> Fraction | None:
    """Return a per cent as people write it; None when it is none, or cannot be meant."""
    found = read_number(chosen.replace(".", ","), ",") if chosen.strip() else None
    return Fraction(found) if isinstance(found, Decimal) and LOWEST <= found <= HIGHEST else None


def _sentence(unit: Enhet, found: Maaling, rows: Sequence[Row], placed: str) -> str:
    """Return what the accounts say, beside the nearest group of the same year, and the place."""
    if found.pst is None and found.belop is None:
        return ""
    return " ".join(filter(None, (_own(unit, found), _nearest(unit, rows), placed)))


def _own(unit: Enhet, found: Maaling) -> str:
    is_budget = unit.regnskap.kilde is Kilde.BUDSJETT
    who = name_of_split(unit.kode) or unit.navn or "Regnskapet"
    if is_budget:
        who = f"Budsjettet for {unit.navn}" if unit.navn else "Budsjettet"
    year = "" if unit.regnskap.aar is None else f" i {unit.regnskap.aar}"
    percent = "" if found.pst is None else f"{_percent(found.pst)} av driftsinntektene"
    amount = "" if found.belop is None else kroner(found.belop)
    both = f"{amount}, {percent}" if amount and percent else amount or percent
    value = found.pst if found.belop is None else found.belop
    kind = "et negativt netto driftsresultat" if value is not None and value < 0 else ""
    if kind and found.belop is not None:  # «negativt» says the amount's sign
        both = both.removeprefix(MINUS)
    verb = "har" if is_budget else "hadde"
    return f"{who} {verb}{year} {kind or 'et netto driftsresultat'} på {both}."


def _nearest(unit: Enhet, rows: Sequence[Row]) -> str:
    """Return the nearest group printed for the unit's year, on its own basis if there is one.

    Nothing where there is none; on another basis, with what keeps the two from being compared.
    """
    found = [
        (row.gruppe, one)
        for row in rows
        for one in row.printed
        if one.indikator == NETTO and one.aar == unit.regnskap.aar
    ]
    basis = unit.regnskap.basis
    found.sort(key=lambda pair: pair[1].grunnlag != basis.value)  # the nearest is still first
    for name, one in found[:1]:
        value = _percent(one.verdi, len(f"{one.verdi:f}".partition(".")[2]))
        kind = (one.utvalg if one.utvalg != "alle" else "", one.grunnlag, one.status)
        return f"{name} hadde {value} ({', '.join(filter(None, kind))}){_apart(one, basis)}."
    return ""


def _apart(one: Printed, basis: Basis) -> str:
    """Return why a printed value and the unit's own cannot be compared directly, as a clause."""
    if one.grunnlag == basis.value:
        return ""
    if basis is Basis.UKJENT:
        return ", mens grunnlaget for regnskapet er ukjent"
    return f", som ikke kan sammenlignes direkte med {basis.value}"


def _placed(place: Place | None) -> str:
    """Return the place in a sentence, with what keeps it from being exact in the same one."""
    if place is None:
        return ""
    few, many = map(format_number, place.hoyere)
    count = many if few == many else f"Mellom {few} og {many}"
    said = (
        f"{count} av {format_number(place.antall)} kommuner hadde et høyere resultat i {place.aar}"
    )
    if place.forbehold:
        return f"{said}: De andres tall er endelige tall for {place.basis}, {place.forbehold}."
    return f"{said} ({place.basis}, endelige tall)."


def _not_placed(unit: Enhet, found: Maaling, reference: Reference) -> str:
    """Return why a municipality is not placed among the others; nothing where no place is due."""
    years = sorted({one.aar for one in reference.municipalities})
    year = unit.regnskap.aar
    if not (unit.er_kommune and years and found.pst is not None):
        return ""
    if unit.regnskap.kilde is Kilde.BUDSJETT:
        return "Et budsjett plasseres ikke blant kommunenes regnskap."
    if year in years:
        return ""
    which = "Regnskapsåret er ikke kjent" if year is None else f"Regnskapsåret er {year}"
    return (
        f"{which}, og nettstedet har kommunenes resultater bare for {listed(map(str, years))}, så "
        "kommunen er ikke plassert blant de andre."
    )


def _percent(value: Decimal | Fraction, decimals: int = 1) -> str:
    return f"{format_number(value, decimals)} prosent"

"""A group's figure opened: what is above and below its line, and the units it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.answers.reference import people_words
from kommuneindikatorer.groups.grouping import index, last_year, value
from kommuneindikatorer.groups.statistics import BEGGE_AAR, TELLER, TELLER_ORD, Verdi, totals
from kommuneindikatorer.json_text import Json
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.result import Gruppe, Result
from kommuneindikatorer.unit import Enhet
from kommuneindikatorer.wording import capitalised, uncapitalised

VEKTET = "vektet"
"""The figure that is a sum over a sum; the others are shares, counted."""

_WHOLES = {
    "alle": "alle kommuner",
    "alle_uten_oslo": "alle kommuner uten Oslo",
    "utvalg": "eget utvalg",
    "fylkeskommuner": "alle fylkeskommuner",
    "kommunesektoren": "kommunesektoren",
}


@dataclass(frozen=True, slots=True)
class Request:
    """Which figure of which group.

    Attributes:
        division: The division's id.
        group: The group's id in it.
        year: Year of accounts; None if unknown.
        basis: Whose money.
        indicator: The indicator's id.
        figure: The figure's name in `Statistikk`: `VEKTET` or one of `TELLER`.
    """

    division: str
    group: str
    year: int | None
    basis: str
    indicator: str
    figure: str


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of the group.

    Attributes:
        nr: Its place among the result's units, from 0.
        verdi: Its value; None where it has none.
        er_med: Whether the figure can use the value.
        teller: Whether it counts: in the sums, or above the line of a share.
    """

    nr: int
    verdi: Verdi | None
    er_med: bool
    teller: bool


def breakdown(result: Result, request: Request) -> Json:
    """Return the figure's words, what is above and below its line, and the group's units.

    Sums are in 1000 kr; counts are texts too. ``pst`` is null where nothing can be divided by.

    Raises:
        KeyError: The group, the indicator or the figure is none of the result's.
    """
    if request.figure != VEKTET and request.figure not in TELLER:
        raise KeyError(request.figure)
    group = _group(result, request)
    found = _members(result, group, request)
    above, below = _line(found, request.figure)
    name, many = INDIKATOR[request.indicator].etikett, _units(request.division, 0)
    formula, kind, over, under = _words(request.figure, uncapitalised(name), many)
    return {
        "navn": name,
        "hvem": _who(group),
        "aar": request.year,
        "formel": formula,
        "slag": kind,
        "over": {"navn": over, "tall": above},
        "under": {"navn": under, "tall": below},
        "pst": 100 * above / below if below > 0 else None,
        "teller": TELLER_ORD.get(request.figure, ""),
        "kalles": _units(request.division, len(found)),
        "enheter": [_member_json(one) for one in found],
    }


def _group(result: Result, request: Request) -> Gruppe:
    wanted = (request.division, request.group, request.year, request.basis)
    for one in result.grupper:
        if (one.inndeling, one.id, one.aar, one.basis.value) == wanted:
            return one
    raise KeyError(request.group)


def _members(result: Result, group: Gruppe, request: Request) -> list[Member]:
    """Return the group's units: those that count first, the lowest first, those unused last."""
    places = {id(one): nr for nr, one in enumerate(result.enheter)}
    before = index(result.enheter)
    found = [
        _member(places[id(one)], one, last_year(one, before), request) for one in group.enheter
    ]
    return sorted(found, key=lambda one: _order(one, request.figure))


def _member(nr: int, unit: Enhet, last: Enhet | None, request: Request) -> Member:
    found = value(unit, request.indicator, last)
    if found is None or not _is_part(found, request.figure):
        return Member(nr, found, er_med=False, teller=False)
    counts = request.figure == VEKTET or TELLER[request.figure](found)
    return Member(nr, found, er_med=True, teller=counts)


def _is_part(found: Verdi, figure: str) -> bool:
    """Return whether the value is one the figure is made of."""
    if figure == VEKTET:
        return found.belop is not None and found.inntekt is not None
    return figure not in BEGGE_AAR or found.fjor is not None


def _order(one: Member, figure: str) -> tuple[bool, bool, Fraction]:
    pst = one.verdi.pst if one.verdi else Fraction(0)
    last = one.verdi.fjor.pst if one.verdi and one.verdi.fjor else Fraction(0)
    return not one.er_med, not one.teller, pst - last if figure == "andel_svakere" else pst


def _line(found: Sequence[Member], figure: str) -> tuple[Fraction, Fraction]:
    """Return what is above and below the line: sums, or counts."""
    known = [one.verdi for one in found if one.verdi and one.er_med]
    if figure == VEKTET:
        return totals(known)
    return Fraction(sum(one.teller for one in found)), Fraction(len(known))


def _member_json(one: Member) -> Json:
    value = one.verdi
    return {
        "nr": one.nr,
        "er_med": one.er_med,
        "teller": one.teller,
        "belop": value.belop if value else None,
        "inntekt": value.inntekt if value else None,
        "pst": value.pst if value else None,
        "fjor": value.fjor.pst if value and value.fjor else None,
    }


def _who(group: Gruppe) -> str:
    """Return the group inside a sentence."""
    if group.inndeling == "folkemengde":
        return f"kommuner med {people_words(group.gruppe)} innbyggere"
    return _WHOLES.get(group.inndeling, group.gruppe)


def _units(division: str, count: int) -> str:
    """Return what the units are called, one or many."""
    if division == "kommunesektoren":
        return "enhet" if count == 1 else "enheter"
    one = "fylkeskommune" if division == "fylkeskommuner" else "kommune"
    return one if count == 1 else f"{one}r"


def _words(figure: str, lower: str, many: str) -> tuple[str, str, str, str]:
    """Return how the figure is made, what is counted, and what is above and below the line.

    Args:
        figure: The figure's name.
        lower: The indicator's name inside a sentence.
        many: What the units are called.
    """
    if figure == VEKTET:
        part, whole = f"Summen av {lower}", "Summen av brutto driftsinntekter"
        formula = f"{part} delt på {uncapitalised(whole)}, i prosent"
        return formula, "sum", part, whole
    counted = TELLER_ORD[figure]
    known = f"{many} med tall{' for begge år' if figure in BEGGE_AAR else ''}"
    formula = f"Antall {many} med {lower} {counted}, delt på alle {known}, i prosent"
    return formula, "antall", f"{many.capitalize()} {counted}", capitalised(known)

"""Which groups a unit belongs to: by population, with limits that can be set, and by region."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import split_list
from kommuneindikatorer.problems import Alvor, Kode, Problems
from kommuneindikatorer.register import todays_code
from kommuneindikatorer.unit import Enhet
from kommuneindikatorer.wording import slug

STANDARD = (3_000, 5_000, 10_000, 20_000, 50_000)
"""Source: the note of 7 March 2025, its table by inhabitants."""

UGYLDIGE_GRENSER = Kode(
    "ugyldige-folkegrenser",
    Alvor.ADVARSEL,
    "«{verdi}» kan ikke være grenser mellom grupper. Notatets grenser er brukt.",
    "Skriv stigende hele tall med komma mellom.",
)
_LONGEST = 9


def limits(chosen: str, problems: Problems) -> tuple[int, ...]:
    """Return the limits chosen, else the note's; a choice that cannot be is reported."""
    parts = [part.replace(" ", "").replace("\u00a0", "") for part in split_list(chosen)]
    fits = all(part.isascii() and part.isdigit() and len(part) <= _LONGEST for part in parts)
    found = tuple(int(part) for part in parts) if fits else ()
    if found and found[0] > 0 and list(found) == sorted(set(found)):
        return found
    if parts:
        problems.add(UGYLDIGE_GRENSER, verdi=chosen)
    return STANDARD


def group_of(population: int, bounds: Sequence[int]) -> int:
    """Return the group's number from 0; one who stands on a limit belongs above it."""
    return bisect_right(bounds, population)


def label(number: int, bounds: Sequence[int]) -> str:
    """Return the group's name as the note prints it: «0–3 000», «3–5 000», «Over 50 000»."""
    if number == len(bounds):
        return f"Over {_written(bounds[-1])}"
    lower = bounds[number - 1] if number else 0
    short = lower % 1000 == 0 and bounds[number] % 1000 == 0
    start = str(lower // 1000) if short else _written(lower)
    return f"{start}–{_written(bounds[number])}"


def group_id(number: int, bounds: Sequence[int]) -> str:
    """Return the group's id as in the note's facts: ``folkemengde-0-3000``."""
    if number == len(bounds):
        return f"folkemengde-over-{bounds[-1]}"
    return f"folkemengde-{bounds[number - 1] if number else 0}-{bounds[number]}"


def _written(number: int) -> str:
    """Return the number with the plain blank that the note prints."""
    return format_number(number).replace("\u00a0", " ")


LANDSDELER = ("Østlandet", "Agder og Rogaland", "Vestlandet", "Trøndelag", "Nord-Norge")
"""Source: the note of 7 March 2025, its table by region (landsdel)."""


@dataclass(frozen=True, slots=True)
class Inndeling:
    """One way to divide the units.

    Attributes:
        id: Stable id.
        grupper: The groups' names in order, each with the id that the note's facts have.
        gruppe: The name of the unit's group; None when it has none.
    """

    id: str
    grupper: Mapping[str, str]
    gruppe: Callable[[Enhet], str | None]


def divisions(bounds: Sequence[int], selection: Sequence[str]) -> tuple[Inndeling, ...]:
    """Return the divisions, the own selection among them when there is one.

    Args:
        bounds: Upper limits of the population groups.
        selection: Codes of any year.
    """
    names = tuple(label(number, bounds) for number in range(len(bounds) + 1))
    chosen = {todays_code(code) for code in selection}
    own = whole("utvalg", "Eget utvalg", "utvalg", lambda one: one.kode in chosen)
    return (
        Inndeling(
            "folkemengde",
            {name: group_id(number, bounds) for number, name in enumerate(names)},
            lambda one: _by_people(one, bounds, names),
        ),
        Inndeling("landsdel", {name: slug(name, "-") for name in LANDSDELER}, _by_region),
        whole("alle", "Alle kommuner", "kommunene", lambda one: one.er_kommune),
        whole("alle_uten_oslo", "Alle kommuner uten Oslo", "landet", _counts),
        *([own] if chosen else []),
        whole("fylkeskommuner", "Alle fylkeskommuner", "fylkeskommunene", _is_county),
    )


def whole(ident: str, name: str, group: str, holds: Callable[[Enhet], bool]) -> Inndeling:
    """Return a division of one group, whose id among the note's facts is given."""
    return Inndeling(ident, {name: group}, lambda one: name if holds(one) else None)


def _counts(one: Enhet) -> bool:
    return one.er_kommune and not one.er_oslo


def _is_county(one: Enhet) -> bool:
    return not one.er_kommune


def _by_people(one: Enhet, bounds: Sequence[int], names: Sequence[str]) -> str | None:
    people = one.regnskap.folkemengde
    span = one.regnskap.folkemengde_mellom if people is None else (people, people)
    if span is None or not _counts(one):
        return None
    least, most = (group_of(end, bounds) for end in span)
    return names[least] if least == most else None


def _by_region(one: Enhet) -> str | None:
    return one.landsdel if _counts(one) and one.landsdel in LANDSDELER else None

"""Which groups a unit belongs to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.groups.population import group_id, group_of, label
from kommuneindikatorer.register import todays_code
from kommuneindikatorer.slugs import slug
from kommuneindikatorer.unit import Enhet

LANDSDELER = ("Østlandet", "Agder og Rogaland", "Vestlandet", "Trøndelag", "Nord-Norge")
"""Source: the note of 7 March 2025, table 6."""


@dataclass(frozen=True, slots=True)
class Inndeling:
    """One way to divide the units.

    Attributes:
        id: Stable id.
        etikett: Norwegian name.
        grupper: The groups' names in order, each with the id that the note's facts have.
        gruppe: The name of the unit's group; None when it has none.
    """

    id: str
    etikett: str
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
    return (
        Inndeling(
            "folkemengde",
            "Folkemengde, uten Oslo",
            {name: group_id(number, bounds) for number, name in enumerate(names)},
            lambda one: _by_people(one, bounds, names),
        ),
        Inndeling(
            "landsdel",
            "Landsdel, uten Oslo",
            {name: slug(name, "-") for name in LANDSDELER},
            _by_region,
        ),
        whole("alle", "Alle kommuner", "kommunene", lambda one: one.er_kommune),
        whole("alle_uten_oslo", "Alle kommuner utenom Oslo", "landet", _counts),
        *([_selection(chosen)] if chosen else []),
        whole(
            "fylkeskommuner",
            "Alle fylkeskommuner",
            "fylkeskommunene",
            lambda one: not one.er_kommune,
        ),
    )


def whole(ident: str, name: str, group: str, holds: Callable[[Enhet], bool]) -> Inndeling:
    """Return a division of one group, whose id among the note's facts is given."""
    return Inndeling(ident, name, {name: group}, lambda one: name if holds(one) else None)


def _selection(codes: Collection[str | None]) -> Inndeling:
    return whole("utvalg", "Eget utvalg", "utvalg", lambda one: one.kode in codes)


def _counts(one: Enhet) -> bool:
    return one.er_kommune and not one.er_oslo


def _by_people(one: Enhet, bounds: Sequence[int], names: Sequence[str]) -> str | None:
    people = one.regnskap.folkemengde
    span = one.regnskap.folkemengde_mellom if people is None else (people, people)
    if span is None or not _counts(one):
        return None
    least, most = (group_of(end, bounds) for end in span)
    return names[least] if least == most else None


def _by_region(one: Enhet) -> str | None:
    return one.landsdel if _counts(one) and one.landsdel in LANDSDELER else None

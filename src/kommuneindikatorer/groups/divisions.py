"""Which groups a unit belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kommuneindikatorer.groups.population import group_of, label
from kommuneindikatorer.register import todays_code
from kommuneindikatorer.unit import Enhet

LANDSDELER = ("Østlandet", "Agder og Rogaland", "Vestlandet", "Trøndelag", "Nord-Norge")
"""Source: the note of 7 March 2025, table 6."""


@dataclass(frozen=True, slots=True)
class Inndeling:
    """One way to divide the units.

    Attributes:
        id: Stable id.
        etikett: Norwegian name.
        grupper: The groups' names in order.
        gruppe: The name of the unit's group; None when it has none.
    """

    id: str
    etikett: str
    grupper: tuple[str, ...]
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
            names,
            lambda one: _by_people(one, bounds, names),
        ),
        Inndeling("landsdel", "Landsdel, uten Oslo", LANDSDELER, _by_region),
        _whole("alle", "Alle kommuner", lambda one: one.er_kommune),
        _whole("alle_uten_oslo", "Alle kommuner utenom Oslo", _counts),
        *([_whole("utvalg", "Eget utvalg", lambda one: one.kode in chosen)] if chosen else []),
        _whole("fylkeskommuner", "Alle fylkeskommuner", lambda one: not one.er_kommune),
    )


def _whole(ident: str, name: str, holds: Callable[[Enhet], bool]) -> Inndeling:
    return Inndeling(ident, name, (name,), lambda one: name if holds(one) else None)


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

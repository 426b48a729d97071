"""The note's printed values that a unit may be held against: its own groups first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kommuneindikatorer.beside.asked import Enkelt, Spurt, Trykt
from kommuneindikatorer.groups.population import STANDARD, group_of, label
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.register.lookup import OSLO
from kommuneindikatorer.wording import uncapitalised


@dataclass(frozen=True, slots=True)
class Sammenlikning:
    """One group in one year, with the values the note prints of it.

    Attributes:
        navn: The group in words.
        trykt: One value for each indicator printed; the same year, sample, basis and status.
    """

    navn: str
    trykt: tuple[Trykt, ...]


def population_of(spurt: Spurt) -> tuple[int | None, str]:
    """Return the unit's population and where it is from, a sentence; None where unknown."""
    unit = spurt.enhet
    if unit.folkemengde is not None:
        return unit.folkemengde, "Folkemengden er oppgitt av deg eller i filen."
    known = [one for one in spurt.kommuner if one.kommunenummer in {unit.kode, unit.kommunenummer}]
    nearest = max(known, key=lambda one: (one.aar == unit.aar, one.aar), default=None)
    if nearest is None or nearest.folkemengde is None:
        return None, ""
    return nearest.folkemengde, f"Folkemengden er fra Statistisk sentralbyrå, {nearest.aar}."


def comparisons(spurt: Spurt, people: int | None) -> Iterator[Sammenlikning]:
    """Yield own population group, own region, the country, then the whole sector, by year."""
    for name, printed in _groups(spurt, people):
        years = dict.fromkeys((one.tabell, one.aar, one.utvalg) for one in printed)
        for key in sorted(years, key=lambda key: (key[1], key[2])):
            same = tuple(one for one in printed if (one.tabell, one.aar, one.utvalg) == key)
            yield Sammenlikning(name, same)


def _groups(spurt: Spurt, people: int | None) -> Iterator[tuple[str, Sequence[Trykt]]]:
    unit = spurt.enhet
    if unit.nivaa is Nivaa.FYLKESKOMMUNE:
        yield "Fylkeskommunene", _of(spurt, "tabell-2", "fylkeskommunene")
    else:
        yield from _own_groups(spurt, unit, people)
        yield "Kommunene med Oslo", _of(spurt, "tabell-2", "kommunene")
    yield "Kommunesektoren", _of(spurt, "figur-3", "kommunesektoren")


def _own_groups(
    spurt: Spurt, unit: Enkelt, people: int | None
) -> Iterator[tuple[str, Sequence[Trykt]]]:
    """Yield the rows of tables 5 and 6, which are without Oslo."""
    if unit.kommunenummer != OSLO:
        if people is not None:
            group = label(group_of(people, STANDARD), STANDARD)
            yield f"Kommuner med {people_words(group)} innbyggere", _row(spurt, "tabell-5", group)
        if unit.landsdel:
            yield unit.landsdel, _row(spurt, "tabell-6", unit.landsdel)
    yield "Landet uten Oslo", _of(spurt, "tabell-5", "landet")


def people_words(group: str) -> str:
    """Return a population group's name inside a sentence: «0–3 000», «over 50 000»."""
    return uncapitalised(group).replace(" 000", "\u00a0000")


def _row(spurt: Spurt, tabell: str, rad: str) -> list[Trykt]:
    bare = "".join(rad.split())
    return [one for one in spurt.trykt if one.tabell == tabell and "".join(one.rad.split()) == bare]


def _of(spurt: Spurt, tabell: str, gruppe: str) -> list[Trykt]:
    return [one for one in spurt.trykt if (one.tabell, one.gruppe) == (tabell, gruppe)]

"""Ids, years and days in words a reader knows, and how to cite the note."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from kommuneindikatorer.wording import listed
from sitegen.facts.observation import FINAL, Observation
from sitegen.note.model import About, Exhibit
from sitegen.pages.phrase import escaped

BASES = {
    "konsern": "Konsern: med kommunale og fylkeskommunale foretak og interkommunale selskaper",
    "kasse": "Kommunekasse: uten foretak og interkommunale selskaper",
}

SELECTIONS = {
    "alle": "Alle kommuner og fylkeskommuner",
    "alle utenom Oslo": "Alle kommuner uten Oslo",
    "utvalget": "Utvalget: kommunene i KS’ regnskapsundersøkelse",
}

EXPLAINED = frozenset({"konsern", "kasse", "alle utenom Oslo", "utvalget"})
"""Terms with an entry in the glossary, its anchor their slug."""


def basis_words(basis: str) -> str:
    """Return what «konsern» or «kasse» means, in a sentence."""
    return BASES.get(basis, basis)


def selection_words(selection: str) -> str:
    """Return which units the values are about."""
    return SELECTIONS.get(selection, selection)


def column_status(column: Iterable[Observation]) -> str:
    """Return the word a column's header needs: its commonest status, or nothing if some are final.

    Cells with another status than the header's are marked one by one.
    """
    words = [item.status for item in column if item.verdi is not None]
    if not words or FINAL in words:
        return ""
    return Counter(words).most_common(1)[0][0]


def odd_statuses(columns: Iterable[Sequence[Observation]]) -> list[str]:
    """Return the statuses that stand in a column whose header says another."""
    found = (
        item.status
        for column in columns
        if (word := column_status(column))
        for item in column
        if item.verdi is not None and item.status != word
    )
    return list(dict.fromkeys(found))


def status_by_year(values: Iterable[Observation]) -> list[tuple[str, str]]:
    """Return stretches of years with their status: («2015–2023», «endelig»), («2024», «anslag»)."""
    return by_year((item.aar, item.status) for item in values)


def by_year(words: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    """Return stretches of years that have the same word, or the same words."""
    found: dict[int, set[str]] = {}
    for year, word in words:
        found.setdefault(year, set()).add(word)
    years = [(year, listed(sorted(several))) for year, several in sorted(found.items())]
    return [(_stretch([y for y, _ in part]), word) for word, part in _runs(years)]


def _runs(years: Iterable[tuple[int, str]]) -> Iterable[tuple[str, list[tuple[int, str]]]]:
    return [(word, list(part)) for word, part in groupby(years, key=lambda pair: pair[1])]


def _stretch(years: Sequence[int]) -> str:
    first, last = years[0], years[-1]
    return str(first) if first == last else f"{first}–{last}"


MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


def citation(about: About, exhibit: Exhibit | None = None) -> str:
    """Return the reference as a paragraph; the page's own address follows at its foot."""
    part = f" {exhibit.name}." if exhibit else ""
    text = (
        f"{about.publisher} ({about.abbreviation}) ({about.date.year}): {about.title}."
        f" Notat til {about.meeting}, {long_date(about)}.{part}"
    )
    return escaped(text)


def long_date(about: About) -> str:
    """Return the note's date in words: «7. mars 2025»."""
    return day_words(about.date)


def day_words(day: date) -> str:
    """Return a day in words: «7. mars 2025»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

"""Ids, years and days in words a reader knows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from kommuneindikatorer.wording import listed
from sitegen.facts.fact import FINAL, Fact
from sitegen.facts.formatting import day_words, span
from sitegen.note.model import About

BASES = {
    "konsern": "Konsern: med kommunale og fylkeskommunale foretak og interkommunale selskaper",
    "kasse": "Kommunekasse: uten foretak og interkommunale selskaper",
    "ikke regnskap": "Ikke regnskap: nasjonalregnskap og annen statistikk",
}

SELECTIONS = {
    "alle": "Alle kommuner og fylkeskommuner",
    "alle utenom Oslo": "Alle kommuner uten Oslo",
    "utvalget": "Utvalget: kommunene i KS’ regnskapsundersøkelse",
    "ikke relevant": "Ikke relevant: Tallet gjelder ikke et utvalg av kommuner",
}

EXPLAINED = frozenset(
    {
        *("konsern", "kasse", "ikke regnskap"),
        *("alle utenom Oslo", "utvalget", "ikke relevant"),
        *("endelig", "foreløpig", "anslag"),
    }
)
"""Terms with an entry in the glossary, its anchor their slug."""


def basis_words(basis: str) -> str:
    """Return what «konsern» or «kasse» means, in a sentence."""
    return BASES.get(basis, basis)


def selection_words(selection: str) -> str:
    """Return which units the values are about."""
    return SELECTIONS.get(selection, selection)


def column_status(column: Iterable[Fact]) -> str:
    """Return the word a column's header needs: its commonest status, or nothing if that is final.

    Cells with another status than the header's are marked one by one.
    """
    words = [item.status for item in column if item.verdi is not None]
    commonest = Counter(words).most_common(1)[0][0] if words else FINAL
    return "" if commonest == FINAL else commonest


def is_odd(item: Fact, header: str) -> bool:
    """Return whether a value must say its status itself: its column's header says another."""
    return item.verdi is not None and item.status != (header or FINAL)


def odd_statuses(columns: Iterable[Sequence[Fact]]) -> dict[str, list[Fact]]:
    """Return the values that have another status than their column's header, by status."""
    found: dict[str, list[Fact]] = {}
    for column in columns:
        header = column_status(column)
        for item in column:
            if is_odd(item, header):
                found.setdefault(item.status, []).append(item)
    return found


def status_by_year(values: Iterable[Fact]) -> list[tuple[str, str]]:
    """Return stretches of years with their status: («2015–2023», «endelig»), («2024», «anslag»)."""
    return by_year((item.aar, item.status) for item in values)


STATUSES = {
    FINAL: "Endelig: gitt ut som endelig av den som lager statistikken",
    "foreløpig": "Foreløpig: gitt ut, men kan bli endret når den endelige statistikken kommer",
    "anslag": "Anslag: beregnet før statistikken er gitt ut",
}
"""What each status means; the release calendar says when it holds."""


def statuses(values: Sequence[Fact]) -> tuple[list[tuple[str, str]], list[Fact]]:
    """Return each stretch of years with the status of most values, and the values that differ."""
    valued = [item for item in values if item.verdi is not None]
    years: dict[int, Counter[str]] = {}
    for item in valued:
        years.setdefault(item.aar, Counter())[item.status] += 1
    most = {year: count.most_common(1)[0][0] for year, count in years.items()}
    return by_year(most.items()), [item for item in valued if item.status != most[item.aar]]


def by_year(words: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    """Return stretches of years that have the same word, or the same words."""
    found: dict[int, set[str]] = {}
    for year, word in words:
        found.setdefault(year, set()).add(word)
    years = [(year, listed(sorted(several))) for year, several in sorted(found.items())]
    return [(span(part[0][0], part[-1][0]), word) for word, part in _runs(years)]


def _runs(years: Iterable[tuple[int, str]]) -> Iterable[tuple[str, list[tuple[int, str]]]]:
    return [(word, list(part)) for word, part in groupby(years, key=lambda pair: pair[1])]


def long_date(about: About) -> str:
    """Return the note's date in words: «7. mars 2025»."""
    return day_words(about.date)

"""Last year's description → what its labels meant, to be found again by their letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sitegen.note.spec import NoteSpec, PartialMeaning, TableSpec

MEANING = ("indikator", "gruppe", "utvalg", "enhet", "grunnlag")


@dataclass(frozen=True, slots=True)
class Known:
    """What labels meant in last year's edition: by their letters, blanks left out."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    statuses: dict[str, dict[int, str]] = field(default_factory=dict)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    tables: tuple[TableSpec, ...] = ()
    step: int = 0

    def moved(self, by_year: Mapping[str, str]) -> dict[int, str]:
        """Return what differs by year, each year moved on to this edition's."""
        return {int(year) + self.step: word for year, word in by_year.items()}

    def table(self, caption: str) -> TableSpec | None:
        """Return last year's table with the same words in its caption, numbers apart."""
        words = _words(caption)

        def fit(one: TableSpec) -> tuple[float, int]:
            return _alike(words, one), len(_caption_words(one))

        best = max(self.tables, key=fit, default=None)
        return best if best and _alike(words, best) > 0.8 else None  # noqa: PLR2004  most words


def known_from(spec: NoteSpec | None, day: date) -> Known:
    """Return the meanings that last year's description has."""
    if spec is None:
        return Known()
    known = Known(tables=spec.tables, step=day.year - spec.about.date.year)
    for table in spec.tables:
        for group in table.groups:
            known.rows.setdefault(key(group.label), _said(group))
            for row in group.rows:
                known.rows.setdefault(key(row.label), _said(row))
                if row.status:
                    known.statuses.setdefault(key(row.label), known.moved(row.status))
        for level in table.header:
            for cell in level:
                known.heads.setdefault(key(cell.text), _said(cell))
    known.rows.pop("", None)
    return known


def _said(part: PartialMeaning) -> dict[str, str]:
    pairs = {name: getattr(part, name) for name in MEANING}
    return {name: value for name, value in pairs.items() if isinstance(value, str)}


def key(text: str) -> str:
    """Return a label's letters, by which it is known again."""
    return "".join(text.split()).casefold()


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zæøå]{3,}", text.lower()) if word != "tabell"}


def _alike(words: set[str], table: TableSpec) -> float:
    other = _caption_words(table)
    return len(words & other) / max(len(other), 1)


def _caption_words(table: TableSpec) -> set[str]:
    return _words(re.sub(r"\\.", " ", f"{table.caption.start} {table.caption.end or ''}"))

"""What each part of a table says of its values: learned, known, or guessed and told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.note.drafting.clues import CAPTION, CAPTION_MARK
from sitegen.note.drafting.found import FoundRow, FoundTable
from sitegen.note.drafting.survey import Survey
from sitegen.note.drafting.words import bare, basis_of, learned, meaning_of, unit_of
from sitegen.note.spec import FigureSpec, TableSpec

type Sense = dict[str, str]
type Guessed = tuple[Sense, list[str]]
"""What is said, and what is not certain, in words."""

SENTENCE = re.compile(r"\.\s+(?=[A-ZÆØÅ0-9])|\.$")
END_YEARS = re.compile(r"[ ,]*(?:i )?\b(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?$")


@dataclass(slots=True)
class Senses:
    """What the labels of one exhibit mean."""

    survey: Survey
    name: str
    known: Mapping[str, Sense] = field(init=False)

    def __post_init__(self) -> None:
        """Learn from the edition before."""
        self.known = learned(self.survey.previous)

    @property
    def caption(self) -> str:
        """The caption without its number and marks."""
        words = CAPTION.sub("", self.survey.captions[self.name].words)
        return CAPTION_MARK.sub("", words)

    @property
    def title(self) -> str:
        """The caption's first sentence, without years at its end."""
        return END_YEARS.sub("", SENTENCE.split(self.caption)[0]).strip()

    @property
    def before(self) -> TableSpec | FigureSpec | None:
        """The same exhibit in the edition before: same number, and a caption that fits."""
        spec = self.survey.previous
        kind, _, number = self.name.partition("-")
        both: Sequence[TableSpec | FigureSpec] = ()
        if spec:
            both = spec.tabell if kind == "tabell" else spec.figur
        first = self.survey.captions[self.name].first.words
        same = (item for item in both if item.nummer == int(number))
        return next((item for item in same if re.search(item.bildetekst.fra, first)), None)

    def label(self, words: str) -> Sense:
        """Return what a label says: learned, or known by its words."""
        return dict(self.known.get(bare(words)) or meaning_of(words, self.survey.ident(words)))

    def row(self, row: FoundRow, above: Mapping[str, str]) -> Guessed:
        """Return what a row says beyond what stands ``above`` it, and what is not certain."""
        said = {k: v for k, v in self.label(row.label).items() if above.get(k) != v}
        doubts: list[str] = []
        need = {"indikator", "gruppe", "enhet"} - said.keys() - above.keys()
        if "indikator" in need:
            said["indikator"] = self.survey.ident(row.label).replace("-", "_")
            doubts.append("navnet på indikatoren er laget av radens tekst")
        elif "gruppe" in need:
            said["gruppe"] = self.survey.ident(row.label)
            doubts.append("gruppen er laget av radens tekst")
        if "enhet" in need:
            unit = unit_of(row.label)
            said["enhet"] = unit or "prosent"
            doubts += [] if unit else ["enheten"]
        return said, doubts

    def status(self, year: int, row: FoundRow | None = None) -> tuple[str, bool]:
        """Return a year's status and whether a note or the caption says so."""
        notes = self.survey.remarks[self.name]
        for note in notes:
            of_row = row is not None and note.sign in row.marks
            if (row is None and not self._only_of_rows(note.sign)) or of_row:
                told = _status_in(note.words, year)
                if told:
                    return told, True
        told = _status_in(self.caption, year) if row is None else ""
        return told or "anslag", bool(told)

    def _only_of_rows(self, sign: str) -> bool:
        table = self.survey.tables.get(self.name)
        of_rows = table is not None and any(sign in row.marks for row in table.rows)
        return of_rows and sign not in self.survey.marked(self.name)

    def basis(self, table: FoundTable | None) -> tuple[str, str]:
        """Return the basis and, if it is not told, a doubt."""
        if told := basis_of(self.caption):
            return told, ""
        if self.before and isinstance(self.before.grunnlag, str):
            return self.before.grunnlag, "grunnlaget er overtatt fra forrige utgave"
        labels = " ".join(row.label for row in table.rows) if table else ""
        return basis_of(labels) or "konsern", "grunnlaget (konsern eller kasse)"

    def table(self, table: FoundTable) -> tuple[Sense, list[str]]:
        """Return what holds for the whole table, and doubts."""
        said: Sense = {}
        doubts: list[str] = []
        parts = self._parts(table)
        if any("indikator" not in keys for keys in parts) and (found := self._indicator(parts)):
            said["indikator"], doubt = found
            doubts += [doubt] if doubt else []
        if any("gruppe" not in keys for keys in parts) and not self._rows_are_groups(table, said):
            said["gruppe"] = (self.before and self.before.gruppe) or "kommunesektoren"
            doubts.append("gruppen er ikke nevnt; «kommunesektoren» er antatt")
        if any("utvalg" not in keys for keys in parts):
            said["utvalg"] = "alle"
        if unit := unit_of(self.caption):
            said["enhet"] = unit
        return said, doubts

    def _parts(self, table: FoundTable) -> list[set[str]]:
        """Return, for each row, what it and all that stands over it decide."""
        columns = {
            key for level in table.levels for words, _ in level.cells for key in self.label(words)
        }
        keys: list[set[str]] = []
        group: set[str] = set()
        for row in table.rows:
            group = set(self.label(row.group)) if row.group else group
            keys.append(columns | group | set(self.label(row.label)))
        return keys

    def _indicator(self, parts: Sequence[set[str]]) -> tuple[str, str] | None:
        """Return the caption's indicator, where rows are groups and nothing else names one."""
        told = meaning_of(self.title, "").get("indikator")
        if told and not any("indikator" in keys for keys in parts):
            return told, ""
        if all("gruppe" in keys for keys in parts):
            words = re.split(r" (?:i|for|blant|etter) ", self.title)[0]
            ident = self.survey.ident(words).replace("-", "_")
            return ident, "navnet på indikatoren er laget av bildeteksten"
        return None

    def _rows_are_groups(self, table: FoundTable, said: Sense) -> bool:
        """Return whether rows name groups, so that one without a known group is a group too."""
        columns = {
            k for level in table.levels for words, _ in level.cells for k in self.label(words)
        }
        return "indikator" in (columns | said.keys())


def _status_in(words: str, year: int) -> str:
    """Return «anslag» or «foreløpig», whichever a text that names the year says first."""
    if str(year) not in words:
        return ""
    found = re.search(r"(?i)\b(anslag|foreløpig)", words)
    return found[1].lower() if found else ""

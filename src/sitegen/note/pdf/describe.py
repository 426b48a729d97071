"""Document → where everything stands, and what the document itself says of its values.

What labels mean is the vocabulary's to say. A unit that cannot be known is left out, and the strict
reader then says so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sitegen.note.drafting import toml
from sitegen.note.outline import kinds_differ
from sitegen.note.pdf.document import Document, Exhibit, Heading, NoteText
from sitegen.note.pdf.grid import GridRow, plain
from sitegen.note.pdf.header import HeadPiece
from sitegen.note.pdf.page import Word, words_text
from sitegen.note.pdf.text import MISSING, one_line

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
TWO_YEARS = re.compile(r"(?:19|20)?(\d\d)[-–/](?:19|20)?(\d\d)")
GLUED_YEAR = re.compile(r"((?:19|20)\d\d)\d\)?")
GLUED_WORD = re.compile(r"[a-zæøå)]\d\)?(?:,\d\)?)*$")
UNIT = re.compile(
    r"\b(?:(?P<prosentpoeng>prosentpoeng)|(?P<prosent>prosent(?:vis)?|pst\.)|(?P<penger>mrd\.|mill\.|kroner|kr\b)"
    r"|(?P<indeks>indeks)|(?P<antall>antall))",
    re.IGNORECASE,
)

LIMIT = re.compile(r"\d ?(?:pst|prosent|kroner|mill|mrd)")

type Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """What is found: the parts as ``note.toml`` would say them, and what is not certain."""

    parts: Said
    doubts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The parts as TOML, for the file beside the text."""
        rows: list[str] = [f"overskrift = {_inline(self.parts['overskrift'])}"]
        for kind in ("seksjon", "fotnote", "tabell", "figur"):
            for one in self.parts[kind]:
                rows += ["", f"[[{kind}]]"]
                rows += [f"{name} = {_inline(value)}" for name, value in one.items()]
        return "\n".join(rows) + "\n"


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_inline(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return toml(value)


def describe(document: Document, day: date) -> Described:
    """Return title, sections, footnotes and exhibits, each with the lines it stands on."""
    headings = [b for b in document.blocks if isinstance(b, Heading) and b.level]
    tables = [_Table(one, day) for one in document.exhibits if one.kind == "tabell"]
    figures = [one for one in document.exhibits if one.kind == "figur" and one.caption]
    parts: Said = {
        "overskrift": [{"fra": pattern(title_of(document))}],
        "seksjon": [_section(number, one) for number, one in enumerate(headings, 1)],
        "fotnote": [_note(one) for one in document.blocks if isinstance(one, NoteText)],
        "tabell": [said for one in tables if one.exhibit.caption and (said := one.said())],
        "figur": [_opening(one) for one in figures],
    }
    doubts = (f"{t.exhibit.name.lower()}: {doubt}" for t in tables for doubt in t.doubts)
    gaps = (f"delene: ingen overskrift med nummer {one}" for one in _left_out(headings))
    return Described(parts, tuple(dict.fromkeys((*doubts, *gaps))))


def _left_out(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the numbers that are passed over between two headings of one level."""
    last: dict[tuple[str, int], int] = {}
    for one in headings:
        *above, own = one.number.split(".") if one.number else ("", "0")
        level = (".".join(above), len(above))
        if level in last:
            between = range(last[level] + 1, int(own))
            yield from (".".join([*above, str(number)]) for number in between)
        if one.number:
            last[level] = int(own)


def pattern(text: str) -> str:
    """Return the pattern of exactly this line."""
    return f"^{re.escape(' '.join(text.split()))}$"


def title_of(document: Document) -> str:
    """Return the title's line as printed; empty if there is none."""
    return next(
        (one_line(b.lines) for b in document.blocks if isinstance(b, Heading) and not b.level), ""
    )


def _section(number: int, heading: Heading) -> Said:
    text = one_line(heading.lines)
    title = text.removeprefix(heading.number).removeprefix(".").strip()
    printed = {} if heading.number == str(number) else {"trykt": heading.number}
    return {"nummer": number, **printed, "tittel": title}


def _note(note: NoteText) -> Said:
    end = {"til": pattern(note.lines[-1].text)} if len(note.lines) > 1 else {}
    return {"tegn": note.sign, "fra": pattern(note.lines[0].text)} | end


def _opening(exhibit: Exhibit) -> Said:
    number = int(exhibit.number) if exhibit.number.isdecimal() else exhibit.number
    said: Said = {
        "nummer": number,
        "bildetekst": {"fra": pattern(one_line(exhibit.caption))},
        "ord": plain([word for line in exhibit.caption for word in line.words]),
        "noteord": [one_line(note.lines) for note in exhibit.notes],
        "note": [_note(note) for note in exhibit.notes],
    }
    source = {"kilde": {"fra": pattern(one_line(exhibit.source))}} if exhibit.source else {}
    return said | source


@dataclass(slots=True)
class _Table:
    """Describes one table."""

    exhibit: Exhibit
    day: date
    doubts: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)

    def said(self) -> Said:
        """Return its part of the description; empty, with a doubt, if it has no columns."""
        self.signs = {note.sign for note in self.exhibit.notes}
        said = _opening(self.exhibit)
        grid = self.exhibit.grid
        if grid is None or not grid.head:
            self.doubts.append("fant ingen kolonner")
            return {}
        self.doubts += [*grid.doubts, *self._unlike(grid.rows)]
        said |= self._unit(said["ord"])
        if year := self._without_years(said["ord"]):
            said["aar"] = year
        if status := self._status():
            said["status"] = status
        if signs := self._missing():
            said["mangler"] = signs
        groups = list(self._groups(grid.rows))
        return said | {"hode": self._head(grid.head, grid.stub), "radgruppe": groups}

    def _pieces(self) -> Sequence[HeadPiece]:
        grid = self.exhibit.grid
        return [piece for level in grid.head for piece in level] if grid else []

    def _unit(self, caption: str) -> Said:
        """Return the one unit of the caption; that it has none where cells differ in kind."""
        unit = unit_of(caption)
        grid = self.exhibit.grid
        own = self._columns_with_unit()
        lacking = [
            GridRow(row.label, tuple(c for at, c in enumerate(row.cells) if not own[at]))
            for row in (grid.rows if grid else ())
            if not row.heading and not unit_of(plain(row.label))
        ]
        if self._all_say_unit() or (unit and not units_differ(lacking)):
            return {"enhet": unit} if unit else {}
        self.doubts.append("enheten: si «enhet» for tabellen, kolonnene, gruppene eller radene")
        return {"ulike_enheter": True}

    def _all_say_unit(self) -> bool:
        """Return whether every value's unit is said by a row, a group or a column."""
        grid = self.exhibit.grid
        if grid is None:
            return False
        columns = self._columns_with_unit()
        under = ""
        said = []
        for row in grid.rows:
            if row.heading:
                under = unit_of(plain(row.label))
            else:
                said.append(bool(under or unit_of(plain(row.label))))
        return all(columns) or all(said)

    def _columns_with_unit(self) -> list[bool]:
        """Return whether the header says the unit, column by column."""
        said = [one for one in self._pieces() if unit_of(plain(one.words))]
        width = self.exhibit.grid.width if self.exhibit.grid else 0
        return [any(one.first <= at <= one.last for one in said) for at in range(width)]

    def _without_years(self, caption: str) -> int | None:
        """Return the year of columns whose header has none, for the whole table."""
        grid = self.exhibit.grid
        if grid is None or self._rows_are_years():
            return None
        dated = {
            at
            for piece in self._pieces()
            if self._year(piece)
            for at in range(piece.first, piece.last + 1)
        }
        if len(dated) == grid.width:
            return None
        labels = [self._label(piece.words) for piece in self._pieces()]
        years = [year for text in labels for year in YEAR.findall(text)] or YEAR.findall(caption)
        self.doubts.append("året for kolonner som ikke har noe årstall i hodet")
        return max(map(int, years)) if years else self.day.year - 1

    def _status(self) -> dict[str, str]:
        """Return the years that a note says are estimates, by the mark on the year."""
        estimates = {n.sign for n in self.exhibit.notes if "anslag" in n.lines[0].text.lower()[:40]}
        found: dict[str, str] = {}
        for piece in self._pieces():
            signs = {
                sign for word in piece.words if word.raised for sign in re.findall(r"\d", word.text)
            }
            glued = GLUED_YEAR.fullmatch(plain(piece.words))
            signs |= {plain(piece.words)[4]} if glued else set()
            if signs & estimates and (year := self._year(piece)):
                found[str(year)] = "anslag"
        return found

    def _year(self, piece: HeadPiece) -> int | None:
        text = self._label(piece.words)
        years = YEAR.findall(text)
        if len(years) == 1 and not TWO_YEARS.fullmatch(text):
            return int(years[0])
        if two := TWO_YEARS.fullmatch(text):
            self.doubts.append(f"året for kolonnen «{text}»")
            return 2000 + int(two[2])
        return None

    def _label(self, words: Sequence[Word]) -> str:
        """Return words as the strict reader meets them: without the marks at their end."""
        text = words_text(word for word in words if not (word.raised and word.text[0].isdigit()))
        if (glued := GLUED_YEAR.fullmatch(text)) and text[4] in self.signs:
            return glued[1]
        if (glued := GLUED_WORD.search(text)) and set(re.findall(r"\d", glued[0])) <= self.signs:
            return text[: glued.start() + 1]
        return text

    def _missing(self) -> str:
        grid = self.exhibit.grid
        cells = [words_text(cell) for row in grid.rows for cell in row.cells] if grid else []
        return " ".join(dict.fromkeys(text for text in cells if MISSING.fullmatch(text)))

    def _head(self, head: Sequence[Sequence[HeadPiece]], stub: Sequence[Word]) -> list[list[Said]]:
        levels = [[self._head_cell(piece) for piece in level] for level in head]
        if stub:
            levels[-1].insert(0, {"tekst": self._label(stub), "over": 0})
        return levels

    def _head_cell(self, piece: HeadPiece) -> Said:
        text = self._label(piece.words)
        said: Said = {"tekst": text, "over": piece.over}
        if year := self._year(piece):
            return said | {"aar": year}
        unit = unit_of(text)
        return said | ({"enhet": unit} if unit else {})

    def _rows_are_years(self) -> bool:
        """Return whether the labels are years, so that columns or caption say what."""
        grid = self.exhibit.grid
        rows = [row for row in grid.rows if not row.heading] if grid else []
        return all(YEAR.fullmatch(self._label(row.label)) for row in rows)

    def _groups(self, rows: Sequence[GridRow]) -> Iterator[Said]:
        """Yield the row groups: each heading with the rows below it."""
        label: Sequence[Word] = ()
        held: list[GridRow] = []
        for row in rows:
            if row.heading and held:
                yield self._group(label, held)
                label, held = row.label, []
            elif row.heading:
                label = (*label, *row.label)
            else:
                held.append(row)
        if held:
            yield self._group(label, held)

    def _unlike(self, rows: Sequence[GridRow]) -> Iterator[str]:
        """Yield the rows that one group lacks, and all others have."""
        groups: dict[str, list[str]] = {}
        under = ""
        for row in rows:
            label = self._label(row.label)
            if row.heading:
                under = label
            else:
                groups.setdefault(under, []).append(label)
        for name, own in groups.items():
            others = [set(one) for other, one in groups.items() if other != name]
            shared = set.intersection(*others) if len(others) > 1 else set()
            alike = all(one == others[0] for one in others)
            for label in sorted(shared - set(own)) if alike else ():
                yield f"«{name}» har ikke raden «{label}», som de andre har"

    def _group(self, words: Sequence[Word], rows: Sequence[GridRow]) -> Said:
        label = self._label(words)
        return self._labelled(label) | {"rad": [self._row(row) for row in rows]}

    def _labelled(self, label: str) -> Said:
        """Return a label, with the unit it names: not that of its limits («Over 4 pst.»).

        Where every column says its own, a row has none: the row's would go before the column's.
        """
        unit = "" if LIMIT.search(label) or all(self._columns_with_unit()) else unit_of(label)
        return ({"tekst": label} if label else {}) | ({"enhet": unit} if unit else {})

    def _row(self, row: GridRow) -> Said:
        label = self._label(row.label)
        year = {"aar": int(label)} if self._rows_are_years() else {}
        return self._labelled(label) | year | self._empty(row, label)

    def _empty(self, row: GridRow, label: str) -> Said:
        """Return what says where nothing is printed: years, or columns where they would not do."""
        blank = [at for at, cell in enumerate(row.cells) if not cell]
        if not blank:
            return {}
        years = [self._year_at(at) for at in range(len(row.cells))]
        found = [years[at] for at in blank]
        alike = [at for at, year in enumerate(years) if year in found]
        if blank != list(range(blank[0], len(row.cells))):
            self.doubts.append(f"raden «{label}» har tomme celler som ikke står sist")
        if alike != blank or None in found:
            return {"tomme_kolonner": [at + 1 for at in blank]}
        return {"tomme": sorted(year for year in found if year)}

    def _year_at(self, column: int) -> int | None:
        over = [piece for piece in self._pieces() if piece.first <= column <= piece.last]
        years = [year for piece in over if (year := self._year(piece))]
        return years[-1] if years else None


def unit_of(text: str) -> str:
    """Return the unit a text names: «Prosent av driftsinntektene», «mrd. kroner».

    Empty where it names none, or units of two kinds.
    """
    found = list(UNIT.finditer(text))
    kinds = {one.lastgroup for one in found}
    if len(kinds) != 1:
        return ""
    first = found[0]
    if first.lastgroup == "antall":
        words = re.match(r"antall \w+", text[first.start() :], re.IGNORECASE)
        return words[0].lower() if words else "antall"
    rest = text[first.start() :]
    end = rest.find(". ", len(first[0]))
    unit = (rest if end < 0 else rest[:end]).rstrip(". ")
    if first[0].lower() == "pst.":
        unit = f"prosent{rest[len(first[0]) : end if end >= 0 else None]}".rstrip(". ")
    if "endring" in text[: first.start()].lower() or "vekst" in text.lower():
        unit = f"{unit} endring" if not re.search("endring|vekst", unit) else unit
    return unit[0].lower() + unit[1:]


def units_differ(rows: Sequence[GridRow]) -> bool:
    """Return whether the rows' numbers are of two kinds, which one unit cannot be that of."""
    return kinds_differ([[plain(cell) for cell in row.cells] for row in rows])

"""Document → ``note.toml``: where parts stand is the PDF's, what labels mean is last year's.

A label that last year's edition has means what it meant there. One it has not is marked
«# usikker»; a unit that cannot be known is left out, and the strict reader then says so.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sitegen.note.pdf.document import Document, Exhibit, Heading, NoteText
from sitegen.note.pdf.grid import GridRow, plain
from sitegen.note.pdf.header import HeadPiece
from sitegen.note.pdf.known import MEANING, Known, key
from sitegen.note.pdf.page import Word, words_text
from sitegen.note.pdf.text import MISSING, one_line
from sitegen.note.pdf.units import unit_of, units_differ
from sitegen.note.spec import TableSpec

UNSURE = "# usikker: "
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
TWO_YEARS = re.compile(r"(?:19|20)?(\d\d)[-–/](?:19|20)?(\d\d)")
GLUED_YEAR = re.compile(r"((?:19|20)\d\d)\d\)?")
GLUED_WORD = re.compile(r"[a-zæøå)]\d\)?(?:,\d\)?)*$")
SIZES = re.compile(r"^(?:over|under|\d|[-–−]\d)|innbyggere|^landet|^i alt|^alle", re.IGNORECASE)
GROUPS = re.compile(r"kommune|landet|fylke", re.IGNORECASE)
ASCII = str.maketrans("æøåéüö", "aoaeuo")


def _status_text(status: Mapping[int, str]) -> str:
    return f"status = {{ {', '.join(f'{year} = {toml(word)}' for year, word in status.items())} }}"


def toml(value: object) -> str:
    """Return a TOML value: a string as JSON writes it, which TOML reads alike."""
    return json.dumps(value, ensure_ascii=False)


def pattern(text: str) -> str:
    """Return the pattern of exactly this line, as a TOML string."""
    words = " ".join(text.split())
    return toml("^" + re.escape(words).replace(r"\ ", " ").replace(r"\-", "-") + "$")


def describe(document: Document, known: Known, day: date) -> Iterator[str]:
    """Yield the parts of the description after ``[notat]``: sections, footnotes, exhibits."""
    headings = [b for b in document.blocks if isinstance(b, Heading) and b.level]
    for number, heading in enumerate(headings, 1):
        yield _section(number, heading)
    for block in document.blocks:
        if isinstance(block, NoteText):
            yield _note("fotnote", block)
    for exhibit in document.exhibits:
        if exhibit.caption:
            yield (
                _figure(exhibit) if exhibit.kind == "figur" else _Table(exhibit, known, day).text()
            )


def title_of(document: Document) -> str:
    """Return the title's line as printed; empty if there is none."""
    return next(
        (one_line(b.lines) for b in document.blocks if isinstance(b, Heading) and not b.level), ""
    )


def _section(number: int, heading: Heading) -> str:
    text = one_line(heading.lines)
    title = text.removeprefix(heading.number).removeprefix(".").strip()
    printed = "" if heading.number == str(number) else f"\ntrykt = {toml(heading.number)}"
    return f"[[seksjon]]\nnummer = {number}{printed}\ntittel = {toml(title)}"


def _note(kind: str, note: NoteText) -> str:
    last = note.lines[-1].text
    end = f"\ntil = {pattern(last)}" if len(note.lines) > 1 else ""
    return f"[[{kind}]]\ntegn = {toml(note.sign)}\nfra = {pattern(note.lines[0].text)}{end}"


def _opening(exhibit: Exhibit, title: str) -> list[str]:
    number = exhibit.number if exhibit.number.isdecimal() else toml(exhibit.number)
    rows = [f"[[{exhibit.kind}]]", f"nummer = {number}", f"tittel = {toml(title)}"]
    rows.append(f"bildetekst = {{ fra = {pattern(one_line(exhibit.caption))} }}")
    if exhibit.source:
        rows.append(f"kilde = {{ fra = {pattern(one_line(exhibit.source))} }}")
    return rows


def _title(exhibit: Exhibit) -> str:
    """Return a short name: the caption's first sentence without number and marks."""
    words = plain([word for line in exhibit.caption for word in line.words])
    rest = re.sub(r"^\w+ [\d.]+[.:]?\s*", "", words)
    return re.split(r"\. |: ", rest, maxsplit=1)[0].rstrip(".")


def _figure(exhibit: Exhibit) -> str:
    rows = _opening(exhibit, _title(exhibit))
    rows.append('merknad = "Tallene bak figuren er ikke trykt i notatet."')
    return "\n\n".join(["\n".join(rows), *(_note("figur.note", note) for note in exhibit.notes)])


@dataclass(slots=True)
class _Table:
    """Describes one table."""

    exhibit: Exhibit
    known: Known
    day: date
    doubts: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    before: TableSpec | None = None
    caption: str = ""
    without_group: bool = False

    def text(self) -> str:
        """Return its part of ``note.toml``, doubts first."""
        self.signs = {note.sign for note in self.exhibit.notes}
        self.caption = plain([word for line in self.exhibit.caption for word in line.words])
        self.before = self.known.table(self.caption)
        grid = self.exhibit.grid
        title = self.before.title if self.before else _title(self.exhibit)
        rows = _opening(self.exhibit, title)
        if grid is None or not grid.head:
            return "\n".join(
                [f"{UNSURE}fant ingen kolonner i {self.exhibit.name}", *("# " + r for r in rows)]
            )
        self.doubts += grid.doubts
        body = "\n\n".join(self._groups(grid.rows))
        rows += self._about()
        if signs := self._missing():
            rows.append(f"mangler = {toml(signs)}")
        rows += self._head(grid.head, grid.stub)
        notes = [_note("tabell.note", note) for note in self.exhibit.notes]
        marks = [f"{UNSURE}{doubt}" for doubt in dict.fromkeys(self.doubts)]
        return "\n\n".join(["\n".join([*marks, *rows]), *notes, body])

    def _years(self) -> list[int]:
        found = [
            int(year) for piece in self._pieces() for year in YEAR.findall(self._label(piece.words))
        ]
        return found or [int(year) for year in YEAR.findall(self.caption)]

    def _pieces(self) -> Sequence[HeadPiece]:
        grid = self.exhibit.grid
        return [piece for level in grid.head for piece in level] if grid else []

    def _about(self) -> Iterator[str]:
        """Yield what holds for the whole table."""
        said = {name: getattr(self.before, name) for name in MEANING} if self.before else {}
        if (
            not said.get("indikator")
            and self._rows_are_groups()
            and not self._head_says_indicator()
        ):
            said["indikator"] = self._indicator_of(self.caption)
        if self.without_group and not self._rows_are_groups() and not said.get("gruppe"):
            said["gruppe"] = "kommunesektoren"
            self.doubts.append("gruppen; den står ikke i tabellen")
        if not said.get("utvalg"):
            said["utvalg"] = "alle"
            self.doubts.append("utvalget; det står ikke i tabellen")
        if not said.get("grunnlag"):
            said["grunnlag"] = self._basis()
        said["enhet"] = said.get("enhet") or self._unit()
        for name in MEANING:
            if said.get(name):
                yield f"{name} = {self._value(said[name])}"
        if years := self._without_years():
            yield f"aar = {years}"
        if status := self._status():
            yield _status_text(status)

    def _value(self, value: object) -> str:
        if isinstance(value, Mapping):
            self.doubts.append("årene i grunnlaget er flyttet")
            moved = self.known.moved(value)
            return "{ " + ", ".join(f"{year} = {toml(one)}" for year, one in moved.items()) + " }"
        return toml(value)

    def _basis(self) -> str:
        text = self.caption.lower()
        for words, basis in (
            ("inkl. kommunale", "konsern"),
            ("konsern", "konsern"),
            ("eks. kommunale", "kasse"),
        ):
            if words in text:
                return basis
        self.doubts.append("grunnlaget; det står ikke i tabellen")
        return "ikke regnskap"

    def _unit(self) -> str:
        """Return the one unit of the caption; empty where it has none, or cells differ in kind."""
        unit = unit_of(self.caption)
        grid = self.exhibit.grid
        own = self._columns_with_unit()
        lacking = [
            GridRow(row.label, tuple(c for at, c in enumerate(row.cells) if not own[at]))
            for row in (grid.rows if grid else ())
            if not row.heading and not unit_of(plain(row.label))
        ]
        if self._all_say_unit() or (unit and not units_differ(lacking)):
            return unit
        self.doubts.append("enheten: si «enhet» for tabellen, kolonnene, gruppene eller radene")
        return ""

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

    def _without_years(self) -> int | None:
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
        years = self._years()
        self.doubts.append("året for kolonner som ikke har noe årstall i hodet")
        return max(years) if years else self.day.year - 1

    def _status(self) -> dict[int, str]:
        """Return the years that a note says are estimates, by the mark on the year."""
        estimates = {n.sign for n in self.exhibit.notes if "anslag" in n.lines[0].text.lower()[:40]}
        found = self.known.moved(self.before.status) if self.before and self.before.status else {}
        if found:
            self.doubts.append("årene for status er flyttet")
        for piece in self._pieces():
            signs = {
                sign for word in piece.words if word.raised for sign in re.findall(r"\d", word.text)
            }
            glued = GLUED_YEAR.fullmatch(plain(piece.words))
            signs |= {plain(piece.words)[4]} if glued else set()
            if signs & estimates and (year := self._year(piece)):
                found[year] = "anslag"
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

    def _head(self, head: Sequence[Sequence[HeadPiece]], stub: Sequence[Word]) -> Iterator[str]:
        yield "hode = ["
        for number, level in enumerate(head, 1):
            cells = [self._head_cell(piece) for piece in level]
            if stub and number == len(head):
                cells.insert(0, f"{{ tekst = {toml(self._label(stub))}, over = 0 }}")
            yield f"  [{', '.join(cells)}],"
        yield "]"

    def _head_cell(self, piece: HeadPiece) -> str:
        text = self._label(piece.words)
        if text.isdigit() and piece.over == 1 and YEAR.fullmatch(text):
            return toml(text)
        said: dict[str, object] = dict(self.known.heads.get(key(text), {}))
        if year := self._year(piece):
            said["aar"] = year
        elif text and not said:
            if unit := unit_of(text):
                said["enhet"] = unit
            named = self._rows_are_groups() or self._rows_are_years()
            if named and not self._only_unit(text):
                said["indikator"] = self._indicator_of(text)
        pairs = [f"tekst = {toml(text)}", f"over = {piece.over}"]
        pairs += [f"{name} = {toml(value)}" for name, value in said.items()]
        return f"{{ {', '.join(pairs)} }}"

    def _only_unit(self, text: str) -> bool:
        return bool(re.match(r"(?:pst|prosent|mrd|mill|kroner)", text, re.IGNORECASE))

    def _head_says_indicator(self) -> bool:
        texts = [self._label(piece.words) for piece in self._pieces() if piece.words]
        return any("indikator" in self.known.heads.get(key(text), {}) for text in texts) or (
            any(not YEAR.search(text) and not self._only_unit(text) for text in texts)
            and not any(YEAR.fullmatch(text) for text in texts)
        )

    def _rows_are_groups(self) -> bool:
        """Return whether the labels name groups of units, so that columns or caption say what."""
        grid = self.exhibit.grid
        labels = [self._label(row.label) for row in grid.rows if not row.heading] if grid else []
        groups = [
            one
            for one in labels
            if "gruppe" in self.known.rows.get(key(one), {}) or SIZES.search(one)
        ]
        return len(groups) * 2 > len(labels) and not self._rows_are_years()

    def _rows_are_years(self) -> bool:
        """Return whether the labels are years, so that columns or caption say what."""
        grid = self.exhibit.grid
        rows = [row for row in grid.rows if not row.heading] if grid else []
        return all(YEAR.fullmatch(self._label(row.label)) for row in rows)

    def _indicator_of(self, text: str) -> str:
        """Return the known indicator a text names, else an id made of its words, with a doubt."""
        names = {**self.known.rows, **self.known.heads}
        hits = [k for k, said in names.items() if "indikator" in said and k and k in key(text)]
        if hits:
            return names[max(hits, key=len)]["indikator"]
        return self._made_up(_title(self.exhibit) if text == self.caption else text, "indikator")

    def _made_up(self, text: str, kind: str) -> str:
        words = re.sub(
            r"[^a-z0-9]+", "_" if kind == "indikator" else "-", text.lower().translate(ASCII)
        )
        name = words.strip("_-")[:60].strip("_-") or "uten-navn"
        self.doubts.append(f"ny {kind} «{name}»; gi den et navn")
        return name

    def _groups(self, rows: Sequence[GridRow]) -> Iterator[str]:
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

    def _group(self, words: Sequence[Word], rows: Sequence[GridRow]) -> str:
        lines = ["[[tabell.radgruppe]]"]
        said: dict[str, str] = {}
        if label := self._label(words):
            lines.append(f"tekst = {toml(label)}")
            known = self.known.rows.get(key(label))
            said = dict(known or {})
            if known is None and (unit := unit_of(label)):
                said["enhet"] = unit
            elif known is None and GROUPS.search(label):
                said["gruppe"] = self._made_up(label, "gruppe")
            lines += [f"{name} = {toml(value)}" for name, value in said.items()]
        self.without_group |= "gruppe" not in said
        lines.append("rad = [")
        lines += [f"  {self._row(row)}," for row in rows]
        return "\n".join([*lines, "]"])

    def _row(self, row: GridRow) -> str:
        label = self._label(row.label)
        said: dict[str, object] = dict(self.known.rows.get(key(label), {}))
        if not said:
            kind = "gruppe" if self._rows_are_groups() else "indikator"
            years = self._rows_are_years()
            said = {"aar": int(label)} if years else {kind: self._made_up(label, kind)}
            if unit := unit_of(label):
                said["enhet"] = unit
        pairs = [
            f"tekst = {toml(label)}",
            *(f"{name} = {toml(value)}" for name, value in said.items()),
        ]
        if status := self.known.statuses.get(key(label)):
            pairs.append(_status_text(status))
            self.doubts.append("årene for status er flyttet")
        pairs += self._empty(row)
        return f"{{ {', '.join(pairs)} }}"

    def _empty(self, row: GridRow) -> list[str]:
        """Return what says where nothing is printed: years, or columns where they would not do."""
        blank = [at for at, cell in enumerate(row.cells) if not cell]
        if not blank:
            return []
        years = [self._year_at(at) for at in range(len(row.cells))]
        found = [years[at] for at in blank]
        alike = [at for at, year in enumerate(years) if year in found]
        label = self._label(row.label)
        if blank != list(range(blank[0], len(row.cells))):
            self.doubts.append(f"raden «{label}» har tomme celler som ikke står sist")
        if alike != blank or None in found:
            return [f"tomme_kolonner = {[at + 1 for at in blank]}"]
        return [f"tomme = {sorted(year for year in found if year)}"]

    def _year_at(self, column: int) -> int | None:
        over = [piece for piece in self._pieces() if piece.first <= column <= piece.last]
        years = [year for piece in over if (year := self._year(piece))]
        return years[-1] if years else None

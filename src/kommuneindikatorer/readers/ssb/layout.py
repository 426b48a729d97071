"""Where a table from Statistics Norway has its heading, and what each column of it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import Missing, Unreadable, read_number
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ssb import words
from kommuneindikatorer.readers.ssb.regions import is_region_heading, is_sure, remembered
from kommuneindikatorer.readers.ssb.words import NOTHING, Meaning
from kommuneindikatorer.wording import shortened, slug

FORM_WORDS = frozenset(
    {
        *("drift", "driftsregnskap", "driftsregnskapet", "finans", "finansposter", "balanse"),
        *("finansinntekter", "balansen", "inntekter", "utgifter", "driftsinntekter", "okonomi"),
        *("driftsutgifter", "egenkapital", "fond", "disponering", "disponeringer", "hovedtall"),
        "nokkeltall",
    }
)
"""Headings over some of the lines, that say nothing of what they are."""
_YEARS = frozenset({"aar", "ar", "tid", "time", "year", "arstall", "regnskapsar"})
_LABELS = frozenset(
    {
        *("art", "arter", "regnskapsbegrep", "balansedata", "statistikkvariabel", "variabel"),
        *("contents", "contentscode", "begrep", "post", "linje", "kapittel", "indikator"),
    }
)
_HARMLESS = frozenset(
    {
        *("fylke", "fylkesnavn", "fylkesnr", "fylkesnummer", "landsdel", "kostragruppe"),
        *("kostra_gruppe", "merknad", "merknader", "status", "nastatus", "kilde", "note"),
        *("noter", "rang", "nr", "rad", "id", "oppdatert"),
    }
)
"""Headings of columns that say nothing of what a value is, only of the unit or the row."""
SAMPLE = 40
"""Rows below a heading by which its columns are understood."""


@dataclass(frozen=True, slots=True)
class Value:
    """One column of values: its place, its heading, and what that says."""

    place: int
    heading: str
    said: Meaning


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's heading, understood.

    Attributes:
        first: 1-based line where the heading begins; one more than the last where it has none.
        row: 1-based line where it ends; 0 where it has none.
        names: What the columns that name hold, by place: ``region``, ``year``, ``scope``, ``any``.
        headings: Their headings, by place.
        values: The columns of values.
        unknown: Headings of columns of numbers that say nothing we know.
        width: Cells a full row has.
        texts: The heading of each column as it is written.
        unheaded: Whether there are numbers right of the first values without a heading.
    """

    first: int
    row: int
    names: Mapping[int, str]
    headings: Mapping[int, str]
    values: tuple[Value, ...]
    unknown: tuple[str, ...]
    width: int
    texts: tuple[str, ...] = ()
    unheaded: bool = False

    @property
    def regions(self) -> tuple[int, ...]:
        """The columns headed as regions."""
        return tuple(place for place, role in self.names.items() if role == "region")


def find_layout(rows: Sequence[Row]) -> Layout | None:
    """Return the first heading there is, else that of a table without one; None for neither."""
    for at in range(min(WITHIN, len(rows))):
        if (may_head(rows[at]) or _heads_values(rows, at)) and (found := _headed(rows, at)):
            return found
    return _without_heading(rows)


def may_head(row: Row) -> bool:
    """Return whether a row names regions or years, and has no values itself."""
    cells = [(place, cell.strip()) for place, cell in enumerate(row.cells) if cell.strip()]
    if len(cells) > 1 and any(is_naming(cell) for _, cell in cells):
        return True
    if any(_is_plain(cell) for _, cell in cells) or not cells:
        return False
    said = [words.parts_of(cell) for place, cell in cells if place]
    if any(one.aar and one.region is None for one in said) and any(
        may_be_region(cell) for _, cell in cells
    ):
        return False  # a unit and a year apart: a row of a table without heading
    return any(one.aar or one.region for one in said)


def _is_plain(cell: str) -> bool:
    """Return whether a cell is data and no code of a line or a region either."""
    return is_data(cell) and bool(words.single(cell).ukjent)


def _heads_values(rows: Sequence[Row], at: int) -> bool:
    """Return whether a row names what stands below, with nothing over the columns that name."""
    cells = [(place, cell.strip()) for place, cell in enumerate(rows[at].cells) if cell.strip()]
    if not cells or not cells[0][0] or any(_is_plain(cell) for _, cell in cells):
        return False
    if any(words.parts_of(cell).ukjent for _, cell in cells):
        return False
    place = cells[0][0]
    below = (row.cells[place].strip() for row in rows[at + 1 : at + 7] if place < len(row.cells))
    return is_data(next(filter(None, below), "x"))


_YEAR = re.compile(r"\s*(19|20)[0-9]{2}\s*")


def is_data(cell: str) -> bool:
    """Return whether a cell holds a value: a number that is no year, or a mark for missing."""
    if cell.isdigit():  # most cells of most tables
        return len(cell) != 4 or not cell.startswith(("19", "20"))  # noqa: PLR2004 - digits
    value = read_number(cell)
    if isinstance(value, Unreadable):
        return cell == "NA" or value is Unreadable.TVETYDIG
    if isinstance(value, Missing):
        return value is not Missing.TOM
    return _YEAR.fullmatch(cell) is None


def is_naming(heading: str) -> bool:
    """Return whether a cell is the heading of a column of regions or years."""
    return _role_of(heading) in {"region", "year"}


@remembered
def _role_of(heading: str) -> str:
    name = slug(heading)
    if is_region_heading(heading):
        return "region"
    if name in _YEARS:
        return "year"
    if words.is_scope(heading):
        return "scope"
    return "any" if name in _LABELS or name.startswith("kok") else ""


def _headed(rows: Sequence[Row], at: int) -> Layout | None:
    """Return the layout of a table whose heading has this row, with those around that belong."""
    first, last = at, at
    while last + 1 < len(rows) and _continues(rows[last], rows[last + 1]):
        last += 1
    stub = _stub_width(rows[last], rows[last + 1 :])
    while first and first > at - 4 and _stands_over(rows[first - 1], stub):
        first -= 1
    texts = _joined(rows[first : last + 1], stub)
    data = [row for row in rows[last + 1 : last + 1 + SAMPLE] if not row.is_blank]
    found = _understood(rows[first].number, rows[last].number, texts, data)
    return replace(found, unheaded=True) if found and _has_gap(rows[last], found) else found


def _has_gap(heading: Row, layout: Layout) -> bool:
    """Return whether the last row of a heading is blank over some values: one below it is lost."""
    places = [value.place for value in layout.values]
    return any(place >= len(heading.cells) or not heading.cells[place].strip() for place in places)


def _continues(row: Row, below: Row) -> bool:
    """Return whether the row below is still heading: it heads values, and names nothing."""
    cells = [(place, cell.strip()) for place, cell in enumerate(below.cells) if cell.strip()]
    if not cells or any(_is_plain(cell) for _, cell in cells):
        return False
    named = {place for place, cell in enumerate(row.cells) if _role_of(cell)}
    heads = [(place, cell) for place, cell in cells if not _role_of(cell)]
    if named & {place for place, _ in cells} or not heads or not heads[0][0]:
        return False
    place, cell = heads[0]
    if may_be_region(cell) and not (place < len(row.cells) and row.cells[place].strip()):
        return False
    return all(not words.parts_of(cell).ukjent for _, cell in heads)


def _stub_width(heading: Row, below: Sequence[Row]) -> int:
    """Return how many columns stand before the first that has values."""
    for place, cell in enumerate(heading.cells):
        said = words.parts_of(cell)
        if (said.aar or said.region or said.enhet) and not _role_of(cell):
            return place
    first = below[0].cells if below else ()
    return next((place for place, cell in enumerate(first) if cell and is_data(cell)), 0)


def _stands_over(row: Row, stub: int) -> bool:
    """Return whether a row stands over values: names of regions, lines, units, none over the stub.

    A title stands over the stub, and so does a note.
    """
    cells = [(place, cell.strip()) for place, cell in enumerate(row.cells) if cell.strip()]
    if not stub or not cells or cells[0][0] < stub or words.table_number(cells[0][1]):
        return False
    return not any(_is_plain(cell) for _, cell in cells)


def _joined(rows: Sequence[Row], stub: int) -> list[str]:
    """Return the heading of each column; one over several is that of them all."""
    width = max(len(row.cells) for row in rows)
    texts: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows, start=1):
        current = ""
        for place in range(width):
            cell = row.cells[place].strip() if place < len(row.cells) else ""
            if number < len(rows) and place >= stub:
                current = cell = cell or current
            if cell and cell not in texts[place]:
                texts[place].append(cell)
    return [" ".join(parts) for parts in texts]


def _understood(first: int, last: int, texts: Sequence[str], data: Sequence[Row]) -> Layout | None:
    names: dict[int, str] = {}
    values: list[Value] = []
    unknown: list[tuple[int, str]] = []
    unheaded = False
    for place, text in enumerate(texts):
        cells = [row.cells[place].strip() for row in data if place < len(row.cells)]
        filled = [cell for cell in cells if cell]
        named = "" if _are_amounts(filled) else _role_of(text)
        role = named or _role_by_cells(text, filled)
        if role == "value":
            values.append(Value(place, shortened(text), words.parts_of(text)))
        elif role == "unknown":
            unknown.append((place, text))
        elif role == "unheaded" or (values and not text and role):
            unheaded |= bool(values)
        elif role:
            names[place] = role
    if not values and unknown:
        place, text = unknown.pop()
        values.append(Value(place, shortened(text), NOTHING))
    if "region" not in names.values():
        _drop_counter(names, data)
    if not values or not names:
        return None
    width = max(len(texts), *(value.place + 1 for value in values))
    headings = {place: texts[place] for place in names}
    left_out = tuple(text for _, text in unknown)
    return Layout(
        first, last, names, headings, tuple(values), left_out, width, tuple(texts), unheaded
    )


_CODE_DIGITS = 4


def _are_amounts(cells: Sequence[str]) -> bool:
    """Return whether a column cannot name anything: «Kommune» may head the kommunekasse's money."""
    amounts = [cell for cell in cells if is_data(cell) and not cell.isalnum()]
    long = [one for one in cells if one.isdigit() and len(one) > _CODE_DIGITS and one[0] != "0"]
    return 2 * (len(amounts) + len(long)) > len(cells)


def _role_by_cells(text: str, cells: Sequence[str]) -> str:
    """Return what a column is by its heading and its cells; empty where it is left out."""
    if slug(text) in _HARMLESS or not (text or cells):
        return ""
    said = words.parts_of(text)
    if not text:
        return "any" if _names_something(cells) else "unheaded"
    if 2 * sum(map(_is_value, cells)) < len(cells):
        return "" if said.aar else "any"
    return "unknown" if said.ukjent and not said.aar else "value"


def _names_something(cells: Sequence[str]) -> bool:
    """Return whether the cells of a column without heading name lines, units or years."""
    numbers = [cell for cell in cells if _is_value(cell) and words.single(cell).ukjent]
    return 2 * len(numbers) <= len(cells)


def _is_value(cell: str) -> bool:
    return not isinstance(read_number(cell), Unreadable) or is_data(cell)


def _drop_counter(names: dict[int, str], data: Sequence[Row]) -> None:
    """Leave out a first column without a heading that only counts the rows, as R and pandas do."""
    cells = [row.cells[0].strip() for row in data if row.cells]
    if names.get(0) == "any" and len(names) > 1 and cells and all(map(str.isdigit, cells)):
        numbers = [int(cell) for cell in cells]
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 2:  # noqa: PLR2004
            del names[0]


_LEAST_COLUMNS = 3


def _without_heading(rows: Sequence[Row]) -> Layout | None:
    """Return the layout of a long table without heading: each row a unit, a year, a line, a value.

    «Relasjonstabell uten overskrift» of the office's: what a column holds is seen of its cells.
    """
    data = [row for row in rows[:SAMPLE] if not row.is_blank]
    width = len(data[0].cells) if data else 0
    if width < _LEAST_COLUMNS or any(len(row.cells) != width for row in data):
        return None
    names = dict.fromkeys(range(width - 1), "any")
    if not all(_is_value(row.cells[-1].strip()) for row in data):
        return None
    if not all(_says_all(row) for row in data):
        return None
    value = Value(width - 1, "verdi", NOTHING)
    return Layout(data[0].number, 0, names, dict.fromkeys(names, ""), (value,), (), width)


def _says_all(row: Row) -> bool:
    """Return whether the cells that name are a year and something that can be a region."""
    cells = [cell.strip() for cell in row.cells[:-1]]
    years = [cell for cell in cells if re.fullmatch(r"(19|20)[0-9]{2}", cell)]
    return bool(years) and any(may_be_region(cell) for cell in cells if cell not in years)


@remembered
def may_be_region(text: str) -> bool:
    """Return whether a cell that nothing heads names a unit or a group of them."""
    said = words.meaning_of(text)
    if not said.ukjent:
        return False
    coded = re.match(r"[0-9]{4}( -)? [^\W\d_]", text) is not None
    return coded or is_sure(text) or bool(words.single(text).gruppe)


def evidence(layout: Layout, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what speaks for a table of units: ``region``, ``regions``, ``line``, ``code``."""
    if layout.regions:
        yield "region"
    headed = {value.said.region for value in layout.values if value.said.region}
    if headed:
        yield "regions" if len(headed) > 1 else "one_region"
    if any(value.said.post for value in layout.values):
        yield "line"
    for text in layout.headings.values():
        if slug(text).startswith("kok") or slug(text) in ("statistikkvariabel", "contentscode"):
            yield "code"
    places = [place for place, role in layout.names.items() if role == "any"]
    for row in rows:
        if row.number > layout.row:
            for place in places:
                if place < len(row.cells) and (cell := row.cells[place].strip()):
                    yield from _said_by(cell)


def _said_by(cell: str) -> Iterator[str]:
    if words.meaning_of(cell).post:
        yield "line"
        if re.match(r"(A[GD]*[0-9]|KG[0-9]|KOS)", cell):
            yield "code"
    elif may_be_region(cell):
        yield "region"

"""The lines of an account form, § 5-6 apart from § 5-4, and the column that is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.items import POST, Post, find_post
from kommuneindikatorer.model import Filing, Origin
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import DOBBEL_RAD, Alvor, Kode
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened, slug

NAME_WITHIN = 3
"""Cells among which a line's name stands; a line number may stand before it."""

_NUMBER = re.compile(r"^\s*[0-9]{1,2}\s*[.):]?\s+(?=\D)")
_TAIL = re.compile(r"\s*(\([^()]*\)|[0-9]\)|\*+|=)\s*$")
_SUM = re.compile("^sum ")
_NETTED = re.compile(r"(?=.*avset)(?=.*bruk).*(?P<fond>bundne_?_driftsfond|disposisjonsfond)")
_BUDGET = frozenset(
    {
        "andre_generelle_driftsinntekter",
        "sum_generelle_driftsinntekter",
        "sum_bevilgninger_drift_netto",
        "sum_bevilgninger_drift",
        "sum_netto_driftsutgifter",
        "sum_lovingar_drift_netto",
        "sum_loyvingar_drift_netto",
    }
)


def line_name(cells: tuple[str, ...]) -> tuple[int, str]:
    """Return place and text of the first cell with letters; (-1, "") when there is none."""
    for place, cell in enumerate(cells[:NAME_WITHIN]):
        if any(sign.isalpha() for sign in cell):
            return place, cell.strip()
    return -1, ""


def find_line(name: str) -> Post | None:
    """Return the line: with or without number, sum sign and what is added in parentheses."""
    bare = _NUMBER.sub("", name)
    short = _TAIL.sub("", bare)
    forms = dict.fromkeys((bare, short, _SUM.sub("", short.lower())))  # often all one
    post = next(filter(None, map(find_post, forms)), None)
    if post is None and (match := _NETTED.fullmatch(slug(bare))):
        fund = "disposisjonsfond" if "disposisjon" in match["fond"] else "bundne_driftsfond"
        return POST[f"netto_avsetning_{fund}"]
    return post


def _bare(name: str) -> str:
    return slug(_NUMBER.sub("", name))


def is_budget_title(text: str) -> bool | None:
    """Return whether a title begins § 5-4 (True) or § 5-6 (False); None for other text."""
    words = slug(text)
    if re.search(r"5_4(?![0-9])|(bevilgnings|loyvings|lovings)oversi", words):
        return True
    return False if re.search(r"5_6(?![0-9])|okonomisk_oversi", words) else None


_ABOVE = 4
"""Rows above the first line among which the columns' headings stand."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Layout:
    """An account form's shape.

    Attributes:
        first: 1-based line of its first line of amounts.
        title: Everything that stands above, as one text.
        columns: Heading of each column of amounts, by its place.
    """

    first: int
    title: str
    columns: dict[int, str]


def find_layout(rows: Sequence[Row]) -> Layout | None:
    """Return the shape; None when no line of the form has an amount beside it."""
    places: set[int] = set()
    first: int | None = None
    for number, row in enumerate(rows):
        place, name = line_name(row.cells)
        if place < 0 or find_line(name) is None:
            continue
        with_amount = {
            at
            for at, cell in enumerate(row.cells)
            if at > place and isinstance(read_number(cell), Decimal)
        }
        places |= with_amount
        first = number if first is None and with_amount else first
    if first is None:
        return None
    above = rows[:first]
    columns = _headings(above[-_ABOVE:], sorted(places))
    title = " ".join(cell.strip() for row in above for cell in row.cells if cell.strip())
    return Layout(rows[first].number, title, columns)


def settle_column(layout: Layout, options: Options, assumptions: Assumptions) -> tuple[int, bool]:
    """Return the place of the column to read, and whether the one asked for is there."""
    headings = list(layout.columns.values())
    found, why = _default(headings)
    chosen = _chosen(headings, options.kolonne)
    used = chosen or found
    shown = shortened(used)
    said = shown.replace("{", "{{").replace("}", "}}")
    assumptions.settle(
        "kolonne",
        shown,
        f"Tallene er hentet fra kolonnen «{said}».",
        why,
        valg={one: one for one in map(shortened, headings)},
    )
    place = next(place for place, one in layout.columns.items() if one == used)
    return place, bool(chosen or not options.kolonne)


def year_of(text: str) -> int | None:
    """Return the last year a text names; None when it names none."""
    found = _YEAR.findall(text)
    return int(found[-1]) if found else None


def is_last_year(heading: str) -> bool:
    """Return whether a heading says «i fjor» instead of a year."""
    return re.search("fjor|forrige|forr_ar|fore_ar", slug(heading)) is not None


def _headings(above: Sequence[Row], places: list[int]) -> dict[int, str]:
    """Return what stands over each column, its rows joined, made different where alike."""
    headings: dict[int, str] = {}
    for place in places:
        cells = (row.cells[place].strip() for row in above if place < len(row.cells))
        text = " ".join(filter(None, cells)) or f"Kolonne {place + 1}"
        if slug(text) in {"note", "noter", "notar"}:
            continue
        count = sum(one.partition(" (")[0] == text for one in headings.values())
        headings[place] = f"{text} ({count + 1})" if count else text
    return headings or {place: f"Kolonne {place + 1}" for place in places}


def _default(headings: list[str]) -> tuple[str, str]:
    """Return the current year's accounts, by the headings; else the first column."""
    of_accounts = re.compile("^(?!.*avvik).*(regnskap|rekneskap)")
    accounts = [one for one in headings if of_accounts.match(slug(one))]
    current = [one for one in accounts if not is_last_year(one)] or accounts
    if not current:
        return headings[0], "Ingen kolonne heter «Regnskap»; den første er brukt."
    return max(current, key=lambda one: year_of(one) or 0), "Det siste årets regnskap."


def _chosen(headings: list[str], wanted: str) -> str | None:
    for number, heading in enumerate(headings, start=1):
        names = {slug(heading), slug(shortened(heading))}
        if wanted and (slug(wanted) in names or wanted == str(number)):
            return heading
    return None


UKJENT_LINJE = Kode(
    "ukjent-linje",
    Alvor.ADVARSEL,
    "Linjen «{verdi}» er ikke kjent fra § 5-6 og er ikke brukt.",
    "Skriv navnet som i forskriften hvis den skal med.",
)
INGEN_LINJER = Kode(
    "ingen-linjer",
    Alvor.FEIL,
    "Filen har ingen linjer fra økonomisk oversikt (§ 5-6) med beløp.",
    "Sjekk at linjenavn og beløp står i hver sin kolonne.",
)


@dataclass(slots=True)
class Form:
    """One form while it is read: its cells by line, and whether it is § 5-4.

    Attributes:
        row_log: The log to report its cells in.
        cells: The chosen column's text and where it stood, by the line's id.
        budget: Whether it is the overview of § 5-4.
    """

    row_log: RowLog
    cells: dict[str, Origin] = field(default_factory=dict)
    budget: bool = False


@dataclass(slots=True)
class Forms:
    """Reads the forms that stand below each other in one file, of one column.

    Attributes:
        layout: The file's shape.
        place: Place of the column.
        row_log: The file's log.
        found: The forms.
    """

    layout: Layout
    place: int
    row_log: RowLog
    found: list[Form]

    def read(self, row: Row) -> None:
        """Take a line of amounts, or what begins another form; refuse an unknown line."""
        place, name = line_name(row.cells)
        bare = _bare(name)
        post = find_line(name) if place >= 0 else None
        numbers = [read_number(row.cells[at]) for at in self.layout.columns if at < len(row.cells)]
        has_amounts = any(isinstance(number, Decimal) for number in numbers)
        is_below = row.number >= self.layout.first
        # Without amounts a name may be a heading («Driftsinntekter») that a line is called too.
        if post and is_below and (has_amounts or bare in (slug(post.nb), slug(post.nn))):
            self._take(row, post, name)
        elif bare in _BUDGET:
            self.found[-1].budget = True
        elif (budget := is_budget_title(name)) is not None:
            self.found.append(Form(self.row_log, budget=budget))
        elif has_amounts and is_below:
            self.row_log.refuse(UKJENT_LINJE, row.number, name, rows=row.lines)

    def _take(self, row: Row, post: Post, name: str) -> None:
        """Take the column's cell; the first line a second time begins the next form."""
        if post.id in self.found[-1].cells and post.linje == 1:
            self.found.append(Form(self.row_log))
        cells = self.found[-1].cells
        if first := cells.get(post.id):
            self.row_log.refuse(DOBBEL_RAD, row.number, name, rows=row.lines, forste=first.rad)
            return
        text = row.cells[self.place] if self.place < len(row.cells) else ""
        heading = shortened(self.layout.columns[self.place])
        cells[post.id] = Origin(self.row_log.fil, row.number, heading, shortened(text))


def read_forms(
    document: Document, row_log: RowLog, layout: Layout, place: int
) -> tuple[Filing, tuple[Form, ...]]:
    """Return the forms of one file that have at least one line each."""
    forms = Forms(layout, place, row_log, [Form(row_log)])
    for row in document.rows(row_log):
        forms.read(row)
    filing = row_log.filing(document.kodet, document.skilletegn)
    return filing, tuple(form for form in forms.found if form.cells)

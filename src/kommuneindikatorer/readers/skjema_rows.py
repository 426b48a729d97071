"""Rows of an account form to its lines, § 5-6 apart from § 5-4."""

from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document, Row, shortened
from kommuneindikatorer.items import Post
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Filing, Origin
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.problems import DOBBEL_RAD, Alvor, Kode
from kommuneindikatorer.readers.skjema_columns import (
    Layout,
    find_line,
    is_budget_line,
    is_budget_title,
    is_heading,
    line_name,
)

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
        journal: The log to report its cells in.
        cells: The chosen column's text and where it stood, by the line's id.
        budget: Whether it is the overview of § 5-4.
    """

    journal: Journal
    cells: dict[str, Origin] = field(default_factory=dict)
    budget: bool = False


@dataclass(slots=True)
class _State:
    layout: Layout
    place: int
    journal: Journal
    forms: list[Form]


def read_forms(
    document: Document, journal: Journal, layout: Layout, place: int
) -> tuple[Filing, tuple[Form, ...]]:
    """Return the forms that stand below each other in one file, with at least one line each."""
    state = _State(layout, place, journal, [Form(journal)])
    for row in document.rows(journal):
        _read_row(row, state)
    filing = journal.filing(document.kodet, document.skilletegn)
    return filing, tuple(form for form in state.forms if form.cells)


def _read_row(row: Row, state: _State) -> None:
    place, name = line_name(row.cells)
    has_amounts = any(
        isinstance(read_number(row.cells[at]), Decimal)
        for at in state.layout.columns
        if at < len(row.cells)
    )
    post = find_line(name) if place >= 0 else None
    if post and (has_amounts or not is_heading(name, post)) and row.number >= state.layout.first:
        _keep(row, post, name, state)
    elif is_budget_line(name):
        state.forms[-1].budget = True
    elif (budget := is_budget_title(name)) is not None:
        state.forms.append(Form(state.journal, budget=budget))
    elif has_amounts and row.number >= state.layout.first:
        state.journal.refuse(UKJENT_LINJE, row.number, name, rows=row.lines)


def _keep(row: Row, post: Post, name: str, state: _State) -> None:
    """Keep the chosen column's cell; the first line said again begins the next form."""
    form = state.forms[-1]
    if post.id in form.cells and post.linje == 1:
        form = Form(state.journal)
        state.forms.append(form)
    if first := form.cells.get(post.id):
        state.journal.refuse(DOBBEL_RAD, row.number, name, rows=row.lines, forste=first.rad)
        return
    text = row.cells[state.place] if state.place < len(row.cells) else ""
    heading = shortened(state.layout.columns[state.place])
    form.cells[post.id] = Origin(state.journal.fil, row.number, heading, shortened(text))

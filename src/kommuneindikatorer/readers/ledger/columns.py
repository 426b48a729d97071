"""Which columns of a ledger are read: as chosen, else by heading and by what is in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Kilde
from kommuneindikatorer.numbers import DecimalSign, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE
from kommuneindikatorer.readers.ledger.digits import digits_of, judge
from kommuneindikatorer.readers.ledger.headings import (
    Amounts,
    Columns,
    Slag,
    kind_of,
    role_of,
    year_in,
)
from kommuneindikatorer.readers.ledger.periods import period_of
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema.headings import without_planned
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import named_by, slug

_BUDGET = re.compile(
    r"budsj|budget|prognos|okonomiplan|\bplan\b|\bforslag\b|\bestim|\banslag|\bforvent"
)
_ACCOUNTS = re.compile("(?:regn|rekne)skap(?!sar|speri|skonto)")
_MONTHS = 12
_INVESTMENT = re.compile("invest")
_PART = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|10|11)(?![0-9])"
    r"|\b(?:per|pr|tom|t o m|til og med|til dato|hittil|hia) (?:[0-9]{1,2} )?"
    r"(?:0?[1-9]|10|11|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november)\b"
    r"|\b0?1 0?1 (?:(?:19|20)[0-9]{2} )?(?:til )?[0-9]{1,2} (?:0?[1-9]|10|11) (?:19|20)[0-9]{2}\b"
    r"|tertial|kvartal|halvar|\bjan(?:uar)? (?:feb|mar|apr|mai|jun|jul|aug|sep|okt|nov)"
)
_WHOLE = re.compile(r"(?:19|20)[0-9]{2}1[2-6]|31 12|desember|ars(?:regnskap|rekneskap|avslutning)")


@dataclass(frozen=True, slots=True)
class Said:
    """What title, headings and the name of the file say of the whole of it.

    Attributes:
        er_budsjett: It says budget, plan or prognosis.
        er_investering: It says investment.
        er_del: It says a part of the year, and not its end.
        aar: The year; None where none is said.
    """

    er_budsjett: bool
    er_investering: bool
    er_del: bool
    aar: int | None


def said_of(document: Document, columns: Columns, amounts: Amounts) -> Said:
    """Return what is said of a file; a title before the name, and a heading before both."""
    name = document.navn.rpartition("/")[2]
    codes = (one for one in columns.headings if kind_of(one) is None)
    words = slug(f"{columns.title} {name} {' '.join(codes)}", " ")
    of_months = amounts.slag is Slag.MAANED and len(amounts.places) < _MONTHS
    title = slug(f"{columns.title} {amounts.heading} {name}", " ")
    aar = amounts.aar or year_in(columns.title) or year_in(document.navn)
    return Said(
        er_budsjett=bool(_BUDGET.search(words)) and not _ACCOUNTS.search(without_planned(words)),
        er_investering=bool(_INVESTMENT.search(words)),
        er_del=of_months
        or not (_WHOLE.search(title) or amounts.is_whole_year or not _PART.search(title)),
        aar=aar,
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns of one file that are read, and what it says of itself.

    Attributes:
        columns: Its heading.
        konto: Place of the account.
        funksjon: Place of the function; None without one.
        amounts: What is read as the amount.
        side: Place of «D» or «K» beside amounts without a sign; None without one.
        said: What the file says of itself.
    """

    columns: Columns
    konto: int
    funksjon: int | None
    amounts: Amounts
    side: int | None
    said: Said

    @property
    def kilde(self) -> Kilde:
        """Accounts or budget, as heading, title or name say; accounts where none says."""
        if self.amounts.is_budget:
            return Kilde.BUDSJETT
        hinted = self.said.er_budsjett and not self.amounts.says_accounts
        return Kilde.BUDSJETT if hinted else Kilde.REGNSKAP


def choose(document: Document, columns: Columns, task: Task, decimal: DecimalSign) -> Chosen | None:
    """Return the columns to read; None where no column holds accounts."""
    options = task.options
    row_log = task.row_log(document)
    columns = _with_periods(columns, document.head_rows)
    if not options.kolonne:
        columns = _planned_last(columns, document.head_rows, decimal)
    amounts = _signed(_amounts(columns, options, row_log), document.head_rows, columns, decimal)
    konto = _place(columns, options.kontokolonne, row_log)
    if konto is None:
        konto = _account(columns, amounts, document.head_rows, decimal)
    if konto is None:
        return None
    funksjon = _place(columns, options.funksjonskolonne, row_log)
    if funksjon is None:
        funksjon = columns.places.get("funksjon")
    side = _side(columns, amounts, document.head_rows, decimal)
    return Chosen(columns, konto, funksjon, amounts, side, said_of(document, columns, amounts))


def _with_periods(columns: Columns, rows: Sequence[Row]) -> Columns:
    """Return the columns without that of periods where it has the period's amounts instead."""
    place = columns.places.get("periode")
    filled = [
        cells[place]
        for cells in _cells_below(columns, rows)
        if place is not None and place < len(cells) and cells[place].strip()
    ]
    if 2 * sum(period_of(one) is None for one in filled) <= len(filled):
        return columns
    places = {role: at for role, at in columns.places.items() if role != "periode"}
    return replace(columns, places=places)


def is_credit(cell: str) -> bool:
    """Return whether «K», «Kredit» or «Cr» stands in a column of sides."""
    return cell.strip()[:1] in ("k", "K", "c", "C")


def _side(
    columns: Columns, amounts: Amounts, rows: Sequence[Row], decimal: DecimalSign
) -> int | None:
    """Return the place of the side, where no amount of that side is negative already."""
    side = columns.places.get("side")
    if side is None:
        return None
    for cells in _cells_below(columns, rows):
        for place, _ in amounts.places:
            if side < len(cells) and place < len(cells) and is_credit(cells[side]):
                value = read_number(cells[place], decimal)
                if isinstance(value, Decimal) and value < 0:
                    return None
    return side


def _amounts(columns: Columns, options: Options, row_log: RowLog) -> Amounts:
    """Return the amounts asked for by heading or number, else the probable ones."""
    if not options.kolonne:
        return _first_year(columns) or columns.amounts[0]
    names = [one.heading for one in columns.amounts]
    wanted = (named_by(options.kolonne, names) or options.kolonne).strip().casefold()
    for one in columns.amounts:
        if one.heading.strip().casefold() == wanted:
            return one
    place = _place(columns, options.kolonne, row_log)
    if place is None:
        return columns.amounts[0]
    heading = columns.headings[place]
    same = (one for one in columns.amounts if one.places == ((place, 1),))
    slag = kind_of(heading)
    return next(
        same,
        Amounts(heading, Slag.REGNSKAP if slag is None else slag, ((place, 1),), year_in(heading)),
    )


def _planned_last(columns: Columns, rows: Sequence[Row], decimal: DecimalSign) -> Columns:
    """Return the columns with years alone in whole thousands last, as only a budget's are."""
    first = columns.amounts[0]
    if first.slag is not Slag.AARSTALL or _BUDGET.search(slug(columns.title, " ")):
        return columns
    below = [*_cells_below(columns, rows)]

    def is_planned(one: Amounts) -> bool:
        found = [
            read_number(cells[one.places[0][0]], decimal)
            for cells in below
            if len(cells) > one.places[0][0]
        ]
        values = [value for value in found if isinstance(value, Decimal) and value]
        return not any(value % _THOUSAND for value in values)

    return replace(columns, amounts=tuple(sorted(columns.amounts, key=is_planned)))


_THOUSAND = 1000


def _first_year(columns: Columns) -> Amounts | None:
    """Return the first of years alone below a title that says plan: the budget's own year."""
    years = [one for one in columns.amounts if one.slag is Slag.AARSTALL]
    is_plan = (
        len(years) > 1 and columns.amounts[0] in years and _BUDGET.search(slug(columns.title, " "))
    )
    return min(years, key=lambda one: one.aar or 0) if is_plan else None


def _signed(
    amounts: Amounts, rows: Sequence[Row], columns: Columns, decimal: DecimalSign
) -> Amounts:
    """Return the amounts with credit added where it is written as negative already."""
    total = Decimal(0)
    credit = next((place for place, sign in amounts.places if sign < 0), None)
    for cells in _cells_below(columns, rows) if credit is not None else ():
        value = read_number(cells[credit], decimal) if credit < len(cells) else None  # type: ignore[operator, index]
        total += value if isinstance(value, Decimal) else 0
    places = tuple((place, 1) for place, _ in amounts.places)
    return replace(amounts, places=places) if total < 0 else amounts


def _place(columns: Columns, chosen: str, row_log: RowLog) -> int | None:
    if not chosen:
        return None
    place = columns.place_of(chosen)
    if place is None:
        possible = ", ".join(filter(None, map(str.strip, columns.headings)))
        row_log.report(UKJENT_VALGT_KOLONNE, columns.row, chosen, mulige=possible)
    return place


_LIKELY, _FEW = 7, 8
"""Tenths of the amounts that must be on arts for a column of another name to be the account, and
how many different codes it must have."""


def _account(
    columns: Columns, amounts: Amounts, rows: Sequence[Row], decimal: DecimalSign
) -> int | None:
    """Return the column of accounts: of those so named, the one that fits best; else any that does.

    A column with another name must fit well, since codes of departments may look like arts.
    """
    if len(columns.accounts) == 1:
        return columns.accounts[0]
    taken = {place for place, _ in amounts.places}
    candidates = columns.accounts or tuple(
        place
        for place, heading in enumerate(columns.headings)
        if place not in taken and not role_of(heading) and kind_of(heading) is None
    )
    fits = {one: _fit(columns, one, amounts, rows, decimal) for one in candidates}
    best = max(fits, key=lambda one: fits[one], default=None)
    if best is None:
        return None
    return best if columns.accounts or fits[best] >= _LIKELY else None


def _fit(
    columns: Columns, place: int, amounts: Amounts, rows: Sequence[Row], decimal: DecimalSign
) -> float:
    """Return how many tenths of the first amounts are on arts that exist."""
    totals: dict[tuple[str, str], Decimal] = {}
    nothing = Decimal(0)
    whole = nothing
    for cells in _cells_below(columns, rows):
        found = [
            value
            for at, _ in amounts.places
            if at < len(cells) and isinstance(value := read_number(cells[at], decimal), Decimal)
        ]
        digits = digits_of(cells[place]) if place < len(cells) else ""
        amount = found[0] if found else nothing
        whole += abs(amount)
        if digits:
            totals["", digits] = totals.get(("", digits), nothing) + amount
    read = sum((abs(one) for one in totals.values()), nothing)
    if not whole or len(totals) < _FEW:
        return 0.0
    return float(judge(totals).fits[0].tenths) * min(1.0, float(read / whole) + 0.1)


def looks_like_accounts(columns: Columns, rows: Sequence[Row]) -> bool:
    """Return whether most of the first rows have an account in a column so named."""
    below = list(_cells_below(columns, rows))
    for place in columns.accounts:
        filled = [cells[place] for cells in below if place < len(cells) and cells[place].strip()]
        codes = sum(len(digits_of(one)) >= len("10") for one in filled)
        if filled and 2 * codes > len(filled):
            return True
    return False


def _cells_below(columns: Columns, rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if row.number > columns.row and not row.is_blank:
            yield columns.cells(row)

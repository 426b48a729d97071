"""Which columns of a ledger are read: as chosen, else by heading and by what is in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Kilde
from kommuneindikatorer.numbers import DecimalSign, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ledger_digits import Fit, digits_of, judge
from kommuneindikatorer.readers.ledger_headings import (
    Amounts,
    Columns,
    Slag,
    find_columns,
    kind_of,
    role_of,
    year_in,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened, slug

_BUDGET = re.compile(r"budsj|budget|prognos|okonomiplan|\bplan\b|\bforslag\b")
_INVESTMENT = re.compile("invest")
_PART = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|10|11)(?![0-9])|\b(?:per|pr|tom|t o m|til og med) (?:[0-9]{1,2} )?"
    r"(?:0?[1-9]|10|11|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november)\b"
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
    words = slug(f"{columns.title} {document.navn.rpartition('/')[2]}", " ")
    title = slug(f"{columns.title} {amounts.heading}", " ")
    aar = amounts.aar or year_in(columns.title) or year_in(document.navn)
    return Said(
        er_budsjett=bool(_BUDGET.search(words)),
        er_investering=bool(_INVESTMENT.search(words)),
        er_del=bool(_PART.search(title)) and not _WHOLE.search(title),
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
        said: What the file says of itself.
    """

    columns: Columns
    konto: int
    funksjon: int | None
    amounts: Amounts
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
    amounts = _amounts(columns, options, row_log)
    konto = _place(columns, options.kontokolonne, row_log)
    if konto is None:
        konto = _account(columns, amounts, document.head_rows, decimal)
    if konto is None:
        return None
    funksjon = _place(columns, options.funksjonskolonne, row_log)
    if funksjon is None:
        funksjon = columns.places.get("funksjon")
    return Chosen(columns, konto, funksjon, amounts, said_of(document, columns, amounts))


def _amounts(columns: Columns, options: Options, row_log: RowLog) -> Amounts:
    """Return the amounts asked for by heading or number, else the probable ones."""
    if not options.kolonne:
        return columns.amounts[0]
    for one in columns.amounts:
        if one.heading.strip().casefold() == options.kolonne.strip().casefold():
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


def find_any_columns(rows: Sequence[Row], options: Options) -> Columns | None:
    """Return the heading, by its words, else by the user's choice, else by what is below it."""
    return find_columns(rows) or _as_chosen(rows, options) or _by_content(rows)


def _as_chosen(rows: Sequence[Row], options: Options) -> Columns | None:
    """Return the first row that has the headings or numbers chosen for account and amount."""
    if not (options.kolonne and options.kontokolonne):
        return None
    for row in rows[:WITHIN]:
        bare = _bare(row)
        places = [bare.place_of(one) for one in (options.kontokolonne, options.kolonne)]
        if None not in places:
            return bare
    return None


def _bare(row: Row, accounts: tuple[int, ...] = (), amounts: tuple[int, ...] = ()) -> Columns:
    headings = tuple(map(shortened, row.cells))
    unknown = [Amounts(headings[one], Slag.UKJENT, ((one, 1),)) for one in amounts]
    anything = Amounts(headings[-1], Slag.UKJENT, ((len(headings) - 1, 1),))
    return Columns(row.number, headings, accounts, {}, (), tuple(unknown) or (anything,))


def _by_content(rows: Sequence[Row]) -> Columns | None:
    """Return a heading of unknown words above accounts of a whole municipality and their amounts.

    Only what cannot be chance: most amounts on arts that exist, wages and grants among them.
    """
    below = [row for row in rows[1:] if not row.is_blank]
    width = min((len(row.cells) for row in rows[:1]), default=0)
    if width > _WIDEST or len(below) < _FEW:
        return None
    codes = [one for one in range(width) if _has_codes(below, one)]
    numbers = [one for one in range(width) if _has_amounts(below, one)]
    fits = {
        (account, amount): found.tenths
        for account in codes
        for amount in numbers
        if account != amount and (found := _fit_of(below, account, amount)).is_whole
    }
    best = max(fits, key=lambda one: fits[one], default=None)
    if best is None or fits[best] < _LIKELY:
        return None
    alike = [amount for account, amount in fits if account == best[0] and amount != best[1]]
    return _bare(_heading(rows[0], best), (best[0],), (best[1], *alike))


def _heading(row: Row, places: tuple[int, int]) -> Row:
    """Return the first row, or numbers of columns above it where it is accounts itself."""
    account, amount = (row.cells[one] for one in places)
    is_data = digits_of(account) and isinstance(read_number(amount), Decimal)
    numbered = tuple(f"kolonne {number}" for number, _ in enumerate(row.cells, start=1))
    return Row(row.number - 1, numbered) if is_data else row


_WIDEST = 12
_ANY = re.compile("[0-9.]{3,9}(?: .*)?")


def _has_codes(rows: Sequence[Row], place: int) -> bool:
    cells = [row.cells[place].strip() for row in rows if place < len(row.cells)]
    codes = [one for one in cells if _ANY.fullmatch(one)]
    return 10 * len(codes) >= _LIKELY * len(rows) and len(set(codes)) >= _FEW


def _has_amounts(rows: Sequence[Row], place: int) -> bool:
    found = [read_number(row.cells[place]) for row in rows if place < len(row.cells)]
    values = [one for one in found if isinstance(one, Decimal)]
    return 10 * len(values) >= _LIKELY * len(rows) and min(values) < 0 < max(values)


def _fit_of(rows: Sequence[Row], account: int, amount: int) -> Fit:
    totals: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        value = read_number(row.cells[amount]) if amount < len(row.cells) else None
        digits = digits_of(row.cells[account]) if account < len(row.cells) else ""
        if digits and isinstance(value, Decimal):
            totals["", digits] = totals.get(("", digits), Decimal(0)) + value
    return judge(totals).fits[0]


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

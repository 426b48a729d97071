"""Headings of a ledger that no word tells: found by the user's choice, or by what is below them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ledger.digits import Fit, digits_of, judge
from kommuneindikatorer.readers.ledger.headings import Amounts, Columns, Slag, find_columns
from kommuneindikatorer.wording import shortened

_LIKELY, _FEW = 7, 8
"""Tenths of rows and amounts that must fit, and how many different codes there must be."""


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

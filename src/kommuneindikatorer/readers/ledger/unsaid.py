"""Columns of a ledger that neither words nor a delimiter tell.

Found by the user's choice, by what is below the headings, or, in text at fixed places, where every
line is blank: names and thousands have single blanks too, so headings say how many there are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import override

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ledger.digits import Fit, digits_of, judge
from kommuneindikatorer.readers.ledger.headings import Amounts, Columns, Slag, find_columns
from kommuneindikatorer.row_log import RowLog
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


_RULE = re.compile(r"\s*[-=_]{2,}(?:\s+[-=_]{2,}){2,}\s*")
_APART = re.compile(r"\S+(?: \S+)*")
_FEWEST = 3
_SURE = 9
"""Tenths of the lines that must have an account and an amount where they are cut."""


@dataclass(frozen=True)
class FixedDocument(Document):
    """A text cut at the same places in every line."""

    text: Document
    cuts: tuple[int, ...]

    @override
    def lines(self, row_log: RowLog) -> Iterator[tuple[int, str]]:
        return self.text.lines(row_log)

    @override
    def rows(self, row_log: RowLog) -> Iterator[Row]:
        return (_row(number, line, self.cuts) for number, line in self.text.lines(row_log))


def in_columns(document: Document) -> Document:
    """Return a text with columns at fixed places as rows of cells; any other as it is."""
    if document.skilletegn in {"", ","}:
        lines = document.head
        for at, line in enumerate(lines[:WITHIN]):
            of_page = {_without_digits(one) for one in lines[: at + 1]}
            inside = [one for one in lines[at + 1 :] if _without_digits(one) not in of_page]
            below = [one for one in inside if any(map(str.isdigit, one))]
            cuts = _cuts(line, inside[:1], below)
            if cuts and _is_right([line, *inside], cuts):
                rows = tuple(_row(number, one, cuts) for number, one in _numbered(document))
                said = (document.navn, document.kodet, document.grunn, "", document.head, rows)
                return FixedDocument(*said, text=document, cuts=cuts)
    return document


def _without_digits(line: str) -> str:
    """Return a line as each page repeats it: «Side 2» is «Side 1»."""
    return " ".join(re.sub("[0-9]+", "0", line).split())


def _numbered(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the first lines with their numbers, which the rows of the same lines have."""
    numbers = [row.number for row in document.head_rows]
    if len(numbers) == len(document.head):
        yield from zip(numbers, document.head, strict=True)
    else:
        yield from enumerate(document.head, start=1)


def _row(number: int, line: str, cuts: Sequence[int]) -> Row:
    if _RULE.fullmatch(line):
        return Row(number, ("",) * (len(cuts) + 1))
    wide = line.expandtabs()
    if any(len(wide[at - 1 : at + 1].strip()) > 1 for at in cuts):
        return Row(number, (wide,))  # cut through a word or an amount: refused, not half-read
    return Row(number, tuple(wide[a:b].strip() for a, b in pairwise((0, *cuts, len(wide) + 1))))


def _cuts(heading: str, after: Sequence[str], below: Sequence[str]) -> tuple[int, ...]:
    """Return where lines are cut; empty where headings and lines give no places."""
    if after and _RULE.fullmatch(after[0]):
        starts = [one.start() for one in re.finditer(r"\S+", after[0].expandtabs())]
        return tuple(starts[1:])
    heads = list(_APART.finditer(heading.expandtabs()))
    if len(heads) < _FEWEST or not below:
        return ()
    wide = [one.expandtabs() for one in (heading, *below)]
    length = max(map(len, wide))
    blank = [all(at >= len(one) or one[at] == " " for one in wide) for at in range(length)]
    runs = [_widest(blank, a.start(), b.end()) for a, b in pairwise(heads)]
    return tuple(_place(run, wide[1:]) for run in runs) if all(map(any, runs)) else ()


def _widest(blank: Sequence[bool], start: int, end: int) -> tuple[int, int]:
    """Return the widest run of blank places between; nothing from 0 to 0 where there is none."""
    best, first = (0, 0), start
    for at in range(start, end):
        if not blank[at]:
            first = at + 1
        elif at + 1 - first > best[1] - best[0]:
            best = first, at + 1
    return best


def _place(run: tuple[int, int], lines: Sequence[str]) -> int:
    """Return where to cut: before cells that begin alike, else as far left as can be.

    Amounts stand to the right, and there may be larger ones further down.
    """
    start, end = run
    firsts = {len(one) - len(one[start:].lstrip()) for one in lines if one[start:].strip()}
    return end if len(firsts) == 1 else start + 1


def _is_right(lines: Sequence[str], cuts: tuple[int, ...]) -> bool:
    """Return whether nearly all lines have an account and an amount when they are cut."""
    rows = [_row(number, line, cuts) for number, line in enumerate(lines, start=1)]
    columns = find_columns(rows[:1])
    if columns is None or columns.split or not columns.accounts:
        return False
    account, amounts = columns.accounts[0], columns.amounts[0].places
    read = [
        len(row.cells) > len(cuts)
        and bool(digits_of(row.cells[account]))
        and any(isinstance(read_number(row.cells[place]), Decimal) for place, _ in amounts)
        for row in rows[1:]
        if not row.is_blank
    ]
    return bool(read) and 10 * sum(read) >= _SURE * len(read)

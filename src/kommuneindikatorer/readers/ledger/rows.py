"""The rows of a ledger, summed by unit, year and account as they are read.

What an account's digits mean is found from all of them together, so nothing is decided here but
whose a row is, whether it is a total, and its amount.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Origin
from kommuneindikatorer.numbers import (
    EXACT,
    DecimalSign,
    Missing,
    Unreadable,
    exact_sum,
    read_number,
)
from kommuneindikatorer.problems import (
    NULL_FORAN,
    UGYLDIG_AAR,
    UGYLDIG_NUMMER,
    ULIKT_ANTALL_FELT,
    Alvor,
    Kode,
)
from kommuneindikatorer.readers.amounts import OF_UNREADABLE, Origins
from kommuneindikatorer.readers.kontoplan import Del
from kommuneindikatorer.readers.kostra.controls import BYDEL_UTELATT
from kommuneindikatorer.readers.ledger.columns import Chosen, is_credit
from kommuneindikatorer.readers.ledger.digits import digits_of
from kommuneindikatorer.readers.ledger.periods import period_of
from kommuneindikatorer.register import code_of
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened, slug

UGYLDIG_ART = Kode(
    "ugyldig-art",
    Alvor.FEIL,
    "«{verdi}» er ikke en art. Raden er ikke lest.",
    "Skriv arten som tekst med tre til fem sifre, også nullen foran.",
)
RAD_UTEN_KONTO = Kode(
    "rad-uten-konto",
    Alvor.FEIL,
    "Raden har beløpet «{verdi}», men ingen konto eller art. Den er ikke lest.",
    "Skriv kontoen på hver rad.",
)
KONTO_OVENFOR = Kode(
    "konto-ovenfor",
    Alvor.INFO,
    "{antall} rader uten konto er lest med kontoen på raden over: slik går regnskapet i null.",
)
_OF_SIZE = 10_000
"""A sum below this part of the amounts is zero."""
_PIVOT = 4
"""Rows without an account are at least one for so many with one, in a pivot table: a few that lack
theirs would close the file as well with any account."""

_TOTAL = re.compile(
    r"\W*(?:sum|total|totalt|totalsum|delsum|subtotal|grand total|i alt|til sam(?:an|en)|saldo"
    r"|(?:års|aars)?resultat|s u m|t o t a l(?: t)?)\b",
    re.IGNORECASE,
)
_REGION = re.compile("(?P<code>[0-9]{3,6})(?:[ .-].*)?", re.DOTALL)
_CALLED = re.compile(r"(?: kommune|, kommune)$", re.IGNORECASE)
_BALANCE_CLASSES = ("2", "5", "b", "B")


_CODES = ("funksjon", "ansvar", "prosjekt", "klasse")
"""Columns of codes beside the account."""


class Key(NamedTuple):
    """Whose a row is and its codes, as the file has them; the account as digits only."""

    kommunenummer: str | None
    aar: int | None
    klasse: str
    funksjon: str
    konto: str


@dataclass(slots=True)
class Account:
    """The rows of one key: their sum as written, and where they stand.

    Attributes:
        rad: The first of them.
        belop: Sum in the file's own unit and sign.
        rader: How many.
        linjer: How many lines of the file they run over.
        hele: How many of them are whole thousands, zero left out.
        opphav: Rows for «show how».
    """

    rad: int
    belop: Decimal = Decimal(0)
    rader: int = 0
    linjer: int = 0
    hele: int = 0
    opphav: list[Origin] = field(default_factory=list)


class _RefusedError(Exception):
    """A row cannot be used: the kind of problem, and the value it is about."""


@dataclass(slots=True)
class Table:
    """One file's rows, summed.

    Attributes:
        document: The file.
        row_log: Its log; not finished before the accounts are understood.
        chosen: The columns that are read.
        aar: Year of rows that do not say.
        kommunenummer: Municipality of rows that do not say.
        decimal: The decimal sign.
        kontoer: What the rows sum to.
        maaneder: Months that rows of each unit and year are of.
        deler: Parts of the accounts that each unit and year has amounts of, once understood.
        selskaper: Companies that rows with an amount are of, and how many rows.
        sum_av_selskaper: Whether a row is a total by what stands in the column of companies.
        uten_konto: Amount, whatever its sign, of rows without an account.
        summer: How many rows are totals.
        rader: How many rows have an amount that is not zero.
        like: How many of them are like an earlier row, in this file or another.
    """

    document: Document
    row_log: RowLog
    chosen: Chosen
    aar: int | None
    kommunenummer: str
    decimal: DecimalSign
    kontoer: dict[Key, Account] = field(default_factory=dict)
    maaneder: dict[tuple[str | None, int | None], set[int]] = field(default_factory=dict)
    deler: dict[tuple[str | None, int | None], set[Del]] = field(default_factory=dict)
    selskaper: Counter[str] = field(default_factory=Counter)
    sum_av_selskaper: bool = False
    uten_konto: Decimal = Decimal(0)
    summer: int = 0
    rader: int = 0
    like: int = 0
    _words: tuple[int, ...] = ()
    _needed: int = 0
    _company: int | None = None
    _is_of_budget: bool = False
    _last: str = ""
    _above: Sequence[str] = ()
    _block: Decimal = Decimal(0)
    _in_block: int = 0
    _are_totals: bool = True
    _has_sum: bool = False
    _lacking: list[tuple[Key, Decimal, int | None, Row]] = field(default_factory=list)
    _regions: dict[str, str | None] = field(default_factory=dict)
    _periods: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    _digits: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the cells in which a word may say that the row is a total."""
        konto, columns = self.chosen.konto, self.chosen.columns
        self._needed = max(konto, *(place for place, _ in self.chosen.amounts.places))
        beside = [konto + 1] if konto + 1 in columns.texts else []
        self._company = columns.places.get("selskap")
        others = [at for at in columns.places.values() if at != self._company or self._differs(at)]
        self._words = (konto, *beside, *others)
        years = columns.places.get("aar")
        is_of_budget = years is not None and slug(columns.headings[years]).startswith("budsj")
        self._is_of_budget = is_of_budget and self.chosen.amounts.aar is not None

    def _differs(self, place: int) -> bool:
        """Return whether a column has several values in the first rows.

        «Total kommune» on all is no total; where later rows have another, there are two companies.
        """
        columns = self.chosen.columns
        below = (one for one in self.document.head_rows if one.number > columns.row)
        found = {_cell(columns.cells(one), place) for one in below}
        return len(found - {""}) > 1

    def read(self, origins: Origins, seen: set[int]) -> None:
        """Sum every row below the heading; a row that cannot be used is refused and said.

        Args:
            origins: Says whether one more row is returned.
            seen: Hashes of the rows of files read before; this file's are added.
        """
        for row in self.document.rows_below(self.chosen.columns.row, self.row_log):
            try:
                self._add(row, self.chosen.columns.cells(row), origins, seen)
            except _RefusedError as why:
                kode, verdi, fields = why.args
                self.row_log.refuse(kode, row.number, verdi, rows=row.lines, **fields)
        self._settle_lacking(origins)

    def _add(self, row: Row, cells: Sequence[str], origins: Origins, seen: set[int]) -> None:
        if len(cells) <= self._needed:
            if self._is_text(cells):
                return
            counted = {"antall": len(cells), "ventet": len(self.chosen.columns.headings)}
            raise _RefusedError(ULIKT_ANTALL_FELT, None, counted)
        if self._is_total(cells):
            self.summer += 1
            return
        digits = self._account(cells)
        if digits is None:
            return
        year, month = self._period(cells)
        region = self._region(cells, row, year)
        amount = self._amount(cells)
        if amount and self._company is not None:
            self.selskaper[_cell(cells, self._company)] += 1
        funksjon = _cell(cells, self.chosen.funksjon)
        key = Key(region, year, self._code(cells, "klasse"), funksjon, digits or self._last)
        if digits:
            self._last, self._above = digits, cells
            self._block = EXACT.add(self._block, amount)
            self._sum(key, amount, month, row, origins)
            self._count(hash(row.cells), seen, counts=bool(amount))
            self._in_block += 1
        else:
            # The total of the rows above it with its codes has no word, and no other amount.
            is_total = amount == self._block and self._has_codes_of_above(cells)
            self._are_totals = self._are_totals and is_total
            self._has_sum = self._has_sum or (is_total and self._in_block > 1)
            self._block, self._in_block = Decimal(0), 0
            self._lacking.append((key, amount, month, row))

    def _has_codes_of_above(self, cells: Sequence[str]) -> bool:
        codes = ((self._code(cells, role), self._code(self._above, role)) for role in _CODES)
        return all(not mine or mine == above for mine, above in codes)

    def _sum(
        self, key: Key, amount: Decimal, month: int | None, row: Row, origins: Origins
    ) -> None:
        account = self.kontoer.get(key)
        if account is None:
            account = self.kontoer[key] = Account(row.number)
        account.belop = EXACT.add(account.belop, amount)
        account.rader += 1
        account.linjer += row.lines
        if amount:
            account.hele += not amount % 1000
            if month is not None:
                self.maaneder.setdefault(key[:2], set()).add(month)
        if origins.allows(key.kommunenummer):
            record = shortened(self.document.skilletegn.join(row.cells))
            heading = self.chosen.amounts.heading
            account.opphav.append(Origin(self.document.navn, row.number, heading, record))

    def _settle_lacking(self, origins: Origins) -> None:
        """Give rows without an account that of the row above, where all then sums to zero.

        A pivot table writes an account once for several rows. Rows that do not close the file
        so are refused, and their amount is counted. Where each is what the rows above it sum to,
        and one of them is of several rows, they are totals.
        """
        if self._are_totals and self._has_sum:
            self.summer += len(self._lacking)
            return
        written = exact_sum(one.belop for one in self.kontoer.values())
        lacking = exact_sum(amount for _, amount, _, _ in self._lacking)
        size = exact_sum(abs(one.belop) for one in self.kontoer.values())
        rows = sum(one.rader for one in self.kontoer.values())
        closes = (
            _PIVOT * len(self._lacking) >= rows
            and abs(EXACT.add(written, lacking)) * _OF_SIZE < size <= abs(written) * _OF_SIZE
        )
        for key, amount, month, row in self._lacking:
            if closes and key.konto:
                self._sum(key, amount, month, row, origins)
                continue
            self.uten_konto = EXACT.add(self.uten_konto, amount.copy_abs())
            self.row_log.refuse(RAD_UTEN_KONTO, row.number, f"{amount:f}", rows=row.lines)
        if closes and self._lacking:
            self.row_log.report(KONTO_OVENFOR, antall=len(self._lacking))

    def _count(self, row: int, seen: set[int], *, counts: bool) -> None:
        self.rader += counts
        self.like += counts and row in seen
        seen.add(row)

    def _code(self, cells: Sequence[str], role: str) -> str:
        return _cell(cells, self.chosen.columns.places.get(role))

    def _is_text(self, cells: Sequence[str]) -> bool:
        """Return whether a short row is a note or a total: it has no account."""
        return self.chosen.konto >= len(cells) or not digits_of(cells[self.chosen.konto])

    def _is_total(self, cells: Sequence[str]) -> bool:
        """Return whether the row is the sum of others, by a word in a cell of codes."""
        for place in self._words:
            word = cells[place] if place < len(cells) else ""
            if word and not "0" <= word[0] <= "9" and _TOTAL.match(word):
                self.sum_av_selskaper |= place == self._company
                return True
        return False

    def _account(self, cells: Sequence[str]) -> str | None:
        """Return the account's digits, empty where it is left out; None for text and totals."""
        cell = cells[self.chosen.konto]
        digits = self._digits.get(cell)
        if digits is None:
            digits = self._digits[cell] = digits_of(cell)
        if digits:
            return digits
        if not cell.strip() and self._code(cells, "klasse")[:1] in _BALANCE_CLASSES:
            return "000"  # the chapter stands in the column of functions
        written = [cells[place] for place, _ in self.chosen.amounts.places]
        values = [read_number(one, self.decimal) for one in written]
        if not any(isinstance(one, Decimal) and one for one in values):
            return None
        if cell.strip():
            raise _RefusedError(UGYLDIG_ART, cell.strip(), {})
        if any(self._code(cells, role) for role in _CODES):
            return ""
        self.summer += 1  # an amount alone: a total without a word
        return None

    def _period(self, cells: Sequence[str]) -> tuple[int | None, int | None]:
        year, month = self._said(self._code(cells, "periode"))
        own, _ = self._said(self._code(cells, "aar"))
        if self._is_of_budget:  # «Budsjettår 2025 | Regnskap 2023»
            own = self.chosen.amounts.aar
        return own or year or self.aar, month

    def _said(self, cell: str) -> tuple[int | None, int | None]:
        if not cell:
            return None, None
        found = self._periods.get(cell)
        if found is None:
            read = period_of(cell)
            if read is None:
                raise _RefusedError(UGYLDIG_AAR, cell, {})
            found = self._periods[cell] = read
        return found

    def _region(self, cells: Sequence[str], row: Row, year: int | None) -> str | None:
        """Return four digits; None where neither the file nor the user says."""
        given = self._code(cells, "region") or self.kommunenummer
        if not given:
            return None
        if given not in self._regions:
            self._regions[given] = self._number(given, year)
        number = self._regions[given]
        code = _REGION.fullmatch(given)
        if number and code and len(code["code"]) in (len("301"), len("30100")):
            self.row_log.report(NULL_FORAN, row.number, given, nummer=number)
        return number

    def _number(self, given: str, year: int | None) -> str:
        match = _REGION.fullmatch(given)
        name = _CALLED.sub("", given)
        if match is None and (known := code_of(name, year or 0)):
            return known
        code = match["code"] if match else ""
        number = code.zfill(6 if len(code) > len("0301") else 4)
        if not int(number[:4]):
            raise _RefusedError(UGYLDIG_NUMMER, given, {})
        if number[4:] not in ("", "00"):
            raise _RefusedError(BYDEL_UTELATT, given, {})
        return number[:4]

    def _amount(self, cells: Sequence[str]) -> Decimal:
        total = Decimal(0)
        for place, sign in self.chosen.amounts.places:
            value = read_number(cells[place], self.decimal)
            if isinstance(value, Decimal):
                total = EXACT.add(total, value.copy_negate() if sign < 0 else value)
            elif value not in (Missing.TOM, Missing.STREK):
                why = value if isinstance(value, Unreadable) else Unreadable.IKKE_TALL
                raise _RefusedError(OF_UNREADABLE[why], cells[place], {})
        side = self.chosen.side
        return total.copy_negate() if side is not None and is_credit(_cell(cells, side)) else total


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def without_subtotals(totals: Mapping[str, Decimal]) -> frozenset[str]:
    """Return the accounts that are sums of longer ones that begin alike, to be left out.

    A short account is one only when it is the sum of the others, which are several or differ.
    """
    sums: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    for digits, amount in totals.items():
        for end in range(1, len(digits)):
            begin = digits[:end]
            if begin in totals:
                sums[begin] = EXACT.add(sums.get(begin, Decimal(0)), amount)
                counts[begin] = counts.get(begin, 0) + 1
    return frozenset(
        begin
        for begin, total in sums.items()
        if totals[begin] and abs(EXACT.subtract(total, totals[begin])) < 1
    )

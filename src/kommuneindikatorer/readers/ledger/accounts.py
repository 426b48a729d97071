"""Accounts understood: their digits, the class they are of, and the signs of incomes.

In: tables whose rows are summed. Out: sums by the eight signs of `konto_of`, for each unit.

Then put together to lines, by the chart of the year or of what the arts show.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from kommuneindikatorer.items import POST, Slag
from kommuneindikatorer.model import Basis
from kommuneindikatorer.numbers import EXACT, exact_sum
from kommuneindikatorer.options import CHOICES
from kommuneindikatorer.problems import Alvor, Kode
from kommuneindikatorer.readers.amounts import Income
from kommuneindikatorer.readers.kontoplan import (
    DEL_AV_KLASSE,
    Amount,
    Del,
    Kontoplan,
    Sums,
    konto_of,
    kontoplan_of,
    likeliest_year,
    lines_of,
)
from kommuneindikatorer.readers.ledger.digits import BY_VALUE, Judged, Pattern, is_of_company, judge
from kommuneindikatorer.readers.ledger.rows import (
    UGYLDIG_ART,
    Account,
    Key,
    Table,
    without_subtotals,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.wording import slug

UGYLDIG_KLASSE = Kode(
    "ugyldig-kontoklasse",
    Alvor.FEIL,
    "«{verdi}» er ikke en kontoklasse. Raden er ikke lest.",
    "Bruk 0–2 (kommunekassen) eller 3–5 (konsern).",
)
UGYLDIG_FUNKSJON = Kode(
    "ugyldig-funksjon",
    Alvor.FEIL,
    "«{verdi}» er ikke et kapittel i balansen. Raden er ikke lest.",
)

type UnitKey = tuple[str | None, int | None, Basis]

_CLASS_WORDS = {"d": "1", "drift": "1", "i": "0", "invest": "0", "b": "2", "balanse": "2"}
_NUMBER = re.compile("[0-9]{1,10}")
_FUNCTION = re.compile("[A-Za-zÆØÅæøå]?([0-9]{3})")
_OWN = frozenset("012")


@dataclass(slots=True)
class Unit:
    """One unit's sums, and the file they began in."""

    fil: str
    sums: Sums = field(default_factory=Sums)


@dataclass(frozen=True, slots=True)
class Accounts:
    """All the tables, understood.

    Attributes:
        units: Each unit's sums, with incomes negative.
        pattern: How the digits are read.
        judged: How certain that is.
        has_class: Whether accounts or a column say drift, investment or balance.
        begge_positive: Whether incomes and expenses alike are positive in the files.
        is_of_company: Whether the accounts are those of a company's chart.
    """

    units: dict[UnitKey, Unit]
    pattern: Pattern
    judged: Judged
    has_class: bool
    begge_positive: bool
    is_of_company: bool


def understand(tables: Sequence[Table], task: Task) -> Accounts:
    """Return the units' sums; accounts that cannot be read are refused and said."""
    chosen = task.options.kontosiffer
    totals = _totals(tables)
    judged = judge(totals)
    pattern = BY_VALUE.get(chosen, judged.fits[0].pattern)
    has_column = any("klasse" in table.chosen.columns.places for table in tables)
    reader = _Reader(pattern, _own_investment(pattern, tables, has_column=has_column))
    for table in tables:
        reader.read(table)
    _say_digits(pattern, judged, task)
    alike = _settle_sign(reader.units.values(), task)
    has_class = pattern.has_class or has_column
    company = not judged.is_sure and not has_column and is_of_company(totals)
    return Accounts(reader.units, pattern, judged, has_class, alike, company)


def _totals(tables: Iterable[Table]) -> dict[tuple[str, str], Decimal]:
    """Return the sums by class and digits, of units and years together."""
    totals: dict[tuple[str, str], Decimal] = {}
    for table in tables:
        for key, account in table.kontoer.items():
            whose = (_class_said(key.klasse) or "", key.konto)
            totals[whose] = EXACT.add(totals.get(whose, Decimal(0)), account.belop)
    return totals


@lru_cache(maxsize=1 << 10)
def _class_said(cell: str) -> str:
    """Return the class a cell says, by number or word; empty for none."""
    name = slug(cell)
    word = next((klasse for begin, klasse in _CLASS_WORDS.items() if _is(name, begin)), "")
    return word or cell[:1]


def _is(name: str, word: str) -> bool:
    return name.startswith(word) if len(word) > 1 else name == word


def _say_digits(pattern: Pattern, judged: Judged, task: Task) -> None:
    """Say how accounts are read, where they have more digits than the art."""
    possible = {one.pattern.verdi: "" for one in judged.fits} | {pattern.verdi: ""}
    if pattern.verdi == "aaa" and len(possible) == 1:
        return
    task.assumptions.settle(
        "kontosiffer",
        pattern.verdi,
        "Kontoene er lest slik: {verdi}.",
        "Da er mest av beløpene på arter som finnes, med riktig fortegn.",
        valg={verdi: CHOICES["kontosiffer"][verdi] for verdi in possible},
    )


_LEAST_GENERAL = 10
"""Per cent of a class's amounts that taxes and grants are at least, where it is an operation."""


def _own_investment(
    pattern: Pattern, tables: Sequence[Table], *, has_column: bool
) -> frozenset[str]:
    """Return the classes above 2 that are not the group's: some number investments 3 or 4.

    The group's operation (3) has its taxes and grants; investments have none.
    """
    if not pattern.has_class or has_column:
        return frozenset()
    whole, general = Decimal(0), Decimal(0)
    for table in tables:
        for key, account in table.kontoer.items():
            klasse, rest = pattern.read(key.konto)
            if klasse == "3":
                size = account.belop.copy_abs()
                whole = EXACT.add(whole, size)
                general = EXACT.add(general, size if "800" <= rest[:3] <= "879" else Decimal(0))
    is_group = whole and 100 * general > _LEAST_GENERAL * whole
    return frozenset() if is_group else frozenset("3456")


class _RefusedError(Exception):
    """An account cannot be used: the kind of problem, and the value it is about."""


@dataclass(slots=True)
class _Reader:
    """Reads the accounts of tables into units."""

    pattern: Pattern
    investment: frozenset[str]
    units: dict[UnitKey, Unit] = field(default_factory=dict)

    def read(self, table: Table) -> None:
        """Add a table's accounts to their units; subtotals are left out and counted."""
        totals: dict[str, Decimal] = {}
        for key, account in table.kontoer.items():
            totals[key.konto] = EXACT.add(totals.get(key.konto, Decimal(0)), account.belop)
        subtotals = without_subtotals(totals)
        for key, account in table.kontoer.items():
            if key.konto in subtotals:
                table.summer += account.rader
                continue
            try:
                nokkel = self._account(key)
                self._add(key, account, nokkel, table.document.navn)
                if account.belop:
                    table.deler.setdefault(key[:2], set()).add(DEL_AV_KLASSE[nokkel[0]])
            except _RefusedError as why:
                kode, verdi = why.args
                if account.belop:
                    table.row_log.refuse(kode, account.rad, verdi, rows=account.linjer)

    def _account(self, key: Key) -> str:
        """Return an account as the eight signs of `konto_of`."""
        found, rest = self.pattern.read(key.konto)
        klasse = _class_said(key.klasse) or found or self._class_by_length(key.konto)
        if not key.klasse and klasse in self.investment:
            klasse = "0"
        if klasse not in DEL_AV_KLASSE:
            raise _RefusedError(UGYLDIG_KLASSE, key.klasse or klasse)
        if DEL_AV_KLASSE[klasse] is Del.BALANSE:
            return f"{klasse}{_chapter(key, found, rest):<4}000"
        if rest[:2] == "00":
            raise _RefusedError(UGYLDIG_ART, key.konto)
        function = _FUNCTION.match(key.funksjon)
        return f"{klasse}{function[1] if function else '':<4}{rest[:3]}"

    def _class_by_length(self, digits: str) -> str:
        """Return the class where nothing says it: long numbers that begin with 2 are balance."""
        return "2" if len(digits) >= _BALANCE_DIGITS and digits.startswith("2") else "1"

    def _add(self, key: Key, account: Account, nokkel: str, fil: str) -> None:
        basis = Basis.KASSE if nokkel[0] in _OWN else Basis.KONSERN
        unit = self.units.setdefault((key.kommunenummer, key.aar, basis), Unit(fil))
        sums = unit.sums
        if nokkel in sums.belop:
            sums.belop[nokkel] = EXACT.add(Decimal(sums.belop[nokkel]), account.belop)
            sums.ekstra[nokkel] = sums.ekstra.get(nokkel, 0) + account.rader
        else:
            sums.belop[nokkel] = account.belop
            sums.ekstra[nokkel] = account.rader - 1
        sums.opphav.setdefault(nokkel, []).extend(account.opphav)


_BALANCE_DIGITS = 7


def _chapter(key: Key, found: str, rest: str) -> str:
    """Return the chapter: in the column of functions, where that says, else in the account."""
    cell = key.funksjon.removeprefix("2.")
    if key.klasse and cell:
        if not _NUMBER.fullmatch(cell):
            raise _RefusedError(UGYLDIG_FUNKSJON, key.funksjon)
        return cell[:4]
    chapter = rest if found else key.konto.removeprefix("2")
    if not chapter.strip("0"):
        raise _RefusedError(UGYLDIG_FUNKSJON, key.funksjon)
    return chapter[:4]


def _settle_sign(units: Iterable[Unit], task: Task) -> bool:
    """Turn the signs so that incomes are negative; return whether expenses had the same.

    Some systems write incomes as positive and expenses as negative, and reports often write
    both as positive.
    """
    several = list(units)
    incomes = exact_sum(_amounts(several, Del.DRIFT, "600", "899"))
    expenses = exact_sum(_amounts(several, Del.DRIFT, "010", "499"))
    assets = exact_sum(_amounts(several, Del.BALANSE, "", ""))
    found = "positive" if incomes > 0 or (not incomes and assets < 0) else "negative"
    if found == "positive" or task.options.fortegn:
        found = task.assumptions.settle(
            "fortegn", found, "Inntektene er skrevet som {verdi} tall.", "Etter summen av dem."
        )
    alike = expenses > 0
    for unit in several if found == "positive" else ():
        _turn(unit.sums, whole=not alike)
    return alike and found == "positive"


def _amounts(units: Iterable[Unit], part: Del, first: str, last: str) -> Iterator[Decimal]:
    """Yield amounts of operating arts in a range, or of the assets of the balance."""
    for unit in units:
        for nokkel, belop in unit.sums.belop.items():
            konto = konto_of(nokkel)
            is_asset = konto.funksjon[:2].isdigit() and "10" <= konto.funksjon[:2] <= "29"
            if konto.del_ is part and (first <= konto.art <= last if first else is_asset):
                yield Decimal(belop)


def _turn(sums: Sums, *, whole: bool) -> None:
    """Turn the sign of everything, or of what comes in only: incomes and use of funds."""
    for nokkel, belop in sums.belop.items():
        konto = konto_of(nokkel)
        if whole or (konto.del_ is not Del.BALANSE and konto.art >= "600"):
            sums.belop[nokkel] = Decimal(belop).copy_negate()


def chart_of(aar: int | None, sums: Sums, task: Task) -> Kontoplan:
    """Return the chart of the year; of an unknown year, the newest one that knows the arts."""
    if aar is not None:
        return kontoplan_of(aar, task.options)
    return kontoplan_of(likeliest_year(arts_of(sums), task.options), task.options)


def arts_of(sums: Sums) -> dict[str, Decimal]:
    """Return the operating amounts by art, whatever their sign."""
    arts: dict[str, Decimal] = {}
    for nokkel, belop in sums.belop.items():
        konto = konto_of(nokkel)
        if konto.del_ is Del.DRIFT:
            size = Decimal(belop).copy_abs()
            arts[konto.art] = EXACT.add(arts.get(konto.art, Decimal(0)), size)
    return arts


_OPERATING = frozenset(
    post.id
    for post in POST.values()
    if post.slag is Slag.INNTEKT and post.linje is not None and post.linje <= 8  # noqa: PLR2004
)


def income_of(key: UnitKey, unit: Unit, plan: Kontoplan) -> Income:
    """Return the unit's operating income, which shows whether it is in kroner or 1000 kr."""
    lines = lines_of([unit.sums], plan)
    values = (one.verdi or Decimal(0) for post, one in lines.items() if post in _OPERATING)
    return Income(exact_sum(values), kommunenummer=key[0])


def with_reserves(sums: Sums) -> Sums:
    """Return the sums with reserved grants (490) as transfers.

    They are an expense of the budget, spread on other arts by the end of the year; accounts
    have none, and the lines of the accounts therefore leave them out.
    """
    reserved = [one for one in sums.belop if konto_of(one).art == "490" and one[0] in "13"]
    if not any(sums.belop[one] for one in reserved):
        return sums
    moved = {one: f"{one[:5]}480" for one in reserved}
    belop: dict[str, Amount] = {}
    for nokkel, value in sums.belop.items():
        to = moved.get(nokkel, nokkel)
        belop[to] = EXACT.add(Decimal(belop.get(to, 0)), Decimal(value))
    return Sums(belop, sums.ekstra, sums.opphav)

"""Sums by account, put together to lines: by the chart of the year, or of what the arts show."""

from decimal import Decimal

from kommuneindikatorer.items import POST, Slag
from kommuneindikatorer.numbers import EXACT, exact_sum
from kommuneindikatorer.readers.amounts import Income
from kommuneindikatorer.readers.kontoplan import (
    Amount,
    Del,
    Kontoplan,
    Sums,
    konto_of,
    kontoplan_of,
    likeliest_year,
    lines_of,
)
from kommuneindikatorer.readers.ledger.accounts import Unit, UnitKey
from kommuneindikatorer.readers.reader import Task


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

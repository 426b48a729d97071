"""From the office's answers to files of unit data, with a sentence on all that was decided.

In: answers that are whole, the files there are, and when accounts are final. Out: a file of each
kind of unit, what its years must sum to, and what was decided.
May not: keep a row that the checks of ``unit_checks`` would refuse; it leaves that to them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.register import CHANGED, Kommune, numbers_in
from kommuneindikatorer.wording import listed
from sitegen.facts.fact import csv_text
from sitegen.facts.fetched import Answer, Values
from sitegen.facts.formatting import day_words
from sitegen.facts.office_tables import Table
from sitegen.facts.provenance import years_words
from sitegen.facts.releases import Release
from sitegen.facts.unit_checks import number_of_year
from sitegen.facts.unit_files import (
    DEBT,
    FUND,
    INCOME,
    KOMMUNER,
    NUMBER,
    ORDER,
    PEOPLE,
    RESULT,
    UnitFile,
    name_of,
    read_unit_file,
    stop,
)
from sitegen.note.errors import Fault

STATISTIC = "kostra"
"""The accounts' id in the release calendar."""
SOURCE = "folkemengde_kilde"
SHOWN = 10
"""Units that a sentence names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A file to put in its place.

    Attributes:
        file: The file.
        data: Its bytes.
        sums: Income and result of the national line by year.
        notices: What was decided, a Norwegian sentence each.
        status: What the office's figures are, by year, those that are not in the file too.
    """

    file: UnitFile
    data: bytes
    sums: Mapping[int, tuple[int, int]]
    notices: tuple[str, ...]
    status: Mapping[int, str]


def land(
    answer: Answer,
    people: Answer | None,
    old: UnitFile | None,
    accounts: Release,
    fund: Answer | None = None,
) -> Landing:
    """Return the file of one kind of unit.

    Args:
        answer: Its accounts.
        people: The population; ``None`` where it was not asked for.
        old: The file there is, which the population is then taken from.
        accounts: When accounts are final.
        fund: The funds; ``None`` where they were not asked for: those of ``old`` stand.

    Raises:
        SourceError: The national line is missing, or a cell holds what it may not.
    """
    kind, day = answer.table.kind, dt.date.fromisoformat(answer.updated[:10])
    status = {year: accounts.status(year, day) for year in sorted(answer.units)}
    final = [year for year in status if status[year] == "endelig"]
    notices = list(_waiting(answer.table, status, day))
    if not final:
        found = "bare foreløpige tall"
        stop([Fault(answer.table.name, None, "endelige tall for minst ett år", found)])
    rows: list[dict[str, str]] = []
    names = _names(answer, old)
    for year in final:
        placed, renamed = _placed(kind, year, answer.units[year])
        heads = _heads(people, old, year)
        notices += _renamed(answer.table, year, renamed)
        funds = _funds(fund, old, year)
        notices += _without_fund(fund, year, placed.keys() - funds.keys())
        for number, values in placed.items():
            whole = {**values, FUND: funds.get(number)}
            rows.append(_row(kind, year, names, number, whole, heads))
    data = _csv(kind, rows)
    file = read_unit_file(name_of(kind, final), data)
    return Landing(file, data, _sums(answer, final), tuple(notices), status)


def _names(answer: Answer, old: UnitFile | None) -> dict[str, str]:
    """Return names by number; a county goes by the one it has here, without «fylkeskommune»."""
    if answer.table.kind == KOMMUNER:
        return dict(answer.names)
    here = {row.number: row.cells["navn"] for row in old.rows} if old else {}
    return {code[:2]: name.partition(" fylkesk")[0] for code, name in answer.names.items()} | here


def _waiting(table: Table, status: Mapping[int, str], day: dt.date) -> Iterator[str]:
    waiting = [year for year in status if status[year] != "endelig"]
    if waiting:
        yield (
            f"{table.name}: tallene for {years_words(waiting)} er foreløpige (tabellen er "
            f"oppdatert {day_words(day)}). Svaret er tatt vare på, men året legges ikke inn før "
            "tallene er endelige."
        )


def _placed(
    kind: str, year: int, values: Mapping[str, Values]
) -> tuple[dict[str, Values], dict[str, str]]:
    """Return values by the number of the year, and the numbers that the office has otherwise."""
    known = numbers_in(year) if kind == KOMMUNER else {}
    placed: dict[str, Values] = {}
    renamed: dict[str, str] = {}
    for number, row in values.items():
        own = number if number in known or kind != KOMMUNER else number_of_year(number, year)
        if own in values and own != number:
            own = number  # both are there: which is right is for the checks to ask
        if own != number:
            renamed[number] = own
        placed[own] = row
    return dict(sorted(placed.items())), renamed


def _renamed(table: Table, year: int, renamed: Mapping[str, str]) -> Iterator[str]:
    if renamed:
        pairs = [f"{old} som {new}" for old, new in renamed.items()]
        yield f"{table.name}: numre som ikke gjaldt i {year}, er byttet: {_some(pairs)}."


def _some(words: Sequence[str]) -> str:
    rest = len(words) - SHOWN
    return f"{', '.join(words[:SHOWN])} og {rest} til" if rest > 0 else listed(words)


def _heads(people: Answer | None, old: UnitFile | None, year: int) -> dict[str, tuple[str, str]]:
    """Return population at the end of the year and its source by number."""
    if people is None or year not in people.units:  # the next 1 January is not counted yet
        rows = [row for row in old.rows if row.year == year] if old else []
        return {row.number: (row.cells.get(PEOPLE, ""), row.cells.get(SOURCE, "")) for row in rows}
    values = {number: row[PEOPLE] or 0 for number, row in people.units.get(year, {}).items()}
    found = {number: _head(values, number, units) for number, units in numbers_in(year).items()}
    _require_all(people, year, found)
    return {
        number: (str(amount), people.table.number) for number, amount in found.items() if amount
    }


def _head(values: Mapping[str, int], number: str, units: tuple[Kommune, ...]) -> int:
    """Return a unit's population: a count on 1 January has the numbers of the year that begins."""
    if number in values:
        return values[number]
    today = [one.kommunenummer for one in units]
    if all(one in values for one in today):
        return sum(values[one] for one in today)
    return values.get(number_of_year(number, CHANGED - 1), 0)


def _require_all(people: Answer, year: int, found: Mapping[str, int]) -> None:
    """Raise ``SourceError`` unless a year has everyone: all units, and all who live in them."""
    lacking = [number for number, amount in found.items() if not amount]
    name, when = people.table.name, f"1. januar {year + 1}"
    if lacking:
        stop(
            [Fault(name, None, f"folkemengden i alle kommuner {when}", f"ingen i {_some(lacking)}")]
        )
    _require_sum(name, people.nation.get(year, {}).get(PEOPLE), found.values(), "innbyggere", when)


def _require_sum(name: str, whole: int | None, parts: Iterable[int], what: str, when: str) -> None:
    """Raise ``SourceError`` unless the units sum to the national line."""
    total = sum(parts)
    if whole is None:
        stop([Fault(name, None, f"landstallet {when}", "ingen")])
    elif whole != total:
        difference = f"{format_number(total)} (avvik {format_number(total - whole)})"
        stop([Fault(name, None, f"{format_number(whole)} {what} i alt {when}", difference)])


def _funds(fund: Answer | None, old: UnitFile | None, year: int) -> dict[str, int]:
    """Return each unit's fund, 1000 kr; one that is not known is not there."""
    if fund is None or year not in fund.units:
        rows = [row for row in old.rows if row.year == year] if old else []
        return {row.number: held for row in rows if (held := row.amount(FUND)) is not None}
    placed, _ = _placed(KOMMUNER, year, fund.units[year])
    known = {number: row[FUND] or 0 for number, row in placed.items() if number in numbers_in(year)}
    whole = fund.nation.get(year, {}).get(FUND)
    _require_sum(fund.table.name, whole, known.values(), "(1000 kroner) i fond", f"i {year}")
    return known


def _without_fund(fund: Answer | None, year: int, lacking: Iterable[str]) -> Iterator[str]:
    numbers = sorted(lacking)
    if fund and year in fund.units and numbers:
        yield f"{fund.table.name}: ingen tall i {year} for {_some(numbers)}."


def _row(  # noqa: PLR0913, PLR0917  the parts of a row
    kind: str,
    year: int,
    names: Mapping[str, str],
    number: str,
    values: Values,
    heads: Mapping[str, tuple[str, str]],
) -> dict[str, str]:
    units = numbers_in(year).get(number, ())
    people, source = heads.get(number, ("", ""))
    amounts = {name: values.get(name) for name in (INCOME, RESULT, DEBT, FUND)}
    return {
        "aar": str(year),
        NUMBER[kind]: number,
        "navn": names.get(number) or (units[0].navn if units else number),
        "kommunenummer_2024": "+".join(one.kommunenummer for one in units),
        "landsdel": units[0].landsdel if units else "",
        PEOPLE: people,
        SOURCE: source,
        **{name: "" if amount is None else str(amount) for name, amount in amounts.items()},
        "status": "endelig",
    }


def _csv(kind: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    cells = ([row.get(name, "") for name in ORDER[kind]] for row in rows)
    return csv_text(ORDER[kind], cells).encode()


def _sums(answer: Answer, years: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return income and result of the national line; raises ``SourceError`` where it is missing."""
    found: dict[int, tuple[int, int]] = {}
    for year in years:
        line = answer.nation.get(year, {})
        income, result = line.get(INCOME), line.get(RESULT)
        if income is None or result is None:
            expected = f"landstallet for {year} (linjen {answer.table.nation[0]})"
            stop([Fault(answer.table.name, None, expected, "ingen")])
            continue
        found[year] = (income, result)
    return found

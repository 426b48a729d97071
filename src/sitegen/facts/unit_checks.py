"""Whether a file of unit data is whole and right: held against the register and published sums."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.register import OSLO, Kommune, find_kommuner, numbers_in
from kommuneindikatorer.wording import slug
from sitegen.facts.unit_files import DEBT, INCOME, KOMMUNER, PEOPLE, RESULT, UnitFile, UnitRow, stop
from sitegen.note.errors import Fault, SourceError

PER_HEAD = (20, 2_000)
"""Income of a municipality per inhabitant, 1000 kr: from 73 to 555 in 2020–2025. Amounts in kroner
or in millions fall outside."""
FIRST_YEAR = 2020
"""The first year whose numbers the register knows."""
SUM = re.compile(r"(?P<year>\d{4})=(?P<income>\d+),(?P<result>-?\d+)")
SUM_COLUMNS = ("aar", INCOME, RESULT)


@dataclass(frozen=True, slots=True)
class Sums:
    """The national sums of one kind of unit in one year, 1000 kr."""

    units: int
    income: int
    result: int
    without_people: int = 0

    @property
    def words(self) -> str:
        """«357 enheter, inntekter …, resultat …, 2,300 prosent»."""
        per_cent = format_number(Fraction(100 * self.result, self.income or 1), 3)
        words = (
            f"{format_number(self.units)} enheter, inntekter {format_number(self.income)}, "
            f"resultat {format_number(self.result)}, {per_cent} prosent"
        )
        lacking = self.without_people
        return f"{words}, {lacking} uten folkemengde" if lacking else words


def sums_of(file: UnitFile) -> dict[int, Sums]:
    """Return the sums by year."""
    found: dict[int, Sums] = {}
    for year in file.years:
        rows = [row for row in file.rows if row.year == year]
        lacking = sum(PEOPLE in row.cells and not row.cells[PEOPLE] for row in rows)
        income, result = (sum(row.amount(name) or 0 for row in rows) for name in (INCOME, RESULT))
        found[year] = Sums(len(rows), income, result, lacking)
    return found


def check_units(file: UnitFile) -> None:
    """Raise ``SourceError`` unless the file has exactly the units of the register in every year."""
    stop(fault for year in file.years for fault in _year_faults(file, year))


def _year_faults(file: UnitFile, year: int) -> Iterator[Fault]:
    register = _register(file.kind, year)
    rows = [row for row in file.rows if row.year == year]
    if not register:
        remedy = f"Registeret dekker årene fra {FIRST_YEAR}."
        yield Fault(file.name, rows[0].line, f"et år fra {FIRST_YEAR}", str(year), remedy)
        return
    for row in rows:
        if row.number in register:
            yield from _against_register(file, row, register[row.number])
        else:
            yield _unknown(file, row)
    lacking = [
        f"{number} {units[0].navn if file.kind == KOMMUNER else units[0].fylke}"
        for number, units in sorted(register.items())
        if number not in {row.number for row in rows}
    ]
    if lacking:
        remedy = "Et år må ha alle enhetene, ellers blir summer og andeler gale."
        found = f"ingen rad for {', '.join(lacking)}"
        yield Fault(file.name, None, f"alle {file.kind} i {year}", found, remedy)


def _register(kind: str, year: int) -> Mapping[str, tuple[Kommune, ...]]:
    """Return the numbers of a year with what each is today; Oslo is a municipality, no county."""
    units = numbers_in(year)
    if kind == KOMMUNER:
        return units
    return {number[:2]: units[number] for number in units if number != OSLO}


def _unknown(file: UnitFile, row: UnitRow) -> Fault:
    other = 2023 if row.year >= 2024 else 2024  # noqa: PLR2004  the numbers changed in between
    when = "til 2023" if other < row.year else "fra 2024"
    remedy = f"Sjekk nummeret i kommuneregister.csv for {row.year}."
    if row.number in _register(file.kind, other):
        remedy = f"Nummeret gjaldt {when}. Bruk det som gjaldt i {row.year}."
    found = f"{row.number} {row.cells['navn']}"
    return Fault(file.name, row.line, f"et nummer som fantes i {row.year}", found, remedy)


def _against_register(file: UnitFile, row: UnitRow, known: tuple[Kommune, ...]) -> Iterator[Fault]:
    """Find a row whose name, region, new number or size belongs to another unit."""
    if file.kind != KOMMUNER:
        return
    today = "+".join(one.kommunenummer for one in known)
    wanted = {"landsdel": known[0].landsdel, "kommunenummer_2024": today}
    for column, value in wanted.items():
        if row.cells.get(column, value) != value:
            expected = f"{column} «{value}» for {row.number}, som i registeret"
            yield Fault(file.name, row.line, expected, f"«{row.cells[column]}»")
    if not _names(row.cells["navn"]) & _names(known[0].navn):
        expected = f"«{known[0].navn}» for {row.number}, som i registeret"
        remedy = "Sjekk at tallene på raden er kommunens."
        yield Fault(file.name, row.line, expected, f"«{row.cells['navn']}»", remedy)
    people, income = row.amount(PEOPLE), row.amount(INCOME) or 0
    if people and not PER_HEAD[0] <= income / people <= PER_HEAD[1]:
        per_head = f"{format_number(income // people)} per innbygger for {row.number}"
        remedy = "Beløpene skal være i 1000 kr."
        yield Fault(file.name, row.line, "inntekter i 1000 kr", per_head, remedy)


def _names(name: str) -> set[str]:
    """Return the names a unit goes by: «Oslo - Oslove», «Ålesund (2020–2023)»."""
    return {slug(one) for one in name.partition(" (")[0].split(" - ")}


SUM_REMEDY = "Skriv året, likhetstegn og to hele tall med komma mellom, alt uten mellomrom."


def read_sums(name: str, data: bytes) -> dict[int, tuple[int, int]]:
    """Return published income and result by year from a CSV file; raises ``SourceError``."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        return {int(row["aar"]): (int(row[INCOME]), int(row[RESULT])) for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        expected = f"kolonnene {', '.join(SUM_COLUMNS)} med hele tall"
        remedy = "Lagre filen som CSV i UTF-8 med komma mellom feltene, og tall uten mellomrom."
        raise SourceError(Fault(name, None, expected, "noe annet", remedy)) from error


def said_sums(said: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Return published income and result by year of «2025=674170449,15507883»."""
    found = [(text, SUM.fullmatch(text)) for text in said]
    stop(
        Fault("--sum", None, "ÅR=INNTEKTER,RESULTAT i 1000 kr", f"«{text}»", SUM_REMEDY)
        for text, match in found
        if not match
    )
    return {int(m["year"]): (int(m["income"]), int(m["result"])) for _, m in found if m}


def check_sums(file: UnitFile, published: Mapping[int, tuple[int, int]]) -> None:
    """Raise ``SourceError`` if the rows of a year do not sum to what is published."""
    own = sums_of(file)
    faults: list[Fault] = []
    for year, amounts in sorted(published.items()):
        if year not in own:
            faults.append(Fault(file.name, None, f"rader for {year}, som summen gjelder", "ingen"))
            continue
        pairs = zip((INCOME, RESULT), amounts, (own[year].income, own[year].result), strict=True)
        faults += [
            Fault(
                file.name,
                None,
                f"{column} på {format_number(wanted)} i alt i {year}",
                f"{format_number(found)} (avvik {format_number(found - wanted)})",
                "Enten er en rad gal, eller så gjelder summen noe annet.",
            )
            for column, wanted, found in pairs
            if wanted != found
        ]
    stop(faults)


# What a new file of unit data says otherwise than the old one, or than the year before.
#
# In: two files of one kind. Out: every amount that is another one now, and large changes to a year
# that is new, each in one Norwegian sentence.
LABELS = {
    INCOME: "brutto driftsinntekter",
    RESULT: "netto driftsresultat",
    DEBT: "netto lånegjeld",
    PEOPLE: "folkemengde",
}
LIMITS = {INCOME: 20, DEBT: 40, PEOPLE: 5}
"""Change from one year to the next that is listed, per cent."""
SWING = 20
"""Change of the result that is listed, points of a unit's income."""


def number_of_year(number: str, year: int) -> str:
    """Return the number that the same municipality had in a year; its own where that is unsure."""
    units = find_kommuner(number)
    same = [own for own, those in numbers_in(year).items() if units and those == units]
    return same[0] if len(same) == 1 else number


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new file says otherwise than the old, or than the year before.

    Attributes:
        revised: Whether the same year had another value before.
        year: Year of accounts.
        who: The unit.
        column: Which of its values.
        before: The value before, or that of the year before.
        after: The value now; ``None`` where there is none.
    """

    revised: bool
    year: int
    who: str
    column: str
    before: int
    after: int | None

    @property
    def words(self) -> str:
        """One Norwegian sentence."""
        name = LABELS[self.column]
        if self.revised:
            after = "tomt" if self.after is None else format_number(self.after)
            return f"{self.who} {self.year}: {name} {format_number(self.before)} → {after}"
        years = f"{self.year - 1} → {self.year}"
        amounts = f"{format_number(self.before)} → {format_number(self.after or 0)}"
        return f"{self.who} {years}: {name} {amounts}"


def differences(old: UnitFile | None, new: UnitFile) -> tuple[Difference, ...]:
    """Return every amount that is another one now, then large changes to years that are new."""
    held, keys = old.keys if old else {}, new.keys
    revised = (one for key, row in keys.items() if key in held for one in _revised(held[key], row))
    years = set(new.years) - set(old.years if old else ())
    large = (one for row in new.rows if row.year in years for one in _large(keys, row))
    return (*revised, *large)


def _revised(old: UnitRow, new: UnitRow) -> Iterator[Difference]:
    for column in LABELS:
        before, after = old.amount(column), new.amount(column)
        if before is not None and before != after:
            yield Difference(True, new.year, new.cells["navn"], column, before, after)  # noqa: FBT003


def _large(keys: Mapping[tuple[int, str], UnitRow], row: UnitRow) -> Iterator[Difference]:
    before_this = row.year - 1
    last = keys.get((before_this, number_of_year(row.number, before_this)))
    if last is None:
        return
    for column in LABELS:
        before, after = last.amount(column), row.amount(column)
        if before is None or after is None:
            continue
        limit, of = LIMITS.get(column, SWING), before
        if column == RESULT:
            of = row.amount(INCOME) or 0
        if abs(after - before) * 100 > limit * abs(of):
            yield Difference(False, row.year, row.cells["navn"], column, before, after)  # noqa: FBT003

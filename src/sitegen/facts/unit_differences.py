"""What a new file of unit data says otherwise than the old one, or than the year before.

In: two files of one kind. Out: every amount that is another one now, and large changes to a year
that is new, each in one Norwegian sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.register import find_kommuner, numbers_in
from sitegen.facts.unit_files import DEBT, INCOME, PEOPLE, RESULT, UnitFile, UnitRow

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

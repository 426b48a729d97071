"""What is compared of two builds, and what differs: one frozen kind for each kind of change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sitegen.facts.fact import Fact
from sitegen.facts.unit_files import INCOME, RESULT


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the note's text.

    Attributes:
        id: ``s3-a4``, ``tabell-1-note-2``, ``tabell-3-bildetekst``, ``seksjon-2``.
        where: Where it stands, in words: «del 3», «tabell 1, note 2».
        text: Its words, marks left out.
        lines: Source lines.
    """

    id: str
    where: str
    text: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One unit's row.

    Attributes:
        year: Year of accounts.
        unit: Its number, ``4601`` or ``46``.
        name: Its name.
        amounts: Column → whole number, 1000 kr (inhabitants for ``folkemengde``); ``None`` missing.
        words: Column → text: name and region.
    """

    year: int
    unit: str
    name: str
    amounts: Mapping[str, int | None]
    words: Mapping[str, str]

    @property
    def cells(self) -> Mapping[str, str | int | None]:
        """Everything said of it, by column."""
        return {**self.words, **self.amounts}

    @property
    def percent(self) -> Fraction | None:
        """Net operating result in per cent of income, exact; ``None`` if either is missing."""
        income, result = self.amounts.get(INCOME), self.amounts.get(RESULT)
        return Fraction(100 * result, income) if income and result is not None else None


class Tier(StrEnum):
    """How large a change is, in points of the value's own unit."""

    STOR = "minst 1"
    MIDDELS = "minst 0,1"
    LITEN = "mindre enn 0,1"

    @classmethod
    def of(cls, difference: Decimal | Fraction) -> "Tier":
        """Return the tier of a difference, whatever its sign."""
        size = abs(Fraction(difference))
        if size >= 1:
            return cls.STOR
        return cls.MIDDELS if size >= Fraction(1, 10) else cls.LITEN


class Kind(StrEnum):
    """What happened."""

    ENDRET = "endret"
    NY = "ny"
    BORTE = "borte"


@dataclass(frozen=True, slots=True)
class Change[T]:
    """Something that changed, came or went: one side is ``None`` where it is new or gone."""

    before: T | None
    after: T | None

    @property
    def now(self) -> T:
        """How it is now, or was."""
        now = self.before if self.after is None else self.after
        if now is None:
            raise ValueError(self)
        return now

    @property
    def kind(self) -> Kind:
        """Whether it is new, gone or changed."""
        if self.before is None:
            return Kind.NY
        return Kind.BORTE if self.after is None else Kind.ENDRET


class ValueChange(Change[Fact]):
    """A value that changed; a cell that stays, but is empty now, has no ``difference``."""

    __slots__ = ()

    @property
    def old(self) -> Decimal | None:
        """The value before; ``None`` means missing."""
        return self.before.verdi if self.before else None

    @property
    def new(self) -> Decimal | None:
        """The value now; ``None`` means missing."""
        return self.after.verdi if self.after else None

    @property
    def difference(self) -> Decimal | None:
        """How much it changed, exactly; ``None`` unless it had a value before and has one now."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def tier(self) -> Tier | None:
        """How large the change is; ``None`` where there is no difference to measure."""
        return None if self.difference is None else Tier.of(self.difference)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A cell whose status changed, most often «anslag» to «endelig»."""

    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """What cells are has changed: unit, basis, notes or words; one for all cells alike.

    Attributes:
        table: Id of the table or figure.
        row: Label of the row.
        field: Which of the canonical columns.
        old: Before.
        new: Now.
        cells: How many cells it is about.
    """

    table: str
    row: str
    field: str
    old: str
    new: str
    cells: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that holds a number some cell has changed from or to.

    Attributes:
        part: The paragraph or note it stands in, of the later build.
        sentence: The sentence.
        number: The number as it stands there.
        stale: Whether it is the value from before.
        cells: The changes it may speak of.
    """

    part: Part
    sentence: str
    number: str
    stale: bool
    cells: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class UnitChange(Change[Account]):
    """A unit's row that changed; ``fields`` names the columns that differ."""

    fields: tuple[str, ...]

    @property
    def difference(self) -> Fraction | None:
        """How much the result's percentage changed, exactly; ``None`` if it is not known."""
        old = self.before.percent if self.before else None
        new = self.after.percent if self.after else None
        return None if old is None or new is None else new - old

    @property
    def tier(self) -> Tier | None:
        """How large the change of the percentage is."""
        return None if self.difference is None else Tier.of(self.difference)


@dataclass(frozen=True, slots=True)
class Diff:
    """Every difference between two builds.

    Attributes:
        before: Name of the earlier build.
        after: Name of the later one.
        values: Changed values by size, then new, then gone.
        statuses: Changes of status.
        definitions: Changes of what cells are.
        texts: Changes of the note's text.
        mentions: Sentences that hold a changed number.
        units: Changes of unit data, by size.
        units_compared: Whether both builds hold unit data.
        caveats: What could be compared only in part, in words.
    """

    before: str
    after: str
    values: tuple[ValueChange, ...]
    statuses: tuple[StatusChange, ...]
    definitions: tuple[DefinitionChange, ...]
    texts: tuple[Change[Part], ...]
    mentions: tuple[Mention, ...]
    units: tuple[UnitChange, ...]
    units_compared: bool
    caveats: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all differs."""
        found = (self.values, self.statuses, self.definitions, self.texts, self.units)
        return not any(found) and not self.caveats

"""What charts are made from: the note with its values, and the final figures of every unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import Fact, with_cells
from sitegen.facts.formatting import day_words
from sitegen.note.model import Exhibit, Note, plain


@dataclass(frozen=True, slots=True)
class Subject:
    """The note, its values, and the final figures of every unit.

    Attributes:
        note: The note.
        facts: Values by table or figure, one a cell in reading order.
        groups: Groups of all municipalities and county municipalities, final figures.
    """

    note: Note
    facts: Mapping[str, Sequence[Fact]]
    groups: Sequence[Gruppe] = ()

    def exhibit(self, target: str) -> Exhibit:
        """Return a table or figure by its id."""
        return self.note.exhibit(target)

    def values(self, target: str) -> tuple[tuple[Fact, str], ...]:
        """Return the printed values of a table or figure, each with the anchor of its cell."""
        return with_cells(self.exhibit(target), self.facts[target])

    def source(self, target: str) -> str:
        """Return the source line of a table or figure, with the note it stands in."""
        exhibit, about = self.exhibit(target), self.note.about
        printed = plain(exhibit.source.content).rstrip(".") if exhibit.source else ""
        taken = f"Hentet fra {exhibit.name.lower()} i {about.abbreviation}s notat"
        where = f"{taken} {day_words(about.date)}."
        return f"{printed}. {where}" if printed else where

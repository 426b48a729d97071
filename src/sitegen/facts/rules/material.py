"""What rules look at: the note's values and sentences, and what is known from elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.result import Gruppe
from sitegen.facts.cells import AnchoredCell, cells_of
from sitegen.facts.fact import FINAL, NETTO, Fact
from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.model import Draft, Ledger
from sitegen.facts.ledger.reading import Reading, read
from sitegen.facts.outcomes import BASIS, SURVEY
from sitegen.facts.releases import Release
from sitegen.facts.vocabulary import Vocabulary
from sitegen.note.claims import ClaimEntry
from sitegen.note.model import Footnote, Mark, Note, Paragraph, Phrase
from sitegen.note.sentences import Sentence, sentences

WHOLE = "landet"
SECTOR = "kommunesektoren"
MUNICIPALITIES = "kommunene"
COUNTIES = "fylkeskommunene"
FITTING = 0.75
"""Share of the final figures that must come out of accounts that are the note's."""


@dataclass(frozen=True)
class Material:
    """Everything a rule may look at.

    Attributes:
        note: The note.
        facts: Its values by table or figure.
        groups: Statistics of all units, konsern, final; none where no unit data are at hand.
        releases: The release calendar.
        vocabulary: Which words are Norwegian; ``None`` where no word list is at hand.
        reading: The note's text as read; ``None`` where it is read here.
        entries: What an editor says of its claims; none where they are not tested.
    """

    note: Note
    facts: Mapping[str, Sequence[Fact]]
    groups: Sequence[Gruppe] = ()
    releases: Sequence[Release] = ()
    vocabulary: Vocabulary | None = None
    reading: Reading | None = None
    entries: Sequence[ClaimEntry] = ()

    @cached_property
    def ledger(self) -> Ledger:
        """The claims of its text that an editor has entries for, each with its verdict."""
        held = evidence(self.note, self.facts, self.groups)
        return ledger(self.reading or read(self.note, self.facts), held, self.entries)

    @cached_property
    def cells(self) -> tuple[AnchoredCell, ...]:
        """Every cell that is one, missing values included, in reading order."""
        return cells_of(self.note, self.facts)

    @cached_property
    def valued(self) -> tuple[AnchoredCell, ...]:
        """The cells with a value."""
        return tuple(cell for cell in self.cells if cell.fact.verdi is not None)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The note's sentences."""
        return self.reading.sentences if self.reading else sentences(self.note)

    @cached_property
    def drafts(self) -> tuple[Draft, ...]:
        """The claims of its text, as the ledger reads them."""
        return (self.reading or read(self.note, self.facts)).drafts

    def matches(self, look: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Yield every match of a pattern in a sentence, with the sentence, in order."""
        return ((one, found) for one in self.sentences for found in look.finditer(one.text))

    @cached_property
    def incomes(self) -> Mapping[tuple[str, int], Fraction]:
        """Income by id of the group and year, 1000 kr: the weights of a group's percentage."""
        return {
            (one.id, one.aar): one.statistikk[NETTO].inntekt
            for one in self.groups
            if one.aar is not None and one.statistikk[NETTO].inntekt
        }

    @cached_property
    def results(self) -> Mapping[tuple[str, int], Fraction]:
        """Net operating result, konsern, per cent, by id of the group and year."""
        found = ((one.id, one.aar, one.statistikk[NETTO].vektet) for one in self.groups)
        return {(group, year): pct for group, year, pct in found if year and pct is not None}

    @cached_property
    def fits_accounts(self) -> bool:
        """Whether the accounts are those of the note: most final figures come out of them."""
        tested = [cell for cell in self.valued if self.is_final_result(cell)]
        agreeing = [cell for cell in tested if self.agrees(cell)]
        return len(agreeing) >= FITTING * len(tested)

    def is_final_result(self, cell: AnchoredCell) -> bool:
        """Return whether a cell is a final result of all units, on the accounts' own basis."""
        fact = cell.fact
        same = fact.indikator == NETTO and fact.grunnlag == BASIS and fact.utvalg != SURVEY
        return same and fact.status == FINAL and (fact.gruppe, fact.aar) in self.results

    def agrees(self, cell: AnchoredCell) -> bool:
        """Return whether a cell is what the accounts give, rounded as it is printed."""
        computed = self.results[cell.fact.gruppe, cell.fact.aar]
        return round_half_up(computed, cell.decimals) == cell.value

    def series(self, indikator: str, gruppe: str, **about: str) -> dict[int, AnchoredCell]:
        """Return one indicator's cells of one group by year; the first where two say one thing.

        Args:
            indikator: Id of the indicator.
            gruppe: Id of the group.
            about: What else the cell must be: ``grunnlag``, ``utvalg``.
        """
        found: dict[int, AnchoredCell] = {}
        for cell in self.valued:
            fact = cell.fact
            same = (fact.indikator, fact.gruppe) == (indikator, gruppe)
            if same and all(getattr(fact, name) == wanted for name, wanted in about.items()):
                found.setdefault(fact.aar, cell)
        return found

    def footnotes_of(self, place: str) -> Iterator[Sentence]:
        """Yield the sentences of the page footnotes that a paragraph's marks point to."""
        marked = {mark.target for mark in self._marks_of(place)}
        yield from (one for one in self.sentences if one.place in marked)

    def _marks_of(self, place: str) -> Iterator[Mark]:
        for section in self.note.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph) and block.id == place:
                    yield from marks_in(block.content)

    @cached_property
    def notes(self) -> tuple[Footnote, ...]:
        """Every footnote and every note below a table or figure."""
        below = (note for exhibit in self.note.exhibits for note in exhibit.footnotes)
        return (*self.note.footnotes, *below)


def marks_in(content: Phrase) -> list[Mark]:
    """Return the footnote marks of a phrase."""
    return [inline for inline in content if isinstance(inline, Mark)]

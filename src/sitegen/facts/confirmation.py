"""What accounts say of a note: which statements and printed values they confirm or contradict.

In: the note, its ledger without accounts and with them, before and after new figures. Out: each
statement the accounts speak of, with what they say now, and what they said before if it differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import Fact
from sitegen.facts.ledger.case import OTHER_WAY, SAME_WAY
from sitegen.facts.ledger.model import AVRUNDET, STEMMER, Ledger, Utsagn
from sitegen.facts.ledger.model import Verdict as Ruling
from sitegen.facts.outcomes import (
    Comparison,
    Outcome,
    Verdict,
    final_results,
    find_outcomes,
    verify,
)
from sitegen.note.model import Note

type Facts = Mapping[str, Sequence[Fact]]


class Says(StrEnum):
    """What accounts say of a statement. Those on another basis only show a direction."""

    MOTSIES = "motsies"
    BEKREFTES = "bekreftes"
    VED_SIDEN_AV = "tall å holde dem mot"

    @property
    def plural(self) -> str:
        """What is said of how many: «2 motsies», «27 har tall å holdes mot»."""
        return "har tall å holdes mot" if self is Says.VED_SIDEN_AV else self.value


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement that accounts speak of.

    Attributes:
        claim: The statement.
        says: What they say.
        before: What was said of it before the new figures; ``None`` where that is the same.
    """

    claim: Utsagn
    says: Says
    before: Ruling | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A note beside new accounts.

    Attributes:
        statements: The statements they speak of, in order of reading.
        cells: Printed values of their own basis and status, and whether they agree.
        estimates: Estimates, with what they became.
    """

    statements: tuple[Spoken, ...]
    cells: tuple[Comparison, ...]
    estimates: tuple[Outcome, ...]


def confirmation(
    note: Note,
    facts: Facts,
    groups: Sequence[Gruppe],
    ledgers: tuple[Ledger, Ledger, Ledger],
) -> Confirmation:
    """Return what new accounts say of a note.

    Args:
        note: The note.
        facts: Its values by table.
        groups: The new accounts.
        ledgers: Its statements held against no accounts, against those before, and the new.
    """
    compared = verify(note, facts, groups)
    outcomes = find_outcomes(note, facts, compared, final_results(groups))
    return Confirmation(
        tuple(_spoken(*ledgers)),
        tuple(one for one in compared if one.verdict in {Verdict.STEMMER, Verdict.STEMMER_IKKE}),
        tuple(one for one in outcomes if one.computed is not None),
    )


def _spoken(without: Ledger, before: Ledger, after: Ledger) -> Iterator[Spoken]:
    """Yield the statements whose verdict the accounts have a part in."""
    alone, held = ({one.id: one.verdict for one in ledger.every} for ledger in (without, before))
    for claim in after.every:
        verdict = claim.verdict
        if alone.get(claim.id) != verdict:
            old = held.get(claim.id)
            yield Spoken(claim, _says(verdict), None if old == verdict else old)


def _says(verdict: Ruling) -> Says:
    if verdict.contradicted or OTHER_WAY in verdict.grunnlag:
        return Says.MOTSIES
    agrees = verdict.utfall in {STEMMER, AVRUNDET} or SAME_WAY in verdict.grunnlag
    return Says.BEKREFTES if agrees else Says.VED_SIDEN_AV

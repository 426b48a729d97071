"""How ``sitegen check`` shows the ledger: coverage, verdicts, and what no entry covers."""

from collections import Counter
from collections.abc import Iterator

from sitegen.facts.ledger.model import MOTSIES, Ledger, Utsagn
from sitegen.facts.ledger.proposal import entry_text, proposed_entry
from sitegen.note.claims import CLAIMS_FILE

RULE = "udekket"
"""What a claim without an entry is called among the findings."""


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a report for people."""
    yield f"påstander: {len(ledger.claims)} av {len(ledger.every)}"
    counts = Counter(_kind(one) for one in ledger.claims)
    for kind, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {count:>4}  {kind}"
    for one in ledger.claims:
        if one.verdict.contradicted:
            yield f"  {_where(one)}: «{one.words}» {one.verdict.utfall}. {one.verdict.grunnlag}"
    for one in ledger.uncovered:
        yield f"  {_where(one)}: {_uncovered(one)}"
        yield f"    {entry_text(proposed_entry(one))},"
    for entry in ledger.lost:
        yield f"  {CLAIMS_FILE}: «{entry.quote}» står ikke i teksten lenger"


def coverage_json(ledger: Ledger) -> list[dict[str, object]]:
    """Return the claims without an entry, as findings."""
    return [
        {"regel": RULE, "linjer": [list(one.lines)], "melding": _uncovered(one)}
        for one in ledger.uncovered
    ]


def _kind(one: Utsagn) -> str:
    return f"{MOTSIES} …" if one.verdict.contradicted else one.verdict.utfall


def _where(one: Utsagn) -> str:
    first, last = one.lines
    return f"linje {first}" if first == last else f"linje {first}–{last}"


def _uncovered(one: Utsagn) -> str:
    said = ""
    if one.verdict.contradicted:
        said = f" Slik det leses, {one.verdict.utfall}: {one.verdict.grunnlag}"
    return f"«{one.words}» hører ikke til noe utsagn i {CLAIMS_FILE}.{said}"

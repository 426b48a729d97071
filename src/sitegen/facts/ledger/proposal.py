"""A first ``utsagn.toml``: last year's entries that still stand in the text, and what is new.

An entry quotes words and no numbers, so most of last year's fit this year's note as they are.
What is new gets the kind that its words have; an editor says the rest.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from sitegen.facts.fact import Fact
from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.model import Utsagn
from sitegen.facts.ledger.reading import read
from sitegen.facts.ledger.scan import NUMBER, WORDED
from sitegen.note.claims import ClaimEntry
from sitegen.note.model import Note

OPENING = """\
# Hva notatet påstår, en linje for hver påstand, i den rekkefølgen de står.
# «sitat» er notatets ord; «#» står for et tall, som leses i teksten når påstanden prøves.
# Det som står mellom «[» og «]», er påstanden; resten sier hvor den er. Det ordene ikke selv
# sier, sies her.
# docs/redaksjon/nytt-notat.md forklarer feltene.
"""
UNSURE = "# usikker: "


def propose(
    note: Note,
    facts: Mapping[str, Sequence[Fact]],
    previous: Iterable[ClaimEntry] = (),
) -> str:
    """Return the text of a new edition's ``utsagn.toml``."""
    made = ledger(read(note, facts), evidence(note, facts), previous)
    return f"{OPENING}\nutsagn = [\n{''.join(_line(one) for one in made.every)}]\n"


def _line(claim: Utsagn) -> str:
    if claim.entry:
        return f"  {entry_text(claim.entry)},\n"
    return f"  {entry_text(proposed_entry(claim))}, {UNSURE}ny; {_doubt(claim)}\n"


def _doubt(claim: Utsagn) -> str:
    emne = claim.draft.emne
    said = [emne.indikator, *emne.gruppe, *map(str, emne.aar), emne.maal]
    about = " ".join(part for part in said if part)
    return f"gjelder {about}" if about else "hva den gjelder"


def proposed_entry(claim: Utsagn) -> ClaimEntry:
    """Return a claim as an entry: its words without numbers, the claim in brackets, its kind."""
    parts = (WORDED.sub("#", NUMBER.sub("#", part)) for part in claim.parts)
    return ClaimEntry(quote="{}[{}]{}".format(*parts), slag=claim.draft.slag)


def entry_text(entry: ClaimEntry) -> str:
    """Return an entry as one line of TOML, without what it does not say."""
    said = entry.model_dump(by_alias=True, exclude_defaults=True)
    pairs = (f"{key} = {_toml(value)}" for key, value in said.items())
    return f"{{ {', '.join(pairs)} }}"


def _toml(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)

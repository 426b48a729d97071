"""Sentences → claims: each with its kind and what it is about, read from its words.

The number is compared last, elsewhere: nothing here is looked up by a value.
"""

import re
from collections.abc import Iterator, Sequence

from sitegen.facts.ledger.clusters import join_hits
from sitegen.facts.ledger.kinds import classified
from sitegen.facts.ledger.model import Draft, Hit
from sitegen.facts.ledger.scan import scan
from sitegen.facts.ledger.subject import Context, Reader
from sitegen.facts.ledger.words import SHOWN, Vocabulary
from sitegen.note.model import Note, Paragraph, Reference
from sitegen.note.sentences import Sentence

FORECAST = re.compile(r"(?i)\banslo\b|\bhøstrapport|\bprognose\w* (?:var|ga)\b|\bspådde\b")


def bind(note: Note, sentences: Sequence[Sentence], words: Vocabulary) -> tuple[Draft, ...]:
    """Return every claim of the sentences, captions left out, in order of reading."""
    exhibits = _exhibits(note)
    found: list[Draft] = []
    context, place = Context(), ""
    for one in sentences:
        if one.kind == "bildetekst":
            continue
        if one.place != place:
            place = one.place
            context = Context(exhibits=exhibits.get(place, ()))
        reader = Reader(note, one, words, context)
        found += _claims(reader)
        reader.remember()
    return tuple(found)


def _claims(reader: Reader) -> Iterator[Draft]:
    clusters = join_hits(reader.text, scan(reader.text).hits)
    before: tuple[Hit, ...] = ()
    for at, cluster in enumerate(clusters):
        after = clusters[at + 1][0].start if at + 1 < len(clusters) else len(reader.text)
        alone = all(hit.word == "unntak" for hit in cluster)
        draft = Draft(
            reader.sentence,
            cluster,
            "utenfor",
            reader.subject(cluster, after),
            reader.context.exhibits,
            survey=bool(SHOWN.search(reader.text)),
            estimate=bool(FORECAST.search(reader.text[: cluster[0].start])),
            leans=before[0].word if alone and before else "",
            tema=reader.tema(cluster),
        )
        before = cluster
        yield classified(reader, draft, after)


def _exhibits(note: Note) -> dict[str, tuple[str, ...]]:
    """Return what each place is about: the tables it names, and the exhibit a note stands under.

    A paragraph that names none goes on with those of the paragraph before it, in a section.
    """
    found: dict[str, tuple[str, ...]] = {}
    for section in note.sections:
        last: tuple[str, ...] = ()
        for block in section.blocks:
            if isinstance(block, Paragraph):
                named = [one.target for one in block.content if isinstance(one, Reference)]
                here = tuple(one for one in named if one.startswith(("tabell", "figur")))
                found[block.id] = last = here or last
    for exhibit in note.exhibits:
        found |= {one.id: (exhibit.id,) for one in exhibit.footnotes}
    return found

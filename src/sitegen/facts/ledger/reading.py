"""A note's text → its claims: each with its kind and what it is about, read from its words.

The number is compared last, elsewhere: nothing here is looked up by a value. Shares and forecasts
that pages and figures use are among the claims, so that no editor has to point them out, and a
number that is changed in the text is changed there too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sitegen.facts.fact import NETTO, Fact
from sitegen.facts.ledger.clusters import join_hits
from sitegen.facts.ledger.kinds import classified
from sitegen.facts.ledger.model import Draft
from sitegen.facts.ledger.scan import MONTH, Hit
from sitegen.facts.ledger.subject import Context, Reader
from sitegen.facts.ledger.words import SHOWN, Vocabulary, vocabulary
from sitegen.note.model import Forecast, Note, Paragraph, Reference, Share
from sitegen.note.sentences import Sentence, sentences

FORECAST = re.compile(r"(?i)\banslo\b|\bhøstrapport|\bprognose\w* (?:var|ga)\b|\bspådde\b")


@dataclass(frozen=True)
class Reading:
    """A note's text as read.

    Attributes:
        sentences: Its sentences.
        words: The vocabulary it was read with.
        drafts: Every claim it makes, captions left out, in order of reading.
    """

    sentences: tuple[Sentence, ...]
    words: Vocabulary
    drafts: tuple[Draft, ...]

    def place(self, draft: Draft) -> tuple[int, int]:
        """Return where a claim stands in order of reading."""
        return self._order[draft.sentence.id], draft.start

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {one.id: at for at, one in enumerate(self.sentences)}


def read(note: Note, facts: Mapping[str, Sequence[Fact]]) -> Reading:
    """Return what a note's text claims, without any entry."""
    text = sentences(note)
    words = vocabulary(note, facts)
    return Reading(text, words, tuple(_drafts(note, text, words)))


def _drafts(note: Note, text: Iterable[Sentence], words: Vocabulary) -> Iterator[Draft]:
    exhibits = _exhibits(note)
    context, place = Context(), ""
    for one in text:
        if one.kind == "bildetekst":
            continue
        if one.place != place:
            place = one.place
            context = Context(exhibits=exhibits.get(place, ()))
        reader = Reader(note, one, words, context)
        yield from _claims(reader)
        reader.remember()


def _claims(reader: Reader) -> Iterator[Draft]:
    clusters = join_hits(reader.text, reader.hits)
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


# Shares and earlier forecasts, as the pages and figures use them.

type Measure = Literal["andel_negativ", "andel_negativ_begge_aar", "andel_svakere"]
SHARES: Mapping[str, Measure] = {
    "andel_negativ": "andel_negativ",
    "andel_negativ_begge_aar": "andel_negativ_begge_aar",
    "andel_svakere": "andel_svakere",
}
"""What the final accounts can give; other shares are not compared."""
END = re.compile(r" ?[().]| ?, ")
NAMED_MONTH = re.compile(rf"\b({MONTH})\b")


def with_quotes(note: Note, drafts: Iterable[Draft]) -> Note:
    """Return the note with the shares and forecasts of its text, from the claims it makes."""
    lines = {
        block.id: block.lines
        for section in note.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    }
    found = [draft for draft in drafts if draft.sentence.place in lines]
    shares = tuple(_last(_shares(found, lines)))
    forecasts = tuple(_last(_forecasts(found)))
    return note.model_copy(update={"shares": shares, "forecasts": forecasts})


def _last[T: Share | Forecast](every: Iterable[tuple[object, T]]) -> Iterator[T]:
    """Yield each once where the text says it several times: the last, most exact mention."""
    yield from dict(every).values()


def _shares(
    drafts: Iterable[Draft], lines: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[object, Share]]:
    for draft in drafts:
        emne = draft.emne
        if draft.slag == "andel" and emne.indikator == NETTO and emne.maal in SHARES:
            text, start = draft.sentence.text, draft.start
            start -= len("For ") if text[:start] == "For " else 0
            end = END.search(text, draft.end)
            share = Share(
                quote=text[start : end.start() if end else len(text)],
                lines=lines[draft.sentence.place],
                year=max(emne.aar),
                percent=f"{draft.numbers[0].printed:f}",
                measure=SHARES[emne.maal],
            )
            yield (emne.maal, share.year), share


def _forecasts(drafts: Iterable[Draft]) -> Iterator[tuple[object, Forecast]]:
    for draft in drafts:
        emne = draft.emne
        month = NAMED_MONTH.search(draft.sentence.text)
        if draft.estimate and draft.slag == "kilde" and emne.indikator == NETTO and month:
            first, last = draft.sentence.lines
            lines = {origin[0] for origin in draft.sentence.origins if origin}
            forecast = Forecast(
                quote=draft.sentence.text,
                lines=tuple(line for line in range(first, last + 1) if line in lines),
                year=emne.aar[-1],
                percent=f"{draft.numbers[0].printed:f}",
                when=f"{month[1]} {emne.aar[-1]}",
                indikator=emne.indikator,
                gruppe=emne.gruppe[0],
            )
            yield (emne.gruppe, forecast.year), forecast

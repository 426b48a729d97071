"""Shares and earlier forecasts that the running text tells, as the pages and figures use them.

The ledger's reading finds them, so that no editor has to point them out, and a number that is
changed in the text is changed here too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from sitegen.facts.ledger.bind import bind
from sitegen.facts.ledger.compare import as_decimal
from sitegen.facts.ledger.model import Draft
from sitegen.facts.ledger.scan import MONTHS
from sitegen.facts.ledger.words import NETTO, vocabulary
from sitegen.facts.observation import Observation
from sitegen.note.model import Forecast, Note, Paragraph, Share
from sitegen.note.sentences import sentences

type Measure = Literal["andel_negativ", "andel_negativ_begge_aar", "andel_svakere"]
SHARES: Mapping[str, Measure] = {
    "andel_negativ": "andel_negativ",
    "andel_negativ_begge_aar": "andel_negativ_begge_aar",
    "andel_svakere": "andel_svakere",
}
"""What the final accounts can give; other shares are not compared."""
END = re.compile(r" ?[().]| ?, ")
MONTH = re.compile(rf"\b({MONTHS})\b")


def with_quotes(note: Note, observations: Mapping[str, Sequence[Observation]]) -> Note:
    """Return the note with the shares and forecasts of its text."""
    drafts = bind(note, sentences(note), vocabulary(note, observations))
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
                percent=_percent(draft),
                measure=SHARES[emne.maal],
            )
            yield (emne.maal, share.year), share


def _forecasts(drafts: Iterable[Draft]) -> Iterator[tuple[object, Forecast]]:
    for draft in drafts:
        emne = draft.emne
        month = MONTH.search(draft.sentence.text)
        if draft.estimate and draft.slag == "kilde" and emne.indikator == NETTO and month:
            first, last = draft.sentence.lines
            lines = {origin[0] for origin in draft.sentence.origins if origin}
            forecast = Forecast(
                quote=draft.sentence.text,
                lines=tuple(line for line in range(first, last + 1) if line in lines),
                year=emne.aar[-1],
                percent=_percent(draft),
                when=f"{month[1]} {emne.aar[-1]}",
                indikator=emne.indikator,
                gruppe=emne.gruppe[0],
            )
            yield (emne.gruppe, forecast.year), forecast


def _percent(draft: Draft) -> str:
    number = draft.numbers[0]
    return f"{as_decimal(number):f}"

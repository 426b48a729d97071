"""The short summary: for a terminal, and as Markdown that fits in a comment."""

import re
from collections.abc import Iterator

from sitegen.facts.changes.model import Diff
from sitegen.pages.diff.words import (
    NONE,
    cell_words,
    cells_words,
    counts,
    difference_words,
    largest,
    title,
    value_words,
)

LARGEST = 10
SENTENCES = 5
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def terminal(diff: Diff) -> str:
    """Return the summary as plain lines."""
    return "\n".join(_terminal(diff))


def _terminal(diff: Diff) -> Iterator[str]:
    yield f"{title(diff)}:"
    yield from diff.remarks
    if diff.empty:
        yield f"{NONE}."
        return
    yield from (f"  {count:>5}  {words}" for words, count in counts(diff) if count)
    if top := largest(diff.values, LARGEST):
        yield "De største:"
    for change in top:
        values = f"{value_words(change.old)} → {value_words(change.new)}"
        yield f"  {cell_words(change.cell)}: {values} ({difference_words(change)})"


def markdown(diff: Diff, link: str = "") -> str:
    """Return the summary as Markdown: counts, the largest, sentences to look at, a link."""
    return "\n".join(_markdown(diff, link)) + "\n"


def _markdown(diff: Diff, link: str) -> Iterator[str]:
    yield f"## {title(diff)}"
    yield ""
    yield from (f"**{remark}**\n" for remark in diff.remarks)
    if diff.empty:
        yield f"{NONE}."
        return
    yield "| Hva | Antall |"
    yield "| --- | ---: |"
    yield from (f"| {words} | {count} |" for words, count in counts(diff) if count)
    yield from _largest(diff)
    yield from _sentences(diff)
    if link:
        yield ""
        yield f"[Hele sammenligningen]({link})"


def _largest(diff: Diff) -> Iterator[str]:
    if not (top := largest(diff.values, LARGEST)):
        return
    yield ""
    yield "### De største endringene"
    yield ""
    yield "| Tall | Før | Nå | Endring |"
    yield "| --- | ---: | ---: | ---: |"
    for change in top:
        values = (value_words(change.old), value_words(change.new), difference_words(change))
        yield f"| {_escaped(cell_words(change.cell))} | {' | '.join(values)} |"


def _sentences(diff: Diff) -> Iterator[str]:
    stale = [mention for mention in diff.mentions if mention.stale]
    if not stale:
        return
    yield ""
    yield "### Setninger som kan ha fått et gammelt tall"
    yield ""
    for mention in stale[:SENTENCES]:
        place = f"{mention.part.where}, linje {mention.part.lines[0]}"
        cells = _escaped(cells_words(mention))
        yield f"- «{_escaped(mention.sentence)}» ({place}): {cells}"
    if len(stale) > SENTENCES:
        yield f"- … og {len(stale) - SENTENCES} til"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)

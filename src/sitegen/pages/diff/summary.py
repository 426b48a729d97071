"""A comparison for a terminal, as Markdown that fits in a comment, as one HTML file, as JSON."""

import re
from collections.abc import Iterator

import htpy as h
from markupsafe import Markup

from kommuneindikatorer.json_text import Json, json_text
from sitegen.facts.changes.model import (
    Change,
    Diff,
    Mention,
    Part,
    StatusChange,
    UnitChange,
    ValueChange,
)
from sitegen.facts.fact import Fact
from sitegen.pages.diff.sections import sections, summary
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

STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { background: #fbfaf7; color: #1d2730; }
main { max-width: 70rem; margin: 2rem auto; overflow-wrap: anywhere; position: relative; }
.tabell-ramme { overflow-x: auto; position: relative; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid #8888; vertical-align: top; }
th { text-align: left; font-weight: 600; }
tbody th { font-weight: 400; max-width: 40rem; }
td { text-align: right; }
.endringer--ord td, #kommunetall ~ * td:last-child { text-align: left; }
del { color: #a3322b; } ins { color: #0b5c74; }
@media (prefers-color-scheme: dark) {
  body { background: #12181d; color: #e8e6e0; }
  del { color: #ee8a80; } ins { color: #6cc3dc; }
}
.skjult { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
a, summary { color: inherit; }
"""
LARGEST = 10
SENTENCES = 5
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def terminal(diff: Diff) -> str:
    """Return the summary as plain lines."""
    return "\n".join(_terminal(diff))


def _terminal(diff: Diff) -> Iterator[str]:
    yield f"{title(diff)}:"
    yield from diff.caveats
    if diff.empty:
        yield f"{NONE}."
        return
    yield from (f"  {count:>5}  {words}" for words, count in counts(diff) if count)
    if top := largest(diff.values, LARGEST):
        yield "De største:"
    for change in top:
        values = f"{value_words(change.old)} → {value_words(change.new)}"
        yield f"  {cell_words(change.now)}: {values} ({difference_words(change)})"


def markdown(diff: Diff, link: str = "") -> str:
    """Return the summary as Markdown: counts, the largest, sentences to look at, a link."""
    return "\n".join(_markdown(diff, link)) + "\n"


def _markdown(diff: Diff, link: str) -> Iterator[str]:
    yield f"## {title(diff)}"
    yield ""
    yield from (f"**{caveat}**\n" for caveat in diff.caveats)
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
        yield f"| {_escaped(cell_words(change.now))} | {' | '.join(values)} |"


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


def standalone(diff: Diff) -> str:
    """Return the whole document."""
    parts = list(sections(diff))
    document = h.html(lang="nb")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title(diff)],
            h.style[Markup(STYLE)],  # noqa: S704  our own constant
        ],
        h.body[
            h.main[
                h.h1[title(diff)],
                summary(diff),
                h.nav(aria_label="Innhold")[
                    h.ul[(h.li[h.a(href=f"#{anchor}")[words]] for words, anchor, _ in parts)]
                ]
                if parts
                else None,
                ([h.h2(id=anchor)[words], content] for words, anchor, content in parts),
            ]
        ],
    ]
    return f"{document}\n"


def diff_json(diff: Diff) -> str:
    """Return one JSON object; a missing value is null."""
    content: dict[str, Json] = {
        "fra": diff.before,
        "til": diff.after,
        "like": diff.empty,
        "merknader": diff.caveats,
        "tall": [_value(change) for change in diff.values],
        "status": [_status(change) for change in diff.statuses],
        "definisjoner": [
            {
                "tabell": c.table,
                "rad": c.row,
                "felt": c.field,
                "fra": c.old,
                "til": c.new,
                "celler": c.cells,
            }
            for c in diff.definitions
        ],
        "tekst": [_text(change) for change in diff.texts],
        "setninger": [_mention(mention) for mention in diff.mentions],
        "kommunetall_sammenlignet": diff.units_compared,
        "kommunetall": [_unit(change) for change in diff.units],
    }
    return json_text(content) + "\n"


def _key(o: Fact) -> dict[str, Json]:
    return {
        "tabell": o.tabell,
        "radgruppe": o.radgruppe,
        "rad": o.rad,
        "indikator": o.indikator,
        "gruppe": o.gruppe,
        "aar": o.aar,
        "utvalg": o.utvalg,
    }


def _value(change: ValueChange) -> Json:
    return {
        "slag": change.kind,
        **_key(change.now),
        "fra": change.old,
        "til": change.new,
        "endring": change.difference,
        "storrelse": change.tier,
        "status_fra": change.before.status if change.before else None,
        "status_til": change.after.status if change.after else None,
    }


def _status(change: StatusChange) -> Json:
    return {**_key(change.after), "fra": change.before.status, "til": change.after.status}


def _text(change: Change[Part]) -> Json:
    return {
        "id": change.now.id,
        "hvor": change.now.where,
        "fra": change.before.text if change.before else None,
        "til": change.after.text if change.after else None,
    }


def _mention(mention: Mention) -> Json:
    return {
        "id": mention.part.id,
        "linjer": mention.part.lines,
        "setning": mention.sentence,
        "tall": mention.number,
        "verdi": "fra" if mention.stale else "til",
        "celler": [_key(change.now) for change in mention.cells],
    }


def _unit(change: UnitChange) -> Json:
    return {
        "aar": change.now.year,
        "nummer": change.now.unit,
        "navn": change.now.name,
        "prosent_fra": change.before.percent if change.before else None,
        "prosent_til": change.after.percent if change.after else None,
        "endring": change.difference,
        "storrelse": change.tier,
        "felter": change.fields,
    }

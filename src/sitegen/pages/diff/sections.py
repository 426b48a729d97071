"""Parts of the full comparison, as HTML that stands on a page of its own or on the site."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import htpy as h

from sitegen.facts.changes.model import (
    DefinitionChange,
    Diff,
    Kind,
    Mention,
    StatusChange,
    TextChange,
    Tier,
    ValueChange,
)
from sitegen.pages.diff.frame import frame
from sitegen.pages.diff.texts import words_changed
from sitegen.pages.diff.units import units
from sitegen.pages.diff.words import (
    FIELDS,
    NONE,
    cell_words,
    cells_words,
    counts,
    difference_words,
    exhibit_words,
    value_words,
)

type Show[C] = Callable[[str, Sequence[C]], h.Node]


def sections(diff: Diff) -> Iterator[tuple[str, str, h.Node]]:
    """Yield title, anchor and content of every part that has something to show."""
    changed = [c for c in diff.values if c.kind is Kind.ENDRET]
    for tier in Tier:
        rows = [c for c in changed if c.tier is tier]
        yield from _part(f"Tall endret med {tier}", f"tall-{_anchor(tier)}", rows, _values)
    loose = [c for c in changed if c.tier is None]
    yield from _part("Tall som kom til eller falt bort", "tall-til-eller-fra", loose, _values)
    for kind, words in ((Kind.NY, "Nye tall"), (Kind.BORTE, "Tall som er borte")):
        rows = [c for c in diff.values if c.kind is kind]
        yield from _part(words, f"tall-{kind}", rows, _by_table)
    yield from _part("Ny status", "status", diff.statuses, _statuses)
    yield from _part("Endrede definisjoner", "definisjoner", diff.definitions, _definitions)
    yield from _part("Setninger med et endret tall", "setninger", diff.mentions, _mentions)
    yield from _part("Endret tekst", "tekst", diff.texts, _texts)
    yield from _part("Kommunetall", "kommunetall", diff.units, units)


def summary(diff: Diff) -> h.Node:
    """Return the counts, or the words that say there are none."""
    if diff.empty:
        return h.p[f"{NONE}."]
    rows = [(words, count) for words, count in counts(diff) if count]
    return [
        (h.p[remark] for remark in diff.remarks),
        frame(("Hva", "Antall"), [(words, str(count)) for words, count in rows], "Sammendrag"),
    ]


def _part[C](
    title: str, anchor: str, found: Sequence[C], show: Show[C]
) -> Iterator[tuple[str, str, h.Node]]:
    if found:
        yield f"{title} ({len(found)})", anchor, show(title, found)


def _anchor(tier: Tier) -> str:
    return tier.replace(" ", "-").replace(",", "-")


def _values(label: str, changes: Sequence[ValueChange]) -> h.Node:
    rows = [
        (
            cell_words(c.cell),
            value_words(c.old),
            value_words(c.new),
            difference_words(c),
            _status(c),
        )
        for c in changes
    ]
    return frame(("Tall", "Før", "Nå", "Endring", "Status"), rows, label)


def _status(change: ValueChange) -> str:
    words = [o.status for o in (change.before, change.after) if o]
    return " → ".join(dict.fromkeys(words))


def _by_table(label: str, changes: Sequence[ValueChange]) -> h.Node:
    """Return one folded list a table: what is new or gone is many cells of one kind."""
    ordered = sorted(changes, key=lambda c: c.cell.tabell)
    groups = [(t, list(g)) for t, g in groupby(ordered, key=lambda c: c.cell.tabell)]
    return [
        h.details[
            h.summary[f"{exhibit_words(table)}: {len(found)} tall"],
            frame(
                ("Tall", "Verdi", "Status"),
                [(cell_words(c.cell), value_words(c.cell.verdi), c.cell.status) for c in found],
                f"{label}, {exhibit_words(table).lower()}",
            ),
        ]
        for table, found in groups
    ]


def _statuses(label: str, changes: Sequence[StatusChange]) -> h.Node:
    rows = [
        (
            cell_words(c.after),
            c.before.status,
            c.after.status,
            value_words(c.before.verdi),
            value_words(c.after.verdi),
        )
        for c in changes
    ]
    return frame(("Tall", "Status før", "Status nå", "Før", "Nå"), rows, label)


def _definitions(label: str, changes: Sequence[DefinitionChange]) -> h.Node:
    """Return one row for each change of a table, whatever rows of it the change is about."""
    found: dict[tuple[str, str, str, str], list[DefinitionChange]] = {}
    for c in changes:
        found.setdefault((c.table, c.field, c.old, c.new), []).append(c)
    rows = [
        (
            f"{exhibit_words(table)}: {', '.join(c.row for c in same)}",
            FIELDS[field],
            old or "(ingen)",
            new or "(ingen)",
            str(sum(c.cells for c in same)),
        )
        for (table, field, old, new), same in found.items()
    ]
    return frame(("Hvor", "Hva", "Før", "Nå", "Celler"), rows, label, words=True)


def _mentions(label: str, found: Sequence[Mention]) -> h.Node:
    rows = [
        (
            m.sentence,
            m.number,
            "før" if m.stale else "nå",
            f"{m.part.where}, linje {m.part.lines[0] if m.part.lines else '–'}",
            cells_words(m),
        )
        for m in found
    ]
    heads = ("Setning", "Tall i setningen", "Verdien er den fra", "Hvor", "Kan gjelde")
    return frame(heads, rows, label, words=True)


def _texts(label: str, changes: Sequence[TextChange]) -> h.Node:
    del label
    return [
        h.div(".tekstendring")[
            h.p[h.strong[c.part.where.capitalize()], _lines(c)],
            h.p[words_changed(c.before.text if c.before else "", c.after.text if c.after else "")],
        ]
        for c in changes
    ]


def _lines(change: TextChange) -> str:
    old = change.before.lines[0] if change.before and change.before.lines else None
    new = change.after.lines[0] if change.after and change.after.lines else None
    if old is None or new is None:
        word = "ny" if old is None else "borte"
        return f" ({word}, linje {new or old or '–'})"
    return f" (linje {old} → {new})"

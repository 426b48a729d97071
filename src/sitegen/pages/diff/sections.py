"""Parts of the full comparison, as HTML that stands on a page of its own or on the site."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.changes.model import (
    Account,
    Change,
    DefinitionChange,
    Diff,
    Kind,
    Mention,
    Part,
    StatusChange,
    Tier,
    UnitChange,
    ValueChange,
)
from sitegen.pages.diff.words import (
    FIELDS,
    MISSING,
    NONE,
    UNIT_FIELDS,
    cell_words,
    cells_words,
    counts,
    difference_words,
    exhibit_words,
    frame,
    unit_words,
    value_words,
    words_changed,
)

PERCENT = (
    "Netto driftsresultat i prosent av brutto driftsinntekter, og hva som er endret, i 1000 kr."
)
UNMEASURED = "uten prosent å sammenligne"

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
    yield from _part("Kommunetall", "kommunetall", diff.units, _units)


def summary(diff: Diff) -> h.Node:
    """Return the counts, or the words that say there are none."""
    if diff.empty:
        return h.p[f"{NONE}."]
    rows = [(words, count) for words, count in counts(diff) if count]
    return [
        (h.p[words] for words in diff.caveats),
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
            cell_words(c.now),
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
    ordered = sorted(changes, key=lambda c: c.now.tabell)
    groups = [(t, list(g)) for t, g in groupby(ordered, key=lambda c: c.now.tabell)]
    return [
        h.details[
            h.summary[f"{exhibit_words(table)}: {len(found)} tall"],
            frame(
                ("Tall", "Verdi", "Status"),
                [(cell_words(c.now), value_words(c.now.verdi), c.now.status) for c in found],
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


def _texts(label: str, changes: Sequence[Change[Part]]) -> h.Node:
    del label
    return [
        h.div(".tekstendring")[
            h.p[h.strong[c.now.where.capitalize()], _lines(c)],
            h.p[words_changed(c.before.text if c.before else "", c.after.text if c.after else "")],
        ]
        for c in changes
    ]


def _lines(change: Change[Part]) -> str:
    old = change.before.lines[0] if change.before and change.before.lines else None
    new = change.after.lines[0] if change.after and change.after.lines else None
    if old is None or new is None:
        word = "ny" if old is None else "borte"
        return f" ({word}, linje {new or old or '–'})"
    return f" (linje {old} → {new})"


def _units(label: str, changes: Sequence[UnitChange]) -> h.Node:
    """Return one table for each size of change."""
    tiers: list[Tier | None] = [*Tier, None]
    return [
        h.p[PERCENT],
        [_tier(label, tier, [c for c in changes if c.tier is tier]) for tier in tiers],
    ]


def _tier(label: str, tier: Tier | None, changes: Sequence[UnitChange]) -> h.Node:
    if not changes:
        return None
    words = f"{tier} prosentpoeng" if tier else UNMEASURED
    heads = ("Enhet", "Før", "Nå", "Endring", "Hva")
    return [
        h.h3[f"{words.capitalize()} ({len(changes)})"],
        frame(heads, [_row(change) for change in changes], f"{label}: {words}"),
    ]


def _row(change: UnitChange) -> tuple[str, ...]:
    difference = change.difference
    moved = "–" if difference is None else format_number(difference, 2, plus=True)
    old, new = _percent(change.before), _percent(change.after)
    return unit_words(change), old, new, moved, "; ".join(_fields(change))


def _percent(account: Account | None) -> str:
    if account is None or account.percent is None:
        return MISSING
    return format_number(account.percent, 2)


def _fields(change: UnitChange) -> Iterator[str]:
    if change.before is None or change.after is None:
        yield "ny" if change.before is None else "borte"
        return
    for name in change.fields:
        old, new = _field(change.before, name), _field(change.after, name)
        yield f"{UNIT_FIELDS.get(name, name)}: {old} → {new}"


def _field(account: Account, name: str) -> str:
    if name in account.words:
        return account.words[name] or "(tom)"
    amount = account.amounts.get(name)
    return MISSING if amount is None else format_number(amount)

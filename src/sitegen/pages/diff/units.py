"""Changes of unit data, in the same sizes as the note's own values."""

from collections.abc import Iterator, Sequence

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.changes.accounts import Account
from sitegen.facts.changes.model import Tier, UnitChange
from sitegen.pages.diff.frame import frame
from sitegen.pages.diff.words import MISSING, UNIT_FIELDS, unit_words

PERCENT = (
    "Netto driftsresultat i prosent av brutto driftsinntekter, og hva som er endret, i 1000 kr."
)
UNMEASURED = "uten prosent å sammenligne"


def units(label: str, changes: Sequence[UnitChange]) -> h.Node:
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

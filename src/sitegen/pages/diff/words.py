"""Cells, values and differences of a comparison in words, and the pieces of HTML they stand in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.cells import name_of
from sitegen.facts.changes.model import Diff, Kind, Mention, Tier, UnitChange, ValueChange
from sitegen.facts.fact import Fact
from sitegen.facts.formatting import decimals, shown

NARROW = 3
"""Columns from which a table takes the full width."""
NONE = "Ingen forskjeller"
MISSING = "mangler"
FIELDS = {
    "indikator": "indikator",
    "gruppe": "gruppe",
    "aar": "år",
    "utvalg": "utvalg",
    "desimaler": "antall desimaler",
    "enhet": "enhet",
    "grunnlag": "grunnlag",
    "fotnoter": "fotnoter",
    "radgruppe": "radgruppe",
    "rad": "radens tekst",
    "kolonnegruppe": "kolonnens overskrift",
    "kolonne": "kolonnens tekst",
}
"""What the canonical columns are called."""
UNIT_FIELDS = {
    "brutto_driftsinntekter": "brutto driftsinntekter",
    "netto_driftsresultat": "netto driftsresultat",
    "kommunenummer_2024": "kommunenummer fra 2024",
    "folkemengde_kilde": "kilden til folkemengden",
    "netto_lanegjeld": "netto lånegjeld",
    "disposisjonsfond": "disposisjonsfond",
    "status": "status",
}


def exhibit_words(ident: str) -> str:
    """Return «Tabell 3» of ``tabell-3``."""
    return name_of(ident).capitalize()


def cell_words(o: Fact) -> str:
    """Return which cell it is: «Tabell 3, Kommunene: Netto driftsresultat, 2024»."""
    row = f"{o.radgruppe}: {o.rad}" if o.radgruppe else o.rad
    column = " ".join(part for part in (o.kolonnegruppe, o.kolonne) if part)
    return f"{exhibit_words(o.tabell)}, {row}, {column}"


def value_words(value: Decimal | None) -> str:
    """Return a value as the site shows it."""
    return MISSING if value is None else shown(value)


def difference_words(change: ValueChange) -> str:
    """Return how much a value changed, with its sign; a dash where that cannot be said."""
    difference = change.difference
    if difference is None:
        return "–"
    return format_number(difference, decimals(difference), plus=True)


def unit_words(change: UnitChange) -> str:
    """Return which unit and year: «1103 Stavanger, 2024»."""
    unit = change.now
    return f"{unit.unit} {unit.name}, {unit.year}"


def cells_words(mention: Mention) -> str:
    """Return which cells a sentence may speak of, each with its values."""
    first = [
        f"{cell_words(c.now)}: {value_words(c.old)} → {value_words(c.new)}"
        for c in mention.cells[:2]
    ]
    more = len(mention.cells) - len(first)
    return "; ".join(first) + (f" og {more} til" if more else "")


def counts(diff: Diff) -> Iterator[tuple[str, int]]:
    """Yield every kind of difference with how many there are."""
    changed = [c for c in diff.values if c.kind is Kind.ENDRET]
    for tier in Tier:
        yield f"Tall endret med {tier}", sum(c.tier is tier for c in changed)
    yield "Tall som kom til eller falt bort i en celle", sum(c.tier is None for c in changed)
    yield "Nye tall", sum(c.kind is Kind.NY for c in diff.values)
    yield "Tall som er borte", sum(c.kind is Kind.BORTE for c in diff.values)
    yield "Tall med ny status", len(diff.statuses)
    yield from ((f"– {words}", count) for words, count in _statuses(diff))
    yield "Endrede definisjoner", len(diff.definitions)
    yield "Endrede tekster", len(diff.texts)
    yield "Setninger med et endret tall", len(diff.mentions)
    if diff.units_compared:
        yield "Endringer i kommunetall", len(diff.units)


def _statuses(diff: Diff) -> list[tuple[str, int]]:
    """Return «anslag → endelig» with how many cells."""
    found = Counter(f"{c.before.status} → {c.after.status}" for c in diff.statuses)
    return found.most_common()


def largest(changes: Sequence[ValueChange], count: int) -> list[ValueChange]:
    """Return the changes of greatest size; only those that can be measured."""
    return [change for change in changes if change.difference is not None][:count]


def title(diff: Diff) -> str:
    """Return what is compared."""
    same = diff.before == diff.after
    return (
        f"Forskjeller i {diff.after}" if same else f"Forskjeller fra {diff.before} til {diff.after}"
    )


def frame(
    heads: Sequence[str], rows: Iterable[Sequence[h.Node]], label: str, *, words: bool = False
) -> h.Element:
    """Return a table in a frame the keyboard can reach.

    Args:
        heads: Headings of the columns.
        rows: Cells, the row's own heading first.
        label: What a screen reader calls it.
        words: Whether the cells hold words, set to the left; numbers stand to the right.
    """
    kind = "ord" if words else "tall"
    size = "smal" if len(heads) < NARROW else "middels"
    first, *others = heads
    return h.div(".tabell-ramme", role="region", tabindex="0", aria_label=label)[
        h.table(f".tabell.tabell--{size}.endringer.endringer--{kind}")[
            h.caption[h.span(".skjult")[label]],
            h.thead[
                h.tr[h.th(".radhode", scope="col")[first], (h.th(scope="col")[t] for t in others)]
            ],
            h.tbody[
                (
                    h.tr[h.th(scope="row")[row[0]], (["\n", h.td[cell]] for cell in row[1:])]
                    for row in rows
                )
            ],
        ]
    ]


def words_changed(old: str, new: str) -> h.Node:
    """Return the words of both texts: gone ones in ``del``, new ones in ``ins``."""
    return list(_pieces(old.split(), new.split()))


def _pieces(old: list[str], new: list[str]) -> Iterator[h.Node]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield " ".join(old[i1:i2]) + " "
            continue
        if i2 > i1:
            yield [h.del_[_spoken("tatt bort: "), " ".join(old[i1:i2])], " "]
        if j2 > j1:
            yield [h.ins[_spoken("lagt til: "), " ".join(new[j1:j2])], " "]


def _spoken(words: str) -> h.Element:
    return h.span(".skjult")[words]

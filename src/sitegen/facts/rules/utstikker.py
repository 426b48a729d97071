"""A year far from the years on both sides of it, in a series that moves little."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import AnchoredCell, Finding, Rule
from sitegen.facts.rules.material import Material, located, value

RULE = Rule("utstikker", "Ett år skiller seg mye fra årene rundt", weight=55)
SHORTEST = 6
"""Years of the shortest series whose usual movement can be known."""
FACTOR = 6
"""How many times the usual movement a spike is."""
GROWTH = "endring"
"""In the unit of a series that moves up and down by its nature."""
LEAST = Decimal(2)
"""Points below which a spike may be real."""


def find(material: Material) -> Iterator[Finding]:
    """Find spikes: up and back again, or down and back, by many times the usual movement."""
    series: dict[tuple[object, ...], list[AnchoredCell]] = defaultdict(list)
    for cell in material.valued:
        f = cell.fact
        if GROWTH not in f.enhet:
            series[f.tabell, f.indikator, f.gruppe, f.utvalg, f.grunnlag].append(cell)
    for cells in series.values():
        ordered = sorted(cells, key=lambda cell: cell.fact.aar)
        if len(ordered) >= SHORTEST:
            yield from _spikes(ordered)


def _spikes(cells: Sequence[AnchoredCell]) -> Iterator[Finding]:
    steps = [value(b) - value(a) for a, b in pairwise(cells)]
    for at in range(1, len(cells) - 1):
        up, down = steps[at - 1], steps[at]
        height = min(abs(up), abs(down))
        usual = median(abs(step) for step in (*steps[: at - 1], *steps[at + 1 :]))
        if up * down < 0 and height > max(LEAST, FACTOR * usual):
            before, cell, after = cells[at - 1 : at + 2]
            yield RULE.finding(
                f"{shown(value(cell))} i {located(cell)} ligger langt fra {shown(value(before))} "
                f"året før og {shown(value(after))} året etter. Rekken endrer seg ellers lite.",
                [cell.place],
                [cell],
                remark=f"Trykt {shown(value(cell))}, mot {shown(value(before))} året før og "
                f"{shown(value(after))} året etter. Kan være en trykkfeil.",
            )

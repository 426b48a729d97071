"""A year far from the years on both sides of it, in a series that moves little."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from sitegen.facts.cells import AnchoredCell, alike
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material

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
    steady = (cell for cell in material.valued if GROWTH not in cell.fact.enhet)
    for cells in alike(steady, "tabell", "indikator", "gruppe", "utvalg", "grunnlag"):
        ordered = sorted(cells, key=lambda cell: cell.fact.aar)
        if len(ordered) >= SHORTEST:
            yield from _spikes(ordered)


def _spikes(cells: Sequence[AnchoredCell]) -> Iterator[Finding]:
    steps = [b.value - a.value for a, b in pairwise(cells)]
    for at in range(1, len(cells) - 1):
        up, down = steps[at - 1], steps[at]
        height = min(abs(up), abs(down))
        usual = median(abs(step) for step in (*steps[: at - 1], *steps[at + 1 :]))
        if up * down < 0 and height > max(LEAST, FACTOR * usual):
            before, cell, after = cells[at - 1 : at + 2]
            yield RULE.finding(
                f"{cell.text} i {cell.located} ligger langt fra {before.text} "
                f"året før og {after.text} året etter. Rekken endrer seg ellers lite.",
                [cell.place],
                [cell],
                remark=f"Trykt {cell.text}, mot {before.text} året før og "
                f"{after.text} året etter. Kan være en trykkfeil.",
            )

"""One thing printed with two values: same indicator, group, year, selection, basis and unit."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import SAME, AnchoredCell, alike
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material

RULE = Rule("samme-tall-ulikt", "Samme tall er trykt ulikt", weight=95)


def find(material: Material) -> Iterator[Finding]:
    """Find values of one thing that two places print differently."""
    for cells in alike(material.valued, *SAME):
        if len({cell.value for cell in cells}) > 1:
            yield _finding(cells)


def _finding(cells: Sequence[AnchoredCell]) -> Finding:
    places = listed(f"{cell.text} i {cell.located}" for cell in cells)
    # The value that most places print is likelier the right one: the others come first.
    count = Counter(cell.value for cell in cells)
    rarest = sorted(cells, key=lambda cell: (count[cell.value], -cell.fact.linje))
    short = listed(f"{cell.text} i {cell.table}" for cell in rarest)
    return RULE.finding(
        f"Det er {places}.",
        (cell.place for cell in rarest),
        cells,
        remark=f"Trykt ulikt i notatet: {short}.",
    )

"""One thing printed with two values: same indicator, group, year, selection, basis and unit."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import AnchoredCell, Finding, Rule
from sitegen.facts.rules.material import Material, located, name_of, value

RULE = Rule("samme-tall-ulikt", "Samme tall er trykt ulikt", weight=95)


def find(material: Material) -> Iterator[Finding]:
    """Find values of one thing that two places print differently."""
    same: dict[tuple[object, ...], list[AnchoredCell]] = defaultdict(list)
    for cell in material.valued:
        f = cell.fact
        same[f.indikator, f.gruppe, f.aar, f.utvalg, f.grunnlag, f.enhet].append(cell)
    for cells in same.values():
        if len({value(cell) for cell in cells}) > 1:
            yield _finding(cells)


def _finding(cells: Sequence[AnchoredCell]) -> Finding:
    places = listed(f"{shown(value(cell))} i {located(cell)}" for cell in cells)
    # The value that most places print is likelier the right one: the others come first.
    count = Counter(value(cell) for cell in cells)
    rarest = sorted(cells, key=lambda cell: (count[value(cell)], -cell.fact.linje))
    short = listed(f"{shown(value(cell))} i {name_of(cell.fact.tabell)}" for cell in rarest)
    return RULE.finding(
        f"Samme tall er trykt ulikt: {places}.",
        (cell.place for cell in rarest),
        cells,
        remark=f"Trykt ulikt i notatet: {short}.",
    )

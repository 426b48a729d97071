"""A value printed in one table and missing in another."""

from collections import defaultdict
from collections.abc import Iterator

from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import AnchoredCell, Finding, Rule
from sitegen.facts.rules.material import Material, located, name_of, value

RULE = Rule("mangler-ett-sted", "Trykt ett sted, mangler et annet", weight=40)


def find(material: Material) -> Iterator[Finding]:
    """Find missing cells whose value another table or figure prints."""
    same: dict[tuple[object, ...], list[AnchoredCell]] = defaultdict(list)
    for cell in material.cells:
        f = cell.fact
        same[f.indikator, f.gruppe, f.aar, f.utvalg, f.grunnlag, f.enhet].append(cell)
    for cells in same.values():
        missing = [cell for cell in cells if cell.fact.verdi is None]
        there = [cell for cell in cells if cell.fact.verdi is not None]
        for cell in missing if there else ():
            printed = listed(f"{shown(value(one))} i {located(one)}" for one in there)
            first = there[0]
            yield RULE.finding(
                f"Tallet mangler i {located(cell)}, men er trykt: {printed}.",
                (cell.place, *(one.place for one in there)),
                [cell],
                remark=f"Ikke trykt her. {name_of(first.fact.tabell).capitalize()} har "
                f"{shown(value(first))}.",
            )

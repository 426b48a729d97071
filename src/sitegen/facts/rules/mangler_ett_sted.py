"""A value printed in one table and missing in another."""

from collections.abc import Iterator

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import SAME, alike
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material

RULE = Rule("mangler-ett-sted", "Trykt ett sted, mangler et annet", weight=40)


def find(material: Material) -> Iterator[Finding]:
    """Find missing cells whose value another table or figure prints."""
    for cells in alike(material.cells, *SAME):
        missing = [cell for cell in cells if cell.fact.verdi is None]
        there = [cell for cell in cells if cell.fact.verdi is not None]
        for cell in missing if there else ():
            printed = listed(f"{one.text} i {one.located}" for one in there)
            first = there[0]
            yield RULE.finding(
                f"Tallet mangler i {cell.located}, men er trykt: {printed}.",
                (cell.place, *(one.place for one in there)),
                [cell],
                remark=f"Ikke trykt her. {first.table.capitalize()} har {first.text}.",
            )

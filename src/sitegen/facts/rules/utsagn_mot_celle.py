"""A claim of the text that is contradicted, as the ledger tests it.

By a printed value, by another place of the text, or by the final accounts and the register. What
another rule says of the same sentence is said by that rule alone.
"""

from collections.abc import Iterator
from dataclasses import replace

from sitegen.facts.cells import AnchoredCell
from sitegen.facts.ledger.model import Utsagn
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material

RULE = Rule("utsagn-mot-celle", "Teksten sier noe annet enn det som er trykt i tabellen", weight=88)
WITHOUT_CELLS = "En påstand i teksten er motsagt"
"""The heading where no printed value contradicts it."""


def find(material: Material) -> Iterator[Finding]:
    """Find the claims that are contradicted."""
    by_anchor = {cell.anchor: cell for cell in material.valued}
    for one in material.ledger.claims if material.entries else ():
        if one.verdict.contradicted:
            yield _finding(one, [by_anchor[anchor] for anchor in one.verdict.celler])


def _finding(one: Utsagn, cells: list[AnchoredCell]) -> Finding:
    verdict = one.verdict
    found = RULE.finding(
        f"Teksten sier «{one.words.rstrip('.')}», men det {verdict.utfall}. {verdict.grunnlag}",
        (sentence_place(one.sentence, *one.quote), *(cell.place for cell in cells)),
        cells,
        remark=f"Teksten sier noe annet (linje {one.lines[0]}).",
    )
    return found if cells else replace(found, title=WITHOUT_CELLS)

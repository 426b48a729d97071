"""A claim of the text that a printed value contradicts, as the ledger tests it.

What another rule finds in the same sentence and at the same cells is said by that rule alone.
"""

from collections.abc import Iterator

from sitegen.facts.cells import AnchoredCell
from sitegen.facts.ledger.model import Utsagn
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material

RULE = Rule("utsagn-mot-celle", "Teksten sier noe annet enn det som er trykt i tabellen", weight=88)


def find(material: Material) -> Iterator[Finding]:
    """Find the claims that cells of the note contradict."""
    by_anchor = {cell.anchor: cell for cell in material.valued}
    for one in material.ledger.claims if material.entries else ():
        cells = [by_anchor[anchor] for anchor in one.verdict.celler]
        if one.verdict.contradicted and cells:
            yield _finding(one, cells)


def _finding(one: Utsagn, cells: list[AnchoredCell]) -> Finding:
    verdict = one.verdict
    return RULE.finding(
        f"Teksten sier «{one.words.rstrip('.')}», men det {verdict.utfall}. {verdict.grunnlag}",
        (sentence_place(one.sentence, *one.quote), *(cell.place for cell in cells)),
        cells,
        remark=f"Teksten sier noe annet (linje {one.lines[0]}).",
    )

"""Printed results that the municipalities' own final accounts contradict."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.outcomes import BASIS, SURVEY
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material

RULE = Rule("mot-regnskapet", "Et endelig tall er et annet i regnskapene", weight=90)
OTHER_BASIS = Fraction(1)
"""Points that companies and later corrections can make between a group's two bases."""


def find(material: Material) -> Iterator[Finding]:
    """Find final results that are not what the units' accounts sum to."""
    for cell in material.valued if material.fits_accounts else ():
        f = cell.fact
        computed = material.results.get((f.gruppe, f.aar))
        tested = f.indikator == NETTO and f.status == FINAL and f.utvalg != SURVEY
        if tested and computed is not None and _differs(material, cell, computed):
            yield _finding(cell, computed)
    if not material.fits_accounts:
        yield _others(material)


def _differs(material: Material, cell: AnchoredCell, computed: Fraction) -> bool:
    if cell.fact.grunnlag == BASIS:
        return not material.agrees(cell)
    return abs(Fraction(cell.value) - computed) > OTHER_BASIS


def _others(material: Material) -> Finding:
    """Return the one finding of a note whose figures are not those of the accounts at all."""
    tested = [cell for cell in material.valued if material.is_final_result(cell)]
    wrong = [cell for cell in tested if not material.agrees(cell)]
    return RULE.finding(
        f"{len(wrong)} av {len(tested)} endelige tall for netto driftsresultat er ikke det "
        "regnskapene i data/kommuner gir. Regnskapene hører trolig ikke til dette notatet.",
        (cell.place for cell in wrong),
    )


def _finding(cell: AnchoredCell, computed: Fraction) -> Finding:
    printed, exact = cell.text, shown(Decimal(round_half_up(computed, 1)))
    same = cell.fact.grunnlag == BASIS
    why = "" if same else ", og foretakene kan ikke forklare så stor forskjell"
    return RULE.finding(
        f"{printed} i {cell.located} er ikke det regnskapene gir: {exact} prosent "
        f"(konsern, Statistisk sentralbyrå){why}.",
        [cell.place],
        [cell],
        remark=f"Trykt {printed}. Regnskapene gir {exact} (konsern).",
    )

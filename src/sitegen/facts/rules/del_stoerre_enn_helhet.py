"""Rows where one must never be above the other, because it is a part of it or comes after costs."""

from collections.abc import Iterator

from sitegen.facts.cells import AnchoredCell, alike
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material

RULE = Rule("del-stoerre-enn-helhet", "En del er større enn helheten", weight=90)
LESS_THAN = (
    ("netto_driftsresultat", "brutto_driftsresultat_eks_avskrivninger", "etter netto finans"),
    ("frie_inntekter_av_samlede", "frie_inntekter_og_mva_kompensasjon_av_samlede", "en del av"),
)
"""The lesser, the greater, and why. The first holds for groups, which pay more than they earn."""


def find(material: Material) -> Iterator[Finding]:
    """Find values above what they are a part of."""
    for cells in alike(material.valued, "tabell", "gruppe", "aar", "utvalg", "grunnlag"):
        column = {cell.fact.indikator: cell for cell in cells}
        for lesser, greater, _ in LESS_THAN:
            if lesser in column and greater in column:
                yield from _compared(column[lesser], column[greater])


def _compared(lesser: AnchoredCell, greater: AnchoredCell) -> Iterator[Finding]:
    low, high = lesser.text, greater.text
    if lesser.value > greater.value:
        yield RULE.finding(
            f"{low} i {lesser.located} er mer enn {high} i {greater.located}. "
            f"«{lesser.fact.rad}» kan ikke være større enn «{greater.fact.rad}».",
            (lesser.place, greater.place),
            [lesser, greater],
            remark=f"«{lesser.fact.rad}» er trykt {low} og «{greater.fact.rad}» {high}. "
            "Det første kan ikke være størst.",
        )

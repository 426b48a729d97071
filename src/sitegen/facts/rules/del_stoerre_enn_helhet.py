"""Rows where one must never be above the other, because it is a part of it or comes after costs."""

from collections import defaultdict
from collections.abc import Iterator

from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import AnchoredCell, Finding, Rule
from sitegen.facts.rules.material import Material, located, value

RULE = Rule("del-stoerre-enn-helhet", "En del er større enn helheten", weight=90)
LESS_THAN = (
    ("netto_driftsresultat", "brutto_driftsresultat_eks_avskrivninger", "etter netto finans"),
    ("frie_inntekter_av_samlede", "frie_inntekter_og_mva_kompensasjon_av_samlede", "en del av"),
)
"""The lesser, the greater, and why. The first holds for groups, which pay more than they earn."""


def find(material: Material) -> Iterator[Finding]:
    """Find values above what they are a part of."""
    columns: dict[tuple[object, ...], dict[str, AnchoredCell]] = defaultdict(dict)
    for cell in material.valued:
        f = cell.fact
        columns[f.tabell, f.gruppe, f.aar, f.utvalg, f.grunnlag][f.indikator] = cell
    for column in columns.values():
        for lesser, greater, _ in LESS_THAN:
            if lesser in column and greater in column:
                yield from _compared(column[lesser], column[greater])


def _compared(lesser: AnchoredCell, greater: AnchoredCell) -> Iterator[Finding]:
    low, high = shown(value(lesser)), shown(value(greater))
    if value(lesser) > value(greater):
        yield RULE.finding(
            f"{low} i {located(lesser)} er mer enn {high} i {located(greater)}. "
            f"«{lesser.fact.rad}» kan ikke være større enn «{greater.fact.rad}».",
            (lesser.place, greater.place),
            [lesser, greater],
            remark=f"«{lesser.fact.rad}» er trykt {low} og «{greater.fact.rad}» {high}. "
            "Det første kan ikke være størst.",
        )

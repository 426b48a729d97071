"""The overview of the indicators, made from the catalogue; each has a page of its own too."""

from collections.abc import Iterator

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.measures.levels import ANBEFALT
from sitegen.pages.formula import formula
from sitegen.pages.indicator import levels, unit
from sitegen.pages.markdown import heading, page
from sitegen.pages.places import CALCULATION, Spot, indicator_page, markdown_link

INTRODUCTION = (
    "Kommandoen `sitegen compute` regner ut disse målene av kommunenes egne regnskapsfiler. Alle "
    "beløp er i 1000 kr. En gruppes prosent er **vektet**: summen av resultatene delt på summen av "
    "driftsinntektene. Uvektet snitt og median står ved siden av. Ingen tall er rundet av før de "
    "vises, og det som mangler, er ikke null."
)


def indicators_text() -> str:
    """Return the page: a part for each indicator, then levels and spread."""
    parts: list[str | h.Renderable] = [heading(1, "Slik regnes målene ut", "slik-regnes-malene-ut")]
    parts.append(INTRODUCTION)
    for one in INDIKATORER:
        parts += _indicator(one)
    parts += [heading(2, "Anbefalt nivå", "anbefalt-niva"), levels(), ANBEFALT]
    parts += [heading(2, "Spredning", "spredning"), SPREAD]
    return page("Slik regnes målene ut", parts)


SPREAD = (
    "Spredningen er avstanden i prosentpoeng mellom ytterpunktene blant de 75 prosent av "
    "kommunene som ligger nærmest medianen. Antallet rundes opp til hele kommuner, og kommuner "
    "som er like langt unna som den siste, er med. Notatet sier ikke hvordan dette er gjort der."
)


def _indicator(one: Indikator) -> Iterator[str | h.Renderable]:
    yield heading(2, one.etikett, one.id)
    yield formula(one.formel)
    way = markdown_link(CALCULATION, Spot(indicator_page(one)))
    yield f"Enhet: {unit(one)}; {one.retning}. [Mer om «{one.etikett}»]({way})"

"""The page that says what each indicator is, made from the catalogue."""

from collections.abc import Iterator

import htpy as h

from sitegen.indicators.items import POST
from sitegen.indicators.measures.catalogue import INDIKATORER
from sitegen.indicators.measures.indikator import Enhet, Indikator
from sitegen.indicators.measures.levels import ANBEFALT, ANBEFALT_NIVAA, SEKTOR
from sitegen.indicators.model import Nivaa
from sitegen.indicators.numbers import format_number
from sitegen.pages.formula import formula
from sitegen.pages.markdown import heading, listing, page

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
    parts += [heading(2, "Anbefalt nivå", "anbefalt-niva"), _levels(), ANBEFALT]
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
    yield listing(
        [
            f"Enhet: {_unit(one)}; {one.retning}.",
            *_lines(one),
            f"Grunnlag i notatet: {one.basis}",
            f"Kilde: {one.kilde}.",
            *([f"Grense: {format_number(one.grense, 0)} prosent."] if one.grense else []),
        ]
    )
    yield one.ikke_ment_for


def _lines(one: Indikator) -> list[str]:
    """Return what it is made of, where that is more than the line of its own name."""
    if one.behov == (one.id,):
        return []
    return [f"Bygger på: {', '.join(POST[post].nb.lower() for post in one.behov)}."]


def _unit(one: Indikator) -> str:
    return f"1000 kr og {one.enhet}" if one.enhet is Enhet.PROSENT else one.enhet


def _levels() -> str:
    municipalities = format_number(ANBEFALT_NIVAA[Nivaa.KOMMUNE], 2)
    counties = format_number(ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE])
    return (
        f"Netto driftsresultat bør over tid være {format_number(SEKTOR)} prosent av "
        f"driftsinntektene i kommunesektoren, {municipalities} prosent i kommunene (med Oslo) og "
        f"{counties} prosent i fylkeskommunene."
    )

"""The page of one indicator, made from the catalogue and from where the note uses it."""

from collections.abc import Iterator

import htpy as h

from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.indikator import Enhet, Indikator
from kommuneindikatorer.measures.levels import ANBEFALT_NIVAA, SEKTOR
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.slugs import slug
from sitegen.note.model import Section
from sitegen.pages.edition import Edition
from sitegen.pages.formula import formula
from sitegen.pages.markdown import heading, page
from sitegen.pages.phrase import Here
from sitegen.pages.places import CALCULATION, GLOSSARY, Spot, indicator_page
from sitegen.pages.uses import Passage, exhibits_with, passages_about

PER_CENT = "Prosenten er beløpet delt på brutto driftsinntekter."
NO_LEVEL = "Notatet anbefaler ikke noe nivå for dette målet."
NOT_PRINTED = "Ingen tabell eller figur i notatet viser dette målet."


def indicator_text(edition: Edition, one: Indikator) -> str:
    """Return the page: formula, facts, uses in the note, level, what it is not meant for."""
    here = Here(indicator_page(one), edition.places)
    percent = [PER_CENT] if one.enhet is Enhet.PROSENT else []
    return page(
        one.etikett,
        [
            heading(1, one.etikett, slug(one.etikett, "-")),
            formula(one.formel),
            *percent,
            _facts(one, here),
            heading(2, "I notatet", "i-notatet"),
            _uses(edition, one, here),
            heading(2, "Anbefalt nivå", "anbefalt-niva"),
            levels() if one.har_anbefalt_nivaa else NO_LEVEL,
            heading(2, "Hva målet ikke er ment for", "hva-malet-ikke-er-ment-for"),
            one.ikke_ment_for,
        ],
    )


def unit(one: Indikator) -> str:
    """Return the unit of its value, in words."""
    return f"1000 kr og {one.enhet}" if one.enhet is Enhet.PROSENT else one.enhet


def levels() -> str:
    """Return the committee's recommended levels as a sentence."""
    municipalities = format_number(ANBEFALT_NIVAA[Nivaa.KOMMUNE], 2)
    counties = format_number(ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE])
    return (
        f"Netto driftsresultat bør over tid være {format_number(SEKTOR)} prosent av "
        f"driftsinntektene i kommunesektoren, {municipalities} prosent i kommunene (med Oslo) og "
        f"{counties} prosent i fylkeskommunene."
    )


def _facts(one: Indikator, here: Here) -> h.Element:
    return h.dl(".fakta")[([h.dt[term], h.dd[words]] for term, words in _rows(one, here))]


def _rows(one: Indikator, here: Here) -> Iterator[tuple[str, h.Node]]:
    yield "Enhet", unit(one)
    yield "Retning", one.retning.capitalize()
    yield "Bygger på", [h.p[_line(post)] for post in _needs(one)]
    yield "Grunnlag", one.basis
    if one.grense:
        yield "Grense", f"{format_number(one.grense, 0)} prosent"
    yield "Kilde", one.kilde
    yield "Ordliste", h.a(href=here.html(Spot(GLOSSARY, one.id)))["Hva ordet betyr"]
    yield "Alle mål", h.a(href=here.html(Spot(CALCULATION, one.id)))["Slik regnes målene ut"]


def _needs(one: Indikator) -> list[str]:
    """Return the lines it takes, with the income that a percentage is of."""
    income = ["brutto_driftsinntekter"] if one.enhet is Enhet.PROSENT else []
    return list(dict.fromkeys([*one.behov, *income]))


def _line(post: str) -> str:
    line = POST[post].linje
    return f"{POST[post].nb} (linje {line} i regnskapsskjemaet)" if line else POST[post].nb


def _uses(edition: Edition, one: Indikator, here: Here) -> h.Element:
    shown = exhibits_with(edition, one)
    links = (
        h.p[h.a(href=here.html(here.places.pages[e.id]))[e.name], f" {e.title}"] for e in shown
    )
    return h.dl(".fakta")[
        h.dt["Vist i"],
        h.dd[links if shown else NOT_PRINTED],
        _mentioned(passages_about(edition, one), here),
    ]


def _mentioned(found: list[tuple[Section, list[Passage]]], here: Here) -> h.Node:
    if not found:
        return None
    return [h.dt["Omtalt i"], h.dd[(_of_section(*one, here) for one in found)]]


def _of_section(section: Section, passages: list[Passage], here: Here) -> h.Element:
    name = f"Del {section.number}" if section.number else "Innledningen"
    links = (
        [", " if order else None, h.a(href=here.html(to))[words]]
        for order, (words, to) in enumerate(passages)
    )
    return h.p[f"{name}: ", links]

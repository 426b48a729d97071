"""The site's navigation and imprint for one edition, as the builder's own configuration."""

import json

from sitegen.indicators.measures.catalogue import INDIKATORER
from sitegen.notes.model import Note
from sitegen.pages.citation import long_date
from sitegen.pages.peculiarities import TITLE
from sitegen.pages.places import (
    CALCULATION,
    CALCULATOR,
    CONTENTS,
    DATA,
    EXHIBITS,
    FRONT,
    GLOSSARY,
    PECULIARITIES,
    SOURCE,
    TEMPLATE,
    VERIFIED,
    exhibit_page,
    in_order,
    indicator_page,
    section_page,
)
from sitegen.pages.verified import TITLE as VERIFIED_TITLE
from sitegen.pages.version import Named

RECOMPUTED = "metode/fra-kommunetall-til-tabell-3.ipynb"
MEASURES = "Slik regnes målene ut"
LAST = (TEMPLATE, "om/tilgjengelighet.md")
CONFIGURATION = "mkdocs.generert.yml"


def configuration(note: Note, named: Named | None = None) -> str:
    """Return a configuration that inherits ``mkdocs.yml``; JSON, which YAML can read.

    Args:
        note: The note the site is built of.
        named: The version the site is built as; without, it stands alone.
    """
    content = {
        "INHERIT": "mkdocs.yml",
        "nav": navigation(note),
        "extra": {"notat": _imprint(note)} | (named.extra() if named else {}),
    } | ({"site_url": named.address} if named else {})
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def navigation(note: Note) -> list[object]:
    """Return the main menu with the pages below each entry."""
    sections = [{f"{s.number} {s.title}": section_page(s)} for s in note.sections if s.number]
    exhibits = [{f"{item.name} {item.title}": exhibit_page(item)} for item in in_order(note)]
    measures = {MEASURES: [CALCULATION, *({i.etikett: indicator_page(i)} for i in INDIKATORER)]}
    about = [
        "om/metode.md",
        {"Fra kommunetall til tabell 3": RECOMPUTED},
        GLOSSARY,
        measures,
        *LAST,
    ]
    verified = [{VERIFIED_TITLE: VERIFIED}]
    return [
        {"Forside": FRONT},
        {"Les": [CONTENTS, *sections, {TITLE: PECULIARITIES}, *verified, {"Råtekst": SOURCE}]},
        {"Tabeller og figurer": [EXHIBITS, *exhibits]},
        {"Regn selv": CALCULATOR},
        {"Data": DATA},
        {"Om": about},
    ]


def _imprint(note: Note) -> dict[str, str]:
    about = note.about
    return {
        "tittel": about.title,
        "anledning": f"Notat til {about.meeting}, {long_date(about)}",
        "utgiver": f"{about.publisher} ({about.abbreviation})",
    }

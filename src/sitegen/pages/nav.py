"""The site's navigation and imprint for one edition, as the builder's own configuration."""

import json
from collections.abc import Sequence

from kommuneindikatorer.measures.catalogue import INDIKATORER
from sitegen.note.model import Note
from sitegen.note.versions import Version
from sitegen.pages.changes import TITLE as CHANGES_TITLE
from sitegen.pages.citation import day_words, long_date
from sitegen.pages.outcomes import TITLE as OUTCOMES_TITLE
from sitegen.pages.peculiarities import TITLE
from sitegen.pages.places import (
    CALCULATION,
    CALCULATOR,
    CHANGES,
    CONTENTS,
    DATA,
    EXHIBITS,
    EXPLORER,
    FRONT,
    GLOSSARY,
    OUTCOMES,
    PECULIARITIES,
    SOURCE,
    TEMPLATE,
    USE,
    VERIFIED,
    exhibit_page,
    in_order,
    indicator_page,
    section_page,
)
from sitegen.pages.use import TITLE as USE_TITLE
from sitegen.pages.verified import TITLE as VERIFIED_TITLE
from sitegen.pages.version import Named

RECOMPUTED = "metode/fra-kommunetall-til-tabell-3.ipynb"
MEASURES = "Slik regnes målene ut"
LAST = (TEMPLATE, "om/tilgjengelighet.md")
EDITORS = {
    "For redaksjonen": [
        "redaksjon/index.md",
        "redaksjon/nytt-notat.md",
        "redaksjon/rettelser-og-nye-tall.md",
        "redaksjon/kontroller.md",
        "redaksjon/publisere.md",
    ]
}
"""How notes, figures and corrections get onto the site, written by hand."""


def configuration(
    note: Note, address: str, named: Named | None = None, versions: Sequence[Version] = ()
) -> str:
    """Return the configuration that ``mkdocs.yml`` inherits; JSON, which YAML can read.

    Args:
        note: The note the site is built of.
        address: The site's own absolute address.
        named: The version the site is built as; without, it stands alone.
        versions: The edition's versions; the newest correction is told on every page.
    """
    content = {
        "site_url": address,
        "nav": navigation(note),
        "extra": {"notat": _imprint(note)} | _correction(versions) | _extra(named),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _extra(named: Named | None) -> dict[str, object]:
    return named.extra() if named else {}


def _correction(versions: Sequence[Version]) -> dict[str, object]:
    """Return the newest correction for the notice on every page, if there is one."""
    last = versions[-1] if versions else None
    if last is None or not last.corrects:
        return {}
    return {"rettelse": {"dato": day_words(last.day), "hva": last.what, "navn": last.name}}


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
        EDITORS,
    ]
    verified = [{VERIFIED_TITLE: VERIFIED}, {OUTCOMES_TITLE: OUTCOMES}, {CHANGES_TITLE: CHANGES}]
    return [
        {"Forside": FRONT},
        {"Les": [CONTENTS, *sections, {TITLE: PECULIARITIES}, *verified, {"Råtekst": SOURCE}]},
        {"Utforsk": EXPLORER},
        {"Tabeller og figurer": [EXHIBITS, *exhibits]},
        {"Regn selv": CALCULATOR},
        {"Data": [DATA, {USE_TITLE: USE}]},
        {"Om": about},
    ]


def _imprint(note: Note) -> dict[str, str]:
    about = note.about
    return {
        "tittel": about.title,
        "anledning": f"Notat til {about.meeting}, {long_date(about)}",
        "utgiver": f"{about.publisher} ({about.abbreviation})",
    }

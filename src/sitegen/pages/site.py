"""Every page of an edition, by path."""

from collections.abc import Mapping

from kommuneindikatorer.measures.catalogue import INDIKATORER
from sitegen.pages.changes import changes_text
from sitegen.pages.described.dcat import CATALOGUE, dcat_text
from sitegen.pages.described.llms import LLMS, llms_text
from sitegen.pages.edition import Edition
from sitegen.pages.exhibit import exhibit_text
from sitegen.pages.explorer import explorer_text
from sitegen.pages.front import front_text
from sitegen.pages.indicator import indicator_text
from sitegen.pages.indicators import indicators_text
from sitegen.pages.lists import contents_text, data_text, exhibits_text
from sitegen.pages.mentions import find_mentions
from sitegen.pages.outcomes import outcomes_text
from sitegen.pages.peculiarities import peculiarities_text
from sitegen.pages.places import (
    CALCULATION,
    CHANGES,
    CONTENTS,
    DATA,
    EXHIBITS,
    EXPLORER,
    FRONT,
    OUTCOMES,
    PECULIARITIES,
    SOURCE,
    TEMPLATE,
    USE,
    VERIFIED,
    exhibit_page,
    indicator_page,
    section_page,
)
from sitegen.pages.section import section_text
from sitegen.pages.source import source_text
from sitegen.pages.template import template_text
from sitegen.pages.use import use_text
from sitegen.pages.verified import verified_text


def machine_files(edition: Edition) -> Mapping[str, str]:
    """Return what machines read of the whole site, by path below ``docs/``."""
    return {CATALOGUE: dcat_text(edition), LLMS: llms_text(edition)}


def pages(edition: Edition) -> Mapping[str, str]:
    """Return the text of every generated page by its path below ``docs/``."""
    note = edition.note
    mentions = find_mentions(note)
    fixed = {
        FRONT: front_text(edition),
        CONTENTS: contents_text(edition),
        PECULIARITIES: peculiarities_text(edition),
        VERIFIED: verified_text(edition),
        OUTCOMES: outcomes_text(edition),
        CHANGES: changes_text(edition),
        EXHIBITS: exhibits_text(edition),
        DATA: data_text(edition),
        USE: use_text(edition),
        SOURCE: source_text(edition),
        CALCULATION: indicators_text(),
        TEMPLATE: template_text(),
        EXPLORER: explorer_text(edition),
    }
    sections = {section_page(s): section_text(edition, s) for s in note.sections if s.number}
    exhibits = {
        exhibit_page(item): exhibit_text(edition, item, mentions.get(item.id, ()))
        for item in note.exhibits
    }
    indicators = {indicator_page(one): indicator_text(edition, one) for one in INDIKATORER}
    return fixed | sections | exhibits | indicators

"""Where the note uses an indicator: its tables and figures, and the text that speaks of it."""

import re
from collections.abc import Iterator

from kommuneindikatorer.measures.indikator import Indikator
from sitegen.facts.formatting import caption_text
from sitegen.note.model import Exhibit, Paragraph, Section, plain
from sitegen.pages.edition import Edition
from sitegen.pages.places import Spot, in_order, section_page
from sitegen.pages.remarks import backs_in_section

type Passage = tuple[str, Spot]
"""«avsnitt 4» or «fotnote 3», and where it stands."""


def exhibits_with(edition: Edition, one: Indikator) -> list[Exhibit]:
    """Return the tables and figures that show the indicator.

    Where no values are printed, the caption says what the drawing shows.
    """
    return [item for item in in_order(edition.note) if _shows(edition, item, one)]


def _shows(edition: Edition, exhibit: Exhibit, one: Indikator) -> bool:
    if values := edition.observations.get(exhibit.id):
        return any(value.indikator == one.id for value in values)
    return one.etikett.lower() in caption_text(exhibit).lower()


def passages_about(edition: Edition, one: Indikator) -> list[tuple[Section, list[Passage]]]:
    """Return the paragraphs and footnotes that name the indicator, by section."""
    found = ((s, list(_passages(edition, s, one))) for s in edition.note.sections)
    return [(section, passages) for section, passages in found if passages]


def _passages(edition: Edition, section: Section, one: Indikator) -> Iterator[Passage]:
    paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
    for order, paragraph in enumerate(paragraphs, 1):
        if _speaks(plain(paragraph.content), one):
            yield f"avsnitt {order}", edition.places.text[paragraph.id]
    backs = backs_in_section(section)
    for note in edition.note.footnotes:
        if note.id in backs and _speaks(plain(note.content), one):
            yield f"fotnote {note.sign}", Spot(section_page(section), note.id)


def _speaks(text: str, one: Indikator) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", text.lower()) for words in one.omtale)

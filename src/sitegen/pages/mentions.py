"""Where the note speaks of its tables and figures, and where of an indicator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.measures.indikator import Indikator
from sitegen.facts.formatting import caption_text
from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit, Note, Paragraph, Reference, Section, plain
from sitegen.pages.places import Places, Spot, in_order, section_page
from sitegen.pages.remarks import backs_in_section

type Passage = tuple[str, Spot]
"""«avsnitt 4» or «fotnote 3», and where it stands."""
type Observations = Mapping[str, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A paragraph that names a table, a figure or a section."""

    section: Section
    paragraph: Paragraph
    order: int

    @property
    def words(self) -> str:
        """«del 3, avsnitt 4», or «innledningen, avsnitt 1»."""
        part = f"del {self.section.number}" if self.section.number else "innledningen"
        return f"{part}, avsnitt {self.order}"


def find_mentions(note: Note) -> Mapping[str, Sequence[Mention]]:
    """Return, for each id that is mentioned, the paragraphs in reading order, each once."""
    found: dict[str, list[Mention]] = {}
    for section in note.sections:
        paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
        for order, paragraph in enumerate(paragraphs, 1):
            for target in _targets(paragraph):
                found.setdefault(target, []).append(Mention(section, paragraph, order))
    return found


def _targets(paragraph: Paragraph) -> list[str]:
    names = (part.target for part in paragraph.content if isinstance(part, Reference))
    return list(dict.fromkeys(names))


def exhibits_with(note: Note, observations: Observations, one: Indikator) -> list[Exhibit]:
    """Return the tables and figures that show the indicator.

    Where no values are printed, the caption says what the drawing shows.
    """
    return [item for item in in_order(note) if _shows(item, observations.get(item.id, ()), one)]


def _shows(exhibit: Exhibit, values: Sequence[Observation], one: Indikator) -> bool:
    if values:
        return any(value.indikator == one.id for value in values)
    return one.etikett.lower() in caption_text(exhibit).lower()


def passages_about(
    note: Note, places: Places, one: Indikator
) -> list[tuple[Section, list[Passage]]]:
    """Return the paragraphs and footnotes that name the indicator, by section."""
    found = ((section, list(_passages(note, places, section, one))) for section in note.sections)
    return [(section, passages) for section, passages in found if passages]


def _passages(note: Note, places: Places, section: Section, one: Indikator) -> Iterator[Passage]:
    paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
    for order, paragraph in enumerate(paragraphs, 1):
        if _names(plain(paragraph.content), one):
            yield f"avsnitt {order}", places.text[paragraph.id]
    backs = backs_in_section(section)
    for remark in note.footnotes:
        if remark.id in backs and _names(plain(remark.content), one):
            yield f"fotnote {remark.sign}", Spot(section_page(section), remark.id)


def _names(text: str, one: Indikator) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", text.lower()) for words in one.omtale)

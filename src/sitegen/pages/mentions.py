"""Where the note speaks of its tables and figures, where of an indicator; and its footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import htpy as h

from kommuneindikatorer.measures.indikator import Indikator
from sitegen.facts.fact import Fact, caption_text
from sitegen.note.model import (
    Exhibit,
    Footnote,
    Mark,
    Note,
    Paragraph,
    Phrase,
    Reference,
    Section,
    plain,
)
from sitegen.pages.phrase import Here, mark_id, to_html
from sitegen.pages.places import Places, Spot, in_order

type Passage = tuple[str, Spot]
"""«avsnitt 4» or «fotnote 3», and where it stands."""
type Facts = Mapping[str, Sequence[Fact]]


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


def exhibits_with(note: Note, facts: Facts, one: Indikator) -> list[Exhibit]:
    """Return the tables and figures that show the indicator.

    Where no values are printed, the caption says what the drawing shows.
    """
    return [item for item in in_order(note) if _shows(item, facts.get(item.id, ()), one)]


def _shows(exhibit: Exhibit, values: Sequence[Fact], one: Indikator) -> bool:
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
            yield f"fotnote {remark.sign}", places.text[remark.id]


def _names(text: str, one: Indikator) -> bool:
    return any(re.search(rf"\b{re.escape(words)}", text.lower()) for words in one.omtale)


EMPTY = "(Notatet trykker tegnet uten tekst.)"

type Backs = Mapping[str, Sequence[str]]
"""Note id → anchors of its marks, in reading order."""


def remark_list(remarks: Sequence[Footnote], backs: Backs, here: Here) -> h.Element:
    """Return the notes as a numbered list with the printed signs."""
    return h.ol[(_item(remark, backs.get(remark.id, ()), here) for remark in remarks)]


def _item(remark: Footnote, backs: Sequence[str], here: Here) -> h.Element:
    value = int(remark.sign) if remark.sign.isdecimal() else None
    text = to_html(remark.content, remark.id, here) if remark.content else h.span(".tom")[EMPTY]
    return h.li(id=remark.id, value=value)[h.p[text, _ways_back(remark, backs)]]


def _ways_back(remark: Footnote, backs: Sequence[str]) -> h.Node:
    return [
        [" ", h.a(".tilbake", href=f"#{back}", role="doc-backlink", aria_label=label)["↑"]]
        for back, label in zip(backs, _labels(remark, len(backs)), strict=True)
    ]


def _labels(remark: Footnote, count: int) -> list[str]:
    base = f"Tilbake til note {remark.sign}"
    return [base] if count == 1 else [f"{base}, sted {place}" for place in range(1, count + 1)]


def backs_in_section(section: Section) -> Backs:
    """Return the anchors of every mark in the section's paragraphs."""
    paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
    return _collect((item.id, marks(item.content)) for item in paragraphs)


def backs_in_exhibit(exhibit: Exhibit) -> Backs:
    """Return the anchors of every mark in a table's or figure's caption, header and rows."""
    return _collect(placed_marks(exhibit))


def placed_marks(exhibit: Exhibit) -> list[tuple[str, Sequence[Mark]]]:
    """Return the marks of a table or figure with the place each stands in, in reading order."""
    found: list[tuple[str, Sequence[Mark]]] = [
        (f"{exhibit.id}-tittel", marks(exhibit.caption.content))
    ]
    if exhibit.grid is None:
        return found
    for level, headings in enumerate(exhibit.grid.levels, 1):
        found += [(f"{exhibit.id}-h{level}-{item.first + 1}", item.marks) for item in headings]
    number = 0
    for index, group in enumerate(exhibit.grid.groups, 1):
        found.append((f"{exhibit.id}-g{index}", group.marks))
        for row in group.rows:
            number += 1
            found.append((f"{exhibit.id}-r{number}", row.marks))
    return found


def marks(content: Phrase) -> Sequence[Mark]:
    """Return the footnote marks of a phrase."""
    return [part for part in content if isinstance(part, Mark)]


def _collect(places: Iterable[tuple[str, Sequence[Mark]]]) -> Backs:
    found: dict[str, list[str]] = {}
    for place, items in places:
        for mark in items:
            found.setdefault(mark.target, []).append(mark_id(place, mark))
    return found

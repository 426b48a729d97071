"""Notes below a page, a table or a figure, each with the way back to its marks."""

from collections.abc import Iterable, Mapping, Sequence

import htpy as h

from sitegen.note.model import Exhibit, Footnote, Mark, Paragraph, Phrase, Section
from sitegen.pages.phrase import Here, mark_id, to_html

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

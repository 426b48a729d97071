"""The raw text as a page, every line with its anchor and the place it went to."""

from collections.abc import Iterator, Mapping

import htpy as h

from sitegen.note.model import Exhibit, Note, Paragraph
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, page
from sitegen.pages.places import SOURCE, Places, Spot
from sitegen.pages.table import value_lines

TITLE = "Råtekst"
INTRODUCTION = (
    "Teksten slik den ble hentet ut av PDF-filen, linje for linje og uten rettelser."
    " Til høyre står det hvor på nettstedet linjen er brukt."
)

type Uses = Mapping[int, tuple[str, Spot]]
"""Line → what begins there, in words, and where it stands on the site."""


def source_text(edition: Edition) -> str:
    """Return the raw-text page."""
    here = Here(SOURCE, edition.places)
    uses = find_uses(edition.note, edition.places)
    lines = enumerate(edition.note.lines, 1)
    return page(
        TITLE,
        [
            heading(1, TITLE, "ratekst"),
            INTRODUCTION,
            h.ol(".ratekst")[(_line(number, text, uses, here) for number, text in lines)],
        ],
        search={"exclude": True},
    )


def _line(number: int, text: str, uses: Uses, here: Here) -> h.Node:
    used = uses.get(number)
    link = h.a(href=here.html(used[1]))[used[0]] if used else None
    return ["\n", h.li(id=f"l{number}", value=number)[h.code[text] if text.strip() else None, link]]


def find_uses(note: Note, places: Places) -> Uses:
    """Return what begins on each line of the raw text."""
    uses: dict[int, tuple[str, Spot]] = {}
    for section in note.sections:
        for line in section.lines[:1]:
            uses.setdefault(line, (f"Del {section.number}", places.pages[section.id]))
        for order, block in enumerate((b for b in section.blocks if isinstance(b, Paragraph)), 1):
            words = f"Avsnitt {section.number}.{order}" if section.number else "Innledning"
            uses.setdefault(block.lines[0], (words, places.text[block.id]))
    for exhibit in note.exhibits:
        for line, words, anchor in _of_exhibit(exhibit):
            uses.setdefault(line, (words, Spot(places.pages[exhibit.id].page, anchor)))
    return uses


def _of_exhibit(exhibit: Exhibit) -> Iterator[tuple[int, str, str]]:
    yield exhibit.caption.lines[0], exhibit.name, ""
    for remark in exhibit.footnotes:
        yield remark.lines[0], f"{exhibit.name}, note {remark.sign}", remark.id
    rows = [row for group in exhibit.grid.groups for row in group.rows] if exhibit.grid else []
    for number, row in enumerate(rows, 1):
        yield value_lines(row)[0], f"{exhibit.name}, rad {number}", f"{exhibit.id}-r{number}"


PAGES = (
    Page(
        path=SOURCE,
        title=TITLE,
        menu="Data",
        order=60,
        render=source_text,
        summary="notatets tekst med linjenumre",
    ),
)

"""The note's text as pages: its opening and contents, then every section in full."""

from collections.abc import Iterator, Sequence
from functools import partial

import htpy as h

from sitegen.note.model import Footnote, Note, Paragraph, Place, Section, plain
from sitegen.pages.claims import claims_below, openings, section_places
from sitegen.pages.edition import Edition, Page
from sitegen.pages.exhibit import body
from sitegen.pages.mentions import Backs, backs_in_section, remark_list
from sitegen.pages.phrase import Here, Openings, escaped, heading, page, to_markdown
from sitegen.pages.places import CLAIMS, CONTENTS, PECULIARITIES, SOURCE, Spot, section_page
from sitegen.pages.remarks import WHOSE, sentence_remarks, signed, signed_notes
from sitegen.pages.terms import with_terms

TITLE = "Notatet"


def contents_text(edition: Edition) -> str:
    """Return the note's opening: title, introduction, contents."""
    note = edition.note
    opening = [place for one in note.sections if not one.number for place in _places(note, one)]
    here = Here(CONTENTS, edition.places, _opened(edition, opening))
    subtitle = " ".join(plain(line.content) for line in note.heading[1:])
    return page(
        TITLE,
        [
            heading(1, note.about.title, "tittel"),
            *([h.p(".undertittel")[subtitle]] if subtitle else []),
            *(
                part
                for item in note.sections
                if not item.number
                for part in blocks(edition, item, here)
            ),
            heading(2, "Innhold", "innhold"),
            h.ol(".innhold")[
                (
                    h.li(value=item.number)[
                        h.a(href=here.html(here.places.pages[item.id]))[item.title]
                    ]
                    for item in note.sections
                    if item.number
                )
            ],
            f"[Verdt å vite om tallene]({here.markdown(Spot(PECULIARITIES))})",
        ],
    )


def section_text(edition: Edition, section: Section) -> str:
    """Return the section's page."""
    here = _here(edition, section)
    title = f"{section.number} {section.title}"
    return page(
        title,
        [_numbered(section), _how_to_open(here), *blocks(edition, section, here)],
        merker=_placed(edition, section),
    )


def _how_to_open(here: Here) -> h.Renderable:
    """Return what tells that numbers and terms open, and the switch of the line numbers."""
    claims = h.a(href=here.html(Spot(CLAIMS)))["alle påstandene"]
    words = (
        "Trykk på et tall i teksten for å se hva det er prøvd mot, og på et ord med prikker under "
        "for å se hva det betyr. Se også "
    )
    # The template has the same switch at the foot of other pages with lines (content.html).
    box = h.input(type="checkbox", id="vis-linjenumre")
    return h.div(".apner", data_search_exclude=True)[
        h.p[words, claims, "."] if here.openings.ids else None,
        h.tbu_linjenumre[h.label(".linjebryter")[box, " Vis linjenumre"]],
    ]


def _here(edition: Edition, section: Section) -> Here:
    """Return the section's page, with the numbers that open on it."""
    opened = _opened(edition, _places(edition.note, section))
    return Here(section_page(section), edition.places, opened)


def _opened(edition: Edition, places: Sequence[str]) -> Openings:
    """Return the numbers and the terms that open on a page with these places."""
    return with_terms(edition.note, places, openings(edition, places))


def _places(note: Note, section: Section) -> list[str]:
    return section_places(note, section, [one.id for one in _notes_of(note, section)])


def _placed(edition: Edition, section: Section) -> list[tuple[str, str]]:
    """Return the tables and figures of the section for the list beside the page."""
    placed = (block for block in section.blocks if isinstance(block, Place))
    return [(block.target, edition.note.exhibit(block.target).name) for block in placed]


def _numbered(section: Section) -> str:
    """Return the heading with its number set apart, so that it can hang in the margin."""
    number = h.span(".nummer")[str(section.number)]
    return f"# {number} {escaped(section.title)} {{ #{section.id} }}"


def blocks(edition: Edition, section: Section, here: Here) -> list[str]:
    """Return the section's paragraphs, tables and figures as Markdown, then its footnotes."""
    backs = backs_in_section(section)
    parts = [_block(edition, block, here) for block in section.blocks]
    own = _notes_of(edition.note, section)
    notes = signed_notes(edition.note, own, "fotnote")
    claims = claims_below(edition, _places(edition.note, section), here)
    below = [*_remarks(edition.note, section, own, here), *([str(claims)] if claims else [])]
    return [*parts, *_footnotes(notes, backs, here), *below]


def _notes_of(note: Note, section: Section) -> list[Footnote]:
    """Return the footnotes that stand below the section."""
    backs, unmarked = backs_in_section(section), _unmarked(note, section)
    return [one for one in note.footnotes if one.id in backs or one in unmarked]


def _unmarked(note: Note, section: Section) -> list[Footnote]:
    """Return the footnotes printed within a section that no mark of the text points to."""
    following = [one.lines[0] for one in note.sections if one.lines > section.lines]
    marked = {target for one in note.sections for target in backs_in_section(one)}
    return [
        one
        for one in note.footnotes
        if one.id not in marked
        and section.lines < one.lines
        and one.lines[0] < min(following, default=one.lines[0] + 1)
    ]


def _block(edition: Edition, block: Paragraph | Place, here: Here) -> str:
    if isinstance(block, Paragraph):
        return paragraph(edition.note, block, here)
    exhibit = edition.note.exhibit(block.target)
    return str(body(edition, exhibit, here, anchor=exhibit.id))


def paragraph(note: Note, block: Paragraph, here: Here) -> str:
    """Return a paragraph with its anchor, its remarks' signs and its way to the raw text."""
    first, last = block.lines[0], block.lines[-1]
    label = f"Linje {first} til {last} i råteksten"
    to = here.markdown(Spot(SOURCE, f"l{first}"))
    line = f'[{first}]({to} "{label}"){{ .linje aria-label="{label}" data-search-exclude="" }}'
    content = signed(note, block.id, block.content)
    return f"{to_markdown(content, block.id, here)} {line}\n{{: #{block.id} .avsnitt }}"


def _footnotes(notes: Sequence[Footnote], backs: Backs, here: Here) -> list[str]:
    if not notes:
        return []
    return [str(h.section(".footnote", aria_label="Fotnoter")[remark_list(notes, backs, here)])]


def _remarks(note: Note, section: Section, notes: Sequence[Footnote], here: Here) -> Iterator[str]:
    """Yield the remarks at sentences of the section's paragraphs and footnotes."""
    paragraphs = (block.id for block in section.blocks if isinstance(block, Paragraph))
    found = sentence_remarks(note, [*paragraphs, *(one.id for one in notes)], here)
    if found:
        yield str(h.section(".merknader-del", aria_label="Merknader")[h.p[WHOSE], found])


def _pages(edition: Edition) -> Iterator[Page]:
    """Yield the opening and every section."""
    yield Page(
        path=CONTENTS,
        title=TITLE,
        menu="Notatet",
        render=contents_text,
        summary="innledning og innhold",
    )
    for section in edition.note.sections:
        if section.number:
            yield Page(
                path=section_page(section),
                title=f"{section.number} {section.title}",
                menu="Notatet",
                order=10,
                render=partial(section_text, section=section),
                summary="",
            )


PAGES = _pages

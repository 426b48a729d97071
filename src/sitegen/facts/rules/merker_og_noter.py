"""Footnote marks without a note, notes without a mark, and the neighbour they may belong to."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.facts.cells import AnchoredCell, Place
from sitegen.facts.fact import caption_text, headings_over
from sitegen.facts.rules.finding import Finding, Rule
from sitegen.facts.rules.material import Material, marks_in
from sitegen.note.model import Exhibit, Footnote, Mark, Note, Paragraph, plain

RULE = Rule("merker-og-noter", "Merker og noter som ikke hører sammen", weight=35)
PAGE_TOP = re.compile(r" \S")


def find(material: Material) -> Iterator[Finding]:
    """Find notes and marks that lack each other, each with its neighbour's if that fits."""
    exhibits = material.note.exhibits
    for exhibit in exhibits:
        marked = {mark.target for mark in marks_of(exhibit)}
        for note in exhibit.footnotes:
            if note.id not in marked:
                yield _unmarked(exhibit, note, exhibits)
            if not plain(note.content).strip():
                yield _empty(exhibit, note, exhibits)
        yield from _signs_without_note(exhibit, material)
    yield from _page_footnotes(material)


def marks_of(exhibit: Exhibit) -> Iterator[Mark]:
    """Yield every mark on a table or figure: caption, header, row groups and rows."""
    yield from marks_in(exhibit.caption.content)
    labels = chain(*exhibit.levels, exhibit.groups, *(group.rows for group in exhibit.groups))
    yield from (mark for label in labels for mark in label.marks)


def _unmarked(exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]) -> Finding:
    message = (
        f"{exhibit.name}, note {note.sign} har ingen merker som viser til den: Ingenting er "
        f"merket «{note.sign}»."
    )
    lines = exhibit.caption.lines
    caption = Place((lines[0], lines[-1]), caption_text(exhibit), "", "", exhibit.id)
    places = [_place(exhibit, note), caption]
    for other, twin in _neighbours(exhibit, note, exhibits):
        if not twin.content:
            message += (
                f" {other.name} har derimot merket «{note.sign}», men der er noten uten tekst. "
                "Merket kan være satt ved feil tabell."
            )
            places.append(_place(other, twin))
    return RULE.finding(message, places)


def _empty(exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]) -> Finding:
    message = f"{exhibit.name}, note {note.sign} er trykt uten tekst."
    places = [_place(exhibit, note)]
    for other, twin in _neighbours(exhibit, note, exhibits):
        if twin.content and twin.id not in {mark.target for mark in marks_of(other)}:
            message += f" Teksten kan være den i note {twin.sign} under {other.name.lower()}."
            places.append(_place(other, twin))
    return RULE.finding(message, places)


def _neighbours(
    exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]
) -> Iterator[tuple[Exhibit, Footnote]]:
    """Yield the notes of the same sign below the exhibits printed before and after."""
    at = exhibits.index(exhibit)
    for other in (*exhibits[max(0, at - 1) : at], *exhibits[at + 1 : at + 2]):
        yield from ((other, twin) for twin in other.footnotes if twin.sign == note.sign)


def _signs_without_note(exhibit: Exhibit, material: Material) -> Iterator[Finding]:
    there = {note.id for note in exhibit.footnotes}
    for mark in marks_of(exhibit):
        if mark.target not in there:
            lines = [span.line for span in mark.spans] or list(exhibit.caption.lines)
            place = Place((min(lines), max(lines)), mark.sign, "", "", exhibit.id)
            cells = [cell for cell in material.cells if _is_marked(exhibit, cell, mark)]
            yield RULE.finding(
                f"{exhibit.name} har merket «{mark.sign}», men ingen note med det tegnet.",
                [place],
                cells,
                remark=f"Merket «{mark.sign}» har ingen note.",
            )


def _is_marked(exhibit: Exhibit, cell: AnchoredCell, mark: Mark) -> bool:
    column = int(cell.anchor.rpartition("-k")[2]) - 1
    above = headings_over(exhibit, column)
    return cell.fact.tabell == exhibit.id and any(mark in one.marks for one in above)


def _page_footnotes(material: Material) -> Iterator[Finding]:
    blocks = (block for section in material.note.sections for block in section.blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    marked = {mark.target for block in paragraphs for mark in marks_in(block.content)}
    for note in material.note.footnotes:
        if note.id not in marked:
            # Its mark stood on its own page: in one of the paragraphs above it.
            top = _top_of_page(material.note, note.lines[0])
            lines = [n for one in paragraphs for n in one.lines if top <= n < note.lines[0]]
            above = [Place((min(lines), max(lines)), "teksten på samme side")] if lines else []
            own = Place((note.lines[0], note.lines[-1]), plain(note.content))
            yield RULE.finding(f"Fotnote {note.sign} har ingen merker i teksten.", [own, *above])


def _top_of_page(note: Note, line: int) -> int:
    """Return the first line of a line's page: the last one before it that begins with a blank."""
    above = range(line - 1, 0, -1)
    return next((n for n in above if PAGE_TOP.match(note.lines[n - 1])), 1)


def _place(exhibit: Exhibit, note: Footnote) -> Place:
    words = plain(note.content) or note.sign
    return Place((note.lines[0], note.lines[-1]), words, "", "", exhibit.id)

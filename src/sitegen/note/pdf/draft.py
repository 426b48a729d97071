"""A PDF's bytes → the files of an edition, proved by reading the text back with its description.

Every cell the strict reader reads must be the one that stands in the PDF: a difference is a fault.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.note.described import Description, roles_in
from sitegen.note.drafting import (
    OPENING,
    UNSURE,
    Drafted,
    about_moved,
    dates_in_doubt,
    exceptions,
    first_time,
    toml,
)
from sitegen.note.errors import Fault, SitegenError, in_words
from sitegen.note.model import Note
from sitegen.note.pdf.assemble import assemble
from sitegen.note.pdf.charts import Chart, read_chart
from sitegen.note.pdf.describe import describe, title_of
from sitegen.note.pdf.document import Document
from sitegen.note.pdf.grid import Grid
from sitegen.note.pdf.layout import flow
from sitegen.note.pdf.page import Page, words_text
from sitegen.note.pdf.scan import scan_pdf
from sitegen.note.pdf.tags import tagged, untagged
from sitegen.note.pdf.text import headers_again, places, refusals, unaccounted, write_text
from sitegen.note.read import read_note

PDF_START = b"%PDF"
EMPTY = "begrep = []\n"
"""A vocabulary that knows no word."""
TITLE = "Gi PDF-en en tittel øverst på side 1, eller hent ut teksten."


@dataclass(frozen=True, slots=True)
class DraftedPdf:
    """What is made of a PDF.

    Attributes:
        draft: The description, and the note as it reads; ``None`` if something is refused.
        text: The bytes of ``note.txt``.
        layout: The text of ``oppsett.toml``: where everything stands.
        places: The bytes of the file with page and box for every line.
        document: The document as read, for the proof page.
        by_tags: Whether the PDF's own tags said what is what.
        charts: What could be read off each figure.
        pages: The PDF's pages by number, for the proof page.
    """

    draft: Drafted
    text: bytes
    layout: str
    places: bytes
    document: Document
    by_tags: bool
    charts: tuple[Chart, ...]
    pages: Mapping[int, Page]


def read_document(data: bytes, file: str) -> tuple[Document, tuple[Page, ...], bool]:
    """Return a PDF's document, its pages, and whether its tags were read: they come first.

    Raises:
        SourceError: It is no readable PDF, or holds no text.
    """
    scan = scan_pdf(data, file)
    items = tagged(scan)
    if items is not None:
        document = assemble(items, scan.pages)
        document.furniture += untagged(scan)
        document.furniture += headers_again(document, scan.pages)
        if all(one.grid for one in document.exhibits if one.kind == "tabell"):
            return document, scan.pages, True
    in_order = flow(scan.pages)
    document = assemble(in_order.lines, scan.pages)
    document.furniture += in_order.furniture
    return document, scan.pages, False


def draft_pdf(
    data: bytes, day: date, previous: str = "", vocabulary: str = EMPTY, file: str = "note.pdf"
) -> DraftedPdf:
    """Return the text of a PDF and the draft of its description.

    Args:
        data: The bytes of the PDF.
        day: The note's date.
        previous: The text of last year's ``note.toml``, which must be valid; empty if none.
        vocabulary: The text of ``begreper.toml``.
        file: The PDF's name, for messages.

    Raises:
        SourceError: The PDF cannot be read.
    """
    document, pages, by_tags = read_document(data, file)
    sha256 = hashlib.sha256(data).hexdigest()
    written = write_text(document)
    text = ("\n".join(line.text for line in written) + "\n").encode()
    found = describe(document, day)
    roles = roles_in(found.parts, vocabulary)
    lines = [line.text for line in written]
    about = _about(document, day, previous, sha256, lines)
    parts = [
        "\n".join([*dates_in_doubt(about, day, lines, roles), about]),
        *exceptions(previous, day, roles, seen=True),
        *(f"{UNSURE}{doubt}" for doubt in found.doubts),
    ]
    description = OPENING + "\n".join(part.strip() + "\n" for part in parts)
    beside = places(written, len(pages), sha256, document)
    draft = _proved(document, pages, text, Description(description, vocabulary, found.text), file)
    by_number = {page.number: page for page in pages}
    figures = (one for one in document.exhibits if one.kind == "figur" and one.caption)
    charts = tuple(read_chart(one, by_number) for one in figures)
    return DraftedPdf(draft, text, found.text, beside, document, by_tags, charts, by_number)


def _about(document: Document, day: date, previous: str, sha256: str, lines: Sequence[str]) -> str:
    title = title_of(document)
    about = about_moved(previous, day, title) if previous else first_time(title, day, lines)
    doubt = f"{UNSURE}hvilket møte notatet er til, og utgiveren"
    return f"{doubt}\n{about.strip()}\npdf_sha256 = {toml(sha256)}"


def _proved(
    document: Document, pages: Sequence[Page], text: bytes, said: Description, file: str
) -> Drafted:
    """Return the draft with the note it reads; with no note if anything is refused.

    Labels that mean nothing yet are faults, but the note is there, its cells proved.
    """
    refused = [*refusals(document, file), *unaccounted(document, pages, file)]
    if not title_of(document):
        refused.append(Fault(file, 1, "en tittel", "ingen", TITLE))
    lacking: tuple[Fault, ...] = ()
    try:
        read_note(text, said)
    except SitegenError as error:
        lacking = error.faults
    try:
        note = read_note(text, replace(said, proof=True))
    except SitegenError as error:
        return Drafted(said.text, None, tuple(in_words((*refused, *error.faults))))
    refused += differences(document, note, file)
    if refused:
        return Drafted(said.text, None, tuple(in_words((*refused, *lacking))))
    return Drafted(said.text, note, tuple(in_words(lacking)))


def differences(document: Document, note: Note, file: str) -> Iterator[Fault]:
    """Yield every cell that the note has otherwise than the PDF."""
    read = {(one.kind, str(one.number)): one for one in note.exhibits}
    for exhibit in document.exhibits:
        if exhibit.grid is None:
            continue
        found = read.get((exhibit.kind, exhibit.number))
        rows = [row for group in found.groups for row in group.rows] if found else []
        cells = [tuple(cell.printed for cell in row.cells) for row in rows]
        wanted = _printed(exhibit.grid)
        if cells != wanted:
            other = next(
                (
                    n
                    for n, pair in enumerate(zip(cells, wanted, strict=False))
                    if pair[0] != pair[1]
                ),
                0,
            )
            expected = f"de samme cellene som i PDF-en, {exhibit.name}, rad {other + 1}"
            yield Fault(file, None, expected, " ".join(cells[other]) if cells else "ingen")


def _printed(grid: Grid) -> Sequence[tuple[str, ...]]:
    return [tuple(words_text(cell) for cell in row.cells) for row in grid.rows if not row.heading]

"""Small PDFs of notes, written by ReportLab: their own words and places, nothing tagged."""

import io
from collections.abc import Iterable, Sequence

from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, BODY, SMALL = 60.0, 780.0, 11.0, 8.5
type Cells = Sequence[str]


class Pdf:
    """Writes a note from the top of a page down; ``y`` is where the next line stands."""

    def __init__(self) -> None:
        """Begin the first page."""
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, 842), invariant=1)
        self.y = TOP
        self.left = LEFT

    def line(self, text: str, size: float = BODY, *, bold: bool = False, step: float = 0) -> None:
        """Write a line; «^1» in it is a raised mark, which ends at a blank or at «|»."""
        x = self.left
        for at, part in enumerate(text.split("^")):
            mark, rest = (part[:1], part[1:]) if at else ("", part)
            if rest.startswith(")"):
                mark, rest = f"{mark})", rest[1:]
            x = self.put(x, mark, size * 0.6, bold=bold, up=size * 0.35)
            x = self.put(x, rest, size, bold=bold)
        self.y -= step or size * 1.3

    def put(self, x: float, text: str, size: float, *, bold: bool = False, up: float = 0) -> float:
        """Write text at a place of the present line, and return where it ends."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y + up, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def gap(self, size: float = 12) -> None:
        """Leave a gap."""
        self.y -= size

    def row(
        self, cells: Cells, ends: Sequence[float], *, align: str = "right", rule: bool = False
    ) -> None:
        """Write a row: the first cell at the left, each other one at its end."""
        self.put(self.left + 2, cells[0], SMALL)
        for text, end in zip(cells[1:], ends, strict=True):
            bare, _, mark = text.partition("^")
            width = self.canvas.stringWidth(bare, "Helvetica", SMALL)
            x = self.put(end - (width if align == "right" else width / 2), bare, SMALL)
            self.put(x, mark, SMALL * 0.6, up=3)
        if rule:
            self.canvas.line(self.left, self.y - 3, max(ends) + 4, self.y - 3)
        self.y -= 14

    def rows(self, rows: Iterable[Cells], ends: Sequence[float], **how: object) -> None:
        """Write several rows."""
        for cells in rows:
            self.row(cells, ends, **how)  # type: ignore[arg-type]

    def page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.y = TOP

    def done(self) -> bytes:
        """Return the PDF's bytes."""
        self.canvas.save()
        return self.file.getvalue()


def begun() -> Pdf:
    """Return a note with its title, an introduction, and the heading of the first section."""
    pdf = Pdf()
    pdf.line("Den økonomiske situasjonen i kommunesektoren", 16, bold=True)
    pdf.gap()
    for text in (
        "Utvalget betrakter netto driftsresultat som hovedindikatoren for økonomisk",
        "balanse i kommunesektoren. Tabellene viser utviklingen gjennom flere år, og",
        "den har vært svakere enn utvalget mener den bør være over tid.",
    ):
        pdf.line(text, step=14)
    pdf.gap()
    pdf.line("1. Utviklingen", 13, bold=True)
    pdf.gap()
    return pdf

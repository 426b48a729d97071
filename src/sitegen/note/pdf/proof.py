"""What was read of a PDF → one HTML page to look through: each table beside the PDF's picture.

Every cell and the place it was read from are the same link, so that looking at one shows the
other. It is for the editor's own machine: nothing of it is published.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from sitegen.note.pdf.charts import Chart
from sitegen.note.pdf.document import Exhibit
from sitegen.note.pdf.draft import DraftedPdf
from sitegen.note.pdf.grid import Grid, GridRow
from sitegen.note.pdf.page import Box, Page, Word, around
from sitegen.note.pdf.text import one_line, refused_exhibit

MARGIN = 12  # points around what a picture shows
STYLE = """
body{font:16px/1.4 system-ui,sans-serif;margin:1rem;color:#111;background:#fff}
section{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem;
border-top:2px solid #666;padding:1rem 0}
h2,section>p,section>ul{grid-column:1/-1;margin:0}
svg{width:100%;height:auto;border:1px solid #bbb}
table{border-collapse:collapse;font-size:14px}td,th{border:1px solid #bbb;padding:2px 6px}
td{text-align:right}th{text-align:left;font-weight:normal}thead th{background:#eee}
a{color:inherit;text-decoration:none;display:block;min-width:1em;min-height:1em}
a:focus,a:hover,.at>a{background:#ffe08a;outline:2px solid #850}
rect{fill:#06c;fill-opacity:.08;stroke:#06c;stroke-width:.4}rect.at{fill:#fb0;fill-opacity:.5}
.doubt{background:#ffd9d0;white-space:pre-wrap}.doubt::before{content:"⚠ "}
@media(max-width:60rem){section{grid-template-columns:1fr}}
"""
SCRIPT = """
const show = (name, on) => {
  for (const one of document.querySelectorAll(`[data-cell="${name}"]`)) {
    one.classList.toggle("at", on);
  }
};
for (const event of ["mouseover", "focusin", "mouseout", "focusout"]) {
  document.addEventListener(event, ({ target }) => {
    const cell = target.closest("[data-cell]");
    if (cell) show(cell.dataset.cell, event === "mouseover" || event === "focusin");
  });
}
"""
PAGE = """\
<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
<h1>{title}</h1>
<p>Hver tabell står ved siden av bildet av den. Pek på en celle, eller gå til den med tabulator: \
Stedet den er lest fra, blir gult. Se på alt som er merket ⚠, og les så hver rad.</p>
{faults}
{sections}
<script>{script}</script>
</html>
"""


def proof_page(made: DraftedPdf, pictures: Mapping[int, bytes], title: str) -> str:
    """Return the page, with pictures (PNG) of the PDF's pages by number."""
    charts = {chart.name: chart for chart in made.charts}
    sections = [
        "\n".join(_section(number, one, made.pages, pictures, charts.get(one.name)))
        for number, one in enumerate(made.document.exhibits, 1)
        if one.caption
    ]
    told = [
        *made.draft.faults,
        *(f"note.toml, linje {n}: {words}" for n, words in made.draft.doubts),
    ]
    return PAGE.format(
        title=escape(title),
        style=STYLE,
        faults=_list(told),
        sections="\n".join(sections),
        script=SCRIPT,
    )


def pages_to_show(made: DraftedPdf) -> list[int]:
    """Return the pages that tables and figures stand on."""
    return sorted(
        {box.page for one in made.document.exhibits if one.caption for box in _boxes(one)}
    )


def _list(told: Sequence[str]) -> str:
    items = "".join(f'<li class="doubt">{escape(one)}</li>' for one in told)
    return f"<ul>{items}</ul>" if items else "<p>Ingenting er merket som usikkert.</p>"


def _boxes(exhibit: Exhibit) -> list[Box]:
    words = exhibit.grid.words() if exhibit.grid else []
    return [*(line.box for line in exhibit.own_lines()), *(word.box for word in words)]


def _section(
    number: int,
    exhibit: Exhibit,
    pages: Mapping[int, Page],
    pictures: Mapping[int, bytes],
    chart: Chart | None,
) -> Iterator[str]:
    yield f"<section><h2>{escape(one_line(exhibit.caption))}</h2>"
    doubts = [str(fault) for fault in refused_exhibit(exhibit, "PDF-en")]
    doubts += exhibit.grid.doubts if exhibit.grid else ()
    if doubts:
        yield _list(doubts)
    boxes = _boxes(exhibit)
    yield "<div>"
    for page in sorted({box.page for box in boxes}):
        shown = around(box for box in boxes if box.page == page)
        yield _picture(pages[page], pictures[page], shown, _cells(number, exhibit, page))
    yield "</div><div>"
    if exhibit.grid:
        yield _table(number, exhibit.grid)
    elif chart:
        yield _values(chart)
    notes = [one_line(note.lines) for note in exhibit.notes]
    notes += [one_line(exhibit.source)] if exhibit.source else []
    yield "".join(f"<p>{escape(note)}</p>" for note in notes) + "</div></section>"


def _cells(number: int, exhibit: Exhibit, page: int) -> Iterator[tuple[str, Box]]:
    """Yield every cell's name and the box it was read from."""
    for at, row in enumerate(exhibit.grid.rows if exhibit.grid else ()):
        for column, cell in enumerate((row.label, *row.cells)):
            if cell and cell[0].box.page == page:
                yield f"{number}-{at}-{column}", around(word.box for word in cell)


def _picture(page: Page, png: bytes, shown: Box, cells: Iterator[tuple[str, Box]]) -> str:
    x, y = max(shown.x0 - MARGIN, 0), max(shown.top - MARGIN, 0)
    width, height = shown.x1 - x + MARGIN, shown.bottom - y + MARGIN
    rects = "".join(
        f'<rect data-cell="{name}" x="{b.x0 - 1:.1f}" y="{b.top - 1:.1f}" '
        f'width="{b.x1 - b.x0 + 2:.1f}" height="{b.bottom - b.top + 2:.1f}"/>'
        for name, b in cells
    )
    data = base64.b64encode(png).decode()
    return (
        f'<svg viewBox="{x:.1f} {y:.1f} {width:.1f} {height:.1f}" role="img" '
        f'aria-label="Bilde av side {page.number}">'
        f'<image href="data:image/png;base64,{data}" width="{page.width}" height="{page.height}"/>'
        f"{rects}</svg>"
    )


def _table(number: int, grid: Grid) -> str:
    head = "".join(f"<tr>{_head(grid, level)}</tr>" for level in range(len(grid.head)))
    body = "".join(f"<tr>{_row(f'{number}-{at}', row)}</tr>" for at, row in enumerate(grid.rows))
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _head(grid: Grid, level: int) -> str:
    stub = grid.stub if level == len(grid.head) - 1 else ()
    cells = [(stub, 1), *((piece.words, piece.over) for piece in grid.head[level])]
    return "".join(f'<th colspan="{over}">{_html(words)}</th>' for words, over in cells)


def _row(name: str, row: GridRow) -> str:
    if row.heading:
        label = _cell(f"{name}-0", row.label, "th")
        return label.replace("<th", f'<th colspan="{len(row.cells) + 1}"', 1)
    cells = (_cell(f"{name}-{at}", words, "td") for at, words in enumerate(row.cells, 1))
    return _cell(f"{name}-0", row.label, "th") + "".join(cells)


def _cell(name: str, words: Sequence[Word], tag: str) -> str:
    """Return a cell; an empty one is marked, since nothing shows where it was read from."""
    doubt = "" if words else ' class="doubt"'
    return f'<{tag} data-cell="{name}"{doubt}><a href="#" tabindex="0">{_html(words)}</a></{tag}>'


def _html(words: Sequence[Word]) -> str:
    """Return words with their marks raised."""
    parts = (f"<sup>{escape(one.text)}</sup>" if one.raised else escape(one.text) for one in words)
    return " ".join(parts).replace(" <sup>", "<sup>")


def _values(chart: Chart) -> str:
    if chart.reason:
        return f'<p class="doubt">Ingen verdier: fant ikke {escape(chart.reason)}.</p>'
    rows = "".join(
        f"<tr><th>{escape(one.series)}</th><th>{escape(one.x)}</th>"
        f"<td>{one.value}</td><td>± {one.error}</td></tr>"
        for one in chart.values
    )
    return f"<p>Lest av figuren:</p><table><tbody>{rows}</tbody></table>"

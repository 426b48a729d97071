"""The proof page shows every cell beside the place it was read from, and what is not certain."""

import re
from datetime import date
from html import unescape

from sitegen.note.pdf.draft import draft_pdf
from sitegen.note.pdf.proof import pages_to_show, proof_page
from sitegen.note.pdf.scan import page_pictures
from support.pdf import begun

CELL = re.compile(r'<t[dh] data-cell="([\d-]+)"( class="doubt")?><a [^>]*>(.*?)</a>')


def proof(*rows: tuple[str, str, str]) -> str:
    pdf = begun()
    pdf.page()
    pdf.line("Tabell 1 Inntekter <b>. Prosent", bold=True, step=18)
    pdf.rows([("", "2011", "2012^1"), *rows], (300, 380))
    pdf.line("^1 Anslag.", 8.5)
    data = pdf.done()
    made = draft_pdf(data, date(2013, 2, 25))
    return proof_page(made, page_pictures(data, pages_to_show(made)), "Korrektur")


def test_every_cell_and_its_place_on_the_picture_have_one_name() -> None:
    page = proof(("Skatt", "1,0", "2,0"), ("Gebyr", "4,0", "5,0"))
    cells = {name: text for name, _, text in CELL.findall(page)}
    assert [*cells.values()] == ["Skatt", "1,0", "2,0", "Gebyr", "4,0", "5,0"]
    assert re.findall(r'<rect data-cell="([\d-]+)"', page) == [*cells]
    assert page.count("data:image/png;base64,") == 1
    assert 'aria-label="Bilde av side 2"' in page
    assert "2012<sup>1</sup>" in page
    assert "Tabell 1 Inntekter <b>. Prosent" in unescape(page)
    assert "<b>" not in page


def test_what_is_not_certain_stands_at_its_table_and_at_the_cell() -> None:
    page = proof(("Skatt", "4.6", "2,0"), ("Gebyr", "", "5,0"))
    section = page[page.index("<section>") :]
    assert "raden «Skatt», kolonne 1" in section
    assert [name for name, doubt, _ in CELL.findall(section) if doubt] == ["1-1-1"]

"""Where a PDF is tagged, its tags say which words make a cell; places only help where they lack."""

from datetime import date

import pytest

from sitegen.note.pdf.draft import DraftedPdf, draft_pdf
from support.tagged_pdf import Put, Tag, tagged_pdf

DAY = date(2013, 2, 25)
LEFT, ENDS = 60, (300, 380, 460)


def cell(role: str, text: str, x: float, y: float, page: int = 1, **span: int) -> Tag:
    return Tag(role, [Put(text, x, y, page)] if text else [], **span)


def row(texts: list[str], y: float, page: int = 1, role: str = "TD") -> Tag:
    places = zip(texts, (LEFT, *ENDS), strict=True)
    cells = [
        cell("TH" if not at else role, text, x, y, page) for at, (text, x) in enumerate(places)
    ]
    return Tag("TR", cells)


def drafted(rows: list[Tag], pages: int = 1, *after: Tag) -> DraftedPdf:
    start = [
        Tag("H1", [Put("Den økonomiske situasjonen", LEFT, 800, 1, 16)]),
        Tag("H2", [Put("1 Utviklingen", LEFT, 760, 1, 13)]),
        Tag("P", [Put("Utvalget betrakter netto driftsresultat som hovedindikatoren.", LEFT, 740)]),
        Tag("P", [Put("Tabell 1 Inntekter. Prosent", LEFT, 720)]),
    ]
    return draft_pdf(tagged_pdf([*start, Tag("Table", rows), *after], pages), DAY)


def cells(made: DraftedPdf) -> list[tuple[str, list[str]]]:
    assert made.by_tags
    assert made.draft.note, made.draft.faults
    groups = made.draft.note.exhibit("tabell-1").groups
    return [(one.label, [c.printed for c in one.cells]) for g in groups for one in g.rows]


YEARS = ["", "2010", "2011", "2012"]


def test_cells_are_those_of_the_tags_wherever_they_stand() -> None:
    # The third value stands under the header of the second: only the tags know whose it is.
    skewed = Tag("TR", [cell("TH", "Gebyrer", LEFT, 672)])
    values = [cell("TD", text, x, 672) for text, x in (("4,0", 300), ("5,0", 340), ("6,0", 382))]
    rows = [row(YEARS, 700), row(["Skatt", "1,0", "–", "3,0"], 686)]
    made = drafted([*rows, Tag("TR", [*skewed.kids, *values])])
    assert cells(made) == [("Skatt", ["1,0", "–", "3,0"]), ("Gebyrer", ["4,0", "5,0", "6,0"])]


def test_a_cell_that_is_not_in_the_tree_is_empty_where_nothing_stands() -> None:
    short = row(["Gebyrer", "4,0", "", "6,0"], 672)
    lacking = Tag("TR", [one for one in short.kids if isinstance(one, Tag) and one.kids])
    made = drafted([row(YEARS, 700), row(["Skatt", "1,0", "2,0", "3,0"], 686), lacking])
    assert cells(made)[1] == ("Gebyrer", ["4,0", "", "6,0"])


@pytest.mark.parametrize("page", [1, 2])
def test_a_header_printed_again_in_the_next_column_or_page_is_read_once(page: int) -> None:
    header = [
        Tag("TH", [Put(text, x, 700), Put(text, x + 1, 400, page)])
        for text, x in zip(YEARS[1:], ENDS, strict=True)
    ]
    rows = [Tag("TR", [Tag("TH"), *header]), row(["Skatt", "1,0", "2,0", "3,0"], 686)]
    made = drafted([*rows, row(["Gebyrer", "4,0", "5,0", "6,0"], 380, page)], 2)
    assert cells(made)[1] == ("Gebyrer", ["4,0", "5,0", "6,0"])
    assert made.draft.note
    assert [one.label for one in made.draft.note.exhibit("tabell-1").levels[0]] == YEARS[1:]


def test_notes_below_a_table_over_two_pages_are_its_own() -> None:
    rows = [row(["", "2010", "2011", "2012¹"], 700), row(["Skatt", "1,0", "2,0", "3,0"], 686)]
    note = Tag("P", [Put("¹ Anslag.", LEFT, 380, 2, 7)])
    made = drafted([*rows, row(["Gebyrer", "4,0", "5,0", "6,0"], 400, 2)], 2, note)
    assert cells(made)[1] == ("Gebyrer", ["4,0", "5,0", "6,0"])
    assert made.draft.note
    assert [one.sign for one in made.draft.note.exhibit("tabell-1").footnotes] == ["1"]


def test_spans_of_rows_and_columns_are_the_tags() -> None:
    first = [
        cell("TH", "Størrelse", LEFT, 700, rows=2),
        cell("TH", "Resultat", 300, 700, columns=2),
    ]
    first.append(cell("TH", "Antall kommuner", 460, 700, rows=2))
    second = [cell("TH", "2011", 300, 688), cell("TH", "2012", 380, 688)]
    body = [
        row(["Under 3 000", "1,0", "2,0", "61"], 674),
        row(["Over 3 000", "4,0", "5,0", "7"], 660),
    ]
    made = drafted([Tag("TR", first), Tag("TR", second), *body])
    assert cells(made)[0] == ("Under 3 000", ["1,0", "2,0", "61"])
    row_cells = (
        made.draft.note.exhibit("tabell-1").groups[0].rows[0].cells if made.draft.note else ()
    )
    assert [(one.aar, one.enhet) for one in row_cells][:2] == [(2011, "prosent"), (2012, "prosent")]

"""What a reader of the printed note would check by eye."""

import re

import pytest

from sitegen.note.coverage import measure
from sitegen.note.model import Cell, Exhibit, Mark, Note, Passage, Place, Reference, Span, Text
from support.notes import paragraphs, raw, read, words


@pytest.fixture(scope="module")
def note() -> Note:
    return read()


def values(exhibit: Exhibit) -> list[Cell]:
    groups = exhibit.grid.groups if exhibit.grid else ()
    return [cell for group in groups for row in group.rows for cell in row.cells]


def cells(note: Note, target: str) -> list[list[str]]:
    grid = note.exhibit(target).grid
    assert grid
    return [[cell.printed for cell in row.cells] for group in grid.groups for row in group.rows]


def test_every_character_is_in_exactly_one_part(note: Note) -> None:
    coverage = measure(note)
    assert coverage.full
    assert coverage.total == len("".join(raw().decode().split()))
    assert sum(coverage.kinds.values()) == coverage.total
    # Each value's digits, comma and sign, as the tables print them.
    printed = [cell.printed for one in note.exhibits for cell in values(one)]
    assert coverage.kinds["tall"] == sum(map(len, printed))


@pytest.mark.parametrize(
    ("spans", "missing", "twice"),
    [
        ((Span(1, 0, 2),), (1,), ()),
        ((Span(1, 0, 2), Span(1, 3, 5), Span(1, 4, 5)), (), (1,)),
        ((Span(1, 0, 5),), (), (1,)),
        ((Span(1, 0, 2), Span(1, 3, 5), Span(2, 0, 1)), (), (2,)),
    ],
    ids=["in no part", "in two", "a blank", "a line that is not there"],
)
def test_every_character_belongs_to_one_part(
    note: Note, spans: tuple[Span, ...], missing: tuple[int, ...], twice: tuple[int, ...]
) -> None:
    heading = Passage(content=(Text(text="", spans=spans),), lines=(1,))
    alone = Note(
        about=note.about,
        heading=(heading,),
        sections=(),
        exhibits=(),
        footnotes=(),
        lines=("ab cd",),
    )
    found = measure(alone)
    assert (found.total, found.missing, found.twice) == (4, missing, twice)


@pytest.mark.parametrize(
    ("target", "numbers"),
    [
        ("tabell-1", 187),
        ("tabell-2", 12),
        ("tabell-3", 57),
        ("tabell-5", 42),
        ("tabell-6", 36),
        ("figur-3", 6),
    ],
)
def test_each_table_has_its_printed_numbers(note: Note, target: str, numbers: int) -> None:
    printed = [cell for row in cells(note, target) for cell in row]
    assert sum(cell not in {"", "-"} for cell in printed) == numbers


def test_the_words_of_every_part_are_the_characters_at_its_place(note: Note) -> None:
    for paragraph in paragraphs(note):
        for inline in paragraph.content:
            text = inline.sign if isinstance(inline, Mark) else inline.text
            there = "".join(note.lines[s.line - 1][s.start : s.end] for s in inline.spans)
            assert "".join(text.split()) == "".join(there.split())


def test_a_sentence_is_whole_across_footnote_labels_links_and_page_break(note: Note) -> None:
    texts = [words(paragraph.content) for paragraph in paragraphs(note)]
    spread = next(text for text in texts if text.startswith("Spredningen"))
    assert "antas å være at en del kommuner også i 2024 hadde høye inntekter" in spread


@pytest.mark.parametrize(
    "words_in_print",
    ["flere 16–18-åringer enn lagt til grunn", "helse- og omsorgssektoren", "2024-budsjetter"],
)
def test_a_hyphen_at_a_line_end_is_read_as_meant(note: Note, words_in_print: str) -> None:
    assert any(words_in_print in words(paragraph.content) for paragraph in paragraphs(note))


def test_sections_have_their_headings_and_blocks_in_order(note: Note) -> None:
    assert [(s.number, s.title) for s in note.sections] == [
        (0, ""),
        (1, "Utvalgets situasjonsforståelse"),
        (2, "Aktivitet- og inntektsutviklingen"),
        (3, "Netto driftsresultat og disposisjonsfond"),
    ]
    places = [block.target for s in note.sections for block in s.blocks if isinstance(block, Place)]
    assert places == [
        *("figur-1", "figur-2", "tabell-1"),
        *("tabell-2", "tabell-3", "figur-3", "figur-4", "tabell-5", "tabell-6"),
    ]
    assert [len(s.blocks) for s in note.sections] == [1, 13, 10, 28]


def test_a_note_at_a_table_is_not_a_section_heading(note: Note) -> None:
    found = {
        footnote.id: words(footnote.content) for e in note.exhibits for footnote in e.footnotes
    }
    assert found["figur-1-note-1"].startswith("Korrigert for oppgaveendringer")
    assert found["tabell-6-note-2"] == ""
    assert len(found) == 15


def test_footnotes_hang_on_the_words_they_were_glued_to(note: Note) -> None:
    found = {}
    for paragraph in paragraphs(note):
        for before, mark in zip(paragraph.content, paragraph.content[1:], strict=False):
            if isinstance(mark, Mark):
                found[mark.target] = words((before,)).split()[-1]
    assert found == {"fotnote-1": "før.", "fotnote-2": "fylkesvei.", "fotnote-3": "prosent."}


def test_a_footnote_ends_where_the_page_ends(note: Note) -> None:
    one, two, three = (words(footnote.content) for footnote in note.footnotes)
    assert one.endswith("men differansen var større i 2024.")
    assert two.endswith("Kostnadsindeks for drift og vedlikehold av veger.")
    assert three.endswith("netto avsetninger til bundne fond.")


def test_outside_tables_lead_to_the_loose_addresses(note: Note) -> None:
    content = note.footnotes[1].content
    targets = [inline.target for inline in content if isinstance(inline, Reference)]
    base = "https://www.ssb.no/statbank/table/"
    assert targets == [f"{base}11585", f"{base}11931", f"{base}08663"]


def test_mentions_of_two_tables_lead_to_two_tables(note: Note) -> None:
    paragraph = next(p for p in paragraphs(note) if words(p.content).startswith("Oslo kommune"))
    found = [(i.text, i.target) for i in paragraph.content if isinstance(i, Reference)]
    assert found == [("tabell 2", "tabell-2"), ("3", "tabell-3"), ("figur 3", "figur-3")]


def test_table_2_is_read_from_where_its_body_stands(note: Note) -> None:
    grid = note.exhibit("tabell-2").grid
    assert grid
    assert {cell.line for group in grid.groups for row in group.rows for cell in row.cells} == {
        *(411, 413, 417, 419, 423, 425)
    }
    assert cells(note, "tabell-2")[3] == ["0,5", "–0,6"]


def test_headers_of_five_loose_lines_become_three_levels(note: Note) -> None:
    grid = note.exhibit("tabell-5").grid
    assert grid
    shape = [
        [(heading.label, heading.first, heading.width) for heading in lv] for lv in grid.levels
    ]
    assert shape[0] == [("Netto driftsresultat", 0, 3), ("Disposisjonsfond", 3, 3)]
    assert shape[1] == [("2023", 0, 2), ("2024", 2, 1), ("2023", 3, 2), ("2024", 5, 1)]
    assert [text for text, *_ in shape[2]] == [
        "Alle kommuner utenom Oslo",
        "Utvalget",
        "Utvalget",
    ] * 2


def test_a_row_label_may_end_in_a_number_and_a_mark(note: Note) -> None:
    grid = note.exhibit("tabell-5").grid
    assert grid
    row = grid.groups[0].rows[5]
    assert (row.label, [mark.sign for mark in row.marks]) == ("Over 50 000", ["1"])
    assert [cell.printed for cell in row.cells] == ["1,4", "1,4", "–0,3", "13,4", "13,4", "11,6"]


def test_figure_3_keeps_its_six_labels_by_year(note: Note) -> None:
    assert cells(note, "figur-3") == [["3,5", "1,3", "-0,1"], ["3,8", "1,4", "-0,3"]]
    axis = [item.text for item in note.exhibit("figur-3").furniture]
    assert axis == ["-1", "0", "1", "2", "3", "4", "5"]


def test_the_page_number_is_furniture(note: Note) -> None:
    assert [(item.text, item.spans[0].line) for item in note.furniture] == [("4", 207)]


def test_basis_and_status_follow_the_year_in_figure_3(note: Note) -> None:
    grid = note.exhibit("figur-3").grid
    assert grid
    about = [(c.aar, c.grunnlag, c.status) for c in grid.groups[0].rows[0].cells]
    assert about == [
        (2022, "konsern", "endelig"),
        (2023, "konsern", "endelig"),
        (2024, "kasse", "anslag"),
    ]


def test_no_caption_keeps_a_mark_glued_to_a_word(note: Note) -> None:
    for exhibit in note.exhibits:
        assert not re.search(r"[a-zæøå]\d|\d{5}", words(exhibit.caption.content)), exhibit.id

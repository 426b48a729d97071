"""A PDF is read by where its words stand: every cell, or a refusal that says where."""

import hashlib
import json
import sys
from collections.abc import Sequence
from datetime import date
from types import CodeType

import pytest

from sitegen.note.errors import SourceError
from sitegen.note.pdf.draft import DraftedPdf, draft_pdf, read_document
from sitegen.note.pdf.text import unaccounted
from support.notes import pasted, vocabulary
from support.pdf import BODY, SMALL, Cells, Pdf, begun

DAY = date(2013, 2, 25)
ENDS = (300, 380, 460)
TAXES = """\
begrep = [
  { etikett = "Skatt", indikator = "skatt" },
  { etikett = "Gebyrer", indikator = "gebyrer" },
  { etikett = "Rammetilskudd", indikator = "rammetilskudd" },
]
indikator = [
  { id = "skatt", kilde = "prøve" },
  { id = "gebyrer", kilde = "prøve" },
  { id = "rammetilskudd", kilde = "prøve" },
]
gruppe = [{ id = "kommunene", kilde = "prøve" }]
rolle = [{ id = "inntekter", tittel = "Inntekter", bildetekst = "Inntekter", gruppe = "kommunene", utvalg = "alle", grunnlag = "kasse" }]
"""
YEARS = ("", "2010", "2011", "2012")


def drafted(pdf: Pdf, vocabulary: str = "begrep = []\n") -> DraftedPdf:
    return draft_pdf(pdf.done(), DAY, vocabulary=vocabulary)


def cells(made: DraftedPdf, ident: str = "tabell-1") -> list[tuple[str, list[str]]]:
    assert made.draft.note, made.draft.faults
    groups = made.draft.note.exhibit(ident).groups
    return [
        (row.label, [cell.printed for cell in row.cells]) for group in groups for row in group.rows
    ]


def table(pdf: Pdf, caption: str, rows: Sequence[Cells], **how: object) -> None:
    pdf.line(caption, BODY, bold=bool(how.pop("bold", True)), step=18)
    pdf.rows(rows, ENDS, **how)
    pdf.gap(4)


def test_thousands_are_one_number_and_marks_are_marks() -> None:
    pdf = begun()
    rows = [
        (*YEARS[:3], "2012^1)"),
        ("Netto finans", "-18 420", "-21 715", "–902"),
        ("Gjeld", "112 640", "5", ".."),
    ]
    table(pdf, "Tabell 1 Netto finans og gjeld. Mill. kroner", rows)
    pdf.line("^1) Anslag fra KS.", SMALL)
    pdf.line("Kilde: KS")
    made = drafted(pdf)
    assert cells(made) == [
        ("Netto finans", ["-18 420", "-21 715", "–902"]),
        ("Gjeld", ["112 640", "5", ".."]),
    ]
    exhibit = made.draft.note and made.draft.note.exhibit("tabell-1")
    assert exhibit
    assert [mark.sign for mark in exhibit.levels[0][2].marks] == ["1"]
    assert exhibit.groups[0].rows[0].cells[2].status == "anslag"
    assert exhibit.groups[0].rows[0].cells[0].enhet == "mill. kroner"


def test_superscript_letters_are_marks() -> None:
    pdf = begun()
    rows = [
        (*YEARS[:3], "2012¹"),
        ("Skatt³", "1,0", "2,0", "3,0"),
        ("Areal, m²", "4,0", "5,0", "6,0"),
    ]
    table(pdf, "Tabell 1 Inntekter². Prosent", rows)
    for note in ("¹ Anslag.", "² I faste priser.", "³ Uten rammetilskudd."):
        pdf.line(note, SMALL)
    made = drafted(pdf)
    assert [label for label, _ in cells(made)] == ["Skatt", "Areal, m²"]
    exhibit = made.draft.note and made.draft.note.exhibit("tabell-1")
    assert exhibit
    assert [note.sign for note in exhibit.footnotes] == ["1", "2", "3"]
    assert exhibit.groups[0].rows[0].cells[2].status == "anslag"


@pytest.mark.parametrize("align", ["right", "centre"])
@pytest.mark.parametrize("rule", [True, False])
def test_alignment_weight_and_ruling_lines_do_not_matter(align: str, rule: bool) -> None:  # noqa: FBT001
    pdf = begun()
    rows = [YEARS, ("Inntekter", "3,7", "-0,2", "14,0"), ("Utgifter", "12,0", "–", "1,1")]
    table(pdf, "Tabell 1 Inntekter og utgifter. Prosent", rows, align=align, rule=rule, bold=rule)
    pdf.gap()
    pdf.line("Etter tabellen står det et vanlig avsnitt med ord i.")
    assert cells(drafted(pdf)) == [
        ("Inntekter", ["3,7", "-0,2", "14,0"]),
        ("Utgifter", ["12,0", "–", "1,1"]),
    ]


def test_words_over_the_labels_are_a_header_cell_and_columns_have_their_units() -> None:
    pdf = begun()
    rows = [
        ("Innbyggertall", "Antall kommuner", "2011", "2012"),
        ("Under 3 000", "61", "3,1", "2,8"),
        ("3 000–5 000", "188", "2,2", "2,6"),
    ]
    table(pdf, "Tabell 2.1 Netto driftsresultat. Prosent av inntektene", rows)
    made = drafted(pdf)
    assert cells(made, "tabell-2-1") == [
        ("Under 3 000", ["61", "3,1", "2,8"]),
        ("3 000–5 000", ["188", "2,2", "2,6"]),
    ]
    exhibit = made.draft.note and made.draft.note.exhibit("tabell-2-1")
    assert exhibit
    assert [one.label for one in exhibit.levels[0]] == [
        "Innbyggertall",
        "Antall kommuner",
        "2011",
        "2012",
    ]
    units = [cell.enhet for cell in exhibit.groups[0].rows[0].cells]
    assert units == ["antall kommuner", "prosent av inntektene", "prosent av inntektene"]


def test_a_table_goes_on_over_the_page_with_its_header_again() -> None:
    pdf = begun()
    table(pdf, "Tabell 1 Inntekter. Prosent", [YEARS, ("Skatt", "1,0", "2,0", "3,0")])
    pdf.page()
    table(pdf, "Tabell 1 (forts.)", [YEARS, ("Gebyrer", "4,0", "5,0", "6,0")])
    assert cells(drafted(pdf)) == [
        ("Skatt", ["1,0", "2,0", "3,0"]),
        ("Gebyrer", ["4,0", "5,0", "6,0"]),
    ]


def test_an_empty_cell_moves_no_other() -> None:
    pdf = begun()
    table(
        pdf,
        "Tabell 1 Inntekter. Prosent",
        [YEARS, ("Skatt", "1,0", "", "3,0"), ("Gebyrer", "4,0", "5,0", "6,0")],
    )
    made = drafted(pdf)
    assert cells(made)[0] == ("Skatt", ["1,0", "", "3,0"])
    assert any("ikke står sist" in words for _, words in made.draft.doubts)


@pytest.mark.parametrize("odd", ["4.6", "4,6 %", "2,8^1"])
def test_an_unknown_numeral_is_refused_with_its_place(odd: str) -> None:
    pdf = begun()
    table(
        pdf,
        "Tabell 1 Inntekter. Prosent",
        [YEARS, ("Skatt", "1,0", odd, "3,0"), ("Gebyrer", "4,0", "5,0", "6,0")],
    )
    made = drafted(pdf)
    assert made.draft.note is None
    assert "Tabell 1, raden «Skatt», kolonne 2" in made.draft.faults[0]


def test_one_unit_for_rows_of_two_kinds_is_left_out_and_asked_for() -> None:
    pdf = begun()
    table(
        pdf,
        "Tabell 1 Inntekter. Prosent",
        [YEARS, ("Skatt", "1,0", "2,0", "3,0"), ("Kommuner", "41", "52", "63")],
    )
    made = drafted(pdf)
    assert "«enhet» for tabell 1" in made.draft.faults[0]


def test_units_differ_by_the_heading_of_the_rows() -> None:
    pdf = begun()
    rows = [
        YEARS,
        ("Mrd. 2012-kroner", "", "", ""),
        ("Skatt", "341,2", "352,8", "361,0"),
        ("Prosentvis realvekst", "", "", ""),
        ("Skatt", "3,6", "3,4", "2,3"),
    ]
    table(pdf, "Tabell 1 Inntekter. Mrd. kroner og endring i prosent", rows)
    made = drafted(pdf)
    assert made.draft.note, made.draft.faults
    groups = made.draft.note.exhibit("tabell-1").groups
    assert [group.rows[0].cells[0].enhet for group in groups] == [
        "mrd. 2012-kroner",
        "prosentvis realvekst",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = begun()
    start = pdf.y
    for left, words in ((60, "Første"), (315, "Andre")):
        pdf.left, pdf.y = left, start
        for number in range(8):
            pdf.line(f"{words} spalte har en lang linje, nummer {number}", 9)
    made = drafted(pdf)
    text = made.text.decode()
    assert text.index("Første spalte har en lang linje, nummer 7") < text.index(
        "Andre spalte har en lang linje, nummer 0"
    )


def two_columns(pdf: Pdf, lines: int = 6) -> None:
    start = pdf.y
    for left in (60, 315):
        pdf.left, pdf.y = left, start
        for number in range(lines):
            pdf.line(f"Spalten har en lang linje med ord, nummer {number}", 9)
    pdf.left = 60


def test_a_table_across_two_columns_of_text_is_read_whole() -> None:
    pdf = begun()
    two_columns(pdf)
    pdf.gap()
    table(pdf, "Tabell 1 Inntekter. Prosent", [YEARS, *(("Skatt", "1,0", "2,0", "3,0"),) * 3])
    two_columns(pdf)
    made = drafted(pdf)
    assert cells(made) == [("Skatt", ["1,0", "2,0", "3,0"])] * 3
    assert "nummer 5\nSpalten har en lang linje med ord, nummer 0" in made.text.decode()


def test_tables_at_the_top_of_every_page_are_no_page_headers() -> None:
    pdf = begun()
    for number in (1, 2):
        pdf.page()
        pdf.line("Rapport 2013", SMALL)
        table(pdf, f"Tabell {number} Inntekter. Prosent", [YEARS, ("Skatt", "1,0", "2,0", "3,0")])
    made = drafted(pdf)
    assert cells(made) == cells(made, "tabell-2") == [("Skatt", ["1,0", "2,0", "3,0"])]
    assert "Rapport" not in made.text.decode()


def test_steps_grow_no_faster_than_the_pdf() -> None:
    """Twice the tables and the text take twice the steps, whatever the machine is doing."""
    few, many = (steps_of(long_note(count).done()) for count in (4, 8))
    assert many < 2.2 * few


def long_note(count: int) -> Pdf:
    pdf = begun()
    for number in range(1, count + 1):
        pdf.page()
        rows = [YEARS, *((f"Art {n} av alle", "1,0", "2,0", "3,0") for n in range(12))]
        table(pdf, f"Tabell {number} Inntekter. Prosent", rows)
        for _ in range(12):
            pdf.line("Et vanlig avsnitt med ord som går over hele linjen, langt nok.")
    return pdf


def steps_of(data: bytes) -> int:
    """Return how many lines of the reader are run."""
    monitoring, count = sys.monitoring, 0

    def step(code: CodeType, _: int) -> object:
        nonlocal count
        if "sitegen" not in code.co_filename:
            return monitoring.DISABLE
        count += 1
        return None

    monitoring.use_tool_id(monitoring.PROFILER_ID, "steps")
    try:
        monitoring.restart_events()
        monitoring.register_callback(monitoring.PROFILER_ID, monitoring.events.LINE, step)
        monitoring.set_events(monitoring.PROFILER_ID, monitoring.events.LINE)
        assert draft_pdf(data, DAY).draft.note
    finally:
        monitoring.set_events(monitoring.PROFILER_ID, 0)
        monitoring.free_tool_id(monitoring.PROFILER_ID)
    return count


def test_narrow_gaps_between_columns_are_gaps() -> None:
    pdf = begun()
    rows = [YEARS, ("Mrd. kroner", "", "", ""), ("Inntekter", "341,2", "352,8", "361,0")]
    pdf.line("Tabell 1 Inntekter. Mrd. kroner", step=18)
    pdf.rows([*rows, ("Gebyr", "1,2", "2,8", "3,0")], (124, 152, 180))
    assert cells(drafted(pdf))[0] == ("Inntekter", ["341,2", "352,8", "361,0"])


def test_values_outside_the_tables_are_refused() -> None:
    pdf = begun()
    pdf.rows([("Skatt", "1,0", "2,0", "3,0")], ENDS)
    made = drafted(pdf)
    assert made.draft.note is None
    assert "en tabell rundt linjen «Skatt 1,0 2,0 3,0» på side 1" in made.draft.faults[0]


def test_headings_without_numbers_and_footnotes_are_read() -> None:
    pdf = begun()
    pdf.line("Gjelden", 13, bold=True)
    pdf.gap()
    pdf.line("Gjelden har økt mer enn inntektene de siste årene.^1 Det er mye.")
    pdf.y = 80
    pdf.line("^1 Se utvalgets rapport fra november.", SMALL)
    made = drafted(pdf)
    assert made.draft.note, made.draft.faults
    assert [one.title for one in made.draft.note.sections] == ["", "Utviklingen", "Gjelden"]
    assert made.draft.note.footnotes[0].sign == "1"


def test_every_line_has_its_page_and_box_and_the_pdf_its_checksum() -> None:
    pdf = begun()
    pdf.page()
    pdf.line("Side to har en linje for seg selv.")
    data = pdf.done()
    made = draft_pdf(data, DAY)
    beside = json.loads(made.places)
    lines = made.text.decode().split("\n")[:-1]
    assert len(beside["linjer"]) == len(lines)
    assert beside["linjer"][-1][0][0] == 2
    assert beside["sha256"] == hashlib.sha256(data).hexdigest()
    assert made.draft.note
    assert made.draft.note.about.pdf == beside["sha256"]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="bare bilder"):
        draft_pdf(Pdf().done(), DAY)
    with pytest.raises(SourceError, match="en PDF som kan leses"):
        draft_pdf(b"%PDF-1.7 og ikke mer", DAY)


def test_a_table_right_below_another_is_its_own() -> None:
    pdf = begun()
    for number in ("1", "2"):
        pdf.line(f"Tabell {number} Inntekter til alle kommuner. Prosent av alt", SMALL)
        pdf.rows([YEARS, ("Skatt", f"{number},0", "2,0", "3,0")], ENDS)
    made = drafted(pdf)
    assert cells(made) == [("Skatt", ["1,0", "2,0", "3,0"])]
    assert cells(made, "tabell-2") == [("Skatt", ["2,0", "2,0", "3,0"])]


def test_a_label_that_means_nothing_yet_is_refused_with_the_line_to_add() -> None:
    """Its cells are proved all the same, and no id is made up."""
    pdf = begun()
    table(
        pdf,
        "Tabell 1 Inntekter. Prosent",
        [YEARS, ("Skatt", "1,0", "2,0", "3,0"), ("Toll", "4,0", "5,0", "6,0")],
    )
    made = drafted(pdf, TAXES)
    assert cells(made) == [("Skatt", ["1,0", "2,0", "3,0"]), ("Toll", ["4,0", "5,0", "6,0"])]
    (fault,) = made.draft.faults
    assert "# tabell 1" in fault
    assert pasted(fault) == {"begrep": [{"etikett": "Toll", "indikator": "…"}]}


def test_lines_to_add_say_groups_where_rows_are_groups_and_show_what_is_alike() -> None:
    pdf = begun()
    rows = [
        ("", "2022", "2023", "2024"),
        ("Under –2 pst.", "12", "13", "14"),
        ("3 000–5 000", "4", "5", "6"),
        ("Kommuner i alt", "4", "5", "6"),
    ]
    table(pdf, "Tabell 1 Kommuner etter størrelse 2022–2024. Antall kommuner", rows)
    (words,) = drafted(pdf, vocabulary()).draft.faults
    lines = pasted(words)
    assert [tuple(one) for one in lines["begrep"]] == [("etikett", "gruppe")] * 3
    assert "# ligner «3–5 000»: folkemengde-3000-5000" in words
    (role,) = lines["rolle"]
    assert role["bildetekst"] == "Kommuner etter størrelse"  # the next note's too
    assert [key for key, said in role.items() if said == "…"] == ["indikator", "utvalg", "grunnlag"]
    assert "grunnlag: konsern, kasse, ikke regnskap" in words


def test_rows_may_be_years() -> None:
    pdf = begun()
    rows = [("", "Skatt", "Gebyrer", "Rammetilskudd"), ("2011", "1,0", "2,0", "3,0")]
    table(pdf, "Tabell 1 Inntekter. Prosent", rows)
    made = drafted(pdf, TAXES)
    assert made.draft.note
    assert made.draft.faults == ()
    row = made.draft.note.exhibit("tabell-1").groups[0].rows[0]
    assert [(cell.aar, cell.indikator) for cell in row.cells] == [
        (2011, "skatt"),
        (2011, "gebyrer"),
        (2011, "rammetilskudd"),
    ]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([("Skatt", "1,0", "2,0", "3,0"), ("Gebyr", "4,0", "5,0", "6,0")], "et hode over tallene"),
        ([YEARS, ("Skatt", "1,0", "2,0", "3,0"), ("Sum        12", "", "5,0", "6,0")], "etiketten"),
    ],
)
def test_what_may_be_two_things_is_refused(rows: Sequence[Cells], asked: str) -> None:
    pdf = begun()
    table(pdf, "Tabell 1 Inntekter. Prosent", rows)
    made = drafted(pdf)
    assert made.draft.note is None
    assert asked in made.draft.faults[0]


def sectors(pdf: Pdf, *left_out: tuple[str, str]) -> None:
    rows: list[Cells] = [("", "2022", "2023", "2024")]
    for group in ("Kommunesektoren", "Kommunene", "Fylkeskommunene"):
        rows.append((group, "", "", ""))
        rows += [
            (label, "1,0", "2,0", "3,0")
            for label in ("Brutto resultat", "Netto resultat")
            if (group, label) not in left_out
        ]
    table(pdf, "Tabell 1 Resultat. Prosent", rows)


def test_a_row_that_one_group_lacks_is_pointed_out() -> None:
    pdf = begun()
    sectors(pdf, ("Kommunene", "Brutto resultat"))
    doubts = [words for _, words in drafted(pdf).draft.doubts]
    assert "tabell 1: «Kommunene» har ikke raden «Brutto resultat», som de andre har" in doubts
    whole = begun()
    sectors(whole)
    assert not any("har ikke raden" in words for _, words in drafted(whole).draft.doubts)


def test_a_heading_that_is_passed_over_is_pointed_out() -> None:
    pdf = begun()
    for heading in ("2. Inntektene", "4. Gjelden"):
        pdf.line(heading, 13, bold=True)
        pdf.gap()
        pdf.line("Her står det en setning om kommunene og økonomien deres i landet.", step=30)
    doubts = [words for _, words in drafted(pdf).draft.doubts]
    assert "delene: ingen overskrift med nummer 3" in doubts
    assert not any("nummer 2" in words for words in doubts)


def test_every_line_of_the_pdf_ends_somewhere() -> None:
    pdf = begun()
    sectors(pdf)
    pdf.page()
    pdf.line("Helt nederst står det en siste setning om kommunene.", step=20)
    document, pages, _ = read_document(pdf.done(), "note.pdf")
    assert unaccounted(document, pages, "note.pdf") == []
    lost = document.blocks.pop()
    (fault,) = unaccounted(document, pages, "note.pdf")
    assert "linjen «Helt nederst står det en siste setning om kommunene.» på side 2" in str(fault)
    document.blocks += [lost, lost]
    assert len(unaccounted(document, pages, "note.pdf")) == 1


def test_a_header_broken_at_its_dash_by_a_narrow_column_is_one() -> None:
    pdf = begun()
    rows = [("", "2022", "21–", "22–"), ("", "", "22", "23"), ("Skatt", "1,0", "2,0", "3,0")]
    table(pdf, "Tabell 1 Inntekter. Prosent", rows)
    made = drafted(pdf, TAXES)
    assert cells(made) == [("Skatt", ["1,0", "2,0", "3,0"])]
    assert 'tekst = "21–22"' in made.layout
    assert 'tekst = "22–23"' in made.layout


def test_a_rest_of_a_caption_that_begins_with_a_capital_is_pointed_out() -> None:
    pdf = begun()
    pdf.line("Tabell 1 Inntekter. Prosent", bold=True, step=14)
    pdf.line("Kommunene i undersøkelsen utenom Oslo", step=16)
    pdf.rows([YEARS, ("Skatt", "1,0", "2,0", "3,0")], ENDS)
    doubts = [words for _, words in drafted(pdf, TAXES).draft.doubts]
    asked = "om linjen «Kommunene i undersøkelsen utenom Oslo» over hodet hører til bildeteksten"
    assert f"tabell 1: {asked}" in doubts

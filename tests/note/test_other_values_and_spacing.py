"""Changed values and reflowed spacing that keep the shape are read with the same ``note.toml``."""

import re
from collections.abc import Callable

import pytest

from sitegen.facts.fact import facts_of
from sitegen.note.errors import ShapeError, SpecError
from sitegen.note.model import Note
from support.notes import changed, paragraphs, raw, read, spec, words

Values = dict[str, list[tuple[object, ...]]]


def values(note: Note) -> Values:
    rows = facts_of(note)
    return {n: [(o.rad, o.kolonne, o.verdi, o.fotnoter) for o in r] for n, r in rows.items()}


def footnotes(note: Note) -> list[str]:
    found = [*note.footnotes, *(footnote for e in note.exhibits for footnote in e.footnotes)]
    return [words(footnote.content) for footnote in found]


def prose(note: Note) -> list[str]:
    """Return every paragraph's words without blanks: where they end may follow the spacing."""
    return ["".join(words(p.content).split()) for p in paragraphs(note)]


def squeeze(text: str) -> str:
    return re.sub(r"(?<=\S) +(?=\S)", " ", text)


def widen(text: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", "   ", text)


def no_blank_lines_in_tables(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(n for at, n in enumerate(lines, 1) if n.strip() or not 257 < at < 306)


def no_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def double_spacing(text: str) -> str:
    return text.replace("\n", "\n\n")


def more_blank_lines(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{n}\n" if 434 <= at <= 452 else n for at, n in enumerate(lines, 1))


REFLOWS: list[Callable[[str], str]] = [
    squeeze,
    widen,
    no_blank_lines_in_tables,
    more_blank_lines,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace("3,5 3,8\n\n1,3 1,4\n", "3,5 3,8\n1,3  1,4\n\n"),
    lambda text: text.replace("0,8        -0,3", "0,8\u00a0-0,3"),
    lambda text: text.replace("utenom Oslo \nUtvalget Utvalget", "utenom Oslo Utvalget Utvalget"),
]
HIDES = [
    (no_blank_lines, "ventet tittelen «.+» øverst i teksten; fant andre ord"),
    (double_spacing, r"rolle = \[\n  # figur 3\n"),
]
"""Spacing in which a text no longer shows where its parts stand, and what is then asked for."""


@pytest.mark.parametrize(
    ("reflow", "said"),
    [
        *((reflow, None) for reflow in REFLOWS),
        *((reflow, spec()) for reflow in (*REFLOWS, no_blank_lines, double_spacing)),
    ],
)
def test_spacing_does_not_change_what_is_read(
    reflow: Callable[[str], str], said: str | None
) -> None:
    text = reflow(raw().decode())
    assert text != raw().decode()
    note = read(text.encode(), said)
    assert values(note) == values(read())
    assert footnotes(note) == footnotes(read())
    assert "".join(prose(note)) == "".join(prose(read()))


@pytest.mark.parametrize(("reflow", "asked"), HIDES)
def test_spacing_that_hides_the_parts_is_refused_with_what_is_missing(
    reflow: Callable[[str], str], asked: str
) -> None:
    with pytest.raises(SpecError, match=asked):
        read(reflow(raw().decode()).encode())


@pytest.mark.parametrize(
    ("after", "begins"),
    [
        ("7. mars 2025 mellom staten og \n", "kommunesektoren om Statsbudsjettet 2026"),
        ("Statistisk sentralbyrå 11. februar 2025, \n", "statistikk for offentlig forvaltnings"),
        ("samt anslått total \n", "skattesvikt på 6 mrd. kroner."),
        ("selskaper1. Prosent av brutto driftsinntekter. \n", "2015–2024."),
    ],
)
def test_an_empty_line_in_a_note_or_caption_leaves_no_half_sentence_in_the_text(
    after: str, begins: str
) -> None:
    text = raw().decode()
    at = text.index(after) + len(after)
    with pytest.raises(ShapeError, match=f"ventet et avsnitt .+; fant «{begins}"):
        read(f"{text[:at]}\n{text[at:]}".encode())


def test_a_paragraph_that_an_editor_says_begins_so_may_begin_in_lower_case() -> None:
    text = changed(("Netto driftsresultat for 2024 ser ut", "netto driftsresultat for 2024 ser ut"))
    with pytest.raises(ShapeError, match="ventet et avsnitt som begynner en setning"):
        read(text)
    note = read(text, spec().replace("avsnitt = [", 'avsnitt = ["^netto driftsresultat for", '))
    assert values(note) == values(read())


def test_other_values_come_through_as_printed() -> None:
    data = changed(
        ("0,8        -0,3", "0,8 –12,75"),
        ("11,4 13,8 12,3", "11,4 13,8 −2"),
        ("52,4   -  ", "52,4   48,1  "),
        ("1,3 1,4", "1,9 2,4"),
    )
    note = read(data)
    found = {(o.tabell, o.trykt): o for rows in facts_of(note).values() for o in rows}
    assert str(found["tabell-3", "–12,75"].verdi) == "-12.75"
    assert str(found["tabell-5", "−2"].verdi) == "-2"
    assert str(found["tabell-1", "48,1"].verdi) == "48.1"
    assert str(found["figur-3", "2,4"].verdi) == "2.4"


def test_a_value_that_was_missing_may_be_printed_next_time() -> None:
    note = read(changed(("8,6 7,8 6,0  ", "8,6 7,8 6,0 5,2 ")))
    row = next(o for o in facts_of(note)["tabell-3"] if o.aar == 2024)
    assert (row.trykt, row.status) == ("5,2", "anslag")


def test_a_wider_page_keeps_the_paragraphs_of_single_spaced_text() -> None:
    texts = [words(p.content) for p in paragraphs(read(squeeze(raw().decode()).encode()))]
    assert texts == [words(p.content) for p in paragraphs(read())]


def test_a_label_that_looks_like_a_number_ends_the_row_before_it() -> None:
    table = spec().index("[[tabell]]\nnummer = 5")
    description = spec()[:table] + spec()[table:].replace('tekst = "Landet"', 'tekst = "75"', 1)
    note = read(changed(("\nLandet 0,8 1,0 –0,4", "\n75 0,8 1,0 –0,4")), description)
    rows = [row for group in note.exhibit("tabell-5").groups for row in group.rows]
    assert [(row.label, [cell.printed for cell in row.cells]) for row in rows[-2:]] == [
        ("Over 50 000", ["1,4", "1,4", "–0,3", "13,4", "13,4", "11,6"]),
        ("75", ["0,8", "1,0", "–0,4", "12,9", "13,2", "11,2"]),
    ]


def test_an_empty_cell_stands_on_the_line_of_its_rows_values() -> None:
    label = "  Brutto driftsresultat              "
    text = raw().decode()
    row = next(
        line for line in text.split("\n") if line.startswith(label.rstrip()[:23]) and "8,6" in line
    )
    values = row.replace("Brutto driftsresultat", "").strip()
    note = read(text.replace(row, f"Brutto driftsresultat\n{values}").encode())
    cells = next(
        row.cells
        for group in note.exhibit("tabell-3").groups
        for row in group.rows
        if row.cells[-1].printed == "" and row.cells[0].line != row.lines[-1]
    )
    assert (cells[-1].aar, cells[-1].spans) == (2024, ())
    assert {cell.line for cell in cells} == {cells[0].line}

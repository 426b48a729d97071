"""The draft that ``sitegen new-note`` makes is read back, and compared with what must be there."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kommuneindikatorer.slugs import slug
from sitegen.facts.observation import Observation
from sitegen.facts.observations import observe
from sitegen.note.drafting.drafting import Drafted, draft_note
from sitegen.note.drafting.header import cycles, head_levels, split_words
from sitegen.note.drafting.rows import unmarked
from sitegen.note.drafting.words import basis_of, meaning_of, unit_of
from sitegen.note.model import Note
from sitegen.note.spec import NoteSpec, read_spec
from support.made_up import DAY, YEARS, MadeUp, made_up
from support.notes import paragraphs, raw, read, spec, words

GUESSED = {"indikator", "enhet"}
"""What only an editor, or the edition before, can say of table 1."""


def draft(data: bytes, day: date, previous: NoteSpec | None = None) -> Drafted:
    return draft_note(data, day, lambda text: slug(text, "-"), previous)


def read_with(found: Drafted) -> Note:
    assert found.faults == ()
    assert found.note
    return found.note


@pytest.fixture(scope="module")
def present() -> Drafted:
    """The present note, drafted with nothing to learn from."""
    return draft(raw(), date(2025, 3, 7))


@pytest.fixture(scope="module")
def another() -> MadeUp:
    return made_up()


@pytest.fixture(scope="module")
def next_year(another: MadeUp) -> Drafted:
    return draft(another.data, DAY, read_spec(spec(), "note.toml"))


def remarks(note: Note) -> list[tuple[str, str]]:
    found = [*note.footnotes, *(remark for e in note.exhibits for remark in e.remarks)]
    return [(remark.id, words(remark.content)) for remark in found]


def moved(text: str) -> str:
    return YEARS.sub(lambda year: str(int(year[0]) + 1), text)


def test_sections_captions_notes_and_sources_of_the_present_note_are_right(
    present: Drafted,
) -> None:
    note, real = read_with(present), read()
    assert note.heading == real.heading
    assert [(s.title, s.lines) for s in note.sections] == [
        (s.title, s.lines) for s in real.sections
    ]
    assert [e.caption for e in note.exhibits] == [e.caption for e in real.exhibits]
    assert [e.remarks for e in note.exhibits] == [e.remarks for e in real.exhibits]
    assert [e.source for e in note.exhibits] == [e.source for e in real.exhibits]
    assert note.footnotes == real.footnotes
    assert note.furniture == real.furniture
    assert note.shares == real.shares
    assert note.about == real.about


@pytest.mark.parametrize("name", ["tabell-2", "tabell-3", "tabell-5", "tabell-6", "figur-3"])
def test_every_cell_of_the_present_note_is_right_in_all_it_says(
    present: Drafted, name: str
) -> None:
    assert observe(read_with(present))[name] == observe(read())[name]


def test_every_cell_of_table_1_is_right_but_for_names_that_only_an_editor_knows(
    present: Drafted,
) -> None:
    found, real = observe(read_with(present))["tabell-1"], observe(read())["tabell-1"]
    hidden = dict.fromkeys(GUESSED, "")
    assert [replace(o, **hidden) for o in found] == [replace(o, **hidden) for o in real]  # type: ignore[arg-type]
    guesses = [d.row for d in present.doubts["tabell-1"] if "indikatoren" in d.words]
    told = {o.rad for o, r in zip(found, real, strict=True) if o.indikator != r.indikator}
    assert told - set(guesses) == {"Disposisjonsfond, pst. av driftsinntekter"}


def test_names_units_and_titles_are_learned_from_the_edition_before() -> None:
    note = read_with(draft(raw(), date(2025, 3, 7), read_spec(spec(), "note.toml")))
    assert observe(note) == observe(read())
    assert [e.title for e in note.exhibits] == [e.title for e in read().exhibits]


def test_how_a_figure_is_drawn_again_is_taken_over_with_its_years_moved(
    next_year: Drafted,
) -> None:
    rebuilt = {f.nummer: f.gjenskapt for f in read_spec(next_year.text, "note.toml").figur}
    before = {f.nummer: f.gjenskapt for f in read_spec(spec(), "note.toml").figur}
    for number in (1, 2):
        was, found = before[number], rebuilt[number]
        assert was
        assert found
        assert (found.slag, found.tabell, found.serie) == (was.slag, was.tabell, was.serie)
        assert found.avvik == tuple(moved(words) for words in was.avvik)
    told = [doubt.words for doubt in next_year.doubts["figur-2"]]
    assert told[0].startswith("gjenskapt og avvik er overtatt")


def test_a_figure_whose_row_is_gone_is_not_drawn_again() -> None:
    text = made_up().text.replace("Aktivitetsendring i kommunesektoren", "Aktiviteten")
    found = draft(text.encode(), DAY, read_spec(spec(), "note.toml"))
    figures = {f.nummer: f.gjenskapt for f in read_spec(found.text, "note.toml").figur}
    assert figures[1]
    assert figures[2] is None
    assert "mangler aktivitet_endring" in found.doubts["figur-2"][0].words


def test_every_cell_of_the_made_up_edition_is_right(another: MadeUp, next_year: Drafted) -> None:
    found = observe(read_with(next_year))
    assert {name: [o.verdi for o in rows] for name, rows in found.items()} == another.values
    for name, rows in observe(read()).items():
        assert [meaning(o) for o in found[name]] == [meaning(a_year_later(o)) for o in rows]


def meaning(o: Observation) -> tuple[object, ...]:
    about = (o.indikator, o.gruppe, o.aar, o.utvalg, o.enhet, o.grunnlag, o.status, o.fotnoter)
    return (o.radgruppe, o.rad, o.kolonnegruppe, o.kolonne, *about)


def a_year_later(o: Observation) -> Observation:
    return replace(o, aar=o.aar + 1, kolonne=moved(o.kolonne))


def test_the_table_that_is_new_is_read_whole(next_year: Drafted) -> None:
    note = read_with(next_year)
    table = note.exhibit("tabell-4")
    assert table.title == "Langsiktig gjeld i kommunene og fylkeskommunene"
    assert [remark.sign for remark in table.remarks] == ["1", "2"]
    rows = observe(note)["tabell-4"]
    assert {o.indikator for o in rows} == {"langsiktig_gjeld"}
    assert [o.status for o in rows[:3]] == ["endelig", "endelig", "anslag"]
    assert {(o.utvalg, o.grunnlag, o.enhet) for o in rows} == {
        ("alle", "konsern", "prosent av brutto driftsinntekter")
    }
    assert [o.fotnoter for o in rows[3:6]] == [("2",), ("2",), ("2", "1")]
    assert rows[4].verdi is None
    assert [o.gruppe for o in rows[::3]] == ["kommunesektoren", "kommunene", "fylkeskommunene"]


def test_the_text_of_the_made_up_edition_is_whole(next_year: Drafted) -> None:
    note, real = read_with(next_year), read()
    assert [s.title for s in note.sections] == [s.title for s in real.sections]
    assert [e.id for e in note.exhibits if e.kind == "figur"] == ["figur-1", "figur-2", "figur-3"]
    wanted = [(i, moved(text)) for i, text in remarks(real) if not i.startswith("figur-4")]
    assert [found for found in remarks(note) if not found[0].startswith("tabell-4")] == wanted
    text = [
        moved(words(p.content)).replace("Dette framgår av figur 4. ", "") for p in paragraphs(real)
    ]
    found = [words(p.content) for p in paragraphs(note)]
    assert "".join("".join(text).split()) == "".join(
        "".join(p for p in found if not p.startswith("Tabell 4 viser")).split()
    )


def test_each_doubt_stands_in_the_file_beside_what_it_is_about(next_year: Drafted) -> None:
    comments = [line for line in next_year.text.splitlines() if "# usikker: " in line]
    assert len(comments) >= sum(len(found) for found in next_year.doubts.values()) - 1
    row = next(line for line in next_year.text.splitlines() if "de siste er antatt tomme" in line)
    assert row.startswith('  { tekst = "Brutto driftsresultat"')
    assert "tomme = [2025]" in row


def test_a_date_other_than_the_notes_own_is_told() -> None:
    found = draft(raw(), date(2025, 3, 8))
    assert "datoen; notatet sier 7. mars 2025" in [doubt.words for doubt in found.doubts["notat"]]


def test_a_row_that_no_table_takes_is_told() -> None:
    text = raw().decode() + "\n\n Svalbard 1,0 2,0 3,0\n"
    found = draft(text.encode(), date(2025, 3, 7))
    last = text.split("\n").index(" Svalbard 1,0 2,0 3,0") + 1
    assert [d.line for d in found.doubts["notat"]] == [last]
    assert found.note is None
    assert f"linje {last}" in found.faults[0]


def test_a_table_without_its_header_is_told_and_the_rest_is_drafted() -> None:
    text = raw().decode().replace(" 2015 2016 2017 2018 2019 2020 2021 2022 2023 20241 \n", "\n")
    found = draft(text.encode(), date(2025, 3, 7))
    assert next(d.words for d in found.doubts["tabell-3"]).startswith("fant ikke tallene")
    assert found.found["tabeller med tall"] == 4
    assert "Tabellen må beskrives for hånd" in found.text


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Netto driftsresultat Disposisjonsfond", ["Netto driftsresultat", "Disposisjonsfond"]),
        ("Alle kommuner utenom Oslo Utvalget", ["Alle kommuner utenom Oslo", "Utvalget"]),
        ("Kommunene Fylkeskommunene", ["Kommunene", "Fylkeskommunene"]),
        ("", []),
    ],
)
def test_a_header_line_is_split_into_its_cells(text: str, cells: Sequence[str]) -> None:
    assert split_words(text) == cells


def test_years_that_start_over_stand_under_as_many_headings() -> None:
    years = [2023, 2024, 2023, 2024]
    assert cycles(years) == 2
    levels, columns, rest = head_levels(years, "Kommunene Fylkeskommunene", "Sum", 4)
    assert levels[0].cells == (("Kommunene", 2), ("Fylkeskommunene", 2))
    assert (columns, rest) == (years, "Sum")
    with pytest.raises(ValueError, match="2 overskrifter over årene, men fant 1"):
        head_levels(years, "Kommunene", "", 4)


@pytest.mark.parametrize(
    ("label", "plain", "marks"),
    [
        ("Over 50 000 1", "Over 50 000", ("1",)),
        ("Kommunene (inkl. Oslo)1", "Kommunene (inkl. Oslo)", ("1",)),
        ("Samlede inntekter, pst.2", "Samlede inntekter, pst.2", ()),
        ("10–20 000", "10–20 000", ()),
    ],
)
def test_a_mark_is_taken_off_a_label_where_there_is_such_a_note(
    label: str, plain: str, marks: tuple[str, ...]
) -> None:
    assert unmarked(label, {"1"}) == (plain, marks)


def test_known_words_have_known_meanings() -> None:
    assert meaning_of("3–5 000", "x") == {"gruppe": "folkemengde-3000-5000"}
    assert meaning_of("0–3 000", "x") == {"gruppe": "folkemengde-0-3000"}
    assert meaning_of("Over 50 000", "x") == {"gruppe": "folkemengde-over-50000"}
    assert meaning_of("Trøndelag", "trondelag") == {"gruppe": "trondelag"}
    assert meaning_of("Noe helt annet", "x") == {}
    assert unit_of("Prosent av brutto driftsinntekter.") == "prosent av brutto driftsinntekter"
    assert unit_of("Gjeld i mrd. kroner") == "milliarder kroner"
    assert basis_of("Tall eks. kommunale foretak") == "kasse"
    assert basis_of("Tall inkl. kommunale foretak") == "konsern"


def test_the_made_up_edition_is_another_note(another: MadeUp) -> None:
    assert not set(re.findall(r"\d+,\d", another.text.split("Tabell 5")[0])) <= set(
        re.findall(r"\d+,\d", raw().decode())
    )
    changed = sum(
        a.verdi != b
        for name, rows in observe(read()).items()
        for a, b in zip(rows, another.values[name], strict=True)
    )
    assert changed > 250
    assert another.values["tabell-3"][18] == Decimal("0.1")

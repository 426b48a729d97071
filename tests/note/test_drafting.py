"""Last year's ``note.toml``, moved on, is read back and compared with what must be there."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.settled import settled
from sitegen.note.drafting import Drafted, draft_note
from sitegen.note.model import Note
from sitegen.note.read import read_note
from sitegen.publish.edition_folder import release_calendar
from support.made_up import DAY, YEARS, MadeUp, described, made_up
from support.notes import FOLDER, paragraphs, raw, read, spec, words

THIS_DAY = date(2025, 3, 7)


@pytest.fixture(scope="module")
def another() -> MadeUp:
    return made_up()


@pytest.fixture(scope="module")
def next_year(another: MadeUp) -> Drafted:
    return draft_note(another.data, DAY, spec())


@pytest.fixture(scope="module")
def note(another: MadeUp, next_year: Drafted) -> Note:
    """The made-up edition, read with its draft once the new table is described."""
    return read_note(another.data, described(next_year.text))


def drafted(*changes: tuple[str, str]) -> Drafted:
    """Return the draft of the present note with each text replaced, learned from itself."""
    text = raw().decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return draft_note(text.encode(), THIS_DAY, spec())


def doubts(found: Drafted) -> str:
    return "\n".join(words for _, words in found.doubts)


def footnotes(note: Note) -> list[tuple[str, str]]:
    found = [*note.footnotes, *(footnote for e in note.exhibits for footnote in e.footnotes)]
    return [(footnote.id, words(footnote.content)) for footnote in found]


def moved(text: str) -> str:
    return YEARS.sub(lambda year: str(int(year[0]) + 1), text)


def test_the_present_note_is_drafted_as_it_is_described() -> None:
    found = drafted()
    assert found.faults == ()
    assert found.note
    assert found.note == read_note(raw(), spec())
    note = settled(found.note, release_calendar(FOLDER))
    assert facts_of(note) == facts_of(read())


def test_every_cell_of_the_made_up_edition_is_right(another: MadeUp, note: Note) -> None:
    found = facts_of(settled(note, release_calendar(FOLDER)))
    assert {name: [o.verdi for o in rows] for name, rows in found.items()} == another.values
    for name, rows in facts_of(read()).items():
        assert [meaning(o) for o in found[name]] == [meaning(a_year_later(o)) for o in rows]


def meaning(o: Fact) -> tuple[object, ...]:
    about = (o.indikator, o.gruppe, o.aar, o.utvalg, o.enhet, o.grunnlag, o.status, o.fotnoter)
    return (o.radgruppe, o.rad, o.kolonnegruppe, o.kolonne, *about)


def a_year_later(o: Fact) -> Fact:
    return replace(o, aar=o.aar + 1, kolonne=moved(o.kolonne))


def test_what_is_said_of_the_note_is_moved_on(note: Note) -> None:
    assert note.about.date == DAY
    assert note.about.meeting.endswith("om statsbudsjettet 2027")
    assert "7. mars 2026" in note.about.source
    assert note.about.budget_year == 2027


def test_a_new_table_stops_the_reading_until_it_is_described(next_year: Drafted) -> None:
    assert next_year.note is None
    assert [fault.partition(":")[2] for fault in next_year.faults] == [
        " ventet en verdi for «tabell.6.hode»; fant ingenting.",
        " ventet en verdi for «tabell.6.radgruppe»; fant ingenting.",
    ]
    assert "ny tabell: beskriv den som de andre" in doubts(next_year)
    assert "«2 Tallet for 2024 er ikke sammenlignbart.»" in doubts(next_year)
    stub = tomllib.loads(next_year.text)["tabell"][-1]
    assert stub["tittel"] == "Langsiktig gjeld i kommunene og fylkeskommunene"


def test_the_table_that_is_new_is_read_whole(note: Note) -> None:
    table = note.exhibit("tabell-4")
    assert table.title == "Langsiktig gjeld i kommunene og fylkeskommunene"
    assert [footnote.sign for footnote in table.footnotes] == ["1", "2"]
    rows = facts_of(note)["tabell-4"]
    assert {o.indikator for o in rows} == {"langsiktig_gjeld"}
    assert [o.status for o in rows[:3]] == ["endelig", "endelig", "anslag"]
    assert {(o.utvalg, o.grunnlag, o.enhet) for o in rows} == {
        ("alle", "konsern", "prosent av brutto driftsinntekter")
    }
    assert [o.fotnoter for o in rows[3:6]] == [("2",), ("2",), ("2", "1")]
    assert rows[4].verdi is None
    assert [o.gruppe for o in rows[::3]] == ["kommunesektoren", "kommunene", "fylkeskommunene"]


def test_the_text_of_the_made_up_edition_is_whole(note: Note) -> None:
    real = read()
    assert [s.title for s in note.sections] == [s.title for s in real.sections]
    assert [e.id for e in note.exhibits if e.kind == "figur"] == ["figur-1", "figur-2", "figur-3"]
    wanted = [(i, moved(text)) for i, text in footnotes(real) if not i.startswith("figur-4")]
    assert [found for found in footnotes(note) if not found[0].startswith("tabell-4")] == wanted
    text = [
        moved(words(p.content)).replace("Dette framgår av figur 4. ", "") for p in paragraphs(real)
    ]
    found = [words(p.content) for p in paragraphs(note)]
    assert "".join("".join(text).split()) == "".join(
        "".join(p for p in found if not p.startswith("Tabell 4 viser")).split()
    )


def test_remarks_of_last_year_are_comments_in_their_own_words(
    note: Note, next_year: Drafted
) -> None:
    """Nobody has seen that they hold of this year's numbers; taken in, they read."""
    standard = "Tallene bak figuren er ikke trykt i notatet."
    assert {one.basis_note for one in note.exhibits if one.basis_note} == {standard}
    assert all(one.rebuild is None for one in note.exhibits)
    lines = next_year.text.split("\n")
    for name in ("figur-1", "figur-2"):
        was = read().exhibit(name).rebuild
        assert was
        assert all(f'#   "{words}",' in lines for words in was.differences)
    taken_in = re.sub(
        r"(?m)^# (?=\[figur\.gj|slag|tabell = 1|serie|  |\]|avvik)", "", next_year.text
    )
    again = read_note(made_up().data, described(taken_in))
    assert again.exhibit("figur-2").rebuild == read().exhibit("figur-2").rebuild


def test_each_doubt_stands_in_the_file_with_its_line(next_year: Drafted) -> None:
    lines = next_year.text.split("\n")
    assert len(next_year.doubts) == sum("# usikker: " in line for line in lines)
    for number, doubt in next_year.doubts:
        assert lines[number - 1].endswith(f"# usikker: {doubt}")
    empty = [line for line in lines if "# usikker: hvilke år som er tomme" in line]
    assert len(empty) == 3
    assert all("tomme = [2025]" in line for line in empty)


def test_doubts_of_last_year_are_not_carried_on(next_year: Drafted, another: MadeUp) -> None:
    again = draft_note(another.data, DAY, described(next_year.text))
    assert again.note
    assert again.text.count("# Utkast laget av") == 1
    assert "ny tabell" not in doubts(again)
    assert "er ikke funnet" not in doubts(again)


def test_tables_that_got_other_numbers_are_found_by_their_captions() -> None:
    numbers = [("abell 5", "abell 4"), ("abell 6", "abell 5"), ("abell 2", "abell 7")]
    found = drafted(*numbers)
    assert found.note
    old, new = facts_of(read()), facts_of(found.note)
    for was, now in (("tabell-5", "tabell-4"), ("tabell-6", "tabell-5"), ("tabell-2", "tabell-7")):
        assert [replace(o, tabell=was) for o in new[now]] == list(old[was])
    assert "# Tabell 4\n" in found.text


def test_captions_that_begin_alike_are_told_apart_by_their_order() -> None:
    found = drafted(("abell 3", "abell 9"), ("abell 2 ", "abell 3 "))
    assert found.note
    assert [o.verdi for o in facts_of(found.note)["tabell-3"]] == [
        o.verdi for o in facts_of(read())["tabell-2"]
    ]


def test_a_caption_with_other_words_keeps_its_description_and_a_doubt() -> None:
    found = drafted(
        ("Tabell 5 Netto driftsresultat i kommunene", "Tabell 5 Resultatet i kommunene")
    )
    assert found.note
    assert facts_of(found.note)["tabell-5"] == facts_of(read())["tabell-5"]
    assert "bildeteksten har fått nye ord" in doubts(found)


def test_a_table_that_is_gone_is_left_out() -> None:
    lines = raw().decode().split("\n")
    text = "\n".join([*lines[:426], *lines[462:]])
    assert "Tabell 3 Netto" not in text
    found = draft_note(text.encode(), THIS_DAY, spec())
    assert "tabell 3 i forrige utgave («Netto og brutto" in doubts(found)
    parsed = tomllib.loads(found.text)
    assert [table["nummer"] for table in parsed["tabell"]] == [1, 2, 5, 6]


def test_a_date_other_than_the_notes_own_is_told() -> None:
    found = draft_note(raw(), date(2025, 3, 8), spec())
    assert "datoen; notatet sier 7. mars 2025" in doubts(found)
    assert "datoen" not in doubts(drafted())


def test_a_section_that_is_new_or_gone_is_told() -> None:
    found = drafted(("2 Aktivitet- og inntektsutviklingen", "2 Aktiviteten"))
    assert "forrige utgave hadde ikke denne delen" in doubts(found)
    assert "fant ikke delen «Aktivitet- og inntektsutviklingen»" in doubts(found)
    assert found.note
    assert [section.title for section in found.note.sections][2] == "Aktiviteten"


@pytest.mark.parametrize(
    ("old", "new", "doubt", "fault"),
    [
        (
            "Nettofinansinvesteringer, pst.",
            "Netto finansiering, pst.",
            "teksten står ikke i note.txt",
            "raden «Nettofinansinvesteringer",
        ),
        (
            "Kilder: Statistisk sentralbyrå og Finansdepartementet",
            "Kilder: Finansdepartementet",
            "ingen linje i note.txt passer «^Kilder: Statistisk",
            "kilden til tabell 1",
        ),
        (
            "\n2 Indeksene det vises til",
            "\n2 Indekser",
            "begynner som linje 566, «2 Indekser her er",
            "note 2 (fotnote-2)",
        ),
    ],
)
def test_words_that_changed_are_told_in_the_draft_and_by_the_reading(
    old: str, new: str, doubt: str, fault: str
) -> None:
    found = drafted((old, new))
    assert doubt in doubts(found)
    assert fault in "\n".join(found.faults)


def test_a_row_that_no_table_takes_is_told() -> None:
    text = raw().decode() + "\n\n Svalbard 1,0 2,0 3,0\n"
    found = draft_note(text.encode(), THIS_DAY, spec())
    assert found.note is None
    last = text.split("\n").index(" Svalbard 1,0 2,0 3,0") + 1
    assert f"linje {last}" in found.faults[0]


def test_the_first_edition_names_all_that_must_be_described() -> None:
    found = draft_note(raw(), THIS_DAY)
    assert found.note is None
    parsed = tomllib.loads(found.text)
    assert [section["tittel"] for section in parsed["seksjon"]] == [
        section.title for section in read().sections[1:]
    ]
    real = [exhibit.id for exhibit in read().exhibits]
    named = [f"{kind}-{one['nummer']}" for kind in ("tabell", "figur") for one in parsed[kind]]
    assert sorted(named) == sorted(real)
    starts = {
        footnote.lines[0] for e in read().exhibits for footnote in e.footnotes if footnote.content
    }
    assert starts <= {int(n) for n in re.findall(r"begynner som linje (\d+)", found.text)}
    assert len(found.faults) == 2 * sum(name.startswith("tabell") for name in real)


def test_the_made_up_edition_is_another_note(another: MadeUp) -> None:
    assert not set(re.findall(r"\d+,\d", another.text.split("Tabell 5")[0])) <= set(
        re.findall(r"\d+,\d", raw().decode())
    )
    changed = sum(
        a.verdi != b
        for name, rows in facts_of(read()).items()
        for a, b in zip(rows, another.values[name], strict=True)
    )
    assert changed > 250
    assert another.values["tabell-3"][18] == Decimal("0.1")

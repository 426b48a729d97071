"""A note that no longer fits is refused with file, line, what was expected and what was found."""

import re

import pytest

from sitegen.facts.fact import facts_of
from sitegen.note.errors import CoverageError, ShapeError, SitegenError, SourceError, SpecError
from sitegen.note.read import read_note
from support.notes import changed, raw, read, spec


def cut_line(number: int) -> bytes:
    lines = raw().decode().split("\n")
    return "\n".join(lines[: number - 1] + lines[number:]).encode()


def after_line(number: int, text: str) -> bytes:
    lines = raw().decode().split("\n")
    return "\n".join([*lines[:number], text, *lines[number:]]).encode()


WRONG = {
    "a row gone": (
        cut_line(265),
        266,
        "raden «Utførte timeverk i kommunesektoren, pst. av landet»",
    ),
    "the last row gone": (cut_line(452), 453, "raden «Netto driftsresultat» i tabell 3"),
    "a row too many": (
        after_line(266, "Utlån   1,0   1,1   1,2   1,3   1,4   1,5   1,6   1,7   1,8   1,9"),
        267,
        "Sysselsatte personer",
    ),
    "a row too many at the end": (
        after_line(715, "Svalbard 0,8 1,0 1,0 12,9 13,2 11,2"),
        716,
        "hører til en celle",
    ),
    "a year column too many": (
        changed(
            (
                "2020 2021 2022 2023 20241 \n\nKommunesektoren           ",
                "2020 2021 2022 2023 20241 2025 \n\nKommunesektoren           ",
            )
        ),
        434,
        "10 kolonner i tabell 3",
    ),
    "a year column too few": (
        changed(("  2023 20241 \n\nKommunesektoren    \n", "  20241 \n\nKommunesektoren    \n")),
        359,
        "hodet «2023 …»",
    ),
    "a value gone": (changed(("18,2   18,8   19,0", "18,2   19,0")), 263, "10 tall på raden"),
    "a value too many": (
        changed(("18,2   18,8   19,0", "18,2   18,8   9,9   19,0")),
        263,
        "10 tall",
    ),
    "a value that is no number": (changed(("–0,4 12,9 13,2", "–0,4x 12,9 13,2")), 676, "6 tall"),
    "a caption not found": (
        changed(
            (
                "Tabell 5 Netto driftsresultat i kommunene",
                "Tabel 5 Netto driftsresultat i kommunene",
            )
        ),
        645,
        "bildeteksten til tabell 5",
    ),
    "a caption twice": (
        after_line(722, "Tabell 1 Utviklingen i kommuneøkonomien"),
        723,
        "bildeteksten til tabell 1 på én linje",
    ),
    "a section heading gone": (cut_line(326), 648, "overskriften til del 3"),
    "a table note gone": (cut_line(319), 255, "note 3"),
    "a mark without its note": (
        changed(("driftsinntekter3   8,2", "driftsinntekter7   8,2")),
        301,
        "en note «7»",
    ),
    "a mark without its page footnote": (
        changed(("fylkesvei.2 Dette", "fylkesvei.9 Dette")),
        537,
        "fotnote «9»",
    ),
    "a figure label gone": (changed(("1,3 1,4", "1,3")), 573, "6 dataetiketter"),
    "a legend gone": (
        changed(("2022 2023 2024\n\nhttps", "2022 2023\n\nhttps")),
        505,
        "forklaringen",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_fault_names_line_expected_and_found(name: str) -> None:
    data, line, expected = WRONG[name]
    with pytest.raises(ShapeError) as error:
        read(data, spec())
    fault = error.value.faults[0]
    assert fault.file == "note.txt"
    assert expected in fault.expected
    assert fault.found
    assert fault.line == line
    assert re.match(r"note\.txt, linje \d+: ventet .+; fant .+\.", str(fault))


WHOLE = {"a row gone": 10, "the last row gone": 10, "a section heading gone": 0}
"""Texts that are whole in themselves without a part, and how many values went with it."""


@pytest.mark.parametrize("name", [one for one in WRONG if one not in WHOLE])
def test_a_text_that_says_itself_where_parts_stand_is_refused_as_well(name: str) -> None:
    data, _, _ = WRONG[name]
    with pytest.raises((ShapeError, SpecError)) as error:
        read(data)
    assert all(re.search(r"ventet .+; fant .+\.", str(one)) for one in error.value.faults)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_left_means_what_it_meant(name: str) -> None:
    left, whole = (
        [
            (one.tabell, one.gruppe, one.indikator, one.aar, one.trykt)
            for rows in facts_of(note).values()
            for one in rows
        ]
        for note in (read(WRONG[name][0]), read())
    )
    rest = iter(whole)
    assert all(one in rest for one in left)  # in the same order, and nothing new
    assert len(whole) - len(left) == WHOLE[name]


@pytest.mark.parametrize(
    ("data", "line", "found"),
    [
        (b"", 1, "en tom fil"),
        (b" \n \n", 1, "en tom fil"),
        (b"%PDF-1.7\n", 1, "en PDF-fil"),
        (b"PK\x03\x04....", 1, "zip"),
        (b"Den\n\x00\x01", 2, "binær"),
        ("å\n".encode("utf-16"), 1, "UTF-16"),
        (raw().decode().replace("¾", "?").replace("–", "-").encode("cp1252", "replace"), 1, "0xF8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, line: int, found: str) -> None:
    with pytest.raises(SourceError) as error:
        read(data)
    assert (error.value.faults[0].line, found in error.value.faults[0].found) == (line, True)


def test_faults_in_several_tables_are_told_at_once() -> None:
    data = changed(("18,2   18,8   19,0", "18,2   19,0"), ("–0,4 12,9 13,2", "12,9 13,2"))
    with pytest.raises(ShapeError) as error:
        read(data)
    assert [fault.line for fault in error.value.faults] == [263, 676]


def test_every_fault_of_the_description_is_told_with_its_key() -> None:
    wrong = spec().replace('nummer = 1\ntittel = "Utv', 'numer = 1\ntittel = "Utv', 1)
    wrong = wrong.replace('grunnlag = "kasse"', 'grunnlag = "kassa"', 1)
    with pytest.raises(SpecError) as error:
        read(spec_text=wrong)
    told = str(error.value)
    assert "«seksjon.1.nummer»" in told
    assert "«seksjon.1.numer»" in told
    assert "«kassa»" in told


def test_a_header_whose_levels_differ_in_width_is_refused() -> None:
    wrong = spec().replace(
        'tekst = "Disposisjonsfond", over = 3', 'tekst = "Disposisjonsfond", over = 2', 1
    )
    with pytest.raises(SpecError, match="nivåer"):
        read(spec_text=wrong)


def test_a_correction_may_not_change_a_number() -> None:
    with pytest.raises(SpecError, match="lar tallene stå"):
        read(corrections=correction("^Landet 0,8 1,0 1,0", "1,0 1,0", "1,0 –0,4"))


def test_a_correction_whose_guard_fails_is_refused() -> None:
    with pytest.raises(SpecError, match="én gang på linje 248"):
        read(corrections=correction("^1 Samlet aktivitetsutvikling", "måles ved", "åles ved"))


def test_a_correction_mends_the_extraction() -> None:
    note = read(corrections=correction("^1 Samlet aktivitetsutvikling", " åles ved", " måles ved"))
    text = note.exhibit("figur-2").footnotes[0].content[0]
    assert "måles ved en indikator" in getattr(text, "text", "")


def test_a_rebuilt_figure_must_have_its_row() -> None:
    wrong = spec().replace(
        'tekst = "Aktiviteten", indikator = "aktivitet_endring"',
        'tekst = "Aktiviteten", indikator = "aktivitet"',
    )
    with pytest.raises(SpecError, match="figur 2, gjenskapt: ingen rad i tabell 1 med «aktivitet»"):
        read(spec_text=wrong)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('slag = "indeks"\ntabell = 1', 'slag = "indeks"'),
        ('slag = "kommunepar"', 'slag = "kommunepar"\ntabell = 1'),
        ('slag = "kommunepar"', 'slag = "indeks"'),
    ],
)
def test_only_an_index_is_rebuilt_from_a_table(old: str, new: str) -> None:
    with pytest.raises(SpecError, match="«indeks» må ha «tabell» og «serie»"):
        read(spec_text=spec().replace(old, new, 1))


TINY = """
[notat]
tittel = "Notat"
dato = 2025-03-07
mote = "møtet"
utgiver = "utvalget"
forkortelse = "U"
kilde = "PDF"
budsjettaar = 2026
overskrift = [{ fra = "^Notat$" }]
[[seksjon]]
nummer = 1
tittel = "Del"
[[tabell]]
nummer = 1
tittel = "Tall"
bildetekst = { fra = "^Tabell 1 Tall$" }
indikator = "tall"
utvalg = "alle"
enhet = "kroner"
grunnlag = "kasse"
hode = [["2023", "2024"]]
radgruppe = [{ rad = [{ tekst = "Landet", gruppe = "landet" }] }]
"""


@pytest.mark.parametrize("change", [("som i 2016»", "som i 2017»"), ("«", ""), ("»", "")])
def test_a_title_says_of_the_note_only_what_it_says(change: tuple[str, str]) -> None:
    said = next(line for line in spec().splitlines() if line.startswith("funn = "))
    with pytest.raises(SpecError, match="figur-1, gjenskapt: «funn» med ord som står i notatet"):
        read(spec_text=spec().replace(said, said.replace(*change)))


def test_a_text_that_ends_with_a_header_lacks_its_row() -> None:
    data = "Notat\n1 Del\nTabell 1 Tall\n2023 2024"
    assert read_note(f"{data}\nLandet 1 2".encode(), TINY).exhibit("tabell-1").groups
    with pytest.raises(ShapeError, match="raden «Landet» i tabell 1; fant slutten av teksten"):
        read_note(data.encode(), TINY)


def test_the_names_of_the_code_are_unknown_in_the_file() -> None:
    with pytest.raises(SpecError, match=r"en kjent nøkkel for «notat\.title»"):
        read(spec_text=spec().replace("tittel = ", "title = ", 1))


def test_all_faults_share_one_root() -> None:
    assert all(
        issubclass(e, SitegenError) for e in (SourceError, SpecError, ShapeError, CoverageError)
    )


def correction(line: str, expected: str, corrected: str) -> str:
    return (
        f"[[rettelse]]\nlinje = '{line}'\nventet = '{expected}'\n"
        f"rettet = '{corrected}'\ngrunn = 'prøve'\n"
    )

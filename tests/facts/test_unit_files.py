"""Unit data from several files: merged by unit and year, or the contradiction is named."""

import pytest

from sitegen.facts.unit_files import KOMMUNER, UnitFile, merge, read_unit_file, unit_csv
from sitegen.note.errors import SourceError
from sitegen.publish.unit_data import groups_of
from support.notes import ROOT

HEAD = "aar,kommunenummer,navn,landsdel,folkemengde,brutto_driftsinntekter,netto_driftsresultat"
OSLO = "2023,0301,Oslo - Oslove,Østlandet,717707,82721474,-691922"
EIGERSUND = "2024,1101,Eigersund,Agder og Rogaland,,1700000,45669"


def test_a_published_figure_far_out_is_counted_like_the_others() -> None:
    head = "aar,kommunenummer,navn,landsdel,folkemengde,brutto_driftsinntekter,netto_driftsresultat"
    rows = "2024,4601,Bergen,Vestlandet,290000,29000000,1\n2024,4619,Eidfjord,Vestlandet,1000,300000,120000"
    groups = groups_of({"kommuner.csv": f"{head}\n{rows}\n".encode()})
    (every,) = (one for one in groups if one.inndeling == "alle")
    assert every.statistikk["netto_driftsresultat"].antall == 2


def file(name: str, *rows: str, head: str = HEAD) -> UnitFile:
    return read_unit_file(name, "\n".join([head, *rows, ""]).encode())


def faults(name: str, *rows: str, head: str = HEAD) -> str:
    with pytest.raises(SourceError) as stopped:
        file(name, *rows, head=head)
    return str(stopped.value)


def test_two_years_in_two_files_are_one_file_of_both() -> None:
    (whole,) = merge([file("b.csv", EIGERSUND), file("a.csv", OSLO)]).values()
    assert whole.name == "kommuner_2023_2024.csv"
    assert unit_csv(whole).decode().splitlines() == [HEAD, OSLO, EIGERSUND]


def test_the_order_of_the_files_makes_no_difference() -> None:
    files = [file("a.csv", OSLO), file("b.csv", EIGERSUND, OSLO)]
    assert unit_csv(merge(files)[KOMMUNER]) == unit_csv(merge(files[::-1])[KOMMUNER])


def test_a_unit_in_two_files_of_the_same_year_may_say_the_same() -> None:
    wider = file("b.csv", f"{OSLO},endelig", head=f"{HEAD},status")
    (whole,) = merge([file("a.csv", OSLO), wider]).values()
    assert [row.cells["status"] for row in whole.rows] == ["endelig"]


def test_a_unit_that_two_files_say_different_things_of_stops_with_both_named() -> None:
    other = file("b.csv", EIGERSUND, OSLO.replace("-691922", "691922"))
    with pytest.raises(SourceError) as stopped:
        merge([file("a.csv", OSLO), other])
    (fault,) = stopped.value.faults
    assert str(fault) == (
        "b.csv, linje 3: ventet samme netto_driftsresultat for Oslo - Oslove (0301) i 2023 som i "
        "a.csv, linje 2; fant «691922», ikke «-691922». Er den nye filen rettet, legges den inn "
        "med «sitegen add-data --replace»."
    )


def test_the_files_of_the_project_come_through_byte_for_byte() -> None:
    for path in (ROOT / "data/kommuner").glob("*kommuner_*.csv"):
        data = path.read_bytes()
        (whole,) = merge([read_unit_file(path.name, data)]).values()
        assert (whole.name, unit_csv(whole)) == (path.name, data)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("24,0301,Oslo,Østlandet,1,2,3", "linje 2: ventet et årstall med fire sifre"),
        ("2024,301,Oslo,Østlandet,1,2,3", "ventet fire sifre i kolonnen kommunenummer; fant «301»"),
        ("2024,0301,,Østlandet,1,2,3", "ventet et navn i kolonnen navn; fant «»"),
        ("2024,0301,Oslo,Østlandet,0,2,3", "eller tomt når den ikke er kjent"),
        ("2024,0301,Oslo,Østlandet,1,,3", "ventet et helt tall over null, i 1000 kr"),
        ("2024,0301,Oslo,Østlandet,1,2,", "kolonnen netto_driftsresultat; fant «»"),
        ("2024,0301,Oslo,Østlandet,1,2,3 000", "Skriv tall uten mellomrom, komma og punktum."),
        ('2024,0301,Oslo,Østlandet,1,2,"3,5"', "fant «3,5»"),
        ("2024,0301,Oslo,Østlandet,1,2", "linje 2: ventet 7 felt, som i overskriften; fant 6"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(row: str, words: str) -> None:
    assert words in faults("a.csv", row)


def test_every_fault_of_a_file_is_told_but_not_hundreds() -> None:
    told = faults("a.csv", *["2024,301,Oslo,Østlandet,1,2,3"] * 30).splitlines()
    assert len(told) == 21
    assert told[-1] == "a.csv: ventet ingen flere feil; fant 10 feil til."


def test_a_unit_twice_in_a_year_is_named_with_both_lines() -> None:
    assert "0301 i 2023 på linje 2 og 4. Ta bort den ene." in faults("a.csv", OSLO, EIGERSUND, OSLO)


def test_a_heading_with_too_little_or_too_much_is_refused() -> None:
    assert "linje 1: ventet kolonnen aar" in faults("a.csv", OSLO, head=HEAD.replace("aar", "år"))
    assert "fant «gjeld»" in faults("a.csv", f"{OSLO},1", head=f"{HEAD},gjeld")
    assert "fant «status»" in faults(
        "a.csv", f"{OSLO},endelig,endelig", head=f"{HEAD},status,status"
    )
    assert "ventet rader under overskriften" in faults("a.csv")


@pytest.mark.parametrize(("sign", "words"), [(";", "semikolon"), ("\t", "tabulator")])
def test_another_separator_is_one_fault_with_its_remedy(sign: str, words: str) -> None:
    told = faults("a.csv", OSLO.replace(",", sign), head="\ufeff" + HEAD.replace(",", sign))
    assert told == (
        f"a.csv, linje 1: ventet felt skilt med komma; fant {words}. "
        "Lagre filen med komma mellom feltene."
    )


def test_an_empty_file_is_one_fault() -> None:
    assert faults("a.csv", head="").count("ventet") == 1


def test_figures_that_are_not_final_are_refused() -> None:
    assert "fant «foreløpig»" in faults("a.csv", f"{OSLO},foreløpig", head=f"{HEAD},status")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line() -> None:
    with pytest.raises(SourceError, match=r"a\.csv, linje 2: ventet tekst i UTF-8"):
        read_unit_file("a.csv", f"{HEAD}\n{EIGERSUND}\n{OSLO}".encode().replace(b"Agder", b"\xc5"))

"""``sitegen fetch --offline``: figures land whole and checked, or nothing is changed."""

import csv
import errno
import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import htpy as h
import pytest

from sitegen.cli.main import main
from sitegen.facts.fact import facts_of
from sitegen.facts.profile import profiles
from sitegen.facts.unit_files import FUND, INCOME
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.units import indicator_files
from sitegen.pages.phrase import Here
from sitegen.pages.places import find_places
from sitegen.pages.unit import debt_and_funds, own_page, units_csv, who
from sitegen.publish.kept_answers import kept_groups, usual
from sitegen.publish.unit_data import unit_files, unit_groups
from support.notes import ROOT, read
from support.office import Json, accounts, answers, changed, funds, groups, packed, people, table
from support.units import published

TWO_YEARS = ROOT / "tests/cases/unit_data"
RECORDED = ROOT / "tests/cases/office"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a checkout with the figures of 2023 and 2024."""
    folder = tmp_path / "prosjekt/data/kommuner"
    folder.mkdir(parents=True)
    for path in (*TWO_YEARS.glob("*.csv"), ROOT / "data/kommuner/kommuneregister.csv"):
        shutil.copy(path, folder)
    shutil.copy(ROOT / "data/kalender.toml", folder.parent)
    return tmp_path / "prosjekt"


def held(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def fetched(root: Path, files: dict[str, bytes], *names: str) -> int:
    folder = root.parent / "svar"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.json").write_bytes(data)
    return main(["fetch", *names, "--offline", str(folder), "--root", str(root)])


def rows(root: Path, name: str) -> list[str]:
    return held(root)[f"data/kommuner/{name}.csv"].decode().splitlines()


def row_of(lines: list[str], year: str, number: str) -> dict[str, str]:
    """Return a unit's row of a year by the names of its columns."""
    (found,) = (
        one for one in csv.DictReader(lines) if (one["aar"], one["kommunenummer"]) == (year, number)
    )
    return found


def test_new_figures_land_with_the_answers_they_are_made_from(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = answers()
    assert fetched(root, given) == 0
    after = held(root)
    for name, data in given.items():
        assert after[f"data/kilder/{name}.json"] == data
        about = tomllib.loads(after[f"data/kilder/{name}.toml"].decode())
        assert about["sha256"] == hashlib.sha256(data).hexdigest()
        assert about["oppdatert"] == "2026-06-15T06:00:00Z"
    assert about.keys() >= {"merknader"}
    names = {name for name in after if name.endswith(".csv")}
    assert names == {
        "data/kommuner/kommuneregister.csv",
        *(
            f"data/kommuner/{kind}_{years}.csv"
            for kind in ("kommuner", "fylkeskommuner")
            for years in ("2023", "2024_2025")
        ),
    }
    printed = capsys.readouterr().out
    assert "2025: 357 enheter, inntekter 674\u00a0170\u00a0449" in printed
    assert "2,300 prosent (som landstallet)" in printed


def test_a_row_is_what_the_office_says_of_the_unit(root: Path) -> None:
    assert fetched(root, answers()) == 0
    found = rows(root, "kommuner_2024_2025")
    assert found[0].startswith("aar,kommunenummer,navn,kommunenummer_2024,landsdel,folkemengde,")
    six = published("kommuner")
    own = ("folkemengde", "folkemengde_kilde")  # the stub's, of another table
    for year, number in (("2024", "0301"), ("2025", "1508"), ("2025", "5001")):
        ours, theirs = (row_of(lines, year, number) for lines in (found, six))
        assert {name: ours[name] for name in theirs if name not in own} == {
            name: value for name, value in theirs.items() if name not in own
        }
        assert ours["folkemengde_kilde"] == "07459"
    counties = rows(root, "fylkeskommuner_2024_2025")
    assert len(counties) == 1 + 14 + 14


def test_what_is_beside_the_file_says_where_it_is_from(root: Path) -> None:
    assert fetched(root, answers()) == 0
    after = held(root)
    about = tomllib.loads(after["data/kommuner/kommuner_2024_2025.toml"].decode())["datasett"]
    data = after["data/kommuner/kommuner_2024_2025.csv"]
    assert about["sha256"] == hashlib.sha256(data).hexdigest()
    assert [one["nummer"] for one in about["tabell"]] == ["12137", "07459"]
    assert "tabell 12137 oppdatert 15. juni 2026" in about["hentet_fra"]
    assert about["tittel"] == "Regnskapstall for hver kommune"


def test_the_same_answers_give_the_same_bytes_again(root: Path) -> None:
    assert fetched(root, answers()) == 0
    before = held(root)
    assert fetched(root, answers()) == 0
    assert main(["fetch", "--offline", str(root / "data/kilder"), "--root", str(root)]) == 0
    assert held(root) == before


def test_preliminary_figures_are_kept_and_wait(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetched(root, answers(updated="2026-03-16T07:00:00Z")) == 0
    assert "kommuner_2024.csv" in {path.name for path in (root / "data/kommuner").iterdir()}
    printed = capsys.readouterr().out
    assert "tallene for 2025 er foreløpige (tabellen er oppdatert 16. mars 2026)" in printed
    about = tomllib.loads((root / "data/kilder/12137.toml").read_text("utf-8"))
    assert about["status"] == {"2024": "endelig", "2025": "foreløpig"}


def test_a_zero_for_a_region_that_did_not_exist_is_missing(root: Path) -> None:
    cells, names = accounts()
    names["1507"] = "Ålesund (2020-2023)"
    for line in ("AGD13", "AGD23", "KG31"):
        for year in ("2024", "2025"):
            cells["1507", line, year] = 0
    assert fetched(root, answers() | {"12137": packed(table("12137", cells, names))}) == 0
    assert not [row for row in rows(root, "kommuner_2024_2025") if ",1507,Å" in row]


def test_an_old_number_is_read_as_the_new_one_and_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells, names = accounts()
    moved = {("3001" if k[0] == "3101" else k[0], *k[1:]): v for k, v in cells.items()}
    names["3001"] = "Halden (2020-2023)"
    assert fetched(root, answers() | {"12137": packed(table("12137", moved, names))}) == 0
    assert any(row.startswith("2025,3101,Halden,3101,") for row in rows(root, "kommuner_2024_2025"))
    assert "numre som ikke gjaldt i 2025, er byttet: 3001 som 3101." in capsys.readouterr().out


def test_population_counted_under_the_next_years_numbers_is_found(root: Path) -> None:
    cells, names = accounts("kommuner", 2023, 2024)
    # At 1 January 2024 Ålesund was two, and Halden had its new number.
    counted, places = people(2024)
    counted |= {(code, line, "2024"): amount for (code, line, _), amount in counted.items()}
    given = {"12137": packed(table("12137", cells, names))}
    given["07459"] = packed(table("07459", counted, places))
    assert fetched(root, given) == 0
    found = {
        tuple(row.split(",")[:2]): row.split(",")[5] for row in rows(root, "kommuner_2023_2024")
    }
    assert found["2023", "3001"] == str(counted["3101", "Personer1", "2024"])
    both = [counted[code, "Personer1", "2024"] or 0 for code in ("1508", "1580")]
    assert found["2023", "1507"] == str(sum(both))


def test_accounts_alone_keep_the_population_there_is(root: Path) -> None:
    given = answers()
    assert fetched(root, {"12137": given["12137"]}) == 0
    cells = [row.split(",") for row in rows(root, "kommuner_2024_2025")]
    assert {row[0]: row[5:7] for row in cells if row[1] == "4601"} == {
        "2024": ["293709", ""],
        "2025": ["", ""],
    }
    # The population that comes later is put to the accounts that are kept.
    assert fetched(root, {"07459": given["07459"]}) == 0
    cells = [row.split(",") for row in rows(root, "kommuner_2024_2025")]
    assert all(row[6] == "07459" for row in cells[1:])


def test_population_without_accounts_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held(root)
    assert fetched(root, {"07459": answers()["07459"]}) == 1
    assert held(root) == before
    assert "ventet regnskapene også; fant dem ikke. Hent tabell 12137 samtidig." in (
        capsys.readouterr().err
    )


def test_the_funds_show_everywhere_on_the_day_they_land(root: Path) -> None:
    given = answers()
    assert fetched(root, given) == 0
    assert fetched(root, {"12143": funds()}) == 0
    own = row_of(rows(root, "kommuner_2024_2025"), "2025", "1508")
    assert int(own[FUND]) == int(own[INCOME]) // 8
    about = tomllib.loads(held(root)["data/kommuner/kommuner_2024_2025.toml"].decode())
    assert "12143" in str(about)
    groups, note = unit_groups(root), read()
    (unit,) = (one for one in profiles(groups, unit_files(root)) if one.nummer == "1508")
    said = str(h.fragment[debt_and_funds(unit, Here(own_page(unit), find_places(note)))])
    assert "Disposisjonsfond var 12,5 prosent av driftsinntektene ved utgangen av 2025." in said
    assert "ikke tall for disposisjonsfond" not in said
    assert "disposisjonsfond,12.5" in next(iter(indicator_files(groups).values())).decode()
    assert any(
        row[:3] == ["2025", "Ålesund", FUND] for row in csv.reader(units_csv(unit).splitlines())
    )
    files = explorer_files(note, facts_of(note), groups, (ROOT / "docs/ordliste.md").read_text())
    shown = json.loads(files["enheter.json"])
    assert FUND in json.dumps(shown)
    # What comes without the funds later leaves them as they are.
    assert fetched(root, {"12137": given["12137"]}) == 0
    assert row_of(rows(root, "kommuner_2024_2025"), "2025", "1508")[FUND] == own[FUND]


@pytest.mark.parametrize("basis", ["kommunekassen", "kommunene"])
def test_funds_of_another_basis_or_of_none_that_is_said_are_refused(
    root: Path, capsys: pytest.CaptureFixture[str], basis: str
) -> None:
    before = held(root)
    assert fetched(root, answers() | {"12143": funds(basis)}) == 1
    assert held(root) == before
    said = capsys.readouterr().err
    assert "ventet en tittel som sier at tallene er konsern" in said
    assert f"fra balansen i {basis}" in said


def test_a_municipality_without_a_fund_has_one_of_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def empty(answer: Json) -> None:
        index = answer["dimension"][answer["id"][0]]["category"]["index"]
        place, total = (index[code] * 2 + 1 for code in ("4601", "EAK"))
        answer["value"][total] -= answer["value"][place]
        answer["value"][place] = 0

    assert fetched(root, answers() | {"12143": changed(funds(), empty)}) == 0
    assert row_of(rows(root, "kommuner_2024_2025"), "2025", "4601")[FUND] == "0"
    assert "tabell 12143: ingen tall" not in capsys.readouterr().out
    lost = changed(funds(), without("4601"))
    assert fetched(root, answers() | {"12143": lost}) == 1
    assert "(1000 kroner) i fond i alt i 2024" in capsys.readouterr().err


def test_the_fund_is_asked_for_by_itself_once_its_answer_is_kept(root: Path) -> None:
    assert "12143" not in usual(root)
    assert fetched(root, answers() | {"12143": funds()}) == 0
    assert "12143" in usual(root)


def test_a_county_keeps_its_name(root: Path) -> None:
    cells, names = accounts("fylkeskommuner")
    longer = {code: f"{name} fylkeskommune" for code, name in names.items()}
    given = {"12366": packed(table("12366", cells, longer))}
    assert fetched(root, given) == 0
    assert rows(root, "fylkeskommuner_2024_2025")[1].startswith("2024,11,Rogaland,")


def test_oslo_counts_once(root: Path) -> None:
    cells, names = accounts("fylkeskommuner")
    names["0300"] = "Oslo"
    for year in ("2024", "2025"):
        for line in ("AGD13", "AGD23"):
            cells["0300", line, year] = 1000
            cells["EAFK", line, year] = (cells["EAFK", line, year] or 0) + 1000
    assert fetched(root, {"12366": packed(table("12366", cells, names))}) == 0
    assert len(rows(root, "fylkeskommuner_2024_2025")) == 1 + 14 + 14


def test_revised_figures_and_large_changes_are_listed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells, names = accounts()
    cells["3101", "KG31", "2024"] = 1
    assert fetched(root, answers() | {"12137": packed(table("12137", cells, names))}) == 0
    printed = capsys.readouterr().out
    assert "Tall som er endret siden sist: " in printed
    assert "Halden 2024 → 2025: netto lånegjeld 1 → " in printed


def without(*codes: str) -> Callable[[Json], object]:
    """Return what empties the rows of some regions."""

    def change(answer: Json) -> None:
        region = answer["size"][0]
        index = answer["dimension"][answer["id"][0]]["category"]["index"]
        width = len(answer["value"]) // region
        for code in codes:
            place = index[code] * width
            answer["value"][place : place + width] = [None] * width

    return change


def more(code: str, amount: int) -> Callable[[Json], object]:
    """Return what adds to the first amount of a region's last year."""

    def change(answer: Json) -> None:
        index = answer["dimension"][answer["id"][0]]["category"]["index"]
        width = len(answer["value"]) // answer["size"][0]
        answer["value"][index[code] * width + answer["size"][-1] - 1] += amount

    return change


def renumbered(old: str, new: str) -> Callable[[Json], object]:
    """Return what gives a region another code."""

    def change(answer: Json) -> None:
        category = answer["dimension"][answer["id"][0]]["category"]
        category["index"] = {new if k == old else k: v for k, v in category["index"].items()}
        category["label"] = {new if k == old else k: v for k, v in category["label"].items()}

    return change


REFUSED: list[tuple[str, Callable[[Json], object], str]] = [
    ("12137", without("4601"), "alle kommuner i 2024; fant ingen rad for 4601 Bergen"),
    ("12366", without("4600"), "fant ingen rad for 46 Vestland"),
    ("12137", without("EAK"), "landstallet for 2024 (linjen EAK); fant ingen"),
    ("12137", more("4601", 1), "(avvik 1)"),
    ("12366", more("EAFK", 1), "(avvik −1)"),
    ("07459", more("4601", 1), "innbyggere i alt 1. januar 2026; fant"),
    ("07459", without("0"), "landstallet 1. januar 2025; fant ingen"),
    ("07459", without("4601"), "folkemengden i alle kommuner 1. januar 2025; fant ingen i 4601"),
    ("12137", renumbered("4601", "9998"), "9998 Bergen"),
    ("12137", renumbered("4601", "K-1101"), "hver enhet og hvert år én gang; fant 1101 to ganger"),
    ("12137", lambda answer: answer["value"].pop(), "den har 2147 verdier, men skal ha 2148"),
    ("12137", lambda answer: answer.pop("updated"), "når tabellen er oppdatert"),
    (
        "12137",
        lambda answer: answer["extension"]["px"].update(tableid="12134"),
        "tabell 12137: ventet tabell 12137; fant tabell 12134",
    ),
]


@pytest.mark.parametrize(("name", "change", "words"), REFUSED)
def test_what_is_wrong_is_said_and_changes_nothing(
    name: str,
    change: Callable[[Json], object],
    words: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, given = held(root), answers()
    given[name] = changed(given[name], change)
    assert fetched(root, given) == 1
    assert held(root) == before
    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.out == ""


def test_a_full_disk_leaves_everything_as_it_was(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = held(root), Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == "12366.json" and root in path.parents:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    assert fetched(root, answers()) == 1
    assert held(root) == before
    said = capsys.readouterr().err
    assert "ventet en mappe som kan skrives i; fant at disken er full." in said


def test_an_answer_that_is_not_what_its_checksum_says_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetched(root, answers()) == 0
    path = root / "data/kilder/12137.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert main(["fetch", "--offline", str(path.parent), "--root", str(root)]) == 1
    assert "med samme sjekksum" in capsys.readouterr().err


def test_the_recorded_register_is_ours(root: Path) -> None:
    assert fetched(root, {"klass": (RECORDED / "klass.json").read_bytes()}, "klass") == 0
    assert (root / "data/kilder/klass.json").is_file()


def test_a_municipality_that_the_register_lacks_stops_all(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads((RECORDED / "klass.json").read_text("utf-8"))
    content["codes"][0] |= {"code": "0302", "name": "Nyby"}
    before = held(root)
    assert fetched(root, answers() | {"klass": packed(content)}) == 1
    assert held(root) == before
    printed = capsys.readouterr().err
    assert "bare kommuner i registeret; fant 0302 Nyby. Endre kommuneregister.csv først." in printed
    assert "ventet også 0301 Oslo" in printed


@pytest.mark.parametrize("turned", [False, True])
def test_the_groups_of_a_made_answer_are_kept_and_shown(root: Path, turned: bool) -> None:  # noqa: FBT001
    assert fetched(root, {"kostragrupper": groups(turned=turned)}, "kostragrupper") == 0
    assert "kostragrupper" in usual(root)
    given = unit_files(ROOT)
    known = kept_groups(root)
    assert known["1508"] == "KOSTRA-gruppe 3"  # 1508 = 3 × 502 + 2
    of_all = unit_groups(ROOT)
    found = {one.nummer: one for one in profiles(of_all, given, known)}
    one = found["1508"]
    alike = [x for x in one.lister if x.navn == "Kommunene i KOSTRA-gruppe 3"]
    assert [len(x.plasser) for x in alike] == [sum(int(n) % 3 == 2 for n in known)]
    assert all(int(x.nummer) % 3 == 2 for x in alike[0].plasser)
    # The weighted mean of the newest year, by hand: results of those over their incomes.
    own = [
        row
        for row in csv.DictReader(published("kommuner", 2025))
        if int(row["kommunenummer"]) % 3 == 2
    ]
    result, income = (
        sum(int(row[name]) for row in own)
        for name in ("netto_driftsresultat", "brutto_driftsinntekter")
    )
    beside = next(x for x in one.ved if x.navn == "Kommunene i KOSTRA-gruppe 3")
    share = beside.verdier[-1]
    assert share is not None
    assert abs(float(share) * income - 100 * result) < income / 10**6
    # Ålesund was a part of a larger one until 2023: not in the group's figures then.
    assert one.aar[0].med == ("Haram",)
    here = Here(own_page(one), find_places(read()))
    assert "Vestlandet · KOSTRA-gruppe 3 · " in str(who(one, here))
    note = read()
    files = explorer_files(note, facts_of(note), of_all, "", None, known)
    units = json.loads(files["enheter.json"])["enheter"]
    column, place = units["kostra"], units["nummer"].index("1508")
    assert column["ord"][column["nr"][place]] == "KOSTRA-gruppe 3"


def test_without_an_answer_no_group_is_shown(root: Path) -> None:
    assert kept_groups(root) == {}
    assert "kostragrupper" not in usual(root)
    note, given = read(), unit_files(ROOT)
    of_all = unit_groups(ROOT)
    assert {one.kostra for one in profiles(of_all, given)} == {""}
    files = explorer_files(note, facts_of(note), of_all, "")
    assert set(json.loads(files["enheter.json"])["enheter"]["kostra"]["ord"]) == {""}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (groups(n1508=""), "KLASS 112: ventet også 1508 Ålesund; fant dem ikke"),
        (b"<html>", "KLASS 112: ventet hvilken KOSTRA-gruppe hver kommune er i"),
        (packed({"correspondenceItems": []}), "KLASS 112: ventet hvilken KOSTRA-gruppe"),
        (packed({"codes": []}), "KLASS 112: ventet hvilken KOSTRA-gruppe"),
        (
            changed(groups(), lambda one: one["correspondenceItems"][0].update(sourceCode="0302")),
            "KLASS 112: ventet bare kommuner i registeret; fant 0302",
        ),
        (
            changed(
                groups(),
                lambda one: one["correspondenceItems"].append(
                    one["correspondenceItems"][0] | {"targetName": "KOSTRA-gruppe 99"}
                ),
            ),
            "KLASS 112: ventet én gruppe for 0301; fant KOSTRA-gruppe 2 og KOSTRA-gruppe 99",
        ),
    ],
)
def test_groups_that_are_not_of_every_municipality_stop_all(
    root: Path, capsys: pytest.CaptureFixture[str], answer: bytes, said: str
) -> None:
    before = held(root)
    assert fetched(root, answers() | {"kostragrupper": answer}) == 1
    assert held(root) == before
    assert said in capsys.readouterr().err


def test_a_recorded_answer_of_another_table_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded = (RECORDED / "12134.json").read_bytes()
    assert fetched(root, {"12137": recorded}) == 1
    assert "tabell 12137: ventet tabell 12137; fant tabell 12134" in capsys.readouterr().err


def test_a_table_that_is_not_known_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetched(root, answers(), "99999") == 2
    assert "ukjent tabell: 99999" in capsys.readouterr().err

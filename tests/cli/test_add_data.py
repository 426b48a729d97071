"""``sitegen add-data``: a file comes to its place whole, or nothing is changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.notes import ROOT
from support.units import published

TWO_YEARS = ROOT / "tests/cases/unit_data"
# Published: Statistics Norway, table 12137, the national line, 1000 kr.
INCOME, RESULT = 674_170_449, 15_507_883


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a checkout with the two years that were there first."""
    folder = tmp_path / "prosjekt/data/kommuner"
    folder.mkdir(parents=True)
    for path in (*TWO_YEARS.glob("*.csv"), ROOT / "data/kommuner/kommuneregister.csv"):
        shutil.copy(path, folder)
    return tmp_path / "prosjekt"


def held(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data/kommuner").iterdir()}


def file(root: Path, lines: list[str], name: str = "nye.csv") -> Path:
    path = root.parent / name
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def add(root: Path, path: Path, *more: str) -> int:
    return main(["add-data", str(path), "--root", str(root), *more])


def test_a_further_year_is_put_in_its_place_as_it_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held(root)
    path = file(root, published("kommuner", 2025))
    assert add(root, path, "--sum", f"2025={INCOME},{RESULT}") == 0
    assert held(root) == {**before, "kommuner_2025.csv": path.read_bytes()}
    told = capsys.readouterr().out
    assert "357 enheter, inntekter 674\u00a0170\u00a0449" in told
    assert "2,300 prosent, 3 uten folkemengde (som oppgitt)" in told


def test_without_published_sums_the_files_own_are_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, file(root, published("fylkeskommuner", 2025))) == 0
    told = capsys.readouterr().out
    assert "2025: 14 enheter" in told
    assert "4,285 prosent (regnet ut her, ikke kontrollert)" in told


def test_sums_may_stand_in_a_file(root: Path) -> None:
    sums = root.parent / "summer.csv"
    head = "aar,brutto_driftsinntekter,netto_driftsresultat"
    sums.write_text(f"{head}\n2025,{INCOME},{RESULT}\n", encoding="utf-8")
    assert add(root, file(root, published("kommuner", 2025)), "--sums", str(sums)) == 0


def test_a_file_that_says_something_else_replaces_only_when_told_to(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, path = held(root), file(root, published("kommuner"), "kommuner_2020_2025.csv")
    assert add(root, path) == 1
    assert held(root) == before
    told = capsys.readouterr().err
    assert "samme folkemengde for Trondheim - Tråante (5001) i 2024 som i" in told
    assert "fant «», ikke «216517»" in told
    assert "legger du til --replace" in told
    assert add(root, path, "--replace") == 0
    del before["kommuner_2023_2024.csv"]
    assert held(root) == {**before, path.name: path.read_bytes()}


def test_a_file_that_repeats_the_old_one_replaces_it(root: Path) -> None:
    assert add(root, file(root, published("fylkeskommuner"))) == 0
    names = {name for name in held(root) if name.startswith("fylkes")}
    assert names == {"fylkeskommuner_2020_2025.csv"}


def test_a_corrected_year_leaves_the_other_years_of_the_old_file(root: Path) -> None:
    assert add(root, file(root, published("kommuner", 2024)), "--replace") == 0
    names = {name for name in held(root) if name.startswith("kommuner_")}
    assert names == {"kommuner_2023.csv", "kommuner_2024.csv"}
    old = (TWO_YEARS / "kommuner_2023_2024.csv").read_text("utf-8").splitlines()
    left = held(root)["kommuner_2023.csv"].decode().splitlines()
    assert left == [line for line in old if not line.startswith("2024")]


def changed(old: str, new: str) -> Callable[[list[str]], list[str]]:
    """Return what changes a text that stands once."""

    def change(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        assert text.count(old) == 1, (old, text.count(old))
        return text.replace(old, new).split("\n")

    return change


def without(start: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line for line in lines if not line.startswith(start)]


REFUSED: list[tuple[Callable[[list[str]], list[str]], str]] = [
    (without("2025,4601,"), "alle kommuner i 2025; fant ingen rad for 4601 Bergen"),
    (changed("2025,1508,", "2025,1507,"), "1507 Ålesund. Nummeret gjaldt til 2023."),
    (changed("2025,1508,", "2025,9998,"), "Sjekk nummeret i kommuneregister.csv for 2025."),
    (
        changed("2025,1101,Eigersund,1101,", "2025,1101,Eigersund,1103,"),
        "kommunenummer_2024 «1101»",
    ),
    (
        changed("Eigersund,1101,Agder og Rogaland", "Eigersund,1101,Vestlandet"),
        "«Agder og Rogaland»",
    ),
    (changed("2025,1101,Eigersund,", "2025,1101,Stavanger,"), "Sjekk at tallene på raden er"),
    (changed("2025,1101,", "1999,1101,"), "et år fra 2020; fant 1999"),
    (lambda lines: [*lines, lines[1]], "hver enhet én gang i året"),
    (lambda lines: [line.replace(",endelig", ",foreløpig") for line in lines], "«foreløpig»"),
    (lambda lines: [line.replace(",", ";") for line in lines], "skilt med komma; fant semikolon"),
    (lambda lines: lines[:1], "Filen må ha en rad for hver enhet i hvert år"),
]


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_a_file_with_a_fault_changes_nothing(
    change: Callable[[list[str]], list[str]],
    words: str,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = held(root)
    assert add(root, file(root, change(published("kommuner", 2025)))) == 1
    assert held(root) == before
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""


def test_amounts_in_kroner_are_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, first, *rest = published("kommuner", 2025)
    cells = rest[0].split(",")
    cells[7] += "000"
    assert add(root, file(root, [head, first, ",".join(cells), *rest[1:]])) == 1
    assert "linje 3: ventet inntekter i 1000 kr" in capsys.readouterr().err


def test_a_number_from_before_the_change_is_right_in_its_year_and_no_later(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, file(root, published("fylkeskommuner", 2020))) == 0
    moved = [line.replace("2020,", "2025,", 1) for line in published("fylkeskommuner", 2020)]
    assert add(root, file(root, moved)) == 1
    assert "30 Viken. Nummeret gjaldt til 2023." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"2025={INCOME},{RESULT - 1}", "avvik 1"),
        (f"2024={INCOME},{RESULT}", "rader for 2024, som summen gjelder; fant ingen"),
        ("2025=12", "--sum: ventet ÅR=INNTEKTER,RESULTAT"),
        ("2025=12", "Skriv året, likhetstegn og to hele tall"),
    ],
)
def test_rows_that_do_not_sum_to_what_is_published_are_refused(
    said: str, words: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = held(root)
    assert add(root, file(root, published("kommuner", 2025)), "--sum", said) == 1
    assert held(root) == before
    assert words in capsys.readouterr().err


def test_a_file_of_sums_without_its_columns_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sums = file(root, ["aar,sum", "2025,1"])
    assert add(root, file(root, published("fylkeskommuner"), "f.csv"), "--sums", str(sums)) == 1
    assert "ventet kolonnene aar, brutto_driftsinntekter" in capsys.readouterr().err


def test_a_column_that_the_old_file_has_may_not_go_unnoticed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, file(root, published("kommuner", 2025))) == 0
    short = [",".join(line.split(",")[:-1]) for line in published("kommuner", 2025)]
    assert add(root, file(root, short)) == 1
    assert "ventet kolonnen status, som" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(root, root / "finnes-ikke.csv") == 1
    told = capsys.readouterr().err
    assert "finnes-ikke.csv: ventet en fil som kan leses; fant ingen slik fil." in told


def test_where_a_missing_file_was_looked_for_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(root, Path("finnes-ikke.csv")) == 1
    assert f"Sjekk navnet. Det er lest fra mappen {Path.cwd()}." in capsys.readouterr().err


def test_nothing_is_put_in_a_folder_that_is_not_the_projects(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(root, published("kommuner", 2025))
    other = tmp_path / "annet"
    other.mkdir()
    assert main(["add-data", str(path), "--root", str(other)]) == 1
    assert "ventet prosjektets mappe, med data/kommuner/" in capsys.readouterr().err
    assert not list(other.iterdir())

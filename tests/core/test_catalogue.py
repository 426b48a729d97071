"""The catalogue of indicators, the register, and what they must agree with."""

import csv
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from kommuneindikatorer.compute import compute
from kommuneindikatorer.derivation import IDENTITIES
from kommuneindikatorer.document import Document, Source
from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import READERS
from kommuneindikatorer.register import find_kommuner, size_of, todays_code
from support.units import published

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = "kommuneindikatorer.measures.catalogue"
PACKED = ROOT / "src" / "kommuneindikatorer" / "register" / "kommuneregister.csv"


@pytest.mark.parametrize("one", INDIKATORER, ids=lambda one: one.id)
def test_an_indicator_is_made_of_known_lines_and_says_all_of_itself(one: object) -> None:
    assert set(one.behov) <= set(POST)  # type: ignore[attr-defined]
    texts = ("etikett", "formel", "basis", "kilde", "ikke_ment_for")
    assert all(getattr(one, name) for name in texts)


def test_the_glossary_has_a_row_for_every_indicator() -> None:
    glossary = (ROOT / "docs" / "ordliste.md").read_text(encoding="utf-8")
    anchors = set(re.findall(r"\{ #(\w+) \}", glossary))
    assert {one.id for one in INDIKATORER} <= anchors


def test_every_module_that_is_an_indicator_is_found_in_a_folder_and_in_a_zip(
    tmp_path: Path,
) -> None:
    package = ROOT / "src" / "kommuneindikatorer"
    archive = _core(tmp_path / "core.zip")
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r}); from {CATALOGUE} import INDIKATORER; "
    )
    show = "print(sys.modules['kommuneindikatorer'].__file__, *[one.id for one in INDIKATORER])"
    told = subprocess.check_output([sys.executable, "-c", code + show], text=True).split()
    assert told[0].startswith(str(archive))
    assert told[1:] == [one.id for one in INDIKATORER]
    named = re.findall(r"^INDIKATOR = Indikator\(", _sources(package / "measures"), re.MULTILINE)
    assert len(named) == len(INDIKATORER)


A_READER = '''"""A format that nobody has."""

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Reading
from kommuneindikatorer.readers.reader import Task

ID = "oppfunnet"
ETIKETT = "Oppfunnet"
PRECEDENCE = 0


def recognise(document: Document) -> int:
    return 100 if "OPPFUNNET" in document.head else 0


def read(task: Task) -> Reading:
    return Reading(ID, (), (), ())
'''


def test_a_new_format_is_one_module_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    archive = _core(tmp_path / "core.zip", {"readers/oppfunnet.py": A_READER})
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from kommuneindikatorer.reading import READERS\n"
        "print(*[one.ID for one in READERS])"
    )
    found = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert found == ["oppfunnet", "kostra", "mal", "ssb", "hovedbok", "skjema"]


def _core(archive: Path, added: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Pack the core as the browser has it, with further modules in it."""
    package = ROOT / "src" / "kommuneindikatorer"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in package.rglob("*.*"):
            packed.write(path, path.relative_to(package.parent))
        for name, text in added.items():
            packed.writestr(f"{package.name}/{name}", text)
    return archive


def _sources(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))


def test_identities_are_of_known_lines() -> None:
    for one in IDENTITIES:
        assert {one.total, *one.terms, *one.back} <= set(POST)
        assert set(one.back) <= set(one.terms)


def test_the_packed_register_is_the_published_one() -> None:
    published = ROOT / "data" / "kommuner" / "kommuneregister.csv"
    assert PACKED.read_bytes() == published.read_bytes()


def test_the_packed_sizes_are_the_newest_published_ones() -> None:
    newest: dict[str, str] = {}
    for row in csv.DictReader(published("kommuner")):
        if row["folkemengde"] and "+" not in row["kommunenummer_2024"]:
            newest[row["kommunenummer_2024"]] = row["folkemengde"]
    packed = PACKED.with_name("folkemengde.csv").read_text(encoding="utf-8").splitlines()
    assert {row["kommunenummer"]: row["folkemengde"] for row in csv.DictReader(packed)} == newest
    assert size_of("3005") == size_of("3301") == int(newest["3301"])
    assert size_of("1500") == sum(int(n) for code, n in newest.items() if code.startswith("15"))
    assert size_of("9999") is None
    assert size_of("0300") is None  # Oslo is in no county municipality
    assert size_of(None) is None


def test_a_code_of_any_year_finds_its_municipality() -> None:
    assert [one.navn for one in find_kommuner("3005")] == ["Drammen"]
    assert find_kommuner("3005") == find_kommuner("3301")
    assert [one.navn for one in find_kommuner("1507")] == ["Ålesund", "Haram"]
    assert (todays_code("3005"), todays_code("1507"), todays_code("9999")) == (
        "3301",
        "1507",
        "9999",
    )
    assert find_kommuner(None) == ()


def test_a_reader_that_is_certain_is_the_last_to_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for reader in READERS:
        recognise = reader.recognise

        def ask(
            document: Document, name: str = reader.ID, own: Callable[[Document], int] = recognise
        ) -> int:
            asked.append(name)
            return own(document)

        monkeypatch.setattr(reader, "recognise", ask)
    source = Source("k.csv", (ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv").read_bytes())
    assert compute((source,), Options()).format == "mal"
    assert asked == ["kostra", "mal"]

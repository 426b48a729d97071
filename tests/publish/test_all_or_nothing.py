"""A build or an extraction is whole, or leaves what was there."""

import hashlib
import shutil
from pathlib import Path

import pytest

from sitegen.cli.main import main
from sitegen.publish import tree
from sitegen.publish.tree import STAGING
from support.checkouts import copy_checkout, share_cache
from support.hosting import Site
from support.notes import FOLDER


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of what a build reads, so that a test may spoil it."""
    root = copy_checkout(tmp_path / "prosjekt")
    share_cache(root)
    return root


def test_extract_writes_the_model_and_the_tables(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert main(["extract", str(FOLDER), "--out", str(out)]) == 0
    assert len(list(out.iterdir())) == 7


def test_extract_writes_nothing_on_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "notat", tmp_path / "ut"
    shutil.copytree(FOLDER, folder)
    text = (folder / "note.txt").read_text(encoding="utf-8")
    (folder / "note.txt").write_text(text.replace("18,2   18,8", "18,2", 1), encoding="utf-8")
    assert main(["extract", str(folder), "--out", str(out)]) == 1
    assert not out.exists()
    assert "linje 263: ventet 10 tall på raden" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["note.txt", "note.toml"])
def test_a_missing_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "notat"
    shutil.copytree(FOLDER, folder)
    (folder / name).unlink()
    assert main(["extract", str(folder), "--out", str(tmp_path / "ut")]) == 1
    assert name in capsys.readouterr().err


def test_check_prints_coverage_cells_and_contradictions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(FOLDER)]) == 0
    told = capsys.readouterr().out
    assert "(100 %)" in told
    assert "340 tall i alt" in told
    assert "motsigelser og løse ender i notatet, gjengitt som trykt: 28" in told


def test_check_fails_on_a_character_in_no_part(tmp_path: Path) -> None:
    folder = tmp_path / "notat"
    shutil.copytree(FOLDER, folder)
    with (folder / "note.txt").open("a", encoding="utf-8") as file:
        file.write("\n\n Svalbard 1,0 2,0 3,0\n")
    assert main(["check", str(folder)]) == 1


@pytest.mark.slow
def test_a_failed_build_leaves_the_old_site_and_pages(checkout: Path) -> None:
    for path in (checkout / "site/index.html", checkout / STAGING / "index.md"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("som før", encoding="utf-8")
    before = digest(checkout / "site") | digest(checkout / STAGING)
    note = checkout / "data/notater/2025-03-07/note.txt"
    note.write_text(note.read_text(encoding="utf-8").replace("Tabell 6 Netto", "Netto"), "utf-8")
    assert main(["build", "--root", str(checkout), "--out", str(checkout / "site")]) == 1
    assert digest(checkout / "site") | digest(checkout / STAGING) == before


@pytest.mark.slow
def test_a_warning_from_the_site_builder_fails_the_build(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "docs/om/metode.md").write_text("# Metode\n\n[død](../finnes-ikke.md)\n", "utf-8")
    settings = (checkout / "mkdocs.yml").read_text(encoding="utf-8")
    # The notebook is seconds of work, and not what warns.
    assert settings.count("execute: true") == 1
    settings = settings.replace("execute: true", "execute: false")
    (checkout / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert main(["build", "--root", str(checkout), "--out", str(checkout / "site")]) == 1
    assert not (checkout / "site").exists()
    assert "finnes-ikke.md" in capsys.readouterr().err


@pytest.mark.slow
def test_a_build_from_nothing_is_the_same_to_the_byte_and_tells_only_that_it_is_done(
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Held against the site that all tests share, built elsewhere of what earlier builds kept."""
    capfd.readouterr()
    monkeypatch.setenv("SITE_URL", site.url)
    checkout = copy_checkout(tmp_path / "prosjekt")
    assert main(["build", "--root", str(checkout), "--out", str(checkout / "ny")]) == 0
    new = digest(checkout / "ny")
    assert new == digest(site.folder)
    assert "sitemap.xml.gz" in new
    assert not any(name.endswith(".map") for name in new)
    told = capfd.readouterr()
    assert told.err == ""
    assert [line.partition(": ")[2] for line in told.out.splitlines()] == [
        f"bygget i {checkout / 'ny'}/"
    ]


def test_what_cannot_be_put_in_place_leaves_the_old_folder(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "gammel.html").write_bytes(b"1")
    with pytest.raises(OSError, match="finnes-ikke"):
        tree.replace_folder(root, tmp_path / "finnes-ikke")
    assert (root / "gammel.html").read_bytes() == b"1"


@pytest.mark.slow
def test_a_recomputation_that_disagrees_with_the_note_stops_the_build(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = "82721474,-691922", "82721474,3691922"
    texts = {path: path.read_text("utf-8") for path in checkout.glob("data/kommuner/*.csv")}
    (path,) = (path for path, text in texts.items() if text.count(old) == 1)
    path.write_text(texts[path].replace(old, new), encoding="utf-8")
    assert main(["build", "--root", str(checkout), "--out", str(checkout / "site")]) == 1
    assert not (checkout / "site").exists()
    # One line for who wrote the note: the error's name and what differs, without the code around it.
    told = capsys.readouterr().err
    found = "mkdocs.yml: ventet sider som lar seg kjøre; fant AssertionError: Regnet Trykt Sted "
    assert told.startswith(f"FEIL {found}")
    assert "Kommunesektoren 1.9 1.3 Tabell 3" in told  # the note prints 1,3 for 2024
    assert told.count("\n") == 1
    assert [one for one in ("\x1b", "Traceback", "assert ", "sammen[") if one in told] == []

"""``sitegen new-note`` writes a whole edition or nothing, and tells what to look at."""

import re
import shutil
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.made_up import made_up, taught
from support.notes import FOLDER, pasted, raw, vocabulary
from support.pdf import begun

WORDS = """\
begrep = [{ etikett = "Netto gjeld", indikator = "netto_gjeld", gruppe = "kommunene", utvalg = "alle", grunnlag = "kasse" }]
indikator = [{ id = "netto_gjeld", kilde = "prøve" }]
gruppe = [{ id = "kommunene", kilde = "prøve" }]
rolle = [{ id = "gjeld", tittel = "Gjeld", bildetekst = "Netto finans" }]
"""
NEW = Path("data/notater/2026-03-07")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a checkout that has the present edition, and the made-up note beside it."""
    folder = tmp_path / "prosjekt/data/notater/2025-03-07"
    folder.mkdir(parents=True)
    for name in ("note.txt", "note.toml", "utsagn.toml"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    (folder.parents[1] / "begreper.toml").write_text(vocabulary(), encoding="utf-8")
    (tmp_path / "nytt.txt").write_bytes(made_up().data)
    return tmp_path / "prosjekt"


def new_note(root: Path, *more: str, text: str = "nytt.txt") -> int:
    return main(["new-note", str(root.parent / text), "--root", str(root), *more])


def test_the_edition_is_written_and_can_be_checked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_note(root, "--date", "2026-03-07") == 3
    assert (root / NEW / "note.txt").read_bytes() == made_up().data
    told = capsys.readouterr().out
    assert f"Skrevet: {root / NEW}/note.txt og note.toml" in told
    assert "er kopiert, med årene flyttet" in told
    assert "data/begreper.toml mangler én linje" in told
    assert [one["tittel"] for one in pasted(told)["rolle"]] == [
        "Langsiktig gjeld i kommunene og fylkeskommunene"
    ]
    assert re.search(r"note\.toml, linje \d+: tabell 3: årene er flyttet", told)
    lines = (root / NEW / "note.toml").read_text(encoding="utf-8").split("\n")
    assert len([line for line in lines if line and not line.startswith("#")]) <= 30
    words = root / "data/begreper.toml"
    words.write_text(taught(words.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["check", str(root / NEW)]) == 0
    told = capsys.readouterr().out
    assert "(100 %)" in told
    assert "tabell-5: 42 tall, 0 mangler" in told


def test_a_note_like_last_years_reads_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "likt.txt").write_bytes(raw())
    assert new_note(root, "--date", "2025-12-07", text="likt.txt") == 0
    told = capsys.readouterr().out
    assert "Notatet leses med utkastet" in told
    assert "tabell-5: 42 tall, 0 mangler" in told
    assert "datoen; notatet sier 7. mars 2025" in told


def test_an_edition_that_is_there_is_never_overwritten(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / "data/notater/2025-03-07/note.toml").read_bytes()
    assert new_note(root, "--date", "2025-03-07") == 1
    assert (root / "data/notater/2025-03-07/note.toml").read_bytes() == before
    assert "Slett eller flytt mappen først" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", "æ".encode("cp1252"), None])
def test_what_is_no_text_writes_nothing(root: Path, data: bytes | None) -> None:
    if data is not None:
        (root.parent / "fil.txt").write_bytes(data)
    assert new_note(root, "--date", "2026-03-07", text="fil.txt") == 1
    assert not (root / NEW).exists()
    assert [path.name for path in (root / "data/notater").iterdir()] == ["2025-03-07"]


def test_a_date_that_is_none_is_told_in_norwegian(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        new_note(root, "--date", "7. mars")
    assert stop.value.code == 2
    assert "«7. mars» er ingen dato" in capsys.readouterr().err


def test_a_draft_that_does_not_read_yet_has_its_own_exit_code(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "fil.txt").write_bytes(raw() + b"\n\n Svalbard 1,0 2,0 3,0\n")
    assert new_note(root, "--date", "2025-12-07", text="fil.txt") == 3
    told = capsys.readouterr().out
    assert "Notatet kan ikke leses med utkastet ennå:" in told
    assert "«Svalbard 1,0 2,0 3,0»" in told
    assert "utsagn.toml er kopiert uendret fra" in told
    assert (root / "data/notater/2025-12-07/note.toml").is_file()


def test_the_first_edition_has_none_to_learn_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tom/data").mkdir(parents=True)
    (tmp_path / "tom/data/begreper.toml").write_text(vocabulary(), encoding="utf-8")
    (tmp_path / "nytt.txt").write_bytes(raw())
    assert new_note(tmp_path / "tom", "--date", "2025-03-07") == 3
    told = capsys.readouterr().out
    assert "er kopiert" not in told
    assert "ingen utgave å lære av" in told


def test_a_pdf_gives_the_text_its_places_and_a_description_that_reads(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = begun()
    pdf.line("Tabell 1 Netto finans. Mill. kroner", step=18)
    pdf.rows([("", "2024", "2025"), ("Netto gjeld", "-18 420", "112 640")], (300, 380))
    (root.parent / "nytt.pdf").write_bytes(pdf.done())
    assert new_note(root, "--date", "2026-03-07", text="nytt.pdf") == 3
    told = capsys.readouterr().out
    lines = pasted(told)
    assert lines["begrep"] == [{"etikett": "Netto gjeld", "indikator": "…"}]
    assert lines["rolle"][0]["bildetekst"] == "Netto finans"
    words = root / "data/begreper.toml"
    words.write_text(WORDS, encoding="utf-8")
    shutil.rmtree(root / NEW)
    assert new_note(root, "--date", "2026-03-07", text="nytt.pdf") == 0
    assert "-18 420" in (root / "build/korrektur-2026-03-07.html").read_text(encoding="utf-8")
    written = sorted(path.name for path in (root / NEW).iterdir())
    assert written == ["note.toml", "note.txt", "oppsett.toml", "steder.json", "utsagn.toml"]
    assert "-18\u00a0420" in (root / NEW / "note.txt").read_text("utf-8")
    assert main(["check", str(root / NEW)]) == 0
    assert "tabell-1: 2 tall, 0 mangler" in capsys.readouterr().out

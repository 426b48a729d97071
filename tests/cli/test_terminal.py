"""What the terminal is shown and asked: words, never orders; and one sentence for what goes wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kommuneindikatorer.document import MAX_MB
from sitegen.cli.main import main
from sitegen.publish.tree import read_limited, reason
from sitegen.publish.versions.branch import Host, PublishError
from sitegen.publish.versions.release import Release, release

SITEGEN = Path(sys.executable).with_name("sitegen")
FILE = "aar;kommunenummer;navn;brutto_driftsinntekter;netto_driftsresultat\n2024;;{};1200000;5000\n"
EVIL = "Ås\x1b]0;pwn\x07\x9b31m\u202e"


def run(folder: Path, *arguments: str | bytes, **more: object) -> subprocess.CompletedProcess[str]:
    command = [SITEGEN, *arguments]
    done = subprocess.run(command, cwd=folder, check=False, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload]
    done.stderr = done.stderr.decode()
    return done


def test_names_of_a_file_and_in_it_give_the_terminal_no_orders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{EVIL}.csv"
    path.write_text(FILE.format(EVIL), encoding="utf-8")
    main(["compute", str(path), str(tmp_path / f"{EVIL}borte.csv"), "--all"])
    said = "".join(capsys.readouterr())
    assert "\\u001b]0;pwn\\u0007" in said
    assert [sign for sign in said if not sign.isprintable() and sign not in "\n\xa0\u202f"] == []


def test_json_is_the_same_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"{EVIL}.csv"
    path.write_text(FILE.format("Ås"), encoding="utf-8")
    main(["compute", str(path), "--json"])
    assert json.loads(capsys.readouterr().out)["filer"][0]["navn"] == f"{EVIL}.csv"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_utf_8_is_read_and_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"r\xe6d.csv")).write_text(FILE.format("Ås"), encoding="utf-8")
    done = run(tmp_path, "compute", b"r\xe6d.csv", b"\xff.csv", stdout=subprocess.PIPE)
    assert "Traceback" not in done.stderr
    assert b"r\\udce6d.csv: " in done.stdout  # type: ignore[operator]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs the device that has no end")
def test_a_file_without_end_is_read_so_far_and_refused() -> None:
    with pytest.raises(OSError, match="/dev/zero") as caught:
        read_limited(Path("/dev/zero"), 1000)
    assert reason(caught.value) == f"en fil på mer enn {MAX_MB} MB"
    assert len(read_limited(Path(__file__), Path(__file__).stat().st_size)) > 1000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(FILE.format("Ås"), encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = run(tmp_path, "compute", "a.csv", stdout=full)
    assert done.returncode == 1
    assert (
        done.stderr == "FEIL utskriften: ventet å kunne lese og skrive; fant at disken er full.\n"
    )


def test_a_disk_that_is_full_during_a_build_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "docs/a.md"))

    monkeypatch.setattr("sitegen.cli.site.note_folder", full)
    assert main(["generate", "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.endswith("docs/a.md: ventet å kunne lese og skrive; fant at disken er full.\n")
    assert said.count("\n") == 1


@pytest.mark.parametrize("remote", ["--upload-pack=touch x", "-x", "", "a\nb"])
def test_a_remote_is_no_option(tmp_path: Path, remote: str) -> None:
    with pytest.raises(PublishError, match="fjernlager"):
        Host(tmp_path, remote)
    command = ["rollback", f"--remote={remote}", "--root", str(tmp_path)]
    assert main(command) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("branch", ["-x", "a..b", "", "a b", "a/", "x.lock", "@{1}"])
def test_a_branch_is_a_branch(tmp_path: Path, branch: str) -> None:
    with pytest.raises(PublishError, match="en gren"):
        Host(tmp_path, branch=branch)


ARABIC = "2025-03-07".translate(
    str.maketrans("02357", "".join(chr(0x660 + n) for n in (0, 2, 3, 5, 7)))
)
NAMES = ["9999-99-99", "2025-02-30", "2025-03-07.01", "2025-03-07.0", ARABIC, "2025-03-07\n"]


@pytest.mark.parametrize("name", NAMES)
def test_a_version_is_a_day_there_is_and_a_number_from_one(name: str) -> None:
    with pytest.raises(PublishError, match="et navn som"):
        release(Release(name, "Utgave", {}))


@pytest.mark.parametrize("number", ["-5", "0", "x", "٣", "1e3", "12 ", "1" * 10])
@pytest.mark.parametrize("command", [["preview"], ["proposal"], ["build", "--proposal"]])
def test_a_proposal_s_number_is_one(
    capsys: pytest.CaptureFixture[str], command: list[str], number: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, number])
    assert stopped.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "day", ["0001-01-01", "20260306", "2026-W10-5", "2026-02-30", "٢٠٢٦-٠٣-٠٦"]
)
def test_a_note_s_day_is_one_of_this_century(capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit):
        main(["new-note", "n.txt", "--date", day])
    assert "er ingen dato" in capsys.readouterr().err


@pytest.mark.parametrize(
    "home", ["", "https://a.no", "a/", "file:///etc/", 'https://a.no/"x/', "https://a.no/ b/"]
)
def test_the_address_of_the_site_is_an_address(
    home: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", home)
    assert main(["await", "pr-1"]) == 1
    assert "adressen der alle utgavene ligger" in capsys.readouterr().err

"""What a proposal changes is told in a comment, with evidence beside the preview."""

from pathlib import Path

import pytest

from sitegen.note.errors import SourceError
from sitegen.publish.proposal import CUT, LIMIT, SHOWN, proposal, read_evidence, shortened
from sitegen.publish.tree import write_folder
from support.notes import changed, read
from support.snapshots import base_files, files

ADDRESS = "https://tbu.example.org/pr-12/"


def site(folder: Path, data: dict[str, bytes], **charts: str) -> Path:
    drawn = {
        f"diagram/{name}.{ending}": f"{ending} {look}".encode()
        for name, look in charts.items()
        for ending in ("svg", "png")
    }
    write_folder(folder, {f"data/{name}": content for name, content in data.items()} | drawn)
    return folder


def comment(files: dict[str, bytes]) -> str:
    return files["kommentar.md"].decode()


def test_a_proposal_without_a_difference_says_so_and_shows_no_picture(tmp_path: Path) -> None:
    one = site(tmp_path / "a", base_files(), figur="x")
    other = site(tmp_path / "b", base_files(), figur="x")
    found = proposal(one, other, ADDRESS, "340 tall i alt\n")
    assert set(found) == {"kommentar.md", "forslag/index.html"}
    assert comment(found).startswith(f"Forhåndsvisning: <{ADDRESS}>\n")
    assert "Ingen forskjeller." in comment(found)
    assert "Ingen figurer er tegnet annerledes." in comment(found)
    assert "```\n340 tall i alt\n```" in comment(found)


def test_a_changed_a_new_and_a_lost_chart_are_shown_with_the_changed_cell(tmp_path: Path) -> None:
    after = files(read(changed(("0,8        -0,3", "0,8        -0,5"))))
    one = site(tmp_path / "a", base_files(), lik="x", endret="x", borte="x")
    other = site(tmp_path / "b", after, lik="x", endret="y", ny="y")
    found = proposal(one, other, ADDRESS, "")
    assert "| −0,3 | −0,5 | −0,2 |" in comment(found)
    assert f"[Hele sammenligningen]({ADDRESS}forslag/)" in comment(found)
    shown = f"![endret før]({ADDRESS}forslag/endret-for.png)"
    assert f"| endret | {shown} | ![endret nå]({ADDRESS}forslag/endret-na.png) |" in comment(found)
    assert "| borte | ![borte før]" in comment(found)
    assert f"| ny | finnes ikke | ![ny nå]({ADDRESS}forslag/ny-na.png) |" in comment(found)
    assert "lik" not in comment(found)
    pictures = {name: data for name, data in found.items() if name.endswith(".png")}
    assert pictures == {
        "forslag/borte-for.png": b"png x",
        "forslag/endret-for.png": b"png x",
        "forslag/endret-na.png": b"png y",
        "forslag/ny-na.png": b"png y",
    }


def test_of_many_changed_charts_the_rest_are_named(tmp_path: Path) -> None:
    names = [f"figur-{number}" for number in range(1, SHOWN + 3)]
    one = site(tmp_path / "a", base_files(), **dict.fromkeys(names, "x"))
    other = site(tmp_path / "b", base_files(), **dict.fromkeys(names, "y"))
    found = proposal(one, other, ADDRESS, "")
    assert comment(found).count("-na.png)") == SHOWN
    assert f"… og 2 til: {names[-2]}, {names[-1]}" in comment(found)
    assert sum(name.endswith("-na.png") for name in found) == len(names)


def test_a_build_that_cannot_be_read_is_never_no_difference(tmp_path: Path) -> None:
    one = site(tmp_path / "a", base_files())
    with pytest.raises(SourceError):
        proposal(one, tmp_path, ADDRESS, "")


def test_only_the_evidence_is_shown_with_the_preview(tmp_path: Path) -> None:
    evidence = {"forslag/index.html": b"<p>", "forslag/a-na.png": b"a"}
    write_folder(tmp_path, evidence | {"kommentar.md": b"x", "check.txt": b""})
    assert read_evidence(tmp_path) == evidence


@pytest.mark.parametrize("word", ["ø", "\U0001f600", "e\u0301"])
def test_a_long_comment_is_cut_after_a_whole_line_with_what_is_open_closed(word: str) -> None:
    row = f"| {word * 40} |"
    text = f"Før\n<details><summary>Tall</summary>\n\n```\n{f'{row}\n' * 3000}```\n\n</details>\n"
    found = shortened(text)
    assert LIMIT - 100 < len(found) < LIMIT + 200
    assert found.endswith(f"{row}\n```\n\n</details>\n\n{CUT}\n")
    assert found.encode().decode() == found
    assert shortened(text[:LIMIT]) == text[:LIMIT]


def test_a_long_comment_without_anything_open_is_only_cut() -> None:
    text = "<details>\n\n```\nx\n```\n\n</details>\n" + "linje\n" * 20_000
    found = shortened(text)
    assert found.count("```") == 2
    assert found.count("</details>") == 1
    assert found.endswith(f"linje\n\n{CUT}\n")

"""Editions of other shapes: they draft, check and give every page, and the pages say what is true."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kommuneindikatorer.measures.indikator import NIVAA_FRA
from sitegen.cli.main import main
from sitegen.facts.fact import Fact
from sitegen.facts.formatting import shown
from sitegen.facts.unit_files import KOMMUNER
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.files import extract_files
from sitegen.note.model import plain
from sitegen.pages.edition import Edition
from sitegen.pages.registry import rendered
from sitegen.publish.calculator import calculator_files
from sitegen.publish.unit_data import unit_files
from support.checkouts import copy_checkout
from support.editions import Described, later, real, with_numbers
from support.notes import ROOT, accounts, pasted, vocabulary
from support.shapes import SHAPES, edition

TAG = re.compile(r"<[^>]*>")
OLD = {one: str(int(one) - 10) for one in map(str, range(2014, 2030))}


def ten_years_ago() -> Edition:
    """Return the real note as if all of it had been ten years before."""
    years = re.compile(r"(?<!\d)20(?:1[4-9]|2[0-9])")

    def moved(text: str) -> str:
        return years.sub(lambda year: OLD[year[0]], text)

    made = real()
    return Described(moved(made.text), moved(made.spec)).undrawn()


def next_year_renumbered() -> Edition:
    made = with_numbers({5: 4, 6: 5})
    return Described(later(made.text), later(made.spec)).undrawn()


def words(pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        yield TAG.sub(" ", page).replace("\u00a0", " ")


def facts(made: Edition) -> list[Fact]:
    return [one for rows in made.facts.values() for one in rows if one.verdi is not None]


@pytest.mark.parametrize("name", SHAPES)
def test_the_lines_to_paste_are_all_that_is_lacking(name: str) -> None:
    """What the draft asks for is what the shape's own words say, but for what they mean."""
    lines = pasted("\n".join(SHAPES[name].drafted(vocabulary()).draft.faults))
    own = SHAPES[name].words
    asked = {one["etikett"]: set(one) - {"etikett"} for one in lines["begrep"]}
    said = [re.search('"([^"]*)"', one) for one in own["begrep"] if "tillegg" not in one]
    assert asked.keys() == {one[1] for one in said if one}
    for line in own["begrep"]:
        label = re.search('"([^"]*)"', line)
        assert not label or asked.get(label[1], set()) <= set(re.findall(r"(\w+) =", line))
    assert len(lines["rolle"]) == len(own["rolle"])


@pytest.mark.parametrize("name", SHAPES)
def test_every_number_is_said_in_its_own_unit(name: str) -> None:
    made = edition(name)
    pairs = [(shown(one.verdi), one.enhet) for one in facts(made) if one.verdi is not None]
    of_per_cent = {number for number, unit in pairs if unit.startswith("prosent")}
    # A short number may stand in another.
    long = {number for number, _ in pairs if len(number) > 3} - of_per_cent
    assert long
    for page in words(rendered(made).values()):
        for number in long:
            assert f"{number} prosent" not in page
            assert f"{number} %" not in page


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_is_held_against_levels_that_were_not_there(name: str) -> None:
    made = edition(name)
    assert max(one.aar for one in facts(made)) < NIVAA_FRA or name != "2013"
    if name == "2013":
        charts = " ".join(f"{one.tittel} {one.undertittel}" for one in made.charts.values())
        front = next(words([rendered(made)["index.md"]]))
        assert "anbefal" not in charts + front


@pytest.mark.parametrize("name", SHAPES)
def test_a_count_is_neither_an_estimate_nor_a_mean_of_its_parts(name: str) -> None:
    made = edition(name)
    counts = [one for one in facts(made) if one.enhet.startswith("antall")]
    assert counts
    assert {one.status for one in counts if one.aar < made.note.about.date.year} == {"endelig"}
    assert [one for one in made.findings if one.rule == "helhet-og-deler"] == []


def test_growth_beside_an_amount_is_a_measure_of_its_own() -> None:
    about = {(one.indikator, one.enhet) for one in facts(edition("2013"))}
    assert ("samlede_inntekter", "mrd. 2012-kroner") in about
    assert ("samlede_inntekter_realendring", "prosentvis realvekst") in about
    series = {one.etikett for one in edition("2013").charts["tabell-3"].points}
    assert len(series) == 4
    assert "Samlede inntekter, prosentvis realvekst" in series
    series = {one.etikett for one in edition("høst").charts["tabell-2-1"].points}
    assert "Skatteinntekter, endring i pst." in series


def test_a_mark_in_a_caption_is_no_word_of_it() -> None:
    made = edition("2013")
    words = plain(made.note.exhibit("tabell-1").caption.content)
    assert words.startswith("Tabell 1 Brutto og netto driftsresultat")
    assert [one for one in made.findings if one.rule == "merker-og-noter"] == []


def test_two_values_that_mean_the_same_are_refused() -> None:
    shape = SHAPES["2013"]
    unsaid = [line for line in shape.vocabulary.split("\n") if "tillegg" not in line]
    (fault,) = shape.drafted("\n".join(unsaid)).draft.faults
    assert "ventet ett tall for samlede_inntekter, kommunesektoren, 2009" in fault
    assert "341,2" in fault
    assert "3,6" in fault


@pytest.mark.parametrize("made", [ten_years_ago, next_year_renumbered], ids=["2015", "2026"])
def test_every_page_and_file_is_made_of_other_years_and_numbers(made: object) -> None:
    everything(made())  # type: ignore[operator]


@pytest.mark.parametrize("name", SHAPES)
def test_every_page_and_file_is_made(name: str) -> None:
    pages = everything(edition(name))
    assert "tabell 2 1" not in " ".join(pages)


def everything(made: Edition) -> list[str]:
    """Return the pages, once the files that programs read are made too."""
    extract_files(made.note, made.facts)
    explorer_files(made.note, made.facts, accounts(), "")
    calculator_files(made, accounts(), unit_files(ROOT)[KOMMUNER])
    return list(words(rendered(made).values()))


@pytest.mark.parametrize("name", SHAPES)
def test_an_editor_lands_it(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_checkout(tmp_path / "prosjekt")
    shape = SHAPES[name]
    (root / "notat.pdf").write_bytes(shape.write())
    (root / "data/begreper.toml").write_text(shape.vocabulary, encoding="utf-8")
    arguments = ["--date", shape.day.isoformat(), "--root", str(root)]
    assert main(["new-note", str(root / "notat.pdf"), *arguments]) == 0
    folder = root / "data/notater" / shape.day.isoformat()
    assert main(["check", str(folder)]) == 0
    assert "(100 %)" in capsys.readouterr().out


def test_what_a_row_is_called_is_no_unit_of_its_columns() -> None:
    """«Under –2 pst.» says which municipalities, not what is counted."""
    found = {(one.kolonne, one.enhet) for one in edition("høst").facts["tabell-2-2"]}
    assert found == {("Antall kommuner", "antall kommuner"), ("Andel kommuner i pst.", "prosent")}


def test_a_year_that_has_not_ended_is_an_estimate() -> None:
    made = edition("høst")
    early = {one.status for one in facts(made) if one.aar >= made.note.about.date.year}
    assert early == {"anslag"}

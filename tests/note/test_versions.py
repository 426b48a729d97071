"""``versjoner.toml`` is read strictly: names run on, days do not go back, corrections say why."""

from datetime import date

import pytest

from sitegen.note.errors import SpecError
from sitegen.note.versions import Correction, first_version, read_versions
from support.notes import CORRECTION, FOLDER

DAY = date(2025, 3, 7)
FIRST = '[[versjon]]\nnavn = "2025-03-07"\ndato = 2025-03-07\nhva = "Lagt ut."\n'
SECOND = f"""{CORRECTION}tall = [{{ hvor = "Tabell 3", fra = "0,3", til = "−0,3" }}]
"""


def test_a_correction_has_a_number_a_day_a_reason_and_its_numbers() -> None:
    first, second = read_versions(FIRST + SECOND, "versjoner.toml", DAY)
    assert (first.name, first.corrects) == ("2025-03-07", False)
    assert (second.name, second.corrects, second.day) == ("2025-03-07.1", True, date(2026, 12, 17))
    assert second.corrections == (Correction(where="Tabell 3", old="0,3", new="−0,3"),)


def test_a_correction_may_come_on_the_day_of_the_version_before_it() -> None:
    text = FIRST + SECOND.replace("2026-12-17", "2025-03-07")
    assert [one.day for one in read_versions(text, "versjoner.toml", DAY)] == [DAY, DAY]


def test_the_present_edition_has_its_first_version() -> None:
    text = (FOLDER / "versjoner.toml").read_text(encoding="utf-8")
    assert [one.name for one in read_versions(text, "versjoner.toml", DAY)] == ["2025-03-07"]
    assert first_version(DAY).name == "2025-03-07"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "versjon"),
        (FIRST.replace("03-07", "03-08"), "«2025-03-07» som versjon nummer 1"),
        (FIRST + SECOND.replace("07.1", "07.2"), "«2025-03-07.1» som versjon nummer 2"),
        (FIRST + SECOND.replace("2026-12-17", "2025-01-17"), "en dato etter 2025-03-07"),
        (FIRST + SECOND.replace('hvorfor = "Et minustegn manglet."', ""), "«hvorfor»"),
        (FIRST + SECOND.replace("hva =", "hav ="), "«versjon.2.hva»"),
        (FIRST.replace("Lagt ut.", ""), "«versjon.1.hva»"),
        (FIRST.replace('"2025-03-07"', '"2025-03-07.0"'), "«versjon.1.navn»"),
    ],
)
def test_what_does_not_run_on_is_refused(text: str, told: str) -> None:
    with pytest.raises(SpecError) as found:
        read_versions(text, "versjoner.toml", DAY)
    assert told in str(found.value)

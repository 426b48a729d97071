"""A reference names who made what is cited: the committee only for what it printed."""

import json
import re
from dataclasses import replace

import pytest

from sitegen.facts.publisher import Publisher
from sitegen.pages.citation import FORMS, Work, as_csl, as_ris, as_text, citation_files, work_of
from sitegen.pages.edition import Edition
from sitegen.publish.unit_data import source_files
from support.editions import real
from support.notes import ROOT

OLA = Publisher(name="Ola Nordmann", address="ola@eksempel.no", repository="https://eksempel.no/a")


@pytest.fixture(scope="module")
def edition() -> Edition:
    address = "https://tbu.eksempel.no/2025-03-07/"
    found = real().edition()
    return replace(found, publisher=OLA, sources=source_files(ROOT), address=address)


def work(edition: Edition, exhibit: str) -> Work:
    return work_of(edition, edition.note.exhibit(exhibit))


def test_a_printed_table_is_the_committee_s_with_line_and_version(edition: Edition) -> None:
    assert as_text(work(edition, "tabell-3")) == (
        "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi (TBU) (2025): Den "
        "økonomiske situasjonen i kommunesektoren. Notat til 1. konsultasjonsmøte mellom staten og "
        "kommunesektoren om statsbudsjettet 2026, 7. mars 2025. Tabell 3, linje 430–452 i "
        "råteksten. Versjon 2025-03-07. Gjengitt av Ola Nordmann. Figuren på siden er tegnet der "
        "etter tallene i tabell 3. https://tbu.eksempel.no/2025-03-07/tabeller/tabell-3/"
    )


def test_a_figure_of_every_municipality_is_the_statistics_office_s(edition: Edition) -> None:
    text = as_text(work(edition, "figur-4"))
    assert text.startswith("Statistisk sentralbyrå (2026): Tabell 12137. ")
    assert "356 kommuner. Konsern" in text
    assert "Endelige tall. Tall per 19. september 2026." in text
    assert "Beregnet og tegnet av Ola Nordmann. Ikke notatets figur 4." in text
    assert "beregningsutvalg" not in text


def test_a_chained_index_is_the_site_s_own(edition: Edition) -> None:
    text = as_text(work(edition, "figur-1"))
    assert text.startswith("Ola Nordmann (2025): De reelle frie inntektene")
    assert "Beregnet og tegnet av Ola Nordmann. Bygger på veksten i tabell 1 i TBUs notat" in text
    assert "Ikke notatets figur 1." in text


def test_a_build_without_a_publisher_says_so(edition: Edition) -> None:
    bare = replace(edition, publisher=Publisher())
    assert "Gjengitt av nettstedet TBU-notatet (utgiver ikke oppgitt)." in as_text(
        work(bare, "tabell-3")
    )


def test_every_form_says_the_same(edition: Edition) -> None:
    for exhibit in edition.note.exhibits:
        one = work_of(edition, exhibit)
        for _, write in FORMS.values():
            text = write(one)
            assert one.author in text
            assert one.title in text
            assert one.address in text
            assert one.version in text


def test_csl_has_a_body_as_author_and_a_day(edition: Edition) -> None:
    (item,) = json.loads(as_csl(work(edition, "figur-4")))
    assert item["author"] == [{"literal": "Statistisk sentralbyrå"}]
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 9, 19]]}


def test_ris_lines_have_the_form_of_the_format(edition: Edition) -> None:
    lines = as_ris(work(edition, "tabell-3")).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


def test_bibtex_keys_differ_and_braces_are_closed(edition: Edition) -> None:
    files = {n: t for n, t in citation_files(edition).items() if n.endswith(".bib")}
    keys = [text.partition("{")[2].partition(",")[0] for text in files.values()]
    assert len(set(keys)) == len(edition.note.exhibits)
    assert all(text.count("{") == text.count("}") for text in files.values())

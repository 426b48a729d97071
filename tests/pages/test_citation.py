"""A reference names who made what is cited: the committee only for what it printed."""

import html
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from sitegen.facts.publisher import Publisher
from sitegen.note.versions import Version
from sitegen.pages.citation import (
    FORMS,
    Work,
    as_bibtex,
    as_csl,
    as_ris,
    as_text,
    citation_files,
    of_number,
    work_of,
)
from sitegen.pages.edition import Edition, History
from sitegen.publish.unit_data import source_files
from support.editions import real
from support.hostile import in_bibtex
from support.notes import ROOT, without_quotes

OLA = Publisher(name="Ola Nordmann", address="ola@eksempel.no", repository="https://eksempel.no/a")


@pytest.fixture(scope="module")
def edition() -> Edition:
    address = "https://tbu.eksempel.no/2025-03-07/"
    found = real().edition()
    return replace(
        found, note=without_quotes(), publisher=OLA, sources=source_files(ROOT), address=address
    )


def work(edition: Edition, exhibit: str) -> Work:
    return work_of(edition, edition.note.exhibit(exhibit))


def test_a_printed_table_is_the_committee_s_with_line_and_version(edition: Edition) -> None:
    assert as_text(work(edition, "tabell-3")) == (
        "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi (TBU) (2025): Den "
        "økonomiske situasjonen i kommunesektoren. Notat til 1. konsultasjonsmøte mellom staten og "
        "kommunesektoren om statsbudsjettet 2026, 7. mars 2025. Tabell 3, linje 430–452 i "
        "råteksten. Versjon 2025-03-07. Gjengitt av Ola Nordmann. Figuren på siden er tegnet der "
        "etter tallene i tabell 3. https://tbu.eksempel.no/2025-03-07/"
        "tabeller/resultat-konsern/"
    )


def test_a_figure_of_every_municipality_is_the_site_s_with_the_office_as_source(
    edition: Edition,
) -> None:
    one = work(edition, "figur-4")
    text = as_text(one)
    assert text.startswith(f"Ola Nordmann (u.å.): {edition.charts['figur-4'].tittel}. Beregnet")
    assert "356 kommuner. Konsern" in text
    assert "Kilde: Statistisk sentralbyrå, tabell 12137. Tallene for 2023 og 2024 er lest" in text
    assert "Ikke notatets figur 4." in text
    assert "beregningsutvalg" not in text
    for _, write in FORMS.values():
        assert not re.search(r"(19\. |-0?9-|/09/)(september|19)", write(one))
        assert "Tabell 12137" not in write(one)


def test_what_the_site_drew_has_the_day_of_the_site_s_own_version(edition: Edition) -> None:
    day = date(2026, 11, 23)
    recorded = Version(name="2025-03-07", day=day, what="Lagt ut.")
    dated = replace(edition, history=History(versions=(recorded,)))
    assert [work(dated, name).date for name in ("figur-1", "figur-4")] == [day, day]
    assert work(dated, "tabell-3").date == date(2025, 3, 7)
    text = as_text(work(dated, "figur-1"))
    assert text.startswith("Ola Nordmann (2026): «I 2024 var nivået på realinntektene om lag som")


def test_a_chained_index_is_the_site_s_own(edition: Edition) -> None:
    text = as_text(work(edition, "figur-1"))
    assert text.startswith("Ola Nordmann (u.å.): «I 2024 var nivået på realinntektene om lag som")
    assert "ifølge notatet. Linjen her er ikke justert" in text
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
    (item,) = json.loads(as_csl(work(edition, "tabell-3")))
    assert item["author"] == [{"literal": item["publisher"] + " (TBU)"}]
    assert item["issued"] == {"date-parts": [[2025, 3, 7]]}
    (drawn,) = json.loads(as_csl(work(edition, "figur-4")))
    assert drawn["author"] == [{"literal": "Ola Nordmann"}]
    assert drawn["type"] == "dataset"
    assert "issued" not in drawn


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


def test_what_is_hostile_in_a_name_or_a_title_stays_words(edition: Edition) -> None:
    name = "Ola } {\\input{x} ~ ^ & % $ # _\r\nER  - \nTY  - JOUR"
    one = replace(work(edition, "tabell-3"), author=name, title=name, part=name, note=name)
    words = " ".join(name.splitlines())
    (item,) = json.loads(as_csl(one))
    assert item["title"] == name
    entry = as_bibtex(one).rstrip()
    depth = [entry[:place].count("{") - entry[:place].count("}") for place in range(len(entry))]
    assert min(depth[entry.index("{") + 1 :]) == 1
    assert entry.count(f"{{{in_bibtex(words)}}}") == 3  # author, title, institution
    assert f"note = {{{in_bibtex(f'{words}. {words}')}}}," in entry
    tags = [line.partition("  - ")[0] for line in as_ris(one).split("\r\n")]
    assert tags == ["TY", "AU", "TI", "PY", "DA", "PB", "ET", "N1", "LA", "UR", "ER", ""]
    assert "\n" not in as_ris(one).replace("\r\n", "")


def offered(edition: Edition, exhibit: str) -> tuple[str, dict[str, str]]:
    """Return the unit of an exhibit's numbers, and the accounts that each of its cells is of."""
    made = str(of_number(edition, edition.note.exhibit(exhibit)))
    said = {key: html.unescape(value) for key, value in re.findall(r'data-(\w+)="(.*?)"', made)}
    return said["enhet"], json.loads(said.get("grunnlag", "{}"))


def test_a_number_is_cited_with_its_unit_and_what_accounts_it_is_of(edition: Edition) -> None:
    of_income = "prosent av brutto driftsinntekter"
    assert offered(edition, "tabell-2") == (of_income, {"": "kasse"})
    assert offered(edition, "tabell-3") == (of_income, {"": "konsern"})
    assert offered(edition, "figur-4") == (of_income, {"": "konsern"})
    assert offered(edition, "figur-1") == ("indekspoeng (2015 = 100)", {})
    years = {f"figur-3-r{row}-k{column}" for row in (1, 2) for column in (1, 2)}
    newest = {"figur-3-r1-k3", "figur-3-r2-k3"}
    own = dict.fromkeys(years, "konsern") | dict.fromkeys(newest, "kasse")
    assert offered(edition, "figur-3") == (of_income, own)

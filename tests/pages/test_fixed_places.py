"""What programs look for at a fixed place."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.publisher import Publisher
from sitegen.facts.releases import CALENDAR_FILE, read_calendar
from sitegen.note.versions import Correction, Version
from sitegen.pages.edition import Edition, History, Named
from sitegen.pages.feed import ATOM, feed_text
from sitegen.pages.fixed_places import calendar, fixed_places
from support.notes import ROOT, read

HOME = "https://tbu.example.org/"
NAME = "2025-03-07.1"
CORRECTED = Version(
    name=NAME,
    day=date(2026, 11, 27),
    what="Ett tall er rettet.",
    why="Det var lest feil.",
    corrections=(Correction(where="tabell 3, kommunene i 2019", old="1,9", new="1,8"),),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    return Edition(
        note=note,
        facts=facts_of(note),
        releases=read_calendar((ROOT / CALENDAR_FILE).read_text(encoding="utf-8")),
        publisher=Publisher(name="Ola", repository="https://kode.example.org/ola/tbu"),
        history=History(versions=(CORRECTED,)),
        named=Named(name=NAME, home=HOME),
        address=f"{HOME}{NAME}/",
    )


def test_the_newest_site_map_and_the_version_s_own_are_named(edition: Edition) -> None:
    lines = fixed_places(edition)["robots.txt"].splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[-2:] == [f"Sitemap: {HOME}{name}/sitemap.xml" for name in (NAME, "siste")]


def test_a_weakness_is_reported_where_only_those_who_maintain_it_see(edition: Edition) -> None:
    text = fixed_places(edition)[".well-known/security.txt"]
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields == {
        "Contact": "https://kode.example.org/ola/tbu/security/advisories/new",
        "Expires": "2027-11-27T00:00:00Z",  # at most a year ahead, says the standard
        "Preferred-Languages": "nb, en",
        "Canonical": f"{HOME}.well-known/security.txt",
    }
    unsaid = fixed_places(replace(edition, publisher=Publisher()))
    assert ".well-known/security.txt" not in unsaid


def test_a_browser_is_told_how_to_search(edition: Edition) -> None:
    root = ET.fromstring(fixed_places(edition)["opensearch.xml"])  # noqa: S314  our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    (url,) = root.findall(f"{space}Url")
    assert url.get("template") == f"{HOME}{NAME}/?q={{searchTerms}}"
    assert len(root.findtext(f"{space}ShortName") or "") <= 16  # the most there may be


def test_the_calendar_has_each_release_that_lies_ahead(edition: Edition) -> None:
    text = fixed_places(edition)["kalender.ics"]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    days = re.findall(r"DTSTART;VALUE=DATE:(\d{8})\r\nSUMMARY:([^\r]+)", whole)
    assert ("20270315", "Foreløpige tall for 2026: KOSTRA") in days
    assert ("20270615", "Endelige tall for 2026: KOSTRA") in days
    assert days == sorted(days)
    assert all(day >= "20261127" for day, _ in days)
    assert len(set(re.findall(r"UID:(\S+)", whole))) == len(days)
    assert "Kilde, med komma\\, og\\; mer" in calendar(
        [edition.releases[0].model_copy(update={"source": "Kilde, med komma, og; mer"})],
        date(2026, 11, 27),
    ).replace("\r\n ", "").replace("Kilde\\, med", "Kilde, med")


def test_a_correction_in_the_feed_says_which_numbers_of_which_table(edition: Edition) -> None:
    root = ET.fromstring(feed_text(edition))  # noqa: S314  our own
    (entry,) = root.findall(f"{{{ATOM}}}entry")
    assert entry.findtext(f"{{{ATOM}}}content") == "tabell 3, kommunene i 2019: 1,9 → 1,8"
    terms = [one.get("term") for one in entry.findall(f"{{{ATOM}}}category")]
    assert terms == ["rettelse", "tabell-3"]


def test_the_site_builder_copies_the_folder_that_begins_with_a_point() -> None:
    assert "!/.well-known/" in Path(ROOT / "mkdocs.yml").read_text(encoding="utf-8")

"""The pages about versions: changes, estimates and outcomes, the feed, and the notice."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.outcomes import final_results, verify
from sitegen.note.versions import Correction, Version, first_version
from sitegen.pages.changes import changes_text
from sitegen.pages.edition import Edition, History, Named
from sitegen.pages.feed import ATOM, feed_text
from sitegen.pages.outcomes import outcomes_text
from sitegen.pages.registry import configuration
from support.notes import accounts, read
from support.snapshots import text_diff

FIRST = first_version(date(2025, 3, 7))
SECOND = Version(
    name="2025-03-07.1",
    day=date(2025, 6, 17),
    what="Ett tall er rettet.",
    why="Et minustegn manglet.",
    corrections=(Correction(where="Tabell 3, kommunene", old="0,3", new="−0,3"),),
)
NEXT = first_version(date(2026, 3, 6))


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    facts = facts_of(note)
    found = verify(note, facts, accounts())
    return Edition(
        note=note,
        facts=facts,
        comparisons=found,
        finals=final_results(accounts()),
        history=History(versions=(FIRST, SECOND)),
    )


def names(element: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, {"a": ATOM})]


def test_what_was_said_stands_beside_what_it_became_with_as_many_decimals(
    edition: Edition,
) -> None:
    text = outcomes_text(edition)
    row = re.search(r'<tr id="fasit-kommunene-2024">.*?</tr>', text, re.DOTALL)
    assert row
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row.group())
    assert cells == ["−0,3", "−0,4", "+0,1", "2,3", "anslag"]
    assert (
        "- Kommunesektoren: Endelig tall ble 0,1 prosent. I november 2024 anslo TBU −1 prosent og "
        "i notatet 0,1. Året etter ble det 2,6 prosent."
    ) in text
    assert 'href="../../ratekst/#l139"' in text
    main, _, rest = text.partition("#ikke-sammenlignbart")
    assert "prognose november 2024" not in main
    assert "Tidligere prognoser (1)" in rest
    assert "Kommunesektoren, prognose november 2024" in rest
    assert "Notatet sier ikke hvilket grunnlag prognosen gjelder" in rest


def test_what_cannot_be_compared_is_folded_with_its_reason(edition: Edition) -> None:
    text = outcomes_text(edition)
    folded = text.partition("#ikke-sammenlignbart")[2]
    assert folded.count("<details") == 4
    assert "kan ikke sammenlignes direkte" in folded
    assert "Andeler i teksten (4)" in folded
    assert "Tabell 2, 2024: regnskapene her har ikke brutto driftsresultat eks. avskrivninger." in (
        folded
    )
    assert "Tabell 5, 2024: " in folded
    assert "regnskapene her har ikke disposisjonsfond." in folded


def test_a_correction_is_told_with_its_day_its_reason_and_its_numbers(edition: Edition) -> None:
    text = changes_text(edition)
    assert text.index("### 2025-03-07.1, 17. juni 2025") < text.index(
        "### 2025-03-07, 7. mars 2025 { #v2025-03-07 }"
    )
    assert "Hvorfor: Et minustegn manglet." in text
    assert "Tabell 3, kommunene" in text
    assert "Det finnes ingen tidligere å sammenligne med." in text


def test_what_differs_from_the_edition_before_is_shown_in_full(edition: Edition) -> None:
    diff = text_diff(("0,8        -0,3", "0,8        -1,5"), ("er krevende.", "er vanskelig."))
    later = replace(edition, history=History(versions=(NEXT,), since_edition=diff))
    text = changes_text(later)
    assert "### Tall endret med minst 1 (1) { #forrige-utgave-tall-minst-1 }" in text
    assert "<td>−1,2</td>" in text
    assert "krevende.</del>" in text
    assert "vanskelig.</ins>" in text


def test_no_difference_from_the_version_before_is_said(edition: Edition) -> None:
    same = text_diff()
    later = replace(edition, history=History(versions=(FIRST,), since_version=same))
    assert "<p>Ingen forskjeller.</p>" in changes_text(later)


def test_the_feed_has_what_the_standard_asks_for_and_the_newest_first(edition: Edition) -> None:
    named = Named("2026-03-06", "https://eksempel.no/")
    history = History(versions=(NEXT,), earlier=[("I fjor", (FIRST, SECOND))])
    feed = ET.fromstring(feed_text(replace(edition, named=named, history=history)))  # noqa: S314  our own
    assert feed.tag == f"{{{ATOM}}}feed"
    assert names(feed, "a:updated") == ["2026-03-06T00:00:00Z"]
    assert names(feed, "a:author/a:name") == ["TBU-notatet"]
    assert names(feed, "a:entry/a:title") == [
        f"Utgave 2026-03-06: {edition.note.about.title}",
        "Rettelse 2025-03-07.1: I fjor",
        "Utgave 2025-03-07: I fjor",
    ]
    ids = [*names(feed, "a:id"), *names(feed, "a:entry/a:id")]
    assert len(set(ids)) == 4
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert len(names(feed, "a:entry/a:updated")) == 3
    links = [link.attrib for link in feed.iter(f"{{{ATOM}}}link")]
    assert links[0]["rel"] == "self"
    assert links[0]["href"] == "https://eksempel.no/siste/feed.xml"
    assert links[2]["href"] == "https://eksempel.no/2025-03-07.1/endringer/"


def test_ids_of_the_feed_stay_when_the_site_moves(edition: Edition) -> None:
    first = replace(edition, history=History(versions=(FIRST,)))
    texts = [feed_text(replace(first, address=f"https://{host}.no/")) for host in "ab"]
    assert texts[0] != texts[1]
    ids = [names(ET.fromstring(text), "a:entry/a:id") for text in texts]  # noqa: S314
    assert ids[0] == ids[1] == ["urn:uuid:3a13e473-7923-59a5-b922-2324ba36fe52"]


def test_every_page_is_told_of_the_newest_correction(edition: Edition) -> None:
    told = json.loads(configuration(edition))["extra"]
    assert told["rettelse"] == {
        "dato": "17. juni 2025",
        "hva": "Ett tall er rettet.",
        "navn": "2025-03-07.1",
    }
    first = replace(edition, history=History(versions=(FIRST,)))
    assert "rettelse" not in json.loads(configuration(first))["extra"]

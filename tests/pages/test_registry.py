"""A new page is a new module: menu, llms.txt and front page follow from what it says of itself."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sitegen.pages
from sitegen.facts.fact import facts_of
from sitegen.pages import registry
from sitegen.pages.edition import Edition, Page
from sitegen.pages.feed import llms_text
from sitegen.pages.front import front_text
from sitegen.pages.registry import MENU, OUTSIDE, all_pages, configuration, navigation, rendered
from support.notes import read

MODULE = """
from sitegen.pages.edition import Page

PAGES = (
    Page(
        path="om/ny.md",
        title="Ny side",
        menu="Om",
        order=15,
        render=lambda edition: f"# {edition.note.about.title}",
        summary="noe nytt",
        invitation="Noe nytt å lese",
    ),
)
"""


@pytest.fixture(scope="module")
def edition() -> Edition:
    note = read()
    return Edition(note=note, facts=facts_of(note))


@pytest.fixture
def new_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "ny_side.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.setattr(sitegen.pages, "__path__", [*sitegen.pages.__path__, str(tmp_path)])
    registry._registered.cache_clear()  # noqa: SLF001  modules are looked for once in a process
    yield
    sys.modules.pop("sitegen.pages.ny_side", None)
    registry._registered.cache_clear()  # noqa: SLF001


@pytest.mark.usefixtures("new_module")
def test_a_new_page_is_one_module(edition: Edition) -> None:
    assert rendered(edition)["om/ny.md"] == f"# {edition.note.about.title}"
    about = json.loads(configuration(edition))["nav"][-1]["Om"]
    assert about.index({"Ny side": "om/ny.md"}) == about.index({"Ordliste": "ordliste.md"}) - 1
    assert "- [Ny side](http://127.0.0.1:8000/om/ny/): noe nytt\n" in llms_text(edition)
    assert '<a href="om/ny/">Ny side</a></h2><p>Noe nytt å lese</p>' in front_text(edition)


def test_pages_come_in_the_menu_s_order(edition: Edition) -> None:
    found = all_pages(edition)
    entries: list[Any] = navigation(found)
    assert [menu for entry in entries for menu in entry] == list(MENU)
    paths = [page.path for page in found if page.menu == "Data"]
    assert paths[:3] == ["data/index.md", "data/bruk.md", "data/notatbok.md"]


def test_front_page_and_editors_pages_stand_outside_the_menu(edition: Edition) -> None:
    found = all_pages(edition)
    outside = [page.path for page in found if page.menu == OUTSIDE]
    assert outside[0] == "index.md"
    assert {path.partition("/")[0] for path in outside[1:]} == {"redaksjon", "en"}
    listed = json.dumps(navigation(found))
    assert not any(f'"{path}"' in listed for path in outside)


def test_what_a_page_does_not_ask_for_it_does_not_get(edition: Edition) -> None:
    assert "mal.md" in str(navigation(all_pages(edition)))
    assert "/mal/" not in llms_text(edition) + front_text(edition)


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (Page(path="data/index.md", title="", menu="Data"), "two pages with one path"),
        (Page(path="annet.md", title="", menu="Annet"), "'Annet' is not in list|x not in tuple"),
    ],
)
def test_a_page_that_has_no_place_of_its_own_is_refused(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, added: Page, words: str
) -> None:
    listed = (*registry._registered(), (added,))  # noqa: SLF001
    monkeypatch.setattr(registry, "_registered", lambda: listed)
    with pytest.raises(ValueError, match=words):
        all_pages(edition)

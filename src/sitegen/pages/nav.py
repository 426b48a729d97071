"""What MkDocs' configuration takes from an edition: menu, address, imprint, notices."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from sitegen.note.model import Note
from sitegen.note.versions import Version
from sitegen.pages.citation import day_words, long_date
from sitegen.pages.edition import Edition
from sitegen.pages.registry import Page, all_pages


def configuration(edition: Edition) -> str:
    """Return the configuration that ``mkdocs.yml`` inherits; JSON, which YAML can read."""
    extra = {"notat": _imprint(edition.note)} | _correction(edition.history.versions)
    content = {
        "site_url": edition.address,
        "nav": navigation(all_pages(edition)),
        "extra": extra | (edition.named.extra() if edition.named else {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def navigation(pages: Iterable[Page]) -> list[object]:
    """Return the main menu with the pages below each entry."""
    entries = groupby(pages, key=lambda page: page.menu)
    return [{menu: _below(list(found))} for menu, found in entries]


def _below(pages: Sequence[Page]) -> str | list[object]:
    """Return an entry's only page, or its pages in order, those of a submenu together."""
    if len(pages) == 1:
        return pages[0].path
    items: list[object] = []
    for submenu, group in groupby(pages, key=lambda page: page.submenu):
        found = [_item(page) for page in group]
        items += [{submenu: found}] if submenu else found
    return items


def _item(page: Page) -> object:
    return {page.title: page.path} if page.title else page.path


def _correction(versions: Sequence[Version]) -> dict[str, object]:
    """Return the newest correction for the notice on every page, if there is one."""
    last = versions[-1] if versions else None
    if last is None or not last.corrects:
        return {}
    return {"rettelse": {"dato": day_words(last.day), "hva": last.what, "navn": last.name}}


def _imprint(note: Note) -> dict[str, str]:
    about = note.about
    return {
        "tittel": about.title,
        "anledning": f"Notat til {about.meeting}, {long_date(about)}",
        "utgiver": f"{about.publisher} ({about.abbreviation})",
    }

"""Every page of the site: its address, its name, where the site lists it, and what renders it.

A module of this room that has pages lists them in ``PAGES``, or has a function there.
So a new page is a new module: menu, ``llms.txt`` and front page follow from what it says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import sitegen.pages
from sitegen.pages.edition import Edition

MENU = ("Forside", "Les", "Utforsk", "Tabeller og figurer", "Regn selv", "Data", "Om")
"""The main menu's entries, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page.

    Attributes:
        path: Its path below the site's pages: ``data/bruk.md``.
        title: What menu and lists call it; empty for one by hand, which says so itself.
        menu: The entry of the main menu it stands under; the first page is the entry's own.
        order: Its place there; pages of the same order stand as their module lists them.
        submenu: The name it shares with the pages it is grouped with below the entry.
        render: Returns its text; ``None`` for a page by hand, in ``docs/``.
        summary: What it holds, for ``llms.txt``; ``None`` leaves it out there.
        front: What the front page's list of reading calls it; empty leaves it out there.
        invitation: What a reader can do there, for the front page; empty leaves it out.
    """

    path: str
    title: str
    menu: str
    order: int = 0
    submenu: str = ""
    render: Callable[[Edition], str] | None = None
    summary: str | None = None
    front: str = ""
    invitation: str = ""


type Pages = Iterable[Page] | Callable[[Edition], Iterable[Page]]


def all_pages(edition: Edition) -> list[Page]:
    """Return the pages of an edition in the menu's order.

    Raises:
        ValueError: Two pages have the same path, or one stands under an entry that is not there.
    """
    found = [page for pages in _registered() for page in _of(pages, edition)]
    paths = [page.path for page in found]
    if len(set(paths)) < len(paths):
        raise ValueError(f"two pages with one path: {sorted(paths)}")
    return sorted(found, key=lambda page: (MENU.index(page.menu), page.order))


def rendered(edition: Edition) -> Mapping[str, str]:
    """Return the text of every generated page by its path."""
    return {page.path: page.render(edition) for page in all_pages(edition) if page.render}


@cache
def _registered() -> tuple[Pages, ...]:
    """Return what the room's modules list, in the order of their names."""
    names = sorted(module.name for module in iter_modules(sitegen.pages.__path__))
    modules = (import_module(f"{sitegen.pages.__name__}.{name}") for name in names)
    return tuple(module.PAGES for module in modules if hasattr(module, "PAGES"))


def _of(pages: Pages, edition: Edition) -> Iterable[Page]:
    return pages(edition) if callable(pages) else pages

"""Every page of the site: its address, its name, where the site lists it, and what renders it.

A module of this room that has pages lists them in ``PAGES``, or has a function there.
So a new page is a new module: menu, ``llms.txt`` and front page follow from what it says.
Pages written by hand in ``docs/`` are listed here.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules

import sitegen.pages
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import day_words
from sitegen.facts.licences import LICENCES
from sitegen.facts.publisher import UNSAID, Publisher
from sitegen.facts.releases import release_of
from sitegen.note.model import Note
from sitegen.note.versions import Version
from sitegen.pages.edition import Edition, Page
from sitegen.pages.insertions import insertions
from sitegen.pages.main_points import shared_front
from sitegen.pages.places import CALCULATOR, GLOSSARY
from sitegen.pages.unit import FRAMES, frame_text
from sitegen.pages.words import long_date

MENU = ("Notatet", "Kommuner", "Tabeller og figurer", "Utforsk", "Regn selv", "Data", "Om")
"""The main menu's entries, in order."""
OUTSIDE = ""
"""Where pages stand that the menu does not have: the front page, and the editors' own."""


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
    return sorted(found, key=lambda page: ((OUTSIDE, *MENU).index(page.menu), page.order))


def rendered(edition: Edition) -> Mapping[str, str]:
    """Return the text of every generated page by its path."""
    frames = {frame: frame_text(frame) for frame in FRAMES.values()}
    return frames | {page.path: page.render(edition) for page in all_pages(edition) if page.render}


@cache
def _registered() -> tuple[Pages, ...]:
    """Return what the room's modules list, in the order of their names."""
    names = sorted(module.name for module in iter_modules(sitegen.pages.__path__))
    modules = (import_module(f"{sitegen.pages.__name__}.{name}") for name in names)
    return tuple(module.PAGES for module in modules if hasattr(module, "PAGES"))


def _of(pages: Pages, edition: Edition) -> Iterable[Page]:
    return pages(edition) if callable(pages) else pages


def configuration(edition: Edition) -> str:
    """Return the configuration that ``mkdocs.yml`` inherits; JSON, which YAML can read."""
    extra: dict[str, object] = {"notat": _imprint(edition.note)}
    extra |= {"utgiver": _publisher(edition.publisher), "innsatt": insertions(edition)}
    extra |= {"deling": shared_front(edition)}
    extra |= {"ferskhet": _freshness(edition)}
    extra |= _correction(edition.history.versions)
    pages = all_pages(edition)
    apart = [*(page.path for page in pages if page.menu == OUTSIDE), *FRAMES.values()]
    content = {
        "site_url": edition.address,
        "nav": navigation(pages),
        "not_in_nav": "\n".join(f"/{path}" for path in apart),
        "extra": extra | (edition.named.extra() if edition.named else {}),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def navigation(pages: Iterable[Page]) -> list[object]:
    """Return the main menu with the pages below each entry."""
    listed = (page for page in pages if page.menu != OUTSIDE)
    entries = groupby(listed, key=lambda page: page.menu)
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


def _freshness(edition: Edition) -> list[str]:
    """Return when the site was last changed, and when the next accounts are expected."""
    found = [f"Oppdatert {day_words(edition.day)}."] if edition.day else []
    release = release_of(edition.releases, NETTO)
    newest = max((year for (_, year), value in edition.finals.items() if value), default=None)
    if release and newest:
        first, final = (one.date(newest + 1) for one in (release.preliminary, release.final))
        found.append(
            f"Neste regnskapstall ventes {day_words(first)} (foreløpige for {newest + 1}) "
            f"og {day_words(final)} (endelige)."
        )
    return found


def _publisher(publisher: Publisher) -> dict[str, str]:
    """Return what the templates say of who runs the site."""
    return {
        "ord": publisher.words,
        "navn": publisher.named,
        "adresse": publisher.address or UNSAID,
        "lenke": publisher.contact,
        "meld": publisher.report,
        "lisens": " ".join(one.words for one in LICENCES),
    }


def _imprint(note: Note) -> dict[str, str]:
    about = note.about
    return {
        "tittel": about.title,
        "anledning": f"Notat til {about.meeting}, {long_date(about)}",
        "utgiver": f"{about.publisher} ({about.abbreviation})",
    }


RECOMPUTED = "metode/fra-kommunetall-til-notatets-tabell.ipynb"
EDITORS = "For redaksjonen"
_EDITORS_PAGES = (
    "index",
    "nytt-notat",
    "rettelser-og-nye-tall",
    "kontroller",
    "publisere",
    "oppsett",
)
"""How notes, figures and corrections get onto the site."""

PAGES = (
    Page(
        path=CALCULATOR,
        title="Regn selv",
        menu="Regn selv",
        invitation=(
            "Åpne kommunens regnskap og se det med notatets mål. Filen forlater aldri maskinen."
        ),
    ),
    Page(path="om/metode.md", title="", menu="Om"),
    Page(path=RECOMPUTED, title="Fra kommunetall til notatets tabell", menu="Om", order=10),
    Page(
        path=GLOSSARY,
        title="Ordliste",
        menu="Om",
        order=20,
        summary="hva hver indikator betyr",
    ),
    Page(path="om/tilgjengelighet.md", title="", menu="Om", order=50),
    *(Page(path=f"redaksjon/{name}.md", title="", submenu=EDITORS) for name in _EDITORS_PAGES),
)

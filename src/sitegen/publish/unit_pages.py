"""The pages of municipalities and county municipalities, set into frames that MkDocs has rendered.

There are some hundreds, alike but for their content: through the site builder they would take
minutes. What they hold is made from the profiles alone, and found again while those are the same.
They are no part of a version: they follow the newest data, and versions lead to them.
"""

import gzip
import html
import json
import pickle
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

import sitegen.charts
import sitegen.pages
from sitegen.charts.cards import unit_card
from sitegen.charts.draw import forms_file
from sitegen.charts.files import standalone
from sitegen.charts.model import Chart
from sitegen.charts.render import DrawingContext
from sitegen.charts.unit_charts import own_ranking, ranking_charts, years_chart
from sitegen.facts.profile import EVERYONE, Profile, Ranking
from sitegen.note.errors import Fault, SitegenError
from sitegen.note.model import Note
from sitegen.pages.edition import Edition
from sitegen.pages.phrase import Here
from sitegen.pages.places import Places, find_places
from sitegen.pages.unit import (
    ABOUT,
    ANCHOR,
    CONTENT,
    FINDING,
    FRAMES,
    HOME,
    MEASURE,
    NAME,
    PICTURE,
    TITLE,
    Source,
    UnitPage,
    own_page,
    search_entry,
    source_of,
    unit_page,
)
from sitegen.publish.cache import cached, key_of
from sitegen.publish.packages import drawing_context
from sitegen.publish.pictures import FILL, SCRIPT, painted
from sitegen.publish.tree import packed

MANY = 50
SITEMAP, SEARCH = "sitemap.xml", "search/search_index.json"
_URL = re.compile(r"<url>(?:(?!</url>).)*</url>", re.DOTALL)
_ANCHORS = re.compile(rf"<li>(?:(?!<li>).)*?{ANCHOR}.*?</li>", re.DOTALL)


def unit_pages(root: Path, edition: Edition) -> list[UnitPage]:
    """Return every unit's page before it is framed, made anew only if something has changed."""
    if not edition.profiles:
        return []
    sources = {kind: source_of(edition, kind) for kind in FRAMES}
    profiles = {one.nummer: one for one in edition.profiles}
    code = sorted(
        path
        for room in (sitegen.charts, sitegen.pages)
        for folder in room.__path__
        for path in Path(folder).rglob("*.py")
    )
    said = json.dumps({kind: asdict(one) for kind, one in sources.items()})
    key = key_of(pickle.dumps(edition.profiles), said, forms_file(), SCRIPT, root / FILL, *code)

    def make() -> bytes:
        rows = _made(root.absolute(), edition, sources)
        return gzip.compress(json.dumps(rows, ensure_ascii=False).encode(), 1, mtime=0)

    found = json.loads(gzip.decompress(cached(root, f"units-{key}.json.gz", make)))
    return [UnitPage(profiles[number], *rest) for number, *rest in found]


type Made = list[object]
"""A unit's number, and the rest of its page in the order of ``UnitPage``."""


def _made(root: Path, edition: Edition, sources: Mapping[str, Source]) -> list[Made]:
    """Return the pages by number; of many, another process makes half."""
    profiles, forms = list(edition.profiles), forms_file()
    if len(profiles) < MANY:
        return _made_of(root, edition.note, profiles, sources, forms)
    # Neighbours by number have the same lists, which then are drawn once.
    middle = len(profiles) // 2
    # Started anew: a copy of this process would have the threads of what compiles charts.
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        others = pool.submit(_made_of, root, edition.note, profiles[middle:], sources, forms)
        own = _made_of(root, edition.note, profiles[:middle], sources, forms)
        return [*own, *others.result()]


def _made_of(
    root: Path,
    note: Note,
    profiles: Sequence[Profile],
    sources: Mapping[str, Source],
    forms: str,
) -> list[Made]:
    drawn = {one.id: one for one in painted(root, _planned(profiles, sources), forms)}
    places, context = find_places(note), drawing_context(root)
    rows: list[Made] = []
    for page in (_page(one, drawn, places, sources[one.slag]) for one in profiles):
        unit_card(page.card, context)  # remembered, and found again where the page is written
        own = [page.title, page.about, page.finding, page.measure, page.content]
        rows.append([page.profile.nummer, *own, page.parts, dict(page.files), page.card])
    return rows


def _planned(profiles: Sequence[Profile], sources: Mapping[str, Source]) -> Iterable[Chart]:
    """Yield the charts to draw: each unit's years, and every ranking once."""
    rankings: dict[tuple[str, str], Chart] = {}
    for one in profiles:
        line = sources[one.slag].line
        yield years_chart(one, line)
        for ranking in _rankings(one):
            if (ranking.id, ranking.navn) not in rankings:
                found = list(ranking_charts(ranking, one.siste.aar, line))
                rankings[ranking.id, ranking.navn] = found[0]
                yield from found


def _rankings(profile: Profile) -> list[Ranking]:
    """Return the rankings that are drawn, one that the unit is in first."""
    found = [one for one in profile.lister if one.id != EVERYONE]
    return found if profile.er_kommune else found[::-1]


def _page(profile: Profile, drawn: Mapping[str, Chart], places: Places, source: Source) -> UnitPage:
    years = drawn[f"{profile.nummer}-aar"]
    charts = [years, *(own_ranking(profile, one, drawn) for one in _rankings(profile))]
    names = ["utvikling.svg", *(f"plass-{at}.svg" for at in range(1, len(charts)))]
    pictures = {name: standalone(one) for name, one in zip(names, charts, strict=True)}
    return unit_page(profile, charts, pictures, source, Here(own_page(profile), places))


def frame_units(
    site: Path, edition: Edition, pages: Sequence[UnitPage], context: DrawingContext
) -> None:
    """Write every unit's page into a built site, and into its search and its site map.

    Raises:
        SitegenError: A frame lacks a place that a page's words go to.
    """
    for kind, frame in FRAMES.items():
        path = site / frame.replace(".md", "/index.html")
        text = path.read_text(encoding="utf-8")
        address = frame.removesuffix(".md") + "/"
        _require_marks(text, frame)
        own = text.replace(f"{edition.address}{address}", "@@adresse@@")
        fill = _filler(own, edition.home)
        for one in (page for page in pages if page.profile.slag == kind):
            _write(site / one.profile.adresse, one, fill(one))
            picture = site / one.profile.adresse / PICTURE
            picture.write_bytes(unit_card(one.card, context))
        path.unlink()
        path.parent.rmdir()
    _into_search(site / SEARCH, pages)
    _into_sitemap(site, edition.address, pages)


def _require_marks(text: str, frame: str) -> None:
    for mark in (TITLE, ABOUT, FINDING, MEASURE, CONTENT, ANCHOR, NAME):
        if mark not in text:
            raise SitegenError(Fault(frame, None, f"en ramme med {mark}", "ingen"))


def _filler(frame: str, home: str) -> Callable[[UnitPage], str]:
    """Return what fills the frame: it is cut at its marks once, and put together for each page."""
    entry = _ANCHORS.search(frame)
    item = entry[0] if entry else ""
    whole = _ANCHORS.sub("@@deler@@", frame, count=1)
    whole = re.sub(rf"<h1[^>]*>{CONTENT}</h1>", CONTENT, whole)
    pieces = re.split(
        rf"({TITLE}|{ABOUT}|{FINDING}|{MEASURE}|{CONTENT}|@@adresse@@|@@deler@@)", whole
    )

    def fill(one: UnitPage) -> str:
        parts = (
            item.replace(ANCHOR, html.escape(anchor)).replace(NAME, html.escape(name))
            for anchor, name in one.parts
        )
        words = {
            TITLE: html.escape(one.title),
            ABOUT: html.escape(one.about),
            FINDING: html.escape(one.finding),
            MEASURE: html.escape(one.measure),
            CONTENT: one.content.replace(HOME, html.escape(home)),
            "@@adresse@@": f"{home}{one.profile.adresse}",
            "@@deler@@": "".join(parts),
        }
        return "".join(words.get(piece, piece) for piece in pieces)

    return fill


def _write(folder: Path, one: UnitPage, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"index.html": text, **one.files}.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def _into_search(path: Path, pages: Iterable[UnitPage]) -> None:
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] += [search_entry(one) for one in pages]
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def _into_sitemap(site: Path, home: str, pages: Iterable[UnitPage]) -> None:
    """Put the pages where the frames stood."""
    path = site / SITEMAP
    text = path.read_text(encoding="utf-8")
    frames = {f"{home}{frame.removesuffix('.md')}/" for frame in FRAMES.values()}
    entries = [one for one in _URL.findall(text) if not any(frame in one for frame in frames)]
    model = entries[0] if entries else ""
    loc = re.compile(r"<loc>[^<]*</loc>")
    entries += [loc.sub(f"<loc>{home}{one.profile.adresse}</loc>", model) for one in pages]
    head, tail = text[: text.index("<url>")], text[text.rindex("</url>") + len("</url>") :]
    whole = f"{head}{'\n    '.join(entries)}{tail}"
    path.write_text(whole, encoding="utf-8", newline="\n")
    (site / f"{SITEMAP}.gz").write_bytes(packed(whole.encode()))

"""Every address of a built site, and where it leads."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

# Hosts that a reader may be sent to; nothing is ever fetched from them.
AGREED = {
    "github.com",
    "www.ssb.no",
    "lovdata.no",
    "creativecommons.org",
    "www.regjeringen.no",
    "www.statsbudsjettet.no",
    "www.ks.no",
    "www.fiskeridir.no",
    "www.ungokonomi.no",
    "www.uutilsynet.no",
    "uustatus.no",
    "datapackage.org",
    "json-stat.org",
    "www.w3.org",
}
INWARD = ("mailto:", "data:", "blob:")
ATTRIBUTES = {"href", "src", "poster", "data", "action"}
FETCHED_BY = {"img", "script", "link", "iframe", "source", "video", "audio", "object", "image"}
TOLD_ONLY = {"canonical", "prev", "next", "alternate", "license"}
# A data attribute is an address if it looks like one.
ADDRESS = re.compile(r"(https?:)?//|\.{0,2}/|[^\s:]+\.(csv|json|svg|png|m?js|css|html|wasm|woff2)$")
IN_SITEMAP = re.compile(r"<loc>(.*?)</loc>")
IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+)""")


@dataclass(frozen=True, slots=True)
class Link:
    """An address as written.

    Attributes:
        address: As written.
        fetched: Whether the browser fetches it without being asked.
        told: Whether it only tells a script where files lie, so that a folder will do.
    """

    address: str
    fetched: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    anchors: frozenset[str]
    links: tuple[Link, ...]


def dead_links(folder: Path, url: str) -> list[str]:
    """Return a sentence for each address below `folder` that leads nowhere.

    Addresses are those of pages, style sheets, the search index and the sitemap. One that the
    browser would fetch from another host is a fault too, and so is a link to a host not agreed.
    """
    pages = {
        path: read_page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))
    }
    return [
        f"{place}: {link.address}: {fault}"
        for place, link in _links_of_a_site(folder, pages)
        if (fault := _fault(folder, url, urljoin(url + place, link.address), link.fetched, pages))
        and not (link.told and _is_folder(folder, urljoin(place, link.address)))
    ]


def read_page(source: str) -> Page:
    """Return a page's anchors and links."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return Page(frozenset(reader.anchors), tuple(reader.links))


class _Reader(HTMLParser):
    """Reads elements one by one: hundreds of pages, and no address depends on where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of an attribute that is written twice, a browser takes the first.
        given = {name: value or "" for name, value in reversed(attrs)}
        self.anchors |= {given.get(key, "") for key in ("id", "name")} - {""}
        self.links += _links(tag, given)


def _links_of_a_site(folder: Path, pages: Mapping[Path, Page]) -> Iterator[tuple[str, Link]]:
    """Yield each link with the place it is relative to."""
    for path, page in pages.items():
        place = path.relative_to(folder).as_posix().removesuffix("index.html")
        yield from ((place, link) for link in page.links)
    for path in sorted(folder.rglob("*.css")):
        for address in IN_STYLE.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(folder).as_posix(), Link(address, fetched=True)
    for path in folder.glob("search/search_index.json"):
        entries = json.loads(path.read_text(encoding="utf-8"))["docs"]
        yield from (("", Link(entry["location"])) for entry in entries)
    for path in folder.glob("sitemap.xml"):
        for address in IN_SITEMAP.findall(path.read_text(encoding="utf-8")):
            yield "", Link(address)


def _links(tag: str, attributes: Mapping[str, str]) -> Iterator[Link]:
    fetched = tag in FETCHED_BY and (attributes.get("rel") or "").strip() not in TOLD_ONLY
    for key, value in attributes.items():
        name = key.removeprefix("xlink:")
        if name in ATTRIBUTES:
            yield Link(value.strip(), fetched)
        elif name == "srcset":
            yield from (Link(part.split()[0], fetched=True) for part in value.split(","))
        elif name == "style":
            yield from (Link(address, fetched=True) for address in IN_STYLE.findall(value))
        elif name.startswith("data-") and ADDRESS.match(value):
            yield Link(value, told=True)


def _is_folder(folder: Path, address: str) -> bool:
    return address.endswith("/") and (folder / address).is_dir()


def _fault(folder: Path, url: str, target: str, fetched: bool, pages: Mapping[Path, Page]) -> str:  # noqa: FBT001  one of a link's two properties
    """Return what is wrong with an absolute address; nothing is an empty string."""
    if target.startswith(INWARD):
        return ""
    address, anchor = urldefrag(target)
    if not address.startswith(url):
        return _outside(address, url, fetched)
    path = folder / unquote(urlsplit(address.removeprefix(url)).path)
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file():
        return "no such file"
    if anchor and path in pages and unquote(anchor) not in pages[path].anchors:
        return "no such anchor"
    return ""


def _outside(address: str, url: str, fetched: bool) -> str:  # noqa: FBT001  as in _fault
    if urlsplit(address).netloc == urlsplit(url).netloc:
        return "outside the site's own path"
    if fetched:
        return "fetched from another host"
    return "" if urlsplit(address).hostname in AGREED else "an outside host nobody has agreed to"

"""Every address in every page leads somewhere, in raw HTML too."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

ATTRIBUTES = ("href", "src", "poster", "data")
OUTSIDE = {
    "github.com",
    "www.ssb.no",
    "lovdata.no",
    "creativecommons.org",
    "www.regjeringen.no",
    "www.uutilsynet.no",
    "uustatus.no",
    "datapackage.org",
    "json-stat.org",
    "www.w3.org",
}


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def dead(folder: Path, url: str) -> list[str]:
    """Return every address below `folder` that leads nowhere."""
    pages = {path: soup(path) for path in sorted(folder.rglob("*.html"))}
    anchors = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    faults = []
    for path, page in pages.items():
        place = path.relative_to(folder).as_posix().removesuffix("index.html")
        for address in _addresses(page):
            target = urljoin(url + place, address)
            if fault := _fault(folder, url, target, anchors):
                faults.append(f"{place}: {address}: {fault}")
    return faults


def _addresses(page: BeautifulSoup) -> list[str]:
    tags = page.find_all()
    return [tag[name] for tag in tags for name in ATTRIBUTES if tag.get(name) is not None]


def _fault(folder: Path, url: str, target: str, anchors: dict[Path, set[str]]) -> str | None:
    address, anchor = urldefrag(target)
    if not address.startswith(url):
        known = urlsplit(address).hostname in OUTSIDE or address.startswith(("mailto:", "data:"))
        return None if known else "an outside host that nobody has agreed to"
    path = folder / unquote(urlsplit(address.removeprefix(url)).path)
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file():
        return "no such file"
    if anchor and path.suffix == ".html" and unquote(anchor) not in anchors[path]:
        return "no such anchor"
    return None


@pytest.mark.slow
def test_no_address_is_dead(site: object) -> None:
    assert dead(site.folder, site.url) == []


@pytest.mark.slow
def test_every_paragraph_of_the_raw_text_has_its_line(site: object) -> None:
    page = soup(site.folder / "kilde/index.html")
    lines = (site.folder / "data/note.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            assert page.find(id=f"l{number}"), number


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("borte/", "no such file"),
        ("#borte", "no such anchor"),
        ("https://example.com/", "an outside host"),
        ("side/#her", ""),
    ],
)
def test_a_dead_address_is_found(tmp_path: Path, link: str, fault: str) -> None:
    (tmp_path / "side").mkdir()
    (tmp_path / "side/index.html").write_text("<p id=her>her</p>", "utf-8")
    (tmp_path / "index.html").write_text(f"<a href='{link}'>en</a>", "utf-8")
    found = dead(tmp_path, "http://127.0.0.1:1/tbu/")
    assert [fault in f for f in found] == ([True] if fault else [])

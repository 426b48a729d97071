"""Every address of the built site leads somewhere, in raw HTML too."""

from pathlib import Path

import pytest

from support.hosting import Site
from support.links import dead_links, read_page


@pytest.mark.slow
def test_no_address_is_dead(site: Site) -> None:
    assert dead_links(site.folder, site.url) == []


@pytest.mark.slow
def test_every_line_of_the_raw_text_has_its_anchor(site: Site) -> None:
    anchors = read_page((site.folder / "ratekst/index.html").read_text(encoding="utf-8")).anchors
    lines = (site.folder / "data/note.txt").read_text(encoding="utf-8").split("\n")
    printed = {f"l{number}" for number, line in enumerate(lines, start=1) if line.strip()}
    assert printed - anchors == set()


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<a href='borte/'>", "no such file"),
        ("<a href='#borte'>", "no such anchor"),
        ("<a href='side/#borte'>", "no such anchor"),
        ("<a href='../annet/'>", "outside the site's own path"),
        ("<a href='https://example.com/'>", "an outside host"),
        ("<div data-kilde='data/borte.json'>", "no such file"),
        ("<div style='background: url(borte.svg)'>", "no such file"),
        ("<img srcset='borte.png 2x'>", "no such file"),
        ("<script src='https://www.ssb.no/x.js'>", "fetched from another host"),
        ("<svg><use xlink:href='#borte'>", "no such anchor"),
        ("<a href='side/#her'>", ""),
        ("<a href='https://www.ssb.no/'>", ""),
        ("<div data-verdi='1/2 av alle.'>", ""),
    ],
)
def test_a_dead_address_is_found(tmp_path: Path, html: str, fault: str) -> None:
    (tmp_path / "side").mkdir()
    (tmp_path / "side/index.html").write_text("<p id=her>her</p>", "utf-8")
    (tmp_path / "index.html").write_text(html, "utf-8")
    found = dead_links(tmp_path, "http://127.0.0.1:1/tbu/")
    assert [fault in f for f in found] == ([True] if fault else [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stil.css", "p { background: url('borte.svg') }"),
        ("search/search_index.json", '{"docs": [{"location": "borte/#her"}]}'),
        ("sitemap.xml", "<urlset><url><loc>http://127.0.0.1:1/tbu/borte/</loc></url></urlset>"),
    ],
)
def test_a_dead_address_outside_the_pages_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / name).write_text(text, "utf-8")
    found = dead_links(tmp_path, "http://127.0.0.1:1/tbu/")
    assert ["no such file" in f for f in found] == [True]

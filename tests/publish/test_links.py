"""Every address of the built site leads somewhere, in raw HTML too."""

import codecs
import re
from pathlib import Path

import pytest

from sitegen.publish.tree import files_below
from sitegen.publish.versions.site import alias_files, shared_files
from support.hosting import Site
from support.links import dead_links, read_page

# «CSV for programmer» is another file, and says so.
DOWNLOADED = re.compile(r'<a [^>]*href="([^"#?]+)"[^>]*\bdownload\b')
CALLED_CSV = re.compile(r'<a [^>]*href="([^"]*\.csv)"[^>]*>CSV\b(?! for programmer)')


@pytest.mark.slow
def test_no_address_is_dead(site: Site) -> None:
    assert dead_links(site.folder, site.url) == []


@pytest.mark.slow
def test_every_line_of_the_raw_text_has_its_anchor(site: Site) -> None:
    anchors = read_page((site.folder / "ratekst/index.html").read_text(encoding="utf-8")).anchors
    lines = (site.folder / "data/note.txt").read_text(encoding="utf-8").split("\n")
    printed = {f"l{number}" for number, line in enumerate(lines, start=1) if line.strip()}
    assert printed - anchors == set()


@pytest.mark.slow
def test_what_is_called_csv_opens_in_a_norwegian_spreadsheet(site: Site) -> None:
    files: dict[Path, str] = {}
    for address in site.pages:
        page = site.folder / address
        ways = CALLED_CSV.findall(site.html(address))
        files |= {(page / way).resolve(): address for way in ways}
    assert {one.parent.name for one in files} >= {"data", "diagram", "0301-oslo"}
    for path, address in files.items():
        data = path.read_bytes()
        assert data.startswith(codecs.BOM_UTF8), address
        assert all(b";" in line for line in data.split(b"\r\n") if line.count(b",") > 1), address


@pytest.mark.slow
def test_what_can_be_downloaded_is_there_by_the_newest_version_s_address_too(site: Site) -> None:
    files = dict.fromkeys(files_below(site.folder), b"")
    copied = alias_files("siste", "2025-03-07", files) | shared_files("siste", "2025-03-07", files)
    found = set()
    for address in site.pages:
        page = site.folder / address
        for way in DOWNLOADED.findall(site.html(address)):
            path = (page / way if page.is_dir() else page.parent / way).resolve()
            found.add(path.relative_to(site.folder.resolve()).as_posix())
    folders = {one.partition("/")[0] for one in found}
    assert {"data", "diagram", "sitat", "beregning", "kommuner"} <= folders
    assert {f"siste/{one}" for one in found} - copied.keys() == set()


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

"""What a service shows of a link to a page: words, and a picture that was drawn for it."""

import json
import re
import struct
from html import unescape

import pytest

from sitegen.charts.cards import CARD_SIZE, Card, card
from sitegen.charts.model import CARD
from support.hosting import Site

TAG = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">')
NEEDED = {"og:title", "og:description", "og:url", "og:image", "og:image:alt", "twitter:card"}

pytestmark = pytest.mark.slow


def tags(site: Site, address: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in TAG.findall(site.html(address))}


def size_of(site: Site, picture: str) -> tuple[int, int]:
    """Return the width and height that a PNG file says it has."""
    head = (site.folder / picture).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", picture
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def reading_pages(site: Site) -> list[str]:
    """Return the pages that MkDocs makes: no frames, no old addresses, no page of errors."""
    return [one for one in site.pages if 'property="og:site_name"' in site.html(one)]


def test_every_page_says_what_it_is_and_shows_a_picture_of_the_right_size(site: Site) -> None:
    found = reading_pages(site)
    assert {"", "notat/", "tabeller/resultat-konsern/", "utforsk/", "regn-selv/"} <= {*found}
    for address in found:
        said = tags(site, address)
        assert said.keys() >= NEEDED, address
        assert all(said.values()), address
        assert said["og:url"] == site.url + address
        picture = said["og:image"].removeprefix(site.url)
        assert size_of(site, picture) == CARD_SIZE, address


def test_a_page_with_a_chart_shows_its_own_and_what_it_finds(site: Site) -> None:
    said = tags(site, "tabeller/resultat-konsern/")
    assert said["og:image"] == f"{site.url}diagram/tabell-3{CARD}"
    page = unescape(site.html("tabeller/resultat-konsern/")).replace("\u00a0", " ")
    assert f">{said['og:title'].replace('\u00a0', ' ')}</p>" in page
    tables = (one for one in reading_pages(site) if one.removeprefix("tabeller/") not in (one, ""))
    others = {tags(site, one)["og:image"] for one in tables}
    assert len(others) > 1


def test_the_site_can_be_installed(site: Site) -> None:
    manifest = json.loads((site.folder / "nettsted.webmanifest").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        assert size_of(site, icon["src"]) == tuple(map(int, icon["sizes"].split("x")))
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    page = site.html("tabeller/resultat-konsern/")
    assert '<link rel="manifest" href="../../nettsted.webmanifest">' in page
    assert size_of(site, "assets/merke-180.png") == (180, 180)
    assert (site.folder / "assets/merke.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_long_words_stay_within_the_card() -> None:
    drawn = card(Card("Ord " * 200, "lange setninger " * 100, "Kilde " * 200))
    bases = [int(one) for one in re.findall(r'<text x="\d+" y="(\d+)"', drawn)]
    assert max(bases) < CARD_SIZE[1]
    assert drawn.count("…") == 3
    assert bases == sorted(bases)  # the source stands below the words, on none of them

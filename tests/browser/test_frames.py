"""Charts in another site's page: as high as they need be, and under a policy that allows no styles."""

import json
import re
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Frame, Page, expect

from support.browsing import Open
from support.hosting import Site
from support.waiting import eventually

WIDTHS = [390, 1280]
STRICT = "default-src 'none'; frame-src http://127.0.0.1:*; style-src 'self'; script-src 'self'"
BLOCKED = """addEventListener("securitypolicyviolation", (event) => {
    (globalThis.blocked ??= []).push(event.effectiveDirective); });"""
HEIGHT = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
FITS = f"innerHeight === {HEIGHT}"


def pasted(site: Site, page: Page, address: str, chart: str) -> str:
    """Return the code that a page of the site offers for one of its charts."""
    page.goto(f"{site.url}{address}", wait_until="networkidle")
    page.get_by_text("Last ned og bygg inn").first.click()
    return page.locator(f"tbu-kode[data-adresse$='innebygd/{chart}/'] textarea").input_value()


class Host(BaseHTTPRequestHandler):
    """Another site: a page with what was pasted into it, under its own policy."""

    code, policy = "", ""

    def do_GET(self) -> None:
        """Answer with the page."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        page = f'<!doctype html><html lang="nb"><title>Vert</title><main>{self.code}</main></html>'
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has there
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def hosted(page: Page, host: str, code: str, policy: str = "") -> Frame:
    """Open a page of another site's with the code in it; return the frame."""
    Host.code, Host.policy = code, policy
    page.add_init_script(BLOCKED)
    page.goto(host, wait_until="networkidle")
    return page.frames[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_frame_is_as_high_as_what_is_in_it(
    site: Site, take_page: Open, host: str, width: int
) -> None:
    page = take_page(viewport={"width": width, "height": 800}).page
    code = pasted(site, page, "figurer/bundne-avsetninger/", "figur-3")
    assert len(code.splitlines()) == 2
    frame = hosted(page, host, code)
    expect(frame.locator(".figur__funn")).to_be_visible()
    eventually(page, lambda: frame.evaluate(FITS))
    before = frame.evaluate("innerHeight")
    frame.get_by_text("Beskrivelse", exact=True).click()
    eventually(page, lambda: frame.evaluate("innerHeight") > before and frame.evaluate(FITS))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripts", ["allowed", "off"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_strict_host_needs_no_bar_to_see_the_whole_of_any_frame(
    site: Site, open_page: Open, host: str, width: int, scripts: str
) -> None:
    """Where nothing tells the height, that of the code holds the chart, and little more on a phone."""
    page = open_page(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts == "allowed"
    ).page
    for path in sorted(site.folder.glob("innebygd/*/oembed.json")):
        frame = hosted(page, host, json.loads(path.read_text(encoding="utf-8"))["html"], STRICT)
        drawn = ".diagram__levende svg, .utforsk__diagram svg" if scripts == "allowed" else "main"
        expect(frame.locator(drawn).first).to_be_visible()
        whole = frame.locator("html")
        given = page.locator("iframe").evaluate("(frame) => frame.clientHeight")
        box = whole.bounding_box()
        assert box, path
        assert box["height"] <= given, path
        assert width > min(WIDTHS) or scripts == "off" or given <= 1.25 * box["height"], path


@pytest.mark.parametrize("width", WIDTHS)
def test_under_a_strict_policy_the_frame_has_the_height_of_its_code_and_no_border(
    site: Site, open_page: Open, host: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800}).page
    code = pasted(site, page, "figurer/bundne-avsetninger/", "figur-3")
    assert "style=" not in code
    frame = hosted(page, host, code, STRICT)
    assert page.evaluate("globalThis.blocked") == ["script-src-elem"]
    element = page.locator("iframe")
    assert element.evaluate("(frame) => getComputedStyle(frame).borderTopWidth") == "0px"
    expect(frame.locator(".diagram__levende svg")).to_be_visible()
    assert f'height="{frame.evaluate("innerHeight")}"' in code


def test_the_explorer_s_frame_follows_its_content(site: Site, take_page: Open, host: str) -> None:
    page = take_page(viewport={"width": 1280, "height": 800}).page
    page.goto(f"{site.url}utforsk/?m=netto_driftsresultat&g=kommunene")
    page.get_by_text("Bygg inn", exact=True).click()
    code = page.get_by_label("Kode for å bygge inn").input_value()
    frame = hosted(page, host, code)
    expect(frame.locator(".utforsk__diagram svg")).to_be_visible()
    eventually(page, lambda: frame.evaluate(FITS))


VIEWS = (
    "?m=netto_driftsresultat&g=hver-kommune",
    "?m=netto_driftsresultat&g=0301,4601,1103,5001,1508,3401,1833,5501,3301,4204",
    "?m=netto_driftsresultat&g=kommunene&vis=tabell",
)
"""Of the explorer: longer and shorter than the one it begins with."""
IN_CODE = re.compile(r'height="(\d+)"')


@pytest.mark.parametrize("view", VIEWS)
def test_a_strict_host_needs_no_bar_to_see_any_view_of_the_explorer(
    site: Site, take_page: Open, host: str, view: str
) -> None:
    page = take_page(viewport={"width": 1280, "height": 800}).page
    page.goto(f"{site.url}utforsk/{view}")
    code = page.get_by_label("Kode for å bygge inn")
    page.get_by_text("Bygg inn", exact=True).click()
    measured = page.locator(".utforsk__maaler")
    own = measured.content_frame.locator("html")
    expect(own.locator("tbu-utforsk[levende]")).to_be_attached()
    drawn = ".utforsk__diagram svg" if "tabell" not in view else "tbody tr"
    expect(own.locator(drawn).first).to_be_attached()
    eventually(page, lambda: told_in(code.input_value()) == own.evaluate(f"() => {HEIGHT}"))
    pasted_in = code.input_value()
    for width, spare in ((min(WIDTHS), 1.06), (max(WIDTHS), 1.45)):
        page.set_viewport_size({"width": width, "height": 800})
        frame = hosted(page, host, pasted_in, STRICT)
        expect(frame.locator(drawn).first).to_be_visible()
        frame.evaluate("document.fonts.ready.then(() => true)")
        height = frame.evaluate(HEIGHT)
        assert height <= told_in(pasted_in) <= spare * height, width


def told_in(code: str) -> int:
    """Return the height that a frame's code gives."""
    return int(IN_CODE.findall(code)[0])


@pytest.mark.parametrize(
    "address", ["innebygd/tabell-3/", "innebygd/utforsk/", "tabeller/resultat-konsern/"]
)
def test_who_asks_is_told_of_the_frame(site: Site, address: str) -> None:
    text = (site.folder / address / "index.html").read_text(encoding="utf-8")
    link = re.search(
        r'<link rel="alternate ?" type="application/json\+oembed" href="([^"]+)"', text
    )
    assert link
    path = link[1].partition("/innebygd/")[2]
    told = json.loads((site.folder / "innebygd" / path).read_text(encoding="utf-8"))
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert {"html", "width", "height"} <= told.keys()  # what the standard demands of «rich»
    frame = re.search(r'src="([^"]+)"', told["html"])
    assert frame
    assert frame[1].endswith(f"/innebygd/{path.removesuffix('oembed.json')}")
    picture = told["thumbnail_url"].partition(told["provider_url"])[2]
    assert (site.folder / picture).is_file()
    assert "style=" not in told["html"]

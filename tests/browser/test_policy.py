"""The content security policy bites, on the page and in workers, and hinders nothing of ours."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from support.browsing import Open
from support.hosting import Site
from support.serving import serving
from support.waiting import eventually, settled

# A worker from a blob: its own line of code, then its answer.
ASK_WORKER = """([code]) => new Promise((done) => {
    const blob = new Blob([code], {type: "text/javascript"});
    new Worker(URL.createObjectURL(blob)).onmessage = (event) => done(event.data);
})"""
APPEND = "document.body.append(Object.assign(document.createElement(%r), {%s}))"
# What is tried, by the rule that stops it and what that calls the thing; X is an outside address.
ATTEMPTS = {
    "script-src-elem inline": APPEND % ("script", "textContent: 'window.brutt = 1'"),
    "script-src-attr inline": "main.insertAdjacentHTML('beforeend', '<img onerror=brutt=1 src=x>')",
    "script-src eval": "try { eval('window.brutt = 1') } catch {}",
    "connect-src": "fetch('X').catch(() => 0)",
    "img-src": "new Image().src = 'X'",
    "script-src-elem": APPEND % ("script", "src: 'X'"),
    "style-src-elem": APPEND % ("link", "rel: 'stylesheet', href: 'X'"),
    "worker-src": "try { new Worker('data:text/javascript,1') } catch {}",
    "frame-src": APPEND % ("iframe", "src: 'X'"),
    "object-src": APPEND % ("object", "data: 'X'"),
    "base-uri": "document.head.append(Object.assign(document.createElement('base'), {href: 'X'}))",
    "form-action": APPEND % ("form", "action: 'X'") + "; [...document.forms].at(-1).submit()",
}


@dataclass(frozen=True)
class Elsewhere:
    """Another origin, and what was asked of it."""

    url: str
    asked: list[str]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(HTTPStatus.OK)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name upstream
            """Keep quiet: a test's output is its result."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        yield Elsewhere(f"http://127.0.0.1:{server.server_port}/x", asked)
        server.shutdown()


@pytest.mark.parametrize("rule", ATTEMPTS)
def test_what_the_policy_forbids_does_not_happen(
    site: Site, take_page: Open, elsewhere: Elsewhere, rule: str
) -> None:
    watched = take_page()
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    assert watched.take_faults() == []
    attempt = ATTEMPTS[rule].replace("X", elsewhere.url)
    # Later, from a task of the page's own: what a debugger runs at once, no policy stops.
    page.evaluate(
        f"() => {{ setTimeout(() => {{ const main = document.querySelector('main'); {attempt} }}) }}"
    )
    breach = f"policy: {rule}"
    eventually(page, lambda: any(one.startswith(breach) for one in watched.faults))
    settled(page)
    assert page.evaluate("window.brutt") is None
    assert page.url == site.url
    assert elsewhere.asked == []


WORKER_ATTEMPTS = (
    "fetch('X').then(() => 'ute', () => 'stanset').then(postMessage)",
    "import('X').then(() => 'ute', () => 'stanset').then(postMessage)",
    "try { importScripts('X'); postMessage('ute') } catch { postMessage('stanset') }",
    "let svar = 'ute'; try { eval('1') } catch { svar = 'stanset' } postMessage(svar)",
)


@pytest.mark.parametrize("code", WORKER_ATTEMPTS)
def test_a_worker_from_a_blob_cannot_leave_or_evaluate(
    site: Site, take_page: Open, elsewhere: Elsewhere, code: str
) -> None:
    page = take_page().page
    page.goto(site.url, wait_until="networkidle")
    assert page.evaluate(ASK_WORKER, [code.replace("X", elsewhere.url)]) == "stanset"
    assert elsewhere.asked == []


@pytest.mark.parametrize("code", WORKER_ATTEMPTS)
def test_without_the_policy_such_a_worker_would_leave(
    site: Site, take_page: Open, elsewhere: Elsewhere, code: str
) -> None:
    page = take_page().page
    page.goto(site.url + "data/note.txt")  # the site's own, and no page
    assert page.evaluate(ASK_WORKER, [code.replace("X", elsewhere.url)]) == "ute"
    assert elsewhere.asked == ([] if "eval" in code else ["/x"])


def test_a_worker_by_address_is_not_held_by_the_pages_policy(
    site: Site, take_page: Open, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """Why ours start from a blob: the host cannot send the headers that would hold this one."""
    page = take_page().page
    script = f"fetch('{elsewhere.url}').then(() => postMessage('ute'), () => postMessage('inne'))"
    shutil.copy(site.folder / "index.html", tmp_path)  # the site itself is shared
    (tmp_path / "arbeider.js").write_text(script, encoding="utf-8")
    answer = """() => new Promise((done) => {
        new Worker("arbeider.js").onmessage = (event) => done(event.data); })"""
    with serving(tmp_path) as server:
        page.goto(server.url, wait_until="networkidle")
        told = page.evaluate(answer)
    assert (told, elsewhere.asked) == ("ute", ["/x"])


def test_a_worker_from_a_blob_may_import_and_fetch_what_is_the_sites_own(
    site: Site, take_page: Open
) -> None:
    watched = take_page()
    watched.page.goto(site.url, wait_until="networkidle")
    code = (
        f"Promise.all([fetch('{site.url}data/notat.json'), "
        f"WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))])"
        ".then(([svar]) => postMessage(svar.status), feil => postMessage(String(feil)))"
    )
    assert watched.page.evaluate(ASK_WORKER, [code]) == 200
    assert watched.take_faults() == []


def test_a_walk_by_instant_navigation_breaks_no_rule(site: Site, open_page: Open) -> None:
    watched = open_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    page.evaluate("window.sammeSide = true")
    recomputed = page.locator("a[href*='fra-kommunetall-til-notatets-tabell']")
    page.get_by_role("link", name="Om", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Metode")
    recomputed.first.click()
    expect(page.locator("h1")).to_contain_text("notatets tabell")
    page.locator("[data-bryter^=__palette]:visible").first.click()
    page.locator("input[name=query]").click()
    page.keyboard.type("telemark")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.evaluate("window.sammeSide")
    assert watched.take_faults() == []

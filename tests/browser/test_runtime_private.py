"""What the calculator fetches: nothing before it is wanted, nothing from others, nothing of a file."""

from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, Request, Route, expect

from kommuneindikatorer.session import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.browsing import Open
from support.core import computed, start
from support.hosting import Site
from support.notes import ROOT
from support.workbooks import workbook_of

HEAD = ["aar", "kommunenummer", "brutto_driftsinntekter", "netto_driftsresultat"]
BOOK = workbook_of(Mal=[HEAD, [2024, "4601", 1000, -5.5]])
LINK = """(root) => {
    const link = document.createElement("a");
    link.href = root + "regn-selv/";
    link.textContent = "Regn selv";
    link.id = "prove";
    document.querySelector("main").prepend(link);
}"""
LEAVE = """
;const tried = [];
const realFetch = Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch?.bind(self) ?? self.fetch;
const channel = new BroadcastChannel("leave");
channel.onmessage = async ({ data }) => {
  const ways = {
    fetch: () => realFetch(data.leave),
    xhr: () => new Promise((done, fail) => {
      const xhr = new XMLHttpRequest();
      xhr.onload = done; xhr.onerror = fail;
      xhr.open("GET", data.leave); xhr.send();
    }),
    module: () => import(data.leave + "x.mjs"),
    socket: () => new Promise((done, fail) => {
      const socket = new WebSocket(data.leave.replace("http", "ws"));
      socket.onopen = done; socket.onerror = fail;
    }),
    events: () => new Promise((done, fail) => {
      const source = new EventSource(data.leave);
      source.onopen = done; source.onerror = fail;
    }),
  };
  for (const [name, way] of Object.entries(ways)) {
    tried.push([name, await Promise.resolve().then(way).then(() => "out", () => "held")]);
  }
  channel.postMessage({ tried });
};
"""


class Listener(ThreadingHTTPServer):
    """Another origin, which answers anyone and remembers what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[str] = []


class Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name upstream
        """Keep quiet."""


@pytest.fixture
def elsewhere() -> Iterator[Listener]:
    server = Listener()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def asked_by(page: Page) -> list[str]:
    asked: list[str] = []

    def keep(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", keep)
    return asked


def test_nothing_is_fetched_for_a_reader_who_does_not_calculate(
    site: Site, open_page: Open
) -> None:
    page = open_page(service_workers="block").page
    asked = asked_by(page)
    page.goto(site.url, wait_until="networkidle")
    assert [url for url in asked if "/assets/pyodide/" in url or url.endswith("client.js")] == []


@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_a_pointer_or_the_focus_on_the_link_starts_it(
    site: Site, open_page: Open, reach: str
) -> None:
    page = open_page(service_workers="block").page
    page.goto(site.url, wait_until="networkidle")
    page.evaluate(LINK, site.url)
    with page.context.expect_event("request", lambda request: "/image.bin" in request.url):
        getattr(page.locator("#prove"), reach)()
    assert start(page, site.url)["way"] == "image"  # and whoever opens it gets the same one


def test_no_request_is_made_between_a_file_and_its_result(site: Site, open_page: Open) -> None:
    watched = open_page(service_workers="block")
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    start(page, site.url)
    asked = asked_by(page)
    for _, case in account_cases():
        computed(page, files_of(case), choices_of(case))
    path = ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
    files = [(path.name, path.read_bytes())]
    assert computed(page, files) == compute_json(files, {})
    assert asked == []
    assert watched.take_faults() == []


def test_an_excel_file_fetches_nothing(site: Site, open_page: Open) -> None:
    watched = open_page(service_workers="block")
    page = watched.page
    page.goto(site.url, wait_until="networkidle")
    start(page, site.url)
    asked = asked_by(page)
    files = [("bok.xlsx", BOOK)]
    assert computed(page, files) == compute_json(files, {})
    assert asked == []
    assert watched.take_faults() == []


@pytest.mark.parametrize("policy", [True, False])
def test_the_policy_keeps_the_worker_from_another_origin(
    site: Site, open_page: Open, elsewhere: Listener, *, policy: bool
) -> None:
    def leaving(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + LEAVE)

    page = open_page(service_workers="block", bypass_csp=not policy).page
    page.context.route("**/runtime/worker.js", leaving)
    page.goto(site.url, wait_until="networkidle")
    assert start(page, site.url)["way"] == "image"
    tried = dict(
        page.evaluate(
            """(leave) => new Promise((resolve) => {
                const channel = new BroadcastChannel("leave");
                channel.onmessage = ({ data }) => resolve(data.tried);
                channel.postMessage({ leave });
            })""",
            f"http://127.0.0.1:{elsewhere.server_port}/",
        )
    )
    if policy:
        assert tried == dict.fromkeys(["fetch", "xhr", "module", "socket", "events"], "held")
        assert elsewhere.asked == []
    else:  # the same worker without the policy gets out: the test can fail
        assert [tried[way] for way in ("fetch", "xhr", "module")] == ["out"] * 3
        assert len(elsewhere.asked) >= 5


def test_each_stage_is_told_with_its_bytes(site: Site, open_page: Open) -> None:
    page = open_page(service_workers="block").page
    page.goto(site.url, wait_until="networkidle")
    start(page, site.url)
    stages = page.evaluate("window.stages")
    assert list(dict.fromkeys(stage["stage"] for stage in stages)) == ["list", "fetch", "start"]
    fetched = [stage for stage in stages if stage["stage"] == "fetch"]
    assert fetched[-1]["done"] == fetched[-1]["total"] > 1_000_000
    assert [one["done"] for one in fetched] == sorted(one["done"] for one in fetched)
    expect(page.locator("main")).to_be_visible()

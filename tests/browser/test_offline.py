"""What is kept for use without a network is one release, of one folder, and goes away when told."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import ClassVar, override
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect

from sitegen.publish.finish import offer_offline, withdraw_offline, write_manifest
from sitegen.publish.tree import write_folder
from sitegen.publish.versions.common import part
from sitegen.publish.versions.site import (
    alias_files,
    is_data,
    read_site,
    shared_files,
    version_files,
)
from support.browsing import Open
from support.hosting import Site
from support.notes import ROOT
from support.serving import BASE, CachedHandler, Handler, serving
from support.waiting import eventually

DESK = {"viewport": {"width": 1280, "height": 900}, "service_workers": "allow"}
CONTROLLED = """() => navigator.serviceWorker.controller !== null || new Promise((done) =>
    navigator.serviceWorker.addEventListener("controllerchange", () => done(true), {once: true}))"""
NAMES = "async () => (await caches.keys()).sort()"
# To open a store is to make it: only once nothing removes one any more.
KEPT = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).map(({url}) => url)])))"""
# Note when a worker that does not serve this page asks which release it is of.
LISTEN = """() => {
    const workers = navigator.serviceWorker;
    window.asked = false;
    workers.addEventListener("message", ({ source }) => {
        window.asked ||= source !== workers.controller;
    });
}"""
# Whether a page may run what versions share.
DRAWS = "(address) => import(address).then(({ View }) => View !== undefined)"
UNITS = {"1151-utsira", "1508-alesund", "11-rogaland"}
READY = "Klar. Alt regnes ut her"
WAITING = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"
ACTIVE = """async (scope) =>
    (await navigator.serviceWorker.getRegistration(scope))?.active?.state === 'activated'"""
REGISTRATIONS = """async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({scope}) => scope)"""


class Host:
    """Serves releases of the site until its network is cut."""

    def __init__(self, root: Path, built: Path, handler: type[Handler] = Handler) -> None:
        self.root = root
        self.built = built
        self.moved: Mapping[str, str] = {}
        self.network = ExitStack()
        self.origin = self.network.enter_context(serving(root, handler)).url.removesuffix(BASE)

    def release(self, name: str, folder: str = "", *, offline: bool = True) -> str:
        """Put a release in a folder, all at once, and return its address.

        It bears its name on the front page, in the style sheet and in a file that others lack.
        """
        new = self.root.with_name("ny")
        shutil.copytree(self.built, new, ignore=other_units)
        withdraw_offline(ROOT, new)
        page = (new / "index.html").read_text(encoding="utf-8")
        (new / "index.html").write_text(page.replace("<h1", f"<h1 data-fra={name}", 1), "utf-8")
        with (new / "assets/styles/samlet.css").open("a", encoding="utf-8") as style:
            style.write(f":root {{ --fra: {name}; }}\n")
        (new / f"assets/bare-{name}.js").write_text(f"export const fra = '{name}';", "utf-8")
        address = f"{self.origin}{BASE}{folder}"
        # The theme exchanges pages only within the addresses its site map names.
        site_map = (new / "sitemap.xml").read_text(encoding="utf-8")
        (new / "sitemap.xml").write_text(re.sub(r"http://[^/]+/tbu/", address, site_map), "utf-8")
        if offline:
            offer_offline(new)
        target = self.root / folder
        target.mkdir(parents=True, exist_ok=True)
        for old in target.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(new, target, dirs_exist_ok=True)
        shutil.rmtree(new)
        return address

    def publish(self, version: str) -> str:
        """Put a version beside those before it, as the newest, and return what all lie below."""
        self.release(version, f"{version}/", offline=False)
        built = self.root / version
        for path in built.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            # As the page's template has it in a version.
            text = re.sub(
                r'(?<=href=")[./]*(?=nettsted\.webmanifest)', up_to_alias(path, built), text
            )
            path.write_text(text, encoding="utf-8")
        offer_offline(built)
        write_manifest(built)
        parted = part(version, read_site(built))
        self.moved = parted.moved
        files = {**parted.own, **parted.built(is_data)}
        shutil.rmtree(built)
        write_folder(built, version_files("siste", version, parted.own))
        alias = alias_files("siste", version, files) | shared_files("siste", version, files)
        shutil.rmtree(self.root / "siste", ignore_errors=True)
        write_folder(self.root, {**alias, **parted.common})
        return f"{self.origin}{BASE}"

    def has_as_before(self, name: str) -> bool:
        """Return whether the version before had the same file, by the newer one's path."""
        version, _, path = name.partition("/")
        before = max(one.name for one in self.root.iterdir() if one.name < version)
        old = self.root / before / path
        return old.is_file() and old.read_bytes() == (self.root / name).read_bytes()

    def cut(self) -> None:
        self.network.close()


def other_units(folder: str, names: list[str]) -> list[str]:
    """Return the units' pages that no test here opens: hundreds, which take long to publish."""
    of_units = Path(folder).name in {"kommuner", "fylker"}
    return [one for one in names if of_units and one[:1].isdigit() and one not in UNITS]


def up_to_alias(page: Path, built: Path) -> str:
    """Return the way from a page of a version to the newest's folder."""
    return "../" * (len(page.relative_to(built).parts)) + "siste/"


class Recording(CachedHandler):
    """Notes which files are asked for, as a browser that keeps what it has asks."""

    asked: ClassVar[list[str]] = []

    @override
    def do_GET(self) -> None:
        name = urlsplit(self.path).path.removeprefix(BASE)
        self.asked.append(f"{name}index.html" if name.endswith("/") else name)
        super().do_GET()


@pytest.fixture
def host(site: Site, tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "vert").mkdir()
    host = Host(tmp_path / "vert", site.folder)
    yield host
    host.cut()


@pytest.fixture
def recording(site: Site, tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "vert").mkdir()
    Recording.asked.clear()
    host = Host(tmp_path / "vert", site.folder, Recording)
    yield host
    host.cut()


def visit(page: Page, address: str) -> None:
    """Open a page and wait until a worker has it in hand."""
    page.goto(address, wait_until="load")
    assert page.evaluate(CONTROLLED)


def fra(page: Page) -> tuple[str | None, str]:
    """Return which release a page is of, and its style."""
    style = "() => getComputedStyle(document.documentElement).getPropertyValue('--fra').trim()"
    return page.locator("h1").first.get_attribute("data-fra"), page.evaluate(style)


def test_after_one_visit_the_site_is_read_and_searched_without_a_network(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    watched = open_page(**DESK)
    page = watched.page
    visit(page, address)
    host.cut()
    watched.take_faults()
    for name in (
        "notat/3-netto-driftsresultat-og-disposisjonsfond/",
        "tabeller/resultat-etter-innbyggertall/",
        "?ar=2024",
    ):
        page.goto(address + name, wait_until="networkidle")
        assert page.locator("main h1").is_visible()
        assert page.evaluate("document.fonts.check('16px \"Source Serif 4 Variable\"')")
    page.locator("input[name=query]").click()
    page.keyboard.type("telemark")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.goto(address, wait_until="networkidle")
    page.get_by_role("link", name="Data", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Data")
    assert [f for f in watched.take_faults() if host.origin not in f] == []
    page.goto(address + "data", wait_until="load")
    expect(page).to_have_url(address + "data/")


def test_a_unit_s_page_is_kept_when_it_is_opened_and_an_installed_site_starts_with_the_last(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, f"{address}?start")
    expect(page).to_have_url(f"{address}?start")
    for name in ("kommuner/1151-utsira/", "fylker/11-rogaland/", "kommuner/1508-alesund/"):
        page.goto(address + name, wait_until="load")
        eventually(page, partial(is_kept_last, page, f"{address}{name}index.html"))
    host.cut()
    page.goto(f"{address}kommuner/1151-utsira/")
    expect(page.locator("main h1")).to_have_text("Utsira")
    expect(page.locator("#utvikling svg, .diagram__bilde svg").first).to_be_visible()
    page.goto(f"{address}?start")
    expect(page).to_have_url(f"{address}kommuner/1508-alesund/")
    expect(page.locator("main h1")).to_have_text("Ålesund")
    page.goto(f"{address}kommuner/5610-karasjok/")
    expect(page.locator("h1")).to_have_text("Siden er ikke lagret på denne maskinen")


def test_a_new_release_has_the_units_pages_that_the_old_one_kept(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, f"{address}kommuner/1151-utsira/")
    eventually(page, lambda: units_kept(page) != [])
    old = stores_in_the_end(page, 1)
    host.release("to")
    page.goto(address)
    stores_in_the_end(page, 1, other_than=old)
    host.cut()
    page.goto(f"{address}?start")
    expect(page).to_have_url(f"{address}kommuner/1151-utsira/")


def is_kept_last(page: Page, address: str) -> bool:
    return units_kept(page)[-1:] == [address]


def units_kept(page: Page) -> list[str]:
    """Return the units' pages that are kept, the one opened last at the end."""
    return [
        url
        for url in everything_kept(page)
        if re.search(r"/(?:kommuner|fylker)/[^/]+/index.html$", url)
    ]


def test_what_is_not_kept_is_said_in_norwegian(open_page: Open, host: Host) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, address)
    host.cut()
    page.goto(address + "data/notat.json")
    expect(page.locator("h1")).to_have_text("Siden er ikke lagret på denne maskinen")
    page.get_by_role("link").click()
    assert fra(page) == ("en", "en")


def test_a_reload_shows_the_new_release_and_the_old_one_is_forgotten(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, address)
    assert fra(page) == ("en", "en")
    old = stores_in_the_end(page, 1)
    host.release("to")
    page.reload()
    assert fra(page) == ("to", "to")
    stores_in_the_end(page, 1, other_than=old)
    host.cut()
    page.reload()
    assert fra(page) == ("to", "to")


def stores_in_the_end(page: Page, count: int, other_than: Sequence[str] | None = None) -> list[str]:
    """Return the names of what is kept, once so many; what replaces it may take its time."""
    versions: dict[str, dict[str, str]] = {}
    session = page.context.new_cdp_session(page)
    session.on(
        "ServiceWorker.workerVersionUpdated",
        lambda event: versions.update({one["versionId"]: one for one in event["versions"]}),
    )
    session.send("ServiceWorker.enable")

    def reached() -> bool:
        names = page.evaluate(NAMES)
        if len(names) == count and names != other_than:
            return True
        let_rest(session, list(versions.values()))
        return False

    eventually(page, reached)
    session.detach()
    return page.evaluate(NAMES)


def let_rest(session: CDPSession, versions: Sequence[Mapping[str, str]]) -> None:
    """Stop the worker that another waits to replace.

    The browser does so by itself once the worker has had nothing to do for a while. But Playwright is
    attached to it as a debugger is, and then it may live on for five minutes.
    """
    waited_for = {one["registrationId"] for one in versions if one["status"] == "installed"}
    for one in versions:
        if one["status"] == "activated" and one["registrationId"] in waited_for:
            session.send("ServiceWorker.stopWorker", {"versionId": one["versionId"]})


def test_a_page_of_the_old_release_stays_whole_while_another_shows_the_new(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    old = open_page(**DESK).page
    visit(old, address)
    host.release("to")
    old.evaluate(LISTEN)
    new = old.context.new_page()
    new.goto(address, wait_until="load")
    assert fra(new) == ("to", "to")
    eventually(old, lambda: old.evaluate("asked"))  # the new worker is ready, asks the old page,
    eventually(new, lambda: new.evaluate(WAITING))  # and waits
    assert new.evaluate("import('./assets/bare-to.js').then(({fra}) => fra)") == "to"
    assert fra(old) == ("en", "en")
    # A file the new release lacks, and one both have.
    assert old.evaluate("import('./assets/bare-en.js').then(({fra}) => fra)") == "en"
    style = "fetch('assets/styles/samlet.css').then((a) => a.text()).then((t) => t.slice(-12))"
    assert "en;" in old.evaluate(style)
    assert "to;" in new.evaluate(style)
    # One more page in the old window, by the theme's exchange of pages, is still of the old.
    old.get_by_role("link", name="Data", exact=True).first.click()
    old.get_by_role("link", name="TBU-notatet", exact=True).first.click()
    expect(old.locator("h1[data-fra=en]")).to_be_attached()
    stores_in_the_end(new, 3)  # both releases, and whom the old worker leaves alone
    old.close()
    new.reload()
    assert fra(new) == ("to", "to")
    stores_in_the_end(new, 1)
    host.cut()
    new.reload()
    assert fra(new) == ("to", "to")


def test_two_editions_side_by_side_do_not_touch_what_the_other_keeps(
    open_page: Open, host: Host
) -> None:
    first, second = host.release("en", "2025-03-07/"), host.release("to", "siste/")
    page = open_page(**DESK).page
    visit(page, first)
    stores_in_the_end(page, 1)
    mine = page.evaluate(KEPT)
    visit(page, second)
    before = stores_in_the_end(page, 2)
    host.release("tre", "siste/")
    page.reload()
    assert fra(page) == ("tre", "tre")
    stores_in_the_end(page, 2, other_than=before)
    after = page.evaluate(KEPT)
    assert {name: after[name] for name in mine} == mine
    assert sorted(page.evaluate(REGISTRATIONS)) == [first, second]
    host.cut()
    page.goto(first)
    assert fra(page) == ("en", "en")
    page.goto(second)
    assert fra(page) == ("tre", "tre")


def test_a_release_without_it_removes_the_worker_and_all_it_kept(
    open_page: Open, host: Host
) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, address)
    host.release("to", offline=False)
    page.reload()
    assert fra(page) == ("to", "to")
    stores_in_the_end(page, 0)
    eventually(page, lambda: page.evaluate(REGISTRATIONS) == [])
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_the_calculator_once_opened_computes_without_a_network(open_page: Open, host: Host) -> None:
    address = host.release("en")
    page = open_page(**DESK).page
    visit(page, address + "regn-selv/")
    expect(page.get_by_text(READY)).to_be_visible()
    large = re.compile(r"/image\.bin$")
    eventually(page, lambda: any(large.search(url) for url in everything_kept(page)))
    host.cut()
    page.goto(address + "regn-selv/", wait_until="load")
    expect(page.get_by_text(READY)).to_be_visible()
    compute_and_see(page)


def everything_kept(page: Page) -> list[str]:
    return [url for urls in page.evaluate(KEPT).values() for url in urls]


def compute_and_see(page: Page) -> None:
    """Compute from a file and wait for the result."""
    page.locator("#regn-velg").set_input_files(
        ROOT / "tests/cases/unit_data/kommuner_2023_2024.csv"
    )
    done = page.locator(".regn__kunngjoring").filter(has_text="Ferdig")
    done.wait_for(state="attached")
    expect(page.get_by_text("Alle kommunene").first).to_be_visible()


def test_a_version_computes_without_a_network_with_what_versions_share(
    open_page: Open, host: Host
) -> None:
    root = host.publish("2025-03-07")
    watched = open_page(**DESK)
    page = watched.page
    visit(page, f"{root}2025-03-07/regn-selv/")
    expect(page.get_by_text(READY)).to_be_visible()
    image = next(to for path, to in host.moved.items() if path.endswith("/image.bin"))
    eventually(page, lambda: root + image in everything_kept(page))
    watched.take_faults()
    host.cut()
    page.goto(f"{root}2025-03-07/regn-selv/", wait_until="load")
    expect(page.get_by_text(READY)).to_be_visible()
    compute_and_see(page)


def test_a_reader_who_comes_back_in_a_new_version_fetches_only_what_changed(
    open_page: Open, recording: Host
) -> None:
    host = recording
    root = host.publish("2025-03-07")
    page = open_page(**DESK).page
    visit(page, f"{root}2025-03-07/")
    all_active(page, [f"{root}2025-03-07/", f"{root}siste/"])
    shared = {name for name in Recording.asked if name.startswith("felles/")}
    assert len(shared) > 10
    Recording.asked.clear()
    host.publish("2025-11-14")
    by_page: set[str] = set()
    page.on("request", lambda request: by_page.add(urlsplit(request.url).path.removeprefix(BASE)))
    visit(page, f"{root}2025-11-14/")
    all_active(page, [f"{root}2025-11-14/", f"{root}siste/"])
    assert shared & {*Recording.asked} == set()
    new = [name for name in Recording.asked if name.startswith("2025-11-14/")]
    assert new != []
    assert [name for name in new if name not in by_page and host.has_as_before(name)] == []


def all_active(page: Page, scopes: Sequence[str]) -> None:
    """Wait until each folder's worker has kept its release."""
    for scope in scopes:
        eventually(page, partial(page.evaluate, ACTIVE, scope))


def test_an_installed_site_of_versions_starts_with_the_last_unit_or_the_newest_front_page(
    open_page: Open, host: Host
) -> None:
    root = host.publish("2025-03-07")
    watched = open_page(**DESK)
    page = watched.page
    visit(page, f"{root}2025-03-07/")
    all_active(page, [f"{root}siste/"])
    manifest = page.locator("link[rel=manifest]").evaluate("(link) => link.href")
    said = page.request.get(manifest).json()
    assert page.evaluate("([a, b]) => new URL(a, b).href", [said["start_url"], manifest]) == (
        f"{root}siste/?start"
    )
    for icon in said["icons"]:
        url = page.evaluate("([a, b]) => new URL(a, b).href", [icon["src"], manifest])
        assert page.request.get(url).ok
    page.goto(f"{root}siste/?start")
    expect(page).to_have_url(f"{root}2025-03-07/?start")
    for name in ("kommuner/1151-utsira/", "kommuner/1508-alesund/"):
        page.goto(f"{root}siste/{name}", wait_until="load")
        eventually(page, partial(is_kept_last, page, f"{root}siste/{name}index.html"))
    watched.take_faults()
    host.cut()
    page.goto(f"{root}siste/?start")
    expect(page).to_have_url(f"{root}siste/kommuner/1508-alesund/")
    expect(page.locator("main h1")).to_have_text("Ålesund")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4 Variable\"')")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--fra')")
    assert page.evaluate(DRAWS, root + host.moved["assets/vega/vega.js"])
    assert [fault for fault in watched.take_faults() if "policy" in fault] == []
    page.goto(f"{root}2025-03-07/notat/3-netto-driftsresultat-og-disposisjonsfond/")
    expect(page.locator("main h1")).to_be_visible()

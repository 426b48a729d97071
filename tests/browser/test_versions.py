"""Several versions side by side, served as the host would serve the pages branch."""

import re
import tarfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from subprocess import run

import pytest
from playwright.sync_api import Page, expect

from sitegen.pages.edition import Named
from sitegen.publish.build import build_site
from sitegen.publish.versions.branch import Host, change
from sitegen.publish.versions.common import COMMON
from sitegen.publish.versions.release import Release, preview, release, roll_back
from sitegen.publish.versions.site import read_site
from support.browsing import Open, Watched, violations
from support.building import alone
from support.calculator import example, open_calculator
from support.notes import FOLDER, ROOT
from support.repositories import new_checkout, new_remote
from support.serving import serving

OLD, NEW = "2025-03-07", "2025-03-07.1"
GONE = "ordliste/index.html"


# The theme's own, on a page of a version: it makes an address of «..» alone, and goes on.
OF_THEME = "error Failed to construct 'URL': Invalid URL"
# One page of each kind, and what is there when its scripts are at work.
KINDS = {
    "": "main h1",
    "notat/3-netto-driftsresultat-og-disposisjonsfond/": "tbu-diagram svg",
    "tabeller/tabell-3/": "main table",
    "utforsk/": "tbu-utforsk[levende]",
    "innebygd/figur-4/": ".diagram__levende",
    "data/bruk/": "main h1",
    "data/notatbok/": "main h1",
    "kommuner/1508-alesund/": "main h1",
}


class Published:
    """A remote and what is served of it."""

    def __init__(self, folder: Path, url: str, root: Path) -> None:
        self.remote = new_remote(root)
        self.host = Host(new_checkout(root / "arbeid", self.remote))
        self.folder, self.url = folder, url

    def serve(self) -> None:
        archive = run(
            ["git", "-C", self.remote, "archive", "gh-pages"], check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(self.folder, filter="data")


def build(folder: Path, named: Named) -> dict[str, bytes]:
    with alone():
        build_site(ROOT, FOLDER, folder / named.name, named)
    return read_site(folder / named.name)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    root = tmp_path_factory.mktemp("utgaver")
    (root / "vist").mkdir()
    with serving(root / "vist") as server:
        state = Published(root / "vist", server.url, root)
        old = build(root, Named(OLD, server.url))
        new = build(root, Named(NEW, server.url))
        proposal = build(root, Named("pr-7", server.url, proposal=7))
        # A page that the new version has no more.
        without = {path: data for path, data in new.items() if path != GONE}
        sitemap = without["sitemap.xml"].replace(b"/ordliste/", b"/ordbok/")
        change(state.host, release(Release(OLD, OLD, old)))
        change(state.host, release(Release(NEW, NEW, without | {"sitemap.xml": sitemap})))
        change(state.host, preview(7, proposal))
        state.serve()
        yield state


type See = Callable[[str], Page]


@pytest.fixture
def see(published: Published, take_page: Open) -> See:
    def go(path: str) -> Page:
        watched = take_page()
        page: Page = watched.page
        page.goto(f"{published.url}{path}")
        return page

    return go


def test_the_root_and_siste_lead_to_the_newest_version_with_their_question_and_place(
    published: Published, see: See
) -> None:
    expect(see("")).to_have_url(f"{published.url}{NEW}/")
    page = see("siste/tabeller/resultat-konsern/?a=1#tabell-3-r2")
    expect(page).to_have_url(f"{published.url}{NEW}/tabeller/resultat-konsern/?a=1#tabell-3-r2")


def test_the_newest_version_has_no_notice_and_lists_all_but_previews(see: See) -> None:
    page = see(f"{NEW}/")
    page.get_by_role("button", name="velg utgave").focus()
    links = page.locator(".md-version__list a")
    expect(links).to_have_text([NEW, OLD])
    expect(page.get_by_text("Du leser en eldre utgave")).to_be_hidden()


def test_an_older_version_says_so_on_every_page_and_leads_to_the_same_page(
    published: Published, see: See
) -> None:
    page = see(f"{OLD}/tabeller/resultat-etter-innbyggertall/")
    notice = page.get_by_text("Du leser en eldre utgave (2025-03-07).")
    expect(notice).to_be_visible()
    link = page.get_by_role("link", name="Se samme side i siste utgave")
    expect(link).to_have_attribute(
        "href", f"{published.url}{NEW}/tabeller/resultat-etter-innbyggertall/"
    )
    page.get_by_role("link", name="Data", exact=True).first.click()
    expect(page).to_have_url(f"{published.url}{OLD}/data/")
    expect(notice).to_be_visible()
    expect(link).to_have_attribute("href", f"{published.url}{NEW}/data/")
    link.click()
    expect(page).to_have_url(f"{published.url}{NEW}/data/")
    expect(notice).to_be_hidden()


def test_a_page_that_the_newest_version_lacks_leads_to_its_front_page(
    published: Published, see: See
) -> None:
    link = see(f"{OLD}/ordliste/").locator("tbu-utgave a")
    expect(link).to_have_text("Siden finnes ikke der: gå til forsiden av siste utgave")
    expect(link).to_have_attribute("href", f"{published.url}{NEW}/")


def test_the_choice_of_version_keeps_the_page(published: Published, see: See) -> None:
    page = see(f"{NEW}/tabeller/resultat-kasse/")
    page.get_by_role("button", name="velg utgave").focus()
    page.get_by_role("link", name=OLD, exact=True).click()
    expect(page).to_have_url(f"{published.url}{OLD}/tabeller/resultat-kasse/")


def test_the_addresses_of_a_version_are_its_own(published: Published, see: See) -> None:
    canonical = see(f"{OLD}/data/").locator("link[rel=canonical]")
    expect(canonical).to_have_attribute("href", f"{published.url}{OLD}/data/")
    for name in ("llms.txt", "data/bruk/index.html"):
        assert own_address(published, name) == {OLD}, name
    # They say what they are a version of, too.
    for name in ("dcat.jsonld", "tabeller/resultat-etter-innbyggertall/index.html", "feed.xml"):
        assert own_address(published, name) == {"siste", OLD}, name


def own_address(published: Published, name: str) -> set[str]:
    """Return the folders that a file's whole addresses lead to, at the place of all versions.

    What versions have in common is named by its content, and is the same in each.
    """
    text = (published.folder / OLD / name).read_text(encoding="utf-8")
    found = set(re.findall(rf"{re.escape(published.url)}([^/\"'<> \n]*)", text))
    return found - {COMMON.rstrip("/")}


def test_a_proposal_says_what_it_is_and_is_not_to_be_found(see: See) -> None:
    page = see("pr-7/tabeller/resultat-konsern/")
    expect(page.get_by_text("Dette er et forslag til endring (nummer 7).")).to_be_visible()
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    assert see(f"{NEW}/").locator("meta[name=robots]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_older_version_is_accessible(see: See, scheme: str) -> None:
    page = see(f"{OLD}/data/")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.get_by_text("Du leser en eldre utgave")).to_be_visible()
    page.get_by_role("button", name="velg utgave").focus()
    assert violations(page) == []


def test_a_withdrawn_version_tells_it_on_its_pages(published: Published, see: See) -> None:
    change(published.host, roll_back())
    published.serve()
    try:
        expect(see("")).to_have_url(f"{published.url}{OLD}/")
        page = see(f"{NEW}/data/")
        expect(page.get_by_text("Denne utgaven er trukket tilbake.")).to_be_visible()
        expect(page.locator("tbu-utgave a")).to_have_attribute(
            "href", f"{published.url}{OLD}/data/"
        )
    finally:
        change(published.host, roll_back(NEW))
        published.serve()


def wrong(watched: Watched, published: Published) -> list[str]:
    """Return what went wrong, but for what is asked where these versions lie."""
    faults = (one for one in watched.take_faults() if one != OF_THEME)
    return [one for one in faults if not one.startswith(f"asked {published.url}")]


@pytest.mark.parametrize("name", [OLD, NEW, "pr-7"])
def test_a_page_of_every_kind_gets_all_it_asks_for(
    published: Published, take_page: Open, name: str
) -> None:
    watched = take_page()
    for address, mark in KINDS.items():
        watched.page.goto(f"{published.url}{name}/{address}", wait_until="load")
        expect(watched.page.locator(mark).locator("visible=true").first).to_be_visible()
        assert wrong(watched, published) == [], address
    stay = [path for path in (published.folder / name).rglob("*.bin") if path.is_file()]
    assert stay == []


def test_the_calculator_of_a_version_starts_from_what_versions_have_in_common(
    published: Published, take_page: Open
) -> None:
    watched = take_page()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    open_calculator(watched.page, f"{published.url}{OLD}/")
    example(watched.page, "kommuner")
    expect(watched.page.get_by_text("Alle kommunene").first).to_be_visible()
    large = {url for url in asked if url.endswith((".bin", ".whl", ".mjs"))}
    assert large
    assert {url for url in large if not url.startswith(f"{published.url}{COMMON}")} == set()
    assert wrong(watched, published) == []


def test_an_address_that_is_not_there_is_told_of_in_the_site_s_own_style(
    published: Published, take_page: Open
) -> None:
    page = take_page().page
    page.goto(f"{published.url}finnes/ikke/", wait_until="load")
    sheets = "[...document.styleSheets].map(({href, cssRules}) => [href, cssRules.length])"
    found = page.evaluate(f"() => {sheets}")
    assert [href for href, _ in found if href and href.startswith(f"{published.url}{COMMON}")]
    assert all(rules for _, rules in found)

"""The calculator's core started for real in Chromium, from the files of the built site."""

from kommuneindikatorer.session import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.browsing import Open
from support.calculator import open_calculator
from support.core import computed, start
from support.hosting import Site


def test_the_browser_gives_the_bytes_of_the_command_line(site: Site, open_page: Open) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    start(watched.page, site.url)
    for name, case in account_cases():
        files, chosen = files_of(case), choices_of(case)
        assert computed(watched.page, files, chosen) == compute_json(files, chosen), name
    assert watched.take_faults() == []


def test_on_its_page_the_machine_starts_before_the_pages_own_modules_are_read(
    site: Site, open_page: Open
) -> None:
    watched = open_page()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    open_calculator(watched.page, site.url)
    first = [
        asked.index(f"assets/{name}") for name in ("pyodide/manifest.json", "calculator/element.js")
    ]
    assert first == sorted(first)
    images = [address for address in asked if address.endswith("/image.bin")]
    assert len(images) == 1, "a second machine was started"
    assert watched.take_faults() == []

"""The calculator's core started for real in Chromium, from the files of the built site."""

from sitegen.indicators.browser import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.core import computed, start


def test_the_browser_gives_the_bytes_of_the_command_line(site: object, open_page: object) -> None:
    watched = open_page()
    watched.page.goto(site.url)
    start(watched.page, site.url)
    for name, case in account_cases():
        files, chosen = files_of(case), choices_of(case)
        assert computed(watched.page, files, chosen) == compute_json(files, chosen), name
    assert watched.take_faults() == []

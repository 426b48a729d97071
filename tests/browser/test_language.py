"""One spelling of each term on every built page, the note's own words apart."""

from collections.abc import Iterator
from typing import Any

import html5lib

from support.hosting import Site
from support.language import misspelled

SHOWN_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder")
SKIPPED = ("script", "style", "code", "pre")
BREAKS = ("td", "th", "li", "p", "dt", "dd", "caption", "h1", "h2", "h3", "text", "tspan", "title")


def words_of(source: str) -> list[str]:
    """Return what a page shows or says aloud, a part of it at a time."""
    document = html5lib.parse(source, namespaceHTMLElements=False)
    found: list[str] = []
    for element in document.iter():
        found += [element.get(name, "") for name in SHOWN_ATTRIBUTES]
        if element.tag in BREAKS:
            found.append(" ".join("".join(texts(element)).split()))
    return list(filter(None, found))


def texts(element: Any) -> Iterator[str]:  # noqa: ANN401  html5lib's own
    """Yield the element's texts but those of code, where the raw note stands too."""
    if element.tag not in SKIPPED:
        yield element.text or ""
        for child in element:
            yield from texts(child)
            yield child.tail or ""


def test_every_page_spells_each_term_one_way(site: Site) -> None:
    faults = {
        address: bad
        for address in site.pages
        if (bad := misspelled("\n".join(words_of(site.html(address)))))
    }
    assert faults == {}

"""What programs read of the site: a feed of versions and corrections, and ``llms.txt``.

Source: RFC 4287, The Atom Syndication Format; https://llmstxt.org/.
"""

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from kommuneindikatorer.wording import capitalised, slug
from sitegen.facts.licences import LICENCES
from sitegen.facts.publisher import SITE_NAME, UNSAID, Publisher
from sitegen.note.versions import Version
from sitegen.pages.data import Dataset, datasets
from sitegen.pages.edition import NEWEST, Edition
from sitegen.pages.places import CATALOGUE, CHANGES, FEED, folder
from sitegen.pages.registry import all_pages
from sitegen.pages.words import long_date

ATOM = "http://www.w3.org/2005/Atom"
TITLE = f"{SITE_NAME}: utgaver og rettelser"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
FEED_ID = "tbu-notatet/feed"
_EXHIBIT = re.compile(r"(?:tabell|figur) [\w.]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Released:
    """A version of an edition, as the feed lists it.

    Attributes:
        title: Title of the note.
        version: The version.
        address: The address of its page of changes.
    """

    title: str
    version: Version
    address: str


def feed_text(edition: Edition) -> str:
    """Return the feed of an edition and those before it, newest version first.

    Ids are made of the versions' names, so that they stay whatever the address; times are the
    days of the versions, for a build knows no clock.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": "nb"})
    newest = sorted(released(edition), key=_order, reverse=True)
    _add(feed, "title", TITLE)
    _add(feed, "id", _id(FEED_ID))
    _add(feed, "updated", _time(newest[0].version))
    _add(feed, "link", rel="self", type="application/atom+xml", href=_address(edition))
    _author(_add(feed, "author"), edition.publisher)
    _add(feed, "rights", " ".join(f"{one.words} {one.credit}" for one in LICENCES))
    _add(feed, "subtitle", edition.publisher.words)
    for one in newest:
        _entry(feed, one)
    ET.indent(feed)
    return f"{DECLARATION}\n{ET.tostring(feed, encoding='unicode')}\n"


def _author(author: ET.Element, publisher: Publisher) -> None:
    """Name who writes of versions and corrections: the site, not the note's committee."""
    _add(author, "name", publisher.name or SITE_NAME)
    if "@" in publisher.address:
        _add(author, "email", publisher.address)
    elif publisher.address:
        _add(author, "uri", publisher.address)


def released(edition: Edition) -> list[Released]:
    """Return every version; side by side below one address where the site is one of them."""
    named, history, page = edition.named, edition.history, folder(CHANGES)
    editions = [*history.earlier, (edition.note.about.title, history.versions)]
    return [
        Released(title, one, f"{f'{named.home}{one.name}/' if named else edition.address}{page}")
        for title, versions in editions
        for one in versions
    ]


def _address(edition: Edition) -> str:
    """Return the feed's own address: among several versions, where the newest one lies."""
    named = edition.named
    return f"{named.home}{NEWEST}/{FEED}" if named else f"{edition.address}{FEED}"


def _entry(feed: ET.Element, one: Released) -> None:
    entry = _add(feed, "entry")
    version = one.version
    kind = "Rettelse" if version.corrects else "Utgave"
    _add(entry, "title", f"{kind} {version.name}: {one.title}")
    _add(entry, "id", _id(f"tbu-notatet/{version.name}"))
    _add(entry, "updated", _time(version))
    _add(entry, "published", _time(version))
    _add(entry, "link", rel="alternate", type="text/html", href=one.address)
    _add(entry, "category", term="rettelse" if version.corrects else "utgave")
    for name in dict.fromkeys(_exhibits(version)):
        _add(entry, "category", term=slug(name).replace("_", "-"), label=name)
    _add(entry, "summary", " ".join(part for part in (version.what, version.why) if part))
    if version.corrections:
        numbers = [f"{one.where}: {one.old} → {one.new}" for one in version.corrections]
        _add(entry, "content", "\n".join(numbers), type="text")


def _exhibits(version: Version) -> Iterator[str]:
    """Yield the tables and figures that a version corrects a number in."""
    for one in version.corrections:
        if found := _EXHIBIT.match(one.where):
            yield capitalised(found[0])


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child


def _id(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _time(version: Version) -> str:
    return f"{version.day.isoformat()}T00:00:00Z"


def _order(one: Released) -> tuple[str, str, int]:
    day, _, number = one.version.name.partition(".")
    return one.version.day.isoformat(), day, int(number or 0)


READING = (
    "Tallene er gjengitt slik de er trykt. Et tomt felt i en datafil betyr at tallet mangler, ikke "
    "null. Status sier om et tall er endelig, foreløpig eller anslag, og grunnlag om det er "
    "konsern, kasse eller ikke regnskap: tall med ulikt grunnlag kan ikke sammenlignes."
)


def llms_text(edition: Edition) -> str:
    """Return the site in Markdown: title, what it is, pages, data sets with their files."""
    about = edition.note.about
    described = datasets(edition)
    occasion = f"{about.publisher} ({about.abbreviation}) til {about.meeting}, {long_date(about)}"
    return "\n".join(
        [
            f"# {about.title}",
            "",
            f"> Notat fra {occasion}. Utgave {edition.version}.",
            "",
            f"{edition.publisher.words} Kontakt: {edition.publisher.address or UNSAID}.",
            "",
            *(f"{one.words} {one.credit}" for one in LICENCES),
            "",
            READING,
            "",
            "## Sider",
            "",
            *(
                _link(edition, folder(page.path), page.title, page.summary)
                for page in all_pages(edition)
                if page.summary is not None
            ),
            "",
            "## Data",
            "",
            _link(edition, CATALOGUE, CATALOGUE, "datasettene, DCAT-AP-NO"),
            _link(edition, FEED, FEED, "nyhetsstrøm av versjoner og rettelser"),
            *(line for one in described for line in _dataset_lines(edition, one)),
            "",
        ]
    )


def _dataset_lines(edition: Edition, one: Dataset) -> Iterator[str]:
    yield from ("", f"### {one.title}", "", f"{one.words}", "")
    for file in one.files:
        yield _link(edition, file.address, file.name, file.words)


def _link(edition: Edition, address: str, name: str, words: str) -> str:
    about = f": {words}" if words else ""
    return f"- [{name}]({edition.address}{address}){about}"

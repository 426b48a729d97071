"""What programs look for at a fixed place: robots.txt, security.txt, a search, a calendar.

Sources: RFC 9309, RFC 9116, RFC 5545; OpenSearch 1.1.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from html import escape

import htpy as h

from kommuneindikatorer.wording import capitalised
from sitegen.facts.publisher import SITE_NAME
from sitegen.facts.releases import Release
from sitegen.pages.edition import NEWEST, Edition
from sitegen.pages.places import CALENDAR, OPENSEARCH, ROBOTS, SECURITY, folder, relative

LINE = 74
"""Most octets on a line of a calendar, the blank that a folded one begins with left out."""
BEFORE, AFTER = 2, 1
"""Years of accounts whose releases can lie ahead: so long before and after the build's own."""


def fixed_places(edition: Edition) -> Mapping[str, str]:
    """Return the files by path; those for which something is not known are left out."""
    found = {ROBOTS: _robots(edition), OPENSEARCH: _opensearch(edition)}
    if contact := _contact(edition):
        found[SECURITY] = _security(edition, contact)
    if edition.releases and edition.day:
        found[CALENDAR] = calendar(edition.releases, edition.day)
    return found


def _robots(edition: Edition) -> str:
    """Return that all may be read, and where the pages are listed."""
    named = edition.named
    maps = [edition.address, f"{named.home}{NEWEST}/"] if named else [edition.address]
    listed = "".join(f"Sitemap: {one}sitemap.xml\n" for one in maps)
    return f"User-agent: *\nAllow: /\n\n{listed}"


def _contact(edition: Edition) -> str:
    """Return where a weakness is reported: unseen by others, where that can be."""
    publisher = edition.publisher
    private = f"{publisher.repository.rstrip('/')}/security/advisories/new"
    return private if publisher.repository else publisher.contact


def _security(edition: Edition, contact: str) -> str:
    """Return whom to tell of a weakness; it holds for a year from the version's day."""
    home = edition.named.home if edition.named else edition.address
    until = (edition.day or edition.note.about.date) + dt.timedelta(days=365)
    return (
        f"Contact: {contact}\n"
        f"Expires: {until.isoformat()}T00:00:00Z\n"
        "Preferred-Languages: nb, en\n"
        f"Canonical: {home}{SECURITY}\n"
    )


def _opensearch(edition: Edition) -> str:
    """Return what lets a browser search the site from its own field."""
    about = escape(edition.note.about.title)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{SITE_NAME}</ShortName>\n<Description>{about}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<Language>nb</Language>\n"
        f'<Url type="text/html" template="{escape(edition.address)}?q={{searchTerms}}"/>\n'
        f'<Image width="16" height="16" type="image/x-icon">{escape(edition.address)}'
        "assets/merke.ico</Image>\n</OpenSearchDescription>\n"
    )


def calendar(releases: Sequence[Release], day: dt.date) -> str:
    """Return the usual days of the releases that lie ahead on a day: an event each, a whole day."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{SITE_NAME}//Kalender//NB"),
        *("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{SITE_NAME}: nye tall"),
        *(line for event in _events(releases, day) for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(one)}\r\n" for one in lines)


def _events(releases: Sequence[Release], day: dt.date) -> Iterator[list[str]]:
    found = {
        (kind.date(year), f"{capitalised(words)} for {year}: {one.name}", one)
        for one in releases
        for words, kind in (("foreløpige tall", one.preliminary), ("endelige tall", one.final))
        for year in range(day.year - BEFORE, day.year + AFTER + 1)
    }
    for when, title, one in sorted(found, key=lambda event: event[:2]):
        if when >= day:
            yield _event(when, title, one, day)


def _event(when: dt.date, title: str, release: Release, day: dt.date) -> list[str]:
    words = f"Den vanlige dagen; Statistisk sentralbyrå sier om den er en annen. {release.source}"
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'tbu-notatet/{title}')}",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{when:%Y%m%d}",
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(words)}",
        *("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "END:VEVENT"),
    ]


def _text(words: str) -> str:
    """Return words with what means something in a calendar marked as text."""
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces that are no longer than may be, none cut within a letter."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            pieces.append("")
            size = 0
        pieces[-1] += sign
        size += width
    return "\r\n ".join(pieces)


# A page that sends the reader on: to one that has taken its address over, or to a version.
ONWARDS = "assets/videre.js"
ONWARDS_SCRIPT = b"""// Sends the reader on, with what the address says after ? and #.
const onwards = document.querySelector("main a");
location.replace(onwards.href + location.search + location.hash);
"""


def moved_page(old: str, to: str) -> bytes:
    """Return the page at an old address as whole HTML.

    Args:
        old: The old address below the site's root, ``notat/etterprovd/``.
        to: Path of the page that has taken it over.
    """
    here = f"{old}index.md"
    way, icon = relative(here, folder(to)), relative(here, "assets/merke.svg")
    return onward_page(
        way,
        relative(here, ONWARDS),
        "Siden har flyttet",
        "Gå til siden",
        h.link(rel="icon", href=icon),
    )


def onward_page(address: str, script: str, title: str, link: str, more: h.Node = None) -> bytes:
    """Return a page that sends the reader to an address, also without JavaScript.

    Args:
        address: Where to.
        script: The way to the script, which keeps the reader's place and question.
        title: What stands in the browser's tab.
        link: The words of the link for those that are not sent.
        more: What else its head holds.
    """
    page = h.html(lang="nb")[
        h.head[
            h.meta(charset="utf-8"),
            h.title[title],
            h.meta(name="viewport", content="width=device-width"),
            h.meta(name="robots", content="noindex"),
            h.link(rel="canonical", href=address),
            more,
            h.noscript[h.meta(http_equiv="refresh", content=f"0; url={address}")],
            h.script(type="module", src=script),
        ],
        h.body[h.main[h.h1[title], h.p[h.a(href=address)[link]]]],
    ]
    return f"{page}\n".encode()

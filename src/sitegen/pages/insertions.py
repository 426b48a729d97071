"""What is put into pages written by hand, where they say ``<!-- sett inn: utgiver -->``.

The template does it (``overrides/partials/content.html``), so that plain ``mkdocs`` does too.
"""

from collections.abc import Sequence
from itertools import groupby

import htpy as h

from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import span
from sitegen.facts.licences import LICENCES, Licence
from sitegen.facts.profile import Profile
from sitegen.facts.provenance import SourceFile, statements
from sitegen.facts.publisher import UNSAID, Publisher
from sitegen.pages.edition import Edition


def insertions(edition: Edition) -> dict[str, str]:
    """Return HTML by name."""
    parts = {
        "utgiver": publisher_paragraph(edition.publisher),
        "meld-feil": report_sentence(edition.publisher),
        "lisens": h.ul[(h.li[_licence(one)] for one in LICENCES)],
        "opphav": _provenance(edition.sources),
        "antall-kommuner": _counts(edition.profiles),
    }
    return {name: str(part) for name, part in parts.items()}


def publisher_paragraph(publisher: Publisher) -> h.Element:
    """Return who runs the site, that it is not official, and whom to write to."""
    return h.p[publisher.words, " Kontakt: ", _contact(publisher), "."]


def _contact(publisher: Publisher) -> h.Node:
    if not publisher.contact:
        return UNSAID
    return h.a(href=publisher.contact, rel="external")[publisher.address]


def report_sentence(publisher: Publisher) -> h.Element:
    """Return the link to report a fault, or that nobody has said where."""
    if not publisher.report:
        return h.span[f"Hvor du kan melde feil, er {UNSAID}."]
    link = h.a(href=publisher.report, rel="external")["melde den her"]
    return h.span["Finner du en feil, kan du ", link, "."]


def _licence(one: Licence) -> h.Node:
    return [
        one.words,
        " ",
        one.credit,
        " ",
        h.a(href=one.address, rel="external")["Vilkårene"],
        ".",
    ]


def _counts(profiles: Sequence[Profile]) -> h.Element:
    """Return how many municipalities there were, years with as many together."""
    counted = groupby(sorted(municipalities(profiles).items()), key=lambda pair: pair[1])
    runs = ((found, [year for year, _ in same]) for found, same in counted)
    return h.ul[
        (h.li[f"{span(years[0], years[-1])}: {_as_words(*found)}"] for found, years in runs)
    ]


def municipalities(profiles: Sequence[Profile]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Return how many municipalities had accounts by year, and which of today's were one then."""
    wholes: dict[int, set[tuple[str, ...]]] = {}
    for one in (profile for profile in profiles if profile.er_kommune):
        for year in one.aar:
            whole = tuple(sorted((one.kort, *year.med))) if year.med else (one.nummer,)
            wholes.setdefault(year.aar, set()).add(whole)
    return {
        year: (len(found), tuple(listed(one) for one in sorted(found) if len(one) > 1))
        for year, found in wholes.items()
    }


def _as_words(count: int, together: Sequence[str]) -> str:
    one = "".join(f" {names} var én kommune." for names in together)
    return f"{count} kommuner.{one}"


def _provenance(files: Sequence[SourceFile]) -> h.Element:
    return h.div[([h.h3[file.name], provenance_list(file)] for file in files)]


def provenance_list(file: SourceFile) -> h.Element:
    """Return all that is known of where a file is from."""
    return h.dl(".fakta")[([h.dt[term], h.dd[words]] for term, words in statements(file))]

"""«Endringer»: the versions of this edition, and what is new since the one before."""

from collections.abc import Iterator

import htpy as h

from sitegen.facts.changes.model import Diff
from sitegen.facts.formatting import day_words
from sitegen.note.versions import Correction, Version
from sitegen.pages.diff.sections import sections, summary
from sitegen.pages.diff.words import frame
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import escaped, heading, page
from sitegen.pages.places import CHANGES

TITLE = "Endringer"
INTRODUCTION = (
    "En publisert versjon endres aldri. Rettes noe, kommer en ny versjon med eget nummer, og den "
    "gamle blir stående. [Abonner på endringer (Atom)](../feed.xml). Når nye tall ventes, står i "
    "en [kalender (.ics)](../kalender.ics)."
)
FIRST = "Dette er den eldste utgaven på nettstedet. Det finnes ingen tidligere å sammenligne med."


def changes_text(edition: Edition) -> str:
    """Return the page: versions, newest first, then the comparisons there are."""
    parts: list[str | h.Renderable] = [
        heading(1, TITLE, "endringer"),
        INTRODUCTION,
        heading(2, "Versjoner av denne utgaven", "versjoner"),
    ]
    history = edition.history
    for version in reversed(history.versions):
        parts += _version(version)
    if history.since_version:
        parts += _comparison("Siden forrige versjon", "forrige-versjon", history.since_version)
    if history.since_edition:
        words = f"Siden utgaven av {history.since_edition.before}"
        parts += _comparison(words, "forrige-utgave", history.since_edition)
    else:
        parts += [heading(2, "Siden forrige utgave", "forrige-utgave"), FIRST]
    return page(TITLE, parts)


def _version(version: Version) -> Iterator[str | h.Renderable]:
    day = day_words(version.day)
    yield heading(3, f"{version.name}, {day}", f"v{version.name}".replace(".", "-"))
    yield escaped(version.what)
    if version.why:
        yield f"Hvorfor: {escaped(version.why)}"
    if version.corrections:
        yield _corrections(version.corrections)


def _corrections(found: tuple[Correction, ...]) -> h.Renderable:
    rows = [(one.where, one.old, one.new) for one in found]
    return frame(("Hvor", "Før", "Nå"), rows, "Rettede tall")


def _comparison(title: str, anchor: str, diff: Diff) -> Iterator[str | h.Renderable]:
    yield heading(2, title, anchor)
    yield h.div[summary(diff)]
    for words, part, content in sections(diff):
        yield heading(3, words, f"{anchor}-{part}")
        yield h.div[content]


PAGES = (
    Page(
        path=CHANGES,
        title=TITLE,
        menu="Data",
        order=50,
        render=changes_text,
        summary="versjoner, rettelser og hva som er nytt",
    ),
)

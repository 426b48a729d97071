"""Charts of the real note, and of the note with other values."""

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from sitegen.charts.fill import draw
from sitegen.charts.model import Chart
from sitegen.charts.render import DrawingContext
from sitegen.charts.subject import Subject
from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.releases import settled
from sitegen.note.model import Note
from sitegen.publish.edition_folder import release_calendar
from sitegen.publish.packages import drawing_context
from support.notes import FOLDER, ROOT, accounts, read

NOTE = read()
PRINTED = facts_of(NOTE)


@cache
def charts() -> Mapping[str, Chart]:
    """Return the real note's charts as a build draws them: one drawn before is not drawn again.

    Two slow tests hold that against charts drawn of nothing, and a fast one does for one table.
    """
    return draw(Subject(NOTE, PRINTED, accounts()), drawing_context(ROOT))


@cache
def settled_note() -> Note:
    """Return the real note with its statuses as the release calendar has them."""
    return settled(NOTE, release_calendar(FOLDER))


@cache
def settled_charts() -> Mapping[str, Chart]:
    """Return the charts of that note, with their words alone."""
    note = settled_note()
    subject = Subject(note, facts_of(note), accounts())
    return draw(subject, DrawingContext(None, NothingDrawn()))


class NothingDrawn(MutableMapping[str, bytes]):
    """A store that has an empty drawing of everything, for tests about words alone."""

    def __getitem__(self, name: str) -> bytes:
        return json.dumps(["{}", "<svg></svg>"]).encode()

    def __setitem__(self, name: str, content: bytes) -> None:
        raise AssertionError(name)

    def __delitem__(self, name: str) -> None:
        raise AssertionError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, name: object) -> bool:
        return True


@cache
def with_values(value: Callable[[Fact], Decimal | None]) -> Mapping[str, Chart]:
    """Return the charts of a note that prints other numbers, with their words alone."""
    return drawn_with_values(value, DrawingContext(None, NothingDrawn()))


def drawn_with_values(
    value: Callable[[Fact], Decimal | None], context: DrawingContext
) -> Mapping[str, Chart]:
    """Return the charts of a note that prints other numbers."""
    changed = {
        exhibit: tuple(replace(item, verdi=value(item)) for item in items)
        for exhibit, items in PRINTED.items()
    }
    return draw(Subject(NOTE, changed, ()), context)

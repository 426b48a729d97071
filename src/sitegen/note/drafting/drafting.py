"""A raw note → the text of its first ``note.toml``, with all that was found and doubted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sitegen.note.drafting.about import about
from sitegen.note.drafting.exhibits import exhibit
from sitegen.note.drafting.found import Doubt
from sitegen.note.drafting.rules import RULES
from sitegen.note.drafting.survey import Survey
from sitegen.note.errors import SitegenError
from sitegen.note.model import Note
from sitegen.note.read import read_note
from sitegen.note.source import read_source
from sitegen.note.spec import NoteSpec


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft.

    Attributes:
        text: The text of ``note.toml``.
        found: What was found → how many.
        doubts: Part → what to look at, in order of the file.
        note: The note as the draft reads it; ``None`` if it does not read yet.
        faults: What stops the reading, in words; empty if nothing.
    """

    text: str
    found: Mapping[str, int]
    doubts: Mapping[str, tuple[Doubt, ...]]
    note: Note | None
    faults: tuple[str, ...]


def draft_note(
    data: bytes,
    day: date,
    ident: Callable[[str], str],
    previous: NoteSpec | None = None,
    file: str = "note.txt",
) -> Drafted:
    """Return the draft of a note's description, proved by reading the note with it.

    Args:
        data: The bytes of the raw text.
        day: The note's date.
        ident: Makes an id of Norwegian words, parts joined by hyphens.
        previous: The edition before, to learn ids, units and titles from.
        file: The raw text's name, for messages.

    Raises:
        SourceError: The raw text is not UTF-8 text.
    """
    survey = Survey(read_source(data, file).lines, day, previous, ident)
    for _, rule in RULES:
        rule(survey)
    text = _text(survey)
    note, faults = _proof(data, text)
    doubts = {part: tuple(dict.fromkeys(found)) for part, found in survey.doubts.items()}
    return Drafted(text, _counts(survey), doubts, note, faults)


def _text(survey: Survey) -> str:
    """Return the file: the note itself, then figures and tables by number."""
    order = sorted(survey.captions, key=_place)
    parts = [line for name in order for line in exhibit(survey, name)]
    return "\n".join([*about(survey), *parts]) + "\n"


def _place(name: str) -> tuple[str, int]:
    kind, _, number = name.partition("-")
    return kind, int(number)


def _proof(data: bytes, text: str) -> tuple[Note | None, tuple[str, ...]]:
    try:
        return read_note(data, text), ()
    except SitegenError as error:
        return None, tuple(str(fault) for fault in error.faults)


def _counts(survey: Survey) -> dict[str, int]:
    exhibits = list(survey.captions)
    return {
        "deler": len(survey.sections),
        "tabeller": sum(name.startswith("tabell") for name in exhibits),
        "tabeller med tall": len(survey.tables),
        "figurer": sum(name.startswith("figur") for name in exhibits),
        "figurer med tall": len(survey.figures),
        "noter": sum(map(len, survey.remarks.values())),
        "fotnoter": len(survey.footnotes),
        "kilder": len(survey.sources),
        "andeler i teksten": len(survey.shares),
        "prognoser i teksten": len(survey.forecasts),
    }

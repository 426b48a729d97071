"""The small rules of the note's text, one case file each."""

import pytest

from sitegen.note.model import Mark, Phrase, Reference
from sitegen.note.phrases import CAPTION_MARK, PROSE_MARK, phrase
from sitegen.note.source import Line
from sitegen.note.traced import join_lines
from support.cases import read_cases

TARGETS = {name: name for name in ("tabell-2", "tabell-3", "tabell-5", "figur-1", "figur-3")}
PARTS = {"seksjon-2": "seksjon-2", "seksjon-3": "seksjon-3"}


def shown(content: Phrase) -> str:
    return "".join(f"[{part.sign}]" if isinstance(part, Mark) else _words(part) for part in content)


def _words(part: object) -> str:
    text = str(getattr(part, "text", ""))
    return f"<{text}>" if isinstance(part, Reference) else text


@pytest.mark.parametrize(("given", "expected"), read_cases("note/join.txt"))
def test_lines_are_joined_as_meant(given: str, expected: str) -> None:
    lines = [Line(number, text) for number, text in enumerate(given.split("|"), start=1)]
    joined = join_lines(lines)
    assert joined.text == expected
    assert len(joined.text) == len(joined.origins)


@pytest.mark.parametrize(("given", "expected"), read_cases("note/captions.txt"))
def test_marks_are_taken_off_captions(given: str, expected: str) -> None:
    text = join_lines([Line(1, given)])
    assert shown(phrase(text, CAPTION_MARK, lambda sign: f"note-{sign}", {})) == expected


@pytest.mark.parametrize(("given", "expected"), read_cases("note/prose.txt"))
def test_marks_and_mentions_are_found_in_running_text(given: str, expected: str) -> None:
    text = join_lines([Line(1, given)])
    found = phrase(text, PROSE_MARK, lambda sign: f"fotnote-{sign}", TARGETS | PARTS)
    assert shown(found) == expected

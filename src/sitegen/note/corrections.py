"""``rettelser.toml``: corrections to the extraction, never to what the committee printed."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from sitegen.note.errors import Fault, SpecError
from sitegen.note.source import Line, Source

NUMBER = re.compile(r"[-–−]?\d+(?:,\d+)?|[¼½¾]")


class Correction(BaseModel):
    """One correction.

    Attributes:
        linje: Pattern that exactly one line of the text must match.
        ventet: The characters that must stand there, exactly once: the guard.
        rettet: What the extraction should have given.
        grunn: Why this is a fault of the extraction and not of the note.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    linje: str
    ventet: str
    rettet: str
    grunn: str


def correct(source: Source, corrections: Iterable[Correction], file: str) -> Source:
    """Return the source with every correction made.

    Raises:
        SpecError: A guard does not hold, or a correction would change a number; all are named.
    """
    faults: list[Fault] = []
    lines = list(source.lines)
    for correction in corrections:
        found = _apply(lines, correction, file)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            lines[found.number - 1] = found
    if faults:
        raise SpecError(*faults)
    return Source(source.file, tuple(lines))


def _apply(lines: list[Line], correction: Correction, file: str) -> Line | Fault:
    hits = [line for line in lines if re.search(correction.linje, line.words)]
    if len(hits) != 1:
        return Fault(file, None, f"én linje som passer «{correction.linje}»", f"{len(hits)} linjer")
    line = hits[0]
    if (count := line.text.count(correction.ventet)) != 1:
        expected = f"«{correction.ventet}» én gang på linje {line.number}"
        return Fault(file, None, expected, f"{count} ganger")
    if NUMBER.findall(correction.ventet) != NUMBER.findall(correction.rettet):
        what = f"«{correction.ventet}» → «{correction.rettet}»"
        return Fault(file, None, "en rettelse som lar tallene stå", what, "Tall gjengis som trykt.")
    return Line(line.number, line.text.replace(correction.ventet, correction.rettet))

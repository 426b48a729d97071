"""What a reader is, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, cast

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Reading
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.row_log import Progress, RowLog

type Kept = dict[object, object]


@dataclass(frozen=True, slots=True)
class Task:
    """One reader's work: its documents, and where to say what it finds.

    Attributes:
        documents: The files of its format, in the order given; at least one.
        options: What the user chose. Ask through `assumptions` where the reader may decide.
        assumptions: Where to settle and say what was assumed.
        problems: Where problems are collected.
        progress: Told how far each file is read.
        kept: What was made of the same documents before: a question tries several answers.
    """

    documents: tuple[Document, ...]
    options: Options
    assumptions: Assumptions
    problems: Problems
    progress: Progress
    kept: Kept = field(default_factory=dict)

    def once[Made](self, make: Callable[[], Made], *choices: str) -> Made:
        """Return what a reader makes of its documents, made anew where one of the choices differs.

        What is wrong with the documents is said the first time only.
        """
        key = (tuple(map(id, self.documents)), choices)
        if key not in self.kept:
            self.kept[key] = make()
        return cast("Made", self.kept[key])

    def row_log(self, document: Document) -> RowLog:
        """Return a new log for reading the document once, from start to end."""
        return RowLog(document.navn, self.problems, self.progress)


class Reader(Protocol):
    """A module of this folder; `reading` finds it by its `PRECEDENCE`.

    Attributes:
        ID: Stable id, in `Options.format` and in the result.
        ETIKETT: The format's Norwegian name.
        PRECEDENCE: Its place among the readers; the lowest wins when two are equally sure of a
            file, so what recognises by the strictest marks comes first.
    """

    ID: str
    ETIKETT: str
    PRECEDENCE: int

    def recognise(self, document: Document, /) -> int:
        """Return how sure it is that the document is its own, 0 (not) to 100, by content.

        From `reading.CERTAIN` on, no reader after it is asked.
        """

    def read(self, task: Task, /) -> Reading:
        """Return all that the documents hold. Never raises on their content."""

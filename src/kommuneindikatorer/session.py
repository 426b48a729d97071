"""The one door for JavaScript and other hosts: files and questions in, JSON text out."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile, islice
from typing import Any

from kommuneindikatorer.answers.breakdown import Request, breakdown
from kommuneindikatorer.answers.comparison import comparison
from kommuneindikatorer.answers.reference import Reference, read_reference
from kommuneindikatorer.answers.what_if import what_if
from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import INSIDE, Row, Source, named_apart
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.options import Options, options_from
from kommuneindikatorer.problems import Problems, shown
from kommuneindikatorer.reading import open_documents
from kommuneindikatorer.result import Result, result_json
from kommuneindikatorer.row_log import Progress, RowLog, no_progress
from kommuneindikatorer.workbook import file_of

MOST_ROWS, MOST_CELLS, MOST_SIGNS = 200, 60, 200
"""What of a file is shown at most: rows, cells of a row, signs of a cell."""


class Session:
    """The last result and its files, so that a question is an id and a few choices.

    A new computation replaces both. Nothing else is kept, and no answer changes anything: a host
    that has lost its session computes the same files in a new one, and asks again.
    """

    def __init__(self) -> None:
        """Begin without a result, and with nothing to compare with."""
        self._reference = Reference()
        self.forget()

    def forget(self) -> None:
        """Let go of the result and its files."""
        self._sources: Sequence[Source] = ()
        self._options = Options()
        self._result: Result | None = None

    def compare_with(self, text: str) -> None:
        """Take the site's reference file, once: what `unit` compares with."""
        self._reference = read_reference(text)

    def compute(
        self,
        files: Sequence[tuple[str, bytes | memoryview]],
        chosen: Mapping[str, str],
        progress: Progress = no_progress,
    ) -> str:
        """Return the result as JSON text, byte for byte what ``sitegen compute --json`` prints.

        Args:
            files: Each file's name and bytes (a JavaScript array arrives as a view).
            chosen: Choices by the names of `Options`; impossible ones are reported, not used.
            progress: Told the file's name, bytes done and bytes in all.
        """
        self.forget()  # before there is more: two results of large files may not fit
        problems = Problems()
        options = options_from(chosen, problems)
        sources = named_apart(Source(name, bytes(data)) for name, data in files)
        result = compute(sources, options, problems, progress)
        self._sources, self._options, self._result = sources, options, result
        return result_json(result)

    def ask(self, question: str, words: str) -> str:
        """Return the answer of one of the methods below as JSON text.

        Args:
            question: The method's name.
            words: Its arguments by name, as a JSON object.

        Raises:
            KeyError: There is no such question, or no such group, indicator or figure.
            LookupError: There is no result, or no such unit in it.
        """
        asked: Mapping[str, Callable[..., Json]] = {
            "unit": self.unit,
            "group": self.group,
            "what_if": self.what_if,
            "excerpt": self.excerpt,
        }
        return json_text(asked[question](**json.loads(words)))

    def unit(self, unit: int, level: str = "") -> Json:
        """Return a unit compared with its groups, all municipalities and a level (`comparison`).

        Args:
            unit: Its place among the result's units, from 0.
            level: Per cent, as written.
        """
        return comparison(self._held().enheter[unit], self._reference, level)

    def group(self, **figure: Any) -> Json:  # noqa: ANN401 - the fields of `Request`
        """Return what a group's figure is made of (`breakdown`)."""
        return breakdown(self._held(), Request(**figure))

    def what_if(self, unit: int, way: str, changes: Mapping[str, str]) -> Json:
        """Return a unit's indicators after changes given in per cent or in 1000 kr (`what_if`)."""
        return what_if(self._held().enheter[unit], way, changes)

    def excerpt(self, file: str, first: int, count: int) -> Json:
        """Return rows of one of the files as it is: where a problem is, or an amount is from.

        Args:
            file: The file's name, with what is inside it, as problems and origins have it.
            first: 1-based row to begin at.
            count: How many rows.
        """
        rows = _rows(self._sources, file, self._options, first, min(count, MOST_ROWS))
        return {"fil": file, "rader": [_row(one) for one in rows]}

    def _held(self) -> Result:
        if self._result is None:
            raise LookupError("no result")
        return self._result


def compute_json(
    files: Sequence[tuple[str, bytes | memoryview]],
    chosen: Mapping[str, str],
    progress: Progress = no_progress,
) -> str:
    """Return the result of some files as JSON text, where nothing more is asked of it."""
    return Session().compute(files, chosen, progress)


def _rows(
    sources: Sequence[Source], file: str, options: Options, first: int, count: int
) -> list[Row]:
    """Return rows of the document of this name; of a file of this name its first document."""
    opened = (
        one.document
        for source in sources
        if source.navn == file or file.startswith(f"{source.navn}{INSIDE}")
        for one in open_documents(source, options, Problems()).documents
    )
    document = next((one for one in opened if file in (one.navn, file_of(one))), None)
    if document is None:
        return []
    rows = document.rows(RowLog(document.navn, Problems()))
    return list(islice(dropwhile(lambda row: row.number + row.lines <= first, rows), count))


def _row(row: Row) -> Json:
    cells = [shown(cell, MOST_SIGNS) for cell in row.cells[:MOST_CELLS]]
    return {"rad": row.number, "celler": cells, "flere": max(0, len(row.cells) - MOST_CELLS)}

"""CSV for a Norwegian Excel: printed layout, semicolons, decimal comma, byte-order mark."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain

from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit, Grid, Heading, RowGroup

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")


def spreadsheet_csv(exhibit: Exhibit, observations: Sequence[Observation]) -> bytes:
    """Return the table as printed: header rows, group headings, rows; every row equally wide.

    Values are numbers with decimal comma; a missing value keeps the printed sign. Notes and
    source are on the table's page and in the metadata, so that the file stays a table.
    """
    grid = exhibit.grid
    if grid is None:
        raise ValueError(exhibit.id)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in _rows(grid, observations))
    return text.getvalue().encode("utf-8-sig")


def _rows(grid: Grid, observations: Sequence[Observation]) -> Iterator[list[str]]:
    width = len(grid.groups[0].rows[0].cells)
    for level in grid.levels:
        yield ["", *chain.from_iterable(_spread(heading) for heading in level)]
    values = iter(observations)
    for group in grid.groups:
        if group.label:
            yield [group.label, *[""] * width]
        yield from _body(group, values)


def _spread(heading: Heading) -> list[str]:
    return [heading.label] * heading.width


def _body(group: RowGroup, values: Iterator[Observation]) -> Iterator[list[str]]:
    for row in group.rows:
        yield [row.label, *(_number(next(values)) for _ in row.cells)]


def _number(observation: Observation) -> str:
    value = observation.verdi
    return observation.trykt if value is None else format(value, "f").replace(".", ",")


def _safe(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula; numbers stay numbers."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell

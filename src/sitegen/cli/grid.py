"""Rows of cells as aligned lines."""

from collections.abc import Sequence


def grid(heading: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return heading, rule and rows; the first ``left`` columns to the left, the rest right."""
    table = [heading, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(heading))]
    lines = [_line(row, widths, left) for row in table]
    return [lines[0], "─" * len(lines[0]), *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int], left: int) -> str:
    cells = (
        cell.ljust(width) if place < left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells)

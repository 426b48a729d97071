"""Where a row's numbers stand in the raw text."""

from sitegen.note.model import Row


def value_lines(row: Row) -> tuple[int, int]:
    """Return the first and last line of the row's printed values; its label may stand elsewhere."""
    lines = [cell.line for cell in row.cells if cell.spans] or list(row.lines)
    return min(lines), max(lines)

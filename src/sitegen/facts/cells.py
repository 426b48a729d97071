"""Where on a page each value stands: the anchor of its cell."""

from collections.abc import Sequence

from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit


def with_cells(
    exhibit: Exhibit, values: Sequence[Observation]
) -> tuple[tuple[Observation, str], ...]:
    """Return values in reading order, each with its cell's anchor: ``tabell-3-r1-k1``."""
    columns = len(exhibit.grid.groups[0].rows[0].cells) if exhibit.grid else 1
    return tuple(
        (item, f"{exhibit.id}-r{index // columns + 1}-k{index % columns + 1}")
        for index, item in enumerate(values)
    )

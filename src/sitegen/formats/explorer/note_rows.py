"""The note's observations as columns, every field kept as it is."""

from collections.abc import Iterable, Mapping

from sitegen.facts.observation import Observation
from sitegen.facts.tidy_csv import COLUMNS
from sitegen.formats.explorer.columns import Json, coded

NOT_WORDS = {"aar", "verdi", "fotnoter", "linje"}
WORDS = tuple(name for name in COLUMNS if name not in NOT_WORDS)


def note_rows(rows: Iterable[tuple[Observation, str]]) -> Mapping[str, Json]:
    """Return the columns.

    Args:
        rows: Each observation with its cell's anchor: ``tabell-3-r5-k9``.
    """
    values, cells = zip(*rows, strict=True)
    return {name: coded(getattr(one, name) for one in values) for name in WORDS} | {
        "aar": [one.aar for one in values],
        "verdi": coded("" if one.verdi is None else format(one.verdi, "f") for one in values),
        "fotnoter": coded(";".join(one.fotnoter) for one in values),
        "linje": [one.linje for one in values],
        "celle": coded(
            cell.removeprefix(f"{one.tabell}-") for cell, one in zip(cells, values, strict=True)
        ),
    }

"""Tables as columns, words coded by a dictionary; the note's values among them."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sitegen.facts.observation import Observation
from sitegen.facts.tidy_csv import COLUMNS

NOT_WORDS = {"aar", "verdi", "fotnoter", "linje"}
WORDS = tuple(name for name in COLUMNS if name not in NOT_WORDS)

type Json = int | str | Sequence[Json] | Mapping[str, Json] | None


def coded(words: Iterable[str]) -> Mapping[str, Json]:
    """Return a column of text: ``ord``, each word once as first met, and ``nr``, one a row."""
    column = list(words)
    known = list(dict.fromkeys(column))
    place = {word: number for number, word in enumerate(known)}
    return {"ord": known, "nr": [place[word] for word in column]}


def packed(content: Json) -> bytes:
    """Return JSON without blanks, UTF-8, one line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


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

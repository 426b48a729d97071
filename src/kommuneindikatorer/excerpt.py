"""Some rows of a file as it is, so that a problem or an amount can be looked up."""

import json
from collections.abc import Sequence
from itertools import dropwhile, islice

from kommuneindikatorer.assumptions import Assumptions
from kommuneindikatorer.document import Document, Source
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.options import options_from
from kommuneindikatorer.problems import Problems, shown
from kommuneindikatorer.readers.opening import open_document
from kommuneindikatorer.text.cells import Row

MOST_ROWS, MOST_CELLS, MOST_SIGNS = 200, 60, 200
"""What is shown at most: rows, cells of a row, signs of a cell."""


def excerpt(text: str, sources: Sequence[Source]) -> str:
    """Return JSON with the rows asked for, cut and harmless; none where there are none.

    Args:
        text: ``{"fil": name, "fra": 1-based row, "antall": rows, "valg": the choices}``.
        sources: The files; the one that is named is read.
    """
    asked = json.loads(text)
    options = options_from(asked["valg"], Problems())
    found = next((one for one in sources if one.navn == asked["fil"]), None)
    document = open_document(found, options, Assumptions(options), Problems()) if found else None
    rows = _rows(document, int(asked["fra"]), min(int(asked["antall"]), MOST_ROWS))
    return json_text({"fil": asked["fil"], "rader": [_row(one) for one in rows]})


def _rows(document: Document | None, first: int, count: int) -> list[Row]:
    if document is None:
        return []
    rows = document.rows(Journal(document.navn, Problems()))
    return list(islice(dropwhile(lambda row: row.number + row.lines <= first, rows), count))


def _row(row: Row) -> Json:
    cells = [shown(cell, MOST_SIGNS) for cell in row.cells[:MOST_CELLS]]
    return {"rad": row.number, "celler": cells, "flere": max(0, len(row.cells) - MOST_CELLS)}

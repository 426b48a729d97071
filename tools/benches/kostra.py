"""Reading a nation's KOSTRA records beside pandas."""

from decimal import Decimal
from pathlib import Path

import pandas as pd

from benches.measuring import compare
from kommuneindikatorer.document import Source
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from support.kostra import national

UNITS, RECORDS = 357, 1680
COLUMNS = [(0, 2), (2, 6), (6, 7), (7, 13), (31, 32), (32, 36), (36, 39), (39, 48)]
"""Form, year, quarter, region, class, function, art and amount of a KOSTRA record."""


def kostra(folder: Path) -> None:
    """Compare reading a nation's KOSTRA records with pandas reading and grouping the same file."""
    path = folder / "landet.dat"
    path.write_text("\n".join(national(UNITS, RECORDS)), encoding="ascii")
    ours, baseline = compare(lambda: read_records(path), lambda: group_records(path))
    speed = format_number(Decimal(UNITS * RECORDS) / Decimal(ours))
    print(
        f"KOSTRA, et helt år ({format_number(UNITS * RECORDS)} poster): {speed} poster per sekund"
    )
    print(f"  pandas leser og grupperer samme fil: {baseline:.2f} s mot {ours:.2f} s")
    print(f"  forhold: {ours / baseline:.2f}".replace(".", ","))


def read_records(path: Path) -> None:
    """Read, check and sum the file to accounts; fail unless every record was read."""
    taken = read_sources([Source(path.name, path.read_bytes())], Options())
    if taken.filer[0].lest != UNITS * RECORDS:
        raise SystemExit("Ikke alle postene ble lest.")


def group_records(path: Path) -> None:
    """Read the file into pandas, and sum the amounts by unit and account."""
    texts = dict.fromkeys(range(len(COLUMNS) - 1), str)
    frame = pd.read_fwf(path, colspecs=COLUMNS, header=None, dtype=texts)
    *codes, amount = frame.columns
    frame.groupby(codes, dropna=False)[amount].sum()

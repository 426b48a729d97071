"""Inputs made from the case files by chance, the same for a seed, and what must hold for each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from kommuneindikatorer.options import CHOICES, split_list
from kommuneindikatorer.reading import READERS, UVENTET
from kommuneindikatorer.session import compute_json
from support import ssb_shapes
from support.accounts import account_cases, choices_of, files_of
from support.tables import html_of, mht_of, ods_of, xlsm_of, xlsx_of, xml_of, zip_of

SEED = 5_000
LARGE = 200_000
"""Bytes of an input that is made large."""
ONE_IN_LARGE = 400

CELLS = (
    *("", " ", "-", "..", ":", "0", "1 234", "1.234,-", "(5)", "6,5 %", "kr 1 234", "1e9", "=A1"),
    *("2024", "31.12.2024", "Regnskap 2024", "Budsjett 2024", "konto", "beløp", "art", "1100"),
    *("Sum driftsinntekter", "Netto driftsresultat", "Disposisjonsfond", "0301", "4601 Bergen"),
    *("\u202e", "\0", "\ufeff", '"', "'", "<td>", "a\nb", "9" * 40, "−12", "x" * 300, "Å" * 9),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman", "cp865")
DELIMITERS = ";,\t|"
WORKBOOKS = (html_of, mht_of, xml_of, ods_of, xlsx_of, xlsm_of)


@dataclass(frozen=True)
class Input:
    """Files and choices, and what they were made as."""

    files: Sequence[tuple[str, bytes]]
    chosen: dict[str, str]
    kind: str

    @property
    def size(self) -> int:
        return sum(len(data) for _, data in self.files)


@cache
def _texts() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the text of each case, with its choices, and of each shape of an office's table."""
    found = [
        (data.decode("utf-8", "replace"), choices_of(case))
        for _, case in account_cases()
        if "text" not in case
        for _, data in files_of(case)[:1]
    ]
    shapes = list(islice(ssb_shapes.pivots(), 0, None, 9))
    both = dict.fromkeys(ssb_shapes.VARIABLES, "both")
    found += [(ssb_shapes.px(*one), {}) for one in shapes]
    found += [(ssb_shapes.text(ssb_shapes.joined(*one, both)), {}) for one in shapes]
    found.append((ssb_shapes.jsonstat(tuple(ssb_shapes.VARIABLES)), {}))
    return tuple(found)


def inputs(seed: int = SEED) -> Iterator[Input]:
    """Yield inputs without end, the same for a seed."""
    chance = Random(seed)  # noqa: S311 - what it makes is no secret
    while True:
        text, chosen = chance.choice(_texts())
        rows = _rows(text)
        for _ in range(chance.randrange(4)):
            _change(rows, chance)
        if chance.randrange(ONE_IN_LARGE) == 0:
            rows *= max(1, LARGE // max(1, len(text)))
        kind, data = _file(rows, chance)
        files = [(f"fil.{kind}", _damaged(data, chance))]
        if chance.random() < 0.1:
            files.append(("andre.csv", chance.choice(_texts())[0].encode()))
        yield Input(files, {**chosen, **_choices(chance)}, kind)


def _rows(text: str) -> list[list[str]]:
    delimiter = max(DELIMITERS, key=text.count)
    return [line.split(delimiter) for line in text.split("\n")]


def _change(rows: list[list[str]], chance: Random) -> None:
    """Change a cell, a row, a column or the order."""
    at = chance.randrange(len(rows))
    row = rows[at]
    place = chance.randrange(len(row))
    match chance.randrange(8):
        case 0 | 1:
            row[place] = chance.choice(CELLS)
        case 2:
            rows[at:] = rows[at + 1 :] or [[""]]
        case 3:
            rows.insert(at, list(chance.choice(rows)))
        case 4:
            chance.shuffle(rows)
        case 5:
            for one in rows:
                one.insert(min(place, len(one)), chance.choice(CELLS))
        case 6:
            for one in rows:
                one[place:] = one[place + 1 :] or [""]
        case _:
            row[place] = row[place][: chance.randrange(9)] + chance.choice(CELLS)


def _file(rows: list[list[str]], chance: Random) -> tuple[str, bytes]:
    """Return the rows as a file of some kind; what no workbook can hold is left out of it."""
    if chance.random() < 0.25:
        way = chance.choice(WORKBOOKS)
        plain = [[_printable(cell) for cell in row[:40]] for row in rows[:600]]
        name = way.__name__.removesuffix("_of")
        return name, way(plain)
    delimiter = chance.choice((DELIMITERS, ";"))[0] if chance.random() < 0.5 else ";"
    text = "\n".join(chance.choice(DELIMITERS[:1] + delimiter).join(row) for row in rows)
    data = text.encode(chance.choice(ENCODINGS), "replace")
    return ("zip", zip_of({"0A.csv": data})) if chance.random() < 0.05 else ("csv", data)


def _printable(cell: str) -> str:
    return "".join(sign for sign in cell if sign.isprintable() or sign == " ")


def _damaged(data: bytes, chance: Random) -> bytes:
    """Return one in three files cut, or with bytes put in or taken out."""
    # Not `randrange`, which may draw again: a workbook's length depends on the time in it.
    at, end = sorted(int(chance.random() * (len(data) + 1)) for _ in range(2))
    match chance.randrange(12):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[end:]
        case 2:
            return data[:at] + chance.randbytes(chance.randrange(9)) + data[at:]
        case 3:
            return data[:at] + data[at:end][:500] + data[at:]
    return data


def _choices(chance: Random) -> dict[str, str]:
    """Return a choice now and then, possible or not."""
    if chance.random() < 0.5:
        return {}
    name = chance.choice((*CHOICES, "format", "ark", "kolonne", "aar", "kommunenummer"))
    possible = [*CHOICES.get(name, ()), *CELLS[:3], "1", "2024", "Regnskap 2024", "4601"]
    if name == "format":
        possible = [reader.ID for reader in READERS]
    return {name: chance.choice(possible)}


def wrong_with(one: Input) -> str:
    """Return what does not hold for an input; nothing where all is well.

    Raises:
        Exception: Whatever the core raises, which it must not.
    """
    result = json.loads(compute_json(one.files, one.chosen))
    given = {name for name, _ in one.files}
    if {filing["navn"] for filing in result["filer"]} < given:
        return "a file is not accounted for"
    for filing in result["filer"]:
        if filing["lest"] + filing["avvist"] != filing["rader"]:
            return f"rows: {filing}"
        if min(filing["lest"], filing["avvist"]) < 0:
            return f"fewer than none: {filing}"
    if not result["enheter"] and not result["problemer"]:
        return "neither a unit nor a problem"
    confirmed = split_list(one.chosen.get("bekreftet", ""))
    codes = {problem["kode"] for problem in result["problemer"]}
    if UVENTET.kode in codes or (result["sporsmal"] or {}).get("kode") in confirmed:
        return "a reader raised, or it was asked again"
    return ""

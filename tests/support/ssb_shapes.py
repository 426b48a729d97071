"""One table of Statistics Norway's in every shape its bank, R and spreadsheets give it."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any

type Rows = list[list[str]]
type Axis = tuple[str, ...]


@dataclass(frozen=True)
class Variable:
    """A variable of the table: code, name, and its values' codes and texts."""

    ident: str
    name: str
    values: tuple[tuple[str, str], ...]

    def written(self, how: str) -> list[str]:
        """Return the values as ``code``, ``text``, ``both`` or ``dash``."""
        forms = {"code": "{0}", "text": "{1}", "both": "{0} {1}", "dash": "{0} - {1}"}
        return [forms[how].format(*one) for one in self.values]


REGION = Variable("KOKkommuneregion0000", "region", (("1532", "Giske"), ("0301", "Oslo - Oslove")))
ART = Variable(
    "KOKart0000",
    "art",
    (
        ("AGD45", "Sum driftsinntekter (A)"),
        ("AGD46", "Sum driftsutgifter (B)"),
        ("AG18", "Differansen i konserninterne kjøp/salg /overføringer (C )"),
        ("AGD65", "Brutto driftsresultat (D=A-B-C)"),
        ("AGD89", "Netto driftsresultat (H=D-E+f-G)"),
        ("550", "Avsetninger til bundne fond"),
        ("950", "Bruk av bundne fond"),
    ),
)
CONTENT = Variable("ContentsCode", "statistikkvariabel", (("KOSbelop0000", "Beløp (1000 kr)"),))
YEAR = Variable("Tid", "år", (("2022", "2022"), ("2023", "2023"), ("2024", "2024")))
VARIABLES = {one.name: one for one in (REGION, ART, CONTENT, YEAR)}
TITLE = "13551: Økonomisk oversikt drift, konsern (K), etter region, art, statistikkvariabel og år"

CELLS: Mapping[tuple[str, str], tuple[int, int, int]] = {
    ("1532", "AGD45"): (804160, 818417, 863716),
    ("1532", "AGD46"): (735785, 783460, 832445),
    ("1532", "AG18"): (11256, 14863, 14412),
    ("1532", "AGD65"): (57119, 20094, 16859),
    ("1532", "AGD89"): (32650, 2814, -15117),
    ("1532", "550"): (4439, 2946, 1984),
    ("1532", "950"): (6063, 10947, 3512),
    ("0301", "AGD45"): (80000000, 82721474, 86000000),
    ("0301", "AGD46"): (78000000, 82000000, 85000000),
    ("0301", "AG18"): (0, 0, 2024),
    ("0301", "AGD65"): (2000000, 721474, 997976),
    ("0301", "AGD89"): (4300000, -691922, -774000),
    ("0301", "550"): (500000, 510000, 2020),
    ("0301", "950"): (400000, 610000, 530000),
}
"""Giske's are the office's own; Oslo's are made up, two of them to look like years."""


def value(at: Mapping[str, int]) -> str:
    """Return the value of a cell by the place of each variable."""
    region, art = REGION.values[at["region"]][0], ART.values[at["art"]][0]
    return str(CELLS[region, art][at["år"]])


def expected() -> dict[tuple[str, int], dict[str, str]]:
    """Return the lines of the form that each unit and year has."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for (code, _), place in product(REGION.values, range(3)):
        cells = {art: CELLS[code, art][place] for art, _ in ART.values}
        found[code, int(YEAR.values[place][0])] = {
            "brutto_driftsinntekter": str(cells["AGD45"]),
            "driftsutgifter": str(cells["AGD46"] + cells["AG18"]),
            "brutto_driftsresultat": str(cells["AGD65"]),
            "netto_driftsresultat": str(cells["AGD89"]),
            "avsetning_bundne_driftsfond": str(cells["550"]),
            "bruk_bundne_driftsfond": str(cells["950"]),
        }
    return found


def _places(names: Axis) -> list[dict[str, int]]:
    sizes = [range(len(VARIABLES[name].values)) for name in names]
    return [dict(zip(names, place, strict=True)) for place in product(*sizes)]


def _texts(names: Axis, at: Mapping[str, int], how: Mapping[str, str]) -> list[str]:
    return [VARIABLES[name].written(how[name])[at[name]] for name in names]


def pivots() -> Iterator[tuple[Axis, Axis]]:
    """Yield every way to have the variables down and across, something on both."""
    names = tuple(VARIABLES)
    for order in permutations(names):
        for cut in range(1, len(names)):
            yield order[:cut], order[cut:]


def joined(stub: Axis, heading: Axis, how: Mapping[str, str], *, codes: bool = False) -> Rows:
    """Return the bank's CSV: what stands across is joined in one heading."""
    heads = [VARIABLES[name].ident if codes else name for name in stub]
    across = _places(heading)
    rows = [[*heads, *(" ".join(_texts(heading, at, how)) for at in across)]]
    rows += [
        [*_texts(stub, down, how), *(value(down | at) for at in across)] for down in _places(stub)
    ]
    return rows


def merged(
    stub: Axis, heading: Axis, how: Mapping[str, str], *, named: bool = False, groups: bool = False
) -> Rows:
    """Return the bank's Excel: a row for each variable across, and what repeats is blank.

    Args:
        stub: Variables down.
        heading: Variables across.
        how: How values are written.
        named: Whether the variables down are named.
        groups: Whether the first variable down stands on rows of its own, as on the web page.
    """
    width = 1 if groups else len(stub)
    across = _places(heading)
    rows: Rows = []
    for number, name in enumerate(heading):
        heads = [_texts(heading[: number + 1], at, how) for at in across]
        shown = [
            one[-1] if place == 0 or one != heads[place - 1] else ""
            for place, one in enumerate(heads)
        ]
        is_last = number == len(heading) - 1
        rows.append([*(stub if named and is_last else [""] * width), *shown])
        assert name in VARIABLES
    above: list[str] = []
    for down in _places(stub):
        texts = _texts(stub, down, how)
        values = [value(down | at) for at in across]
        if groups:
            if texts[:-1] != above[:-1]:
                rows += [[text, *[""] * len(values)] for text in texts[:-1]]
            rows.append([texts[-1], *values])
        else:
            same = [texts[: place + 1] == above[: place + 1] for place in range(len(texts))]
            rows.append(
                ["" if is_same else text for text, is_same in zip(texts, same, strict=True)]
                + values
            )
        above = texts
    return rows


def long(order: Axis, how: Mapping[str, str], last: str = "value") -> Rows:
    """Return a row for each value."""
    rows = [[*order, last]]
    return rows + [[*_texts(order, at, how), value(at)] for at in _places(order)]


def counted(rows: Rows) -> Rows:
    """Return rows with R's and pandas' first column, which counts them."""
    return [["", *rows[0]], *([str(at), *row] for at, row in enumerate(rows[1:], start=1))]


def text(rows: Rows, delimiter: str = ";", *, quoted: bool = True) -> str:
    """Return rows as text; only what is no number is quoted."""

    def cell(one: str) -> str:
        return f'"{one}"' if quoted and not one.lstrip("-").isdigit() else one

    return "\n".join(delimiter.join(map(cell, row)) for row in rows) + "\n"


def workbook(rows: Rows) -> bytes:
    """Return rows as an Excel file, numbers as numbers."""
    from openpyxl import Workbook  # noqa: PLC0415 - an optional extra

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([int(one) if one.lstrip("-").isdigit() else one or None for one in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def jsonstat(order: Axis, *, sparse: bool = False, version_1: bool = False) -> str:
    """Return the table as JSON-stat 2, or 1."""
    dimensions: dict[str, Any] = {
        VARIABLES[name].ident: {
            "label": name,
            "category": {
                "index": {code: at for at, (code, _) in enumerate(VARIABLES[name].values)},
                "label": dict(VARIABLES[name].values),
            },
        }
        for name in order
    }
    ids = [VARIABLES[name].ident for name in order]
    size = [len(VARIABLES[name].values) for name in order]
    values = [int(value(at)) for at in _places(order)]
    given: Any = {str(at): one for at, one in enumerate(values)} if sparse else values
    role = {"time": ["Tid"], "geo": [REGION.ident], "metric": ["ContentsCode"]}
    if version_1:
        inner = {"id": ids, "size": size, "role": role, **dimensions}
        return json.dumps({"dataset": {"label": TITLE, "dimension": inner, "value": given}})
    table = {"version": "2.0", "class": "dataset", "label": TITLE, "role": role, "id": ids}
    return json.dumps({**table, "size": size, "dimension": dimensions, "value": given})


def pxweb_json(order: Axis) -> str:
    """Return the table as the older JSON of PxWeb."""
    names = [name for name in order if name != "statistikkvariabel"]
    columns = [
        {"code": VARIABLES[name].ident, "text": name, "type": "t" if name == "år" else "d"}
        for name in names
    ]
    columns.append({"code": "KOSbelop0000", "text": "Beløp (1000 kr)", "type": "c"})
    data = [
        {"key": _texts(tuple(names), at, dict.fromkeys(names, "code")), "values": [value(at)]}
        for at in _places(tuple(names))
    ]
    return json.dumps({"columns": columns, "comments": [], "data": data})


def px(stub: Axis, heading: Axis, *, codes: bool = True) -> str:
    """Return the table as a PX file."""

    def several(keyword: str, of: str, texts: Sequence[str]) -> str:
        key = f'{keyword}("{of}")' if of else keyword
        return f"{key}=" + ",\n".join(f'"{one}"' for one in texts) + ";"

    lines = [
        'CHARSET="ANSI";\nAXIS-VERSION="2010";\nLANGUAGE="no";\nLANGUAGES="no","en";',
        f'TITLE="{TITLE[:40]}"\n"{TITLE[40:]}";',
        'TITLE[en]="13551: Financial survey";\nMATRIX="13551";\nSUBJECT-AREA="Offentlig; sektor";',
        several("STUB", "", stub),
        several("HEADING", "", heading),
        'CONTVARIABLE="statistikkvariabel";',
    ]
    for name in (*stub, *heading):
        lines.append(several("VALUES", name, [one for _, one in VARIABLES[name].values]))
        if codes:
            lines.append(several("CODES", name, [one for one, _ in VARIABLES[name].values]))
    lines += [
        'TIMEVAL("år")=TLIST(A1,"2022","2023","2024");',
        'UNITS("Beløp (1000 kr)")="1000 kr";',
    ]
    cells = [value(at) for at in _places((*stub, *heading))]
    rows = [" ".join(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    return "\n".join([*lines, "DATA=", *rows]) + ";\n"

"""JSON-stat, the format of Statistics Norway's API, and the older JSON of PxWeb, to a cube."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

from kommuneindikatorer.document import Document
from kommuneindikatorer.json_records import parsed
from kommuneindikatorer.model import Basis
from kommuneindikatorer.readers.ssb import cube, facts
from kommuneindikatorer.readers.ssb.cube import (
    Category,
    Cube,
    Dimension,
    MalformedError,
    category,
    role_of,
)
from kommuneindikatorer.readers.ssb.facts import Extract, table_name
from kommuneindikatorer.row_log import RowLog

_MOST_DIMENSIONS = 30


def is_json(document: Document) -> bool:
    """Return whether the text begins as JSON (also one on a single long line)."""
    start = document.head[0] if document.head else ""
    if not document.head and not document.head_rows:
        start = document.content()[:1000]
    return start.lstrip().startswith(("{", "["))


def looks_like_table(document: Document) -> bool:
    """Return whether JSON has what JSON-stat must have, or what PxWeb's older JSON has."""
    text = document.content()
    return any(
        all(f'"{key}"' in text for key in keys)
        for keys in (("dimension", "value", "size"), ("columns", "data", "key", "values"))
    )


def read_json(document: Document, row_log: RowLog) -> Extract:
    """Return the values of a table; the whole is refused when it is not well formed."""
    text = document.content()
    remarks = cube.new_remarks(row_log, text)
    try:
        table = _parsed(text)
        given = _columns(table) if "columns" in table else _stat(table)
        found, basis = cube.observations(given, remarks)
    except MalformedError as wrong:
        row_log.refuse_all(facts.IKKE_JSON_STAT, hva=str(wrong))
        return Extract(row_log.filing(document.kodet, ""), (), Basis.UKJENT)
    name = table_name(given.title, given.number)
    return Extract(row_log.filing(document.kodet, ""), tuple(found), basis, tabell=name)


def read_cube(text: str) -> Cube:
    """Return a whole JSON-stat table; raises ``MalformedError``, which says what is wrong."""
    return _stat(_parsed(text))


def _parsed(text: str) -> Mapping[str, Any]:
    """Return the table; numbers are kept as they are written."""
    try:
        table = parsed(text, str)
    except ValueError as wrong:
        raise MalformedError(str(wrong)) from None
    if isinstance(table, dict) and table.get("class") == "collection":
        link = table.get("link")
        table = link.get("item") if isinstance(link, dict) else None
    if isinstance(table, list) and len(table) == 1:
        table = table[0]
    if isinstance(table, dict) and isinstance(table.get("dataset"), dict):
        table = table["dataset"]
    if isinstance(table, list):
        raise MalformedError(f"den har {len(table)} tabeller i samme fil")
    if not isinstance(table, dict):
        raise MalformedError("den er ikke et objekt")
    return table


def _stat(table: Mapping[str, Any]) -> Cube:
    dimensions = _dimensions(table)
    count = prod(len(one.categories) for one in dimensions)
    extension = table.get("extension")
    px = extension.get("px") if isinstance(extension, dict) else None
    number = str(px.get("tableid", "")) if isinstance(px, dict) else ""
    title = str(table.get("label", ""))
    return Cube(title, number if number.isdigit() else "", dimensions, list(_cells(table, count)))


def _cells(table: Mapping[str, Any], count: int) -> Iterator[tuple[int, str]]:
    """Yield each cell's number and text; an empty one as the mark its status gives."""
    values = _by_number(table.get("value"))
    if not isinstance(values, dict):
        raise MalformedError("«value» mangler")
    if isinstance(table.get("value"), list) and len(values) != count:
        raise MalformedError(f"den har {len(values)} verdier, men skal ha {count}")
    given = table.get("status")
    marks = _by_number(given)
    for key, value in values.items():
        if not _is_number(key, len(str(count))):
            raise MalformedError(f"«{key[:40]}» er ikke nummeret på en celle")
        if int(key) >= count:
            raise MalformedError(f"celle {key} finnes ikke")
        mark = marks.get(key) if isinstance(marks, dict) else given
        missing = mark if isinstance(mark, str) and mark else ".."
        yield int(key), missing if value is None else str(value)


def _by_number(given: object) -> object:
    """Return a list as JSON-stat's other way to write it: values by their number, as text."""
    if isinstance(given, list):
        return {str(number): value for number, value in enumerate(given)}
    return given


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits


def _dimensions(table: Mapping[str, Any]) -> tuple[Dimension, ...]:
    described = table.get("dimension")
    ids = table.get("id")
    if not isinstance(ids, list) and isinstance(described, dict):
        ids = described.get("id")  # JSON-stat 1
    if not isinstance(ids, list) or not isinstance(described, dict) or not ids:
        raise MalformedError("«id» eller «dimension» mangler")
    if len(ids) > _MOST_DIMENSIONS:
        raise MalformedError(f"den har flere enn {_MOST_DIMENSIONS} dimensjoner")
    role = table.get("role") or described.get("role")
    roles = {str(one): name for name in ("geo", "time") for one in _listed(role, name)}
    found = tuple(_dimension(str(one), described.get(str(one)), roles) for one in ids)
    if any(not one.categories for one in found):
        raise MalformedError("en dimensjon er tom")
    sizes = table.get("size") or described.get("size")
    if isinstance(sizes, list) and sizes != [str(len(one.categories)) for one in found]:
        raise MalformedError("«size» er ikke så mange verdier som dimensjonene har")
    return found


def _listed(role: object, name: str) -> list[object]:
    listed = role.get(name) if isinstance(role, dict) else None
    return listed if isinstance(listed, list) else []


def _dimension(ident: str, described: object, roles: Mapping[str, str]) -> Dimension:
    given = described.get("category") if isinstance(described, dict) else None
    if not isinstance(described, dict) or not isinstance(given, dict):
        raise MalformedError(f"dimensjonen «{ident[:40]}» er ikke beskrevet")
    name = str(described.get("label", ident))
    role = role_of(ident, name, roles.get(ident, ""))
    heading = f"{ident} {name}"
    units = given.get("unit")
    return Dimension(
        role,
        tuple(
            category(role, heading, code, label, _unit(units, code))
            for code, label in _labels(given)
        ),
    )


def _unit(units: object, code: str) -> str:
    one = units.get(code) if isinstance(units, dict) else None
    base = one.get("base") if isinstance(one, dict) else None
    return base if isinstance(base, str) else ""


def _labels(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return code and label of each value, in the order of the cells."""
    index, label = given.get("index"), given.get("label")
    labels = label if isinstance(label, dict) else {}
    if isinstance(index, dict):
        codes = sorted(index, key=lambda code: _order(index[code]))
        if [_order(index[code]) for code in codes] != [*range(len(codes))]:
            raise MalformedError("rekkefølgen i en dimensjon har hull eller like plasser")
    else:
        codes = list(map(str, index)) if isinstance(index, list) else list(labels)
    return [(code, str(labels.get(code, ""))) for code in codes]


def _order(place: object) -> int:
    if not _is_number(str(place), 9):
        raise MalformedError("rekkefølgen i en dimensjon er ikke tall")
    return int(str(place))


def _columns(table: Mapping[str, Any]) -> Cube:
    """Return the cube of PxWeb's older JSON: a key of codes and some values in each row."""
    columns, data = table.get("columns"), table.get("data")
    if not isinstance(columns, list) or not isinstance(data, list):
        raise MalformedError("«columns» eller «data» er ikke lister")
    parts = [one if isinstance(one, dict) else {} for one in columns]
    keys = [one for one in parts if one.get("type") != "c"]
    contents = [one for one in parts if one.get("type") == "c"]
    rows = [_row(one, len(keys), len(contents)) for one in data]
    if not keys or not contents or not rows:
        raise MalformedError("den har ingen rader med nøkkel og verdi")
    codes = [list(dict.fromkeys(row[0][place] for row in rows)) for place in range(len(keys))]
    dimensions = [_keyed(one, given) for one, given in zip(keys, codes, strict=True)]
    dimensions.append(Dimension("other", tuple(_content(one) for one in contents)))
    order = [{code: at for at, code in enumerate(given)} for given in codes]
    cells: list[tuple[int, str]] = []
    for key, values in rows:
        number = 0
        for place, code in enumerate(key):
            number = number * len(codes[place]) + order[place][code]
        cells += [(number * len(contents) + at, text) for at, text in enumerate(values)]
    return Cube("", "", tuple(dimensions), cells)


def _row(given: object, keys: int, values: int) -> tuple[list[str], list[str]]:
    key = given.get("key") if isinstance(given, dict) else None
    found = given.get("values") if isinstance(given, dict) else None
    if not isinstance(key, list) or not isinstance(found, list):
        raise MalformedError("en rad mangler «key» eller «values»")
    if len(key) != keys or len(found) != values:
        raise MalformedError("en rad har et annet antall verdier enn kolonnene")
    return list(map(str, key)), list(map(str, found))


def _keyed(column: Mapping[str, Any], codes: list[str]) -> Dimension:
    ident, name = str(column.get("code", "")), str(column.get("text", ""))
    role = role_of(ident, name, "time" if column.get("type") == "t" else "")
    heading = f"{ident} {name}"
    return Dimension(role, tuple(category(role, heading, code, "") for code in codes))


def _content(column: Mapping[str, Any]) -> Category:
    code, name = str(column.get("code", "")), str(column.get("text", ""))
    return category("other", "ContentsCode", code, name, str(column.get("unit", "")))

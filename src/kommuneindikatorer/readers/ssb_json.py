"""JSON-stat2, the format of Statistics Norway's API, to single values."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Filing, Origin
from kommuneindikatorer.readers import ssb_words as words
from kommuneindikatorer.readers.ssb_words import NOTHING, Extract, Fact, Meaning, Region
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened

MAX_SIGNS = 100_000_000
"""Signs of a JSON text that is read; the API itself gives at most 800 000 cells, about 10 MB."""


class _Malformed(Exception):  # noqa: N818 - never leaves this module
    """What is wrong with the table, in Norwegian."""


@dataclass(frozen=True, slots=True)
class _Category:
    """One value of a dimension, understood once and not for each cell."""

    text: str
    region: Region | None = None
    aar: int | None = None
    meaning: Meaning = NOTHING


@dataclass(frozen=True, slots=True)
class _Dimension:
    """One dimension: whether it is region or time, and its values in order."""

    role: str
    categories: tuple[_Category, ...]


def is_json(document: Document) -> bool:
    """Return whether the text begins as a JSON object (also one on a single long line)."""
    start = document.head[0] if document.head else ""
    if not document.head and not document.head_rows:
        start = document.content()[:1000]
    return start.lstrip().startswith("{")


def looks_like_table(document: Document) -> bool:
    """Return whether JSON has what JSON-stat2 must have."""
    return all(f'"{key}"' in document.content() for key in ("dimension", "value", "size"))


def read_json(document: Document, row_log: RowLog) -> Extract:
    """Return the values of a table; the whole is refused when it is not well formed."""
    text = document.content()
    for line in text.splitlines():
        row_log.seen(1 if line.strip() else 0)
    found: list[Fact] = []
    title = ""
    try:
        table = _parsed(text)
        title = str(table.get("label", ""))
        found = list(_observations(table, title, row_log))
    except _Malformed as wrong:
        row_log.refuse_all(words.IKKE_JSON_STAT, hva=str(wrong))
    filing: Filing = row_log.filing(document.kodet, "")
    return Extract(filing, tuple(found), words.basis_of_title(title) if title else Basis.UKJENT)


def _parsed(text: str) -> Mapping[str, Any]:
    """Return the table; numbers are kept as they are written."""
    if len(text) > MAX_SIGNS:
        raise _Malformed("teksten er for lang")
    try:
        table = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise _Malformed("teksten er ikke gyldig JSON") from None
    if isinstance(table, dict) and isinstance(table.get("dataset"), dict):
        table = table["dataset"]
    if not isinstance(table, dict):
        raise _Malformed("den er ikke et objekt")
    return table


def _observations(table: Mapping[str, Any], title: str, row_log: RowLog) -> Iterator[Fact]:
    dimensions = _dimensions(table)
    cells = _cells(table, prod(len(one.categories) for one in dimensions))
    over = words.meaning_of(title.partition(":")[2].partition(",")[0]).known
    _say_unused(dimensions, row_log)
    for number, text in cells:
        places = _places(number, dimensions)
        aar = next((one.aar for one in places if one.aar), None)
        region = next((one.region for one in places if one.region), None)
        said = NOTHING.joined(*(one.meaning for one in places), over)
        if aar and region and said.wanted and not said.ukjent:
            where = shortened(", ".join(one.text for one in places))
            origin = Origin(row_log.fil, 1, where, shortened(text))
            yield Fact(region, aar, said.wanted, said, origin, text, row_log)


def _say_unused(dimensions: tuple[_Dimension, ...], row_log: RowLog) -> None:
    """Report each category whose values are left out."""
    for dimension in dimensions:
        for one in dimension.categories:
            if one.meaning.ukjent:
                row_log.report(words.UKJENT_BEGREP, None, one.text)
            elif dimension.role == "region" and one.region is None:
                row_log.report(words.SAMLERAD, None, one.text)


def _places(number: int, dimensions: tuple[_Dimension, ...]) -> list[_Category]:
    """Return the categories of the cell with this number: the last dimension runs fastest."""
    places: list[_Category] = []
    for dimension in reversed(dimensions):
        number, place = divmod(number, len(dimension.categories))
        places.append(dimension.categories[place])
    return places[::-1]


def _cells(table: Mapping[str, Any], count: int) -> Iterator[tuple[int, str]]:
    """Yield each cell's number and text; an empty one as the mark its status gives."""
    values = _by_number(table.get("value"))
    if not isinstance(values, dict):
        raise _Malformed("«value» mangler")
    if isinstance(table.get("value"), list) and len(values) != count:
        raise _Malformed(f"den har {len(values)} verdier, men skal ha {count}")
    marks = _by_number(table.get("status"))
    for key, value in values.items():
        if not _is_number(key, len(str(count))):
            raise _Malformed(f"«{key[:40]}» er ikke nummeret på en celle")
        if int(key) >= count:
            raise _Malformed(f"celle {key} finnes ikke")
        mark = marks.get(key) if isinstance(marks, dict) else None
        missing = mark if isinstance(mark, str) else ".."
        yield int(key), missing if value is None else str(value)


def _by_number(given: object) -> object:
    """Return a list as JSON-stat's other way to write it: values by their number, as text."""
    if isinstance(given, list):
        return {str(number): value for number, value in enumerate(given)}
    return given


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= digits


def _dimensions(table: Mapping[str, Any]) -> tuple[_Dimension, ...]:
    ids, described = table.get("id"), table.get("dimension")
    if not isinstance(ids, list) or not isinstance(described, dict) or not ids:
        raise _Malformed("«id» eller «dimension» mangler")
    role = table.get("role")
    roles = {str(one): name for name in ("geo", "time") for one in _listed(role, name)}
    found = tuple(_dimension(str(one), described.get(str(one)), roles) for one in ids)
    if any(not one.categories for one in found):
        raise _Malformed("en dimensjon er tom")
    return found


def _listed(role: object, name: str) -> list[object]:
    listed = role.get(name) if isinstance(role, dict) else None
    return listed if isinstance(listed, list) else []


def _dimension(ident: str, described: object, roles: Mapping[str, str]) -> _Dimension:
    category = described.get("category") if isinstance(described, dict) else None
    if not isinstance(described, dict) or not isinstance(category, dict):
        raise _Malformed(f"dimensjonen «{ident[:40]}» er ikke beskrevet")
    name = str(described.get("label", ident))
    if roles.get(ident) == "time" or ident == "Tid":
        role = "time"
    elif ident in roles or words.is_region_heading(ident) or words.is_region_heading(name):
        role = "region"
    else:
        role = "scope" if words.is_scope(ident) or words.is_scope(name) else "other"
    heading = f"{ident} {name}"
    return _Dimension(role, tuple(_category(role, heading, *one) for one in _labels(category)))


def _labels(category: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return code and label of each value, in the order of the cells."""
    index, label = category.get("index"), category.get("label")
    labels = label if isinstance(label, dict) else {}
    if isinstance(index, dict):
        codes = sorted(index, key=lambda code: _order(index[code]))
    else:
        codes = list(map(str, index)) if isinstance(index, list) else list(labels)
    return [(code, str(labels.get(code, ""))) for code in codes]


def _order(place: object) -> int:
    if not _is_number(str(place), 9):
        raise _Malformed("rekkefølgen i en dimensjon er ikke tall")
    return int(str(place))


def _category(role: str, heading: str, code: str, label: str) -> _Category:
    text = label or code
    if role == "time":
        return _Category(text, aar=words.split_year(code)[1] or words.split_year(text)[1])
    if role == "region":
        both = label if label.startswith(code) else f"{code} {label}".strip()
        return _Category(text, region=words.read_region(both, heading))
    if role == "scope":
        return _Category(text, meaning=words.scope_of(code if len(code) == 1 else text))
    said = words.meaning_of(code)
    return _Category(text, meaning=words.meaning_of(text) if said.ukjent else said)

"""JSON within bounds, and a list of records in it, as programs export a ledger, as a table."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kommuneindikatorer.tables import Builder, Sheet, cell_text

MAX_SIGNS = 100_000_000
"""Signs of a JSON text that is read; the API itself gives at most 800 000 cells, about 10 MB."""
_DEEPEST = 30
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_BEGIN = re.compile(r"\s*(?:\[|\{[^\[\]{}]{0,2000}\[)\s*\{")
"""A list of objects, alone or as the first list of an object."""


def parsed(text: str, number: Callable[[str], object]) -> Any:  # noqa: ANN401 - any JSON
    """Return what the text holds.

    Args:
        text: JSON.
        number: Makes a value of a number as it is written.

    Raises:
        ValueError: It is no JSON, or goes beyond the bounds; says so in Norwegian.
    """
    if len(text) > MAX_SIGNS:
        raise ValueError("teksten er for lang")
    if _is_too_deep(text):
        raise ValueError("den har for mange nivåer inni hverandre")
    try:
        return json.loads(
            text,
            parse_float=number,
            parse_int=number,
            parse_constant=str,
            object_pairs_hook=_unique,
        )
    except _TwiceError:
        raise ValueError("et felt står to ganger i samme objekt") from None
    except (ValueError, RecursionError):
        raise ValueError("teksten er ikke gyldig JSON") from None


class _TwiceError(Exception):
    """A field stands twice in one object."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _is_too_deep(text: str) -> bool:
    """Return whether brackets stand deeper in each other than a parser can be trusted with."""
    depth = 0
    for sign in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def read_records(text: str) -> Sheet | None:
    """Return a list of records as a table with a heading; None where the text is no such list."""
    if not _BEGIN.match(text):
        return None
    try:
        given = parsed(text.removeprefix("\ufeff"), Decimal)
    except (ValueError, ArithmeticError):
        return None
    lists = [given] if isinstance(given, list) else [*filter(_are_records, given.values())]
    if len(lists) != 1 or not _are_records(lists[0]) or "dimension" in lists[0][0]:
        return None
    records = [dict(_cells(one)) for one in lists[0]]
    names = [*dict.fromkeys(name for one in records for name in one)]
    if not names:
        return None
    builder = Builder()
    builder.add("", 1, names)
    for number, one in enumerate(records, start=2):
        builder.add("", number, [one.get(name, "") for name in names])
    return Sheet("", builder.take(""))


def _are_records(given: object) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(one, dict) for one in given)


def _cells(record: Mapping[str, Any], above: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield name and text of each value; one inside another is named by both."""
    for name, value in record.items():
        names = (*above, str(name))
        if isinstance(value, dict):
            yield from _cells(value, names)
        elif not isinstance(value, list):
            yield " ".join(names), cell_text(value)

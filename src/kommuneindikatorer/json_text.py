"""Values to JSON text, the same bytes on every machine and in the browser."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import Field
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Protocol


class _Fields(Protocol):
    """A dataclass, which becomes an object of its fields."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


type Json = (
    bool | int | str | Decimal | Fraction | _Fields | Sequence["Json"] | Mapping[str, "Json"] | None
)

DECIMALS = 20
"""Decimals of a percentage that never ends. They are cut, not rounded: the text rounded
half up to fewer decimals gives what the exact value gives."""

_ONE = 10**DECIMALS


def json_text(value: Json) -> str:
    """Return the value as JSON on one line.

    Counts, years and row numbers are numbers. Amounts and percentages are texts of all their
    digits, since most programs would read a number as a float and round it.
    """
    return _ENCODER.encode(value)


def decimal_text(value: Decimal | Fraction) -> str:
    """Return digits with a point, without an exponent and without needless zeros."""
    top, bottom = value.as_integer_ratio()
    if bottom == 1:
        return str(top)
    whole, part = divmod(abs(top) * _ONE // bottom, _ONE)
    decimals = f"{part:0{DECIMALS}d}".rstrip("0")
    sign = "-" if top < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def _plain(value: Decimal | Fraction | _Fields) -> object:
    if isinstance(value, Decimal | Fraction):
        return decimal_text(value)
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain)

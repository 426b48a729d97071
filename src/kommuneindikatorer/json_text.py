"""Values to JSON text, the same bytes on every machine and in the browser."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

type Json = bool | int | str | Decimal | Fraction | Sequence["Json"] | Mapping[str, "Json"] | None

DECIMALS = 20
"""Decimals of a percentage that never ends. They are cut, not rounded: whoever rounds the
text half up to fewer decimals gets what the exact value gives."""

_ONE = 10**DECIMALS
_BARE = re.compile(r'\{"": "([-.0-9]+)"\}')
"""A number in the clothes of `_dressed`. Inside a text the quotation marks would be escaped."""


def json_text(value: Json) -> str:
    """Return the value as JSON on one line; exact decimals are numbers, never floats."""
    return _BARE.sub(r"\1", _ENCODER.encode(value))


def decimal_text(value: Decimal | Fraction) -> str:
    """Return digits with a point, without an exponent and without needless zeros."""
    top, bottom = value.as_integer_ratio()
    if bottom == 1:
        return str(top)
    whole, part = divmod(abs(top) * _ONE // bottom, _ONE)
    decimals = f"{part:0{DECIMALS}d}".rstrip("0")
    sign = "-" if top < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def _dressed(value: Decimal | Fraction) -> int | dict[str, str]:
    """Return an exact number as the encoder can write it: one with decimals under no name.

    The encoder is C, and writes no number of more digits than a float has. No object of ours
    has a nameless value, so the text of this one can be told from all others.
    """
    top, bottom = value.as_integer_ratio()
    return top if bottom == 1 else {"": decimal_text(value)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_dressed)

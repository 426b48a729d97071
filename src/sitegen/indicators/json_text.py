"""Values to JSON text, the same bytes on every machine and in the browser."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

type Json = bool | int | str | Decimal | Fraction | Sequence["Json"] | Mapping[str, "Json"] | None

DECIMALS = 20
"""Decimals of a percentage that never ends. They are cut, not rounded: whoever rounds the
text half up to fewer decimals gets what the exact value gives."""


def json_text(value: Json) -> str:
    """Return the value as JSON on one line; exact decimals are numbers, never floats."""
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(name)}: {json_text(one)}" for name, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Decimal | Fraction):
        return decimal_text(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(json_text(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def decimal_text(value: Decimal | Fraction) -> str:
    """Return digits with a point, without an exponent and without needless zeros."""
    exact = Fraction(value)
    scaled = abs(exact.numerator) * 10**DECIMALS // exact.denominator
    whole, part = divmod(scaled, 10**DECIMALS)
    decimals = f"{part:0{DECIMALS}d}".rstrip("0")
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

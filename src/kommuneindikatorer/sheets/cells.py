"""One cell's value as the text the readers of tables expect."""

from datetime import date, datetime, time
from decimal import Decimal

_OPEN = 3
"""So many decimals could be thousands as well: one more settles it."""


def cell_text(value: object, formula: object = None) -> str:
    """Return the value as text; a formula that was never computed is returned itself.

    Numbers have a decimal comma and the 15 digits Excel keeps, so that 0,1 + 0,2 is 0,3.
    """
    if value is None:
        return formula if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, bool):
        return "SANN" if value else "USANN"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    text = str(value) if isinstance(value, int) else format(value, ".15g")
    exact = Decimal(text)
    if not exact.is_finite():
        return text
    whole, _, part = f"{exact:f}".partition(".")
    part = part.rstrip("0")
    return f"{whole},{part}{'0' if len(part) == _OPEN else ''}" if part else whole

"""How printed values and captions are shown as plain text."""

from decimal import Decimal

from kommuneindikatorer.numbers import format_number
from sitegen.note.model import Exhibit, plain


def decimals(value: Decimal) -> int:
    """Return how many decimals the value was printed with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(value: Decimal) -> str:
    """Return the value with decimal comma, a real minus, and the printed decimals: ``−0,6``."""
    return format_number(value, decimals(value))


def caption_text(exhibit: Exhibit) -> str:
    """Return the printed caption without marks."""
    return plain(exhibit.caption.content)


def bare(label: str) -> str:
    """Return a label as it is compared: without blanks, which the note has two kinds of."""
    return "".join(label.split())

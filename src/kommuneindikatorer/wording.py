"""Words put together as Norwegian wants them, and the one way to make an id of them."""

import re
import unicodedata
from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """Return «a, b og c»; empty for none."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} og {last}" if first else last


def capitalised(words: str) -> str:
    """Return words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """Return words as they stand inside a sentence: the first letter small."""
    return words[:1].lower() + words[1:]


LONGEST_SHOWN = 200
"""Signs of a heading, a name or a cell that are shown."""


def shortened(text: str) -> str:
    """Return a heading, a name or a cell as it is shown: cut, with «…», where too long to read.

    A browser takes many seconds to lay out a name of 100 000 signs.
    """
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug(text: str, between: str = "_") -> str:
    """Return lower-case ASCII words: «Særlig høye» is ``saerlig_hoye``.

    Norwegian letters become ae, o and a; other accents fall away; whatever is no letter
    or digit becomes one separator.
    """
    lower = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between)

"""One way to make an id of Norwegian text."""

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug(text: str, between: str = "_") -> str:
    """Return lower-case ASCII words: «Særlig høye» is ``saerlig_hoye``.

    Norwegian letters become ae, o and a; other accents fall away; whatever is no letter
    or digit becomes one separator.
    """
    lower = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between)

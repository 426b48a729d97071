"""Words put together as Norwegian wants them."""

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

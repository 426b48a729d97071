"""Two texts as one, with what went and what came marked for the eye and for a screen reader."""

from collections.abc import Iterator
from difflib import SequenceMatcher

import htpy as h


def words_changed(old: str, new: str) -> h.Node:
    """Return the words of both texts: gone ones in ``del``, new ones in ``ins``."""
    return list(_pieces(old.split(), new.split()))


def _pieces(old: list[str], new: list[str]) -> Iterator[h.Node]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield " ".join(old[i1:i2]) + " "
            continue
        if i2 > i1:
            yield [h.del_[_spoken("tatt bort: "), " ".join(old[i1:i2])], " "]
        if j2 > j1:
            yield [h.ins[_spoken("lagt til: "), " ".join(new[j1:j2])], " "]


def _spoken(words: str) -> h.Element:
    return h.span(".skjult")[words]

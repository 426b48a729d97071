"""Tables as columns, words coded by a dictionary."""

import json
from collections.abc import Iterable, Mapping, Sequence

type Json = int | str | Sequence[Json] | Mapping[str, Json] | None


def coded(words: Iterable[str]) -> Mapping[str, Json]:
    """Return a column of text: ``ord``, each word once as first met, and ``nr``, one a row."""
    column = list(words)
    known = list(dict.fromkeys(column))
    place = {word: number for number, word in enumerate(known)}
    return {"ord": known, "nr": [place[word] for word in column]}


def packed(content: Json) -> bytes:
    """Return JSON without blanks, UTF-8, one line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()

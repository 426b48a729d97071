"""Phrases as plain text."""

from collections.abc import Iterable

from sitegen.notes.model import Exhibit, Inline, Mark


def plain(content: Iterable[Inline]) -> str:
    """Return a phrase's words with its footnote marks, and the commas between them, left out."""
    words: list[str] = []
    after_mark = False
    for inline in content:
        if isinstance(inline, Mark):
            after_mark = True
            continue
        if not (after_mark and inline.text == ","):
            words.append(inline.text)
        after_mark = False
    return "".join(words)


def caption_text(exhibit: Exhibit) -> str:
    """Return the printed caption without marks."""
    return plain(exhibit.caption.content)

"""Phrases as plain text."""

from collections.abc import Iterable

from sitegen.note.model import Exhibit, Inline, Mark


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


def bare(label: str) -> str:
    """Return a label as it is compared: without blanks, which the note has two kinds of."""
    return "".join(label.split())


def caption_text(exhibit: Exhibit) -> str:
    """Return the printed caption without marks."""
    return plain(exhibit.caption.content)

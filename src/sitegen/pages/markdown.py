"""Pieces of Markdown pages: front matter, headings, blocks of HTML."""

import json
from collections.abc import Iterable, Mapping, Sequence

import htpy as h

from sitegen.pages.phrase import escaped


def page(title: str, blocks: Iterable[str | h.Renderable], **meta: object) -> str:
    """Return a whole Markdown page: front matter, then blocks set apart by empty lines."""
    return _front_matter({"title": title, **meta}) + "\n\n".join(map(str, blocks)) + "\n"


def _front_matter(meta: Mapping[str, object]) -> str:
    # JSON is YAML, and quotes every title that YAML alone would read as something else.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{''.join(lines)}---\n\n"


def heading(level: int, text: str, anchor: str) -> str:
    """Return a heading with its own anchor."""
    return f"{'#' * level} {escaped(text)} {{ #{anchor} }}"


def code(language: str, text: str) -> str:
    """Return a block of code."""
    return f"```{language}\n{text.strip()}\n```"


def listing(items: Sequence[str]) -> str:
    """Return a list of Markdown items."""
    return "\n".join(f"- {item}" for item in items)

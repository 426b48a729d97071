"""Pieces of TOML text: strings, inline tables, comments."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

type Value = str | int | date | Mapping[str, "Value"] | Sequence["Value"]


def value(item: Value) -> str:
    """Return a value as TOML; a string as JSON writes it, which TOML reads alike."""
    if isinstance(item, str):
        return json.dumps(item, ensure_ascii=False)
    if isinstance(item, Mapping):
        return "{ " + ", ".join(f"{key} = {value(one)}" for key, one in item.items()) + " }"
    if isinstance(item, Sequence):
        return "[" + ", ".join(value(one) for one in item) + "]"
    return str(item)


def pairs(found: Mapping[str, Value]) -> list[str]:
    """Return one line for each key."""
    return [f"{key} = {value(item)}" for key, item in found.items()]


def array(key: str, items: Iterable[str]) -> list[str]:
    """Return an array with an item on each line; an item may end with a comment."""
    return [f"{key} = [", *(f"  {item}" for item in items), "]"]


def unsure(words: str) -> str:
    """Return a comment for the editor."""
    return f"# usikker: {words}"

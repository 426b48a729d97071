"""Regular expressions that editors write: sound, and never slow on a line that nobody foresaw."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

from pydantic import AfterValidator

# The standard library's own reading of an expression; private, and the same since Python 3.11.
_parser: Any = import_module("re._parser")
MANY = 20
"""Repetitions from which a part counts as repeated without end."""


def pattern_fault(text: str) -> str:
    r"""Return in Norwegian what an expression should have been; empty when it is.

    Something repeated within something repeated can be split in ever so many ways, each of which
    is tried on a line that does not match: 2^n steps. It is allowed where every turn begins with a
    sign that the inner part cannot hold, as in ``\d+(?:, \d+)*``.
    """
    try:
        tree = _parser.parse(text)
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        place = getattr(error, "pos", None)
        where = f" (feil ved tegn {place + 1})" if place is not None else ""
        return f"et gyldig mønster{where}"
    if any(_nested(tree)):
        return "et mønster som ikke gjentar noe gjentatt (det kan bli uendelig tregt)"
    return ""


def _sound(text: str) -> str:
    if fault := pattern_fault(text):
        raise ValueError(fault)
    return text


Pattern = Annotated[str, AfterValidator(_sound)]
"""An expression in a file of an edition."""


def _nested(tree: Any) -> Iterator[bool]:  # noqa: ANN401  the standard library's own, untyped
    for name, value in _parts(tree):
        if _is_endless(name, value):
            first, inner = _first(value[2]), list(_repeated(value[2]))
            yield bool(inner) and (not first or any(_holds(one, c) for one in inner for c in first))
        for below in _below(name, value):
            yield from _nested(below)


def _parts(tree: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    return ((str(operation), value) for operation, value in tree)


def _is_endless(name: str, value: Any) -> bool:  # noqa: ANN401
    # A possessive repeat gives nothing back, so nothing of it is tried again.
    return name in {"MAX_REPEAT", "MIN_REPEAT"} and value[1] > MANY


def _below(name: str, value: Any) -> list[Any]:  # noqa: ANN401, PLR0911  one a kind
    """Return the expressions that a part is made of."""
    match name:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case "SUBPATTERN":
            return [value[3]]
        case "BRANCH":
            return list(value[1])
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
        case "ATOMIC_GROUP":
            return [value]
        case "GROUPREF_EXISTS":
            return [one for one in value[1:] if one is not None]
    return []


def _repeated(tree: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield what is repeated without end within an expression, sign by sign."""
    for name, value in _parts(tree):
        if _is_endless(name, value):
            yield from _signs(value[2])
        elif name not in {"POSSESSIVE_REPEAT", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT"}:
            for below in _below(name, value):
                yield from _repeated(below)


def _signs(tree: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    for name, value in _parts(tree):
        below = _below(name, value)
        if not below:
            yield name, value
        for one in below:
            yield from _signs(one)


def _first(tree: Any) -> set[str]:  # noqa: ANN401, PLR0911  as above
    """Return the signs that an expression must begin with; empty when that cannot be said."""
    for name, value in _parts(tree):
        match name:
            case "AT":
                return {"\n"} if str(value) == "AT_BEGINNING" else set()
            case "LITERAL":
                return {chr(value)}
            case "IN":
                signs = [chr(one) for kind, one in value if str(kind) == "LITERAL"]
                return set(signs) if len(signs) == len(value) else set()
            case "SUBPATTERN":
                return _first(value[3])
            case "BRANCH":
                found = [_first(one) for one in value[1]]
                return set().union(*found) if all(found) else set()
            case "ASSERT" | "ASSERT_NOT":
                continue
        return set()
    return set()


def _holds(part: tuple[str, Any], sign: str) -> bool:  # noqa: PLR0911  as above
    """Return whether one sign of an expression can be this one."""
    name, value = part
    match name:
        case "LITERAL":
            return chr(value) == sign
        case "NOT_LITERAL":
            return chr(value) != sign
        case "RANGE":
            return bool(value[0] <= ord(sign) <= value[1])
        case "CATEGORY":
            category = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s"}
            kind = str(value).removeprefix("CATEGORY_")
            matches = re.match(category.get(kind.removeprefix("NOT_"), "."), sign) is not None
            return matches != kind.startswith("NOT_")
        case "IN":
            inside = [
                _holds((str(kind), one), sign) for kind, one in value if str(kind) != "NEGATE"
            ]
            return any(inside) != any(str(kind) == "NEGATE" for kind, _ in value)
        case "AT":
            return False
    return True

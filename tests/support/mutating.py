"""The real edition's files changed by chance, the same for a seed, and what must hold for each."""

import re
import signal
from collections.abc import Iterator, Mapping
from random import Random

from sitegen.facts.fact import facts_of
from sitegen.note.errors import SitegenError
from sitegen.note.read import read_note
from sitegen.note.versions import read_versions
from support.notes import FOLDER

SEED = 6_000
NOTE = "note.txt"
FILES = (NOTE, "note.toml", "rettelser.toml", "versjoner.toml")
PIECES = (
    *("", " ", "  ", "\t", "\r\n", "\n\n", "\0", "\ufeff", "\u00a0", "\u202e", "\ud83d", "Å", "\\"),
    *(
        '"',
        "'''",
        "[",
        "]]",
        "{",
        "}",
        "(",
        ")",
        "^",
        "$",
        "|",
        "(a+)+$",
        "[",
        "(?P<x",
        "{9999999999}",
    ),
    *(
        "<script>brutt()</script>",
        "{{ x }}",
        "&amp;",
        "--8<--",
        "12345. ",
        "# ",
        "1)",
        "¹",
        "= 1",
        "= []",
    ),
    *(
        "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 anslag",
        "−" * 99,
        "1" * 5000,
        "–1,0 " * 99,
    ),
    *(
        "Tabell 9",
        "Figur 1",
        "Kilde: ",
        "1 ",
        "0,0",
        "..",
        "-0,0",
        "1e9",
        "9999-99-99",
        "true",
        "nan",
    ),
)
LIMIT = 60
"""Seconds of the processor's time after which one hangs."""


class Hangs(BaseException):
    """One goes on and on; no handler of ours may catch it."""


def mutations(seed: int) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """Yield a name of what is changed, and the edition's files, without end."""
    whole = {name: (FOLDER / name).read_bytes() for name in FILES}
    chance = Random(seed)  # noqa: S311  no secret
    while True:
        name = chance.choice(FILES)
        data = whole[name]
        kinds = []
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            kind = chance.choice(list(KINDS))
            data = KINDS[kind](chance, data)
            kinds.append(kind)
        yield f"{name}: {', '.join(kinds)}", {**whole, name: data}


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _insert(chance: Random, data: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(PIECES).encode("utf-8", "surrogatepass") + data[at:]


def _replace(chance: Random, data: bytes) -> bytes:
    words = [*re.finditer(rb"\S+", data)]
    if not words:
        return data
    word = chance.choice(words)
    piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
    return data[: word.start()] + piece + data[word.end() :]


def _drop(chance: Random, data: bytes) -> bytes:
    lines = _lines(data)
    at = chance.randrange(len(lines))
    return b"".join(lines[:at] + lines[at + chance.choice((1, 1, 3, 40)) :])


def _double(chance: Random, data: bytes) -> bytes:
    lines = _lines(data)
    at, count = chance.randrange(len(lines)), chance.choice((1, 1, 5))
    return b"".join([*lines[: at + count], *lines[at : at + count], *lines[at + count :]])


def _swap(chance: Random, data: bytes) -> bytes:
    lines = _lines(data)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _digit(chance: Random, data: bytes) -> bytes:
    places = [found.start() for found in re.finditer(rb"\d", data)]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + str(chance.randrange(10)).encode() + data[at + 1 :]


def _end(chance: Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def _byte(chance: Random, data: bytes) -> bytes:
    if not data:
        return b"\xff"
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


KINDS = {
    "insert": _insert,
    "replace": _replace,
    "drop": _drop,
    "double": _double,
    "swap": _swap,
    "digit": _digit,
    "end": _end,
    "byte": _byte,
}


def wrong_with(files: Mapping[str, bytes]) -> str:
    """Return what is wrong with how an edition's files are read; empty when nothing is.

    They make a note, or one Norwegian sentence a fault.
    """
    before = signal.signal(signal.SIGVTALRM, _hangs)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        _read(files)
    except SitegenError as error:
        return "" if error.faults and "Traceback" not in str(error) else f"says {error!r}"
    except Hangs:
        return "hangs"
    except Exception as error:  # noqa: BLE001  that it raises nothing else is what is tried
        return f"raised {error!r}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return ""


def _hangs(*_: object) -> None:
    raise Hangs


def _read(files: Mapping[str, bytes]) -> None:
    texts = {name: _text(data) for name, data in files.items() if name != NOTE}
    note = read_note(files[NOTE], texts["note.toml"], texts["rettelser.toml"])
    facts_of(note)
    read_versions(texts["versjoner.toml"], "versjoner.toml", note.about.date)


def _text(data: bytes) -> str:
    """Return a file's text; one that is none is refused where it is read from the disk."""
    return data.decode("utf-8", "replace")

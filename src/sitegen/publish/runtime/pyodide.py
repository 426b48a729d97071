"""What a site takes from Pyodide's npm package."""

import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.publish.tree import archive, read_package_file

MODULES = ("pyodide.mjs", "pyodide.asm.mjs")
WASM = "pyodide.asm.wasm"
STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
PACKAGE = "package.json"
NEEDED = (*MODULES, WASM, STDLIB, LOCK, PACKAGE)
_MAP_LINE = b"//# sourceMappingURL="
_UNUSED = {
    "_pyrepl",
    "bdb.py",
    "doctest.py",
    "ftplib.py",
    "imaplib.py",
    "mailbox.py",
    "multiprocessing",
    "pdb.py",
    "pickletools.py",
    "poplib.py",
    "pydoc.py",
    "smtplib.py",
    "unittest",
    "wsgiref",
    "xmlrpc",
}
"""Modules of the standard library for debugging, testing, other processes, post and servers:
nothing that reads accounts has a use for them."""

_FROZEN = b"posixpath\0"
_DATA, _CONSTANT, _END = 11, 0x41, 0x0B
_INDEX = 256
_ENTRY = struct.Struct("<IBBH")
_FROZEN_ENTRY = struct.Struct("<4I")


@dataclass(frozen=True)
class Pyodide:
    """Pyodide's files, read.

    Attributes:
        files: By the names in `NEEDED`.
    """

    files: Mapping[str, bytes]

    @property
    def version(self) -> str:
        """Its version, as npm has it."""
        return str(json.loads(self.files[PACKAGE])["version"])

    @property
    def lock(self) -> str:
        """Return its lock file without packages: the core needs none."""
        return json.dumps({"info": json.loads(self.files[LOCK])["info"], "packages": {}})

    @property
    def library(self) -> bytes:
        """Its standard library without what the core cannot use, as an archive."""
        with zipfile.ZipFile(io.BytesIO(self.files[STDLIB])) as whole:
            names = (one.filename for one in whole.infolist() if not one.is_dir())
            return archive({one: whole.read(one) for one in names if _is_used(one)})

    @cached_property
    def unread(self) -> list[range]:
        """Where the program fills its memory with what is of no use here.

        The characters of the East Asian encodings, and the modules of the library that lie in the
        program too: an ordinary start has them from the library's archive.
        """
        memory = _memory(self.files[WASM])
        return [*_characters(memory), *_frozen(memory)]

    @property
    def program(self) -> bytes:
        """Python itself, with zeros where nothing is read: they pack to nothing."""
        program = bytearray(self.files[WASM])
        wanted = sorted(self.unread, key=lambda one: one.start)
        for address, offset, size in _segments(self.files[WASM]):
            for one in wanted:
                start, stop = max(one.start, address), min(one.stop, address + size)
                if start < stop:
                    at = offset + start - address
                    program[at : at + stop - start] = bytes(stop - start)
        return bytes(program)

    @property
    def modules(self) -> dict[str, bytes]:
        """Its JavaScript without the line that names a source map, which a site has no use for."""
        return {name: _without_map(self.files[name]) for name in MODULES}


def read_pyodide(root: Path) -> Pyodide:
    """Return Pyodide as npm installed it; raises ``SourceError`` if a file is missing."""
    return Pyodide({name: read_package_file(root, f"pyodide/{name}") for name in NEEDED})


def _is_used(name: str) -> bool:
    return name.partition("/")[0] not in _UNUSED


def _without_map(script: bytes) -> bytes:
    lines = script.split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(_MAP_LINE))


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return an integer in LEB128 as WebAssembly has it, and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004  the last byte has no mark
            return number, at


def _segments(program: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield what a program fills its memory with: the address, the place in the file, the size."""
    at = 8
    while program[at] != _DATA:
        size, at = _number(program, at + 1)
        at += size
    _, at = _number(program, at + 1)
    count, at = _number(program, at)
    for _ in range(count):
        if program[at : at + 2] != bytes((0, _CONSTANT)):
            raise ValueError("a segment of data whose address is not a constant")
        address, at = _number(program, at + 2)
        size, at = _number(program, at + 1)
        yield address, at, size
        at += size


def _memory(program: bytes) -> bytes:
    """Return a program's memory as it is before anything runs."""
    segments = list(_segments(program))
    memory = bytearray(max(address + size for address, _, size in segments))
    for address, at, size in segments:
        memory[address : address + size] = program[at : at + size]
    return bytes(memory)


def _characters(memory: bytes) -> Iterator[range]:
    """Yield the tables of Python's East Asian codecs with their indexes, known by their shape.

    An index has 256 entries: a pointer, the first and the last character there, and two zeros;
    what they point to lies end to end. Without its index a codec says that it knows no character.
    """
    for phase in (0, _ENTRY.size // 2):
        size = (len(memory) - phase) // _ENTRY.size * _ENTRY.size
        entries = list(_ENTRY.iter_unpack(memory[phase : phase + size]))
        possible = bytes(
            not rest and (not any((at, low, high)) or (0 < at < len(memory) and low <= high))
            for at, low, high, rest in entries
        )
        first = possible.find(bytes((1,)) * _INDEX)
        while first >= 0:
            used = [one for one in entries[first : first + _INDEX] if one[0]]
            ends = [at + 2 * (high - low + 1) for at, low, high, _ in used]
            if used[1:] and all(end == one[0] for end, one in zip(ends, used[1:], strict=False)):
                yield range(used[0][0], ends[-1])
                place = phase + first * _ENTRY.size
                yield range(place, place + _INDEX * _ENTRY.size)
                first += _INDEX - 1
            first = possible.find(bytes((1,)) * _INDEX, first + 1)


def _frozen(memory: bytes) -> Iterator[range]:
    """Yield the frozen modules of the list that has the library's, not of that Python begins by.

    An entry is a name, code, its size, and whether it is a package; a list ends with zeros.
    """
    for name in _found(memory, _FROZEN):
        for at in _found(memory, name.to_bytes(4, "little")):
            first = at
            while _code(memory, first - _FROZEN_ENTRY.size):
                first -= _FROZEN_ENTRY.size
            while code := _code(memory, first):
                yield code
                first += _FROZEN_ENTRY.size


def _code(memory: bytes, at: int) -> range:
    """Return where the code of a frozen module lies; nowhere if this is no entry of one."""
    name, code, size, package = _FROZEN_ENTRY.unpack_from(memory, at)
    is_one = name and package < 2 and code + size <= len(memory) and memory[code] & 0x7F == ord("c")  # noqa: PLR2004
    return range(code, code + size) if is_one else range(0)


def _found(memory: bytes, what: bytes) -> Iterator[int]:
    at = memory.find(what)
    while at >= 0:
        yield at
        at = memory.find(what, at + 1)

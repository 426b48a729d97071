"""Runs in Pyodide while the memory image is made: what it imports need not be loaded again.

Called by `image.mjs`, and nowhere else. It may leave nothing behind but what a reader's own
file needs: no path of the building machine, and no list of the archive it was loaded from.
"""

import codecs
import gc
import importlib
import pkgutil
import sys
import types
import zipimport
from collections.abc import Iterator, Mapping

import kommuneindikatorer
from kommuneindikatorer.options import CHOICES
from kommuneindikatorer.session import compute_json

# What Pyodide imports and no page can use: waiting for sockets, processes, installed packages.
UNUSED = {
    *("_socket", "_ssl", "select", "selectors", "socket", "ssl", "subprocess"),
    *("asyncio.base_events", "asyncio.base_subprocess", "asyncio.proactor_events"),
    *("asyncio.selector_events", "asyncio.sslproto", "asyncio.streams", "asyncio.subprocess"),
    *("asyncio.unix_events", "asyncio.transports", "asyncio.trsock", "importlib.metadata"),
}
_HEAD_OF_BYTES = bytes.__basicsize__ - 1
UNKNOWN = b"\xff\xfe\x00"  # so that what is said of damaged files is ready too


def warm(samples: Mapping[str, str]) -> list[tuple[int, int]]:
    """Import the whole core, and compute every sample in every encoding a file may have.

    Returns where in the memory the lines of all code lie, and how many bytes of them.
    """
    for module in pkgutil.walk_packages(kommuneindikatorer.__path__, "kommuneindikatorer."):
        importlib.import_module(module.name)
    # What reads XML takes this with its first file, and then there is no standard library left to
    # take it from. A test reads an Excel file from the image.
    importlib.import_module("pyexpat")
    for encoding in ("cp437", "cp865", "utf-16-le"):  # names in a zip and in old Office files
        codecs.lookup(encoding)
    for name, text in samples.items():
        compute_json([(name, text.encode())], {})
        for encoding in CHOICES["koding"]:
            compute_json([(name, text.encode(encoding, "replace"))], {"koding": encoding})
    together = [(name, text.encode()) for name, text in samples.items()]
    compute_json(together, {"vis_rader": "alle"})
    compute_json([("mal.xlsx", b"PK\x03\x04"), ("mal.csv", UNKNOWN)], {"aar": "x"})
    _tidy()
    tables = (code.co_linetable for code in _codes())
    return [(id(table) + _HEAD_OF_BYTES, len(table)) for table in tables]


def _codes() -> Iterator[types.CodeType]:
    """Yield the code of every function, and what it has within."""
    waiting = [one.__code__ for one in gc.get_objects() if isinstance(one, types.FunctionType)]
    for code in waiting:
        yield code
        waiting += [one for one in code.co_consts if isinstance(one, types.CodeType)]


def _tidy() -> None:
    """Drop what points to files that will not be there, and what nobody refers to."""
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    sys.stdin = sys.__stdin__ = None  # type: ignore[misc]  # its buffer is of 128 kB
    gone = {name for name in sys.modules if name.startswith(tuple(f"{one}." for one in UNUSED))}
    for name in gone | UNUSED:
        sys.modules.pop(name, None)
    for module in [one for one in sys.modules.values() if isinstance(one, types.ModuleType)]:
        _forget(vars(module), gone | UNUSED)
    gc.collect()


def _forget(names: dict[str, object], modules: set[str]) -> None:
    """Take out of a module what it has from some others, and themselves."""
    for name, value in list(names.items()):
        home = value.__name__ if isinstance(value, types.ModuleType) else _home(value)
        if home in modules:
            del names[name]


def _home(value: object) -> str:
    return str(getattr(value, "__module__", ""))

"""Runs in Pyodide while the memory image is made: what it imports need not be loaded again.

Called by `image.mjs`, and nowhere else. It may leave nothing behind but what a reader's own
file needs: no path of the building machine, and no list of the archive it was loaded from.
"""

import codecs
import gc
import importlib
import pkgutil
import sys
import zipimport
from collections.abc import Mapping

import kommuneindikatorer
from kommuneindikatorer.options import CHOICES
from kommuneindikatorer.session import compute_json

UNKNOWN = b"\xff\xfe\x00"  # so that what is said of damaged files is ready too


def warm(samples: Mapping[str, str]) -> None:
    """Import the whole core, and compute every sample in every encoding a file may have."""
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


def _tidy() -> None:
    """Drop what points to files that will not be there, and what nobody refers to."""
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    gc.collect()

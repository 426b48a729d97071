"""The indicators, one for each module of this folder that is one, in the order they are shown."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from kommuneindikatorer import measures
from kommuneindikatorer.measures.indikator import Enhet, Indikator

_NO_INDICATOR = {"catalogue", "indikator"}
"""The modules that are not one: those that need the list cannot be imported to make it."""


def _found() -> Iterator[Indikator]:
    """Yield the indicators; also from a zip, which is how the browser has the package."""
    for module in iter_modules(measures.__path__):
        if module.name not in _NO_INDICATOR:
            yield import_module(f"{measures.__name__}.{module.name}").INDIKATOR


INDIKATORER = tuple(sorted(_found(), key=lambda one: (one.rekkefolge, one.id)))

INDIKATOR = {one.id: one for one in INDIKATORER}
"""Indicators by id."""

HOVEDMAAL = tuple(one for one in INDIKATORER if one.er_hovedmaal and one.enhet is Enhet.PROSENT)
"""Those shown first of a unit."""

"""Which rows are kept for «show how», so that memory stays bounded."""

from dataclasses import replace

from kommuneindikatorer.model import Belop
from kommuneindikatorer.options import Options, split_list

KEPT = 20_000
"""Rows kept whoever they belong to: all of one municipality's, not a whole nation's."""


class Origins:
    """Keeps the first rows of a reading, and all rows of the units the user asks for."""

    def __init__(self, options: Options) -> None:
        """Start with none kept; `Options.vis_rader` says who asks."""
        self._asked = frozenset(split_list(options.vis_rader))
        self._left = KEPT

    def keeps(self, kommunenummer: str | None) -> bool:
        """Return whether one more row of this unit is kept; counts it."""
        if "alle" in self._asked or kommunenummer in self._asked:
            return True
        self._left -= 1
        return self._left >= 0

    def bound(self, kommunenummer: str | None, belop: Belop) -> Belop:
        """Return the amount with its rows, or without them when no more are kept."""
        return belop if self.keeps(kommunenummer) else replace(belop, opphav=())

"""A cell to an amount, alike for all readers of tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Basis, Belop, Origin
from kommuneindikatorer.numbers import (
    DecimalSign,
    Missing,
    Unreadable,
    find_decimal_sign,
    in_thousands,
    read_number,
)
from kommuneindikatorer.options import Assumptions, Options, Valg, split_list
from kommuneindikatorer.problems import OF_UNREADABLE, shown

_VALG = (
    Valg(Basis.KASSE.value, "kommunekassen"),
    Valg(
        Basis.KONSERN.value,
        "kommunekonsernet (med kommunale foretak og interkommunale selskaper)",
    ),
)


def settle_basis(assumptions: Assumptions, found: Basis, why: str) -> Basis:
    """Return whose money the amounts are: chosen, else found, else not known; said."""
    chosen = assumptions.settle(
        "basis",
        "" if found is Basis.UKJENT else found.value,
        "Tallene gjelder {verdi}.",
        why,
        valg=_VALG,
        ukjent="Det er ikke kjent om tallene gjelder kommunekassen eller kommunekonsernet.",
    )
    return Basis(chosen) if chosen else Basis.UKJENT


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


MEANING: Mapping[Missing, str] = {
    Missing.TOM: "Cellen er tom.",
    Missing.IKKE_AKTUELT: "«.»: tall kan ikke forekomme.",
    Missing.MANGLER: "«..»: tallet mangler.",
    Missing.MANGLER_FORELOPIG: "«...»: tallet mangler foreløpig.",
    Missing.KONFIDENSIELT: "«:»: tallet vises ikke (konfidensielt).",
    Missing.STREK: "«-»: ikke oppgitt.",
}
"""What each mark says, as the reason an amount is missing."""


@dataclass(frozen=True, slots=True)
class AmountRule:
    """How cells of one file are read.

    Attributes:
        decimal: The decimal sign; None refuses what it would have to settle.
        nil: Marks that mean zero in this format (often the dash; in forms the empty cell).
    """

    decimal: DecimalSign | None = ","
    nil: frozenset[Missing] = frozenset()


def read_amount(text: str, origin: Origin, rule: AmountRule, journal: Journal) -> Belop:
    """Return the amount as written, or missing with the reason; a fault is reported."""
    value = read_number(text, rule.decimal)
    if isinstance(value, Decimal):
        return Belop(value, rader=1, opphav=(origin,))
    if isinstance(value, Unreadable):
        kode = OF_UNREADABLE[value]
        journal.report(kode, origin.rad, text, kolonne=origin.kolonne)
        return Belop(None, kode.tekst.format(verdi=shown(text)), 1, (origin,))
    if value in rule.nil:
        return Belop(Decimal(0), rader=1, opphav=(origin,))
    return Belop(None, MEANING[value], 1, (origin,))


def thousands(belop: Belop, unit: str) -> Belop:
    """Return the amount in 1000 kr, when the file's unit is ``kroner`` or ``tusen``."""
    if belop.verdi is None or unit == "tusen":
        return belop
    return replace(belop, verdi=in_thousands(belop.verdi))


def settle_decimal(tokens: Iterable[str], assumptions: Assumptions) -> DecimalSign:
    """Return the file's decimal sign: chosen, else proved by the numbers, else comma.

    Said as an assumption only where some number depends on it.
    """
    # Where there is neither sign, nothing is proved and nothing is open.
    cells = tuple(token for token in tokens if "," in token or "." in token)
    proved = find_decimal_sign(cells)
    open_ones = any(read_number(cell, None) is Unreadable.TVETYDIG for cell in cells)
    if not open_ones:
        return proved or ","
    chosen = assumptions.settle(
        "desimaltegn",
        proved or ",",
        "Desimaltegnet er {verdi}.",
        "Andre tall i filen viser det."
        if proved
        else "Ingen tall i filen avgjør det; norsk skrivemåte er brukt.",
        valg=(Valg(",", "komma"), Valg(".", "punktum")),
    )
    return "." if chosen == "." else ","

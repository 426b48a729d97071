"""What readers of tables do alike: find headings, read amounts, settle what amounts are.

What is settled is the decimal sign, kroner or 1000 kr, and whose money it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.model import Basis, Belop, Origin
from kommuneindikatorer.numbers import (
    DecimalSign,
    Missing,
    Unreadable,
    find_decimal_sign,
    in_thousands,
    read_number,
    read_percent,
)
from kommuneindikatorer.options import Assumptions, Options, split_list
from kommuneindikatorer.problems import Alvor, Kode, shown
from kommuneindikatorer.register import size_of
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import slug

WITHIN = 30
"""Rows among which the heading of a table must stand."""


def named_places(headings: Sequence[str], names: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Return the place of the first heading that is one of the names, by what they are names of."""
    key_of = {name: key for key, several in names.items() for name in several}
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if key := key_of.get(slug(heading)):
            places.setdefault(key, place)
    return places


MOST_ORIGINS = 20_000
"""Rows returned whoever they belong to: all of one municipality's, not a whole nation's."""


class Origins:
    """Allows the first rows of a reading, and all rows of the units the user asks for."""

    def __init__(self, options: Options) -> None:
        """Start with none; `Options.vis_rader` says who asks."""
        self._asked = frozenset(split_list(options.vis_rader))
        self._left = MOST_ORIGINS

    def allows(self, kommunenummer: str | None) -> bool:
        """Return whether one more row of this unit is returned; counts it."""
        if "alle" in self._asked or kommunenummer in self._asked:
            return True
        self._left -= 1
        return self._left >= 0

    def bound(self, kommunenummer: str | None, belop: Belop) -> Belop:
        """Return the amount with its rows, or without them when there are enough."""
        if self.allows(kommunenummer) or not belop.opphav:
            return belop
        return Belop(belop.verdi, belop.mangler, belop.rader, (), belop.avledet)


MEANING: Mapping[Missing, str] = {
    Missing.TOM: "Cellen er tom.",
    Missing.IKKE_AKTUELT: "«.»: tall kan ikke forekomme.",
    Missing.MANGLER: "«..»: tallet mangler.",
    Missing.MANGLER_FORELOPIG: "«...»: tallet mangler foreløpig.",
    Missing.KONFIDENSIELT: "«:»: tallet vises ikke (konfidensielt).",
    Missing.STREK: "«-»: ikke oppgitt.",
}
"""What each mark says, as the reason an amount is missing."""


OF_UNREADABLE = {
    Unreadable.IKKE_TALL: Kode(
        "ikke-tall", Alvor.FEIL, "«{verdi}» er ikke et tall.", "Bruk komma som desimaltegn."
    ),
    Unreadable.TVETYDIG: Kode(
        "tvetydig-tall",
        Alvor.FEIL,
        "«{verdi}» kan være både tusener og desimaler.",
        "Velg desimaltegn, eller skriv tusener med mellomrom.",
    ),
    Unreadable.FOR_STORT: Kode(
        "for-stort-tall",
        Alvor.FEIL,
        "«{verdi}» har flere sifre enn et regnskapsbeløp kan ha.",
        "Sjekk om celler er slått sammen.",
    ),
    Unreadable.PROSENT: Kode(
        "prosent-ikke-belop",
        Alvor.FEIL,
        "«{verdi}» er prosent, ikke et beløp.",
        "Velg en kolonne med beløp.",
    ),
    Unreadable.FORMEL: Kode(
        "formel-uten-verdi",
        Alvor.FEIL,
        "«{verdi}» er en formel som ikke er regnet ut.",
        "Åpne filen i Excel eller LibreOffice, lagre den, og velg den igjen.",
    ),
    Unreadable.FEILVERDI: Kode(
        "feil-i-formel",
        Alvor.FEIL,
        "«{verdi}» er regnearkets melding om feil i en formel.",
        "Rett formelen i regnearket, og lagre det på nytt.",
    ),
    Unreadable.FOR_SMAL: Kode(
        "for-smal-kolonne",
        Alvor.FEIL,
        "«{verdi}» står der fordi kolonnen var for smal da filen ble lagret.",
        "Gjør kolonnen bredere i regnearket, og lagre på nytt.",
    ),
}
"""What is said of a cell that is neither a number nor a mark."""


@dataclass(frozen=True, slots=True)
class AmountRule:
    """How cells of one file are read.

    Attributes:
        decimal: The decimal sign; None refuses what it would have to settle.
        nil: Marks that mean zero in this format (often the dash; in forms the empty cell).
        percent: Whether the column is of per cent: then «6,5 %» is 6,5, and no fault.
    """

    decimal: DecimalSign | None = ","
    nil: frozenset[Missing] = frozenset()
    percent: bool = False


def read_amount(text: str, origin: Origin, rule: AmountRule, row_log: RowLog) -> Belop:
    """Return the amount as written, or missing with the reason; a fault is reported."""
    value = (read_percent if rule.percent else read_number)(text, rule.decimal)
    if isinstance(value, Decimal):
        return Belop(value, rader=1, opphav=(origin,))
    if isinstance(value, Unreadable):
        kode = OF_UNREADABLE[value]
        if value is not Unreadable.FORMEL:  # said once for the whole file, where it is opened
            row_log.report(kode, origin.rad, text, kolonne=origin.kolonne)
        return Belop(None, kode.tekst.format(verdi=shown(text)), 1, (origin,))
    if value in rule.nil:
        return Belop(Decimal(0), rader=1, opphav=(origin,))
    return Belop(None, MEANING[value], 1, (origin,))


def thousands(belop: Belop, unit: str) -> Belop:
    """Return the amount in 1000 kr, of a file in ``kroner``, ``tusen`` or ``millioner``."""
    if belop.verdi is None or unit == "tusen":
        return belop
    kroner = belop.verdi * 1_000_000 if unit == "millioner" else belop.verdi
    return Belop(in_thousands(kroner), belop.mangler, belop.rader, belop.opphav, belop.avledet)


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
    )
    return "." if chosen == "." else ","


PER_HEAD_LIMIT = 6_000
"""A municipality's income per head is 60–600 thousand kr, so 60–600 or 60 000–600 000 as a
number. This lies midway between the two."""

SMALLEST_IN_KRONER = 20_000_000
LARGEST_IN_THOUSANDS = 100_000_000
"""Without population: no municipality has an income under 20 million kr, none above
100 billion. Between these numbers only Oslo, the largest towns and county municipalities can
be in 1000 kr."""

LARGE = frozenset({"0301", "1103", "4601", "5001"})
"""Oslo, Stavanger, Bergen, Trondheim."""


@dataclass(frozen=True, slots=True)
class Income:
    """One unit's gross operating income as the file writes it, and what is known of its size."""

    amount: Decimal
    folkemengde: int | None = None
    kommunenummer: str | None = None

    @property
    def people(self) -> int | None:
        """How many inhabitants: as the file says, else about how many the register has."""
        return self.folkemengde or size_of(self.kommunenummer)


def settle_unit(incomes: Sequence[Income], assumptions: Assumptions, said: str = "") -> str:
    """Return ``kroner``, ``tusen`` or, where it is said, ``millioner`` for a file, and say so.

    Args:
        incomes: What the file gives; the largest decides.
        assumptions: Where it is said, and where the user's choice comes from.
        said: The unit where the format or the file itself states it, else empty.
    """
    found, why = (said, "Står i filen.") if said else _by_size(incomes)
    return assumptions.settle(
        "belopsenhet",
        found,
        "Beløpene er i {verdi}.",
        why,
    )


def _by_size(incomes: Sequence[Income]) -> tuple[str, str]:
    """Return the unit and what it was found from."""
    if not incomes:
        return "tusen", "Filen har ingen driftsinntekter å gå etter."
    per_head = sorted(one.amount / one.people for one in incomes if one.people)
    largest = max(incomes, key=lambda one: one.amount)
    if per_head:
        in_kroner = per_head[len(per_head) // 2] >= PER_HEAD_LIMIT
        why = "Etter driftsinntekter per innbygger."
    elif SMALLEST_IN_KRONER <= largest.amount <= LARGEST_IN_THOUSANDS:
        # A county may always have an income of tens of billions.
        code = largest.kommunenummer or ""
        in_kroner = code not in LARGE and not code.endswith("00")
        why = "Etter størrelsen på driftsinntektene (usikkert)."
    else:
        in_kroner = largest.amount > LARGEST_IN_THOUSANDS
        why = "Etter størrelsen på driftsinntektene."
    return ("kroner" if in_kroner else "tusen"), why


def settle_basis(assumptions: Assumptions, found: Basis, why: str = "") -> Basis:
    """Return whose money the amounts are: chosen, else found, else not known; said."""
    chosen = assumptions.settle(
        "basis",
        "" if found is Basis.UKJENT else found.value,
        "Tallene gjelder {verdi}.",
        why,
        ukjent="Det er ikke kjent om tallene gjelder kommunekassen eller kommunekonsernet.",
    )
    return Basis(chosen) if chosen else Basis.UKJENT

"""What an indicator is, and the committee's recommended levels over time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kommuneindikatorer.model import Nivaa

type Values = Mapping[str, Decimal]
"""Amounts in 1000 kr by the ids of `items.POSTER`: every one of the indicator's needs."""


class Enhet(StrEnum):
    """What the value is: per cent of income with its amount, an amount alone, or years."""

    PROSENT = "prosent av brutto driftsinntekter"
    KRONER = "1000 kr"
    AAR = "år"


class Retning(StrEnum):
    """Which way is good."""

    HOY = "høyere er bedre"
    LAV = "lavere er bedre"


ANDELER_RESULTAT = (
    "andel_negativ",
    "andel_under_minus_2",
    "andel_negativ_begge_aar",
    "andel_svakere",
    "antall_begge_aar",
)
"""Shares of a result, which may be negative, by their names in `groups.statistics.Statistikk`."""


@dataclass(frozen=True, slots=True)
class Indikator:
    """One indicator, with all that is said of it anywhere.

    Attributes:
        id: Stable id, also the glossary's anchor.
        etikett: Norwegian name.
        enhet: What its value is.
        behov: The lines it is made of, by the ids of `items.POSTER`. Income, which the
            percentage is of, is not among them unless the formula itself has it.
        formel: The formula in Norwegian words with + − × / and parentheses, from which
            pages typeset it.
        retning: Which way is good.
        basis: Whose money it can be of.
        kilde: Who or what defines it; where a note uses it, the note's own pages say.
        ikke_ment_for: What it must not be read as.
        verdi: Exact value of the needs: 1000 kr, or years where that is the unit; None
            where it has no meaning, which `uten_mening` explains.
        fortegn: What a figure above and below zero means, a sentence; empty where it is plain.
        uten_mening: Why there may be no value although nothing is missing.
        grense: A limit in per cent that the note or the state draws; None without.
        omtale: Lower-case beginnings of the words the note's text speaks of it with; empty
            where the text does not.
        fra: The first year of accounts it has a meaning for; None where it has for all.
        for_tidlig: Why there is no value of an earlier year.
        har_anbefalt_nivaa: Whether the committee's recommended level is about it.
        rekkefolge: Where it stands among the indicators; equal ones stand by id.
        kortnavn: Its name as a column in a terminal; the whole name where it is empty.
        sidenavn: Its name in addresses, where it has another there than `etikett` gives: an
            address stays when a name is changed.
        er_hovedmaal: Whether it is shown first of a unit: in the calculator's figures, columns,
            comparison and what-if, when it is per cent of income.
        andeler: The shares and counts that say something of it in a group.
    """

    id: str
    etikett: str
    enhet: Enhet
    behov: tuple[str, ...]
    formel: str
    retning: Retning
    basis: str
    kilde: str
    ikke_ment_for: str
    verdi: Callable[[Values, Nivaa], Decimal | Fraction | None]
    fortegn: str = ""
    uten_mening: str = ""
    grense: Fraction | None = None
    omtale: tuple[str, ...] = ()
    fra: int | None = None
    for_tidlig: str = ""
    har_anbefalt_nivaa: bool = False
    rekkefolge: int = 100
    kortnavn: str = ""
    sidenavn: str = ""
    er_hovedmaal: bool = True
    andeler: tuple[str, ...] = ANDELER_RESULTAT


ANBEFALT_NIVAA: Mapping[Nivaa, Fraction] = {
    Nivaa.KOMMUNE: Fraction(7, 4),
    Nivaa.FYLKESKOMMUNE: Fraction(4),
}
"""Net operating result in per cent of income, konsern; the sector as a whole: `SEKTOR`.

Source: the note of 7 March 2025, section 3."""

SEKTOR = Fraction(2)
"""The same level for municipalities and county municipalities together."""

NIVAA_FRA = 2014
"""The first year of accounts the levels are for; before it was 3 per cent for the whole sector.

Source: the Ministry of Finance, figure 3.14 A of the national budget, «TBU-norm»,
https://www.regjeringen.no/contentassets/887f976224eb486ca773729f11184408/kap3-filer/sheet028.htm."""

ANBEFALT = (
    "Nivået TBU anbefaler, gjelder kommunene samlet og fylkeskommunene samlet over tid, "
    "med foretak og interkommunale selskaper. Det er ikke ment for den enkelte kommune."
)

UTEN_NIVAA = (
    f"TBUs nivåer gjelder regnskap fra {NIVAA_FRA}, så det er ikke noe nivå for dette året."
)
"""Why accounts of an earlier year are held against no level."""

"""Statistics Norway's numbered controls, under the numbers treasurers know them by.

What can be wrong with a record comes first, then with a unit's accounts as a whole.

Source: Statistics Norway, KOSTRA-kontrollprogrammet, kravspesifikasjon for regnskap.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.readers.kontoplan import (
    DEL_AV_KLASSE,
    Amount,
    Del,
    Konto,
    konto_of,
    total_of,
)


def _fault(number: str, tekst: str, raad: str = "", alvor: Alvor = Alvor.FEIL) -> Kode:
    return Kode(number, alvor, f"Kontroll {number}: {tekst}", raad)


POSTLENGDE = _fault(
    "001",
    "Posten har {lengde} tegn, men skal ha 48. {hva}",
    "Lag filuttrekket på nytt fra økonomisystemet.",
)
UKJENT_SKJEMA = _fault(
    "003",
    "«{verdi}» er ikke et regnskapsskjema. {antall} poster er ikke lest.",
    "Bruk 0A–0D (kommunekassen) eller 0M, 0N, 0P og 0Q (konsern).",
)
UGYLDIG_AARGANG = _fault("004", "«{verdi}» er ikke en årgang. Posten er ikke lest.")
UGYLDIG_REGION = _fault(
    "006",
    "«{verdi}» er ikke en region. Posten er ikke lest.",
    "Skriv kommunenummeret og to nuller.",
)
KONTOKLASSE = _fault(
    "009",
    "Kontoklasse «{verdi}» hører ikke til skjema {skjema}. Posten er ikke regnet med.",
    "Riktig kontoklasse er {riktig}.",
)
FUNKSJON = _fault("010", "«{verdi}» er ikke en funksjon. Posten er ikke regnet med.")
KAPITTEL = _fault("011", "«{verdi}» er ikke et kapittel. Posten er ikke regnet med.")
ART = _fault("012", "Art «{verdi}» finnes ikke i kontoplanen for {aar}. {hva}", "Rett arten.")
BELOP = _fault(
    "014",
    "«{verdi}» er ikke et beløp. Posten er ikke regnet med.",
    "Skriv et helt tall i 1000 kr, høyrestilt, med minus rett foran sifrene.",
)
DUBLETT = _fault(
    "015",
    "Kontoklasse, funksjon eller kapittel, og art eller sektor «{verdi}» "
    "er oppgitt flere ganger for {region}. Beløpene er lagt sammen.",
    "Sjekk at det er meningen.",
    Alvor.ADVARSEL,
)
FORTEGN = _fault(
    "016",
    "Kapittel {kapittel} for {hvem} er negativt ({verdi}).",
    "Merforbruk og udekket beløp skal være positive i balansen.",
)
DRIFT_UFULLSTENDIG = Kode(
    "ufullstendig-drift",
    Alvor.FEIL,
    "Driftsregnskapet for {hvem} går ikke i null: {pst} prosent av inntektene står igjen.",
    "Trolig mangler en del av postene. Hent ut hele filen, eller bekreft at alle poster er med.",
)
INVESTERING_I_BALANSE = _fault(
    "095",
    "Investeringsregnskapet for {hvem} går ikke i null. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
DRIFT_I_BALANSE = _fault(
    "110",
    "Driftsregnskapet for {hvem} går ikke i null. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
BALANSE = _fault(
    "125",
    "Eiendeler og gjeld med egenkapital for {hvem} er ulike. Differansen er {verdi}.",
    "Inntil ±10 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
OVERFORING = _fault(
    "140",
    "Overføring fra drift (art 570) og til investering (art 970) for {hvem} "
    "er ulike. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas.",
)
AVSKRIVNINGER = _fault(
    "155",
    "Avskrivninger (art 590) og motposten (art 990 på funksjon 860) for {hvem} "
    "er ulike. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas.",
)
MOTPOST = _fault(
    "165",
    "Motpost avskrivninger (art 990) for {hvem} er ført på andre funksjoner enn 860, med {verdi}.",
    "Før den på funksjon 860.",
)
FORETAK_UTELATT = Kode(
    "skjema-foretak",
    Alvor.ADVARSEL,
    "{antall} poster i skjema {verdi} gjelder {hva}, ikke kommunen selv, og er ikke regnet med.",
    "Bruk 0M og 0N, 0P og 0Q for konsernet.",
)
BARE_FORETAK = Kode(
    "skjema-bare-foretak",
    Alvor.FEIL,
    "Filen er skjema {verdi}, regnskapet til {hva}, ikke kommunens eget ({antall} poster). "
    "Kommunens netto driftsresultat kan ikke regnes ut av det.",
    "Bruk skjema 0A og 0B (fylkeskommuner 0C og 0D), eller konsernets 0M og 0N (0P og 0Q).",
)
ANNET_SKJEMA = Kode(
    "ikke-regnskapsposter",
    Alvor.FEIL,
    "Filen har poster i faste posisjoner, men ikke regnskapsposter. {hva}, som ikke er regnskap.",
    "Bruk skjema 0A og 0B (fylkeskommuner 0C og 0D), eller konsernets 0M og 0N (0P og 0Q).",
)
BYDEL_UTELATT = Kode(
    "bydel",
    Alvor.ADVARSEL,
    "Region «{verdi}» er en bydel, og er ikke regnet med i kommunen.",
)
LEST_FOR = Kode(
    "dobbel-post",
    Alvor.FEIL,
    "«{verdi}» for {region} er allerede lest fra en annen fil. Postene er ikke regnet med.",
    "Velg hver fil én gang.",
)
KVARTAL = Kode(
    "kvartal",
    Alvor.INFO,
    "Tallene for {hvem} gjelder til og med {verdi}. kvartal, ikke hele året.",
)
DEL_AV_AARET = Kode(
    "kvartal",
    Alvor.ADVARSEL,
    "Tallene for {hvem} gjelder til og med {verdi}. kvartal, ikke hele året.",
    "Bruk filen for hele året, eller bekreft at tallene for en del av året skal vises.",
)
KVARTAL_UTELATT = Kode(
    "kvartal-utelatt",
    Alvor.ADVARSEL,
    "Tallene for {hvem} finnes for flere perioder. De for {verdi}. kvartal er ikke brukt.",
)

KONTROLLER: Mapping[str, str] = {
    POSTLENGDE.kode: "Hver post har 48 tegn",
    KONTOKLASSE.kode: "Kontoklassen hører til skjemaet",
    FUNKSJON.kode: "Funksjonen finnes",
    KAPITTEL.kode: "Kapittelet finnes",
    ART.kode: "Arten finnes i kontoplanen",
    BELOP.kode: "Beløpet er et tall",
    DUBLETT.kode: "Ingen post er oppgitt flere ganger",
    FORTEGN.kode: "Merforbruk og udekket beløp (kapittel 5900 og 5970) er ikke negativt",
    INVESTERING_I_BALANSE.kode: "Investeringsregnskapet går i null (±30)",
    DRIFT_I_BALANSE.kode: "Driftsregnskapet går i null (±30)",
    BALANSE.kode: "Eiendeler er lik gjeld og egenkapital (±10)",
    OVERFORING.kode: "Overføring fra drift til investering er lik i begge (±30)",
    AVSKRIVNINGER.kode: "Avskrivninger er lik motposten (±30)",
    MOTPOST.kode: "Motpost avskrivninger står bare på funksjon 860",
}
"""The controls that are made, by number, and what holds when they pass. Amounts in 1000 kr."""

FINNES, FINNES_PER = 49, "juli 2026"
"""How many numbered controls a municipality's annual accounts go through at Statistics Norway.

Source: statisticsnorway/kostra-kontrollprogram, July 2026: `Rule001RecordLength` and the common
and KOSTRA rules of `RegnskapValidator`, which `KommuneKostraMain` runs.
"""


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a unit's accounts: a sum, and between what it may be, in 1000 kr.

    Attributes:
        kode: What is said when it fails.
        counts: Whether an account is in the sum.
        least: The least the sum may be.
        most: The most; None without a limit.
        kapittel: The chapter it is of, for its message.
        parts: Parts of the accounts that must be there for it to be made at all.
    """

    kode: Kode
    counts: Callable[[Konto], bool]
    least: int
    most: int | None
    kapittel: str = ""
    parts: frozenset[Del] = frozenset()


def _chapter(kapittel: str) -> Control:
    return Control(
        FORTEGN, lambda one: one.del_ is Del.BALANSE and one.funksjon == kapittel, 0, None, kapittel
    )


def _is_moved(one: Konto) -> bool:
    return (one.del_, one.art) in {(Del.DRIFT, "570"), (Del.INVESTERING, "970")}


def _is_depreciation(one: Konto) -> bool:
    is_cost = one.art == "590" and one.is_within(100, 799)
    is_counter = one.art == "990" and one.funksjon == "860"
    return one.del_ is Del.DRIFT and (is_cost or is_counter)


_DISPOSED = ("530", "540", "550", "570", "930", "940", "950")
_MOST_LEFT = 200
"""One part in this many of the incomes may be left in accounts that are closed."""


def share_left(accounts: Iterable[tuple[str, Amount]]) -> Fraction | None:
    """Return how much of the incomes the operating account lacks to be zero, where that is much.

    Accounts whose result is not disposed of yet do not lack rows: None for them too.
    """
    incomes: list[Amount] = []
    every: list[Amount] = []
    is_disposed = False
    for nokkel, belop in accounts:
        konto = konto_of(nokkel)
        if konto.del_ is Del.DRIFT:
            every.append(belop)
            is_disposed |= konto.art in _DISPOSED
            if "600" <= konto.art <= "899":
                incomes.append(belop)
    left, whole = abs(total_of(every)), abs(total_of(incomes))
    is_much = is_disposed and whole and left * _MOST_LEFT > whole
    return Fraction(left) / Fraction(whole) if is_much else None


_CONTROLS = (
    Control(INVESTERING_I_BALANSE, lambda one: one.del_ is Del.INVESTERING, -30, 30),
    Control(DRIFT_I_BALANSE, lambda one: one.del_ is Del.DRIFT, -30, 30),
    Control(
        BALANSE,
        lambda one: one.del_ is Del.BALANSE and (one.is_within(10, 29) or one.is_within(31, 5999)),
        -10,
        10,
    ),
    Control(OVERFORING, _is_moved, -30, 30, parts=frozenset({Del.DRIFT, Del.INVESTERING})),
    Control(AVSKRIVNINGER, _is_depreciation, -30, 30),
    Control(
        MOTPOST,
        lambda one: one.del_ is Del.DRIFT and one.art == "990" and one.funksjon not in ("", "860"),
        0,
        0,
    ),
    _chapter("5900"),
    _chapter("5970"),
)


@lru_cache(maxsize=1 << 14)
def _controls_of(nokkel: str) -> tuple[int, ...]:
    """Return the places of the controls an account counts in: the same for all units."""
    konto = konto_of(nokkel)
    return tuple(place for place, one in enumerate(_CONTROLS) if one.counts(konto))


def run_controls(
    accounts: Iterable[tuple[str, Amount]], hvem: str, sted: Sted, problems: Problems
) -> frozenset[str]:
    """Report every control that fails; return their numbers.

    Args:
        accounts: The unit's accounts with their sums in 1000 kr, of one year and basis.
        hvem: The unit and year, for the message.
        sted: Where the records stand.
        problems: Where to report.
    """
    amounts: list[list[Amount]] = [[] for _ in _CONTROLS]
    classes: set[str] = set()
    for nokkel, belop in accounts:
        classes.add(nokkel[0])
        for place in _controls_of(nokkel):
            amounts[place].append(belop)
    there = {DEL_AV_KLASSE[klasse] for klasse in classes}
    failed: set[str] = set()
    for one, several in zip(_CONTROLS, amounts, strict=True):
        if not one.parts <= there:
            continue
        total = total_of(several)
        if total < one.least or (one.most is not None and total > one.most):
            problems.add(one.kode, sted, format_number(total), hvem=hvem, kapittel=one.kapittel)
            failed.add(one.kode.kode)
    return frozenset(failed)

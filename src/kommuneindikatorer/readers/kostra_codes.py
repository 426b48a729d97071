"""Statistics Norway's numbered controls, under the numbers treasurers know them by.

Source: Statistics Norway, KOSTRA-kontrollprogrammet, kravspesifikasjon for regnskap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kommuneindikatorer.model import Basis, Nivaa
from kommuneindikatorer.problems import Alvor, Kode


class Del(StrEnum):
    """A part of the accounts."""

    DRIFT = "drift"
    INVESTERING = "investering"
    BALANSE = "balanse"


DEL_AV_KLASSE: Mapping[str, Del] = {
    "0": Del.INVESTERING,
    "1": Del.DRIFT,
    "2": Del.BALANSE,
    "3": Del.DRIFT,
    "4": Del.INVESTERING,
    "5": Del.BALANSE,
}
"""What each kontoklasse holds. 0–2 are the municipality's own, 3–5 with companies."""


@dataclass(frozen=True, slots=True)
class Skjema:
    """One form: its classes of account, and whose accounts they are."""

    klasser: frozenset[str]
    nivaa: Nivaa
    basis: Basis


def _form(classes: str, nivaa: Nivaa, basis: Basis) -> Skjema:
    return Skjema(frozenset(classes), nivaa, basis)


SKJEMAER: Mapping[str, Skjema] = {
    "0A": _form("01", Nivaa.KOMMUNE, Basis.KASSE),
    "0B": _form("2", Nivaa.KOMMUNE, Basis.KASSE),
    "0C": _form("01", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0D": _form("2", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0M": _form("34", Nivaa.KOMMUNE, Basis.KONSERN),
    "0N": _form("5", Nivaa.KOMMUNE, Basis.KONSERN),
    "0P": _form("34", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
    "0Q": _form("5", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
}
"""The forms that are a unit's accounts. Source: Statistics Norway, KOSTRA, control 009."""

FORETAK = frozenset({"0F", "0G", "0I", "0J", "0K", "0L", "0X", "0Y"})
"""Forms of one company or parish: not the unit's own accounts, and in 0M–0Q already."""


POSTLENGDE = Kode(
    "001",
    Alvor.FEIL,
    "Kontroll 001: Posten har {lengde} tegn, men skal ha 48. {hva}",
    "Lag filuttrekket på nytt fra økonomisystemet.",
)
UKJENT_SKJEMA = Kode(
    "003",
    Alvor.FEIL,
    "Kontroll 003: «{verdi}» er ikke et regnskapsskjema. Posten er ikke lest.",
    "Bruk 0A–0D (kommunekassen) eller 0M, 0N, 0P og 0Q (konsern).",
)
UGYLDIG_AARGANG = Kode(
    "004", Alvor.FEIL, "Kontroll 004: «{verdi}» er ikke en årgang. Posten er ikke lest."
)
UGYLDIG_REGION = Kode(
    "006",
    Alvor.FEIL,
    "Kontroll 006: «{verdi}» er ikke en region. Posten er ikke lest.",
    "Skriv kommunenummeret og to nuller.",
)
KONTOKLASSE = Kode(
    "009",
    Alvor.FEIL,
    "Kontroll 009: Kontoklasse «{verdi}» hører ikke til skjema {skjema}. "
    "Posten er ikke regnet med.",
    "Riktig kontoklasse er {riktig}.",
)
FUNKSJON = Kode(
    "010", Alvor.FEIL, "Kontroll 010: «{verdi}» er ikke en funksjon. Posten er ikke regnet med."
)
KAPITTEL = Kode(
    "011", Alvor.FEIL, "Kontroll 011: «{verdi}» er ikke et kapittel. Posten er ikke regnet med."
)
ART = Kode(
    "012",
    Alvor.FEIL,
    "Kontroll 012: Art «{verdi}» finnes ikke i kontoplanen for {aar}. {hva}",
    "Rett arten.",
)
BELOP = Kode(
    "014",
    Alvor.FEIL,
    "Kontroll 014: «{verdi}» er ikke et beløp. Posten er ikke regnet med.",
    "Skriv et helt tall i 1000 kr, høyrestilt, med minus rett foran sifrene.",
)
DUBLETT = Kode(
    "015",
    Alvor.ADVARSEL,
    "Kontroll 015: Kontoklasse, funksjon eller kapittel, og art eller sektor «{verdi}» "
    "er oppgitt flere ganger for {region}. Beløpene er lagt sammen.",
    "Sjekk at det er meningen.",
)
FORTEGN = Kode(
    "016",
    Alvor.FEIL,
    "Kontroll 016: Kapittel {kapittel} for {hvem} er negativt ({verdi}).",
    "Merforbruk og udekket beløp skal være positive i balansen.",
)
INVESTERING_I_BALANSE = Kode(
    "095",
    Alvor.FEIL,
    "Kontroll 095: Investeringsregnskapet for {hvem} går ikke i null. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
DRIFT_I_BALANSE = Kode(
    "110",
    Alvor.FEIL,
    "Kontroll 110: Driftsregnskapet for {hvem} går ikke i null. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
BALANSE = Kode(
    "125",
    Alvor.FEIL,
    "Kontroll 125: Eiendeler og gjeld med egenkapital for {hvem} er ulike. Differansen er {verdi}.",
    "Inntil ±10 (1000 kr) godtas. Tallene er regnet ut likevel.",
)
OVERFORING = Kode(
    "140",
    Alvor.FEIL,
    "Kontroll 140: Overføring fra drift (art 570) og til investering (art 970) for {hvem} "
    "er ulike. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas.",
)
AVSKRIVNINGER = Kode(
    "155",
    Alvor.FEIL,
    "Kontroll 155: Avskrivninger (art 590) og motposten (art 990 på funksjon 860) for {hvem} "
    "er ulike. Differansen er {verdi}.",
    "Inntil ±30 (1000 kr) godtas.",
)
MOTPOST = Kode(
    "165",
    Alvor.FEIL,
    "Kontroll 165: Motpost avskrivninger (art 990) for {hvem} er ført på andre funksjoner enn 860, "
    "med {verdi}.",
    "Før den på funksjon 860.",
)
FORETAK_UTELATT = Kode(
    "skjema-foretak",
    Alvor.ADVARSEL,
    "Skjema {verdi} gjelder et foretak eller en annen enhet enn kommunen, og er ikke regnet med.",
    "Bruk 0M og 0N, 0P og 0Q for konsernet.",
)
BYDEL_UTELATT = Kode(
    "bydel",
    Alvor.ADVARSEL,
    "Region «{verdi}» er en bydel, og er ikke regnet med i kommunen.",
)
LEST_FOR = Kode(
    "dobbel-post",
    Alvor.FEIL,
    "«{verdi}» for {region} er allerede lest fra en annen fil. Posten er ikke regnet med.",
    "Velg hver fil én gang.",
)
KVARTAL = Kode(
    "kvartal",
    Alvor.INFO,
    "Tallene for {hvem} gjelder til og med {verdi}. kvartal, ikke hele året.",
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

"""The kinds of problems that every reader shares; a reader's own stand in its module."""

from kommuneindikatorer.numbers import Unreadable
from kommuneindikatorer.problems import Alvor, Kode

TOM_FIL = Kode("tom-fil", Alvor.FEIL, "Filen er tom.", "Velg en fil med regnskapstall.")
BINAER_FIL = Kode(
    "binaer-fil",
    Alvor.FEIL,
    "Filen er {slag}, ikke tekst.",
    "Lagre tallene som CSV eller Excel (.xlsx), og prøv igjen.",
)
FOR_STOR_FIL = Kode(
    "for-stor-fil",
    Alvor.FEIL,
    "Filen er på {mb} MB. Grensen er {grense} MB.",
    "Del den opp, eller ta ut bare de radene du trenger.",
)
FOR_LANG_LINJE = Kode(
    "for-lang-linje",
    Alvor.FEIL,
    "Linjen er på mer enn {grense} tegn og er ikke lest.",
    "Sjekk at filen har linjeskift, og at den er en tekstfil.",
)
UKJENTE_TEGN = Kode(
    "ukjente-tegn",
    Alvor.ADVARSEL,
    "{antall} tegn finnes ikke i tegnsettet {koding} og vises som «\ufffd».",
    "Velg et annet tegnsett, eller lagre filen som UTF-8.",
)
UKJENT_FORMAT = Kode(
    "ukjent-format",
    Alvor.FEIL,
    "Filen ligner ikke på noe format som kan leses.",
    "Bruk malen, regnskapsskjemaet (§ 5-6), et KOSTRA-filuttrekk, en SSB-tabell eller en hovedbok.",
)
UGYLDIG_VALG = Kode(
    "ugyldig-valg",
    Alvor.ADVARSEL,
    "Valget «{valg}» kan ikke være «{verdi}», og er ikke brukt.",
    "Mulige verdier: {mulige}.",
)
IKKE_TALL = Kode(
    Unreadable.IKKE_TALL, Alvor.FEIL, "«{verdi}» er ikke et tall.", "Bruk komma som desimaltegn."
)
TVETYDIG_TALL = Kode(
    Unreadable.TVETYDIG,
    Alvor.FEIL,
    "«{verdi}» kan være både tusener og desimaler.",
    "Velg desimaltegn, eller skriv tusener med mellomrom.",
)
FOR_STORT_TALL = Kode(
    Unreadable.FOR_STORT,
    Alvor.FEIL,
    "«{verdi}» har flere sifre enn et regnskapsbeløp kan ha.",
    "Sjekk om celler er slått sammen.",
)
MANGLER_KOLONNE = Kode(
    "mangler-kolonne",
    Alvor.FEIL,
    "Kolonnen «{navn}» mangler.",
    "Legg den til, med overskrift som i malen.",
)
UKJENT_KOLONNE = Kode(
    "ukjent-kolonne", Alvor.INFO, "Kolonnen «{verdi}» er ikke kjent og er ikke brukt."
)
ULIKT_ANTALL_FELT = Kode(
    "ulikt-antall-felt",
    Alvor.FEIL,
    "Raden har {antall} felt, men skal ha {ventet}. Den er ikke lest.",
    "Sjekk skilletegn og anførselstegn.",
)
DOBBEL_RAD = Kode(
    "dobbel-rad",
    Alvor.FEIL,
    "{verdi} står allerede på rad {forste}. Denne raden er ikke brukt.",
    "La hver kommune stå én gang per år.",
)

OF_UNREADABLE = {
    Unreadable.IKKE_TALL: IKKE_TALL,
    Unreadable.TVETYDIG: TVETYDIG_TALL,
    Unreadable.FOR_STORT: FOR_STORT_TALL,
}

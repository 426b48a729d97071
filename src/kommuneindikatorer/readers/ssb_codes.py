"""What can be wrong with, or be left out of, a table from Statistics Norway."""

from kommuneindikatorer.problems import Alvor, Kode

SAMLERAD = Kode(
    "samlerad",
    Alvor.INFO,
    "«{verdi}» er ikke én kommune eller fylkeskommune, og er ikke brukt.",
)
UKJENT_BEGREP = Kode(
    "ukjent-begrep",
    Alvor.INFO,
    "«{verdi}» er ikke et tall kalkulatoren bruker, og er ikke lest.",
)
UTEN_AAR = Kode(
    "uten-aar", Alvor.FEIL, "«{verdi}» er ikke et årstall. Raden er ikke lest.", "Velg hele år."
)
IKKE_JSON_STAT = Kode(
    "ikke-json-stat",
    Alvor.FEIL,
    "Filen er ikke en hel JSON-stat2-tabell: {hva}.",
    "Hent den på nytt som «json-stat2».",
)
UKJENT_VALGT_KOLONNE = Kode(
    "ukjent-valgt-kolonne",
    Alvor.ADVARSEL,
    "Kolonnen «{verdi}» finnes ikke, og valget er ikke brukt.",
    "Mulige kolonner: {mulige}.",
)

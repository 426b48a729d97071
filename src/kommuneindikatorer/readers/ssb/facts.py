"""Single values of Statistics Norway's tables, and what is said once of those left out."""

from dataclasses import dataclass, field

from kommuneindikatorer.items import POST
from kommuneindikatorer.model import Basis, Filing, Origin
from kommuneindikatorer.problems import Alvor, Kode, Tvil
from kommuneindikatorer.readers.ssb.codes import INTERNE
from kommuneindikatorer.readers.ssb.regions import Region
from kommuneindikatorer.readers.ssb.words import Meaning
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import listed, shortened, uncapitalised

SAMLERAD = Kode(
    "samlerad",
    Alvor.INFO,
    "{antall} er ikke én kommune eller fylkeskommune, og er ikke brukt: {hva}.",
)
UKJENT_BEGREP = Kode(
    "ukjent-begrep",
    Alvor.INFO,
    "{antall} i tabellen er ikke tall kalkulatoren bruker, og er ikke lest: {hva}.{brukt}",
)
UKJENT_KOLONNE = Kode(
    "ukjent-kolonne", Alvor.INFO, "{antall} er ikke kjent og er ikke brukt: {hva}."
)
UTEN_NULL = Kode(
    "kommunenummer-uten-null",
    Alvor.INFO,
    "{antall} er lest med nullen foran, som hadde falt bort: {hva}.",
)
UTEN_AAR = Kode(
    "uten-aar", Alvor.FEIL, "{antall} er ikke årstall, og er ikke lest: {hva}.", "Velg hele år."
)
INGEN_BRUKT = Kode(
    "ingen-regnskapstall",
    Alvor.FEIL,
    "{tabell} har ingen av tallene kalkulatoren bruker. Den har {hva}.",
    "Hent tabell 12134, 12137 eller 13551 (drift) og 13202 (balanse) fra Statistikkbanken.",
)
UTEN_LINJE = Kode(
    "uten-linje",
    Alvor.FEIL,
    "{tabell} sier ikke hva tallene er: ingen linje i regnskapet er nevnt.",
    "Skriv den i overskriften, som «Netto driftsresultat (1000 kr)».",
)
UTEN_REGION = Kode(
    "uten-region",
    Alvor.FEIL,
    "{tabell} har ikke tall for den enkelte kommune eller fylkeskommune, så ingenting kan "
    "regnes ut.",
    "Hent tabellen med region, for eksempel 13551 eller 12137.",
)
INVESTERING = Kode(
    "investeringsregnskap",
    Alvor.FEIL,
    "{tabell} gjelder investeringsregnskapet. Netto driftsresultat og fond kan ikke regnes ut av "
    "det.",
    "Hent «Økonomisk oversikt drift» (13551) og «Økonomisk oversikt balanse» (13202).",
)
ALLE_MANGLER = Kode(
    "alle-tall-mangler",
    Alvor.FEIL,
    "{tabell} har ingen tall: alle cellene med {hva} er «{verdi}». {grunn}",
    "Velg år som er publisert for disse kommunene, og kommunenumre som gjelder i de årene.",
)
UTEN_ENHET = Kode(
    "uten-enhet",
    Alvor.FEIL,
    "{tabell} sier ikke om «{hva}» er beløp eller prosent av driftsinntektene. Tallene er ikke "
    "brukt.",
    "Skriv enheten i overskriften: «(1000 kr)» eller «i prosent av brutto driftsinntekter».",
)
PER_INNBYGGER = Kode(
    "kroner-per-innbygger",
    Alvor.FEIL,
    "{tabell} har beløp i kroner per innbygger. De er ikke regnskapets beløp, og er ikke brukt.",
    "Hent tabellen med «Beløp (1000 kr)».",
)
IKKE_JSON_STAT = Kode(
    "ikke-json-stat",
    Alvor.FEIL,
    "Filen er ikke en hel JSON-stat2-tabell: {hva}.",
    "Hent den på nytt som «json-stat2».",
)
IKKE_PX = Kode(
    "ikke-px",
    Alvor.FEIL,
    "Filen er ikke en hel PX-fil: {hva}.",
    "Hent den på nytt, eller hent tabellen som CSV.",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a line, and all that says what it is."""

    region: Region
    aar: int | None
    post: str
    said: Meaning
    origin: Origin
    text: str
    row_log: RowLog


@dataclass(frozen=True, slots=True)
class Extract:
    """What one file holds: its values, and what its title says of the basis.

    Attributes:
        filing: How it was taken in.
        facts: Its values.
        basis: Whose money, by its title, its number or its rows.
        kolonner: Headings to choose from.
        tabell: What the table is called in a sentence.
        tvil: Why all of its values may be wrong; None where nothing shows that.
    """

    filing: Filing
    facts: tuple[Fact, ...]
    basis: Basis
    kolonner: tuple[str, ...] = ()
    tabell: str = "Tabellen"
    tvil: Tvil | None = None


_EXAMPLES = 4


@dataclass(slots=True)
class Remarks:
    """What is left out of one table, said once for each kind.

    Attributes:
        row_log: Where it is said, and where rows are counted as refused.
        left_out: What was left out, in the order met, with the first row of each.
        rows: How many rows of the file each kind has refused.
        used: The lines that values were read into.
        per_head: Whether values in kroner per inhabitant were left out.
        investment: Whether the table is of the investment account.
        regions: Whether it names any single unit.
    """

    row_log: RowLog
    left_out: dict[Kode, dict[str, int | None]] = field(default_factory=dict)
    rows: dict[Kode, int] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    per_head: bool = False
    investment: bool = False
    regions: bool = False

    def add(self, kode: Kode, what: str, row: int | None = None, rows: int = 0) -> None:
        """Remember one label left out, and the rows refused for it."""
        self.left_out.setdefault(kode, {}).setdefault(shortened(what.strip() or "tom"), row)
        if rows:
            self.rows[kode] = self.rows.get(kode, 0) + rows

    def say(self, *, is_empty: bool, tabell: str) -> None:
        """Report each kind once; where nothing was read, one error that says what the table is."""
        if is_empty:
            self._say_empty(tabell)
            return
        for kode, found in self.left_out.items():
            if kode not in _COUNTED:
                self._refuse(kode, self.rows.get(kode, 0), tabell=tabell)
                continue
            one, several = _COUNTED[kode]
            count = len(found)
            hva = _some(list(found))
            antall = f"{count} {one if count == 1 else several}"
            first = next(iter(found.values())) if count == 1 else None
            brukt = f" Lest er {line_names(list(self.used))}." if self.used else ""
            fields = {"antall": antall, "hva": hva, "brukt": brukt}
            self._tell(kode, first, fields)

    def _tell(self, kode: Kode, row: int | None, fields: dict[str, str]) -> None:
        rows = self.rows.get(kode, 0)
        if rows:
            self.row_log.refuse(kode, row, rows=rows, **fields)
        else:
            self.row_log.report(kode, row, **fields)

    def _say_empty(self, tabell: str) -> None:
        rows = sum(self.rows.values())
        labels = [*self.left_out.get(UKJENT_BEGREP, ()), *self.left_out.get(UKJENT_KOLONNE, ())]
        if self.investment:
            self._refuse(INVESTERING, rows, tabell=tabell)
        elif self.per_head:
            self._refuse(PER_INNBYGGER, rows, tabell=tabell)
        elif labels and self.regions:
            self._refuse(INGEN_BRUKT, rows, tabell=tabell, hva=_some(labels))
        elif UTEN_LINJE in self.left_out:
            self._refuse(UTEN_LINJE, rows, tabell=tabell)
        elif UTEN_AAR in self.left_out:
            self.left_out = {UTEN_AAR: self.left_out[UTEN_AAR]}
            self.rows = {UTEN_AAR: rows}
            self.say(is_empty=False, tabell=tabell)
        else:
            self._refuse(UTEN_REGION, rows, tabell=tabell)

    def _refuse(self, kode: Kode, rows: int, **fields: str) -> None:
        if rows:
            self.row_log.refuse(kode, None, rows=rows, **fields)
        else:
            self.row_log.report(kode, None, **fields)


_COUNTED: dict[Kode, tuple[str, str]] = {
    SAMLERAD: ("region", "regioner"),
    UKJENT_BEGREP: ("begrep", "begreper"),
    UKJENT_KOLONNE: ("kolonne", "kolonner"),
    UTEN_AAR: ("verdi", "verdier"),
    UTEN_NULL: ("kommunenummer", "kommunenumre"),
}


def _some(what: list[str]) -> str:
    """Return the first of some labels in quotes, and how many more there are."""
    rest = len(what) - _EXAMPLES
    if rest <= 1:
        return listed(f"«{one}»" for one in what)
    return f"{', '.join(f'«{one}»' for one in what[:_EXAMPLES])} og {rest} til"


def line_names(ids: list[str]) -> str:
    """Return the names of lines as words of a sentence; where they are many, the first."""
    names = list(dict.fromkeys(_line_name(one) for one in ids if one not in INTERNE))
    rest = len(names) - _EXAMPLES * 2
    return listed(names) if rest <= 1 else f"{', '.join(names[: _EXAMPLES * 2])} og {rest} til"


def _line_name(ident: str) -> str:
    names = {"disposisjonsfond_med_arets_resultat": "fri egenkapital drift"}
    return names.get(ident) or (uncapitalised(POST[ident].nb) if ident in POST else ident)


def table_name(title: str, number: str) -> str:
    """Return what a table is called in a sentence: «Tabellen «13551: Økonomisk oversikt drift»»."""
    name = shortened(title.partition(", etter ")[0].strip())
    if number and not name.startswith(number):
        name = f"{number}: {name}"
    return f"Tabellen «{name}»" if name else "Tabellen"

"""The ledger's rows: whose each is, its account and its amount."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Row, shortened
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.numbers import DecimalSign, Unreadable, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import IKKE_TALL, OF_UNREADABLE, ULIKT_ANTALL_FELT, Alvor, Kode
from kommuneindikatorer.readers.kostra_codes import BYDEL_UTELATT, DEL_AV_KLASSE, Del
from kommuneindikatorer.readers.template_key import NULL_FORAN, UGYLDIG_AAR, UGYLDIG_NUMMER
from kommuneindikatorer.wording import slug

_WITHIN = 30
_NAMES: Mapping[str, tuple[str, ...]] = {
    "periode": ("periode", "aar", "ar", "regnskapsaar", "regnskapsar", "argang"),
    "region": ("region", "kommunenummer", "kommunenr", "knr", "kommune", "fylkeskommune"),
    "kontoklasse": ("kontoklasse", "klasse"),
    "funksjon": ("funksjon", "kapittel", "funksjon_kapittel", "funksjon_eller_kapittel"),
    "art": ("art", "artskonto", "art_sektor", "art_eller_sektor"),
    "belop": ("belop", "belop_kr", "belop_i_kr", "belop_i_1000_kr", "belop_1000_kr", "belop_nok"),
}
_KEY_OF = {name: key for key, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class LedgerColumns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        places: Place of each column, by the first of its names.
        width: How many columns there are.
        belop: The amount's heading as written.
        split: Whether columns are parted by blanks only.
    """

    row: int
    places: Mapping[str, int]
    width: int
    belop: str
    split: bool

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return a row's cells; the last takes the rest where blanks part them."""
        if self.split and len(row.cells) == 1:
            return tuple(row.cells[0].split(maxsplit=self.width - 1))
        return row.cells


def find_ledger_columns(rows: Sequence[Row]) -> LedgerColumns | None:
    """Return the first row with art, amount and one more code; None when there is none."""
    found = (_columns(row) for row in rows[:_WITHIN])
    return next((columns for columns in found if columns), None)


def _columns(row: Row) -> LedgerColumns | None:
    split = len(row.cells) == 1
    headings = tuple(row.cells[0].split()) if split else row.cells
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if key := _KEY_OF.get(slug(heading)):
            places.setdefault(key, place)
    if not {"art", "belop"} <= places.keys() or not {"funksjon", "kontoklasse"} & places.keys():
        return None
    belop = shortened(headings[places["belop"]])
    return LedgerColumns(row.number, places, len(headings), belop, split)


UGYLDIG_KLASSE = Kode(
    "ugyldig-kontoklasse",
    Alvor.FEIL,
    "«{verdi}» er ikke en kontoklasse. Raden er ikke lest.",
    "Bruk 0–2 (kommunekassen) eller 3–5 (konsern).",
)
UGYLDIG_ART = Kode(
    "ugyldig-art",
    Alvor.FEIL,
    "«{verdi}» er ikke en art. Raden er ikke lest.",
    "Skriv arten som tekst med tre til fem sifre, også nullen foran.",
)
UGYLDIG_FUNKSJON = Kode(
    "ugyldig-funksjon",
    Alvor.FEIL,
    "«{verdi}» er ikke en funksjon eller et kapittel. Raden er ikke lest.",
)

_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:[0-9]{2}){0,2}(?![0-9])")
_REGION = re.compile("(?P<code>[0-9]{3,6})(?:[ .-].*)?", re.DOTALL)
_ART = re.compile("[0-9]{3,5}")
_CODE = re.compile("[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, understood; amount in the file's own unit and sign."""

    kommunenummer: str | None
    aar: int
    nokkel: str
    belop: Decimal


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """Reads the rows of one file."""

    columns: LedgerColumns
    journal: Journal
    options: Options
    decimal: DecimalSign

    def read(self, row: Row) -> Entry | None:
        """Return the entry; None when the row is refused, which is said in the journal."""
        cells = self.columns.cells(row)
        if len(cells) < self.columns.width:
            self.journal.refuse(
                ULIKT_ANTALL_FELT,
                row.number,
                rows=row.lines,
                antall=len(cells),
                ventet=self.columns.width,
            )
            return None
        found = {key: cells[place].strip() for key, place in self.columns.places.items()}
        year = _YEAR.search(found.get("periode") or self.options.aar)
        if year is None:
            self._refuse(UGYLDIG_AAR, row, found.get("periode", ""))
            return None
        region = self._region(found.get("region", ""), row)
        nokkel = self._account(found, row) if region is not None else None
        belop = self._amount(found["belop"], row) if nokkel else None
        if nokkel is None or belop is None:
            return None
        return Entry(region or None, int(year[1]), nokkel, belop)

    def _region(self, text: str, row: Row) -> str | None:
        """Return four digits, empty where the file has none; None when the row is refused."""
        given = text or self.options.kommunenummer
        if not given:
            return ""
        match = _REGION.fullmatch(given)
        code = match["code"] if match else ""
        number = code.zfill(6 if len(code) > len("0301") else 4)
        if not int(number[:4]):
            self._refuse(UGYLDIG_NUMMER, row, given)
            return None
        if number[4:] not in ("", "00"):
            self._refuse(BYDEL_UTELATT, row, given)
            return None
        if number != code:
            self.journal.report(NULL_FORAN, row.number, given, nummer=number[:4])
        return number[:4]

    def _account(self, found: dict[str, str], row: Row) -> str | None:
        klasse = found.get("kontoklasse", "1")[:1]
        if klasse not in DEL_AV_KLASSE:
            self._refuse(UGYLDIG_KLASSE, row, found["kontoklasse"])
            return None
        balance = DEL_AV_KLASSE[klasse] is Del.BALANSE
        funksjon = found.get("funksjon", "").removeprefix("2.")
        art = found["art"]
        if not _CODE.fullmatch(funksjon) and (funksjon or balance):
            self._refuse(UGYLDIG_FUNKSJON, row, funksjon)
            return None
        if not _ART.fullmatch(art) and not balance:
            self._refuse(UGYLDIG_ART, row, art)
            return None
        return f"{klasse}{funksjon[: 4 if balance else 3]:<4}{art[:3]:<3}"

    def _amount(self, text: str, row: Row) -> Decimal | None:
        value = read_number(text, self.decimal)
        if isinstance(value, Decimal):
            return value
        kode = OF_UNREADABLE[value] if isinstance(value, Unreadable) else IKKE_TALL
        self._refuse(kode, row, text)
        return None

    def _refuse(self, kode: Kode, row: Row, verdi: str) -> None:
        self.journal.refuse(kode, row.number, verdi, rows=row.lines)

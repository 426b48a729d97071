"""An Excel file as documents, one for each sheet that holds something."""

from collections.abc import Iterator
from dataclasses import dataclass

from kommuneindikatorer.document import MAX_MB, Source
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.sheets.workbook import TooLargeError, is_available, read_sheets, why_refused
from kommuneindikatorer.text.cells import Row

UTEN_EXCEL = Kode(
    "uten-excel",
    Alvor.FEIL,
    "Excel-filer kan ikke leses her: tillegget openpyxl er ikke installert.",
    "Lagre arket som CSV, eller installer tillegget «excel».",
)
UBRUKELIG_EXCEL = Kode(
    "ubrukelig-excel",
    Alvor.FEIL,
    "Excel-filen er ikke lest: {hva}.",
    "Lagre arket med regnskapet alene, som .xlsx eller CSV.",
)
KODER = (UTEN_EXCEL, UBRUKELIG_EXCEL)
_HEAD = 200


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """One sheet. Its name is the file's: the sheet is said as an assumption of its own."""

    navn: str
    ark: str
    all_rows: tuple[Row, ...]

    @property
    def kodet(self) -> str:
        """How it is encoded: as Excel."""
        return "xlsx"

    @property
    def grunn(self) -> str:
        """What the encoding was found from."""
        return "Filen er en Excel-fil."

    @property
    def skilletegn(self) -> str:
        """A sheet has no delimiter."""
        return ""

    @property
    def head(self) -> tuple[str, ...]:
        """A sheet has no lines of text."""
        return ()

    @property
    def head_rows(self) -> tuple[Row, ...]:
        """The first rows."""
        return self.all_rows[:_HEAD]

    def lines(self, _journal: Journal) -> Iterator[tuple[int, str]]:
        """Yield nothing: a sheet has no lines of text."""
        return iter(())

    def rows(self, journal: Journal) -> Iterator[Row]:
        """Yield rows that are not blank, counted in the journal."""
        for row in self.all_rows:
            journal.seen()
            yield row
        journal.progress(journal.fil, len(self.all_rows), len(self.all_rows))

    def content(self) -> str:
        """Return nothing: a sheet is no text."""
        return ""


def open_sheets(source: Source, problems: Problems) -> tuple[SheetDocument, ...]:
    """Return the workbook's sheets with something on them; none, with a problem, if unusable."""
    place = Sted(source.navn)
    if not is_available():
        problems.add(UTEN_EXCEL, place)
        return ()
    too_large = len(source.data) > MAX_MB * 1_000_000
    wrong = f"den er på mer enn {MAX_MB} MB" if too_large else why_refused(source.data)
    found: tuple[SheetDocument, ...] = ()
    if not wrong:
        found, wrong = _read(source)
    if wrong:
        problems.add(UBRUKELIG_EXCEL, place, hva=wrong)
    return found


def _read(source: Source) -> tuple[tuple[SheetDocument, ...], str]:
    try:
        sheets = read_sheets(source.data)
    except TooLargeError as error:
        return (), str(error)
    except Exception as error:  # noqa: BLE001 - a damaged file makes openpyxl raise anything
        return (), f"den er skadet ({type(error).__name__})"
    found = tuple(SheetDocument(source.navn, name, rows) for name, rows in sheets.items() if rows)
    return found, "" if found else "ingen ark har innhold"

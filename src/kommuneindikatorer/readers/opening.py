"""A file opened as what it is: text, or the one sheet of a workbook that can be read."""

from kommuneindikatorer.decoding import ZIP
from kommuneindikatorer.document import Document, Source, open_text
from kommuneindikatorer.options import Assumptions, Options, Valg
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.readers.catalogue import READERS
from kommuneindikatorer.sheets import SheetDocument, is_workbook, open_sheets

UKJENT_ARK = Kode(
    "ukjent-ark",
    Alvor.ADVARSEL,
    "Arket «{verdi}» finnes ikke, og valget er ikke brukt.",
    "Mulige ark: {mulige}.",
)


def open_document(
    source: Source, options: Options, assumptions: Assumptions, problems: Problems
) -> Document | None:
    """Return the file as a document; None, with a problem, when it cannot be opened."""
    if not source.data.startswith(ZIP) or not is_workbook(source.data):
        return open_text(source, options, problems)
    sheets = open_sheets(source, problems)
    return _sheet(sheets, source, options, assumptions, problems) if sheets else None


def _sheet(
    sheets: tuple[SheetDocument, ...],
    source: Source,
    options: Options,
    assumptions: Assumptions,
    problems: Problems,
) -> SheetDocument:
    """Return the sheet asked for, else the one a reader is surest of, the first among equals."""
    names = [sheet.ark for sheet in sheets]
    surest = max(sheets, key=_sureness)
    chosen = next((sheet for sheet in sheets if options.ark and sheet.ark == options.ark), None)
    if options.ark and chosen is None:
        problems.add(UKJENT_ARK, Sted(source.navn), options.ark, mulige=", ".join(names))
    used = chosen or surest
    said = used.ark.replace("{", "{{").replace("}", "}}")
    assumptions.settle(
        "ark",
        used.ark,
        f"Tallene er lest fra arket «{said}».",
        "Arket ligner mest på et kjent format.",
        valg=[Valg(name, name) for name in names],
    )
    return used


def _sureness(sheet: SheetDocument) -> int:
    return max(reader.recognise(sheet) for reader in READERS)

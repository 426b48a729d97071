"""Files of any format, together, to what they hold.

Each is opened as what it is: text, or the one sheet of a workbook that can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from kommuneindikatorer import readers
from kommuneindikatorer.decoding import ZIP
from kommuneindikatorer.document import Document, Source, open_text
from kommuneindikatorer.model import Filing, Reading
from kommuneindikatorer.options import Antakelse, Assumptions, Options
from kommuneindikatorer.problems import UKJENT_FORMAT, Alvor, Kode, Problem, Problems, Sted
from kommuneindikatorer.readers.reader import Reader, Task
from kommuneindikatorer.row_log import Progress, RowLog, no_progress
from kommuneindikatorer.sheets import SheetDocument, is_workbook, open_sheets


def _found() -> Iterator[Reader]:
    """Yield the readers: modules of the folder that give a precedence; others are their parts."""
    for found in iter_modules(readers.__path__):
        module: Any = import_module(f"{readers.__name__}.{found.name}")
        if hasattr(module, "PRECEDENCE"):
            yield module


READERS: tuple[Reader, ...] = tuple(sorted(_found(), key=lambda one: (one.PRECEDENCE, one.ID)))
"""Every reader. The first wins when two are equally sure."""

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
        valg={name: name for name in names},
    )
    return used


def _sureness(sheet: SheetDocument) -> int:
    return max(reader.recognise(sheet) for reader in READERS)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in from all the files.

    Attributes:
        readings: One for each format found, in the order of `READERS`.
        filer: Every file given, in the order given, also those that could not be read.
        antakelser: What was assumed.
        problemer: What was wrong, in the order found.
    """

    readings: tuple[Reading, ...]
    filer: tuple[Filing, ...]
    antakelser: tuple[Antakelse, ...]
    problemer: tuple[Problem, ...]


def read_sources(
    sources: Sequence[Source],
    options: Options,
    problems: Problems | None = None,
    progress: Progress = no_progress,
) -> Taken:
    """Return what the files hold, each read by the reader surest of it. Never raises."""
    found = Problems() if problems is None else problems
    assumptions = Assumptions(options)
    documents: dict[str, list[Document]] = {}
    unread: list[Filing] = []
    for source in sources:
        document = open_document(source, options, assumptions, found)
        reader = choose(document, options) if document else None
        if document is None:
            unread.append(Filing(source.navn, "", "", 0, 0, 0))
        elif reader is None:
            row_log = RowLog(document.navn, found, progress)
            unread.append(document.refused(row_log, UKJENT_FORMAT))
        else:
            documents.setdefault(reader.ID, []).append(document)
    _say_how_opened([one for several in documents.values() for one in several], assumptions)
    readings = tuple(
        reader.read(Task(tuple(documents[reader.ID]), options, assumptions, found, progress))
        for reader in READERS
        if reader.ID in documents
    )
    filer = _in_order(sources, [*unread, *(one for reading in readings for one in reading.filer)])
    return Taken(readings, filer, assumptions.all(), found.all())


def choose(document: Document, options: Options) -> Reader | None:
    """Return the reader the user named, or the surest one; None when none knows the file."""
    for reader in READERS:
        if options.format == reader.ID:
            return reader
    sureness = [reader.recognise(document) for reader in READERS]
    most = max(sureness)
    return READERS[sureness.index(most)] if most > 0 else None


def _say_how_opened(documents: list[Document], assumptions: Assumptions) -> None:
    """Settle encoding and delimiter as found; files that differ are said together."""
    texts = [one for one in documents if one.kodet != "xlsx"]
    if texts:
        assumptions.settle(
            "koding",
            _joined([one.kodet.removesuffix("-bom") for one in texts]),
            "Tegnsettet er {verdi}.",
            " ".join(dict.fromkeys(one.grunn for one in texts)),
        )
    found = [one.skilletegn for one in documents if one.skilletegn]
    if found:
        assumptions.settle(
            "skilletegn",
            _joined(found),
            "Skilletegnet er {verdi}.",
            "Da får flest linjer like mange felt.",
        )


def _joined(values: list[str]) -> str:
    return " + ".join(dict.fromkeys(values))


def _in_order(sources: Sequence[Source], filings: list[Filing]) -> tuple[Filing, ...]:
    """Return the filings in the order of the files (a sheet's name follows its file's)."""
    place = {source.navn: number for number, source in reversed(list(enumerate(sources)))}
    return tuple(sorted(filings, key=lambda one: place.get(one.navn, len(place))))

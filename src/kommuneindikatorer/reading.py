"""Files of any format, together, to what they hold.

Each is opened as what it is: text, or the sheets of a workbook that belong to one account.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules
from typing import Any

from kommuneindikatorer import readers
from kommuneindikatorer.document import Document, Source
from kommuneindikatorer.dressing import mark_of_error
from kommuneindikatorer.model import Filing, Reading
from kommuneindikatorer.nearest import nearest
from kommuneindikatorer.opening import INSIDE, open_source
from kommuneindikatorer.options import Antakelse, Assumptions, Options
from kommuneindikatorer.problems import UKJENT_FORMAT, Alvor, Kode, Problem, Problems, Sted, Tvil
from kommuneindikatorer.readers.reader import Reader, Task
from kommuneindikatorer.row_log import Progress, RowLog, no_progress
from kommuneindikatorer.workbook import Chosen, choose_sheets, file_of, say_sheets


def _found() -> Iterator[Reader]:
    """Yield the readers: modules of the folder that give a precedence; others are their parts."""
    for found in iter_modules(readers.__path__):
        module: Any = import_module(f"{readers.__name__}.{found.name}")
        if hasattr(module, "PRECEDENCE"):
            yield module


READERS: tuple[Reader, ...] = tuple(sorted(_found(), key=lambda one: (one.PRECEDENCE, one.ID)))
"""Every reader. The first wins when two are equally sure."""

FORMLER_UTEN_VERDI = Kode(
    "formler-uten-verdi",
    Alvor.ADVARSEL,
    "{antall} celler har formler som ikke er regnet ut. De er ikke brukt.",
    "Åpne filen i Excel eller LibreOffice, lagre den, og velg den igjen.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """One document and who reads it; nobody when no reader knows it."""

    document: Document
    reader: Reader | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What one file holds.

    Attributes:
        documents: What is read of it, each with its reader.
        sheets: Which sheets were chosen, of each workbook in it.
        doubts: Why other sheets of it may be meant, by the reader's id.
    """

    documents: tuple[Found, ...] = ()
    sheets: tuple[Chosen, ...] = ()
    doubts: tuple[tuple[str, Tvil], ...] = ()


type Opener = Callable[[Source, Options, Problems], Opened]
"""Returns what is read of a file; nothing, with a problem, when it cannot be opened."""


def open_documents(source: Source, options: Options, problems: Problems) -> Opened:
    """Return what is read of a file; nothing, with a problem, when it cannot be opened."""
    return _recognised(open_source(source, options, problems), options)


def opening_once() -> Opener:
    """Return what opens and recognises a file once for each choice that changes how.

    For the answers of a question, most of which change neither. What is wrong with a file is said
    the first time only.
    """
    documents: dict[tuple[int, str, str], tuple[Document, ...]] = {}
    opened: dict[tuple[int, str, str, str, str], Opened] = {}

    def open_once(source: Source, options: Options, problems: Problems) -> Opened:
        plain = (id(source), options.koding, options.skilletegn)
        chosen = (*plain, options.format, options.ark)
        if plain not in documents:
            documents[plain] = open_source(source, options, problems)
        if chosen not in opened:
            opened[chosen] = _recognised(documents[plain], options)
        return opened[chosen]

    return open_once


def _recognised(documents: Sequence[Document], options: Options) -> Opened:
    opened = Opened()
    for _, several in groupby(documents, key=lambda one: (one.navn, bool(one.ark))):
        more = _chosen([*several], options)
        opened = Opened(
            opened.documents + more.documents,
            opened.sheets + more.sheets,
            opened.doubts + more.doubts,
        )
    return opened


def _chosen(documents: list[Document], options: Options) -> Opened:
    """Return a text as it is; of the sheets of one workbook those of one account."""
    if not documents[0].ark:
        return Opened(tuple(Found(one, choose(one, options)) for one in documents))
    chosen = choose_sheets(documents, READERS, options)
    # The most important sheet's reader reads all.
    reader = choose(chosen.documents[0], options)
    found = tuple(Found(one, reader) for one in chosen.documents)
    doubts = ((reader.ID, chosen.doubt),) if reader and chosen.doubt else ()
    return Opened(found, (chosen,), doubts)


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
    opener: Opener = open_documents,
) -> Taken:
    """Return what the files hold, each read by the reader surest of it. Never raises."""
    found = Problems() if problems is None else problems
    assumptions = Assumptions(options)
    documents: dict[str, list[Document]] = {}
    unread: list[Filing] = []
    doubts: list[tuple[str, Tvil]] = []
    files: dict[str, str] = {}
    sheets: list[Chosen] = []
    for source in sources:
        opened = opener(source, options, found)
        sheets += opened.sheets
        doubts += opened.doubts
        if not opened.documents:
            unread.append(Filing(source.navn, "", "", 0, 0, 0))
        for one in opened.documents:
            files[one.document.navn] = file_of(one.document)
            if one.reader is None:
                row_log = RowLog(one.document.navn, found, progress)
                said = {"naermest": nearest(one.document)}
                unread.append(one.document.refused(row_log, UKJENT_FORMAT, **said))
            else:
                documents.setdefault(one.reader.ID, []).append(one.document)
    say_sheets(sheets, options, assumptions, found)
    _say_how_opened([one for several in documents.values() for one in several], assumptions, found)
    readings = tuple(
        _doubted(
            reader.read(Task(tuple(documents[reader.ID]), options, assumptions, found, progress)),
            doubts,
        )
        for reader in READERS
        if reader.ID in documents
    )
    read = [*unread, *(one for reading in readings for one in reading.filer)]
    return Taken(readings, _in_order(sources, read, files), assumptions.all(), found.all())


def _doubted(reading: Reading, doubts: Sequence[tuple[str, Tvil]]) -> Reading:
    """Return a reading whose accounts are doubted where other sheets may be meant."""
    own = tuple(tvil for ident, tvil in doubts if ident == reading.format)
    accounts = tuple(replace(one, tvil=(*own, *one.tvil)) for one in reading.regnskap)
    return replace(reading, regnskap=accounts) if own else reading


def choose(document: Document, options: Options) -> Reader | None:
    """Return the reader the user named, or the surest one; None when none knows the file."""
    for reader in READERS:
        if options.format == reader.ID:
            return reader
    sureness = [reader.recognise(document) for reader in READERS]
    most = max(sureness)
    return READERS[sureness.index(most)] if most > 0 else None


def _say_how_opened(
    documents: list[Document], assumptions: Assumptions, problems: Problems
) -> None:
    """Settle encoding and delimiter as found; files that differ are said together."""
    without = Counter[str]()
    for one in documents:
        without[file_of(one)] += one.uncomputed or _formulas(one)
    for name, count in without.items():
        if count:
            problems.add(FORMLER_UTEN_VERDI, Sted(name), antall=count)
    texts = [one for one in documents if not one.ark]
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
            "Da stemmer flest felt overens.",
        )


def _joined(values: list[str]) -> str:
    return " + ".join(dict.fromkeys(values))


def _formulas(document: Document) -> int:
    """Return how many cells at the top of a text file are formulas."""
    if document.ark:
        return 0
    return sum(mark_of_error(cell) == "formel" for row in document.head_rows for cell in row.cells)


def _in_order(
    sources: Sequence[Source], filings: list[Filing], files: Mapping[str, str]
) -> tuple[Filing, ...]:
    """Return one filing for each file, in the order given; sheets are counted together."""
    place = {source.navn: number for number, source in reversed(list(enumerate(sources)))}
    counted: list[Filing] = []
    for one in filings:
        file = files.get(one.navn, one.navn)
        last = counted[-1] if counted else None
        if file != one.navn and last and last.navn == file:
            counted[-1] = replace(
                last,
                rader=last.rader + one.rader,
                lest=last.lest + one.lest,
                avvist=last.avvist + one.avvist,
            )
        else:
            counted.append(replace(one, navn=file))
    return tuple(sorted(counted, key=lambda one: _place(one.navn, place)))


def _place(navn: str, place: Mapping[str, int]) -> int:
    """Return the place of a file, or of the zip it is in."""
    names = (navn, navn.partition(INSIDE)[0])
    return next((place[one] for one in names if one in place), len(place))

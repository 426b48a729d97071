"""Files of any format, together, to what they hold.

Each is opened as what it is: text, or the sheets of a workbook that belong to one account.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules
from typing import Any

from kommuneindikatorer import readers
from kommuneindikatorer.document import INSIDE, Document, Source
from kommuneindikatorer.dressing import mark_of_error
from kommuneindikatorer.model import Filing, Reading
from kommuneindikatorer.nearest import nearest
from kommuneindikatorer.opening import open_source
from kommuneindikatorer.options import Antakelse, Assumptions, Options
from kommuneindikatorer.problems import UKJENT_FORMAT, Alvor, Kode, Problem, Problems, Sted, Tvil
from kommuneindikatorer.readers.reader import Kept, Reader, Task
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
LIK_FIL = Kode(
    "lik-fil",
    Alvor.ADVARSEL,
    "Filen er helt lik «{forste}», og er ikke regnet med.",
)
UVENTET = Kode(
    "uventet-feil",
    Alvor.FEIL,
    "Det oppsto en feil da filen ble lest ({feil}). Den er ikke brukt; andre filer er lest.",
    "Prøv å lagre filen på nytt. Hjelper det ikke, meld fra, men send aldri med filen.",
)


CERTAIN = 95
"""How sure a reader is where no reader after it can be surer."""


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


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened, and what readers keep of them for other choices."""

    open: Opener = open_documents
    kept: Kept = field(default_factory=dict)


def opening_once() -> Opening:
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

    return Opening(open_once)


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


class _HarmfulError(Exception):
    """Documents that a reader raised on, each with what it raised."""


def read_sources(
    sources: Sequence[Source],
    options: Options,
    problems: Problems | None = None,
    progress: Progress = no_progress,
    opening: Opening | None = None,
) -> Taken:
    """Return what the files hold, each read by the reader surest of it. Never raises.

    A file that a reader raises on is refused, and the others are read without it.
    """
    found = Problems() if problems is None else problems
    how = opening or Opening()
    opened = _Files(sources, options, found, progress, how.kept)
    opened.open(how.open)
    harmful: dict[str, Exception] = {}
    while True:
        before = found.state()
        try:
            return opened.read(harmful)
        except _HarmfulError as error:
            found.restore(before)
            how.kept.clear()  # what is wrong is said again
            harmful |= error.args[0]


class _Files:
    """The files of one computation: opened once, read until no document raises."""

    def __init__(
        self,
        sources: Sequence[Source],
        options: Options,
        found: Problems,
        progress: Progress,
        kept: Kept,
    ) -> None:
        self.sources = sources
        self.options = options
        self.found = found
        self.progress = progress
        self.documents: dict[str, list[Document]] = {}
        self.unread: list[Filing] = []
        self.doubts: list[tuple[str, Tvil]] = []
        self.files: dict[str, str] = {}
        self.sheets: list[Chosen] = []
        self.copies: dict[str, str] = {}
        self.kept = kept

    def open(self, opener: Opener) -> None:
        """Open each file that is not a copy of one before it."""
        seen: dict[bytes, str] = {}
        for source in self.sources:
            first = seen.setdefault(source.data, source.navn)
            if first != source.navn and source.data:
                self.copies[source.navn] = first
                self.found.add(LIK_FIL, Sted(source.navn), forste=first)
                continue
            try:
                self._open(source, opener)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is this file's
                self._refuse(source.navn, error)

    def _open(self, source: Source, opener: Opener) -> None:
        opened = opener(source, self.options, self.found)
        unknown = [
            (one.document, nearest(one.document)) for one in opened.documents if not one.reader
        ]
        self.sheets += opened.sheets
        self.doubts += opened.doubts
        if not opened.documents:
            self.unread.append(Filing(source.navn, "", "", 0, 0, 0))
        for document, naermest in unknown:
            row_log = RowLog(document.navn, self.found, self.progress)
            self.unread.append(document.refused(row_log, UKJENT_FORMAT, naermest=naermest))
        for one in opened.documents:
            self.files[one.document.navn] = file_of(one.document)
            if one.reader:
                self.documents.setdefault(one.reader.ID, []).append(one.document)

    def _refuse(self, name: str, error: Exception) -> None:
        self.found.add(UVENTET, Sted(name), feil=type(error).__name__)
        self.unread.append(Filing(name, "", "", 0, 0, 0))

    def read(self, harmful: Mapping[str, Exception]) -> Taken:
        """Return what all the documents hold, but for the harmful.

        Raises:
            _HarmfulError: A reader raised.
        """
        assumptions = Assumptions(self.options)
        say_sheets(self.sheets, self.options, assumptions, self.found)
        every = [one for several in self.documents.values() for one in several]
        _say_how_opened(every, assumptions, self.found)
        refused = [self._harmed(one, harmful[one.navn]) for one in every if one.navn in harmful]
        readings: list[Reading] = []
        for reader in READERS:
            left = [one for one in self.documents.get(reader.ID, ()) if one.navn not in harmful]
            if left:
                readings.append(_doubted(self._reading(reader, left, assumptions), self.doubts))
        read = [*self.unread, *refused, *(one for reading in readings for one in reading.filer)]
        filer = _in_order(self.sources, read, self.files, self.copies)
        return Taken(tuple(readings), filer, assumptions.all(), self.found.all())

    def _reading(
        self, reader: Reader, documents: Sequence[Document], assumptions: Assumptions
    ) -> Reading:
        given = tuple(documents)
        task = Task(given, self.options, assumptions, self.found, self.progress, self.kept)
        try:
            return reader.read(task)
        except Exception as error:
            alone = {one.navn: _raised(reader, one, self.options) for one in documents}
            blamed = {name: raised for name, raised in alone.items() if raised}
            raise _HarmfulError(blamed or dict.fromkeys(alone, error)) from error

    def _harmed(self, document: Document, error: Exception) -> Filing:
        """Return the count of a document that a reader raised on."""
        row_log = RowLog(document.navn, self.found)
        return document.refused(row_log, UVENTET, feil=type(error).__name__)


def _raised(reader: Reader, document: Document, options: Options) -> Exception | None:
    """Return what a reader raises on a document alone; None where it reads it."""
    task = Task((document,), options, Assumptions(options), Problems(), no_progress)
    try:
        reader.read(task)
    except Exception as error:  # noqa: BLE001 - this is what is asked
        return error
    return None


def _doubted(reading: Reading, doubts: Sequence[tuple[str, Tvil]]) -> Reading:
    """Return a reading whose accounts are doubted where other sheets may be meant."""
    own = tuple(tvil for ident, tvil in doubts if ident == reading.format)
    accounts = tuple(replace(one, tvil=(*own, *one.tvil)) for one in reading.regnskap)
    return replace(reading, regnskap=accounts) if own else reading


def choose(document: Document, options: Options) -> Reader | None:
    """Return the reader the user named, or the surest one; None when none knows the file.

    Those with the strictest marks are asked first, and the others only where none of them is
    certain: to tell a ledger by its numbers takes longer than to read a file of another kind.
    """
    for reader in READERS:
        if options.format == reader.ID:
            return reader
    surest, most = None, 0
    for reader in READERS:
        if (sureness := reader.recognise(document)) > most:
            surest, most = reader, sureness
        if most >= CERTAIN:
            break
    return surest


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
    sources: Sequence[Source],
    filings: list[Filing],
    files: Mapping[str, str],
    copies: Mapping[str, str],
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
    whole = {one.navn: one for one in counted}
    for copy, first in copies.items():
        same = whole.get(first, Filing(first, "", "", 0, 0, 0))
        counted.append(replace(same, navn=copy, lest=0, avvist=same.rader))
    return tuple(sorted(counted, key=lambda one: _place(one.navn, place)))


def _place(navn: str, place: Mapping[str, int]) -> int:
    """Return the place of a file, or of the zip it is in."""
    names = (navn, navn.partition(INSIDE)[0])
    return next((place[one] for one in names if one in place), len(place))

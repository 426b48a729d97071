"""Bytes of a raw note → numbered lines. Strict: what is not UTF-8 text is refused.

``rettelser.toml`` corrects faults of the extraction, never what the committee printed.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import Field

from sitegen.note.errors import Fault, SourceError, SpecError
from sitegen.note.patterns import Pattern
from sitegen.note.toml_file import Part, read_part

BINARY_STARTS = {
    b"%PDF": "en PDF-fil",
    b"PK\x03\x04": "en zip- eller Office-fil",
    b"\x89PNG": "et bilde (PNG)",
    b"\xff\xd8\xff": "et bilde (JPEG)",
    b"\xd0\xcf\x11\xe0": "en eldre Office-fil",
}
UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff")
NUMBER = re.compile(r"[-–−]?\d+(?:,\d+)?|[¼½¾]")
AS_TEXT = "Lagre notatet som ren tekst i UTF-8."


@dataclass(frozen=True)
class Line:
    """One line of the text: 1-based number and its characters without the line end."""

    number: int
    text: str

    @cached_property
    def blank(self) -> bool:
        """Whether the line holds nothing but white space."""
        return not self.text.strip()

    @cached_property
    def words(self) -> str:
        """The line with runs of white space made one blank: what patterns are matched against."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Source:
    """A raw note: the name used in messages, and its lines."""

    file: str
    lines: tuple[Line, ...]


def read_source(data: bytes, file: str) -> Source:
    """Return the lines of a raw note.

    Raises:
        SourceError: The file is empty, binary, or not UTF-8; names the line.
    """
    _refuse_binary(data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_encoding_fault(data, file, error)) from error
    if not text.strip():
        raise SourceError(Fault(file, 1, "teksten til et notat", "en tom fil", AS_TEXT))
    rows = text.split("\n")
    return Source(file, tuple(_line(n, row.rstrip("\r")) for n, row in enumerate(rows, start=1)))


# An editor's change leaves most lines as they were; what was made of them is kept with them.
_line = lru_cache(maxsize=4096)(Line)


def _refuse_binary(data: bytes, file: str) -> None:
    for start, name in BINARY_STARTS.items():
        if data.startswith(start):
            raise SourceError(Fault(file, 1, "tekst i UTF-8", name, AS_TEXT))
    if data.startswith(UTF16_STARTS):
        raise SourceError(Fault(file, 1, "tekst i UTF-8", "tekst i UTF-16", AS_TEXT))
    if (at := data.find(b"\x00")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise SourceError(Fault(file, line, "tekst i UTF-8", "en binær fil (tegn 0)", AS_TEXT))


def _encoding_fault(data: bytes, file: str, error: UnicodeDecodeError) -> Fault:
    line = data.count(b"\n", 0, error.start) + 1
    byte = data[error.start]
    guess = bytes([byte]).decode("cp1252", errors="replace")
    found = f"byten 0x{byte:02X} (i Windows-1252: «{guess}»), som ikke er gyldig UTF-8"
    return Fault(file, line, "tekst i UTF-8", found, AS_TEXT)


class TextCorrection(Part):
    """One correction.

    Attributes:
        line: Pattern that exactly one line of the text must match.
        expected: The characters that must stand there, exactly once: the guard.
        corrected: What the extraction should have given.
        reason: Why this is a fault of the extraction and not of the note.
    """

    line: Pattern = Field(alias="linje")
    expected: str = Field(alias="ventet")
    corrected: str = Field(alias="rettet")
    reason: str = Field(alias="grunn")


class Corrections(Part):
    """The whole file."""

    corrections: tuple[TextCorrection, ...] = Field(default=(), alias="rettelse")


def correct(source: Source, text: str, file: str) -> Source:
    """Return the source with every correction of ``rettelser.toml`` made.

    Raises:
        SpecError: The file is wrong in itself, a guard does not hold, or a correction would
            change a number; all are named.
    """
    faults: list[Fault] = []
    lines = list(source.lines)
    for correction in read_part(Corrections, text, file).corrections:
        found = _apply(lines, correction, file)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            lines[found.number - 1] = found
    if faults:
        raise SpecError(*faults)
    return Source(source.file, tuple(lines))


def _apply(lines: list[Line], correction: TextCorrection, file: str) -> Line | Fault:
    hits = [line for line in lines if re.search(correction.line, line.words)]
    if len(hits) != 1:
        return Fault(file, None, f"én linje som passer «{correction.line}»", f"{len(hits)} linjer")
    line, old, new = hits[0], correction.expected, correction.corrected
    if (count := line.text.count(old)) != 1:
        return Fault(file, None, f"«{old}» én gang på linje {line.number}", f"{count} ganger")
    if NUMBER.findall(old) != NUMBER.findall(new):
        what = f"«{old}» → «{new}»"
        return Fault(file, None, "en rettelse som lar tallene stå", what, "Tall gjengis som trykt.")
    return Line(line.number, line.text.replace(old, new))

"""Bytes of a raw note → numbered lines. Strict: what is not UTF-8 text is refused."""

from dataclasses import dataclass

from sitegen.note.errors import Fault, SourceError

BINARY_STARTS = {
    b"%PDF": "en PDF-fil",
    b"PK\x03\x04": "en zip- eller Office-fil",
    b"\x89PNG": "et bilde (PNG)",
    b"\xff\xd8\xff": "et bilde (JPEG)",
    b"\xd0\xcf\x11\xe0": "en eldre Office-fil",
}
UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff")
AS_TEXT = "Lagre notatet som ren tekst i UTF-8."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: 1-based number and its characters without the line end."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing but white space."""
        return not self.text.strip()

    @property
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
    return Source(file, tuple(Line(n, row.rstrip("\r")) for n, row in enumerate(rows, start=1)))


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

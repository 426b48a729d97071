"""What can be wrong with a note, each fault with its file, its line and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, 1-based line (``None`` when the whole file is meant), expected and found."""

    file: str
    line: int | None
    expected: str
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return one Norwegian sentence: place, what was expected, what was found, what to do."""
        place = self.file if self.line is None else f"{self.file}, linje {self.line}"
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: ventet {self.expected}; fant {self.found}.{remedy}"


class SitegenError(Exception):
    """A build stops. ``faults`` holds every fault found, in order of lines."""

    def __init__(self, *faults: Fault) -> None:
        """Collect the faults; the message is one line for each."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class SourceError(SitegenError):
    """The raw text cannot be read as text."""


class SpecError(SitegenError):
    """``note.toml`` or ``rettelser.toml`` is wrong in itself."""


class ShapeError(SitegenError):
    """The text no longer fits its ``note.toml``."""


class CoverageError(SitegenError):
    """A character of the text is in no part of the model, or in two."""

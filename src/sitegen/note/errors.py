"""What can be wrong with a note, each fault with its file, its line and the remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

PASTE = "Lim inn linjene i listene med samme navn, og skriv noe for hver «…»:"


class Paste(NamedTuple):
    """A line that would mend a fault, and the list of a TOML file it belongs in.

    ``about`` is what it is about («tabell 2»), and ``see`` a comment on it.
    """

    list: str
    line: str
    about: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: file, 1-based line (``None`` when the whole file is meant), expected and found.

    ``paste`` is the line to add to the file, where that is known.
    """

    file: str
    line: int | None
    expected: str
    found: str
    remedy: str = ""
    paste: Paste | None = None

    def __str__(self) -> str:
        """Return one Norwegian sentence: place, what was expected, what was found, what to do."""
        place = self.file if self.line is None else f"{self.file}, linje {self.line}"
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: ventet {self.expected}; fant {self.found}.{remedy}"


class SitegenError(Exception):
    """A build stops. ``faults`` holds every fault found, in order of lines."""

    def __init__(self, *faults: Fault) -> None:
        """Collect the faults; the message is made of ``in_words``."""
        super().__init__("\n".join(in_words(faults)))
        self.faults = faults


class SourceError(SitegenError):
    """The raw text cannot be read as text."""


class SpecError(SitegenError):
    """``note.toml`` or ``rettelser.toml`` is wrong in itself."""


class ShapeError(SitegenError):
    """The text no longer fits its ``note.toml``."""


class CoverageError(SitegenError):
    """A character of the text is in no part of the model, or in two."""


def in_words(faults: Iterable[Fault]) -> Iterator[str]:
    """Yield each fault as a sentence; of lines to add, one text for each file, ready to paste."""
    lacking: dict[str, list[Paste]] = {}
    for fault in faults:
        if fault.paste:
            lacking.setdefault(fault.file, []).append(fault.paste)
        else:
            yield str(fault)
    for file, lines in lacking.items():
        once = list(dict.fromkeys(lines))
        number = f"{len(once)} linjer" if len(once) > 1 else "én linje"
        yield "\n".join([f"{file} mangler {number}. {PASTE}", "", *_blocks(once), ""])


def _blocks(lines: Iterable[Paste]) -> Iterator[str]:
    """Yield TOML that parses as it stands: each list, its lines below what they are about."""
    lists: dict[str, dict[str, list[Paste]]] = {}
    for one in lines:
        lists.setdefault(one.list, {}).setdefault(one.about, []).append(one)
    for name, parts in lists.items():
        yield f"{name} = ["
        for about, own in parts.items():
            yield from [f"  # {about}"] if about else []
            yield from (f"  {x.line}," + (f"  # {x.see}" if x.see else "") for x in own)
        yield "]"

"""Population groups as the note has them, with limits that can be set."""

from bisect import bisect_right
from collections.abc import Sequence

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import split_list
from kommuneindikatorer.problems import Alvor, Kode, Problems

STANDARD = (3_000, 5_000, 10_000, 20_000, 50_000)
"""Source: the note of 7 March 2025, table 5."""

UGYLDIGE_GRENSER = Kode(
    "ugyldige-folkegrenser",
    Alvor.ADVARSEL,
    "«{verdi}» kan ikke være grenser mellom grupper. Notatets grenser er brukt.",
    "Skriv stigende hele tall med komma mellom.",
)
_LONGEST = 9


def limits(chosen: str, problems: Problems) -> tuple[int, ...]:
    """Return the limits chosen, else the note's; a choice that cannot be is reported."""
    parts = [part.replace(" ", "").replace("\u00a0", "") for part in split_list(chosen)]
    fits = all(part.isascii() and part.isdigit() and len(part) <= _LONGEST for part in parts)
    found = tuple(int(part) for part in parts) if fits else ()
    if found and found[0] > 0 and list(found) == sorted(set(found)):
        return found
    if parts:
        problems.add(UGYLDIGE_GRENSER, verdi=chosen)
    return STANDARD


def group_of(population: int, bounds: Sequence[int]) -> int:
    """Return the group's number from 0; one who stands on a limit belongs above it."""
    return bisect_right(bounds, population)


def label(number: int, bounds: Sequence[int]) -> str:
    """Return the group's name as the note prints it: «0–3 000», «3–5 000», «Over 50 000»."""
    if number == len(bounds):
        return f"Over {_written(bounds[-1])}"
    lower = bounds[number - 1] if number else 0
    short = lower % 1000 == 0 and bounds[number] % 1000 == 0
    start = str(lower // 1000) if short else _written(lower)
    return f"{start}–{_written(bounds[number])}"


def group_id(number: int, bounds: Sequence[int]) -> str:
    """Return the group's id as in the note's facts: ``folkemengde-0-3000``."""
    if number == len(bounds):
        return f"folkemengde-over-{bounds[-1]}"
    return f"folkemengde-{bounds[number - 1] if number else 0}-{bounds[number]}"


def _written(number: int) -> str:
    """Return the number with the plain blank that the note prints."""
    return format_number(number).replace("\u00a0", " ")

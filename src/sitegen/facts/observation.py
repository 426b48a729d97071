"""One observation: a printed value with everything that says what it is."""

from dataclasses import dataclass
from decimal import Decimal

FINAL = "endelig"
"""The status of a value that will not change."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A printed value, exact, with its meaning and its place.

    Attributes:
        tabell: Id of the table or figure, ``tabell-3``.
        radgruppe: Heading of the row group as printed, marks taken off; empty if none.
        rad: Row label as printed, marks taken off, lines joined.
        kolonnegruppe: Top header as printed where the header has several levels; else empty.
        kolonne: The lower header levels as printed, marks taken off, joined by a blank.
        indikator: Our id of the indicator.
        gruppe: Our id of the group of units.
        aar: Calendar year.
        utvalg: ``alle``, ``alle utenom Oslo`` or ``utvalget``.
        verdi: The value; ``None`` means missing, which is not zero.
        enhet: Unit in words.
        grunnlag: ``konsern`` or ``kasse``.
        status: ``endelig``, ``foreløpig`` or ``anslag``.
        fotnoter: Signs of the notes on its row group, row and columns, in order, each once.
        linje: 1-based line of ``note.txt``.
        trykt: The characters as in the text; empty where nothing is printed.
    """

    tabell: str
    radgruppe: str
    rad: str
    kolonnegruppe: str
    kolonne: str
    indikator: str
    gruppe: str
    aar: int
    utvalg: str
    verdi: Decimal | None
    enhet: str
    grunnlag: str
    status: str
    fotnoter: tuple[str, ...]
    linje: int
    trykt: str

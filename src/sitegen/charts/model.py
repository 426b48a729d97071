"""A chart as it is handed on: its words, the values it draws, and its drawings."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One drawn value, exact, with what it is and where it comes from.

    Attributes:
        serie: The series' id: ``kommunene``.
        etikett: The series' name as readers see it: ``Kommunene (inkl. Oslo)``.
        x: What stands along the axis: a year, a group's label, a municipality's number.
        maal: What is measured: an indicator's id, or the id of a rebuilt measure.
        verdi: The value; ``None`` means missing, which is not zero.
        enhet: Unit in words.
        grunnlag: ``konsern``, ``kasse`` or empty where the distinction does not apply.
        utvalg: ``alle``, ``alle utenom Oslo`` or ``utvalget``.
        status: ``endelig``, ``foreløpig`` or ``anslag``.
        linje: 1-based line of ``note.txt``; ``None`` for a value that is not printed there.
        celle: Id of the table cell it is printed in: ``tabell-3-r5-k9``; empty if none.
    """

    serie: str
    etikett: str
    x: str
    maal: str
    verdi: Decimal | None
    enhet: str
    grunnlag: str
    utvalg: str
    status: str
    linje: int | None = None
    celle: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn for one width of the page.

    Attributes:
        width: Width in CSS pixels, all of the picture.
        height: Height in CSS pixels.
        vega_lite: The Vega-Lite specification, JSON text, with its data.
        vega: The same compiled to Vega, JSON text; ready for the interpreter.
        svg: The still picture, colours of the light palette.
    """

    width: int
    height: int
    vega_lite: str
    vega: str
    svg: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A table or figure, drawn.

    Attributes:
        id: The table's or figure's id, ``tabell-3``; with a suffix where it has several charts.
        exhibit: Id of the table or figure it belongs to.
        tittel: What the chart shows, a sentence written from the data.
        undertittel: Measure, unit, basis and status.
        beskrivelse: What a reader who cannot see it needs: form, highest, lowest, direction;
            sentences written from the data.
        merknader: What to know about it: for a rebuilt figure from what, and how it differs
            from the printed one; empty if nothing.
        kilde: Source line.
        points: The drawn values, in drawing order.
        bred: Drawn for the width of the text.
        smal: Drawn for a phone.
    """

    id: str
    exhibit: str
    tittel: str
    undertittel: str
    beskrivelse: tuple[str, ...]
    merknader: tuple[str, ...]
    kilde: str
    points: tuple[Point, ...]
    bred: Drawing
    smal: Drawing

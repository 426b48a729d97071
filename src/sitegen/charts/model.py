"""A chart as it is handed on: its words, the values it draws, and its drawings.

What a page's client can count on in a form, whatever it is:

- The size is fixed: ``autosize`` is ``none``, width and height with padding are the drawing's own,
  so that nothing shifts when the still picture gives way. The signal names below never change.
- One data source, ``data``, holds every ``Point`` in drawing order, one row each:
  ``nr`` (its index in ``Chart.points``), ``serie``, ``x``, ``verdi`` (a number for the drawing
  alone, ``null`` where missing; never shown), ``tall`` (the number as readers see it, empty where
  missing) and ``tekst`` (the tooltip, whole: «Kommunene (inkl. Oslo), 2023: 0,8 prosent av brutto
  driftsinntekter. Konsern, endelig.»). Rows have more fields as a chart needs them.
- Every mark drawn from that source has ``datum.serie`` and ``datum.nr``; the ones that answer to
  a pointer also have ``tooltip`` set to ``tekst``. A mark without a tooltip is not to be chosen.
- Signals that the client sets, and no event in the specification itself does:
  ``valgt`` (the id of the series to bring forward, or ``null``: the others fade),
  ``skjulte`` (a list of ids of series that are not drawn; the axes stay as they are) and
  ``punkt`` (``nr`` of the value to ring, or ``null``), for pointer, touch and keyboard alike.
- Colours are the light palette's. ``theme.with_variables`` gives the same text, specification or
  picture, with the site's CSS variables in their place, which follow light and dark.
- No mark carries words for screen readers: the page names the chart and gives ``beskrivelse``.

Below ``docs/`` each chart's files are ``diagram/<id>`` with the endings ``.svg`` and ``.png``
(with title, subtitle and source inside, the wide drawing), ``.vega.json`` and ``.vega-lite.json``
(the same picture, by ``files``), ``.csv``, and ``.json`` for pages: the form, its
rows and words, and the paper of both drawings; ``.deling.png`` is the picture of a shared link.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kommuneindikatorer.numbers import format_number
from sitegen.facts.formatting import shown

CARD = ".deling.png"
"""Ending of the picture of a shared link."""


@dataclass(frozen=True, slots=True)
class Point:
    """One drawn value, exact, with what it is and where it comes from.

    Attributes:
        serie: The series' id: ``kommunene``.
        etikett: The series' name as readers see it: ``Kommunene (inkl. Oslo)``.
        x: What stands along the axis: a year, or a group's label.
        aar: Calendar year, wherever the chart shows it: along the axis, or as a series.
        maal: What is measured: an indicator's id, or the id of a rebuilt measure.
        verdi: The value; ``None`` means missing, which is not zero.
        enhet: Unit in words.
        grunnlag: ``konsern``, ``kasse`` or ``ikke regnskap``.
        utvalg: ``alle``, ``alle utenom Oslo``, ``utvalget`` or ``ikke relevant``.
        status: ``endelig``, ``foreløpig`` or ``anslag``.
        linje: 1-based line of ``note.txt``; ``None`` for a value that is not printed there.
        celle: Id of the table cell it is printed in: ``tabell-3-r5-k9``; empty if none. For a
            rebuilt value ``linje`` and ``celle`` are those of the last cell that went in.
        desimaler: How many decimals readers see; ``None``: those the value has, as printed.
        formel: How a rebuilt value was worked out, with the numbers; empty for a printed one.
        av: Ids of the cells that went into a rebuilt value.
        gruppe: Id of the group it is about, ``kommunene``; of one municipality, its number.
        merknad: What a reader must know of it; empty for nothing.
    """

    serie: str
    etikett: str
    x: str
    aar: int
    maal: str
    verdi: Decimal | None
    enhet: str
    grunnlag: str
    utvalg: str
    status: str
    linje: int | None = None
    celle: str = ""
    desimaler: int | None = None
    formel: str = ""
    av: tuple[str, ...] = ()
    gruppe: str = ""
    merknad: str = ""

    @property
    def of_unit(self) -> bool:
        """Whether it is about one municipality, by its number, and no group."""
        return self.gruppe.isdecimal()

    @property
    def rad(self) -> str:
        """What tells it from others of its year: the group's or the measure's name."""
        return self.etikett if self.x == str(self.aar) else self.x

    @property
    def tall(self) -> str:
        """The number as readers see it, everywhere; empty where it is missing."""
        if self.verdi is None:
            return ""
        if self.desimaler is None:
            return shown(self.verdi)
        return format_number(self.verdi, self.desimaler)


def present(points: Iterable[Point]) -> list[Point]:
    """Return the points that have a value."""
    return [one for one in points if one.verdi is not None]


def by_series(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Return the points by series, series in drawing order."""
    found: dict[str, list[Point]] = {}
    for one in points:
        found.setdefault(one.serie, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a chart: its finding, what its values are, and what a blind reader needs."""

    title: str
    subtitle: str
    description: tuple[str, ...]


type Row = dict[str, Any]
type Rows = Mapping[str, Sequence[Row]]
"""A form's rows by source, as ``layers`` lists them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn for one width of the page.

    Attributes:
        width: Width in CSS pixels, all of the picture.
        height: Height in CSS pixels.
        vega_lite: The Vega-Lite specification, JSON text, with its data.
        vega: The same compiled to Vega, JSON text; ready for the interpreter.
        svg: The still picture, colours of the light palette.
        paper: Width and height of the plot and the margins around it, for a browser that fills
            the same form.
    """

    width: int
    height: int
    vega_lite: str
    vega: str
    svg: str
    paper: dict[str, Any]


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
        merknader: What to know about it: remarks at its values; for a rebuilt figure from what,
            and how it differs from the printed one; empty if nothing.
        kilde: Source line.
        points: The drawn values, in drawing order.
        form: The form it is drawn in.
        rader: The rows that the form is filled with; see ``layers``.
        ord: The words that go into the drawing, or are said of it.
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
    form: str
    rader: Rows
    ord: dict[str, str]
    bred: Drawing
    smal: Drawing

"""The figure of every municipality's two years, drawn again: a dot each."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor

from kommuneindikatorer.groups.statistics import Verdi
from kommuneindikatorer.numbers import format_number
from sitegen.charts.draw import DrawingContext, drawn_chart
from sitegen.charts.model import Chart, Point, Row, Rows, Words
from sitegen.charts.pair_words import (
    DECIMALS,
    UNIT,
    Counts,
    description,
    display,
    outermost,
    plus_word,
    remarks,
    subtitle,
    title,
)
from sitegen.charts.rows import group_colour, point_row
from sitegen.charts.subject import Part, Subject
from sitegen.facts.formatting import exact_enough
from sitegen.facts.observation import FINAL
from sitegen.facts.rebuilt import Pair, Pairs, pairs
from sitegen.facts.verification import BASIS, NETTO
from sitegen.note.model import Exhibit, Rebuild

SOURCE = "Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). Andelene er regnet ut her."


def draw_pairs(
    subject: Subject, press: DrawingContext, exhibit: Exhibit, rebuild: Rebuild
) -> Chart | None:
    """Return the scatter of all municipalities; None where the note's years are not there."""
    both = pairs(subject.groups, subject.note.about.years[1])
    if both is None or not both.par:
        return None
    found, points = Counts.of(both), pair_points(both)
    part = Part(exhibit.id, exhibit, "punktsky", "", points)
    words = Words(title(both, found), subtitle(both), tuple(description(both, found)))
    said = remarks(both, rebuild, subject.note.shares)
    axes = {
        "xtittel": f"Resultat {both.aar - 1}, prosent",
        "ytittel": f"Resultat {both.aar}, prosent",
    }
    rows = pair_rows(both, found, points)
    return drawn_chart(part, rows, words, SOURCE, said, press, **axes)


def pair_points(pairs: Pairs) -> tuple[Point, ...]:
    """Return the earlier and the later year of each municipality, by number."""
    return tuple(
        _point(one, year, value)
        for one in pairs.par
        for year, value in ((pairs.aar - 1, one.verdi.fjor), (pairs.aar, one.verdi))
        if value
    )


def _point(pair: Pair, year: int, value: Verdi) -> Point:
    return Point(
        serie=pair.kode,
        etikett=display(pair.navn),
        x=str(year),
        maal=NETTO,
        verdi=exact_enough(value.pst),
        enhet=UNIT,
        grunnlag=BASIS,
        utvalg="alle",
        status=FINAL,
        desimaler=DECIMALS,
        formel=f"100 × {value.belop} / {value.inntekt}",
    )


STEP, ROOM = 10, 6
"""Per cent: the axes end at whole steps, and above and below is room for words."""


def pair_rows(pairs: Pairs, found: Counts, points: Sequence[Point]) -> Rows:
    """Return what is drawn: a dot a municipality, at the earlier year across and the later up."""
    numbers = {(one.serie, one.x): (nr, one) for nr, one in enumerate(points)}
    values = [float(one.verdi or 0) for one in points]
    low, high = STEP * min(-1, floor(min(values) / STEP)), STEP * max(1, ceil(max(values) / STEP))
    return {
        "data": [_dot(one, pairs.aar, *numbers[one.kode, str(pairs.aar)]) for one in pairs.par],
        "segmenter": [
            {"x": low, "tilx": high, "verdi": low, "tily": high, "farge": "--sammenlikning"}
        ],
        "linjer": [{"slag": "null", "verdi": 0}, *_extent(low, high, ROOM)],
        "loddrett": [{"slag": "null", "verdi": 0}, *_extent(low, high, 0)],
        "etiketter": [_name(one) for one in outermost(pairs)],
        "tekster": list(_texts(pairs, found, low, high)),
    }


def _extent(low: float, high: float, room: float) -> Iterable[Row]:
    return ({"slag": "omfang", "verdi": at} for at in (low - room, high + room))


def _place(pair: Pair) -> Row:
    # For the drawing alone: a hundredth of a per cent is a tenth of a pixel.
    return {"x": round(float(pair.fjor), 2), "verdi": round(float(pair.naa), 2)}


def _dot(pair: Pair, year: int, nr: int, point: Point) -> Row:
    row = point_row(nr, point, group_colour(""))
    return row | _place(pair) | {"tekst": _told(pair, year), "storrelse": 34, "dekning": 0.3}


def _name(pair: Pair) -> Row:
    words = {"serie": pair.kode, "tekst": display(pair.navn), "farge": "--blekk", "dx": 12}
    return words | _place(pair)


def _texts(pairs: Pairs, found: Counts, low: int, high: int) -> Iterator[Row]:
    """Yield what each quarter means, with its share, and what the line of no change means."""
    plus, weaker = plus_word(pairs), f"{found.percent(found.weaker)}\u00a0%"
    quarters = (
        (f"Fra minus til {plus}", found.risen, "right", high + ROOM),
        (f"{plus.capitalize()} begge år", found.neither, "left", high + ROOM),
        ("Minus begge år", found.both, "right", low),
        (f"Fra {plus} til minus", found.fallen, "left", low),
    )
    for words, count, side, up in quarters:
        at = {"x": 0, "verdi": up, "side": side, "dx": -8 if side == "right" else 8}
        yield at | {"tekst": words, "dy": 6 if up > low else 16}
        yield at | {
            "tekst": f"{found.percent(count)}\u00a0%",
            "dy": 23 if up > low else 33,
            "vekt": 600,
        }
    beside = ("Hjelpelinja: samme", "resultat begge år", "Under linja:", f"svakere i {pairs.aar}")
    for nr, words in enumerate((*beside, weaker)):
        bold = {"vekt": 600} if nr == len(beside) else {}
        at = {"x": high, "verdi": high, "dx": 48, "dy": 17 * nr + 6 * (nr > 1)}
        yield at | {"tekst": words, "smal": 0} | bold
    below = (
        "Hjelpelinja: samme resultat begge år",
        f"Under linja, svakere i {pairs.aar}: {weaker}",
    )
    for nr, words in enumerate(below):
        at = {"x": low, "verdi": low - ROOM, "dx": -20, "dy": 72 + 19 * nr}
        yield at | {"tekst": words, "smal": 1}


def _told(pair: Pair, year: int) -> str:
    number = " og ".join(pair.koder)
    before, now = (format_number(value, DECIMALS) for value in (pair.fjor, pair.naa))
    return (
        f"{display(pair.navn)} ({number}): {now} prosent i {year}, {before} prosent i {year - 1}. "
        f"Konsern, endelig."
    )

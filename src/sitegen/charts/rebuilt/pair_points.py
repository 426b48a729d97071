"""Every municipality's two years as points: one of each year, a series a municipality."""

from collections.abc import Sequence

from kommuneindikatorer.groups.statistics import Verdi
from kommuneindikatorer.numbers import format_number, round_half_up
from sitegen.charts.model import Point
from sitegen.charts.points import Row, rows
from sitegen.facts.observation import FINAL
from sitegen.facts.rebuilt.pairs import Pair, Pairs
from sitegen.facts.verification import BASIS, NETTO

DECIMALS = 1
EXACT_ENOUGH = 12
"""Decimals kept of a percentage that has no end. A result in whole thousands of an income below
10⁹ thousand lies at least 5 · 10⁻¹¹ from any half of a first decimal it is not on, so rounding
to one decimal from here gives what rounding the fraction gives."""

UNIT = "prosent av brutto driftsinntekter"


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
        verdi=round_half_up(value.pst, EXACT_ENOUGH).normalize(),
        enhet=UNIT,
        grunnlag=BASIS,
        utvalg="alle",
        status=FINAL,
        desimaler=DECIMALS,
        formel=f"100 × {value.belop} / {value.inntekt}",
    )


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


def pair_rows(pairs: Pairs, points: Sequence[Point]) -> list[Row]:
    """Return what the drawing is made of: a row a point, each with both of its years.

    The later year's row is drawn; both say the same, so that either may be asked for.
    """
    places = {one.kode: _place(one) for one in pairs.par}
    words = {one.kode: _told(one, pairs.aar) for one in pairs.par}
    found = rows(points, more=lambda one: places[one.serie] | {"navn": one.etikett})
    return [row | {"tekst": words[one.serie]} for row, one in zip(found, points, strict=True)]


def _place(pair: Pair) -> Row:
    # For the drawing alone: a hundredth of a per cent is a tenth of a pixel.
    return {"fjor": round(float(pair.fjor), 2), "naa": round(float(pair.naa), 2)}


def _told(pair: Pair, year: int) -> str:
    number = " og ".join(pair.koder)
    before, now = (format_number(value, DECIMALS) for value in (pair.fjor, pair.naa))
    return (
        f"{display(pair.navn)} ({number}): {now} prosent i {year}, {before} prosent i {year - 1}. "
        f"Konsern, endelig."
    )

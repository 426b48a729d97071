"""Every municipality's two years as points: one of each year, a series a municipality."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sitegen.charts.model import Point
from sitegen.indicators.numbers import format_number, round_half_up
from sitegen.tables.rebuilt.pairs import Pair, Pairs
from sitegen.tables.verification import BASIS, NETTO

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
        for year, value in ((pairs.aar - 1, one.fjor), (pairs.aar, one.naa))
    )


def _point(pair: Pair, year: int, value: Fraction) -> Point:
    return Point(
        serie=pair.kode,
        etikett=display(pair.navn),
        x=str(year),
        maal=NETTO,
        verdi=round_half_up(value, EXACT_ENOUGH).normalize(),
        enhet=UNIT,
        grunnlag=BASIS,
        utvalg="alle",
        status="endelig",
        desimaler=DECIMALS,
    )


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


def pair_rows(pairs: Pairs, points: Sequence[Point]) -> list[dict[str, object]]:
    """Return what the drawing is made of: a row a point, each with both of its years.

    The later year's row is drawn; both say the same, so that either may be asked for.
    """
    by_code = {one.kode: one for one in pairs.par}
    words = {code: _told(one, pairs.aar) for code, one in by_code.items()}
    return [
        {"nr": nr, "serie": one.serie, "x": one.x, "navn": one.etikett, "tall": one.tall}
        | _place(by_code[one.serie], pairs.aar, one.x)
        | {"tekst": words[one.serie], "fast": True}
        for nr, one in enumerate(points)
    ]


def _place(pair: Pair, year: int, x: str) -> Mapping[str, float]:
    # For the drawing alone: a hundredth of a per cent is a tenth of a pixel.
    before, now = (round(float(value), 2) for value in (pair.fjor, pair.naa))
    return {"verdi": now if x == str(year) else before, "fjor": before, "naa": now}


def _told(pair: Pair, year: int) -> str:
    number = " og ".join(pair.koder)
    before, now = (format_number(value, DECIMALS) for value in (pair.fjor, pair.naa))
    return (
        f"{display(pair.navn)} ({number}): {now} prosent i {year}, {before} prosent i {year - 1}. "
        f"Konsern, endelig."
    )

"""Every indicator that the unit data give, unit by unit: for the explorer and for download.

Which indicators there are follows from the catalogue and the data: a new one comes by itself.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.grouping import HELE_SEKTOREN
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import Enhet as Maal
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.unit import Enhet
from sitegen.facts.fact import csv_text
from sitegen.facts.formatting import exact_enough
from sitegen.formats.origin import NUMBERS, REGISTER

COLUMNS = ("aar", "nummer", "navn", "indikator", "verdi", "enhet", "belop")
COUNTY_ENDING = "00"


def all_units(groups: Iterable[Gruppe]) -> list[Enhet]:
    """Return every unit of every year, once."""
    return [unit for one in groups if one.inndeling == HELE_SEKTOREN.id for unit in one.enheter]


def computed(units: Sequence[Enhet]) -> tuple[Indikator, ...]:
    """Return the indicators that at least one unit has a value of, in the catalogue's order."""
    return tuple(one for one in INDIKATORER if any(value(one, unit) is not None for unit in units))


def value(indikator: Indikator, unit: Enhet) -> Decimal | Fraction | None:
    """Return a unit's value in the indicator's own unit, exact; ``None`` where it is missing."""
    found = unit.indikatorer[indikator.id]
    if indikator.enhet is Maal.PROSENT:
        return found.pst
    return found.aar if indikator.enhet is Maal.AAR else found.belop


def short_number(unit: Enhet) -> str:
    """Return ``4601`` for a municipality, ``46`` for a county municipality, as they are today."""
    return _short(unit.kode or unit.regnskap.kommunenummer or "")


def _short(number: str) -> str:
    return number.removesuffix(COUNTY_ENDING)


def indicator_files(groups: Sequence[Gruppe]) -> dict[str, bytes]:
    """Return the file with a row for each unit, year and indicator; none without unit data.

    A unit has the number it had in the year, as in the files with its accounts. A percentage has
    decimals enough to be rounded like the exact one; a missing value is an empty field.
    """
    units = all_units(groups)
    years = sorted({one.regnskap.aar for one in units if one.regnskap.aar})
    if not years:
        return {}
    name = "_".join(["indikatorer", *map(str, dict.fromkeys((years[0], years[-1])))])
    return {f"{name}.csv": csv_text(COLUMNS, _rows(units)).encode()}


def _rows(units: Sequence[Enhet]) -> Iterator[tuple[object, ...]]:
    indicators = computed(units)
    for unit in sorted(units, key=lambda one: (one.regnskap.aar or 0, _number(one))):
        for one in indicators:
            found = value(one, unit)
            amount = unit.indikatorer[one.id].belop
            yield (
                unit.regnskap.aar,
                _short(_number(unit)),
                unit.navn,
                one.id,
                None if found is None else exact_enough(found),
                one.enhet,
                None if amount is None else exact_enough(amount),
            )


def _number(unit: Enhet) -> str:
    return unit.regnskap.kommunenummer or ""


def number_files(register: str) -> dict[str, bytes]:
    """Return the register of municipalities as it is, and every number with those it has become.

    Args:
        register: The register's CSV.
    """
    rows = list(csv.DictReader(io.StringIO(register, newline="")))
    pairs = {
        (old, row["kommunenummer"])
        for row in rows
        for old in (*row["kommunenummer_2020_2023"].split("+"), row["kommunenummer"])
    }
    names = {row["kommunenummer"]: row["navn"] for row in rows}
    listed = ((old, new, names[new]) for old, new in sorted(pairs))
    numbers = csv_text(("kommunenummer", "kommunenummer_2024", "navn"), listed)
    return {REGISTER: register.encode(), NUMBERS: numbers.encode()}


def column(indikator: Indikator, units: Iterable[Enhet | None]) -> list[int | str | None]:
    """Return what the explorer draws of each unit: amounts in 1000 kr, or years.

    Of a percentage the exact amount, so that a browser can work the percentage out; another
    amount in whole 1000 kr. What is not whole is decimal text; missing is ``None``.
    """
    return [None if one is None else _cell(indikator, one) for one in units]


def _cell(indikator: Indikator, unit: Enhet) -> int | str | None:
    measured = unit.indikatorer[indikator.id]
    found = measured.aar if indikator.enhet is Maal.AAR else measured.belop
    if found is None:
        return None
    decimals = {Maal.KRONER: 0, Maal.AAR: 1}.get(indikator.enhet)
    exact = exact_enough(found) if decimals is None else round_half_up(found, decimals)
    return int(exact) if exact == exact.to_integral_value() else f"{exact:f}"

"""Every municipality and county municipality as columns, amounts as integers."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kommuneindikatorer.measures.maaling import amount
from kommuneindikatorer.register.lookup import find_kommuner
from kommuneindikatorer.unit import Enhet
from sitegen.formats.explorer.columns import Json, coded
from sitegen.formats.explorer.measures import INCOME, RESULT

COUNTY_ENDING = "00"


def unit_columns(units: Iterable[Enhet]) -> Mapping[str, Json]:
    """Return one row a unit, by number: who it is, then one list a year of each amount.

    A unit has the number it has today. A missing amount is null.
    """
    found: dict[str, dict[int, Enhet]] = {}
    for one in units:
        number = one.kode or one.regnskap.kommunenummer or ""
        found.setdefault(number, {})[one.regnskap.aar or 0] = one
    years = sorted({year for times in found.values() for year in times})
    numbers = sorted(found)
    latest = [found[number][max(found[number])] for number in numbers]
    return {
        "nummer": [short_number(number) for number in numbers],
        "navn": [one.navn or "" for one in latest],
        "landsdel": coded(one.landsdel or "" for one in latest),
        "fylke": coded(_county(one) for one in latest),
        "aar": years,
        "folkemengde": [[_people(found[n].get(year)) for n in numbers] for year in years],
        INCOME: _amounts(found, numbers, years, INCOME),
        RESULT: _amounts(found, numbers, years, RESULT),
    }


def short_number(number: str) -> str:
    """Return ``4601`` for a municipality, ``46`` for a county municipality."""
    return number.removesuffix(COUNTY_ENDING)


def _county(one: Enhet) -> str:
    if not one.er_kommune:
        return ""
    found = find_kommuner(one.regnskap.kommunenummer)
    return found[0].fylke if found else ""


def _people(one: Enhet | None) -> int | None:
    return one.regnskap.folkemengde if one else None


def _amounts(
    found: Mapping[str, Mapping[int, Enhet]],
    numbers: Sequence[str],
    years: Sequence[int],
    item: str,
) -> list[list[int | None]]:
    return [[_amount(found[n].get(year), item) for n in numbers] for year in years]


def _amount(one: Enhet | None, item: str) -> int | None:
    value = amount(one.regnskap, item) if one else None
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(value)
    return int(Decimal(value))

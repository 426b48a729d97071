"""Writes KOSTRA records for tests."""

import random
from collections.abc import Iterator


def record(  # noqa: PLR0913 - one argument for each field
    klasse: str,
    funksjon: str,
    art: str,
    belop: int | str,
    *,
    skjema: str = "0A",
    aar: int = 2024,
    kvartal: str = " ",
    region: str = "340100",
) -> str:
    """Return one record of 48 signs."""
    head = f"{skjema}{aar}{kvartal}{region}{'':18}"
    return f"{head}{klasse}{funksjon:<4}{art:<3}{belop:>9}"


def national(units: int, records: int) -> Iterator[str]:
    """Yield so many distinct records for each unit, the same every time; they do not balance."""
    source = random.Random(1)  # noqa: S311 - the same file every time is the point
    arter = [f"{art:03}" for art in (10, 90, 120, 250, 370, 470, 590, 600, 650, 700, 810, 870, 990)]
    codes = [(f"{one}", art) for one in range(100, 400, 2) for art in arter]
    for unit in range(units):
        for funksjon, art in codes[:records]:
            amount = source.randint(-9999, 9999)
            yield record("1", funksjon, art, amount, region=f"{3000 + unit}00")

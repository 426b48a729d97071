"""Whole files, worked out by hand, for each format: what is read, refused and assumed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from kommuneindikatorer.document import Source
from kommuneindikatorer.model import Belop, Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from support.accounts import account_cases, choices_of, files_of


def cases() -> list[Any]:
    """Return every case of every format, named by its file."""
    return [pytest.param(case, id=name) for name, case in account_cases() if "regnskap" in case]


def amounts(belop: Mapping[str, Belop]) -> dict[str, Decimal | None]:
    return {post: value_of(one) for post, one in belop.items()}


def value_of(one: Belop) -> Decimal | None:
    assert (one.verdi is None) == bool(one.mangler)
    return one.verdi


def expected_amounts(given: dict[str, str | None]) -> dict[str, Decimal | None]:
    return {post: None if text is None else Decimal(text) for post, text in given.items()}


def check(one: Regnskap, given: dict[str, Any]) -> None:
    for key in ("kommunenummer", "navn", "aar", "folkemengde"):
        assert getattr(one, key) == given.get(key), key
    assert one.basis == given.get("basis", "ukjent")
    assert one.nivaa == given.get("nivaa", "kommune")
    assert amounts(one.belop) == expected_amounts(given.get("belop", {}))
    assert amounts(one.prosent) == expected_amounts(given.get("prosent", {}))


@pytest.mark.parametrize("case", cases())
def test_a_file_is_read_as_worked_out_by_hand(case: dict[str, Any]) -> None:
    sources = [Source(name, data) for name, data in files_of(case)]
    result = read_sources(sources, Options(**choices_of(case)))
    (reading,) = result.readings
    assert reading.format == case["format"]
    assert [one.kode for one in result.problemer] == case.get("problemer", [])
    assert len(reading.regnskap) == len(case["regnskap"])
    for one, given in zip(reading.regnskap, case["regnskap"], strict=True):
        check(one, given)
    (filing,) = result.filer
    assert (filing.rader, filing.avvist) == (case["rader"], case.get("avvist", 0))
    assumed = {one.id: one.verdi for one in result.antakelser}
    assert assumed == assumed | case.get("antakelser", {})
    if "kolonner" in case:
        assert list(reading.kolonner) == case["kolonner"]

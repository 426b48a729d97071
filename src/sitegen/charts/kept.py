"""A chart as text to keep, and back: exactly the same chart."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sitegen.charts.model import Chart, Drawing, Point


def to_text(charts: Iterable[Chart]) -> bytes:
    """Return charts as JSON; decimals as text, so that nothing is lost."""
    return json.dumps([asdict(one) for one in charts], default=str, ensure_ascii=False).encode()


def from_text(text: bytes) -> tuple[Chart, ...]:
    """Return the charts that ``to_text`` wrote."""
    return tuple(_chart(one) for one in json.loads(text))


def _chart(kept: dict[str, Any]) -> Chart:
    return Chart(
        **kept
        | {
            "beskrivelse": tuple(kept["beskrivelse"]),
            "merknader": tuple(kept["merknader"]),
            "points": tuple(map(_point, kept["points"])),
            "bred": Drawing(**kept["bred"]),
            "smal": Drawing(**kept["smal"]),
        }
    )


def _point(kept: dict[str, Any]) -> Point:
    value = kept["verdi"]
    exact = None if value is None else Decimal(value)
    return Point(**kept | {"verdi": exact, "av": tuple(kept["av"])})

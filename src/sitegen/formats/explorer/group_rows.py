"""Groups computed from the final accounts, as the note groups and names them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.slugs import slug
from sitegen.facts.formatting import bare
from sitegen.formats.explorer.columns import Json, coded
from sitegen.formats.explorer.measures import RESULT, SHARES

WHOLES = {
    "kommunesektoren": ("kommunesektoren", "alle"),
    "alle": ("kommunene", "alle"),
    "alle_uten_oslo": ("landet", "alle utenom Oslo"),
    "fylkeskommuner": ("fylkeskommunene", "alle"),
}
"""The note's id and selection by the core's division."""

MEANS = ("vektet", "uvektet", "median")
OUTSIDE_OSLO = "alle utenom Oslo"


@dataclass(frozen=True, slots=True)
class GroupValue:
    """One figure of one group, rounded once to one decimal, its sign kept."""

    gruppe: str
    utvalg: str
    aar: int
    indikator: str
    beregning: str
    antall: int
    verdi: str


def group_values(groups: Iterable[Gruppe], ids: Mapping[str, str]) -> Iterator[GroupValue]:
    """Yield what the explorer shows of each group.

    Args:
        groups: The groups, with statistics.
        ids: The note's id of a group by its label without blanks: ``{"0–3000": "…"}``.
    """
    for one in groups:
        gruppe, utvalg = WHOLES.get(
            one.inndeling, (ids.get(bare(one.gruppe), slug(one.gruppe, "-")), OUTSIDE_OSLO)
        )
        found = one.statistikk[RESULT]
        for name in MEANS:
            value = getattr(found, name)
            yield GroupValue(
                gruppe, utvalg, one.aar or 0, RESULT, name, found.antall, one_decimal(value)
            )
        for name in SHARES:
            count = found.antall_begge_aar if _of_two_years(name) else found.antall
            value = getattr(found, name)
            yield GroupValue(gruppe, utvalg, one.aar or 0, name, "", count, one_decimal(value))


def group_columns(values: Iterable[GroupValue]) -> Mapping[str, Json]:
    """Return the values as columns; a group that has none holds an empty text."""
    rows = list(values)
    words = ("gruppe", "utvalg", "indikator", "beregning", "verdi")
    return {name: coded(getattr(row, name) for row in rows) for name in words} | {
        "aar": [row.aar for row in rows],
        "antall": [row.antall for row in rows],
    }


def one_decimal(value: Fraction | None) -> str:
    """Return ``-0.0`` for what is negative but rounds to zero; empty for what is missing."""
    if value is None:
        return ""
    digits = format(abs(round_half_up(value, 1)), "f")
    return f"-{digits}" if value < 0 else digits


def _of_two_years(name: str) -> bool:
    return name in {"andel_negativ_begge_aar", "andel_svakere"}

"""Sentences about many groups in two years: how many went up or down, who is highest and lowest."""

from collections.abc import Sequence

from sitegen.charts import phrases
from sitegen.charts.model import Point

COUNTS = (
    *("ingen", "én", "to", "tre", "fire", "fem", "seks"),
    *("sju", "åtte", "ni", "ti", "elleve", "tolv"),
)

type Pair = tuple[Point, Point]


def counted(number: int) -> str:
    """Return a small number in words, as running text has it."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def pairs(points: Sequence[Point], early: str, late: str) -> list[Pair]:
    """Return the points of two series that have values in both, by ``x``."""
    found = {(one.serie, one.x, one.maal): one for one in phrases.present(points)}
    return [
        (one, found[late, one.x, one.maal])
        for one in found.values()
        if one.serie == early and (late, one.x, one.maal) in found
    ]


def moved(both: Sequence[Pair], groups: str, one_of: str) -> str:
    """Return how many went down, or up if more did: «gikk ned i tre av fem landsdeler»."""
    down = sum(phrases.number(late) < phrases.number(early) for early, late in both)
    up = sum(phrases.number(late) > phrases.number(early) for early, late in both)
    if not both:
        return f"kan ikke sammenliknes: {phrases.NO_NUMBERS}"
    if not down and not up:
        return f"var uendret i {_all(both, groups)}"
    many, verb = (up, "gikk opp") if up > down else (down, "gikk ned")
    if many == len(both):
        return f"{verb} i {_all(both, groups)}"
    return f"{verb} i {counted(many)} av {counted(len(both))} {one_of}"


def _all(both: Sequence[Pair], groups: str) -> str:
    return f"alle de {counted(len(both))} {groups}" if len(both) > 1 else groups


def negative(both: Sequence[Pair]) -> str:
    """Return how many are below zero in the later year: «var negativt i fire»."""
    below = sum(phrases.number(late) < 0 for _, late in both)
    if below == len(both) > 1:
        return "var da negativt i alle"
    return f"var da negativt i {counted(below)}"

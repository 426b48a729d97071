"""Points → what the rows of several forms have in common. One set of rows serves both widths."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from kommuneindikatorer.measures.indikator import ANBEFALT_NIVAA, NIVAA_FRA, SEKTOR
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.wording import capitalised
from sitegen.charts.model import Point, Row, by_series
from sitegen.charts.theme import GROUPS, VARIABLES
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import SIGN
from sitegen.facts.outcomes import BASIS

LEVELS = {
    "kommunesektoren": SEKTOR,
    "kommunene": ANBEFALT_NIVAA[Nivaa.KOMMUNE],
    "fylkeskommunene": ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE],
}
"""The committee's levels of the net result, konsern, by the group they are about."""

PAPER, INK, MUTED, EARLIER = "--papir", "--blekk", "--dempet", "--sammenlikning"
DASHED = [5, 4]
UNSAID = {"alle", "ikke relevant"}
"""Selections that are not named where a value is read out: all units, and none."""
NAME = 18
"""Characters of a row's name on a line, on a phone."""


def point_row(nr: int, one: Point, colour: str, lead: str = "") -> Row:
    """Return what every form wants of a point; hollow where it may still change."""
    return {
        "nr": nr,
        "serie": one.serie,
        "x": one.x,
        "maal": one.maal,
        # For the drawing alone: a screen's pixel is coarser than a float.
        "verdi": None if one.verdi is None else float(one.verdi),
        "tall": one.tall,
        "tekst": f"{lead or f'{one.etikett}, {one.x}'}: {in_words(one)}",
        "farge": colour,
        "fyll": colour if one.status == FINAL else PAPER,
        "tegn": "circle",
        "storrelse": 60,
        **({"anmerket": True} if one.merknad else {}),
    }


def in_words(one: Point) -> str:
    """Return a value with what it is, and its remark; a missing one says so."""
    remark = f" {SIGN} {one.merknad}" if one.merknad else ""
    if one.verdi is None:
        return f"tallet mangler i notatet.{remark}"
    about = [one.grunnlag, "" if one.utvalg in UNSAID else one.utvalg, one.status]
    words = ", ".join(word for word in about if word)
    return f"{one.tall} {one.enhet}. {capitalised(words)}.{remark}"


def point_remarks(points: Iterable[Point]) -> tuple[str, ...]:
    """Return the remarks of values, each with what it is about: «† Landet, 2024 (1,0): …»."""
    return tuple(
        f"{SIGN} {_whose(one)} ({one.tall or 'mangler'}): {one.merknad}"
        for one in points
        if one.merknad
    )


def _whose(one: Point) -> str:
    """Return series and place; the group first where the series is a year."""
    name, _, rest = one.etikett.partition(", ")
    return f"{one.x}, {name}" if name.isdecimal() else ", ".join(filter(None, (name, rest, one.x)))


def series_colours(points: Iterable[Point]) -> dict[str, str]:
    """Return each series' colour: its group's, or a quieter one where that is taken."""
    found: dict[str, str] = {}
    for serie, (one, *_) in by_series(points).items():
        own = group_colour(one.gruppe)
        found[serie] = EARLIER if own in found.values() else own
    return found


def group_colour(group: str) -> str:
    """Return the name of a group's colour; groups of municipalities take the municipalities'."""
    return VARIABLES[GROUPS.get(group, GROUPS["kommunene"])]


def crosses_zero(points: Iterable[Point]) -> bool:
    """Return whether values change sign, so that zero must be seen."""
    values = [one.verdi for one in points if one.verdi is not None]
    return bool(values) and min(values) < 0 < max(values)


def segments(points: Sequence[Point], colours: Mapping[str, str]) -> list[Row]:
    """Return the lines' parts: broken where a year is missing, dashed where one may change."""
    found: list[Row] = []
    for serie, own in by_series(points).items():
        for part, (a, b) in enumerate(pairwise(own)):
            if a.verdi is None or b.verdi is None:
                continue
            dash = [] if b.status == FINAL else DASHED
            shared = {"serie": serie, "del": part, "farge": colours[serie], "stiplet": dash}
            found += [
                shared | {"aar": int(one.x), "verdi": float(one.verdi or 0)} for one in (a, b)
            ]
    return found


def level_of(one: Point) -> Fraction | None:
    """Return the level that is recommended for what a point is about; ``None`` for none."""
    of_net = (one.maal, one.grunnlag) == (NETTO, BASIS)
    return LEVELS.get(one.gruppe) if of_net and one.aar >= NIVAA_FRA else None


def status_of(points: Iterable[Point], x: str) -> set[str]:
    """Return what holds for every value of a year, its status; empty where they differ."""
    found = [one for one in points if one.x == x]
    words = {one.status for one in found if one.verdi is not None} or {"mangler"}
    return words if len(words) == 1 else set()


def year_words(points: Sequence[Point]) -> Iterable[Row]:
    """Return what stands below a year: what holds for all of it and is not «endelig».

    Several years on end with one word get it once, below the first of them: side by side on a
    narrow drawing, the words would run into each other.
    """
    years = list(dict.fromkeys(one.x for one in points))
    words = {x: next(iter(status_of(points, x) - {FINAL}), "") for x in years}
    for word, found in groupby(years, key=words.__getitem__):
        first, *others = found
        if not word:
            continue
        last = others[-1] if others else first
        span = f"fra {first}" if last == years[-1] else f"{first}–{last}"
        yield {"aar": int(first), "tekst": f"{word} {span}" if others else word}


def sign(one: Point, colour: str, *, hollow: bool = False) -> Row:
    """Return what a sign in the key means."""
    fill = PAPER if hollow else colour
    return {"serie": one.serie, "tekst": one.etikett, "farge": colour, "fyll": fill}


def broken(name: str) -> str:
    """Return a row's name with its breaks on a phone: first before a parenthesis."""
    if len(name) <= NAME:
        return name
    parts = name.replace(" (", "\n(").split("\n")
    return "\n".join(line for part in parts for line in textwrap.wrap(part, NAME))

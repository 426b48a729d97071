"""Points → the rows that a form draws them from. One set of rows serves both widths."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from kommuneindikatorer.measures.indikator import ANBEFALT_NIVAA, SEKTOR
from kommuneindikatorer.model import Nivaa
from sitegen.charts.model import Point, Row, Rows, by_series, present
from sitegen.charts.palette import GROUPS, VARIABLES
from sitegen.facts.observation import FINAL

NET, KONSERN = "netto_driftsresultat", "konsern"
LEVELS = {
    "kommunesektoren": SEKTOR,
    "kommunene": ANBEFALT_NIVAA[Nivaa.KOMMUNE],
    "fylkeskommunene": ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE],
}
"""The committee's levels of the net result, konsern, by the group they are about."""

QUARTERS = {Fraction(0): "", Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}
BASES = {"konsern": "Konsern", "kasse": "Kasse, uten foretak"}
PAPER, INK, MUTED, EARLIER = "--papir", "--blekk", "--dempet", "--sammenlikning"
DASHED = [4, 4]
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
        "tekst": f"{lead or f'{one.etikett}, {one.x}'}: {_in_words(one)}",
        "farge": colour,
        "fyll": colour if one.status == FINAL else PAPER,
        "tegn": "circle",
        "storrelse": 60,
    }


def _in_words(one: Point) -> str:
    if one.verdi is None:
        return "tallet mangler i notatet."
    about = [one.grunnlag, "" if one.utvalg == "alle" else one.utvalg, one.status]
    words = ", ".join(word for word in about if word)
    return f"{one.tall} {one.enhet}. {words[:1].upper()}{words[1:]}."


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


def line_rows(points: Sequence[Point], start: int = 0) -> Rows:
    """Return lines over the years, each with its last number and its name at the end.

    Args:
        points: Series by year.
        start: Where the firm rule lies: zero, or the start of an index.
    """
    colours = series_colours(points)
    levels = list(_levels(points, colours))
    last = max(int(one.x) for one in points)
    return {
        "data": [
            point_row(nr, one, colours[one.serie]) | {"aar": int(one.x), "storrelse": 45}
            for nr, one in enumerate(points)
        ],
        "segmenter": segments(points, colours),
        "linjer": [{"slag": "null", "verdi": start}, *levels],
        "etiketter": [*_ends(points, colours), *(_level_name(one, last) for one in levels)],
        "fot": list(year_words(points)),
    }


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


def _levels(points: Sequence[Point], colours: Mapping[str, str]) -> Iterable[Row]:
    for serie, (one, *_) in by_series(points).items():
        height = level_of(one)
        if height is not None:
            words = f"Anbefalt {written(height)}\u00a0%"
            own = {"serie": serie, "farge": colours[serie]}
            yield {"slag": "nivaa", "verdi": float(height), "tekst": words, **own}


def level_of(one: Point) -> Fraction | None:
    """Return the level that is recommended for what a point is about; ``None`` for none."""
    return LEVELS.get(one.gruppe) if (one.maal, one.grunnlag) == (NET, KONSERN) else None


def written(level: Fraction) -> str:
    """Return a level as the note prints it: ``1¾``."""
    whole, part = divmod(level, 1)
    return f"{whole}{QUARTERS[part]}"


def _level_name(level: Row, last: int) -> Row:
    shown = {name: level[name] for name in ("serie", "farge", "verdi", "tekst")}
    return shown | {"aar": last, "dx": 16}


def _ends(points: Sequence[Point], colours: Mapping[str, str]) -> Iterable[Row]:
    series = [found for own in by_series(points).values() if (found := present(own))]
    for found in series:
        one = found[-1]
        alone, mixed = len(series) == 1, one.status not in {FINAL, *status_of(points, one.x)}
        name = "" if alone else f" {one.etikett}"
        colour = colours[one.serie]
        yield {
            "serie": one.serie,
            "farge": MUTED if colour == EARLIER else colour,
            "aar": int(one.x),
            "verdi": float(one.verdi or 0),
            "tekst": f"{one.tall}{name}{f' ({one.status})' if mixed and not alone else ''}",
            "kort": f"{one.tall}{name.partition(' (')[0]}",
            "vekt": 600,
            "dx": 16,
        }


def status_of(points: Iterable[Point], x: str) -> set[str]:
    """Return what holds for every value of a year, its status; empty where they differ."""
    found = [one for one in points if one.x == x]
    words = {one.status for one in found if one.verdi is not None} or {"mangler"}
    return words if len(words) == 1 else set()


def year_words(points: Sequence[Point]) -> Iterable[Row]:
    """Return what stands below a year: what holds for all of it and is not «endelig»."""
    for x in dict.fromkeys(one.x for one in points):
        for word in status_of(points, x) - {FINAL}:
            yield {"aar": int(x), "tekst": word}


def column_rows(points: Sequence[Point]) -> Rows:
    """Return columns over a few years, and a rule where the basis changes."""
    colours = series_colours(points)
    return {
        "data": [
            point_row(nr, one, colours[one.serie]) | {"aar": int(one.x)}
            for nr, one in enumerate(points)
        ],
        "linjer": [{"slag": "null", "verdi": 0}],
        "loddrett": list(_changes_of_basis(points)),
        "nokkel": [
            _sign(one, colours[serie]) | {"tegn": "square"}
            for serie, (one, *_) in by_series(points).items()
        ],
        "fot": list(year_words(points)),
    }


def _changes_of_basis(points: Sequence[Point]) -> Iterable[Row]:
    bases = {int(one.x): one.grunnlag for one in points}
    for (_, before), (year, after) in pairwise(sorted(bases.items())):
        if before != after:
            yield {"aar": year, "side": "right", "dx": -8, "tekst": BASES.get(before, before)}
            yield {"aar": year, "side": "left", "dx": 8, "tekst": BASES.get(after, after)}


def _sign(one: Point, colour: str, *, hollow: bool = False) -> Row:
    fill = PAPER if hollow else colour
    return {"serie": one.serie, "tekst": one.etikett, "farge": colour, "fyll": fill}


def pair_rows(points: Sequence[Point], name: str) -> Rows:
    """Return two years a row; ``strek`` marks values that are only there for comparison.

    Args:
        points: The values; ``x`` is the row's name, a series is a year, or a year's selection.
        name: What is measured, for the tooltip.
    """
    looks = _looks(points)
    order = list(dict.fromkeys(one.x for one in points))
    data = [
        point_row(nr, one, looks[one.serie].get("farge") or group_colour(one.gruppe),
                  f"{name}, {one.x}, {one.etikett.partition(',')[0]}")
        | {"rad": _broken(one.x), "rekke": order.index(one.x)}
        | {key: looks[one.serie][key] for key in ("tegn", "storrelse", "strek")}
        for nr, one in enumerate(points)
    ]  # fmt: skip
    totals = {one.x for one in points if one.gruppe == TOTAL}
    rule = [{"slag": "null", "verdi": 0}] if crosses_zero(points) else []
    return {
        "data": data,
        "linjer": [*rule, *({"slag": "rad", "sterk": _broken(x)} for x in totals)],
        "nokkel": sorted(_signs(points, looks), key=lambda one: one["tegn"] not in YEARS),
    }


TOTAL = "landet"
YEARS = ("diamond", "circle")
STROKE = "M0,-0.8L0,0.8"


def _looks(points: Sequence[Point]) -> dict[str, Row]:
    """Return how each series is drawn: the earlier year, the later, or a stroke beside them."""
    early, *_, late = compared(points)
    stroke = {"farge": EARLIER, "tegn": STROKE, "storrelse": 110, "strek": True}
    looks = dict.fromkeys(by_series(points), stroke)
    looks[early] = {"farge": EARLIER, "tegn": "diamond", "storrelse": 75, "strek": False}
    looks[late] = {"farge": "", "tegn": "circle", "storrelse": 85, "strek": False}
    return looks


def compared(points: Sequence[Point]) -> list[str]:
    """Return the series of the years that are compared: of the selection that has most years."""
    years: dict[str, dict[str, str]] = {}
    for one in points:
        years.setdefault(one.utvalg, {}).setdefault(one.etikett.partition(",")[0], one.serie)
    most = max(years.values(), key=len)
    return [most[year] for year in sorted(most)]


def _signs(points: Sequence[Point], looks: Mapping[str, Row]) -> Iterable[Row]:
    colours = {group_colour(one.gruppe) for one in points}
    own = colours.pop() if len(colours) == 1 else group_colour("kommunesektoren")
    for serie, (one, *_) in by_series(points).items():
        hollow = one.status != FINAL
        sign = _sign(one, looks[serie]["farge"] or own, hollow=hollow)
        words = f"{one.etikett} ({one.status})" if hollow else one.etikett
        yield sign | {"tegn": looks[serie]["tegn"], "tekst": words}


def _broken(name: str) -> str:
    """Return a row's name with its breaks on a phone: first before a parenthesis."""
    if len(name) <= NAME:
        return name
    parts = name.replace(" (", "\n(").split("\n")
    return "\n".join(line for part in parts for line in textwrap.wrap(part, NAME))

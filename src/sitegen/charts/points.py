"""Observations → the points of a chart, and points → the rows of its specification."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen.charts.model import Point
from sitegen.facts.observation import FINAL, Observation

type Row = dict[str, object]


def point(item: Observation, cell: str, serie: str, etikett: str, x: str) -> Point:
    """Return an observation as a point of a series."""
    return Point(
        serie=serie,
        etikett=etikett,
        x=x,
        maal=item.indikator,
        verdi=item.verdi,
        enhet=item.enhet,
        grunnlag=item.grunnlag,
        utvalg=item.utvalg,
        status=item.status,
        linje=item.linje,
        celle=cell,
    )


def by_series(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Return the points by series, series in drawing order."""
    found: dict[str, list[Point]] = {}
    for one in points:
        found.setdefault(one.serie, []).append(one)
    return found


def not_firm(found: Sequence[Point]) -> list[Point]:
    """Return the points of the stretch that may still change, with the firm one before it."""
    values = [one for one in found if one.verdi is not None]
    first = next((nr for nr, one in enumerate(values) if one.status != FINAL), len(values))
    return values[max(first - 1, 0) :] if first < len(values) else []


def name_with_status(one: Point) -> str:
    """Return the series' name, and its status if that is not final: «2024 (anslag)»."""
    return one.etikett if one.status == FINAL else f"{one.etikett} ({one.status})"


def name_and_place(one: Point) -> str:
    """Return what a tooltip begins with: «Fylkeskommunene, 2023»."""
    return f"{one.etikett}, {one.x}"


def rows(
    points: Iterable[Point],
    lead: Callable[[Point], str] = name_and_place,
    more: Callable[[Point], Mapping[str, object]] = lambda _: {},
) -> list[Row]:
    """Return a row for each point: what ``model`` promises, and what more the chart needs."""
    return [_row(nr, one, lead(one)) | dict(more(one)) for nr, one in enumerate(points)]


def _row(nr: int, one: Point, lead: str) -> Row:
    return {
        "nr": nr,
        "serie": one.serie,
        "x": one.x,
        # For the drawing alone: a screen's pixel is coarser than a float.
        "verdi": None if one.verdi is None else float(one.verdi),
        "tall": one.tall,
        "tekst": f"{lead}: {_told(one)}",
        "fast": one.status == FINAL,
    }


def _told(one: Point) -> str:
    if one.verdi is None:
        return "tallet mangler i notatet."
    about = [one.grunnlag, "" if one.utvalg == "alle" else one.utvalg, one.status]
    words = ", ".join(word for word in about if word)
    return f"{one.tall} {one.enhet}. {words[:1].upper()}{words[1:]}."

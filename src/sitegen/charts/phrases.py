"""Sentences about numbers, right for whatever the numbers are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.wording import capitalised, listed, slug, uncapitalised
from sitegen.charts.model import Point, present
from sitegen.facts.fact import FINAL
from sitegen.facts.formatting import shown

BASES: Mapping[str, str] = MappingProxyType(
    {
        "konsern": "Konsern, med foretak og interkommunale selskaper",
        "kasse": "Kommunekasse, uten foretak og interkommunale selskaper",
        "ikke regnskap": "Ikke regnskapstall",
    }
)
PLURAL: Mapping[str, str] = MappingProxyType({"foreløpig": "foreløpige", FINAL: "endelige"})
BEFORE_NUMBER: Mapping[str, str] = MappingProxyType(
    {"anslag": "anslagsvis ", "foreløpig": "foreløpig "}
)
NO_NUMBERS = "notatet har ingen tall"
COUNTS = (
    *("ingen", "én", "to", "tre", "fire", "fem", "seks"),
    *("sju", "åtte", "ni", "ti", "elleve", "tolv"),
)

type Pair = tuple[Point, Point]
type Naming = Callable[[Sequence[str]], str]
"""What speaks of several places at once: «i 2016 og 2021»."""


def counted_in(unit: str) -> str:
    """Return what a unit counts, after a number: « prosent», « mrd. kroner», « kommuner»."""
    for word in ("prosentpoeng", "prosent"):
        if unit.startswith(word):
            return f" {word}"
    return "" if unit.startswith("indeks") else f" {unit.removeprefix('antall ')}"


def sentence(words: str) -> str:
    """Return words with a capital first and a full stop last; nothing for no words."""
    return f"{capitalised(words)}." if words else ""


def sentences(parts: Iterable[str]) -> tuple[str, ...]:
    """Return what there is to say, a sentence each."""
    return tuple(sentence(part) for part in parts if part)


def number(one: Point) -> Decimal:
    """Return the value of a point that has one.

    Raises:
        ValueError: It has none, and nothing may be said of it.
    """
    if one.verdi is None:
        message = f"{one.serie}, {one.x}"
        raise ValueError(message)
    return one.verdi


def value(one: Point) -> str:
    """Return a point's number as readers see it."""
    return shown(number(one))


def hedged(one: Point) -> str:
    """Return the number with a word before it where it is not final: «anslagsvis −0,3»."""
    return f"{BEFORE_NUMBER.get(one.status, '')}{value(one)}"


def direction(first: Point, last: Point) -> str:
    """Return «gikk opp», «gikk ned» or «var uendret»."""
    if number(first) == number(last):
        return "var uendret"
    return "gikk opp" if number(last) > number(first) else "gikk ned"


def year(one: Point) -> str:
    """Return the year of a point that lies at it."""
    return one.x


def change(first: Point, last: Point, unit: str = "", when: Callable[[Point], str] = year) -> str:
    """Return the way from one value to a later one: «gikk ned fra 0,8 i 2023 til −0,3 i 2024»."""
    if number(first) == number(last):
        return f"var {value(last)}{unit} både i {when(first)} og i {when(last)}"
    start = f"{value(first)}{unit} i {when(first)}"
    return f"{direction(first, last)} fra {start} til {hedged(last)}{unit} i {when(last)}"


def turn(points: Sequence[Point], unit: str = "") -> str:
    """Return what a series did last: from the highest or lowest point before, whichever is farther.

    A series of equal values «var 2,0 prosent i alle årene fra 2015 til 2024».
    """
    values = present(points)
    if not values:
        return NO_NUMBERS
    last = values[-1]
    if len(values) == 1:
        return f"var {hedged(last)}{unit} i {last.x}"
    # The latest of equals: the way began there.
    far = max(values[:-1][::-1], key=lambda one: abs(number(one) - number(last)))
    if number(far) == number(last):
        return f"var {value(last)}{unit} i alle årene fra {values[0].x} til {last.x}"
    return change(far, last, unit)


def in_years(xs: Sequence[str]) -> str:
    """Return «i 2016 og 2021»."""
    return f"i {listed(xs)}"


def extremes(points: Sequence[Point], what: str, at: Naming = in_years) -> str:
    """Return where a series is highest and lowest; every place that shares the value is named."""
    values = present(points)
    if not values:
        return f"{what}: {NO_NUMBERS}"
    top, bottom = max(map(number, values)), min(map(number, values))
    if top == bottom:
        return f"{what} er {shown(top)} {at([one.x for one in values])}"
    high, low = (at([one.x for one in values if one.verdi == end]) for end in (top, bottom))
    return f"{what} er høyest {high} ({shown(top)}) og lavest {low} ({shown(bottom)})"


def basis(points: Iterable[Point]) -> str:
    """Return what is counted in, each basis once: «Konsern, med foretak …»."""
    found = dict.fromkeys(one.grunnlag for one in points if one.grunnlag)
    return "; ".join(BASES.get(word, word) for word in found)


def statuses(points: Iterable[Point]) -> Iterator[str]:
    """Yield what is not final, «tall for 2024 er anslag», then the rows that are something else."""
    years: dict[int, list[Point]] = {}
    for one in present(points):
        years.setdefault(one.aar, []).append(one)
    most = {year: _commonest(found) for year, found in years.items()}
    for word in dict.fromkeys(most.values()):
        if word != FINAL:
            same = [str(year) for year in years if most[year] == word]
            yield f"tall for {listed(same)} er {PLURAL.get(word, word)}"
    odd: dict[tuple[int, str], dict[str, None]] = {}
    for year, found in years.items():
        for one in found:
            if one.status != most[year]:
                odd.setdefault((year, one.status), {})[one.rad] = None
    for (year, word), rows in odd.items():
        are = PLURAL.get(word, word) if len(rows) > 1 else word
        yield f"{listed([f'«{row}»' for row in rows])} for {year} er {are}"


def _commonest(points: Sequence[Point]) -> str:
    return Counter(one.status for one in points).most_common(1)[0][0]


def missing(points: Iterable[Point]) -> str:
    """Return what has no value, «Kommunesektoren mangler tall for 2024»; nothing if all have."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, xs in _gaps(points).items():
        found.setdefault(tuple(xs), []).append(name)
    return "; ".join(
        f"{listed(names)} mangler tall for {listed(list(xs))}" for xs, names in found.items()
    )


def _gaps(points: Iterable[Point]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in points:
        if one.verdi is None:
            name = f"«{one.etikett}»" if "," in one.etikett else one.etikett
            found.setdefault(name, []).append(one.x)
    return found


def counted(number: int) -> str:
    """Return a small number in words, as running text has it."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def pairs(points: Sequence[Point], early: str, late: str) -> list[Pair]:
    """Return the points of two series that have values in both, by ``x``."""
    found = {(one.serie, one.x, one.maal): one for one in present(points)}
    return [
        (one, found[late, one.x, one.maal])
        for one in found.values()
        if one.serie == early and (late, one.x, one.maal) in found
    ]


def moved(both: Sequence[Pair], groups: str, one_of: str) -> str:
    """Return how many went down, or up if more did: «gikk ned i tre av fem landsdeler»."""
    down = sum(number(late) < number(early) for early, late in both)
    up = sum(number(late) > number(early) for early, late in both)
    if not both:
        return f"kan ikke sammenlignes: {NO_NUMBERS}"
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
    below = sum(number(late) < 0 for _, late in both)
    if below == len(both) > 1:
        return "var da negativt i alle"
    return f"var da negativt i {counted(below)}"


SIZE = "folkemengde-"
REGIONS = {slug(one, "-") for one in LANDSDELER}


def kinds(points: Sequence[Point]) -> tuple[str, str]:
    """Return what the groups are called, and the same after a number."""
    if points[0].gruppe.startswith(SIZE):
        return "kommunegruppene", "kommunegrupper"
    if {one.gruppe for one in points} <= REGIONS:
        return "landsdelene", "landsdeler"
    return "gruppene", "grupper"


def for_groups(points: Sequence[Point]) -> Naming:
    """Return what says «for Østlandet og for Agder og Rogaland»: «i» would be wrong of some."""
    sizes = points[0].gruppe.startswith(SIZE)

    def words(rows: Sequence[str]) -> str:
        names = [f"kommuner med {uncapitalised(row)} innbyggere" if sizes else row for row in rows]
        return listed([f"for {name}" for name in names])

    return words

"""The words of a chart, from its form and its values: finding, subtitle, description."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.wording import listed, slug, uncapitalised
from sitegen.charts import phrases
from sitegen.charts.model import Point, Words, by_series, present
from sitegen.charts.palette import GROUPS
from sitegen.charts.rows import NET, TOTAL, compared, level_of, written
from sitegen.charts.subject import Part
from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL

FOREMOST = "kommunene"
"""The group that a chart of sectors is about first."""
ACTIVITY, INCOME = "aktivitet_endring", "frie_inntekter_realendring"
GROSS = "brutto_driftsresultat_eks_avskrivninger"
SAMPLE = "utvalget"
SAMPLE_MEANS = "utvalget er kommunene i KS’ regnskapsundersøkelse"
IN_WORDS = {"konsern": "konserntall", "kasse": "tall for kassene alene, uten foretak"}
SIZE = "folkemengde-"
REGIONS = {slug(one, "-") for one in LANDSDELER}


def describe(part: Part) -> Words:
    """Return the words of a chart; each part is made a sentence, and an empty one is left out."""
    title, subtitle, description = BY_FORM[part.form](part)
    return Words(
        f"{title[:1].upper()}{title[1:]}",
        " ".join(phrases.sentences(subtitle)),
        phrases.sentences(description),
    )


type Said = tuple[str, Sequence[str], Iterator[str]]


def measure_of(part: Part) -> str:
    """Return what is measured in running text: gross is before depreciation."""
    name = uncapitalised(part.measure)
    exact = " uten avskrivninger" if part.points[0].maal == GROSS else ""
    return name if name.endswith(exact) else f"{name}{exact}"


def _line(part: Part) -> Said:
    points, series = part.points, by_series(part.points)
    first = next((own for own in series.values() if own[0].gruppe == FOREMOST), points)
    first = first if first is not points else next(iter(series.values()))
    colon = "" if present(first) else ":"
    who = uncapitalised(first[0].etikett.partition(" (")[0])
    about = f"{measure_of(part)} i {who}" if part.measure else who
    leveled = any(level_of(own[0]) is not None for own in series.values())
    unit = points[0].enhet
    subtitle = [
        f"{measure_of(part)} i {unit}" if part.measure else unit,
        phrases.basis(points),
        phrases.statuses(points),
        "prikkede linjer er nivåene utvalget anbefaler over tid" if leveled else "",
    ]
    return f"{about}{colon} {phrases.turn(first, ' prosent')}", subtitle, _lines(points)


def _lines(points: Sequence[Point]) -> Iterator[str]:
    series = by_series(points)
    names = [own[0].etikett for own in series.values()]
    years = list(dict.fromkeys(one.x for one in points))
    yield f"Linjediagram fra {years[0]} til {years[-1]} med en linje for {listed(names)}"
    for own in series.values():
        yield phrases.extremes(own, own[0].etikett)
        values = present(own)
        if len(values) > 1:
            yield f"{own[0].etikett} {phrases.change(values[-2], values[-1])}"
    yield from map(_beside_level, series.values())
    yield phrases.missing(points)


def _beside_level(own: Sequence[Point]) -> str:
    """Return in which years a series is below the level recommended for it."""
    values, level = present(own), level_of(own[0])
    if level is None or not values:
        return ""
    below = [one.x for one in values if Fraction(phrases.number(one)) < level]
    what = f"nivået på {written(level)} prosent som utvalget anbefaler"
    where = f"under {what} i {listed(below)}" if below else f"aldri under {what}"
    return f"{own[0].etikett} er {where}"


def _columns(part: Part) -> Said:
    points = part.points
    last = points[-1].x
    values = [one for one in present(points) if one.x == last]
    name = uncapitalised(points[0].etikett)
    title = f"{name} i {last}: {phrases.NO_NUMBERS}"
    if values:
        said = [f"{phrases.value(one)} prosent{_after(one, values[0])}" for one in values]
        hedge = phrases.BEFORE_NUMBER.get(values[0].status, "")
        title = f"{name} i {last} var {hedge}{listed(said)}"
    group = points[0].gruppe
    where = f" i {group}" if group in GROUPS else ""
    what = f"{uncapitalised(part.exhibit.title)}{where}, {points[0].enhet}"
    return title, [what, _bases(points), phrases.statuses(points)], _column_by_column(points)


def _after(one: Point, first: Point) -> str:
    """Return what sets a measure apart from the first: « etter bundne avsetninger»."""
    return one.etikett.removeprefix(first.etikett) if one != first else ""


def _bases(points: Sequence[Point]) -> str:
    """Return which years are counted how: «2022 og 2023 er konserntall, 2024 er …»."""
    found: dict[str, dict[str, None]] = {}
    for one in points:
        found.setdefault(one.grunnlag, {})[one.x] = None
    if len(found) == 1:
        return phrases.basis(points)
    return ", ".join(
        f"{listed(list(years))} er {IN_WORDS.get(word, word)}" for word, years in found.items()
    )


def _column_by_column(points: Sequence[Point]) -> Iterator[str]:
    """Return each column; years of two bases are not compared."""
    series = by_series(points)
    years = list(dict.fromkeys(one.x for one in points))
    count = phrases.counted(len(series))
    noun = "søyle" if len(series) == 1 else "søyler"
    yield f"Søylediagram for {listed(years)} med {count} {noun} for hvert år"
    for own in series.values():
        said = [f"{phrases.hedged(one)} i {one.x}" for one in present(own)]
        if said:
            yield f"{own[0].etikett} er {listed(said)}"
        for basis in dict.fromkeys(one.grunnlag for one in own):
            values = [one for one in present(own) if one.grunnlag == basis]
            if len(values) > 1:
                yield f"{own[0].etikett} {phrases.change(values[0], values[-1])}, begge {basis}"
    yield _bases(points)
    yield phrases.missing(points)


def _year(one: Point) -> str:
    return one.etikett.partition(",")[0]


def _two_years(part: Part) -> Said:
    groups = [one for one in part.points if one.gruppe != TOTAL]
    sampled = any(one.utvalg == SAMPLE for one in groups)
    subtitle = [
        f"{measure_of(part)} i {groups[0].enhet}",
        phrases.basis(groups),
        SAMPLE_MEANS if sampled else "",
        phrases.statuses(groups, _year),
    ]
    if all(one.gruppe in GROUPS for one in groups):
        return _of_sectors(part), subtitle, _sectors(part)
    return _of_groups(part, groups), subtitle, _group_by_group(part, groups)


def _of_sectors(part: Part) -> str:
    """Return what one sector's value did from the first year to the last."""
    own = [one for one in part.points if one.gruppe == FOREMOST]
    own = own or [one for one in part.points if one.x == part.points[0].x]
    who, values = f"{measure_of(part)} i {uncapitalised(own[0].x.partition(' (')[0])}", present(own)
    if len(values) < max(len(own), 2):
        return f"{who}: {phrases.NO_NUMBERS} å sammenlikne"
    return f"{who} {phrases.change(values[0], values[-1], ' prosent', _year)}"


def _sectors(part: Part) -> Iterator[str]:
    points, name = part.points, part.measure
    rows = list(dict.fromkeys(one.x for one in points))
    series = by_series(points)
    labels = listed([own[0].etikett for own in series.values()])
    yield f"Punktdiagram med en linje for {listed(rows)}, der punktene viser {labels}"
    for row in rows:
        values = present(one for one in points if one.x == row)
        if len(values) > 1:
            way = phrases.change(values[0], values[-1], when=_year)
            yield f"{name} i {uncapitalised(row)} {way}"
    for own in series.values():
        yield phrases.extremes(own, f"{name} i {own[0].etikett}", _in_rows)
    yield phrases.missing(points)


def _in_rows(rows: Sequence[str]) -> str:
    return listed([f"i {uncapitalised(row)}" for row in rows])


def _of_groups(part: Part, points: Sequence[Point]) -> str:
    """Return how a measure moved, and in how many groups it is negative if it can be."""
    early, *_, late = compared(points)
    both = phrases.pairs(points, early, late)
    moved = phrases.moved(both, *_kind(points))
    if not both:
        return f"{part.measure} {moved}"
    first, last = both[0]
    said = f"{part.measure} {moved} fra {_year(first)} til {_year(last)}"
    signed = points[0].maal == NET or any(phrases.number(one) < 0 for one in present(points))
    return f"{said} og {phrases.negative(both)}" if signed else said


def _kind(points: Sequence[Point]) -> tuple[str, str]:
    """Return what the groups are called, and the same after a number."""
    if points[0].gruppe.startswith(SIZE):
        return "kommunegruppene", "kommunegrupper"
    if {one.gruppe for one in points} <= REGIONS:
        return "landsdelene", "landsdeler"
    return "gruppene", "grupper"


def _group_by_group(part: Part, points: Sequence[Point]) -> Iterator[str]:
    count = phrases.counted(len(dict.fromkeys(one.x for one in points)))
    others = list(dict.fromkeys(one.utvalg for one in points if one.serie not in compared(points)))
    total = " og for landet" if len(points) < len(part.points) else ""
    whom = f"utvalget i to år og en strek viser {others[0]}" if others else "to år"
    yield (
        f"Punktdiagram med en linje for hver av {count} {_kind(points)[1]}{total}, "
        f"der to punkter viser {whom}"
    )
    for serie in compared(points):
        own = by_series(points)[serie]
        yield phrases.extremes(own, f"{part.measure} i {_year(own[0])}", _for_groups(points))
    early, *_, late = compared(points)
    for first, last in phrases.pairs(points, early, late):
        ends = f"fra {phrases.value(first)} til {phrases.value(last)}"
        way = phrases.direction(first, last)
        how = f"{way} {ends}" if first.verdi != last.verdi else f"{way}, {phrases.value(last)}"
        yield f"{part.measure} {_for_groups(points)([first.x])} {how}"
    yield phrases.missing(points)


def _for_groups(points: Sequence[Point]) -> Callable[[Sequence[str]], str]:
    """Return what says «for Østlandet og for Agder og Rogaland»: «i» would be wrong of some."""
    sizes = points[0].gruppe.startswith(SIZE)

    def words(rows: Sequence[str]) -> str:
        names = [f"kommuner med {uncapitalised(row)} innbyggere" if sizes else row for row in rows]
        return listed([f"for {name}" for name in names])

    return words


def _panels(part: Part) -> Said:
    points, series = part.points, by_series(part.points)
    subtitle = [
        f"{len(series)} tallserier for {points[0].x}–{points[-1].x}, alle i prosent",
        *_statuses(points),
    ]
    pair = [series[one] for one in (ACTIVITY, INCOME) if one in series]
    title = _two_changes(*pair) if len(pair) > 1 else _first_turn(series)
    return title, subtitle, _panel_by_panel(points)


def _first_turn(series: Mapping[str, Sequence[Point]]) -> str:
    own = next(iter(series.values()))
    return f"{uncapitalised(own[0].etikett)}: {phrases.turn(own, ' prosent')}"


def _two_changes(activity: Sequence[Point], income: Sequence[Point]) -> str:
    """Return what activity and free income did in the last year that has both."""
    both = [pair for pair in zip(activity, income, strict=False) if len(present(pair)) == len(pair)]
    if not both:
        return f"aktivitet og frie inntekter: {phrases.NO_NUMBERS}"
    first, second = both[-1]
    verb, how = _moved(first)
    other = "mens" if phrases.number(first) * phrases.number(second) < 0 else "og"
    return (
        f"i {first.x} {verb} aktiviteten i kommunesektoren {how}, "
        f"{other} frie inntekter {' '.join(_moved(second))} reelt"
    )


def _moved(one: Point) -> tuple[str, str]:
    """Return verb and measure of a yearly change: «økte», «med 0,4 prosent»."""
    change = phrases.number(one)
    if not change:
        return "var", "uendret"
    amount = f"med {shown(abs(change))} prosent"
    return ("økte", amount) if change > 0 else ("gikk", f"ned {amount}")


def _statuses(points: Sequence[Point]) -> Iterator[str]:
    """Return what is not final, with the series whose status is another than the year's."""
    unsure = [one for one in present(points) if one.status != FINAL]
    for year in dict.fromkeys(one.x for one in unsure):
        found = [one for one in unsure if one.x == year]
        (common, _), *_ = Counter(one.status for one in found).most_common(1)
        yield f"tall for {year} er {phrases.PLURAL.get(common, common)}"
        yield from (
            f"«{one.etikett}» for {year} er {one.status}" for one in found if one.status != common
        )


def _panel_by_panel(points: Sequence[Point]) -> Iterator[str]:
    series = by_series(points)
    yield (
        f"{len(series)} små diagrammer fra {points[0].x} til {points[-1].x}, "
        "søyler for endringer og linjer for nivåer"
    )
    for own in series.values():
        values = present(own)
        if not values:
            yield f"{own[0].etikett}: {phrases.NO_NUMBERS}"
            continue
        last = f"{phrases.hedged(values[-1])} i {values[-1].x}"
        yield f"{phrases.extremes(own, own[0].etikett)}; {last}"
    yield phrases.missing(points)


BY_FORM: Mapping[str, Callable[[Part], Said]] = MappingProxyType(
    {"linje": _line, "soyler": _columns, "prikker": _two_years, "smaa_flere": _panels}
)

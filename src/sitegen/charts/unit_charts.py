"""The charts of a unit's page: its years beside its groups', and its place among others.

They are many, so they are planned here and drawn all at once (``Chart`` without pictures). A
ranking is the same for all units in it: it is drawn once, every row in a colour of its own that
stands for it, and each page gets it with its own row brought forward.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import batched, groupby, pairwise

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import listed, slug
from sitegen.charts import phrases
from sitegen.charts.draw import unpainted
from sitegen.charts.forms.dots import ROW
from sitegen.charts.forms.line import line_rows
from sitegen.charts.model import Chart, Point, Row, Rows, Words, by_series
from sitegen.charts.rows import EARLIER, MUTED, point_row
from sitegen.charts.theme import BLEKK, FYLKESKOMMUNENE, KOMMUNENE, NARROW, SAMMENLIKNING, WIDE
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import span
from sitegen.facts.outcomes import BASIS
from sitegen.facts.profile import (
    COUNTIES,
    COUNTY,
    EVERYONE,
    REGION,
    SIZE,
    Place,
    Profile,
    Ranking,
)

UNIT = "prosent av brutto driftsinntekter"
MEASURE = f"Netto driftsresultat i {UNIT}, konsern"
QUIET = {EVERYONE: "--kommunesektoren", COUNTIES: "--kommunesektoren", COUNTY: MUTED}
"""Colours of groups' lines; the others are as earlier years are."""
SHORT = {
    COUNTY: "Fylket",
    SIZE: "Samme størrelse",
    REGION: "Landsdelen",
    EVERYONE: "Landet",
    COUNTIES: "Alle",
}
"""The groups at the ends of lines on a phone; the table has the whole of their names."""
MOST, WINDOW, STEP = 50, 31, 10
"""Rows that a ranking has at most, rows of a part of a longer one, and from part to part."""
ROW_COLOUR = re.compile(r"#(a|b)0([0-9a-f]{4})")
"""A colour that stands for a row of a ranking, of its marks (a) or its number (b)."""
_WEIGHT = re.compile(r' font-weight="[^"]*"')


def years_chart(profile: Profile, source: str) -> Chart:
    """Return the unit's years beside the groups': a line each, its own in colour."""
    points = year_points(profile)
    own = by_series(points)[profile.nummer]
    drawn = line_rows(points)
    colours = {profile.nummer: "--kommunene" if profile.er_kommune else "--fylkeskommunene"}
    colours |= {one.id: QUIET.get(one.id, EARLIER) for one in profile.ved}
    rows = {
        **drawn,
        "data": [_painted(row, colours, profile.nummer) for row in drawn["data"]],
        "segmenter": _segments(profile, drawn["segmenter"], colours),
        "etiketter": [_named(row, colours, profile.nummer) for row in drawn["etiketter"]],
        "fot": [*drawn["fot"], *_as_part(profile)],
    }
    early, late = own[-2:][0], own[-1]
    said = [
        f"Linjediagram fra {points[0].x} til {late.x}",
        *(f"{one[0].etikett}: {_series(one)}" for one in by_series(points).values()),
    ]
    moved = phrases.change(_rounded(early), _rounded(late), " prosent")
    title = f"Resultatet i {profile.helt_navn} {moved}"
    words = Words(title, f"{MEASURE}.", phrases.sentences(said))
    remarks = (split_words(profile),) if split_words(profile) else ()
    return _planned(f"{profile.nummer}-aar", "linje", rows, words, points, source, remarks)


def year_points(profile: Profile) -> tuple[Point, ...]:
    """Return the values of the unit, then of each group, by year."""
    status = {one.aar: one.status for one in profile.aar}
    own = [(profile.nummer, profile.kort, one.aar, one.netto.pst) for one in profile.aar]
    others = [
        (group.id, group.navn, year.aar, value)
        for group in profile.ved
        for year, value in zip(profile.aar, group.verdier[-len(profile.aar) :], strict=True)
    ]
    return tuple(
        Point(
            serie=serie,
            etikett=name,
            x=str(year),
            aar=year,
            maal=NETTO,
            verdi=value,
            enhet=UNIT,
            grunnlag=BASIS,
            utvalg="alle",
            status=status[year],
            desimaler=1,
            gruppe=serie,
        )
        for serie, name, year, value in (*own, *others)
    )


def split_words(profile: Profile) -> str:
    """Return which years' figures are of a larger unit; empty where all are its own."""
    runs = groupby(profile.aar, key=lambda one: (one.med, one.navn.partition(" (")[0]))
    found = [(*key, [one.aar for one in run]) for key, run in runs if key[0]]
    return " ".join(
        f"Tallene for {span(years[0], years[-1])} gjelder "
        f"{_split(whole, [profile.kort, *others], years[-1] + 1)}."
        for others, whole, years in found
    )


def _split(whole: str, parts: Sequence[str], year: int) -> str:
    """Return what a unit was before it was split; a municipality has kept the name of the whole."""
    if whole in parts:
        return f"{whole}, som da også omfattet {listed(one for one in parts if one != whole)}"
    return f"{whole} fylkeskommune, som i {year} ble delt i {listed(parts)}"


def _rounded(one: Point) -> Point:
    return one if one.verdi is None else replace(one, verdi=round_half_up(one.verdi, 1))


def _series(points: Sequence[Point]) -> str:
    return ", ".join(f"{one.tall or 'mangler'} i {one.x}" for one in points)


def _painted(row: Row, colours: Mapping[str, str], own: str) -> Row:
    colour = colours[row["serie"]]
    fill = colour if row["fyll"] == row["farge"] else row["fyll"]
    return row | {"farge": colour, "fyll": fill, "storrelse": 55 if row["serie"] == own else 16}


def _segments(profile: Profile, rows: Iterable[Row], colours: Mapping[str, str]) -> list[Row]:
    """Return the lines' parts: the unit's own on top, and broken where it was parted."""
    parted = {a.aar for a, b in pairwise(profile.aar) if a.med != b.med}
    found: list[list[Row]] = []
    for ends in batched(rows, 2):
        own = ends[0]["serie"] == profile.nummer
        if own and ends[0]["aar"] in parted:
            continue
        look = {"farge": colours[ends[0]["serie"]], "tykkelse": 3 if own else 1.25}
        found.append([row | look for row in ends])
    found.sort(key=lambda ends: ends[0]["serie"] == profile.nummer)
    return [row for ends in found for row in ends]


def _named(row: Row, colours: Mapping[str, str], own: str) -> Row:
    colour = colours[row["serie"]]
    if row["serie"] == own:
        return row | {"farge": colour}
    number = row["tekst"].partition(" ")[0]
    quiet = {"farge": MUTED if colour == EARLIER else colour, "vekt": 400}
    return row | quiet | {"kort": f"{number} {SHORT[row['serie']]}"}


def _as_part(profile: Profile) -> Iterator[Row]:
    """Yield what stands below the years in which the unit was a part of another."""
    for words, run in groupby(profile.aar, key=lambda one: one.merke):
        years = [one.aar for one in run]
        if words:
            yield {"aar": (years[0] + years[-1]) / 2, "tekst": words}


def ranking_charts(ranking: Ranking, year: int, source: str) -> Iterator[Chart]:
    """Yield the drawings of a ranking: one, or of a long one its parts, which overlap."""
    for first in starts(ranking):
        shown = ranking.plasser[first : first + _rows_of(ranking)]
        points = tuple(_points(shown, year))
        rows = _ranked_rows(points, shown, year, first)
        ident = ranking_id(ranking, first)
        yield _planned(ident, "rangert", rows, Words("", "", ()), points, source, ())


def starts(ranking: Ranking) -> list[int]:
    """Return the places from 0 that the drawings of a ranking begin at."""
    last = len(ranking.plasser) - _rows_of(ranking)
    return sorted({*range(0, last, STEP), last})


def _rows_of(ranking: Ranking) -> int:
    count = len(ranking.plasser)
    return count if count <= MOST else WINDOW


def ranking_id(ranking: Ranking, first: int) -> str:
    """Return the id of a drawing of a ranking."""
    return f"{ranking.id}-{slug(ranking.navn, '-')}-{first}"


def start_for(ranking: Ranking, number: int | None) -> int:
    """Return where the drawing begins that has a place nearest its middle."""
    middle = (number or 0) - _rows_of(ranking) // 2
    return min(starts(ranking), key=lambda first: (abs(first - middle), first))


def own_ranking(profile: Profile, ranking: Ranking, drawn: Mapping[str, Chart]) -> Chart:
    """Return a ranking as a unit's page has it: its own row in colour, its place in the title."""
    number = ranking.place(profile.nummer)
    chart = drawn[ranking_id(ranking, start_for(ranking, number))]
    first, count = start_for(ranking, number), len(ranking.plasser)
    shown = ranking.plasser[first : first + _rows_of(ranking)]
    kind = "fylkeskommuner" if ranking.id == COUNTIES else "kommuner"
    title = f"{ranking.plasser[0].kort} hadde det høyeste resultatet av {count} {kind}"
    if number is not None:
        title = f"{profile.kort} er nummer {number + 1} av {count} {kind}"
    cut = f" Figuren viser nummer {first + 1}–{first + len(shown)}."
    years = f"{profile.siste.aar - 1} og {profile.siste.aar}"
    subtitle = f"{ranking.navn}. {MEASURE}, {years}.{cut if len(shown) < count else ''}"
    of_year = [one for one in chart.points if one.aar == profile.siste.aar]
    values = "; ".join(f"{first + at} {one.x}: {one.tall}" for at, one in enumerate(of_year, 1))
    said = phrases.sentences([f"Punktdiagram for {ranking.navn}, det høyeste øverst", values])
    colour = KOMMUNENE if ranking.id != COUNTIES else FYLKESKOMMUNENE
    name = _row_name(shown[number - first], number) if number is not None else ""
    row = -1 if number is None else number - first
    picture = replace(chart.smal, svg=brought_forward(chart.smal.svg, row, name, colour))
    return replace(
        chart,
        id=f"{profile.nummer}-{ranking.id}",
        tittel=title,
        undertittel=subtitle,
        beskrivelse=said,
        bred=picture,
        smal=picture,
    )


def brought_forward(svg: str, row: int, name: str, colour: str) -> str:
    """Return a ranking's picture in the palette's colours, one row's in its own and in bold."""
    if row >= 0:
        for end in (f">{name}</text>", f'"#b0{row:04x}"'):
            svg = _bold(svg, svg.find(end))
        svg = svg.replace(f"#a0{row:04x}", colour)
    return ROW_COLOUR.sub(lambda match: SAMMENLIKNING if match[1] == "a" else BLEKK, svg)


def _bold(svg: str, place: int) -> str:
    """Return a picture where the text element that a place is in is bold."""
    start = svg.rindex("<text", 0, place)
    end = svg.index(">", start)
    return f'{svg[:start]}<text font-weight="600"{_WEIGHT.sub("", svg[start + 5 : end])}{svg[end:]}'


def _row_name(place: Place, number: int) -> str:
    return f"{place.kort} {number + 1}"


def _points(places: Iterable[Place], year: int) -> Iterator[Point]:
    for one in places:
        for aar, value in ((year - 1, one.fjor), (year, one.naa)):
            yield Point(
                serie=str(aar),
                etikett=str(aar),
                x=one.kort,
                aar=aar,
                maal=NETTO,
                verdi=value,
                enhet=UNIT,
                grunnlag=BASIS,
                utvalg="alle",
                status=FINAL,
                desimaler=1,
                gruppe=one.nummer,
            )


def _ranked_rows(points: Sequence[Point], shown: Sequence[Place], year: int, first: int) -> Rows:
    names = {one.nummer: _row_name(one, first + at) for at, one in enumerate(shown)}
    rows = {one.nummer: at for at, one in enumerate(shown)}
    height = len(shown) * ROW
    data: list[Row] = []
    for nr, one in enumerate(points):
        now, colour = one.aar == year, f"#a0{rows[one.gruppe]:04x}"
        look = {"tegn": "circle", "storrelse": 60} if now else {"tegn": "diamond", "storrelse": 24}
        row = point_row(nr, one, colour) | look | {"rad": names[one.gruppe], "hoyde": [height] * 2}
        data.append(row if now else row | {"styrke": 0.7})
    numbers = [one for one in points if one.aar == year]
    key = zip((year - 1, year), ("diamond", "circle"), strict=True)
    return {
        "data": data,
        "linjer": [{"slag": "null", "verdi": 0}],
        "etiketter": [
            {"serie": str(year), "rad": names[one.gruppe], "tekst": one.tall}
            | {"farge": f"#b0{rows[one.gruppe]:04x}"}
            for one in numbers
        ],
        "nokkel": [
            {"serie": str(of), "tekst": str(of), "farge": EARLIER, "fyll": EARLIER, "tegn": shape}
            for of, shape in key
        ],
    }


def _planned(  # noqa: PLR0913, PLR0917  all that a chart is, and each thing once
    ident: str,
    form: str,
    rows: Rows,
    words: Words,
    points: tuple[Point, ...],
    source: str,
    remarks: tuple[str, ...],
) -> Chart:
    said = {"beskrivelse": ""}
    narrow = unpainted(form, rows, said, NARROW)
    # A ranking is as narrow everywhere: two of them stand side by side where there is room.
    wide = unpainted(form, rows, said, WIDE) if form == "linje" else narrow
    return Chart(
        id=ident,
        exhibit="",
        tittel=words.title,
        undertittel=words.subtitle,
        beskrivelse=words.description,
        merknader=remarks,
        kilde=source,
        points=points,
        form=form,
        rader=rows,
        ord=said,
        bred=wide,
        smal=narrow,
    )

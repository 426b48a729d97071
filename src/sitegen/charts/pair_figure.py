"""The figure of every municipality's two years, drawn again: a dot each, and what they show."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from operator import attrgetter

from kommuneindikatorer.groups.statistics import Verdi
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import listed
from sitegen.charts.draw import SQUARE
from sitegen.charts.layers import CHARACTER
from sitegen.charts.model import Point, Row, Rows, Words
from sitegen.charts.part import Content, Part, Subject
from sitegen.charts.rows import group_colour, point_row
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import exact_enough
from sitegen.facts.outcomes import BASIS, Comparison, compare_shares
from sitegen.facts.rebuilt import Counts, Pair, Pairs, pairs
from sitegen.note.model import Exhibit, Rebuild, Share

DECIMALS = 1
UNIT = "prosent av brutto driftsinntekter"
SHARES = {
    "andel_negativ": "negativt i {year}",
    "andel_negativ_begge_aar": "negativt begge år",
    "andel_svakere": "svakere i {year} enn året før",
}
SOURCE = "Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). Andelene er regnet ut her."


NOW, BEFORE, CHANGE = attrgetter("naa"), attrgetter("fjor"), attrgetter("endring")


def pair_content(subject: Subject, exhibit: Exhibit, rebuild: Rebuild) -> Content | None:
    """Return the scatter of all municipalities; None where the note's years are not there."""
    both = pairs(subject.groups, subject.note.about.years[1])
    if both is None or not both.par:
        return None
    found, points = Counts.of(both), pair_points(both)
    part = Part(exhibit.id, exhibit, "punktsky", "", points)
    words = Words(title(both, found), subtitle(both), tuple(description(both, found)))
    said = remarks(both, rebuild, subject.note.shares)
    axes = {
        "xtittel": f"Resultat {both.aar - 1}, prosent",
        "ytittel": f"Resultat {both.aar}, prosent",
    }
    return Content(part, pair_rows(both, found, points), words, SOURCE, said, axes)


def pair_points(pairs: Pairs) -> tuple[Point, ...]:
    """Return the earlier and the later year of each municipality, by number."""
    return tuple(
        _point(one, year, value)
        for one in pairs.par
        for year, value in ((pairs.aar - 1, one.verdi.fjor), (pairs.aar, one.verdi))
        if value
    )


def _point(pair: Pair, year: int, value: Verdi) -> Point:
    return Point(
        serie=pair.kode,
        etikett=display(pair.navn),
        x=str(year),
        aar=year,
        maal=NETTO,
        verdi=exact_enough(value.pst),
        enhet=UNIT,
        grunnlag=BASIS,
        utvalg="alle",
        status=FINAL,
        desimaler=DECIMALS,
        formel=f"100 × {value.belop} / {value.inntekt}",
        gruppe=pair.kode,
    )


STEP, ROOM = 10, 6
"""Per cent: the axes end at whole steps, and above and below is room for words."""


def pair_rows(pairs: Pairs, found: Counts, points: Sequence[Point]) -> Rows:
    """Return what is drawn: a dot a municipality, at the earlier year across and the later up."""
    numbers = {(one.serie, one.x): (nr, one) for nr, one in enumerate(points)}
    values = [float(one.verdi or 0) for one in points]
    low, high = STEP * min(-1, floor(min(values) / STEP)), STEP * max(1, ceil(max(values) / STEP))
    return {
        "data": [_dot(one, pairs.aar, *numbers[one.kode, str(pairs.aar)]) for one in pairs.par],
        "segmenter": [
            {"x": low, "tilx": high, "verdi": low, "tily": high, "farge": "--sammenlikning"}
        ],
        "linjer": [{"slag": "null", "verdi": 0}, *_extent(low, high, ROOM)],
        "loddrett": [{"slag": "null", "verdi": 0}, *_extent(low, high, 0)],
        "etiketter": [_name(one, high - low) for one in outermost(pairs)],
        "tekster": list(_texts(pairs, found, low, high)),
    }


def _extent(low: float, high: float, room: float) -> Iterable[Row]:
    return ({"slag": "omfang", "verdi": at} for at in (low - room, high + room))


def _place(pair: Pair) -> Row:
    # For the drawing alone: a hundredth of a per cent is a tenth of a pixel.
    return {"x": round(float(pair.fjor), 2), "verdi": round(float(pair.naa), 2)}


def _dot(pair: Pair, year: int, nr: int, point: Point) -> Row:
    row = point_row(nr, point, group_colour(""))
    return row | _place(pair) | {"tekst": _tooltip(pair, year), "storrelse": 34, "dekning": 0.3}


BESIDE, HALF, PLOT = 12, 6, (300, SQUARE)
"""From a dot to its name, half its height, and the plot's width on a phone and elsewhere, px."""


def _name(pair: Pair, reach: int) -> Row:
    """Return a name right of its dot, or left of it where it would lie on a line."""
    words = display(pair.navn)
    fits = all(_free(pair, len(words) * CHARACTER, plot / reach) for plot in PLOT)
    own = {"serie": pair.kode, "tekst": words, "farge": "--blekk"}
    return own | {"dx": BESIDE if fits else -BESIDE} | _place(pair)


def _free(pair: Pair, width: float, per_cent: float) -> bool:
    """Return whether a name right of its dot is clear of zero and of the line of no change.

    Args:
        pair: The dot.
        width: Of the name, px.
        per_cent: Width of one per cent, px.
    """
    zero, same = -float(pair.fjor) * per_cent, float(pair.naa - pair.fjor) * per_cent
    # The line of no change slants through the height of the letters.
    return not any(
        BESIDE - room < one < BESIDE + width + room for one, room in ((zero, 2), (same, HALF))
    )


def _texts(pairs: Pairs, found: Counts, low: int, high: int) -> Iterator[Row]:
    """Yield what each quarter means, with its share, and what the line of no change means."""
    plus, weaker = plus_word(pairs), f"{found.percent(found.weaker)}\u00a0%"
    quarters = (
        (f"Fra minus til {plus}", found.risen, "right", high + ROOM),
        (f"{plus.capitalize()} begge år", found.neither, "left", high + ROOM),
        ("Minus begge år", found.both, "right", low),
        (f"Fra {plus} til minus", found.fallen, "left", low),
    )
    for words, count, side, up in quarters:
        at = {"x": 0, "verdi": up, "side": side, "dx": -8 if side == "right" else 8}
        yield at | {"tekst": words, "dy": 6 if up > low else 16}
        yield at | {
            "tekst": f"{found.percent(count)}\u00a0%",
            "dy": 23 if up > low else 33,
            "vekt": 600,
        }
    beside = ("Hjelpelinjen: samme", "resultat begge år", "Under linjen:", f"svakere i {pairs.aar}")
    for nr, words in enumerate((*beside, weaker)):
        bold = {"vekt": 600} if nr == len(beside) else {}
        at = {"x": high, "verdi": high, "dx": 48, "dy": 17 * nr + 6 * (nr > 1)}
        yield at | {"tekst": words, "smal": 0} | bold
    below = (
        "Hjelpelinjen: samme resultat begge år",
        f"Under linjen, svakere i {pairs.aar}: {weaker}",
    )
    for nr, words in enumerate(below):
        at = {"x": low, "verdi": low - ROOM, "dx": -20, "dy": 72 + 19 * nr}
        yield at | {"tekst": words, "smal": 1}


def _tooltip(pair: Pair, year: int) -> str:
    number = " og ".join(pair.koder)
    before, now = (format_number(value, DECIMALS) for value in (pair.fjor, pair.naa))
    return (
        f"{display(pair.navn)} ({number}): {now} prosent i {year}, {before} prosent i {year - 1}. "
        f"Konsern, endelig."
    )


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


def title(pairs: Pairs, found: Counts) -> str:
    """Return the finding: how many were negative, against the year before."""
    now, before = found.percent(found.now), found.percent(found.before)
    against = "like mange som" if now == before else f"mot {before} prosent"
    what = f"{now} prosent av kommunene hadde negativt netto driftsresultat i {pairs.aar}"
    return f"{what}, {against} i {pairs.aar - 1}"


def subtitle(pairs: Pairs) -> str:
    """Return measure, unit, basis and status."""
    years = f"{pairs.aar - 1} og {pairs.aar}"
    return (
        f"Netto driftsresultat i {years}, {UNIT}. {len(pairs.par)} kommuner. "
        "Konsern, med foretak og interkommunale selskaper. Endelige tall."
    )


def plus_word(pairs: Pairs) -> str:
    """Return what the other side of minus is called; exactly zero is no plus."""
    zero = any(not one.naa or not one.fjor for one in pairs.par)
    return "null eller pluss" if zero else "pluss"


def outermost(pairs: Pairs) -> tuple[Pair, ...]:
    """Return the highest and lowest of each year and of the change, each once."""
    found = [pick(pairs.par, key=value) for value in (NOW, BEFORE, CHANGE) for pick in (max, min)]
    return tuple({one.kode: one for one in found}.values())


def description(pairs: Pairs, found: Counts) -> Iterator[str]:
    """Yield what a reader who cannot see it needs, a sentence each."""
    before, now, plus = pairs.aar - 1, pairs.aar, plus_word(pairs)

    def words(count: int) -> str:
        name = "kommune" if count == 1 else "kommuner"
        return f"{format_number(count)} {name} ({found.percent(count)} prosent)"

    yield (
        f"Punktdiagram med ett punkt for hver av {len(pairs.par)} kommuner: resultatet i {before} "
        f"bortover og resultatet i {now} oppover."
    )
    yield (
        f"{words(found.both)} hadde negativt resultat begge år. {words(found.fallen)} gikk fra "
        f"{plus} til minus, og {words(found.risen)} fra minus til {plus}. "
        f"{words(found.neither)} var ikke i minus noen av årene."
    )
    yield (
        f"{words(found.weaker)} ligger under hjelpelinjen: Resultatet var svakere i {now} enn i "
        f"{before}."
    )
    yield from (_extremes(pairs, year) for year in (now, before))
    yield _moves(pairs)


def _extremes(pairs: Pairs, year: int) -> str:
    value = NOW if year == pairs.aar else BEFORE
    top, bottom = max(pairs.par, key=value), min(pairs.par, key=value)
    return (
        f"Høyest i {year} var {display(top.navn)} med {_percent(value(top))} prosent, "
        f"lavest {display(bottom.navn)} med {_percent(value(bottom))} prosent."
    )


def _moves(pairs: Pairs) -> str:
    up, down = max(pairs.par, key=CHANGE), min(pairs.par, key=CHANGE)
    return f"Mest opp gikk {_way(up)}, mest ned {_way(down)}."


def _way(one: Pair) -> str:
    return f"{display(one.navn)} (fra {_percent(one.fjor)} til {_percent(one.naa)} prosent)"


def remarks(pairs: Pairs, rebuild: Rebuild, shares: Sequence[Share]) -> tuple[str, ...]:
    """Return that it is rebuilt, how it differs, how the shares compare, and who is joined."""
    made = (
        "Beregnet ut fra endelige regnskap for alle kommuner, siden tallene bak notatets figur "
        "ikke er trykt."
    )
    years = {year: pairs.statistics(year) for year in (pairs.aar - 1, pairs.aar)}
    compared = list(compare_shares(shares, pairs.aar, years))
    parts = (made, *rebuild.differences, _shares(compared), *_joined(pairs), _left_out(pairs))
    return tuple(part for part in parts if part)


def _shares(compared: Sequence[tuple[Share, Comparison]]) -> str:
    """Return every share the note tells, beside that of all municipalities."""
    found = [
        f"{SHARES[share.measure].format(year=share.year)}, "
        f"{format_number(one.printed, one.decimals)} og "
        f"{format_number(one.computed, one.decimals)} prosent"
        for share, one in compared
    ]
    return f"Andel av kommunene i notatet og her: {'; '.join(found)}." if found else ""


def _joined(pairs: Pairs) -> Iterator[str]:
    """Yield which municipalities are taken together, and that «Anslag og fasit» does not."""
    for one in pairs.par:
        if len(one.koder) > 1:
            yield (
                f"{display(one.navn)} var én kommune i {pairs.aar - 1} og er regnet sammen i "
                f"{pairs.aar}. På siden «Anslag og fasit» telles de hver for seg."
            )


def _left_out(pairs: Pairs) -> str:
    if not pairs.uten:
        return ""
    return f"Uten tall for begge år, og derfor ikke med: {listed(pairs.uten)}."


def _percent(value: Fraction) -> str:
    return format_number(value, DECIMALS)

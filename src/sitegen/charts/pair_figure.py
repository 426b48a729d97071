"""The figure of every municipality's two years, drawn again: a dot each, and what it shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from kommuneindikatorer.groups.statistics import Verdi
from kommuneindikatorer.numbers import format_number, round_half_up
from sitegen.charts.draw import Press, drawn_chart
from sitegen.charts.model import Chart, Point, Row, Rows, Words
from sitegen.charts.phrases import listed
from sitegen.charts.rows import group_colour, point_row
from sitegen.charts.subject import Part, Subject
from sitegen.facts.observation import FINAL
from sitegen.facts.rebuilt.pairs import Pair, Pairs, pairs
from sitegen.facts.verification import BASIS, NETTO, Comparison, compare_shares
from sitegen.note.model import Exhibit, Rebuild, Share

DECIMALS = 1
EXACT_ENOUGH = 12
"""Decimals kept of a percentage that has no end. A result in whole thousands of an income below
10⁹ thousand lies at least 5 · 10⁻¹¹ from any half of a first decimal it is not on, so rounding
to one decimal from here gives what rounding the fraction gives."""

UNIT = "prosent av brutto driftsinntekter"

SOURCE = "Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). Andelene er regnet ut her."
SHARES = {
    "andel_negativ": "negativt i {year}",
    "andel_negativ_begge_aar": "negativt begge år",
    "andel_svakere": "svakere i {year} enn året før",
}


def draw_pairs(subject: Subject, press: Press, exhibit: Exhibit, rebuild: Rebuild) -> Chart | None:
    """Return the scatter of all municipalities; None where no two years are known."""
    both = pairs(subject.groups)
    if both is None or not both.par:
        return None
    found, points = counts(both), pair_points(both)
    part = Part(exhibit.id, exhibit, "punktsky", "", points)
    words = Words(title(both, found), subtitle(both), tuple(description(both, found)))
    said = remarks(both, rebuild, subject.note.shares)
    axes = {
        "xtittel": f"Resultat {both.aar - 1}, prosent",
        "ytittel": f"Resultat {both.aar}, prosent",
    }
    rows = pair_rows(both, found, points)
    return drawn_chart(part, rows, words, SOURCE, said, press, **axes)


@dataclass(frozen=True, slots=True)
class Count:
    """Some of the municipalities."""

    antall: int
    av: int

    @property
    def prosent(self) -> str:
        """The share in whole per cent, rounded once."""
        return format_number(Fraction(100 * self.antall, self.av or 1))

    @property
    def words(self) -> str:
        """«127 kommuner (36 prosent)»."""
        name = "kommune" if self.antall == 1 else "kommuner"
        return f"{format_number(self.antall)} {name} ({self.prosent} prosent)"


@dataclass(frozen=True, slots=True)
class Counts:
    """The parts of the scatter. Zero is not negative.

    Attributes:
        before: Negative in the earlier year.
        now: Negative in the later year.
        both: Negative in both.
        weaker: Lower in the later year: below the line of no change.
    """

    before: Count
    now: Count
    both: Count
    weaker: Count

    @property
    def risen(self) -> Count:
        """Negative in the earlier year alone: up left."""
        return Count(self.before.antall - self.both.antall, self.both.av)

    @property
    def fallen(self) -> Count:
        """Negative in the later year alone: down right."""
        return Count(self.now.antall - self.both.antall, self.both.av)

    @property
    def neither(self) -> Count:
        """Negative in none of the years: up right."""
        negative = self.both.antall + self.risen.antall + self.fallen.antall
        return Count(self.both.av - negative, self.both.av)


def counts(pairs: Pairs) -> Counts:
    """Return the counts of all pairs."""
    now, before = pairs.statistics(pairs.aar), pairs.statistics(pairs.aar - 1)
    return Counts(
        before=_count(before.andel_negativ, before.antall),
        now=_count(now.andel_negativ, now.antall),
        both=_count(now.andel_negativ_begge_aar, now.antall),
        weaker=_count(now.andel_svakere, now.antall),
    )


def _count(share: Fraction | None, units: int) -> Count:
    """Return how many a share is of so many units: a whole number, as the share is exact."""
    return Count(int((share or 0) * units / 100), units)


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
        maal=NETTO,
        verdi=round_half_up(value.pst, EXACT_ENOUGH).normalize(),
        enhet=UNIT,
        grunnlag=BASIS,
        utvalg="alle",
        status=FINAL,
        desimaler=DECIMALS,
        formel=f"100 × {value.belop} / {value.inntekt}",
    )


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


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
        "etiketter": [_name(one) for one in outermost(pairs)],
        "tekster": list(_texts(pairs, found, low, high)),
    }


def _extent(low: float, high: float, room: float) -> Iterable[Row]:
    return ({"slag": "omfang", "verdi": at} for at in (low - room, high + room))


def _place(pair: Pair) -> Row:
    # For the drawing alone: a hundredth of a per cent is a tenth of a pixel.
    return {"x": round(float(pair.fjor), 2), "verdi": round(float(pair.naa), 2)}


def _dot(pair: Pair, year: int, nr: int, point: Point) -> Row:
    row = point_row(nr, point, group_colour(""))
    return row | _place(pair) | {"tekst": _told(pair, year), "storrelse": 34, "dekning": 0.3}


def _name(pair: Pair) -> Row:
    words = {"serie": pair.kode, "tekst": display(pair.navn), "farge": "--blekk", "dx": 12}
    return words | _place(pair)


def _texts(pairs: Pairs, found: Counts, low: int, high: int) -> Iterator[Row]:
    """Yield what each quarter means, with its share, and what the line of no change means."""
    plus = plus_word(pairs)
    quarters = (
        (f"Fra minus til {plus}", found.risen, "right", high + ROOM),
        (f"{plus.capitalize()} begge år", found.neither, "left", high + ROOM),
        ("Minus begge år", found.both, "right", low),
        (f"Fra {plus} til minus", found.fallen, "left", low),
    )
    for words, count, side, up in quarters:
        at = {"x": 0, "verdi": up, "side": side, "dx": -8 if side == "right" else 8}
        yield at | {"tekst": words, "dy": 6 if up > low else 16}
        yield at | {"tekst": _share(count), "dy": 23 if up > low else 33, "vekt": 600}
    beside = ("Hjelpelinja: samme", "resultat begge år", "Under linja:", f"svakere i {pairs.aar}")
    for nr, words in enumerate((*beside, _share(found.weaker))):
        bold = {"vekt": 600} if nr == len(beside) else {}
        at = {"x": high, "verdi": high, "dx": 48, "dy": 17 * nr + 6 * (nr > 1)}
        yield at | {"tekst": words, "smal": 0} | bold
    below = (
        "Hjelpelinja: samme resultat begge år",
        f"Under linja, svakere i {pairs.aar}: {_share(found.weaker)}",
    )
    for nr, words in enumerate(below):
        at = {"x": low, "verdi": low - ROOM, "dx": -20, "dy": 72 + 19 * nr}
        yield at | {"tekst": words, "smal": 1}


def _share(count: Count) -> str:
    return f"{count.prosent}\u00a0%"


def _told(pair: Pair, year: int) -> str:
    number = " og ".join(pair.koder)
    before, now = (format_number(value, DECIMALS) for value in (pair.fjor, pair.naa))
    return (
        f"{display(pair.navn)} ({number}): {now} prosent i {year}, {before} prosent i {year - 1}. "
        f"Konsern, endelig."
    )


def title(pairs: Pairs, found: Counts) -> str:
    """Return the finding: how many were negative, against the year before."""
    now, before = found.now.prosent, found.before.prosent
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
    found = [
        pick(pairs.par, key=value) for value in (_now, _before, _change) for pick in (max, min)
    ]
    return tuple({one.kode: one for one in found}.values())


def description(pairs: Pairs, found: Counts) -> Iterator[str]:
    """Yield what a reader who cannot see it needs, a sentence each."""
    before, now = pairs.aar - 1, pairs.aar
    yield (
        f"Punktdiagram med ett punkt for hver av {len(pairs.par)} kommuner: resultatet i {before} "
        f"bortover og resultatet i {now} oppover."
    )
    yield (
        f"{found.both.words} hadde negativt resultat begge år. {found.fallen.words} gikk fra "
        f"{plus_word(pairs)} til minus, og {found.risen.words} fra minus til {plus_word(pairs)}. "
        f"{found.neither.words} var ikke i minus noen av årene."
    )
    yield (
        f"{found.weaker.words} ligger under hjelpelinja: Resultatet var svakere i {now} enn i "
        f"{before}."
    )
    yield from (_extremes(pairs, year) for year in (now, before))
    yield _moves(pairs)


def _extremes(pairs: Pairs, year: int) -> str:
    value = _now if year == pairs.aar else _before
    top, bottom = max(pairs.par, key=value), min(pairs.par, key=value)
    return (
        f"Høyest i {year} var {display(top.navn)} med {_percent(value(top))} prosent, "
        f"lavest {display(bottom.navn)} med {_percent(value(bottom))} prosent."
    )


def _moves(pairs: Pairs) -> str:
    up, down = max(pairs.par, key=_change), min(pairs.par, key=_change)
    return f"Mest opp gikk {_way(up)}, mest ned {_way(down)}."


def _way(one: Pair) -> str:
    return f"{display(one.navn)} (fra {_percent(one.fjor)} til {_percent(one.naa)} prosent)"


def remarks(pairs: Pairs, rebuild: Rebuild, shares: Sequence[Share]) -> tuple[str, ...]:
    """Return that it is rebuilt, how it differs, how the shares compare, and who is joined."""
    made = (
        "Tegnet på nytt av endelige regnskap for alle kommuner, siden tallene bak notatets figur "
        "ikke er trykt."
    )
    years = {year: pairs.statistics(year) for year in (pairs.aar - 1, pairs.aar)}
    compared = zip(shares, compare_shares(shares, pairs.aar, years), strict=True)
    parts = (made, *rebuild.differences, _shares(list(compared)), *_joined(pairs), _left_out(pairs))
    return tuple(part for part in parts if part)


def _shares(compared: Sequence[tuple[Share, Comparison]]) -> str:
    """Return every share the note tells, beside that of all municipalities."""
    told = [
        f"{SHARES[share.measure].format(year=share.year)}, "
        f"{format_number(one.printed, one.decimals)} og "
        f"{format_number(one.computed, one.decimals)} prosent"
        for share, one in compared
    ]
    return f"Andel av kommunene i notatet og her: {'; '.join(told)}." if told else ""


def _joined(pairs: Pairs) -> Iterator[str]:
    """Yield which municipalities are taken together, and that «Etterprøvd» does not."""
    for one in pairs.par:
        if len(one.koder) > 1:
            yield (
                f"{display(one.navn)} var én kommune i {pairs.aar - 1} og er regnet sammen i "
                f"{pairs.aar}. På siden «Etterprøvd» telles de hver for seg."
            )


def _left_out(pairs: Pairs) -> str:
    if not pairs.uten:
        return ""
    return f"Uten tall for begge år, og derfor ikke med: {listed(pairs.uten)}."


def _now(one: Pair) -> Fraction:
    return one.naa


def _before(one: Pair) -> Fraction:
    return one.fjor


def _change(one: Pair) -> Fraction:
    return one.naa - one.fjor


def _percent(value: Fraction) -> str:
    return format_number(value, DECIMALS)

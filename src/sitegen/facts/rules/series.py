"""Values that follow each other, and differences said of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell, alike
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import COUNTIES, MUNICIPALITIES, SECTOR, Material
from sitegen.facts.rules.reading import (
    ENDINGS,
    NUMBER,
    Named,
    groups_in,
    named_units,
    names_in,
    number,
    years_in,
)
from sitegen.note.sentences import Sentence

SPIKE = Rule("utstikker", "Ett år skiller seg mye fra årene rundt", weight=55)
SHORTEST = 6
"""Years of the shortest series whose usual movement can be known."""
FACTOR = 6
"""How many times the usual movement a spike is."""
GROWTH = "endring"
"""In the unit of a series that moves up and down by its nature."""
LEAST = Decimal(2)
"""Points below which a spike may be real."""


def spikes(material: Material) -> Iterator[Finding]:
    """Find spikes: up and back again, or down and back, by many times the usual movement."""
    steady = (cell for cell in material.valued if GROWTH not in cell.fact.enhet)
    for cells in alike(steady, "tabell", "indikator", "gruppe", "utvalg", "grunnlag"):
        ordered = sorted(cells, key=lambda cell: cell.fact.aar)
        if len(ordered) >= SHORTEST:
            yield from _spikes(ordered)


def _spikes(cells: Sequence[AnchoredCell]) -> Iterator[Finding]:
    steps = [b.value - a.value for a, b in pairwise(cells)]
    for at in range(1, len(cells) - 1):
        up, down = steps[at - 1], steps[at]
        height = min(abs(up), abs(down))
        usual = median(abs(step) for step in (*steps[: at - 1], *steps[at + 1 :]))
        if up * down < 0 and height > max(LEAST, FACTOR * usual):
            before, cell, after = cells[at - 1 : at + 2]
            yield SPIKE.finding(
                f"{cell.text} i {cell.located} ligger langt fra {before.text} "
                f"året før og {after.text} året etter. Rekken endrer seg ellers lite.",
                [cell.place],
                [cell],
                remark=f"Trykt {cell.text}, mot {before.text} året før og "
                f"{after.text} året etter. Kan være en trykkfeil.",
            )


# «A hadde x og y før og etter …, og i motsatt retning B, … z etter»: B goes the other way, or not.
#
# What B had before is what another sentence says of it.
OPPOSITE_WAY = Rule("motsatt-retning", "To endringer går ikke hver sin vei", weight=70)
OPPOSITE = re.compile(r"\bi motsatt retning\b")
PAIR = re.compile(rf"henholdsvis (?P<foer>{NUMBER}) og (?P<etter>{NUMBER}) før og etter\b")
AFTER = re.compile(rf"\bvar (?P<etter>{NUMBER}) etter\b")


def pairs_not_opposite(material: Material) -> Iterator[Finding]:
    """Find pairs that are said to move in opposite directions, and do not."""
    for sentence in material.sentences:
        turn = OPPOSITE.search(sentence.text)
        pair = PAIR.search(sentence.text, 0, turn.start()) if turn else None
        last = AFTER.search(sentence.text, turn.end()) if turn else None
        if pair and last and turn:
            first = number(pair["etter"]) - number(pair["foer"])
            yield from _held_opposite(material, sentence, turn.end(), number(last["etter"]), first)


def _held_opposite(
    material: Material, sentence: Sentence, start: int, after: Decimal, first: Decimal
) -> Iterator[Finding]:
    name = next((name for at, name in names_in(sentence.text) if at >= start), "")
    before = _before(material, sentence, name)
    if before and first * (after - before.value) >= 0:
        yield OPPOSITE_WAY.finding(
            f"{name} skal ha gått i motsatt retning, men gikk fra {shown(before.value)} til "
            f"{shown(after)}, samme vei som den det sammenlignes med.",
            [sentence_place(sentence), before.place],
        )


def _before(material: Material, sentence: Sentence, name: str) -> Named | None:
    """Return what another sentence says that a unit had."""
    others = (one for one in material.sentences if one is not sentence)
    return next((unit for one in others for unit in named_units(one) if unit.name == name), None)


# A difference said of a period: its span, its mean, its groups, and the years the tables have.
#
# «0,02 til 0,4 prosentpoeng høyere, i snitt ¼» when companies are counted: the mean must lie in
# the span, the groups' means must make it, and so must each year that is printed on both bases.
PERIOD = Rule("periode-samlet", "Spennet og snittet for en periode passer ikke sammen", weight=75)
SPAN = re.compile(rf"({NUMBER}) til ({NUMBER}) prosentpoeng (?:høyere|lavere)")
MEAN = re.compile(rf"\bsnitt (?:på |rundt |om lag )?({NUMBER}) prosentpoeng")
COMPANIES = re.compile(r"\bforetak")
UNCHANGED = re.compile(r"\bsamme nivå")
ROUNDING = Decimal("0.1")
"""Two values of one decimal can be this far from their true difference."""


def periods_that_do_not_fit(material: Material) -> Iterator[Finding]:
    """Find spans, means and years that cannot all be true."""
    for at, sentence in enumerate(material.sentences):
        found = SPAN.search(sentence.text)
        if found and COMPANIES.search(sentence.text):
            low, high = number(found[1]), number(found[2])
            yield from _mean(sentence, low, high)
            yield from _years(material, sentence, low, high)
            following = material.sentences[at + 1 : at + 2]
            for one in following:
                yield from _groups(material, sentence, one)


def _mean(sentence: Sentence, low: Decimal, high: Decimal) -> Iterator[Finding]:
    mean = MEAN.search(sentence.text)
    if low > high or (mean and not low <= number(mean[1]) <= high):
        said = f"snittet er {shown(number(mean[1]))}" if mean else "det største står først"
        yield PERIOD.finding(
            f"Forskjellen skal ligge mellom {shown(low)} og {shown(high)} prosentpoeng, "
            f"men {said}.",
            [sentence_place(sentence)],
        )


def _years(
    material: Material, sentence: Sentence, low: Decimal, high: Decimal
) -> Iterator[Finding]:
    group = next((group for _, group in groups_in(sentence.text)), SECTOR)
    with_companies = material.series(NETTO, group, grunnlag="konsern")
    without = material.series(NETTO, group, grunnlag="kasse")
    for year in sorted(years_in(sentence.text) & with_companies.keys() & without.keys()):
        a, b = with_companies[year], without[year]
        gap = a.value - b.value
        if not low - ROUNDING <= gap <= high + ROUNDING:
            yield PERIOD.finding(
                f"Forskjellen skal ligge mellom {shown(low)} og {shown(high)} prosentpoeng hvert "
                f"år, men i {year} er den {shown(gap)}: {a.text} i {a.located} og "
                f"{b.text} i {b.located}.",
                (sentence_place(sentence), a.place, b.place),
            )


def _groups(material: Material, whole: Sentence, parts: Sentence) -> Iterator[Finding]:
    mean, own = MEAN.search(whole.text), MEAN.search(parts.text)
    named = [group for _, group in groups_in(parts.text)]
    incomes = {group: _income(material, group) for group in (MUNICIPALITIES, COUNTIES)}
    both = named[:2] == [MUNICIPALITIES, COUNTIES] and all(incomes.values())
    if mean and own and both and UNCHANGED.search(parts.text):
        share = incomes[MUNICIPALITIES] / sum(incomes.values())
        together = Fraction(number(own[1])) * share
        if abs(together - Fraction(number(mean[1]))) > Fraction(ROUNDING):
            yield PERIOD.finding(
                f"Kommunene i snitt {shown(number(own[1]))} og fylkeskommunene om lag 0 "
                f"prosentpoeng gir ikke {shown(number(mean[1]))} for sektoren.",
                (sentence_place(whole), sentence_place(parts)),
            )


def _income(material: Material, group: str) -> Fraction:
    return max((v for (g, _), v in material.incomes.items() if g == group), default=Fraction(0))


# a − b = c across sentences, and what still rests on the older value.
#
# «X på a … X ble b større enn lagt til grunn» makes the earlier value a − b. Where the same thing
# stands with that amount elsewhere, what is said there rests on the earlier value; with any other
# amount, the places contradict each other.
DIFFERENCE = Rule("differanse", "To beløp og forskjellen mellom dem går ikke opp", weight=75)
RESTS = "Et tall bygger på et eldre beløp enn det teksten nå har"
UNIT = r"(?:mrd\.|mill\.|milliarder|millioner|prosentpoeng)"
AMOUNT = re.compile(
    r"\b(?P<ord>[a-zæøå]{6,}) på (?:om lag |rundt |nesten )?"
    rf"(?P<tall>{NUMBER}) ?(?P<enhet>{UNIT})",
    re.IGNORECASE,
)
CHANGE = re.compile(
    rf"\b(?P<ord>[a-zæøå]{{6,}}) ble (?:om lag |rundt )?(?P<tall>{NUMBER}) ?(?P<enhet>{UNIT})"
    r"(?: kroner)? (?P<retning>større|høyere|mer|mindre|lavere) enn\b",
    re.IGNORECASE,
)
WORDS = {
    "mrd": "milliarder kroner",
    "mill": "millioner kroner",
    "milliarder": "milliarder kroner",
    "millioner": "millioner kroner",
}
MORE = {"større", "høyere", "mer"}


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of something: its noun and the noun's stem, its value and unit, and where."""

    noun: str
    stem: str
    value: Decimal
    unit: str
    sentence: Sentence
    start: int
    end: int

    @property
    def written(self) -> str:
        """«8,5 mrd. kroner»."""
        unit = self.unit.rstrip(".")
        return f"{shown(self.value)} {WORDS.get(unit, unit)}"


def amounts_that_do_not_fit(material: Material) -> Iterator[Finding]:
    """Find amounts that rest on a value which the text itself says is out of date."""
    amounts = [_amount(*one) for one in material.matches(AMOUNT)]
    for sentence, found in material.matches(CHANGE):
        change = _amount(sentence, found)
        sign = -1 if found["retning"].lower() in MORE else 1
        same = [one for one in amounts if (one.stem, one.unit) == (change.stem, change.unit)]
        if same:
            yield from _compared(material, same, change, sign)


def _amount(sentence: Sentence, found: re.Match[str]) -> _Amount:
    stem = ENDINGS.sub("", found["ord"].lower())
    where = (found.start(), found.end())
    return _Amount(
        found["ord"].lower(), stem, number(found["tall"]), found["enhet"], sentence, *where
    )


def _compared(
    material: Material, same: list[_Amount], change: _Amount, sign: int
) -> Iterator[Finding]:
    # The new value stands in the change's own paragraph; elsewhere it may be the older one.
    near = [one for one in same if one.sentence.place == change.sentence.place]
    if not near:
        return
    newest = near[0]
    older = newest.value + sign * change.value
    for one in same:
        if one.value != newest.value:
            yield _amount_finding(material, one, newest, change, older)


def _amount_finding(
    material: Material, one: _Amount, newest: _Amount, change: _Amount, older: Decimal
) -> Finding:
    rests = one.value == older
    sign = "−" if older < newest.value else "+"
    step = f"{shown(newest.value)} {sign} {shown(change.value)} = {shown(older)}"
    cells = _marked(material, one)
    if rests:
        what = listed(f"{cell.text} i {cell.located}" for cell in cells) or "Dette"
        message = (
            f"{what} bygger på {one.written} i {one.noun}, som er det eldre anslaget ({step}). "
            f"Teksten har nå {newest.written}."
        )
    else:
        message = (
            f"Teksten har {newest.written} og en endring på {change.written}, som gir "
            f"{shown(older)} før endringen ({step}). Her står det {one.written}."
        )
    finding = DIFFERENCE.finding(
        message,
        (
            sentence_place(one.sentence, one.start, one.end),
            sentence_place(newest.sentence, newest.start, newest.end),
            sentence_place(change.sentence, change.start, change.end),
            *(cell.place for cell in cells),
        ),
        cells,
        remark=f"Bygger på {one.written} i {one.noun}. Teksten har nå {newest.written}.",
        weight=DIFFERENCE.weight if rests else 85,
    )
    return replace(finding, title=RESTS) if rests else finding


def _marked(material: Material, amount: _Amount) -> list[AnchoredCell]:
    """Return the cells that a table's note is about: of its marked rows, in its years."""
    exhibit, has_note, sign = amount.sentence.place.partition("-note-")
    if not has_note:
        return []
    years = years_in(amount.sentence.text)
    return [
        cell
        for cell in material.valued
        if cell.fact.tabell == exhibit
        and sign in cell.fact.fotnoter
        and (not years or cell.fact.aar in years)
    ]


RULES = (
    (SPIKE, spikes),
    (OPPOSITE_WAY, pairs_not_opposite),
    (PERIOD, periods_that_do_not_fit),
    (DIFFERENCE, amounts_that_do_not_fit),
)

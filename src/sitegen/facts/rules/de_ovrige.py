"""«De øvrige lå mellom a og b», held against every unit the text or its footnotes name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.numbers import round_half_up
from sitegen.facts.cells import Place
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import NUMBER, names_in, number
from sitegen.note.sentences import Sentence

RULE = Rule("de-ovrige", "«De øvrige» har en verdi utenfor spennet", weight=70)
OTHERS = re.compile(rf"\b[Dd]e øvrige \w+ (?:lå|ligger|var) mellom ({NUMBER}) og ({NUMBER})")
BEST, WORST = re.compile(r"\b[Hh]øyest"), re.compile(r"\b[Ss]vakest|\b[Ll]avest")
MEASURE = re.compile("resultat")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its result, as a sentence says."""

    name: str
    value: Decimal
    sentence: Sentence
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where the name and the number stand."""
        return sentence_place(self.sentence, self.start, self.end)


def find(material: Material) -> Iterator[Finding]:
    """Find named units that the range of the others leaves out, or that are no extremes."""
    for sentence in material.sentences:
        found = OTHERS.search(sentence.text)
        if found:
            yield from _held(material, sentence, (number(found[1]), number(found[2])))


def _held(
    material: Material, others: Sentence, limits: tuple[Decimal, Decimal]
) -> Iterator[Finding]:
    same = [one for one in material.sentences if one.place == others.place]
    before = [unit for one in same[: same.index(others)] for unit in named_units(one)]
    known = {unit.name for unit in before}
    for unit in before:
        yield from _is_extreme(unit, others, limits)
    for note in material.footnotes_of(others.place):
        for unit in named_units(note):
            if unit.name not in known and not limits[0] <= unit.value <= limits[1]:
                yield _outside(unit, others, limits)


def named_units(sentence: Sentence) -> Iterator[Named]:
    """Yield the units of a sentence with the first number after each; in lists, in order."""
    text = sentence.text
    if not MEASURE.search(text):
        return
    names = list(names_in(text))
    numbers = [m for m in re.finditer(NUMBER, text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    for at, (start, name) in enumerate(names):
        stop = names[at + 1][0] if at + 1 < len(names) else len(text)
        own = [one for one in numbers if start < one.start() < stop]
        run = _run(names, at, text)
        if run:
            first, position = run
            after = [one for one in numbers if one.start() > names[first][0]]
            own = after[position : position + 1]
        if own and "etter" not in text[own[0].end() : own[0].end() + 7]:
            yield Named(name, number(own[0][0]), sentence, start, own[0].end())


def _run(names: Sequence[tuple[int, str]], at: int, text: str) -> tuple[int, int] | None:
    """Return where a run «A og B med henholdsvis» begins, and the unit's place in it."""
    first = at
    while first and _joined(text[names[first - 1][0] + len(names[first - 1][1]) : names[first][0]]):
        first -= 1
    last = at
    while last + 1 < len(names) and _joined(
        text[names[last][0] + len(names[last][1]) : names[last + 1][0]]
    ):
        last += 1
    return (first, at - first) if last > first else None


def _joined(between: str) -> bool:
    return between.strip() in {"og", ","}


def _is_extreme(
    unit: Named, others: Sentence, limits: tuple[Decimal, Decimal]
) -> Iterator[Finding]:
    text = unit.sentence.text
    above, below = bool(BEST.search(text)), bool(WORST.search(text))
    wrong = (above and unit.value <= limits[1]) or (below and unit.value >= limits[0])
    if above != below and wrong:
        which = "høyest" if above else "svakest"
        yield RULE.finding(
            f"{unit.name} med {shown(unit.value)} skal ha {which} resultat, men de øvrige lå "
            f"mellom {shown(limits[0])} og {shown(limits[1])}.",
            (unit.place, sentence_place(others)),
            weight=85,
        )


def _outside(unit: Named, others: Sentence, limits: tuple[Decimal, Decimal]) -> Finding:
    rounded = limits[0] <= round_half_up(unit.value, 0) <= limits[1]
    hint = " Rundet av til hele prosent stemmer det." if rounded else ""
    return RULE.finding(
        f"De øvrige skal ligge mellom {shown(limits[0])} og {shown(limits[1])} prosent, men "
        f"{unit.name}, som ikke er nevnt som unntak, hadde {shown(unit.value)}.{hint}",
        (sentence_place(others), unit.place),
        weight=50 if rounded else RULE.weight,
    )

"""«De øvrige lå mellom a og b», held against every unit the text or its footnotes name."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kommuneindikatorer.numbers import round_half_up
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import NUMBER, Named, named_units, number
from sitegen.note.sentences import Sentence

RULE = Rule("de-ovrige", "«De øvrige» har en verdi utenfor spennet", weight=70)
OTHERS = re.compile(rf"\b[Dd]e øvrige \w+ (?:lå|ligger|var) mellom ({NUMBER}) og ({NUMBER})")
BEST, WORST = re.compile(r"\b[Hh]øyest"), re.compile(r"\b[Ss]vakest|\b[Ll]avest")


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

"""A difference said of a period: its span, its mean, its groups, and the years the tables have.

«0,02 til 0,4 prosentpoeng høyere, i snitt ¼» when companies are counted: the mean must lie in
the span, the groups' means must make it, and so must each year that is printed on both bases.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import COUNTIES, MUNICIPALITIES, SECTOR, Material
from sitegen.facts.rules.reading import NUMBER, groups_in, number, years_in
from sitegen.note.sentences import Sentence

RULE = Rule("periode-samlet", "Spennet og snittet for en periode passer ikke sammen", weight=75)
SPAN = re.compile(rf"({NUMBER}) til ({NUMBER}) prosentpoeng (?:høyere|lavere)")
MEAN = re.compile(rf"\bsnitt (?:på |rundt |om lag )?({NUMBER}) prosentpoeng")
COMPANIES = re.compile(r"\bforetak")
UNCHANGED = re.compile(r"\bsamme nivå")
ROUNDING = Decimal("0.1")
"""Two values of one decimal can be this far from their true difference."""


def find(material: Material) -> Iterator[Finding]:
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
        yield RULE.finding(
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
            yield RULE.finding(
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
            yield RULE.finding(
                f"Kommunene i snitt {shown(number(own[1]))} og fylkeskommunene om lag 0 "
                f"prosentpoeng gir ikke {shown(number(mean[1]))} for sektoren.",
                (sentence_place(whole), sentence_place(parts)),
            )


def _income(material: Material, group: str) -> Fraction:
    return max((v for (g, _), v in material.incomes.items() if g == group), default=Fraction(0))

"""Results the text gives of counties by name: each one value, and near that of its accounts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.unit import Enhet
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import COUNTIES, Material
from sitegen.facts.rules.reading import Named, named_units, years_in

RULE = Rule("navngitte", "Et navn og et tall hører ikke sammen", weight=85)
COUNTY = re.compile("fylkeskommun", re.IGNORECASE)
FAR = Fraction(1)
"""Points that companies and an estimate can make."""


def find(material: Material) -> Iterator[Finding]:
    """Find counties with two results, or with one their accounts cannot give."""
    seen: dict[tuple[str, int], Named] = {}
    accounts = {
        ((one.navn or "").split(" - ")[0], year): pct for one, year, pct in _counties(material)
    }
    # Trøndelag is also a region of municipalities: the paragraph says which it is about.
    of_counties = {one.place for one in material.sentences if COUNTY.search(one.text)}
    for sentence in material.sentences:
        if sentence.place not in of_counties:
            continue
        year = max(years_in(sentence.text), default=material.note.about.years[1])
        for unit in named_units(sentence):
            first = seen.setdefault((unit.name, year), unit)
            if first.value != unit.value:
                yield RULE.finding(
                    f"{unit.name} har {shown(first.value)} prosent ett sted og "
                    f"{shown(unit.value)} et annet.",
                    (unit.place, first.place),
                )
            final = accounts.get((unit.name, year))
            if final is not None and abs(Fraction(unit.value) - final) > FAR:
                yield RULE.finding(
                    f"Teksten gir {unit.name} {shown(unit.value)} prosent i {year}. Det endelige "
                    f"regnskapet gir {shown(Decimal(round_half_up(final, 1)))} (konsern).",
                    [sentence_place(sentence, unit.start, unit.end)],
                )


def _counties(material: Material) -> Iterator[tuple[Enhet, int, Fraction]]:
    for group in material.groups if material.fits_accounts else ():
        for unit in group.enheter if group.id == COUNTIES else ():
            found = unit.indikatorer[NETTO].pst
            if group.aar is not None and found is not None:
                yield unit, group.aar, found

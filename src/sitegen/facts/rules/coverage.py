"""Which units and how many the text says are covered, against tables and other places."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import listed
from sitegen.facts.fact import caption_text
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, caption_place, match_place, sentence_place
from sitegen.facts.rules.material import SECTOR, Material
from sitegen.facts.rules.reading import NUMBER, Named, municipalities, named_units, number
from sitegen.note.model import Exhibit
from sitegen.note.sentences import Sentence

COVERAGE_RULE = Rule("dekning", "Teksten om hva tabellene omfatter stemmer ikke", weight=65)
COVERAGE = re.compile(
    r"\b(?P<navn>[A-ZÆØÅ][\w-]+) er (?:innarbeidet|tatt med|med|inkludert)\b"
    r"(?P<med>.*?)\bmen ikke i (?:de )?(?:øvrige|andre)\b"
)
LEFT_OUT = re.compile(r"\b(?P<navn>[A-ZÆØÅ][\w-]+) kommune inngår ikke i tallene\b")
MENTION = re.compile(r"\b(tabell|figur)(?:ene|er)? (\d+(?:(?:, | og )\d+)*)", re.IGNORECASE)
EVERYONE, OF_NO_UNITS = "alle", "ikke relevant"
WITHOUT = "alle utenom {}"


def coverage_that_does_not_fit(material: Material) -> Iterator[Finding]:
    """Find exhibits with the unit that the text leaves out, and without it that it names."""
    for sentence in material.sentences:
        yield from _left_out(material, sentence)
        found = COVERAGE.search(sentence.text)
        if found:
            yield from _held_coverage(material, sentence, found["navn"], _named(found["med"]))


def _left_out(material: Material, sentence: Sentence) -> Iterator[Finding]:
    """Hold «Oslo kommune inngår ikke i tallene for Østlandet» against the table it is below."""
    found = LEFT_OUT.search(sentence.text)
    exhibit = sentence_place(sentence).exhibit
    facts = material.facts.get(exhibit, ())
    if not found:
        return
    said = {fact.utvalg for fact in facts if fact.utvalg.startswith(WITHOUT.format(""))}
    if said and WITHOUT.format(found["navn"]) not in said:
        yield COVERAGE_RULE.finding(
            f"Noten sier at {found['navn']} ikke er med, men tallene er «{min(said)}».",
            [sentence_place(sentence)],
            weight=80,
        )
    regions = {
        one.landsdel for one in municipalities() if one.navn.split(" - ")[0] == found["navn"]
    }
    named = {name for name in LANDSDELER if name in sentence.text}
    if regions and named and not named & regions:
        yield COVERAGE_RULE.finding(
            f"Noten sier at {found['navn']} ikke er med i tallene for {min(named)}, men "
            f"{found['navn']} ligger i {min(regions)}.",
            [sentence_place(sentence)],
            weight=80,
        )


def _named(words: str) -> set[str]:
    return {
        f"{kind.lower()}-{number}"
        for kind, numbers in MENTION.findall(words)
        for number in re.findall(r"\d+", numbers)
    }


def _held_coverage(
    material: Material, sentence: Sentence, unit: str, named: set[str]
) -> Iterator[Finding]:
    exhibits = sorted(material.note.exhibits, key=lambda one: (one.kind != "tabell", one.place))
    with_unit = [one for one in exhibits if one.id not in named and _holds(material, one, unit)]
    without = [one for one in exhibits if one.id in named and _lacks(material, one, unit)]
    if with_unit:
        names = listed(one.name.lower() for one in with_unit)
        yield COVERAGE_RULE.finding(
            f"Teksten sier at {unit} ikke er med i de øvrige tabellene og figurene. Men {names} "
            f"gjelder hele kommunesektoren, og {unit} er en del av den.",
            (sentence_place(sentence), *map(caption_place, with_unit)),
        )
    if without:
        names = listed(one.name.lower() for one in without)
        yield COVERAGE_RULE.finding(
            f"Teksten sier at {unit} er med i {names}, men tallene der er «alle utenom {unit}».",
            (sentence_place(sentence), *map(caption_place, without)),
            weight=80,
        )


def _holds(material: Material, exhibit: Exhibit, unit: str) -> bool:
    """Return whether an exhibit, or the table it is drawn from, is of everyone."""
    source = exhibit.rebuild.table if exhibit.rebuild and exhibit.rebuild.table else exhibit.id
    facts = material.facts.get(source, ())
    whole = {fact.utvalg for fact in facts} - {OF_NO_UNITS} == {EVERYONE}
    return whole and any(fact.gruppe == SECTOR for fact in facts) and unit not in _words(exhibit)


def _lacks(material: Material, exhibit: Exhibit, unit: str) -> bool:
    facts = material.facts.get(exhibit.id, ())
    return bool(facts) and all(fact.utvalg == WITHOUT.format(unit) for fact in facts)


def _words(exhibit: Exhibit) -> str:
    return caption_text(exhibit)


# How many municipalities the survey has: one number in all places, and no part larger.
COUNT = Rule("antall-kommuner", "Antallet kommuner i undersøkelsen er oppgitt ulikt", weight=80)
IN_SURVEY = re.compile(
    r"\b(?:data fra|[Tt]all for|omfatt(?:et|er)(?: alle fylkeskommunene og)?) (\d{2,3}) kommuner\b"
)
PART = re.compile(
    r"(?i)\b(?:svarte på|i|omfattet av) (?:regnskaps)?undersøkelsen\b[^.;]*?\b(\d{2,3}) kommuner\b"
)
"""«Av kommunene som svarte på undersøkelsen, hadde 184 kommuner …»."""


def counts_that_differ(material: Material) -> Iterator[Finding]:
    """Find places with another number than most have, and parts that are more than all."""
    said: list[tuple[int, Sentence, re.Match[str]]] = [
        (int(found[1]), sentence, found) for sentence, found in material.matches(IN_SURVEY)
    ]
    counts = Counter(number for number, _, _ in said)
    if not counts:
        return
    usual, times = counts.most_common(1)[0]
    for sentence, found in material.matches(PART):
        if int(found[1]) > usual:
            whole = next(one for n, one, _ in said if n == usual)
            more = COUNT.finding(
                f"Her er {found[1]} av kommunene i undersøkelsen nevnt, men den har bare {usual}.",
                (match_place(sentence, found), sentence_place(whole)),
            )
            yield replace(more, title="Flere kommuner enn undersøkelsen har")
    for count, sentence, found in said:
        if count != usual:
            like = next(other for n, other, _ in said if n == usual)
            yield COUNT.finding(
                f"Her står det {count} kommuner. {times} andre steder er det {usual}.",
                (match_place(sentence, found), sentence_place(like)),
            )


# «De øvrige lå mellom a og b», held against every unit the text or its footnotes name.
OTHERS_RANGE = Rule("de-ovrige", "«De øvrige» har en verdi utenfor spennet", weight=70)
OTHERS = re.compile(rf"\b[Dd]e øvrige \w+ (?:lå|ligger|var) mellom ({NUMBER}) og ({NUMBER})")
BEST, WORST = re.compile(r"\b[Hh]øyest"), re.compile(r"\b[Ss]vakest|\b[Ll]avest")


def units_outside_the_others(material: Material) -> Iterator[Finding]:
    """Find named units that the range of the others leaves out, or that are no extremes."""
    for sentence in material.sentences:
        found = OTHERS.search(sentence.text)
        if found:
            yield from _held_others(material, sentence, (number(found[1]), number(found[2])))


def _held_others(
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
        yield OTHERS_RANGE.finding(
            f"{unit.name} med {shown(unit.value)} skal ha {which} resultat, men de øvrige lå "
            f"mellom {shown(limits[0])} og {shown(limits[1])}.",
            (unit.place, sentence_place(others)),
            weight=85,
        )


def _outside(unit: Named, others: Sentence, limits: tuple[Decimal, Decimal]) -> Finding:
    rounded = limits[0] <= round_half_up(unit.value, 0) <= limits[1]
    hint = " Rundet av til hele prosent stemmer det." if rounded else ""
    return OTHERS_RANGE.finding(
        f"De øvrige skal ligge mellom {shown(limits[0])} og {shown(limits[1])} prosent, men "
        f"{unit.name}, som ikke er nevnt som unntak, hadde {shown(unit.value)}.{hint}",
        (sentence_place(others), unit.place),
        weight=50 if rounded else OTHERS_RANGE.weight,
    )


RULES = (
    (COVERAGE_RULE, coverage_that_does_not_fit),
    (COUNT, counts_that_differ),
    (OTHERS_RANGE, units_outside_the_others),
)

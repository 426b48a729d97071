"""«Godt over», «klart lavere»: words of strength held against levels and neighbours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell, alike
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import bare, level_words, span
from sitegen.facts.outcomes import BASIS
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import COUNTIES, MUNICIPALITIES, SECTOR, WHOLE, Material
from sitegen.facts.rules.reading import groups_in, percents, years_in
from sitegen.note.sentences import Sentence

# What the text says of a series and the recommended level, year by year.
#
# The levels are read from the sentence that gives them, the years and the exception from the one
# that uses them; the table has the series. «Godt over» needs a margin.
RECOMMENDED = Rule("anbefaling", "Teksten om anbefalt nivå stemmer ikke hvert år", weight=80)
RECOMMENDS = re.compile(r"\banbefal(?:er|t nivå)\b")
LEVEL = re.compile(
    r"\b(?P<styrke>godt |klart |noe |litt )?(?P<retning>over|under|nær|høyere enn|lavere enn)\b"
    r"(?= (?:\w+ ){0,2}?anbefal)"
)
UNTIL = re.compile(r"\bfram til (\d{4})|\btil og med (\d{4})")
EXCEPT = re.compile(r"\bmed unntak av (\d{4}(?:(?:, | og )\d{4})*)")
SAME = {"høyere enn": "over", "lavere enn": "under"}
STRONG = {"godt", "klart"}
MARGIN = Decimal("0.5")
"""Points that «godt» and «klart» promise at least."""
NEAR = Decimal("0.5")
"""Points that «nær» allows at most."""
NAMES = {MUNICIPALITIES: "kommunene", COUNTIES: "fylkeskommunene", SECTOR: "kommunesektoren"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A group's series against its level, as a sentence says.

    Attributes:
        group: Id of the group.
        years: The years it is said of, the exceptions left out.
        direction: ``over``, ``under`` or ``nær``.
        strength: «godt» or «klart»; empty where it is neither.
        excepted: The years it excepts.
        sentence: Where.
    """

    group: str
    years: frozenset[int]
    direction: str
    strength: str
    excepted: frozenset[int]
    sentence: Sentence

    @property
    def period(self) -> str:
        """« i 2015–2022, unntatt 2019»; empty where no years are said."""
        every = sorted(self.years | self.excepted)
        if not every:
            return ""
        without = f", unntatt {listed(map(str, sorted(self.excepted)))}" if self.excepted else ""
        return f" i {span(every[0], every[-1])}{without}"


def series_off_their_level(material: Material) -> Iterator[Finding]:
    """Find years where a series is not where the text says that it is."""
    source, levels = recommended(material.sentences)
    # A group that a sentence names twice is one claim.
    for claim in dict.fromkeys(claims(material)):
        series = material.series(NETTO, claim.group, grunnlag=BASIS)
        if source and claim.group in levels:
            cells = [cell for year, cell in sorted(series.items()) if year in claim.years]
            for one in _held_level(claim, levels[claim.group], cells):
                yield replace(one, places=(*one.places, sentence_place(source)))


def recommended(
    sentences: Sequence[Sentence],
) -> tuple[Sentence | None, Mapping[str, Decimal]]:
    """Return the recommended level of each group, and the first sentence that gives them."""
    for sentence in sentences:
        if RECOMMENDS.search(sentence.text):
            levels = dict(_levels(sentence.text))
            if len(levels) > 1:
                return sentence, levels
    return None, {}


def _levels(text: str) -> Iterator[tuple[str, Decimal]]:
    """Yield each level with its group: the one named next, before the next level, or before."""
    found = percents(text)
    named = groups_in(text)
    for at, one in enumerate(found):
        stop = found[at + 1].start if at + 1 < len(found) else len(text)
        after = [group for where, group in named if one.end < where < stop]
        before = [group for where, group in named if where < one.start]
        if after and at:
            yield after[0], one.value
        elif before:
            yield before[-1], one.value


def claims(material: Material) -> Iterator[Claim]:
    """Yield what the text says of series and levels, a group at a time."""
    for sentence, found in material.matches(LEVEL):
        yield from _claims(material, sentence, found)


def _claims(material: Material, sentence: Sentence, found: re.Match[str]) -> Iterator[Claim]:
    text = sentence.text
    start, stop = _clause(text, found)
    clause = text[start:stop]
    named = groups_in(clause) or groups_in(text[:start])[-1:]
    strength = (found["styrke"] or "").strip()
    for at, (where, group) in enumerate(dict.fromkeys(named)):
        end = named[at + 1][0] if at + 1 < len(named) else len(clause)
        excepted = EXCEPT.search(clause, where, end)
        without = years_in(excepted[1]) if excepted else frozenset[int]()
        years = _years(material, text, clause) - without
        direction = SAME.get(found["retning"], found["retning"])
        kept = strength if strength in STRONG else ""
        yield Claim(group, years, direction, kept, without, sentence)


def _clause(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Return the clause of a match: from «mens» or the start to «mens» or the end."""
    breaks = [at.start() for at in re.finditer(r", (?:mens|men|det vil si)\b", text)]
    start = max((at for at in breaks if at < found.start()), default=0)
    stop = min((at for at in breaks if at > found.start()), default=len(text))
    return start, stop


def _years(material: Material, text: str, clause: str) -> frozenset[int]:
    """Return the years a clause is about, its own or those of the sentence."""
    until = UNTIL.search(clause)
    if until:
        last = int(until[1] or until[2])
        every = (cell.fact.aar for cell in material.valued if cell.fact.indikator == NETTO)
        return frozenset(year for year in every if year <= last)
    without = EXCEPT.sub("", clause)
    return years_in(without) or years_in(EXCEPT.sub("", text))


def _held_level(claim: Claim, level: Decimal, cells: Sequence[AnchoredCell]) -> Iterator[Finding]:
    wrong = [cell for cell in cells if not _is_where(cell.value, level, claim.direction)]
    if wrong:
        yield _finding(claim, level, wrong)
        return
    weak = [cell for cell in cells if abs(cell.value - level) < MARGIN]
    if claim.strength and weak and claim.direction != "nær":
        yield _finding(claim, level, weak, weight=60)


def _is_where(printed: Decimal, level: Decimal, direction: str) -> bool:
    if direction == "nær":
        return abs(printed - level) <= NEAR
    return printed > level if direction == "over" else printed < level


def _finding(
    claim: Claim, level: Decimal, cells: Sequence[AnchoredCell], weight: int = 0
) -> Finding:
    name = NAMES[claim.group]
    strength = f"«{claim.strength} {claim.direction}»" if weight else claim.direction
    years = listed(str(cell.fact.aar) for cell in cells)
    values = listed(cell.text for cell in cells)
    tables = listed(dict.fromkeys(cell.table for cell in cells))
    narrow = f" Det er for nær til «{claim.strength}»." if weight else ""
    message = (
        f"Teksten sier at {name} lå {strength} anbefalt nivå{claim.period}. I {years} var "
        f"resultatet {values} prosent ({tables}), mot anbefalt {level_words(level)}.{narrow}"
    )
    places = (sentence_place(claim.sentence), *(cell.place for cell in cells))
    remark = (
        f"Teksten sier at {name} lå {strength} anbefalt nivå{claim.period}. "
        f"Anbefalt er {level_words(level)} prosent."
    )
    return RECOMMENDED.finding(message, places, cells, remark=remark, weight=weight)


# «Klart lavere enn de øvrige», held against the margin to the nearest of the others.
STRONG_WORDS = Rule("styrkeord", "Et styrkeord passer ikke med forskjellen", weight=60)
STRONGER_THAN_OTHERS = re.compile(
    r"\b(?P<styrke>klart|betydelig|langt|godt) (?P<retning>lavere|høyere|svakere|bedre)\b"
    r"[^.;]*?\benn (?:i )?(?:de øvrige|de andre|alle andre)"
)
INDICATORS = (
    ("disposisjonsfond", re.compile(r"\bdisposisjonsfond", re.IGNORECASE)),
    ("netto_driftsresultat", re.compile(r"\b(?:netto )?driftsresultat", re.IGNORECASE)),
)
LOWER = {"lavere", "svakere"}
LEAST_MARGIN = Decimal(1)
"""Points that a strong word promises at least."""


def strong_words_off(material: Material) -> Iterator[Finding]:
    """Find strong words about groups that lie near the others, or on the other side."""
    for sentence in material.sentences:
        found = STRONGER_THAN_OTHERS.search(sentence.text)
        indicator = next((i for i, words in INDICATORS if words.search(sentence.text)), "")
        if found and indicator:
            yield from _held_strong(material, sentence, found, indicator)


def _held_strong(
    material: Material, sentence: Sentence, found: re.Match[str], indicator: str
) -> Iterator[Finding]:
    years = years_in(sentence.text)
    parts = (
        cell
        for cell in material.valued
        if cell.fact.indikator == indicator and cell.fact.aar in years and cell.fact.gruppe != WHOLE
    )
    for cells in alike(parts, "tabell", "utvalg", "aar"):
        own = [cell for cell in cells if bare(cell.fact.rad) in bare(sentence.text)]
        others = [cell for cell in cells if cell not in own]
        if len(own) == 1 and others:
            yield from _compared(sentence, found, own[0], others)


def _compared(
    sentence: Sentence, found: re.Match[str], own: AnchoredCell, others: list[AnchoredCell]
) -> Iterator[Finding]:
    lower = found["retning"] in LOWER
    nearest = (min if lower else max)(others, key=attrgetter("value"))
    margin = (nearest.value - own.value) * (1 if lower else -1)
    if margin < LEAST_MARGIN:
        yield STRONG_WORDS.finding(
            f"Teksten sier at {own.fact.rad} er «{found['styrke']} {found['retning']}» enn de "
            f"øvrige, men har {own.text} mot {nearest.text} i "
            f"{nearest.fact.rad} ({own.table}).",
            (sentence_place(sentence), own.place, nearest.place),
            weight=80 if margin <= 0 else STRONG_WORDS.weight,
        )


RULES = (
    (RECOMMENDED, series_off_their_level),
    (STRONG_WORDS, strong_words_off),
)

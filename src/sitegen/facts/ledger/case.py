"""A claim with what it is held against, and what the tests of several kinds have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.numbers import format_number, round_half_up
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.formatting import lines_words, span
from sitegen.facts.ledger.clusters import WAYS
from sitegen.facts.ledger.evidence import Evidence, percent
from sitegen.facts.ledger.model import ANNET, AVRUNDET, MOTSIES, STEMMER, UPROVD, Draft, Verdict
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.ledger.words import COUNTY

# What the text itself says elsewhere: one thing said twice must be the same both times.
type Key = tuple[object, ...]
PHRASE = re.compile(
    r"^ ?(?:prosent|pst\.?|mrd\. kroner)? av (\w+)(?: (?:har|vært|ble|er|hadde|var))* (\w+)"
)


def key_of(draft: Draft) -> Key | None:
    """Return what a number of the text is of, to find it again by; ``None`` if unknown."""
    emne = draft.emne
    number = draft.numbers[0] if draft.numbers else None
    if number is None:
        return None
    county = emne.gruppe[:1] and emne.gruppe[0].startswith(COUNTY)
    key: Key | None = None
    if draft.slag == "andel":
        limit = draft.numbers[1].value if len(draft.numbers) > 1 else None
        key = ("andel", emne.maal, emne.aar, limit)
    elif draft.estimate:
        key = ("prognose", emne.indikator, emne.gruppe, emne.aar)
    elif emne.maal == "antall_i_utvalget":
        key = (emne.maal, emne.gruppe)
    elif draft.slag == "celle" and (emne.maal or county):
        key = ("celle", emne.maal, emne.indikator, emne.gruppe, emne.aar)
    elif draft.slag == "utenfor" and number.unit in {"prosent", "andel"}:
        follows = PHRASE.match(draft.sentence.text[number.end :])
        key = ("frase", *follows.groups()) if follows else None
    return key


class Prose:
    """The numbers of the text by what they are of."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        """Take every claim of the text."""
        self.drafts = tuple(drafts)
        self.by_key: Mapping[Key, list[Draft]] = defaultdict(list)
        for one in self.drafts:
            if key := key_of(one):
                self.by_key[key].append(one)

    def again(self, draft: Draft) -> list[Draft]:
        """Return the other places that say the same thing, in order."""
        key = key_of(draft)
        found = self.by_key.get(key, []) if key else []
        return [one for one in found if one.sentence.id != draft.sentence.id]

    def against(self, draft: Draft) -> list[Draft]:
        """Return the places that say otherwise; none where most of them agree with this one."""
        again = self.again(draft)
        others = [one for one in again if not _same(one.numbers[0], draft.numbers[0])]
        values = Counter(one.numbers[0].value for one in [*again, draft])
        most = values.most_common(1)[0][1]
        mine = values[draft.numbers[0].value]
        return others if mine < most or mine == 1 or mine * 2 == len(again) + 1 else []

    def forecast(self, draft: Draft) -> Draft | None:
        """Return the earlier estimate of what a claim is about, if the text has it."""
        emne = draft.emne
        key = ("prognose", emne.indikator, emne.gruppe, emne.aar[-1:])
        found = self.by_key.get(key, [])
        return found[0] if found else None

    def compared(self, draft: Draft) -> Draft | None:
        """Return the claim that says how much an amount differs from another of the same thing."""
        kin = [one for one in self.drafts if one.tema == draft.tema and one.slag == "sum"]
        return next((one for one in kin if one.words and one.numbers), None)

    def amounts(self, draft: Draft) -> list[Draft]:
        """Return the other amounts of the same thing, nearest before first, then those after."""
        at = self.drafts.index(draft)
        kin = [
            (index, one)
            for index, one in enumerate(self.drafts)
            if one.tema == draft.tema and draft.tema and one is not draft and not one.words
        ]
        before = [one for index, one in reversed(kin) if index < at]
        return [*before, *(one for index, one in kin if index > at)]


def _same(one: Hit, other: Hit) -> bool:
    """Return whether two numbers of the text say the same."""
    if one.value == other.value:
        return True
    coarse, fine = sorted((one, other), key=lambda hit: hit.decimals)
    rounded = Fraction(round_half_up(fine.exact, coarse.decimals))
    return coarse.decimals != fine.decimals and rounded == coarse.value


def places(drafts: Iterable[Draft]) -> str:
    """Return «linje 40, 135–137 og 318» for where claims stand."""
    every = (span(*one.sentence.lines_of(one.start, one.end)) for one in drafts)
    return f"linje {listed(dict.fromkeys(every))}"


def lines(draft: Draft) -> str:
    """Return «linje 40» or «linje 135–137» for where a claim stands."""
    return lines_words(*draft.sentence.lines_of(draft.start, draft.end))


def quoted(draft: Draft) -> str:
    """Return the claim's words, its unit with them."""
    return draft.sentence.text[draft.start : draft.stop].strip()


SURVEY_SOURCE = "KS' regnskapsundersøkelse, kommune for kommune"
NO_SOURCE = "ingen: "
"""How an editor's source begins where no source could test a claim, before the reason."""
SAME_WAY, OTHER_WAY = "peker samme vei", "peker motsatt vei"
FINAL = "endelige regnskap (konsern, alle)"
GROWTH = ("_realendring", "_endring")
"""How the id of an indicator ends whose figures are changes themselves."""
GAP = {
    "andel": Fraction(10),
    "statistikk": Fraction(5, 2),
    "fylke": Fraction(1, 2),
    "spenn": Fraction(3),
}
"""How far a figure on another basis may lie before it contradicts: percentage points."""
LOOSE = re.compile(r"om lag|omtrent|omkring|rundt|ca|cirka|i størrelsesorden")
BELOW = re.compile(r"nesten|knapt|snaut|i underkant")
ABOVE = re.compile(r"drøyt|vel|i overkant|godt over")
NEARLY = Fraction(1, 10)
"""How far «nesten» and «drøyt» reach, as a share of the number."""
UP, DOWN = frozenset({"opp", "over", "hoyest"}), frozenset({"ned", "under", "lavest"})


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with what it is held against."""

    draft: Draft
    evidence: Evidence
    prose: Prose

    @property
    def year(self) -> int:
        """The last year it is about."""
        return max(self.draft.emne.aar)


def untested(case: Case) -> Verdict:
    """Return that nothing here can test a claim, and what could; or what the text itself says."""
    draft = case.draft
    if against := case.prose.against(draft) if draft.numbers else []:
        return contradicted_by_text(draft, against)
    source = draft.source or (SURVEY_SOURCE if draft.emne.utvalg == "utvalget" else "")
    reason = source.removeprefix(NO_SOURCE)
    words = f"{capitalised(reason)}." if reason != source else f"Kilde som trengs: {source}."
    if not source:
        words = "Ingenting på dette nettstedet kan prøve det."
    return Verdict(UPROVD, f"{again_in_text(case)} {words}".lstrip())


def again_in_text(case: Case) -> str:
    """Return where the text says the same thing again, a sentence; empty if nowhere."""
    again = case.prose.again(case.draft) if case.draft.numbers else []
    return f"Det samme står på {places(again)}." if again else ""


def contradicted_by_text(draft: Draft, against: list[Draft]) -> Verdict:
    """Return that other places of the text say otherwise."""
    where = places(against)
    said = listed(f"«{quoted(one)}» ({lines(one)})" for one in against)
    return Verdict(f"{MOTSIES} {where}", f"Her står «{quoted(draft)}», men ellers {said}.")


def beside(number: Hit, value: Fraction, gap: Fraction, year: int, *, unit: str = "") -> Verdict:
    """Return a figure of the final accounts beside the one of the text."""
    digits = max(1, number.decimals)
    words = f"{capitalised(FINAL)} for {year} gir {percent(value, digits)}{unit}."
    if abs(value - number.exact) > gap:
        return Verdict(f"{MOTSIES} endelige regnskap", f"{words} Så mye kan ikke grunnlaget gjøre.")
    return Verdict(ANNET, words)


def others_are_farther(case: Case, against: list[Draft], value: Fraction) -> bool:
    """Return whether the accounts speak for a claim and against the places that say otherwise."""
    mine = abs(case.draft.value - value)
    return all(abs(one.value - value) > mine for one in against)


def said_number(number: Hit) -> str:
    """Return a number of the text as it is shown."""
    if number.unit == "andel" or number.value is None:
        return f"{percent(number.exact, 0)} prosent"
    return format_number(number.printed, number.decimals)


def direction(draft: Draft) -> str:
    """Return the comparing word of a claim that says which way; empty if none."""
    found = [word for word in draft.words if word in WAYS]
    return found[0] if found else draft.leans


def anchors(cells: Sequence[AnchoredCell]) -> tuple[str, ...]:
    """Return the cells' anchors, each once."""
    return tuple(dict.fromkeys(cell.anchor for cell in cells))


def ends(draft: Draft) -> tuple[int, int]:
    """Return the two years a claim of change is between."""
    years = sorted(draft.emne.aar)
    return (years[0], years[-1]) if len(years) > 1 else (years[0] - 1, years[0])


def mixed_words(cells: Sequence[AnchoredCell], *, indicators: bool = False) -> str:
    """Return that cells are no series of one thing, a sentence; empty where they are.

    Args:
        cells: What a claim rests on.
        indicators: Whether they must be of one indicator too.
    """
    found = []
    for name in ("grunnlag", "utvalg"):
        values = list(dict.fromkeys(getattr(cell.fact, name) for cell in cells))
        if len(values) > 1:
            found.append(f"ulikt {name} ({listed(values)})")
    if indicators and len({cell.fact.indikator for cell in cells}) > 1:
        found.append("ulike mål")
    return f"Tallene er ikke én serie: {listed(found)}." if found else ""


# How near is near enough: a number of the text against a fact, by its decimals and its hedge.


def agrees(hit: Hit, value: Fraction, digits: int) -> str:
    """Return ``stemmer``, ``stemmer avrundet``, or nothing, for a number and the exact value.

    Args:
        hit: The number as the text has it.
        value: The value it should be.
        digits: Decimals the value is printed with.
    """
    said = hit.exact
    if said == value and hit.decimals <= digits:
        return STEMMER
    quarter = said.denominator in {2, 4} and not hit.decimals  # «5 ½», «¼»
    if quarter and abs(said - value) <= Fraction(1, 8):
        return AVRUNDET
    rounded = Fraction(round_half_up(value, hit.decimals)) == said
    return AVRUNDET if rounded or _within(hit, said, value, digits) else ""


def _within(hit: Hit, said: Fraction, value: Fraction, digits: int) -> bool:
    """Return whether a value is as near a number as its hedge says."""
    unit = Fraction(1, 10**hit.decimals)
    reach = max(abs(said) * NEARLY, unit)
    if LOOSE.match(hit.hedge):
        return hit.decimals < digits and abs(said - value) <= unit
    if BELOW.match(hit.hedge):
        return said - reach <= value < said
    return bool(ABOVE.match(hit.hedge)) and said < value <= said + reach


def holds(word: str, first: Fraction, last: Fraction) -> bool:
    """Return whether what a comparing word says of going from one value to another is so."""
    if word in UP:
        return last > first
    if word in DOWN:
        return last < first
    return first == last


def same_way(right: bool) -> str:  # noqa: FBT001
    """Return whether figures on another basis go the way the text says."""
    return SAME_WAY if right else OTHER_WAY


def worst(outcomes: list[str]) -> str:
    """Return the outcome of a claim with several parts."""
    against = [one for one in outcomes if one.startswith(MOTSIES)]
    if against:
        return against[0]
    for one in (UPROVD, ANNET, AVRUNDET):
        if one in outcomes:
            return one
    return STEMMER

"""One thing that two places give differently, or that is copied where it should differ."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import SAME, AnchoredCell, Place, alike
from sitegen.facts.formatting import shown
from sitegen.facts.ledger.model import Draft
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import MINUS, NUMBER, number
from sitegen.note.sentences import Sentence

SAME_VALUE = Rule("samme-tall-ulikt", "Samme tall er trykt ulikt", weight=95)


def values_that_differ(material: Material) -> Iterator[Finding]:
    """Find values of one thing that two places print differently."""
    for cells in alike(material.valued, *SAME):
        if len({cell.value for cell in cells}) > 1:
            yield _values_differ(cells)


def _values_differ(cells: Sequence[AnchoredCell]) -> Finding:
    places = listed(f"{cell.text} i {cell.located}" for cell in cells)
    # The value that most places print is likelier the right one: the others come first.
    count = Counter(cell.value for cell in cells)
    rarest = sorted(cells, key=lambda cell: (count[cell.value], -cell.fact.linje))
    short = listed(f"{cell.text} i {cell.table}" for cell in rarest)
    return SAME_VALUE.finding(
        f"Det er {places}.",
        (cell.place for cell in rarest),
        cells,
        remark=f"Trykt ulikt i notatet: {short}.",
    )


# A value printed in one table and missing in another.
MISSING = Rule("mangler-ett-sted", "Trykt ett sted, mangler et annet", weight=40)


def values_missing_in_one_place(material: Material) -> Iterator[Finding]:
    """Find missing cells whose value another table or figure prints."""
    for cells in alike(material.cells, *SAME):
        missing = [cell for cell in cells if cell.fact.verdi is None]
        there = [cell for cell in cells if cell.fact.verdi is not None]
        for cell in missing if there else ():
            printed = listed(f"{one.text} i {one.located}" for one in there)
            first = there[0]
            yield MISSING.finding(
                f"Tallet mangler i {cell.located}, men er trykt: {printed}.",
                (cell.place, *(one.place for one in there)),
                [cell],
                remark=f"Ikke trykt her. {first.table.capitalize()} har {first.text}.",
            )


# One thing that two sentences give different numbers, as the ledger reads its subject.
SAME_CLAIM = Rule("samme-utsagn-ulikt", "To setninger gir ulike tall for det samme", weight=85)
KINDS = {"celle", "kilde", "norm"}
"""Kinds of claims that give one value of their subject."""


def claims_that_differ(material: Material) -> Iterator[Finding]:
    """Find claims of one subject with different numbers; the first is compared with the others."""
    same: dict[object, list[Draft]] = defaultdict(list)
    for draft in material.drafts:
        if draft.slag in KINDS and draft.emne.indikator and draft.emne.aar and draft.numbers:
            unit = draft.numbers[0].unit
            same[draft.slag, draft.emne, draft.estimate, draft.leans, unit].append(draft)
    for first, *others in same.values():
        for other in others:
            if _differ(first.numbers[0], other.numbers[0]):
                yield _claims_differ(first, other)


def _differ(a: Hit, b: Hit) -> bool:
    places = min(a.decimals, b.decimals)
    return _rounded(a, places) != _rounded(b, places)


def _rounded(hit: Hit, places: int) -> object:
    # A fraction as «1¾» has no decimals, and says a quarter exactly.
    value = hit.value or Fraction(0)
    return value if hit.decimals == 0 else round_half_up(value, places)


def _claims_differ(first: Draft, other: Draft) -> Finding:
    return SAME_CLAIM.finding(
        f"Det samme er {_written(first)} ett sted (linje {_claim_place(first).lines[0]}) og "
        f"{_written(other)} et annet.",
        (_claim_place(other), _claim_place(first)),
    )


def _written(draft: Draft) -> str:
    return shown(round_half_up(draft.value, 2).normalize())


def _claim_place(draft: Draft) -> Place:
    """Return the lines of the claim, with its whole sentence as the quote."""
    place = sentence_place(draft.sentence, draft.start, draft.end)
    return replace(place, quote=draft.sentence.text)


# Sentences that say nearly the same in two places: copied, and perhaps not kept alike.
#
# Where their numbers or years differ one of them is likely wrong. Where nothing does, the sentence
# stands twice, which is only worth knowing.
type Split = tuple[list[str], set[str]]
"""The words of a sentence in order, and each once."""
NEARLY_ALIKE = Rule("nesten-like", "Nesten samme setning står flere steder", weight=10)
ALIKE = 0.8
"""Share of their words in common, in order."""
SHORTEST = 12
"""Words below which two sentences are alike by chance."""
DIFFERENT_NUMBERS = 75
COUNT = ("ingen", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
WORD = re.compile(rf"{NUMBER}|\w+(?:-\w+)*")
FREQUENT = {"bildetekst"}
"""Kinds of place whose sentences are alike by design."""


def sentences_nearly_alike(material: Material) -> Iterator[Finding]:
    """Find groups of sentences that are nearly alike."""
    every = ((one, _words(one.text)) for one in material.sentences if one.kind not in FREQUENT)
    long = [(one, words, frozenset(words)) for one, words in every if len(words) >= SHORTEST]
    groups: list[list[Sentence]] = []
    for (first, a, mine), (second, b, theirs) in combinations(long, 2):
        common = len(mine & theirs) / max(len(mine), len(theirs))
        # Words in any order are compared first: that is quicker, and leaves few pairs.
        if common >= ALIKE - 0.1 and _are_alike(a, b):
            _join(groups, first, second)
    for group in groups:
        yield _alike_sentences(group)


def _words(text: str) -> list[str]:
    return [word.lower().translate(str.maketrans(MINUS, "---")) for word in WORD.findall(text)]


def _are_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _join(groups: list[list[Sentence]], first: Sentence, second: Sentence) -> None:
    for group in groups:
        if first in group:
            if second not in group:
                group.append(second)
            return
    groups.append([first, second])


def _alike_sentences(group: Sequence[Sentence]) -> Finding:
    places = [sentence_place(one) for one in group]
    numbers = {tuple(sorted(_numbers(one.text))) for one in group}
    as_many = len({len(found) for found in numbers}) == 1
    words = " ".join(group[0].text.split()[:8])
    if len(numbers) > 1 and as_many:
        different = sorted(_not_in_all(numbers))
        return NEARLY_ALIKE.finding(
            f"Samme setning («{words} …») står {COUNT[len(group)]} steder, men "
            f"med ulike tall: {listed(different)}.",
            places,
            weight=DIFFERENT_NUMBERS,
        )
    same = len({tuple(_words(one.text)) for one in group}) == 1
    alike = "helt likt" if same else "nesten likt"
    return NEARLY_ALIKE.finding(f"«{words} …» står {alike} {COUNT[len(group)]} steder.", places)


def _numbers(text: str) -> list[str]:
    return [word for word in _words(text) if re.search(r"[\d¼½¾]", word)]


def _not_in_all(several: Iterable[tuple[str, ...]]) -> set[str]:
    sets = [set(one) for one in several]
    return set[str]().union(*sets) - sets[0].intersection(*sets)


# Two groups with identical statistics in one sentence: one of them is likely copied.
EQUAL_PAIR = Rule("like-par", "To grupper har helt like tall i én setning", weight=75)
FEWEST_EQUAL = 2
"""Numbers that must be equal: one can be so by chance."""
PARENTHESIS = re.compile(r"\((?P<inni>[^()]*\d[^()]*)\)")


def groups_with_equal_numbers(material: Material) -> Iterator[Finding]:
    """Find sentences where two parentheses hold the same two numbers or more."""
    for sentence in material.sentences:
        yield from _equal_numbers(sentence)


def _equal_numbers(sentence: Sentence) -> Iterator[Finding]:
    same: dict[tuple[Decimal, ...], list[re.Match[str]]] = defaultdict(list)
    for found in PARENTHESIS.finditer(sentence.text):
        inside = re.sub(r"(?<!\d)\d+ ?[–-] ?\d+(?!\d)", "", found["inni"])
        numbers = tuple(number(one[0]) for one in re.finditer(NUMBER, inside))
        if len(numbers) >= FEWEST_EQUAL:
            same[numbers].append(found)
    for numbers, groups in same.items():
        if len(groups) > 1:
            before = (sentence.text[: found.start()] for found in groups)
            names = " og ".join(_group_name(re.split(r"[()]", words)[-1]) for words in before)
            values = " og ".join(shown(one) for one in numbers)
            yield EQUAL_PAIR.finding(
                f"{capitalised(names)} har nøyaktig samme tall ({values}) i samme "
                "setning. Det ene er trolig skrevet av det andre.",
                [sentence_place(sentence, groups[0].start("inni"), groups[-1].end("inni"))],
            )


def _group_name(words: str) -> str:
    """Return the group's name: the words from the last capital, or the last few."""
    capital = re.findall(r"(?:[A-ZÆØÅ][\w-]*)(?: (?:og|i) [A-ZÆØÅ][\w-]*)*", words)
    return capital[-1] if capital else " ".join(words.split()[-3:])


RULES = (
    (SAME_VALUE, values_that_differ),
    (MISSING, values_missing_in_one_place),
    (SAME_CLAIM, claims_that_differ),
    (NEARLY_ALIKE, sentences_nearly_alike),
    (EQUAL_PAIR, groups_with_equal_numbers),
)

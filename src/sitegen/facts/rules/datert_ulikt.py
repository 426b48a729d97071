"""One thing that two places date differently: «I 2021 og 2022 …» here, «I 2022 og 2023 …» there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kommuneindikatorer.wording import listed
from sitegen.facts.rules.finding import Finding, Rule, match_place, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import ENDINGS, years_in
from sitegen.note.model import MONTHS
from sitegen.note.sentences import Sentence

RULE = Rule("datert-ulikt", "Det samme er tidfestet ulikt", weight=65)
TIMES = re.compile(
    r"\b(?:i |fra )?(?:perioden |årene )?(?:fra )?"
    r"(?:19|20)\d\d(?: ?(?:–|-|til|og) ?|, )(?:(?:19|20)\d\d(?:, | og ))*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
FILED = re.compile(r"\bavla (?:årsregnskapet )?(\d{1,2}\. [a-z]+ (?:19|20)\d\d)")
ESTIMATED = re.compile(
    r"\b(?:TBU|[Uu]tvalget|\w*rapport)\b(?:(?! \d{1,2}\. )[^.;]){0,60}?"
    rf"(?<!\. )\b(?P<maaned>{'|'.join(MONTHS)}) (?P<aar>(?:19|20)\d\d)"
)
SAME_TIME = re.compile(r"^I (?:den )?samme periode\b")
WORD = re.compile(r"[a-zæøå]{3,}", re.IGNORECASE)
COMMON_WORDS = """
det den som har var ble blir med for til fra ved mot enn noe denne dette også mer og men kan være
vært skal skulle ville både perioden årene prosent kommuner kommunene sektoren netto brutto
driftsresultat driftsresultatet"""
COMMON = frozenset(COMMON_WORDS.split())
"""Words that say nothing of what a sentence is about."""
EXCEPTED = re.compile(r"\b(?:med unntak av|bortsett fra|unntatt) [^,.;]*")
"""Years that something is not said of."""
REFERENCE = re.compile(r"\b(?:tabell|figur) \d", re.IGNORECASE)
"""What a table covers is not when something happened."""
WINDOW = 7
"""Words that one noun phrase with its verb spans."""
SHARED, LONG = 3, 10
"""Words in common that make two phrases one thing, one of them a long noun."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with the years it dates what it says by, and its phrases as sets of stems."""

    sentence: Sentence
    years: frozenset[int]
    phrases: Sequence[frozenset[str]]


def find(material: Material) -> Iterator[Finding]:
    """Find what two sentences or more date differently, all of them in one finding."""
    yield from _filed(material)
    yield from _estimated(material)
    groups: list[list[_Dated]] = []
    for a, b in combinations(_dated(material.sentences), 2):
        if _shared(a, b) and a.years != b.years:
            group = next((one for one in groups if a in one or b in one), None)
            if group is None:
                groups.append(group := [])
            group += [one for one in (a, b) if one not in group]
    for members in groups:
        yield _finding(members)


def _filed(material: Material) -> Iterator[Finding]:
    """Find accounts that two places say were filed on different days."""
    said = list(material.matches(FILED))
    for sentence, found in said[1:]:
        there, first = said[0]
        if found[1] != first[1]:
            yield RULE.finding(
                f"Regnskapet ble avlagt {first[1]} etter det ene stedet og {found[1]} etter det "
                "andre.",
                (match_place(sentence, found), match_place(there, first)),
            )


def _estimated(material: Material) -> Iterator[Finding]:
    """Find a report of the committee that two places put in one month of different years."""
    first: dict[str, tuple[Sentence, re.Match[str]]] = {}
    for sentence, found in material.matches(ESTIMATED):
        there, one = first.setdefault(found["maaned"], (sentence, found))
        if one["aar"] != found["aar"]:
            yield RULE.finding(
                f"Det tidligere anslaget er fra {one['maaned']} {one['aar']} det ene stedet og fra "
                f"{found['maaned']} {found['aar']} det andre.",
                (match_place(sentence, found), match_place(there, one)),
            )


def _dated(sentences: Sequence[Sentence]) -> Iterator[_Dated]:
    before: Sentence | None = None
    for sentence in sentences:
        if sentence.kind != "bildetekst" and not REFERENCE.search(sentence.text):
            years = _years(sentence, before)
            if years:
                yield _Dated(sentence, years, _phrases(sentence.text))
        before = sentence


def _years(sentence: Sentence, before: Sentence | None) -> frozenset[int]:
    """Return the years of a sentence's one period; none where it has several."""
    text = EXCEPTED.sub("", sentence.text)
    periods = {years_in(found[0]) for found in TIMES.finditer(text)}
    if not periods and before and SAME_TIME.search(sentence.text):
        periods = {years_in(found[0]) for found in TIMES.finditer(before.text)}
    return next(iter(periods)) if len(periods) == 1 else frozenset()


def _phrases(text: str) -> list[frozenset[str]]:
    words = [word.lower() for word in WORD.findall(text)]
    stems = [ENDINGS.sub("", word) if len(word) > LONG else word for word in words]
    return [
        frozenset(stem for stem in stems[at : at + WINDOW] if stem not in COMMON)
        for at in range(max(1, len(stems) - WINDOW + 1))
    ]


def _shared(a: _Dated, b: _Dated) -> frozenset[str]:
    """Return the most words that a phrase of each has in common, if they are one thing."""
    both = (x & y for x in a.phrases for y in b.phrases)
    things = [
        words for words in both if len(words) >= SHARED and any(len(word) >= LONG for word in words)
    ]
    return max(things, key=lambda words: (len(words), sorted(words)), default=frozenset())


def _finding(members: Sequence[_Dated]) -> Finding:
    common = frozenset.intersection(*(frozenset().union(*one.phrases) for one in members))
    thing = " ".join(_in_order(members[0].sentence, common))
    lines: dict[str, list[str]] = {}
    for one in members:
        lines.setdefault(_written(one.years), []).append(str(one.sentence.lines[0]))
    times = listed(f"{years} (linje {listed(at)})" for years, at in lines.items())
    return RULE.finding(
        f"«{thing}» er lagt til {times}.",
        [sentence_place(one.sentence) for one in members],
    )


def _in_order(sentence: Sentence, stems: frozenset[str]) -> list[str]:
    words = [word.lower() for word in WORD.findall(sentence.text)]
    return [w for w in dict.fromkeys(words) if w in stems or ENDINGS.sub("", w) in stems]


def _written(years: frozenset[int]) -> str:
    every = sorted(years)
    joint = "–" if every == list(range(every[0], every[-1] + 1)) else " og "
    return f"{every[0]}{joint}{every[-1]}"

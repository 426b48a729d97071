"""How numbers, years, amounts and groups of units are written in the note's sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kommuneindikatorer.register import CHANGED, Kommune, numbers_in
from sitegen.facts.cells import Place
from sitegen.facts.ledger.words import counties
from sitegen.facts.rules.finding import sentence_place
from sitegen.facts.rules.material import COUNTIES, MUNICIPALITIES, SECTOR
from sitegen.note.sentences import Sentence

MINUS = "–−-"
"""What stands for a minus; the hyphen last, so that a character class reads it as itself."""
FRACTIONS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
NUMBER = rf"(?:(?<![\d,{MINUS}])[{MINUS}])?(?:(?<![\d,])\d+(?:,\d+)?(?: ?[¼½¾])?|[¼½¾])(?![\d,]\d)"
"""A number as printed; the minus may be glued to the word before it («median-1,4»)."""
PERCENT = rf"(?P<tall>{NUMBER}) ?(?:prosent\b(?!poeng)|pst\b|%)"
YEAR = re.compile(r"(?<!\d)(?<!\d,)(?:19|20)\d\d(?!\d|,\d)")
YEARS = re.compile(r"(?<![\d,])((?:19|20)\d\d) ?(?:[–−-]|til|t\.o\.m\.) ?((?:19|20)\d\d)(?!\d)")
MEASURE = re.compile("resultat")
"""In a sentence whose numbers beside names are results."""
ENDINGS = re.compile(r"(?:ene|ane|en|et|er|e|a)$")
"""What inflection puts after a noun's stem."""
GROUPS = (
    (COUNTIES, r"\bfylkeskommune(?:ne|nes)?\b"),
    (SECTOR, r"\b(?:kommune)?sektoren(?:s)?\b"),
    (MUNICIPALITIES, r"\bkommune(?:ne|nes|r)\b"),
)


def number(printed: str) -> Decimal:
    """Return a printed number: «-2,4», «1¾», «5 ½»."""
    sign = -1 if printed[:1] in MINUS else 1
    digits = printed.strip(MINUS + " ")
    part = FRACTIONS.get(digits[-1:], Fraction(0))
    whole = Decimal(digits.rstrip("¼½¾ ").replace(",", ".") or "0")
    return sign * (whole + Decimal(part.numerator) / Decimal(part.denominator))


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage in a sentence: its value, and where its characters stand."""

    value: Decimal
    start: int
    end: int


def percents(text: str) -> list[Percent]:
    """Return the percentages of a text; of «-2,4 og -0,6 prosent» both."""
    listed = rf"(?P<liste>{NUMBER}(?:(?:, | og | til ){NUMBER})*) ?(?:prosent\b|pst\b|%)"
    found = []
    for match in re.finditer(listed, text):
        if text[match.end() :].startswith("poeng"):
            continue
        found += [
            Percent(number(one[0]), match.start() + one.start(), match.start() + one.end())
            for one in re.finditer(NUMBER, match["liste"])
        ]
    return found


def years_in(text: str) -> frozenset[int]:
    """Return the years a text names, those of a period all of them."""
    found = {int(year) for year in YEAR.findall(text)}
    for first, last in YEARS.findall(text):
        found.update(range(int(first), int(last) + 1))
    return frozenset(found)


def groups_in(text: str) -> list[tuple[int, str]]:
    """Return the groups of units a text names, with where, in order."""
    return sorted(
        (match.start(), group)
        for group, pattern in GROUPS
        for match in re.finditer(pattern, text, re.IGNORECASE)
    )


def municipalities() -> list[Kommune]:
    """Return the municipalities today."""
    return [one for found in numbers_in(CHANGED).values() for one in found]


@cache
def _county() -> re.Pattern[str]:
    names = sorted(counties(CHANGED), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def names_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the counties of today that a text names, with where, in order."""
    return ((match.start(), match[0]) for match in _county().finditer(text))


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

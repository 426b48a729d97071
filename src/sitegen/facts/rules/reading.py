"""How numbers, years, amounts and groups of units are written in the note's sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from kommuneindikatorer.register import CHANGED, Kommune, numbers_in
from sitegen.facts.rules.evidence import COUNTIES, MUNICIPALITIES, SECTOR

MINUS = "–−-"
"""What stands for a minus; the hyphen last, so that a character class reads it as itself."""
FRACTIONS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
NUMBER = rf"(?:(?<![\d,{MINUS}])[{MINUS}])?(?:(?<![\d,])\d+(?:,\d+)?(?: ?[¼½¾])?|[¼½¾])(?![\d,]\d)"
"""A number as printed; the minus may be glued to the word before it («median-1,4»)."""
PERCENT = rf"(?P<tall>{NUMBER}) ?(?:prosent\b(?!poeng)|pst\b|%)"
YEAR = re.compile(r"(?<!\d)(?<!\d,)(?:19|20)\d\d(?!\d|,\d)")
YEARS = re.compile(r"(?<![\d,])((?:19|20)\d\d) ?(?:[–−-]|til|t\.o\.m\.) ?((?:19|20)\d\d)(?!\d)")
WORDS = {
    "én": 1, "en": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7,
    "syv": 7, "åtte": 8, "ni": 9, "ti": 10,
}  # fmt: skip
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


def counties() -> list[str]:
    """Return the names of the counties today, the Norwegian one of several: «Troms»."""
    return sorted({one.fylke.split(" - ")[0] for one in municipalities()})


def names_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the counties that a text names, with where, in order."""
    for match in _any_county().finditer(text):
        yield match.start(), match[0]


@cache
def _any_county() -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, counties()), key=len, reverse=True))
    return re.compile(rf"\b(?:{every})\b")

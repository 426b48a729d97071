"""a − b = c across sentences, and what still rests on the older value.

«X på a … X ble b større enn lagt til grunn» makes the earlier value a − b. Where the same thing
stands with that amount elsewhere, what is said there rests on the earlier value; with any other
amount, the places contradict each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.formatting import shown
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import ENDINGS, NUMBER, number, years_in
from sitegen.note.sentences import Sentence

RULE = Rule("differanse", "To beløp og forskjellen mellom dem går ikke opp", weight=75)
RESTS = "Et tall bygger på et eldre beløp enn det teksten nå har"
UNIT = r"(?:mrd\.|mill\.|milliarder|millioner|prosentpoeng)"
AMOUNT = re.compile(
    r"\b(?P<ord>[a-zæøå]{6,}) på (?:om lag |rundt |nesten )?"
    rf"(?P<tall>{NUMBER}) ?(?P<enhet>{UNIT})",
    re.IGNORECASE,
)
CHANGE = re.compile(
    rf"\b(?P<ord>[a-zæøå]{{6,}}) ble (?:om lag |rundt )?(?P<tall>{NUMBER}) ?(?P<enhet>{UNIT})"
    r"(?: kroner)? (?P<retning>større|høyere|mer|mindre|lavere) enn\b",
    re.IGNORECASE,
)
WORDS = {
    "mrd": "milliarder kroner",
    "mill": "millioner kroner",
    "milliarder": "milliarder kroner",
    "millioner": "millioner kroner",
}
MORE = {"større", "høyere", "mer"}


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of something: its noun and the noun's stem, its value and unit, and where."""

    noun: str
    stem: str
    value: Decimal
    unit: str
    sentence: Sentence
    start: int
    end: int

    @property
    def written(self) -> str:
        """«8,5 mrd. kroner»."""
        unit = self.unit.rstrip(".")
        return f"{shown(self.value)} {WORDS.get(unit, unit)}"


def find(material: Material) -> Iterator[Finding]:
    """Find amounts that rest on a value which the text itself says is out of date."""
    amounts = [_amount(*one) for one in material.matches(AMOUNT)]
    for sentence, found in material.matches(CHANGE):
        change = _amount(sentence, found)
        sign = -1 if found["retning"].lower() in MORE else 1
        same = [one for one in amounts if (one.stem, one.unit) == (change.stem, change.unit)]
        if same:
            yield from _compared(material, same, change, sign)


def _amount(sentence: Sentence, found: re.Match[str]) -> _Amount:
    stem = ENDINGS.sub("", found["ord"].lower())
    where = (found.start(), found.end())
    return _Amount(
        found["ord"].lower(), stem, number(found["tall"]), found["enhet"], sentence, *where
    )


def _compared(
    material: Material, same: list[_Amount], change: _Amount, sign: int
) -> Iterator[Finding]:
    # The new value stands in the change's own paragraph; elsewhere it may be the older one.
    near = [one for one in same if one.sentence.place == change.sentence.place]
    if not near:
        return
    newest = near[0]
    older = newest.value + sign * change.value
    for one in same:
        if one.value != newest.value:
            yield _finding(material, one, newest, change, older)


def _finding(
    material: Material, one: _Amount, newest: _Amount, change: _Amount, older: Decimal
) -> Finding:
    rests = one.value == older
    sign = "−" if older < newest.value else "+"
    step = f"{shown(newest.value)} {sign} {shown(change.value)} = {shown(older)}"
    cells = _marked(material, one)
    if rests:
        what = listed(f"{cell.text} i {cell.located}" for cell in cells) or "Dette"
        message = (
            f"{what} bygger på {one.written} i {one.noun}, som er det eldre anslaget ({step}). "
            f"Teksten har nå {newest.written}."
        )
    else:
        message = (
            f"Teksten har {newest.written} og en endring på {change.written}, som gir "
            f"{shown(older)} før endringen ({step}). Her står det {one.written}."
        )
    finding = RULE.finding(
        message,
        (
            sentence_place(one.sentence, one.start, one.end),
            sentence_place(newest.sentence, newest.start, newest.end),
            sentence_place(change.sentence, change.start, change.end),
            *(cell.place for cell in cells),
        ),
        cells,
        remark=f"Bygger på {one.written} i {one.noun}. Teksten har nå {newest.written}.",
        weight=RULE.weight if rests else 85,
    )
    return replace(finding, title=RESTS) if rests else finding


def _marked(material: Material, amount: _Amount) -> list[AnchoredCell]:
    """Return the cells that a table's note is about: of its marked rows, in its years."""
    exhibit, has_note, sign = amount.sentence.place.partition("-note-")
    if not has_note:
        return []
    years = years_in(amount.sentence.text)
    return [
        cell
        for cell in material.valued
        if cell.fact.tabell == exhibit
        and sign in cell.fact.fotnoter
        and (not years or cell.fact.aar in years)
    ]

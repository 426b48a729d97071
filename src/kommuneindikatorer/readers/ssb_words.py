"""What a label or a code of Statistics Norway's tables says: line, unit, basis, year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kommuneindikatorer.items import find_post
from kommuneindikatorer.model import Basis
from kommuneindikatorer.wording import slug


class Enhet(StrEnum):
    """The unit of a value."""

    TUSEN = "tusen"
    KRONER = "kroner"
    PROSENT = "prosent"
    PER_INNBYGGER = "per_innbygger"
    PERSONER = "personer"


_KEPT = 4_096
"""Labels remembered: a long table says the same few on every row."""

FOLKEMENGDE = "folkemengde"
"""Stands among the lines' ids for a table that gives inhabitants."""

_UNITS: tuple[tuple[Enhet, str], ...] = (
    (
        Enhet.PER_INNBYGGER,
        r"\b(belop )?(i )?(kr |kroner )?(per|pr) innbygger( i?\s?(kr|kroner))?\b",
    ),
    (
        Enhet.PROSENT,
        r"\b(i )?(andel|prosent|pst) av brutto driftsinntekter?( i prosent| prosent| pst)?\b",
    ),
    (Enhet.TUSEN, r"\b(belop )?(i )?(1 ?000|tusen) (kr|kroner)\b"),
    (Enhet.KRONER, r"\b(belop )?(i )?(kr|kroner)$"),
    (Enhet.PROSENT, r"\b(i )?(prosent|pst)$"),
    (Enhet.PERSONER, r"\bpersoner$"),
)
_BASIS: Mapping[str, Basis] = {
    **dict.fromkeys(
        ("konsern", "kommunekonsern", "fylkeskommunekonsern", "fylkes kommunekonsern"),
        Basis.KONSERN,
    ),
    **dict.fromkeys(
        ("kasse", "kommunekasse", "fylkeskommunekasse", "fylkes kommunekasse"), Basis.KASSE
    ),
}
_SCOPE = {"a": Basis.KONSERN, "b": Basis.KASSE}
_POST_OF_CODE: Mapping[str, str] = {
    "a800": "rammetilskudd",
    "ag10": "eiendomsskatt",
    "agd9": "driftsutgifter",
    "agd13": "brutto_driftsinntekter",
    "agd21": "avdrag",
    "agd23": "netto_driftsresultat",
}
_UNIT_OF_CODE: Mapping[str, Enhet] = {
    "kosbelop0000": Enhet.TUSEN,
    "kosbelopbrinv0000": Enhet.PROSENT,
    "kosbelopinnbygge0000": Enhet.PER_INNBYGGER,
    "kosfolkemengde0000": Enhet.PERSONER,
}
"""Codes of tables 12137 and 12143 (KOKartkap0000, ContentsCode, KOKregnskapsomfa0000).

Source: metadata of the tables in the office's API, as used in published code."""
_NOT_USED = frozenset({"netto_finansutgifter"})
"""The office prints this cost as positive in some tables, the form has it negative: not read."""
_PEOPLE = frozenset({"folkemengde", "folketal", "innbyggere", "innbyggjarar", "befolkning"})
_NEUTRAL = frozenset({"", "belop", "andel", "verdi", "value", "i alt"})
_YEAR = re.compile(r"(?:^|.*\s)((?:19|20)[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one label says; None for what it says nothing of.

    Attributes:
        post: Id of a line, or `FOLKEMENGDE`.
        enhet: Unit.
        basis: Whose money.
        ukjent: A label that is none of these, so that its values are not ours.
    """

    post: str | None = None
    enhet: Enhet | None = None
    basis: Basis | None = None
    ukjent: str = ""

    def joined(self, other: "Meaning") -> "Meaning":
        """Return what both say; the first one wins where they differ."""
        return Meaning(
            self.post or other.post,
            self.enhet or other.enhet,
            self.basis or other.basis,
            self.ukjent or other.ukjent,
        )


@lru_cache(_KEPT)
def split_year(heading: str) -> tuple[str, int | None]:
    """Return a heading without the year it ends with, and the year."""
    match = _YEAR.fullmatch(heading.strip())
    if match is None:
        return heading.strip(), None
    return heading.strip()[:-4].strip(), int(match[1])


@lru_cache(_KEPT)
def is_scope(heading: str) -> bool:
    """Return whether a column or dimension says whose money the amounts are."""
    return "regnskapsomf" in slug(heading)


@lru_cache(_KEPT)
def scope_of(text: str) -> Meaning:
    """Return the basis of a value of «regnskapsomfang», by code, text or both."""
    words = slug(text, " ")
    code, _, label = words.partition(" ")
    found = _BASIS.get(words) or _BASIS.get(label) or _SCOPE.get(code)
    return Meaning(basis=found) if found else Meaning(ukjent=text.strip())


@lru_cache(_KEPT)
def meaning_of(text: str) -> Meaning:
    """Return what a label, a code, or a code with its label says."""
    words = slug(text, " ")
    if (basis := _BASIS.get(words)) is not None:
        return Meaning(basis=basis)
    code, _, label = words.partition(" ")
    if code in _POST_OF_CODE:
        return Meaning(post=_POST_OF_CODE[code])
    if code in _UNIT_OF_CODE:
        unit = _UNIT_OF_CODE[code]
        return Meaning(FOLKEMENGDE if unit is Enhet.PERSONER else None, unit)
    said = _label(words)
    if said is None and label and re.fullmatch(r"[a-z]+[0-9]+[a-z]?|[0-9]+", code):
        said = _label(label)
    return said or Meaning(ukjent=text.strip())


def _label(words: str) -> Meaning | None:
    unit: Enhet | None = None
    for one, pattern in _UNITS:
        words, found = re.subn(pattern, " ", words)
        unit = unit or (one if found else None)
        words = " ".join(words.split())
    if words in _NEUTRAL:
        return Meaning(enhet=unit)
    if words in _PEOPLE:
        return Meaning(FOLKEMENGDE, Enhet.PERSONER)
    post = find_post(words) or find_post(re.sub(r" (i alt|totalt)$", "", words))
    return Meaning(post.id, unit) if post and post.id not in _NOT_USED else None


def basis_of_title(title: str) -> Basis:
    """Return whose money a table's title says, by its words or its number."""
    words = slug(title, " ")
    group, own = "konsern" in words, "kommunekasse" in words
    if group != own:
        return Basis.KONSERN if group else Basis.KASSE
    known = re.match(r"(12134|12137|12143)\b", words)
    return Basis.KONSERN if known and not own else Basis.UKJENT

"""What a label, a code or a region of Statistics Norway's tables says, and what is read by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kommuneindikatorer.items import find_post
from kommuneindikatorer.model import Basis, Filing, Nivaa, Origin
from kommuneindikatorer.problems import Alvor, Kode
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import slug


class Enhet(StrEnum):
    """The unit of a value."""

    TUSEN = "tusen"
    KRONER = "kroner"
    PROSENT = "prosent"
    PER_INNBYGGER = "per_innbygger"
    PERSONER = "personer"


_remembered = lru_cache(4_096)  # a long table has the same few labels on every row

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
_BASIS = {
    f"{level}{word}": basis
    for word, basis in (("konsern", Basis.KONSERN), ("kasse", Basis.KASSE))
    for level in ("", "kommune", "fylkeskommune", "fylkes kommune")
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

    @property
    def wanted(self) -> str | None:
        """The line its values are read into; None where they are not read."""
        return None if self.enhet is Enhet.PER_INNBYGGER else self.post

    def joined(self, *others: "Meaning") -> "Meaning":
        """Return what they all say; the first one wins where they differ."""
        post, enhet, basis, ukjent = self.post, self.enhet, self.basis, self.ukjent
        for one in others:
            post, enhet = post or one.post, enhet or one.enhet
            basis, ukjent = basis or one.basis, ukjent or one.ukjent
        return Meaning(post, enhet, basis, ukjent)

    @property
    def known(self) -> "Meaning":
        """What it says; nothing where it is a label that is not ours."""
        return NOTHING if self.ukjent else self


NOTHING = Meaning()


@_remembered
def split_year(heading: str) -> tuple[str, int | None]:
    """Return a heading without the year it ends with, and the year."""
    bare = heading.strip()
    match = _YEAR.fullmatch(bare)
    return (bare[:-4].strip(), int(match[1])) if match else (bare, None)


@_remembered
def is_scope(heading: str) -> bool:
    """Return whether a column or dimension says whose money the amounts are."""
    return "regnskapsomf" in slug(heading)


@_remembered
def scope_of(text: str) -> Meaning:
    """Return the basis of a value of «regnskapsomfang», by code, text or both."""
    words = slug(text, " ")
    code, _, label = words.partition(" ")
    found = _BASIS.get(words) or _BASIS.get(label) or _SCOPE.get(code)
    return Meaning(basis=found) if found else Meaning(ukjent=text.strip())


@_remembered
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


_CODED = re.compile(
    r"(?:K-|K_)?(?P<code>[0-9]{1,4})(?:\s*[-\u2013]\s+|\s+|$)(?P<name>.*)", re.DOTALL
)
_PERIOD = re.compile(r"\s*\((?:[0-9]{4})?\s*[-\u2013]\s*(?:[0-9]{4})?\)\s*$")
_GROUP_CODE = re.compile(r"E[A-Z]{1,4}[0-9]*[a-zA-Z]?")
_GROUP_NAME = re.compile(
    r"(hele_)?landet|gjennomsnitt|kostra_?gruppe|kommunegruppe|alle_(fylkes)?kommun|uoppgitt"
)
_UNSPECIFIED = frozenset({"9999"})
_COUNTY_DIGITS = 2
_CODE_DIGITS = 4
_HEADINGS = frozenset({"region", "regioner", "kommune", "kommuner", "fylkeskommune", "fylke"})


@dataclass(frozen=True, slots=True)
class Region:
    """One unit as a table names it.

    Attributes:
        kommunenummer: Four digits; None where the table gives names only.
        navn: Its name, without the years it was valid; None where codes only.
        nivaa: Municipality or county municipality.
        uten_null: Whether the code had lost its leading zero.
    """

    kommunenummer: str | None
    navn: str | None
    nivaa: Nivaa
    uten_null: bool = False

    @property
    def bare(self) -> "Region":
        """The unit alike however it is written: by its code where it has one, else by its name."""
        return Region(self.kommunenummer, None if self.kommunenummer else self.navn, self.nivaa)


def is_region_heading(heading: str) -> bool:
    """Return whether a column or dimension of this name holds regions."""
    name = slug(heading)
    return name in _HEADINGS or name.startswith(("kokkommuneregion", "kokfylkesregion"))


@_remembered
def read_region(text: str, heading: str) -> Region | None:
    """Return the unit; None for averages, groups and the whole country.

    Args:
        text: The cell: ``4601``, ``4601 Bergen``, ``4601 - Bergen``, ``Oslo - Oslove``,
            ``3001 Halden (2020-2023)``, ``301``.
        heading: The column's name; only a county table's two digits are counties.
    """
    bare = _PERIOD.sub("", text.strip())
    match = _CODED.fullmatch(bare)
    if match is None:
        return _named(bare)
    code, name = match["code"], match["name"].strip() or None
    if len(code) <= _COUNTY_DIGITS:
        if "fylke" not in slug(heading) or not int(code):
            return None
        return Region(f"{code.zfill(2)}00", name, Nivaa.FYLKESKOMMUNE)
    full = code.zfill(_CODE_DIGITS)
    if full.startswith("00") or full in _UNSPECIFIED:
        return None
    level = Nivaa.FYLKESKOMMUNE if full.endswith("00") else Nivaa.KOMMUNE
    return Region(full, name, level, uten_null=full != code)


def _named(name: str) -> Region | None:
    first = name.split(" ", maxsplit=1)[0]
    if not name or _GROUP_CODE.fullmatch(first) or _GROUP_NAME.match(slug(name)):
        return None
    county = slug(name).endswith(("fylkeskommune", "fylkeskommune_fylkkasuohkan"))
    return Region(None, name, Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE)


SAMLERAD = Kode(
    "samlerad",
    Alvor.INFO,
    "«{verdi}» er ikke én kommune eller fylkeskommune, og er ikke brukt.",
)
UKJENT_BEGREP = Kode(
    "ukjent-begrep",
    Alvor.INFO,
    "«{verdi}» er ikke et tall kalkulatoren bruker, og er ikke lest.",
)
UTEN_AAR = Kode(
    "uten-aar", Alvor.FEIL, "«{verdi}» er ikke et årstall. Raden er ikke lest.", "Velg hele år."
)
IKKE_JSON_STAT = Kode(
    "ikke-json-stat",
    Alvor.FEIL,
    "Filen er ikke en hel JSON-stat2-tabell: {hva}.",
    "Hent den på nytt som «json-stat2».",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a line, and all that says what it is."""

    region: Region
    aar: int
    post: str
    said: Meaning
    origin: Origin
    text: str
    row_log: RowLog


@dataclass(frozen=True, slots=True)
class Extract:
    """What one file holds: its values, and what its title says of the basis."""

    filing: Filing
    facts: tuple[Fact, ...]
    basis: Basis
    kolonner: tuple[str, ...] = ()

"""What a label, a code or a heading of Statistics Norway's tables says, and what is read by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kommuneindikatorer.items import find_post
from kommuneindikatorer.model import Basis
from kommuneindikatorer.readers.ssb import codes
from kommuneindikatorer.readers.ssb.codes import FOLKEMENGDE, KUN_PROSENT, Enhet
from kommuneindikatorer.readers.ssb.regions import (
    Region,
    is_group,
    is_sure,
    read_region,
    remembered,
)
from kommuneindikatorer.wording import slug

_HEAD = r"(per|pr) (innb(ygger(e)?)?|hode|capita)"
_INCOME = r"(brutto )?(drifts)?inntekt(er|ene)?"
_UNITS: tuple[tuple[Enhet, str], ...] = (
    (Enhet.PER_INNBYGGER, rf"\b(belop )?(i )?(kr |kroner )?{_HEAD}( i?\s?(kr|kroner))?\b"),
    (
        Enhet.PROSENT,
        rf"\b(i )?(andel|prosent|pst) av {_INCOME}( i prosent| prosent| pst)?\b",
    ),
    (Enhet.TUSEN, r"\b(belop |tall )?(i )?(hele )?((1 ?000|tusen) (kr|kroner|nok)|nok 1 ?000)\b"),
    (Enhet.MILLIONER, r"\b(belop |tall )?(i )?(mill|millioner) (kr|kroner|nok)\b"),
    (Enhet.KRONER, r"\b(belop |tall )?(i )?(hele )?(kr|kroner|nok)$"),
    (Enhet.PROSENT, r"\b(i )?(prosent|pst)$"),
    (Enhet.PERSONER, r"\bpersoner$"),
)
_BASIS = {
    f"{level}{word}": basis
    for word, basis in (
        ("konsern", Basis.KONSERN),
        ("konserntall", Basis.KONSERN),
        ("kasse", Basis.KASSE),
        ("kassen", Basis.KASSE),
    )
    for level in ("", "kommune", "fylkeskommune", "fylkes kommune", "fylkes")
}
_SCOPE = {"a": Basis.KONSERN, "b": Basis.KASSE}
_PEOPLE = frozenset({"folkemengde", "folketal", "innbyggere", "innbyggjarar", "befolkning"})
_NEUTRAL = frozenset(
    {"", "belop", "andel", "verdi", "value", "i alt", "regnskap", "rekneskap", "tall", "sum"}
)
_YEAR = re.compile(r"(?:^|.*[\s.])X?((?:19|20)[0-9]{2})")
_LEADING_YEAR = re.compile(r"X?((?:19|20)[0-9]{2})(?=[\s.])[\s.]+(.*)", re.DOTALL)
_BALANCE_PLACE = re.compile(r"[a-f]( [0-9])*( |$)(?=[a-z])")
"""«C.1.1» before the name of a line of the balance."""
_FORMULA = re.compile(r" ([a-k]|[a-k]( ?[a-k])+)$")
"""«(H=D-E+f-G)» and «(K)» after the name of a line."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one label says; None for what it says nothing of.

    Attributes:
        post: Id of a line, or `FOLKEMENGDE`, or a row that lines are made of.
        enhet: Unit.
        basis: Whose money.
        ukjent: A label that is none of these, so that its values are not ours.
        region: The unit it names.
        aar: The year it says.
        gruppe: A group of units, where it names that instead of one.
        konsolidert: Whether the basis is «konsolidert», which is not the whole group.
    """

    post: str | None = None
    enhet: Enhet | None = None
    basis: Basis | None = None
    ukjent: str = ""
    region: Region | None = None
    aar: int | None = None
    gruppe: str = ""
    konsolidert: bool = False

    @property
    def wanted(self) -> str | None:
        """The line its values are read into; None where they are not read."""
        if self.enhet is Enhet.PER_INNBYGGER:
            return None
        if self.post in KUN_PROSENT and self.enhet is not Enhet.PROSENT:
            return None
        return self.post

    def joined(self, *others: "Meaning") -> "Meaning":
        """Return what they all say; the first one wins where they differ."""
        post, enhet, basis, ukjent = self.post, self.enhet, self.basis, self.ukjent
        region, aar, gruppe, apart = self.region, self.aar, self.gruppe, self.konsolidert
        for one in others:
            if one is not NOTHING:  # as most are, row after row
                post, enhet = post or one.post, enhet or one.enhet
                basis, ukjent = basis or one.basis, ukjent or one.ukjent
                region, aar = region or one.region, aar or one.aar
                gruppe, apart = gruppe or one.gruppe, apart or one.konsolidert
        return Meaning(post, enhet, basis, ukjent, region, aar, gruppe, apart)

    @property
    def known(self) -> "Meaning":
        """What it says; nothing where it is a label that is not ours."""
        return NOTHING if self.ukjent else self


NOTHING = Meaning()
_MARK = re.compile(
    r"(?<=[0-9]{4})\s*(?:[*¹²³]|\(?[0-9*]\)|\(?f(?:oreløpige?(?: tall)?)?\))+$", re.IGNORECASE
)


def unmarked(text: str) -> str:
    """Return a heading without the mark of preliminary figures behind its year: «2024*»."""
    return _MARK.sub("", text.strip())


@remembered
def split_year(heading: str) -> tuple[str, int | None]:
    """Return a heading without the year it ends with, and the year."""
    bare = unmarked(heading)
    match = _YEAR.fullmatch(bare)
    if match is None:
        return bare, None
    return bare[: match.start(1)].removesuffix("X").strip(" ."), int(match[1])


@remembered
def is_scope(heading: str) -> bool:
    """Return whether a column or dimension says whose money the amounts are."""
    return "regnskapsomf" in slug(heading)


@remembered
def scope_of(text: str) -> Meaning:
    """Return the basis of a value of «regnskapsomfang», by code, text or both."""
    words = slug(text, " ")
    code, _, label = words.partition(" ")
    return (
        _scope(words) or _scope(label) or _scope_code(code, label) or Meaning(ukjent=text.strip())
    )


def _scope_code(code: str, label: str) -> Meaning | None:
    found = None if label else _SCOPE.get(code)
    return Meaning(basis=found) if found else None


def _scope(words: str) -> Meaning | None:
    if words.startswith("konsolider"):
        return Meaning(basis=Basis.KONSERN, konsolidert=True)
    if basis := _BASIS.get(words.removeprefix("fylkes ")):
        return Meaning(basis=basis)
    if words.startswith(("kommuner fylkeskommuner", "kommune fylkeskommune")):
        outside = re.search(r"\beks(k?l)\b", words)
        return Meaning(basis=Basis.KASSE if outside else Basis.KONSERN)
    return None


_ENGLISH: tuple[tuple[str, str], ...] = (
    (
        r"(as a percentage of|share of|in per ?cent of) gross operating revenues?",
        "prosent av brutto driftsinntekter",
    ),
    ("per ?cent", "prosent"),
    ("(sum|amount)(?= nok)", "belop"),
    ("consolidated accounts?", "konsern"),
    ("gross operating revenues?", "brutto driftsinntekter"),
    ("gross operating expenditures?", "driftsutgifter"),
    ("gross operating (surplus|result)", "brutto driftsresultat"),
    ("net operating (surplus|result)", "netto driftsresultat"),
    ("distributable reserves?", "disposisjonsfond"),
    ("free equity operational accounts?", "fri egenkapital drift"),
    ("(?<=[a-z]) m$", ""),
)
"""What the office's labels are called in its English tables. Source: those tables."""
_IS_ENGLISH = re.compile(r"\b(operating|per ?cent|nok|consolidated|distributable|equity)\b")


def words_of(text: str) -> str:
    """Return a label as plain words in Norwegian; «%» is a word."""
    words = slug(text.replace("%", " prosent "), " ")
    if not _IS_ENGLISH.search(words):
        return words
    for english, norwegian in _ENGLISH:
        words = re.sub(rf"\b{english}(?![a-z0-9])", norwegian, words)
    return " ".join(words.split())


@remembered
def meaning_of(text: str) -> Meaning:
    """Return what a label, a code, or a code with its label says."""
    words = words_of(text)
    if (basis := _BASIS.get(words)) is not None:
        return Meaning(basis=basis)
    code, _, label = words.partition(" ")
    if _says_more(label):
        return Meaning(ukjent=text.strip())
    if code in codes.CONTENTS and (not label or _label(label)):
        return Meaning(*codes.CONTENTS[code])
    post = codes.POST_OF_CODE.get(code)
    if post and (not label or not code.isdigit() or _label(label)):
        return Meaning(post, _unit_in(label)[0])
    said = _label(words)
    if said is None and label and re.fullmatch(r"[a-z]+[0-9]+[a-z]?|[0-9]+", code):
        said = _label(label)
    return said or Meaning(ukjent=text.strip())


def _says_more(words: str) -> bool:
    """Return whether a label holds a year or another code, so that it is of several variables."""
    return any(
        one in codes.CONTENTS or re.fullmatch(r"(19|20)[0-9]{2}|a[gd]*[0-9]+|kg[0-9]+", one)
        for one in words.split()
    )


def _unit_in(words: str) -> tuple[Enhet | None, str]:
    """Return the unit a label says, and the label without it."""
    unit: Enhet | None = None
    for one, pattern in _UNITS:
        words, found = re.subn(pattern, " ", words)
        unit = unit or (one if found else None)
        words = " ".join(words.split())
    return unit, words


def _label(words: str) -> Meaning | None:
    unit, words = _unit_in(words)
    words, basis = _without_basis(words)
    if words in _NEUTRAL:
        return Meaning(enhet=unit, basis=basis) if unit or not basis else None
    if words in _PEOPLE:
        return Meaning(FOLKEMENGDE, Enhet.PERSONER)
    post = next(filter(None, map(_post, _names_in(words))), None)
    return Meaning(post, unit, basis) if post else None


def _without_basis(words: str) -> tuple[str, Basis | None]:
    """Return a label without the «, konsern» or «, kasse» it ends with, and what that says."""
    start, _, last = words.rpartition(" ")
    basis = _BASIS.get(last) if start else None
    return (start, basis) if basis else (words, None)


def _names_in(words: str) -> Iterator[str]:
    """Yield a label as it stands, then without what the office writes around a line's name."""
    yield words
    bare = _BALANCE_PLACE.sub("", words, count=1)
    yield bare
    yield re.sub(r" (i alt|totalt)$", "", bare)
    yield _FORMULA.sub("", bare)
    yield re.sub(r"^[0-9]+ ", "", _FORMULA.sub("", bare))


def _post(name: str) -> str | None:
    if own := codes.post_of_label(name):
        return own
    post = find_post(name)
    return post.id if post else None


_MOST_WORDS = 48
_PARTS = 6


@remembered
def parts_of(text: str) -> Meaning:
    """Return what a heading says that joins the values of several variables.

    «Giske Beløp (1000 kr) 2024», «2024 AGD89 Netto driftsresultat (H=D-E+f-G)»: such a heading is
    understood when it can be cut into parts that are; else only its year is.
    """
    bare = unmarked(text)
    if not bare:
        return NOTHING
    whole = _strict(bare)
    if not whole.ukjent:
        return whole
    tokens = bare.split()
    if len(tokens) <= _MOST_WORDS and (found := _cut(tuple(tokens), _PARTS)):
        return found
    rest, year = split_year(bare)
    return replace(single(rest) if rest else NOTHING, aar=year)


def _strict(text: str) -> Meaning:
    """Return the same as `single`, but nothing for a code before words that are not its label."""
    code, _, label = words_of(text).partition(" ")
    has_other = code in codes.POST_OF_CODE and label and _label(label) is None
    return Meaning(ukjent=text) if has_other else single(text)


def single(text: str) -> Meaning:
    """Return what a text says that is one value of one variable."""
    if re.fullmatch(r"X?(19|20)[0-9]{2}", text):
        return Meaning(aar=int(text[-4:]))
    if is_sure(text):
        return Meaning(region=read_region(text, "region"))
    if is_group(text):
        return Meaning(gruppe=text)
    plain = text if " " in text else re.sub(r"(?<=[a-zæøå0-9])\.+(?=\w)", " ", text)
    if split_year(plain)[1] or _LEADING_YEAR.fullmatch(plain):
        return Meaning(ukjent=text)  # the year is a part of its own
    return _scope(slug(plain, " ")) or meaning_of(plain)


def _cut(tokens: tuple[str, ...], most: int) -> Meaning | None:
    """Return what the words say, cut into parts that are understood, the longest first."""
    if not tokens:
        return NOTHING
    if not most:
        return None
    for end in range(len(tokens), 0, -1):
        first = _part(" ".join(tokens[:end]))
        if first.ukjent or first == NOTHING:
            continue
        rest = _cut(tokens[end:], most - 1)
        if rest is not None and not _clash(first, rest):
            return first.joined(rest)
    return None


@remembered
def _part(text: str) -> Meaning:
    return _strict(text.strip(" ,;"))


def _clash(one: Meaning, other: Meaning) -> bool:
    """Return whether two parts say the same kind of thing."""
    pairs = ((one.post, other.post), (one.region, other.region), (one.aar, other.aar))
    return any(a and b for a, b in pairs) or bool(one.gruppe and other.gruppe)


_TABLE = re.compile(r"\s*([0-9]{5})\s*:\s*(.*)", re.DOTALL)


def table_number(title: str) -> str:
    """Return the office's number of a table, as its title begins with; empty where it has none."""
    match = _TABLE.match(title)
    return match[1] if match else ""


def title_meaning(title: str) -> Meaning:
    """Return what a table's title says of all its values: line, unit, and one year or region."""
    match = _TABLE.match(title)
    name = match[2] if match else title
    said = NOTHING
    for part in (name.partition(",")[0], name):
        said = said.joined(parts_of(part).known)
    regions = {
        one
        for part in re.split(r"[.,;:]", name)
        if (one := _part(part).region) is not None and part.strip()
    }
    if len(regions) == 1:
        said = said.joined(Meaning(region=regions.pop()))
    unit = _unit_in(words_of(name))[0]
    return said.joined(Meaning(enhet=unit)) if unit else said


def basis_of_title(title: str) -> Basis:
    """Return whose money a table's title says, by its number or its words."""
    words = slug(title, " ")
    group = any(one in words for one in ("konsern", "inklusiv foretak", "consolidated accounts"))
    own = bool(re.search(r"\bkasse|kommunekasse|og kasse|\beks(k?l) (kf|kommunale foretak)", words))
    both = "konsolider" in words
    if group != own and not both:
        return Basis.KONSERN if group else Basis.KASSE
    return codes.BASIS_OF_TABLE.get(table_number(title), Basis.UKJENT)


_ABOUT_INVESTMENT = re.compile(r"\binvestering")


def is_investment(words: str) -> bool:
    """Return whether a title or a label is of the investment account."""
    return bool(_ABOUT_INVESTMENT.search(slug(words, " ")))

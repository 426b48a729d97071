"""What stands above a form, or in its file's name: whose it is, and in what the amounts are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kommuneindikatorer.register import CHANGED, areas, code_of, find_kommuner, is_name
from kommuneindikatorer.wording import slug

_NAMED = re.compile(
    r"\b([A-ZÆØÅ][\w-]+(?:(?: og| i| OG| I)? [A-ZÆØÅ][\w-]+)?)[ _]([Ff]ylkes|FYLKES)?"
    r"(?:(?:[Kk]ommune|kommunekasse)r?s?|KOMMUNE|KOMMUNEKASSE)\b"
)
_IN_FILE = re.compile(
    r"([a-zæøå-]+(?:[ _](?:og[ _])?[a-zæøå-]+)?)[ _-]*fylkeskommune", re.IGNORECASE
)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name and where it was found; empty when none was."""

    name: str = ""
    is_county: bool = False
    why: str = ""


def find_name(title: str, fil: str) -> Name:
    """Return whose the form is, by what stands above it, else by the file's name."""
    if (named := called_kommune(title)).name:
        return named
    if names_several(title):
        return Name()
    if name := _registered(re.findall(r"[A-ZÆØÅ][\wæøå-]+|[a-zæøå]+", title), capital=True):
        return Name(name, why="Etter tittelen.")
    stem = fil.rsplit(".", 1)[0]
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", stem)
    if re.search("fylkeskommune", f"{title} {stem}", re.IGNORECASE):
        match = _IN_FILE.search(stem)
        county = match[1].strip(" _-").capitalize() if match else _county(stem)
        return Name(county, is_county=True, why="Etter filnavnet.")
    if name := _registered(words, capital=False):
        return Name(name, why="Etter filnavnet.")
    return Name()


def called_kommune(title: str) -> Name:
    """Return whose a text says that it is, «Voss kommune»; empty where it calls none so."""
    match = _NAMED.search(title)
    if match is None or names_several(title):
        return Name()
    return Name(_own_name(match[1]), bool(match[2]), "Etter tittelen.")


def names_several(title: str) -> bool:
    """Return whether a text calls several so: «fra Giske kommune til Sula kommune»."""
    called = {_own_name(match[1]) for match in _NAMED.finditer(title) if not match[2]}
    return len({code for one in called if (code := code_of(one, CHANGED))}) > 1


def _own_name(words: str) -> str:
    """Return a name without the word before it that is none: «Årsregnskap Sandnes»."""
    first, _, last = words.partition(" ")
    is_other = last and not code_of(words, CHANGED)
    if is_other and (code_of(last, CHANGED) or _NO_NAME.match(slug(first))):
        return _spelled(last)
    return _spelled(words)


def _spelled(name: str) -> str:
    """Return a name as the register spells it: «STAVANGER» and «Tromso» are not shown so."""
    known = find_kommuner(code_of(name, CHANGED))
    bare = known[0].navn.partition(" (")[0] if known else ""
    spellings = (known[0].navn, bare, *bare.split(" - ")) if known else ()
    written = re.sub(r"\b(Og|I)\b", lambda word: word[0].lower(), name.title())
    given = written if name.isupper() else name
    return next((one for one in spellings if slug(one) == slug(name)), given)


def _county(stem: str) -> str:
    """Return the county that a file's name has among its words; empty for none."""
    words = slug(stem).split("_")
    found = (one for one in areas() if set(one.split("_")) <= set(words))
    return next((one.capitalize() for one in sorted(found)), "")


_NO_NAME = re.compile(r"\w*(regnskap|rekneskap|drift|balanse|oversikt|budsjett|konsolider|skjema)")


def _registered(words: list[str], *, capital: bool) -> str:
    """Return the first one, two or three words that are a municipality's name in the register."""
    for at in range(len(words)):
        for count in (3, 2, 1):
            several = words[at : at + count]
            name = " ".join(several)
            if len(several) < count or len(name) < _SHORTEST or (capital and not name[0].isupper()):
                continue
            if is_name(name):
                return _spelled(
                    name
                    if capital
                    else " ".join(
                        word if word in {"i", "og"} else word[:1].upper() + word[1:]
                        for word in several
                    )
                )
    return ""


_NUMBER = re.compile(
    r"\b(?:komm(?:une)?\.? ?n(?:umme)?r|knr)\.?[ :.=-]*([0-9]{3,4})(?![0-9])"
    r"|(?<![0-9])([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)


def number_of(title: str, name: str) -> str:
    """Return the municipality's number in a title; empty for none.

    One that is not called so counts beside the name it has in the register: it may be a year.
    """
    for match in _NUMBER.finditer(title):
        number: str = (match[1] or match[2]).zfill(4)
        if known := find_kommuner(number):
            is_its = bool(name) and any(slug(name) in slug(one.navn) for one in known)
            if match[1] or is_its:
                return number
    return ""


_BEFORE = (
    r"(?:\b(?:i|alle|tall|tal|belop|beløp|oppgitt|oppgjeve|hele|heile|heil|nok|kr|kroner)\b[ .:(]*"
    r"|^|[(\[,;:/–-] *)"
)
_MILLIONS = re.compile(
    _BEFORE + r"(?:mill\b\.?|million(?:er|ar)?\b|mnok\b|mkr\b|1[ .]?000[ .]?000\b)", re.IGNORECASE
)
_THOUSANDS = re.compile(
    _BEFORE + r"(?:1[ .]?000(?![ .]?[0-9])(?! innb)|tusen(?! innb)|tkr\b|tnok\b|t\. ?kr\b|knok\b)"
    r"|\b(?:tkr|tnok|'000|000 kr)\b|\b1[ .]?000 (?:kr|nok)",
    re.IGNORECASE,
)
_KRONER = re.compile(
    r"\b(?:i|hele|heile|norske) (?:norske )?(?:kr|kroner|nok)\b(?!\.? ?(?:1[ .]?000|per|pr))"
    r"|\((?:kr|nok|kroner)\)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 8)
def said_unit(title: str, heading: str) -> str:
    """Return the unit of amount that a heading or a title says; empty where neither does."""
    for text in (heading, title):
        plain = " ".join(text.replace("\u00a0", " ").split())
        for unit, pattern in (("millioner", _MILLIONS), ("tusen", _THOUSANDS), ("kroner", _KRONER)):
            if pattern.search(plain):
                return unit
    return ""

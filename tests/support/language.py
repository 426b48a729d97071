"""One spelling of each term in all that readers see, the note's own words apart."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from support.notes import raw

BANNED = {
    # Endings: -en, as the Ministry writes.
    r"\w*(?:linja|lenka|cella|lista|gjelda|mappa|kolonna|utgava|adressa)": "-en",
    r"sida|fila|rada": "siden, filen, raden",
    r"\w*sammenlikn\w*|likn\w*": "sammenligne, ligne",
    r"u?vekte(?:t|de)": "veid, uveid",
    r"stiplete|prikkete": "stiplede, prikkede",
    r"1,75 (?:prosent|%)": "1¾",
    r"tusen kroner": "millioner kroner, kroner, or as a unit 1000 kr",
    r"landet utenom oslo|kommunene \(med oslo\)": "landet uten Oslo, kommunene med Oslo",
    r"folkegrupp\w*": "kommuner av samme størrelse, grupper etter innbyggertall",
    # «Utvalget» is the committee and the sample: TBU, and the municipalities of the survey.
    r"utvalget anbefaler|utvalgets (?:egne|nivå|anslag|mål)|kommunene i utvalget": "TBU",
    r"til vanlig|byte for byte|åpner seg|endringsforespørs\w*": "plain words",
}
"""What is not written, as patterns of whole words in lower case, and what is."""

_PATTERN = re.compile(rf"(?<!\w)(?:{'|'.join(BANNED)})(?!\w)", re.IGNORECASE)
_QUOTED = re.compile("«([^«»]*)»")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_ID = re.compile(r"[a-z0-9_-]+|.*(?:\\[bwds]|\w\|\w).*", re.DOTALL)
"""An id, or a pattern that the note's own words are found by."""


def misspelled(text: str) -> list[str]:
    """Return each banned spelling with the words around it, but for those that quote the note."""
    words = _QUOTED.sub(_without_the_note_s, " ".join(text.split()))
    found = (_around(words, match) for match in _PATTERN.finditer(words))
    return [one for one in found if one.lower() not in _note()]


def _without_the_note_s(quote: re.Match[str]) -> str:
    return "«»" if quote[1].lower() in _note() else quote[0]


def _around(words: str, match: re.Match[str]) -> str:
    """Return the spelling with a word before it and two after, or as many as there are."""
    before = words[: match.start()].split(" ")[-2:]
    after = words[match.end() :].split(" ")[:3]
    return f"{' '.join(before)}{match.group()}{' '.join(after)}".strip(" .,:;()«»")


@cache
def _note() -> str:
    return " ".join(raw().decode("utf-8").split()).lower()


def python_strings(path: Path) -> Iterator[str]:
    """Yield a module's strings that are no docstrings and no ids."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docs = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
    inside = {id(part) for one in nodes if isinstance(one, ast.JoinedStr) for part in one.values}
    for one in nodes:
        if isinstance(one, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in one.values)
        elif isinstance(one, ast.Constant) and id(one) not in docs | inside:
            yield one.value if isinstance(one.value, str) else ""


def script_strings(path: Path) -> Iterator[str]:
    """Yield a script's strings that are no ids."""
    for literal in _LITERAL.findall(_COMMENT.sub("", path.read_text(encoding="utf-8"))):
        yield literal[1:-1]


def said(strings: Iterable[str]) -> list[str]:
    """Return the banned spellings of the strings that are words, not ids."""
    return [bad for one in strings if not _ID.fullmatch(one) for bad in misspelled(one)]

"""An edition whose every word that a person writes is hostile, and what a site shows of them."""

import html
import json
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

import html5lib

from support.notes import FOLDER, raw, spec

EVIL = (
    """<script>brutt()</script> &amp; &lt; "a" 'b' {{ x }} {% y %} {# z #} *a* __b__ [c](javascript:d) """
    """`e` </title> </script> <!-- f --> <img src=x onerror=g()> \\ \\* ~~h~~ | ![i](j) $k$ @@tittel@@ {: #l }"""
)
"""Without figures, which would be read as the note's own, and without two blanks, a column's end."""
START, END = "QAV", "QZV"
SEEN = re.compile(rf"{START}([A-Z]+) (.*?) {END}", re.DOTALL)
# Words of note.toml that are no text: what is matched, counted, or one of a few.
NO_TEXT = {
    *("fra", "til", "lenker", "avsnitt", "sitat", "tegn", "mangler", "slag", "maal", "diagram"),
    *("indikator", "gruppe", "utvalg", "enhet", "grunnlag", "status", "regel", "tekst"),
}
VALUE = re.compile(r'^(\s*(?:\{ )?(?P<key>\w+) = ")(?P<value>[^"]*)(")', re.MULTILINE)
# Printed words that the description has too: a section's heading, a row's label, a heading of rows.
PRINTED = (
    "Utvalgets situasjonsforståelse",
    "A. Kommunesektorens størrelse i landets økonomi",
)
# The title of a chart, which the hostile site is without: tests/pages/test_figure.py shows it.
NO_TEXT |= {"funn"}
# Headings that are left: one hostile heading is enough.
LEFT = {"Aktivitet- og inntektsutviklingen", "Netto driftsresultat og disposisjonsfond"}
# Words of paragraphs, footnotes, captions and sources.
PROSE = (
    "med anslått netto",
    "For fylkeskommunene var avsetningene",
)


def marked(number: int) -> str:
    """Return the hostile words with a name of their own, in letters."""
    letters = string.ascii_uppercase
    return f"{START}{letters[number // 26]}{letters[number % 26]} {EVIL} {END}"


def name(number: int) -> str:
    """Return the name of the hostile words of a number."""
    return SEEN.fullmatch(marked(number))[1]  # type: ignore[index]


def shown_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text shows of hostile words: their name, and the words, blanks made alike."""
    for found in SEEN.finditer(text):
        yield found[1], " ".join(found[2].split())


def texts_of(path: Path) -> Iterator[str]:
    """Yield every text that a file of the site holds, as who reads it has it."""
    if path.suffix == ".html":
        yield from _texts_of_page(path.read_text(encoding="utf-8"))
    elif path.suffix in {".json", ".jsonld"}:
        content = json.loads(path.read_text(encoding="utf-8"))
        # The search shows HTML.
        strings = _strings(content)
        search = path.name == "search_index.json"
        yield from (_plain(one) for one in strings) if search else strings
    elif path.suffix == ".xml":
        for element in ET.parse(path).getroot().iter():  # noqa: S314  our own
            yield element.text or ""


def _texts_of_page(text: str) -> Iterator[str]:
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    scripts = {one: one.text or "" for one in tree.iter("script") if "json" in one.get("type", "")}
    for one, content in scripts.items():
        yield from _strings(json.loads(content))
        one.text = ""
    yield "".join(tree.itertext())
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from element.attrib.values()


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from (one for value in content.values() for one in _strings(value))
    elif isinstance(content, list):
        yield from (one for value in content for one in _strings(value))


def scripts_of(path: Path) -> Iterable[str]:
    """Return a page's elements and attributes that would run something."""
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for key, value in element.attrib.items():
            if str(key).startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"{element.tag} {key}={value}"
        code = element.tag == "script" and "json" not in element.get("type", "")
        if code and "brutt" in (element.text or ""):
            yield f"script {element.text}"


def write_edition(folder: Path) -> dict[str, str]:
    """Make an edition's folder hostile; return the place of each of the hostile words, by name."""
    places: dict[str, str] = {}

    def evil(place: str) -> str:
        words = marked(len(places))
        places[name(len(places))] = place
        return words

    note, description = raw().decode(), spec()
    for one in PRINTED:
        words = evil(f"trykt: {one}")
        assert one in note
        note = note.replace(one, f"{one} {words}", 1)
        assert f'"{one}"' in description
        description = description.replace(f'"{one}"', f'"{one} {_toml(words)}"', 1)
    first = "Den økonomiske situasjonen i kommunesektoren"
    note = note.replace(first, f"{first} {evil('tittelen i notatet')}", 1)
    description = description.replace(f"^{first}$", f"^{first}")
    for one in PROSE:
        assert one in note, one
        note = note.replace(one, f"{one} {evil(f'teksten: {one}')}", 1)

    def field(found: re.Match[str]) -> str:
        if found["key"] in NO_TEXT or found["value"] in LEFT or START in found["value"]:
            return found[0]
        words = evil(f"note.toml: {found['key']} = {found['value'][:40]}")
        return f"{found[1]}{found['value']} {_toml(words)}{found[4]}"

    description = VALUE.sub(field, description)
    corrected = "I lys av"
    assert note.count(corrected) == 1
    words = _toml(evil("rettelser.toml: rettet"))
    (folder / "rettelser.toml").write_text(
        f'[[rettelse]]\nlinje = "{corrected}"\nventet = "{corrected}"\n'
        f'rettet = "{corrected} {words}"\ngrunn = "{_toml(EVIL)}"\n',
        encoding="utf-8",
    )
    publisher = _toml(evil("utgiver.toml: navn"))
    (folder / "utgiver.toml").write_text(
        f'[utgiver]\nnavn = "{publisher}"\nadresse = \'https://a.no/"><script>brutt()</script>\'\n'
        f"kodelager = 'https://a.no/\"onmouseover=brutt()//'\n",
        encoding="utf-8",
    )
    (folder / "note.txt").write_text(note, encoding="utf-8")
    (folder / "note.toml").write_text(description, encoding="utf-8")
    versions = (FOLDER / "versjoner.toml").read_text(encoding="utf-8")
    last = [evil(f"versjoner.toml: {key}") for key in ("hva", "hvorfor", "hvor", "fra", "til")]
    what, why, where, before, after = map(_toml, last)
    (folder / "versjoner.toml").write_text(
        f'{versions}\n[[versjon]]\nnavn = "{FOLDER.name}.1"\ndato = 2027-12-17\nhva = "{what}"\n'
        f'hvorfor = "{why}"\ntall = [{{ hvor = "{where}", fra = "{before}", til = "{after}" }}]\n',
        encoding="utf-8",
    )
    return places


def _toml(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"')


BIBTEX = {
    **{one: f"\\{one}" for one in "&%$#_"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
}
"""How TeX writes what else would be code. Source: The Comprehensive LaTeX Symbol List, «Escapable
special characters»; braces count in BibTeX also after a backslash."""


def in_bibtex(words: str) -> str:
    """Return words as a BibTeX field has them."""
    return "".join(BIBTEX.get(one, one) for one in words)

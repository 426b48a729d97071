"""What the text says about which tables and figures hold a unit, against those tables."""

import re
from collections.abc import Iterator

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.wording import listed
from sitegen.facts.cells import Place
from sitegen.facts.fact import caption_text
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import SECTOR, Material
from sitegen.facts.rules.reading import municipalities
from sitegen.note.model import Exhibit
from sitegen.note.sentences import Sentence

RULE = Rule("dekning", "Teksten om hva tabellene omfatter stemmer ikke", weight=65)
COVERAGE = re.compile(
    r"\b(?P<navn>[A-ZÆØÅ][\w-]+) er (?:innarbeidet|tatt med|med|inkludert)\b"
    r"(?P<med>.*?)\bmen ikke i (?:de )?(?:øvrige|andre)\b"
)
LEFT_OUT = re.compile(r"\b(?P<navn>[A-ZÆØÅ][\w-]+) kommune inngår ikke i tallene\b")
MENTION = re.compile(r"\b(tabell|figur)(?:ene|er)? (\d+(?:(?:, | og )\d+)*)", re.IGNORECASE)
EVERYONE, OF_NO_UNITS = "alle", "ikke relevant"
WITHOUT = "alle utenom {}"


def find(material: Material) -> Iterator[Finding]:
    """Find exhibits with the unit that the text leaves out, and without it that it names."""
    for sentence in material.sentences:
        yield from _left_out(material, sentence)
        found = COVERAGE.search(sentence.text)
        if found:
            yield from _held(material, sentence, found["navn"], _named(found["med"]))


def _left_out(material: Material, sentence: Sentence) -> Iterator[Finding]:
    """Hold «Oslo kommune inngår ikke i tallene for Østlandet» against the table it is below."""
    found = LEFT_OUT.search(sentence.text)
    exhibit = sentence_place(sentence).exhibit
    facts = material.facts.get(exhibit, ())
    if not found:
        return
    said = {fact.utvalg for fact in facts if fact.utvalg.startswith(WITHOUT.format(""))}
    if said and WITHOUT.format(found["navn"]) not in said:
        yield RULE.finding(
            f"Noten sier at {found['navn']} ikke er med, men tallene er «{min(said)}».",
            [sentence_place(sentence)],
            weight=80,
        )
    regions = {
        one.landsdel for one in municipalities() if one.navn.split(" - ")[0] == found["navn"]
    }
    named = {name for name in LANDSDELER if name in sentence.text}
    if regions and named and not named & regions:
        yield RULE.finding(
            f"Noten sier at {found['navn']} ikke er med i tallene for {min(named)}, men "
            f"{found['navn']} ligger i {min(regions)}.",
            [sentence_place(sentence)],
            weight=80,
        )


def _named(words: str) -> set[str]:
    return {
        f"{kind.lower()}-{number}"
        for kind, numbers in MENTION.findall(words)
        for number in re.findall(r"\d+", numbers)
    }


def _held(material: Material, sentence: Sentence, unit: str, named: set[str]) -> Iterator[Finding]:
    exhibits = sorted(material.note.exhibits, key=lambda one: (one.kind != "tabell", one.place))
    with_unit = [one for one in exhibits if one.id not in named and _holds(material, one, unit)]
    without = [one for one in exhibits if one.id in named and _lacks(material, one, unit)]
    if with_unit:
        names = listed(one.name.lower() for one in with_unit)
        yield RULE.finding(
            f"Teksten sier at {unit} ikke er med i de øvrige tabellene og figurene. Men {names} "
            f"gjelder hele kommunesektoren, og {unit} er en del av den.",
            (sentence_place(sentence), *map(_caption, with_unit)),
        )
    if without:
        names = listed(one.name.lower() for one in without)
        yield RULE.finding(
            f"Teksten sier at {unit} er med i {names}, men tallene der er «alle utenom {unit}».",
            (sentence_place(sentence), *map(_caption, without)),
            weight=80,
        )


def _holds(material: Material, exhibit: Exhibit, unit: str) -> bool:
    """Return whether an exhibit, or the table it is drawn from, is of everyone."""
    source = exhibit.rebuild.table if exhibit.rebuild and exhibit.rebuild.table else exhibit.id
    facts = material.facts.get(source, ())
    whole = {fact.utvalg for fact in facts} - {OF_NO_UNITS} == {EVERYONE}
    return whole and any(fact.gruppe == SECTOR for fact in facts) and unit not in _words(exhibit)


def _lacks(material: Material, exhibit: Exhibit, unit: str) -> bool:
    facts = material.facts.get(exhibit.id, ())
    return bool(facts) and all(fact.utvalg == WITHOUT.format(unit) for fact in facts)


def _words(exhibit: Exhibit) -> str:
    return caption_text(exhibit)


def _caption(exhibit: Exhibit) -> Place:
    lines = exhibit.caption.lines
    return Place((lines[0], lines[-1]), caption_text(exhibit), "", "", exhibit.id)

"""What a caption, a note or a source line says of years and companies, against its own table."""

import re
from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import Place
from sitegen.facts.fact import FINAL, Fact, caption_text
from sitegen.facts.formatting import span
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import years_in
from sitegen.note.model import Exhibit, plain
from sitegen.note.sentences import Sentence

RULE = Rule("tittel-mot-tabell", "Tittelen, noten eller kilden passer ikke med tabellen", weight=78)
COMPANIES = r"[^.;]{0,60}?\b(?:foretak|selskaper)"
COVERS = "(?:omfatter|inkluderer)"
WITHOUT = re.compile(rf"(?i)\b(?:eks\.|ekskl\.|eksklusive\b|uten\b|{COVERS} ikke\b){COMPANIES}")
WITH = re.compile(rf"(?i)\b(?:inkl\.|inklusive\b|medregnet\b|{COVERS} også\b){COMPANIES}")
BASES = {"kasse": (WITH, "med foretak"), "konsern": (WITHOUT, "uten foretak")}
"""Basis → what a table of that basis cannot be said to be, as a pattern and in words."""
ESTIMATED = re.compile(r"\bAnslag(?:et|ene)? (?:for|i) (?P<aar>(?:19|20)\d\d)\b")
SURVEYED = re.compile(r"\bregnskapsundersøkelsen? (?:for |i )?(?P<aar>(?:19|20)\d\d)\b")


def find(material: Material) -> Iterator[Finding]:
    """Find captions, notes and sources that the values of their table contradict."""
    for exhibit in material.note.exhibits:
        facts = material.facts.get(exhibit.id, ())
        if facts:
            yield from _years(exhibit, facts)
            yield from _source(exhibit, facts)
            for sentence in material.sentences:
                if sentence_place(sentence).exhibit == exhibit.id:
                    yield from _basis(exhibit, sentence, facts)
                    yield from _estimates(exhibit, sentence, facts)


def _years(exhibit: Exhibit, facts: Sequence[Fact]) -> Iterator[Finding]:
    said, columns = years_in(caption_text(exhibit)), {fact.aar for fact in facts}
    if said and said != columns:
        yield RULE.finding(
            f"Tittelen på {exhibit.name.lower()} sier {_period(said)}, men kolonnene er "
            f"{_period(columns)}.",
            [_caption(exhibit)],
        )


def _source(exhibit: Exhibit, facts: Sequence[Fact]) -> Iterator[Finding]:
    """Hold the years of a source line against the columns, and the survey's against estimates."""
    if exhibit.source is None:
        return
    text, lines = plain(exhibit.source.content), exhibit.source.lines
    place = Place((lines[0], lines[-1]), text, "", "", exhibit.id)
    if others := years_in(text) - {fact.aar for fact in facts}:
        yield RULE.finding(
            f"Kilden til {exhibit.name.lower()} nevner {_period(others)}, som tabellen ikke har.",
            [place, _caption(exhibit)],
        )
    for found in SURVEYED.finditer(text):
        if _is_final(facts, int(found["aar"])):
            yield RULE.finding(
                f"Kilden til {exhibit.name.lower()} er regnskapsundersøkelsen for {found['aar']}, "
                f"men tallene for {found['aar']} er endelige.",
                [place, _caption(exhibit)],
            )


def _basis(exhibit: Exhibit, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Finding]:
    years = years_in(sentence.text)
    for basis, (pattern, words) in BASES.items():
        found = pattern.search(sentence.text)
        of = {fact.grunnlag for fact in facts if not years or fact.aar in years} & {*BASES}
        if found and of == {basis}:
            yield RULE.finding(
                f"Her står det at tallene i {exhibit.name.lower()} er {words}, men de er "
                f"{basis}tall.",
                [sentence_place(sentence)],
                weight=85,
            )


def _estimates(exhibit: Exhibit, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Finding]:
    found = ESTIMATED.search(sentence.text)
    if found and _is_final(facts, int(found["aar"])):
        yield RULE.finding(
            f"Her står det at {found['aar']} er anslag, men tallene for {found['aar']} i "
            f"{exhibit.name.lower()} er endelige.",
            [sentence_place(sentence)],
        )


def _is_final(facts: Sequence[Fact], year: int) -> bool:
    statuses = {fact.status for fact in facts if fact.aar == year and fact.verdi is not None}
    return statuses == {FINAL}


def _period(years: frozenset[int] | set[int]) -> str:
    every = sorted(years)
    whole = every == list(range(every[0], every[-1] + 1))
    return span(every[0], every[-1]) if whole else listed(map(str, every))


def _caption(exhibit: Exhibit) -> Place:
    lines = exhibit.caption.lines
    return Place((lines[0], lines[-1]), caption_text(exhibit), "", "", exhibit.id)

"""Captions, notes, marks and references, held against the tables and figures they are about."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell, Place
from sitegen.facts.fact import FINAL, Fact, caption_text, headings_over
from sitegen.facts.formatting import span
from sitegen.facts.rules.finding import Finding, Rule, caption_place, lines_place, sentence_place
from sitegen.facts.rules.material import Material, marks_in
from sitegen.facts.rules.reading import years_in
from sitegen.note.model import Exhibit, Footnote, Mark, Note, Paragraph, plain
from sitegen.note.phrases import mentioned
from sitegen.note.sentences import Sentence

CAPTION = Rule(
    "tittel-mot-tabell", "Tittelen, noten eller kilden passer ikke med tabellen", weight=78
)
COMPANIES = r"[^.;]{0,60}?\b(?:foretak|selskaper)"
COVERS = "(?:omfatter|inkluderer)"
WITHOUT = re.compile(rf"(?i)\b(?:eks\.|ekskl\.|eksklusive\b|uten\b|{COVERS} ikke\b){COMPANIES}")
WITH = re.compile(rf"(?i)\b(?:inkl\.|inklusive\b|medregnet\b|{COVERS} også\b){COMPANIES}")
BASES = {"kasse": (WITH, "med foretak"), "konsern": (WITHOUT, "uten foretak")}
"""Basis → what a table of that basis cannot be said to be, as a pattern and in words."""
ESTIMATED = re.compile(r"\bAnslag(?:et|ene)? (?:for|i) (?P<aar>(?:19|20)\d\d)\b")
SURVEYED = re.compile(r"\bregnskapsundersøkelsen? (?:for |i )?(?P<aar>(?:19|20)\d\d)\b")


def captions_that_do_not_fit(material: Material) -> Iterator[Finding]:
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
        yield CAPTION.finding(
            f"Tittelen på {exhibit.name.lower()} sier {_period(said)}, men kolonnene er "
            f"{_period(columns)}.",
            [caption_place(exhibit)],
        )


def _source(exhibit: Exhibit, facts: Sequence[Fact]) -> Iterator[Finding]:
    """Hold the years of a source line against the columns, and the survey's against estimates."""
    if exhibit.source is None:
        return
    text = plain(exhibit.source.content)
    place = lines_place(exhibit.source.lines, text, exhibit.id)
    if others := years_in(text) - {fact.aar for fact in facts}:
        yield CAPTION.finding(
            f"Kilden til {exhibit.name.lower()} nevner {_period(others)}, som tabellen ikke har.",
            [place, caption_place(exhibit)],
        )
    for found in SURVEYED.finditer(text):
        if _is_final(facts, int(found["aar"])):
            yield CAPTION.finding(
                f"Kilden til {exhibit.name.lower()} er regnskapsundersøkelsen for {found['aar']}, "
                f"men tallene for {found['aar']} er endelige.",
                [place, caption_place(exhibit)],
            )


def _basis(exhibit: Exhibit, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Finding]:
    years = years_in(sentence.text)
    for basis, (pattern, words) in BASES.items():
        found = pattern.search(sentence.text)
        of = {fact.grunnlag for fact in facts if not years or fact.aar in years} & {*BASES}
        if found and of == {basis}:
            yield CAPTION.finding(
                f"Her står det at tallene i {exhibit.name.lower()} er {words}, men de er "
                f"{basis}tall.",
                [sentence_place(sentence)],
                weight=85,
            )


def _estimates(exhibit: Exhibit, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Finding]:
    found = ESTIMATED.search(sentence.text)
    if found and _is_final(facts, int(found["aar"])):
        yield CAPTION.finding(
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


# References to a table, figure or part that the note has not, and links to another table.
REFERENCE = Rule("henvisning", "Teksten viser til noe som ikke finnes", weight=72)
OWN_DIGITS = 2
"""Most digits of a number of the note's own tables; a statistics office's have more."""
OTHERS_TABLE = re.compile(r"\btabell (\d{4,5})\b")
LINK = re.compile(r"https?://\S+/(?P<tabell>\d{4,5})\b")
WORDS = {"seksjon": "del"}


def references_to_nothing(material: Material) -> Iterator[Finding]:
    """Find references without what they refer to, and links without their table."""
    note = material.note
    known = {one.id for one in note.exhibits} | {f"seksjon-{one.number}" for one in note.sections}
    for sentence in material.sentences:
        for start, end, target in mentioned(sentence.text):
            if target not in known and len(target.rpartition("-")[2]) <= OWN_DIGITS:
                yield _missing(sentence, start, end, target)
    for footnote in note.footnotes:
        yield from _other_links(material, footnote)


def _missing(sentence: Sentence, start: int, end: int, target: str) -> Finding:
    kind, number = target.split("-")
    return REFERENCE.finding(
        f"Teksten viser til {WORDS.get(kind, kind)} {number}, som ikke finnes i notatet.",
        [sentence_place(sentence, start, end)],
    )


def _other_links(material: Material, footnote: Footnote) -> Iterator[Finding]:
    """Hold the tables that a footnote names against those that its addresses lead to."""
    named = dict.fromkeys(OTHERS_TABLE.findall(plain(footnote.content)))
    links = {
        found["tabell"]: number
        for number, line in enumerate(material.note.lines, 1)
        if (found := LINK.search(line))
    }
    if not named or links.keys().isdisjoint(named):
        return
    missing = [table for table in named if table not in links]
    if missing:
        own = lines_place(footnote.lines, plain(footnote.content))
        others = [table for table in links if table not in named]
        places = [lines_place((links[one],), f"tabell {one}") for one in others]
        yield REFERENCE.finding(
            f"Fotnoten nevner tabell {missing[0]}, men ingen av adressene går dit.", [own, *places]
        )


# Footnote marks without a note, notes without a mark, and the neighbour they may belong to.
MARKS = Rule("merker-og-noter", "Merker og noter som ikke hører sammen", weight=35)
PAGE_TOP = re.compile(r" \S")


def marks_and_notes_apart(material: Material) -> Iterator[Finding]:
    """Find notes and marks that lack each other, each with its neighbour's if that fits."""
    exhibits = material.note.exhibits
    for exhibit in exhibits:
        marked = {mark.target for mark in marks_of(exhibit)}
        for note in exhibit.footnotes:
            if note.id not in marked:
                yield _unmarked(exhibit, note, exhibits)
            if not plain(note.content).strip():
                yield _empty(exhibit, note, exhibits)
        yield from _signs_without_note(exhibit, material)
    yield from _page_footnotes(material)


def marks_of(exhibit: Exhibit) -> Iterator[Mark]:
    """Yield every mark on a table or figure: caption, header, row groups and rows."""
    yield from marks_in(exhibit.caption.content)
    labels = chain(*exhibit.levels, exhibit.groups, *(group.rows for group in exhibit.groups))
    yield from (mark for label in labels for mark in label.marks)


def _unmarked(exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]) -> Finding:
    message = (
        f"{exhibit.name}, note {note.sign} har ingen merker som viser til den: Ingenting er "
        f"merket «{note.sign}»."
    )
    places = [_note_place(exhibit, note), caption_place(exhibit)]
    for other, twin in _neighbours(exhibit, note, exhibits):
        if not twin.content:
            message += (
                f" {other.name} har derimot merket «{note.sign}», men der er noten uten tekst. "
                "Merket kan være satt ved feil tabell."
            )
            places.append(_note_place(other, twin))
    return MARKS.finding(message, places)


def _empty(exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]) -> Finding:
    message = f"{exhibit.name}, note {note.sign} er trykt uten tekst."
    places = [_note_place(exhibit, note)]
    for other, twin in _neighbours(exhibit, note, exhibits):
        if twin.content and twin.id not in {mark.target for mark in marks_of(other)}:
            message += f" Teksten kan være den i note {twin.sign} under {other.name.lower()}."
            places.append(_note_place(other, twin))
    return MARKS.finding(message, places)


def _neighbours(
    exhibit: Exhibit, note: Footnote, exhibits: Sequence[Exhibit]
) -> Iterator[tuple[Exhibit, Footnote]]:
    """Yield the notes of the same sign below the exhibits printed before and after."""
    at = exhibits.index(exhibit)
    for other in (*exhibits[max(0, at - 1) : at], *exhibits[at + 1 : at + 2]):
        yield from ((other, twin) for twin in other.footnotes if twin.sign == note.sign)


def _signs_without_note(exhibit: Exhibit, material: Material) -> Iterator[Finding]:
    there = {note.id for note in exhibit.footnotes}
    for mark in marks_of(exhibit):
        if mark.target not in there:
            lines = [span.line for span in mark.spans] or list(exhibit.caption.lines)
            place = lines_place(lines, mark.sign, exhibit.id)
            cells = [cell for cell in material.cells if _is_marked(exhibit, cell, mark)]
            yield MARKS.finding(
                f"{exhibit.name} har merket «{mark.sign}», men ingen note med det tegnet.",
                [place],
                cells,
                remark=f"Merket «{mark.sign}» har ingen note.",
            )


def _is_marked(exhibit: Exhibit, cell: AnchoredCell, mark: Mark) -> bool:
    column = int(cell.anchor.rpartition("-k")[2]) - 1
    above = headings_over(exhibit, column)
    return cell.fact.tabell == exhibit.id and any(mark in one.marks for one in above)


def _page_footnotes(material: Material) -> Iterator[Finding]:
    blocks = (block for section in material.note.sections for block in section.blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    marked = {mark.target for block in paragraphs for mark in marks_in(block.content)}
    for note in material.note.footnotes:
        if note.id not in marked:
            # Its mark stood on its own page: in one of the paragraphs above it.
            top = _top_of_page(material.note, note.lines[0])
            lines = [n for one in paragraphs for n in one.lines if top <= n < note.lines[0]]
            above = [lines_place(lines, "teksten på samme side")] if lines else []
            own = lines_place(note.lines, plain(note.content))
            yield MARKS.finding(f"Fotnote {note.sign} har ingen merker i teksten.", [own, *above])


def _top_of_page(note: Note, line: int) -> int:
    """Return the first line of a line's page: the last one before it that begins with a blank."""
    above = range(line - 1, 0, -1)
    return next((n for n in above if PAGE_TOP.match(note.lines[n - 1])), 1)


def _note_place(exhibit: Exhibit, note: Footnote) -> Place:
    return lines_place(note.lines, plain(note.content) or note.sign, exhibit.id)


RULES = (
    (CAPTION, captions_that_do_not_fit),
    (REFERENCE, references_to_nothing),
    (MARKS, marks_and_notes_apart),
)

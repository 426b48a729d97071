"""The ledger: every claim of a note with its verdict, and what no entry covers.

Each numeral and each comparing word belongs to one entry of ``utsagn.toml``, or is of a named
class. What is left is counted with what the text itself makes of it, so that nothing is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kommuneindikatorer.result import Gruppe
from sitegen.facts.ledger.bind import bind
from sitegen.facts.ledger.evidence import Evidence, evidence
from sitegen.facts.ledger.judge import judge
from sitegen.facts.ledger.matching import Found, Matcher
from sitegen.facts.ledger.model import Draft, Hit, Subject, Verdict
from sitegen.facts.ledger.prose import Prose
from sitegen.facts.ledger.words import Vocabulary, vocabulary
from sitegen.facts.observation import Observation
from sitegen.note.claims import ClaimEntry
from sitegen.note.model import Note, Span
from sitegen.note.sentences import Sentence, sentences

BREAK = re.compile(r"(?<=[,;:]) (?=\D)")
UNIT = re.compile(r"^ (?:prosentpoeng|prosent|pst\.?|mrd\. kroner|mill\. kroner|kommuner|år\b)|^")


@dataclass(frozen=True, slots=True)
class Utsagn:
    """One claim of the note.

    Attributes:
        id: ``s3-a4-u1``: counted in its paragraph, footnote or note.
        draft: The claim: its words, kind and subject.
        quote: Where the words that say it stand in its sentence.
        verdict: What it came to.
        entry: The editor's entry; ``None`` for a claim that none covers.
    """

    id: str
    draft: Draft
    quote: tuple[int, int]
    verdict: Verdict
    entry: ClaimEntry | None

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.draft.sentence

    @property
    def words(self) -> str:
        """Its words as printed."""
        return self.sentence.text[slice(*self.quote)].strip()

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of its words."""
        return self.sentence.lines_of(*self.quote)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its own number or comparing word stands, for a mark at it."""
        return self.sentence.spans_of(self.draft.start, self.draft.end)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger.

    Attributes:
        claims: Every claim that an entry covers, in order of reading.
        uncovered: Claims that no entry covers, as the text alone makes them.
        lost: Entries whose words are not in the text.
    """

    claims: tuple[Utsagn, ...]
    uncovered: tuple[Utsagn, ...]
    lost: tuple[ClaimEntry, ...]

    @property
    def total(self) -> int:
        """How many claims the note has."""
        return len(self.claims) + len(self.uncovered)


@dataclass(frozen=True)
class Reading:
    """A note read for claims: its sentences, what each says, and what it is held against."""

    sentences: tuple[Sentence, ...]
    words: Vocabulary
    drafts: tuple[Draft, ...]
    evidence: Evidence

    def place(self, draft: Draft) -> tuple[int, int]:
        """Return where a claim stands in order of reading."""
        return self._order[draft.sentence.id], draft.start

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {one.id: at for at, one in enumerate(self.sentences)}


def read(
    note: Note, observations: Mapping[str, Sequence[Observation]], groups: Sequence[Gruppe] = ()
) -> Reading:
    """Return the claims that a note's text makes, without any entry."""
    text = sentences(note)
    words = vocabulary(note, observations)
    return Reading(text, words, bind(note, text, words), evidence(note, observations, groups))


def ledger(reading: Reading, entries: Iterable[ClaimEntry]) -> Ledger:
    """Return the ledger of a note and its entries."""
    every = tuple(entries)
    found = Matcher(reading.sentences, reading.words).match(every)
    by_sentence: dict[str, list[Draft]] = {}
    for draft in reading.drafts:
        by_sentence.setdefault(draft.sentence.id, []).append(draft)
    claimed: list[tuple[Found, Draft]] = []
    for hit in (one for one in found if one):
        drafts = by_sentence.get(hit.sentence.id, [])
        if own := _owned(hit, drafts, reading.evidence.note.about.years[1]):
            claimed.append((hit, own))
            by_sentence[hit.sentence.id] = list(_rest(hit, drafts))
    left = [draft for drafts in by_sentence.values() for draft in drafts]
    prose = Prose(sorted([*(draft for _, draft in claimed), *left], key=reading.place))
    made: list[tuple[Draft, tuple[int, int], ClaimEntry | None]] = [
        *((draft, hit.quote, hit.entry) for hit, draft in claimed),
        *((draft, _clause(draft), None) for draft in left),
    ]
    claims = [
        Utsagn("", draft, quote, judge(draft, reading.evidence, prose), entry)
        for draft, quote, entry in sorted(made, key=lambda one: reading.place(one[0]))
    ]
    numbered = list(_numbered(claims))
    return Ledger(
        tuple(one for one in numbered if one.entry),
        tuple(one for one in numbered if not one.entry),
        tuple(entry for entry, hit in zip(every, found, strict=True) if hit is None),
    )


def _owned(hit: Found, drafts: Sequence[Draft], last: int) -> Draft | None:
    """Return the claim an entry covers: its hits, read as the one that is about a number."""
    parts = [(draft, tuple(h for h in draft.hits if _inside(h, hit))) for draft in drafts]
    parts = [(draft, hits) for draft, hits in parts if hits]
    if not parts:
        return None
    parts.sort(key=lambda part: all(h.value is None for h in part[1]))
    main = parts[0][0]
    hits = sorted((h for _, own in parts for h in own), key=lambda h: h.start)
    entry = hit.entry
    return replace(
        main,
        hits=tuple(hits),
        slag=entry.slag,
        emne=_subject(main.emne, entry, last),
        formula=entry.formula or (main.formula if entry.slag == main.slag else ()),
        other=entry.other,
        source=entry.source,
    )


def _rest(hit: Found, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts of a sentence without the hits that an entry covers."""
    for draft in drafts:
        left = tuple(h for h in draft.hits if not _inside(h, hit))
        if left:
            yield draft if len(left) == len(draft.hits) else replace(draft, hits=left)


def _inside(one: Hit, hit: Found) -> bool:
    return hit.own[0] <= one.start and one.end <= hit.own[1]


def _subject(emne: Subject, entry: ClaimEntry, last: int) -> Subject:
    """Return what the text says a claim is about, with what the entry says otherwise."""
    said = {
        "indikator": entry.indikator,
        "gruppe": entry.gruppe,
        "aar": tuple(last + offset for offset in entry.aar),
        "grunnlag": entry.grunnlag,
        "utvalg": entry.utvalg,
        "maal": entry.maal,
    }
    return replace(emne, **{name: value for name, value in said.items() if value})  # type: ignore[arg-type]


def _clause(draft: Draft) -> tuple[int, int]:
    """Return the clause a claim stands in."""
    text = draft.sentence.text
    start = max((hit.end() for hit in BREAK.finditer(text, 0, draft.start)), default=0)
    stop = BREAK.search(text, _end(draft))
    return start, stop.start() - 1 if stop else len(text)


def _end(draft: Draft) -> int:
    """Return where a claim's own words end, its unit with them."""
    text = draft.sentence.text[: draft.end].rstrip()
    unit = UNIT.match(draft.sentence.text[len(text) :])
    return len(text) + (unit.end() if unit else 0)


def _numbered(claims: Iterable[Utsagn]) -> Iterator[Utsagn]:
    """Yield the claims with ids; those without an entry, ``s3-a4-x1``, move no other."""
    counts: Counter[str] = Counter()
    for one in claims:
        name = f"{one.sentence.place}-{'u' if one.entry else 'x'}"
        counts[name] += 1
        yield replace(one, id=f"{name}{counts[name]}")


def clause_parts(claim: Utsagn) -> tuple[str, str, str]:
    """Return the words before a claim in its clause, its own with their unit, and those after."""
    draft, quote = claim.draft, claim.quote
    text, end = draft.sentence.text, _end(draft)
    return text[quote[0] : draft.start], text[draft.start : end], text[end : quote[1]]

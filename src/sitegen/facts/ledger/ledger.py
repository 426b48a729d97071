"""The ledger: every claim of a note with its verdict, and what no entry covers.

Each numeral and each comparing word belongs to one entry of ``utsagn.toml``, or is of a named
class. What is left is counted with what the text itself makes of it, so that nothing is lost.

The number of a claim is compared here, and nowhere earlier. A claim that nothing shipped can test
says so; one that can be tested only on another basis gets the other figure beside it, and is
contradicted only where the figures are so far apart that the basis cannot explain it.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sitegen.facts.fact import Fact
from sitegen.facts.ledger import change, order, sums, values
from sitegen.facts.ledger.case import Case, Prose, mixed_words, untested
from sitegen.facts.ledger.evidence import Evidence, evidence
from sitegen.facts.ledger.matching import Found, Matcher
from sitegen.facts.ledger.model import (
    ANNET,
    AVRUNDET,
    STEMMER,
    UPROVD,
    Draft,
    Ledger,
    Subject,
    Utsagn,
    Verdict,
)
from sitegen.facts.ledger.reading import Reading, read
from sitegen.facts.ledger.scan import NUMBER, WORDED, Hit
from sitegen.note.claims import ClaimEntry, Slag
from sitegen.note.model import Note

BREAK = re.compile(r"(?<=[,;:]) (?=\D)")


def ledger(reading: Reading, evidence: Evidence, entries: Iterable[ClaimEntry]) -> Ledger:
    """Return the ledger of a note and its entries.

    Args:
        reading: The note's text as read.
        evidence: What its claims are held against.
        entries: What an editor says of them.
    """
    every = tuple(entries)
    found = Matcher(reading.sentences, reading.words).match(every)
    made = sorted(_covered(reading, evidence, found), key=lambda one: reading.place(one[0]))
    prose = Prose(draft for draft, _, _ in made)
    claims = (
        _claim(draft, quote, entry, Case(draft, evidence, prose)) for draft, quote, entry in made
    )
    lost = tuple(entry for entry, hit in zip(every, found, strict=True) if hit is None)
    return Ledger(tuple(_numbered(claims)), lost)


type Covered = tuple[Draft, tuple[int, int], ClaimEntry | None]
"""A claim, where its words stand, and the entry that covers it."""


def _covered(
    reading: Reading, evidence: Evidence, found: Iterable[Found | None]
) -> Iterator[Covered]:
    """Yield the claims as their entries say, and then those that no entry covers."""
    by_sentence: dict[str, list[Draft]] = {}
    for draft in reading.drafts:
        by_sentence.setdefault(draft.sentence.id, []).append(draft)
    for hit in (one for one in found if one):
        drafts = by_sentence.get(hit.sentence.id, [])
        if own := _owned(hit, drafts, evidence.note.about.years[1]):
            yield own, hit.quote, hit.entry
            by_sentence[hit.sentence.id] = list(_rest(hit, drafts))
    yield from (
        (draft, _clause(draft), None) for drafts in by_sentence.values() for draft in drafts
    )


def _claim(draft: Draft, quote: tuple[int, int], entry: ClaimEntry | None, case: Case) -> Utsagn:
    verdict = judge(case)
    cell = next(filter(None, map(case.evidence.cell, verdict.celler)), None)
    accounts = (cell.fact.grunnlag, cell.fact.utvalg) if cell else ("", "")
    emne = draft.emne
    own = (emne.grunnlag or accounts[0], emne.utvalg or accounts[1])
    return Utsagn("", draft, quote, verdict, entry, own)


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
    stop = BREAK.search(text, draft.stop)
    return start, stop.start() - 1 if stop else len(text)


def _numbered(claims: Iterable[Utsagn]) -> Iterator[Utsagn]:
    """Yield the claims with ids, ``s3-a4-u1``, those without an entry with «x» for «u».

    All are counted together: a claim that loses its entry changes the id of no other.
    """
    counts: Counter[str] = Counter()
    for one in claims:
        place = one.sentence.place
        counts[place] += 1
        yield replace(one, id=f"{place}-{'u' if one.entry else 'x'}{counts[place]}")


# Verdicts.


def judge(case: Case) -> Verdict:
    """Return the verdict of a claim."""
    draft = case.draft
    if draft.formula:
        return _on_other_basis(draft, sums.formula(case))
    test = TESTS.get(draft.slag)
    verdict = test(case) if test else None
    if verdict is None:
        verdict = Verdict(ANNET, draft.other) if draft.other else untested(case)
    return _on_other_basis(draft, _of_one_kind(case, verdict))


def _of_one_kind(case: Case, verdict: Verdict) -> Verdict:
    """Return a verdict; it holds only where its cells have basis, selection and indicator alike."""
    if verdict.utfall not in {STEMMER, AVRUNDET}:
        return verdict
    cells = [cell for cell in map(case.evidence.cell, verdict.celler) if cell]
    mixed = mixed_words(cells, indicators=True)
    return Verdict(ANNET, f"{verdict.grunnlag} {mixed}", verdict.celler) if mixed else verdict


def _on_other_basis(draft: Draft, verdict: Verdict) -> Verdict:
    """Return a verdict that the editor says is on another basis as such, and why."""
    unsaid = draft.other and draft.other not in verdict.grunnlag
    if not unsaid or verdict.utfall == UPROVD or verdict.contradicted:
        return verdict
    return Verdict(ANNET, f"{verdict.grunnlag} {draft.other}", verdict.celler)


def _spread(case: Case) -> Verdict | None:
    companies = case.draft.emne.maal == "konsern_minus_kasse"
    return change.companies(case) if companies else order.spread(case)


TESTS: Mapping[Slag, Callable[[Case], Verdict | None]] = {
    "celle": values.cell,
    "andel": values.share,
    "norm": values.norm,
    "terskel": values.threshold,
    "spenn": _spread,
    "sum": sums.total,
    "differanse": change.difference,
    "periode": change.period,
    "rang": order.rank,
    "alle_ingen": order.all_of,
}
"""Kind → what tests it, which returns ``None`` where nothing can; other kinds nothing tests."""


# A first ``utsagn.toml``: last year's entries that still stand in the text, and what is new.
#
# An entry quotes words and no numbers, so most of last year's fit this year's note as they are.
# What is new gets the kind that its words have; an editor says the rest.
OPENING = """\
# Hva notatet påstår, en linje for hver påstand, i den rekkefølgen de står.
# «sitat» er notatets ord; «#» står for et tall, som leses i teksten når påstanden prøves.
# Det som står mellom «[» og «]», er påstanden; resten sier hvor den er. Det ordene ikke selv
# sier, sies her.
# docs/redaksjon/nytt-notat.md forklarer feltene.
"""
UNSURE = "# usikker: "


def propose(
    note: Note,
    facts: Mapping[str, Sequence[Fact]],
    previous: Iterable[ClaimEntry] = (),
) -> str:
    """Return the text of a new edition's ``utsagn.toml``."""
    made = ledger(read(note, facts), evidence(note, facts), previous)
    return f"{OPENING}\nutsagn = [\n{''.join(_line(one) for one in made.every)}]\n"


def _line(claim: Utsagn) -> str:
    if claim.entry:
        return f"  {entry_text(claim.entry)},\n"
    return f"  {entry_text(proposed_entry(claim))}, {UNSURE}ny; {_doubt(claim)}\n"


def _doubt(claim: Utsagn) -> str:
    emne = claim.draft.emne
    said = [emne.indikator, *emne.gruppe, *map(str, emne.aar), emne.maal]
    about = " ".join(part for part in said if part)
    return f"gjelder {about}" if about else "hva den gjelder"


def proposed_entry(claim: Utsagn) -> ClaimEntry:
    """Return a claim as an entry: its words without numbers, the claim in brackets, its kind."""
    parts = (WORDED.sub("#", NUMBER.sub("#", part)) for part in claim.parts)
    return ClaimEntry(quote="{}[{}]{}".format(*parts), slag=claim.draft.slag)


def entry_text(entry: ClaimEntry) -> str:
    """Return an entry as one line of TOML, without what it does not say."""
    said = entry.model_dump(by_alias=True, exclude_defaults=True)
    pairs = (f"{key} = {_toml(value)}" for key, value in said.items())
    return f"{{ {', '.join(pairs)} }}"


def _toml(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)

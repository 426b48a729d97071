"""Two builds' data → every difference between them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from sitegen.facts.cells import name_of
from sitegen.facts.changes.model import (
    Account,
    Change,
    DefinitionChange,
    Diff,
    Mention,
    Part,
    StatusChange,
    UnitChange,
    ValueChange,
)
from sitegen.facts.changes.snapshot import Snapshot, counterparts, renamed
from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.formatting import decimals
from sitegen.facts.ledger.model import Subject
from sitegen.facts.ledger.reading import read
from sitegen.note.errors import Fault, SourceError

type Key = tuple[str, str, str, int, str]
type Accounts = Mapping[tuple[int, str], Account]
type Pair = tuple[Fact | None, Fact | None]
DEFINED_BY = (
    *("indikator", "gruppe", "aar", "utvalg", "enhet", "grunnlag", "fotnoter"),
    *("radgruppe", "rad", "kolonnegruppe", "kolonne"),
)
"""What a cell is: what a reader would call a change of definition."""
BEFORE = "-i-forrige"
"""Ends the id of a table that is gone, where another has its number now."""
ALIKE = 0.5
"""Share of words two paragraphs have in common, from which one is the other rewritten."""
ONLY_ONE = "Bare {} har kommunetall; de er ikke sammenlignet."
NEW_COLUMN = "Kommunetallene har fått kolonnen {}."
LOST_COLUMN = "Kommunetallene har ikke lenger kolonnen {}."


def compare(before: Snapshot, after: Snapshot) -> Diff:
    """Return what differs.

    Raises:
        SourceError: Two cells of a build share a key, so that neither can be compared.
    """
    same = counterparts(before, after)
    before = renamed(before, same | _gone(before, after, same))
    pairs = _paired(_by_key(before), _by_key(after))
    both = [(a, b) for a, b in pairs if a and b]
    values = tuple(sorted((ValueChange(a, b) for a, b in pairs if _differs(a, b)), key=_size))
    units = _units(before.accounts, after.accounts)
    return Diff(
        before=before.name,
        after=after.name,
        values=values,
        statuses=tuple(StatusChange(a, b) for a, b in both if a.status != b.status),
        definitions=tuple(_definitions(both)),
        texts=tuple(_texts(before, after)),
        mentions=tuple(find_mentions(values, after)),
        units=tuple(sorted(units, key=_unit_size)),
        units_compared=before.accounts is not None and after.accounts is not None,
        caveats=(*_moved(same), *_caveats(before, after)),
    )


def _gone(before: Snapshot, after: Snapshot, same: Mapping[str, str]) -> dict[str, str]:
    """Return other ids for tables that are gone and whose number another table has now."""
    now = {one.id for one in after.note.exhibits}
    gone = (one.id for one in before.note.exhibits if one.id not in same)
    return {ident: f"{ident}{BEFORE}" for ident in gone if ident in now}


def _moved(same: Mapping[str, str]) -> Iterator[str]:
    """Yield what tables and figures with another number were called before."""
    for before, now in sorted(same.items(), key=lambda pair: pair[1]):
        if before != now:
            yield f"{_words(now)} var {_words(before).lower()} før."


def _words(ident: str) -> str:
    return name_of(ident).capitalize()


def _by_key(snapshot: Snapshot) -> dict[Key, Fact]:
    found: dict[Key, Fact] = {}
    for o in snapshot.facts:
        key = (o.tabell, o.indikator, o.gruppe, o.aar, o.utvalg)
        if key in found:
            place = f"{snapshot.name}: {o.tabell}"
            raise SourceError(Fault(place, o.linje, "ett tall for hver nøkkel", f"to for {key}"))
        found[key] = o
    return found


def _paired(old: Mapping[Key, Fact], new: Mapping[Key, Fact]) -> list[Pair]:
    """Return every cell with its counterpart: by what it is, else by where it is printed."""
    pairs: list[Pair] = [(old[key], new[key]) for key in old if key in new]
    left = [o for key, o in old.items() if key not in new]
    came = {_printed_at(o): o for key, o in new.items() if key not in old}
    pairs += [(o, came.pop(_printed_at(o), None)) for o in left]
    return pairs + [(None, o) for o in came.values()]


def _printed_at(o: Fact) -> tuple[str, ...]:
    return (o.tabell, o.radgruppe, o.rad, o.kolonnegruppe, o.kolonne)


def _differs(a: Fact | None, b: Fact | None) -> bool:
    return a is None or b is None or a.verdi != b.verdi


def _size(change: ValueChange) -> tuple[int, Fraction]:
    """Return an order: the largest differences, then lost and found values, then new, then gone."""
    difference = change.difference
    if difference is not None:
        return 0, -abs(Fraction(difference))
    return 1 + ["endret", "ny", "borte"].index(change.kind), Fraction(0)


def _definitions(
    both: Sequence[tuple[Fact, Fact]],
) -> Iterator[DefinitionChange]:
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    for a, b in both:
        for name in DEFINED_BY:
            old, new = _text(getattr(a, name)), _text(getattr(b, name))
            if old != new:
                found[b.tabell, b.rad, name, old, new] += 1
        if a.verdi == b.verdi and (old := _decimals(a)) != (new := _decimals(b)):
            found[b.tabell, b.rad, "desimaler", old, new] += 1
    for (table, row, name, old, new), count in found.items():
        yield DefinitionChange(table, row, name, old, new, count)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _decimals(o: Fact) -> str:
    return "" if o.verdi is None else str(decimals(o.verdi))


def _units(old: Accounts | None, new: Accounts | None) -> Iterator[UnitChange]:
    if old is None or new is None:
        return
    for key in dict.fromkeys((*old, *new)):
        a, b = old.get(key), new.get(key)
        fields = _fields(a, b) if a and b else ()
        if fields or a is None or b is None:
            yield UnitChange(a, b, fields)


def _fields(a: Account, b: Account) -> tuple[str, ...]:
    one, other = a.cells, b.cells
    return tuple(name for name in one if name in other and one[name] != other[name])


def _unit_size(change: UnitChange) -> tuple[int, Fraction, int, str]:
    difference = change.difference
    place = (change.now.year, change.now.unit)
    return (0, -abs(difference), *place) if difference is not None else (1, Fraction(0), *place)


def _caveats(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if (before.accounts is None) != (after.accounts is None):
        yield ONLY_ONE.format("den første" if after.accounts is None else "den andre")
    old, new = (_columns(one.accounts) for one in (before, after))
    if old and new:
        yield from (NEW_COLUMN.format(name) for name in sorted(new - old))
        yield from (LOST_COLUMN.format(name) for name in sorted(old - new))


def _columns(accounts: Accounts | None) -> set[str]:
    return {name for one in (accounts or {}).values() for name in one.cells}


def _texts(before: Snapshot, after: Snapshot) -> Iterator[Change[Part]]:
    """Yield every piece of text that changed, came or went, in the order of the later build."""
    for ident in dict.fromkeys((*after.sections, *before.sections)):
        yield from _section(before.sections.get(ident, ()), after.sections.get(ident, ()))
    for ident in dict.fromkeys((*after.parts, *before.parts)):
        old, new = before.parts.get(ident), after.parts.get(ident)
        if old is None or new is None or old.text != new.text:
            yield Change(old, new)


def _section(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Change[Part]]:
    matcher = SequenceMatcher(None, [p.text for p in old], [p.text for p in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _pairs(list(old[i1:i2]), list(new[j1:j2]))


def _pairs(old: list[Part], new: list[Part]) -> Iterator[Change[Part]]:
    """Yield rewritten paragraphs as pairs, then what is left on either side."""
    for part in new:
        likeness = [(_likeness(one.text, part.text), at) for at, one in enumerate(old)]
        best, at = max(likeness, default=(0.0, 0))
        yield Change(old.pop(at) if best >= ALIKE else None, part)
    yield from (Change(part, None) for part in old)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def find_mentions(changes: Sequence[ValueChange], after: Snapshot) -> Iterator[Mention]:
    """Yield the sentences of the later build whose claim is about a fact that changed.

    What a claim is about is read from its words (the ledger); the number is compared last. One
    that happens to be the same in a claim about something else is no mention.
    """
    texts = {part.id: part for part in after.texts}
    same = [one for one in changes if one.before and one.after]
    for draft in read(after.note, facts_of(after.note)).drafts:
        part = texts.get(draft.sentence.place)
        if part is None or draft.slag != "celle" or draft.emne.maal or not draft.numbers:
            continue
        hit = draft.numbers[0]
        printed = draft.sentence.text[hit.start : hit.end]
        about = [one for one in same if one.after and _is_about(draft.emne, one.after)]
        for stale in (True, False):
            cells = tuple(o for o in about if (o.old if stale else o.new) == draft.value)
            if cells:
                yield Mention(part, draft.sentence.text, printed, stale, cells)


def _is_about(emne: Subject, o: Fact) -> bool:
    """Return whether a claim is about a fact: its indicator, group, year, and basis if said."""
    said = emne.indikator == o.indikator and o.gruppe in emne.gruppe and o.aar in emne.aar
    return said and emne.grunnlag in {"", o.grunnlag}

"""Where the note contradicts itself or leaves a loose end: reported, never corrected."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import shown
from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit, Mark, Note

Observations = Mapping[str, Sequence[Observation]]
PARTS = {"kommunesektoren": ("kommunene", "fylkeskommunene")}
WHOLE = "landet"


def find_contradictions(note: Note, observations: Observations) -> tuple[str, ...]:
    """Return one Norwegian sentence for each contradiction and loose end, in order of lines."""
    everything = [o for rows in observations.values() for o in rows if o.verdi is not None]
    found = [
        *_different(everything),
        *_outside_parts(everything),
        *(item for exhibit in note.exhibits for item in _loose_notes(exhibit)),
    ]
    return tuple(sentence for _, sentence in sorted(found))


def _different(observations: Sequence[Observation]) -> Iterator[tuple[int, str]]:
    """Find values of one thing that two places print differently."""
    same: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in observations:
        same[o.indikator, o.gruppe, o.aar, o.utvalg, o.grunnlag, o.enhet].append(o)
    for group in same.values():
        if len({o.verdi for o in group}) > 1:
            places = listed(_place(o) for o in group)
            yield group[-1].linje, f"Samme tall er trykt ulikt: {places}."


def _outside_parts(observations: Sequence[Observation]) -> Iterator[tuple[int, str]]:
    """Find a whole that does not lie between its parts, though it is their weighted mean."""
    columns: dict[tuple[object, ...], dict[str, Observation]] = defaultdict(dict)
    for o in observations:
        columns[o.tabell, o.indikator, o.aar, o.utvalg, o.grunnlag][o.gruppe] = o
    for column in columns.values():
        for whole, parts in _wholes(column):
            values = [_value(part) for part in parts]
            if values and not min(values) <= _value(whole) <= max(values):
                span = f"{shown(min(values))} og {shown(max(values))}"
                yield whole.linje, f"Helheten ligger utenfor delene ({span}): {_place(whole)}."


def _wholes(column: Mapping[str, Observation]) -> Iterator[tuple[Observation, list[Observation]]]:
    for name, parts in PARTS.items():
        if name in column and all(part in column for part in parts):
            yield column[name], [column[part] for part in parts]
    if WHOLE in column:
        yield column[WHOLE], [o for name, o in column.items() if name != WHOLE]


def _loose_notes(exhibit: Exhibit) -> Iterator[tuple[int, str]]:
    marked = {mark.target for mark in _marks(exhibit)}
    for footnote in exhibit.footnotes:
        line = footnote.lines[0]
        note = f"{exhibit.name}, note {footnote.sign} (linje {line})"
        if not footnote.content:
            yield line, f"{note} er trykt uten tekst."
        if footnote.id not in marked:
            yield line, f"{note} har ikke noe merke som viser til den."


def _marks(exhibit: Exhibit) -> Iterator[Mark]:
    yield from (inline for inline in exhibit.caption.content if isinstance(inline, Mark))
    yield from (m for level in exhibit.levels for h in level for m in h.marks)
    yield from (m for group in exhibit.groups for m in group.marks)
    yield from (m for group in exhibit.groups for row in group.rows for m in row.marks)


def _value(observation: Observation) -> Decimal:
    return Decimal(0) if observation.verdi is None else observation.verdi


def _place(o: Observation) -> str:
    """Return «−0,4 i tabell 5 («Landet», «Netto driftsresultat 2024 Utvalget», linje 676)»."""
    column = " ".join(part for part in (o.kolonnegruppe, o.kolonne) if part)
    row = f"{o.radgruppe}: {o.rad}" if o.radgruppe and not o.kolonnegruppe else o.rad
    where = f"«{row}», «{column}», linje {o.linje}"
    return f"{shown(_value(o))} i {o.tabell.replace('-', ' ')} ({where})"

"""Remarks that travel: what rules found, put at the cells and sentences of the note.

They are filled in here and nowhere else. Tables, charts, the explorer, the calculator and every
file show what the fact carries, and know no rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.facts.rules.finding import Finding, standing
from sitegen.note.model import Exhibit, Note, Remark, Row

LIGHT = 20
"""Weight below which a finding is no contradiction: a sentence that stands twice."""


def with_remarks(note: Note, findings: Iterable[Finding]) -> Note:
    """Return the note with a remark at each cell and sentence that a standing finding is about."""
    kept = standing(findings)
    at_cells = remarks_by_cell(kept)
    exhibits = tuple(_at_cells(one, at_cells) for one in note.exhibits)
    return note.model_copy(update={"exhibits": exhibits, "remarks": tuple(_at_sentences(kept))})


def remarks_by_cell(findings: Iterable[Finding]) -> Mapping[str, tuple[Remark, ...]]:
    """Return the remarks at each cell by its anchor, the heaviest first."""
    found: dict[str, list[Remark]] = defaultdict(list)
    known: dict[str, list[set[str]]] = defaultdict(list)
    for one in standing(findings):
        held = {place.cell for place in one.places if place.cell}
        for anchor in one.cells:
            # What a heavier one holds the same cells against needs no second remark.
            if not any(len(held) > 1 and held <= other for other in known[anchor]):
                found[anchor].append(Remark(finding=one.id, rule=one.rule, text=one.remark))
            known[anchor].append(held)
    return {anchor: tuple(remarks) for anchor, remarks in found.items()}


def contradictions(findings: Iterable[Finding]) -> list[Finding]:
    """Return what is wrong in the content: no slips of the print, no sentence that stands twice."""
    return [one for one in standing(findings) if not one.print_error and one.weight >= LIGHT]


def _at_sentences(findings: Sequence[Finding]) -> Iterator[Remark]:
    """Yield a remark for each sentence of a contradiction, each once; slips have their own list."""
    for one in contradictions(findings):
        seen: set[str] = set()
        for place in one.places:
            if place.sentence and place.sentence not in seen:
                seen.add(place.sentence)
                first = place == one.places[0]
                text = one.message if first else f"Se {_line(one)}: {one.message}"
                yield Remark(
                    finding=one.id,
                    rule=one.rule,
                    text=text,
                    sentence=place.sentence,
                    place=place.sentence.rpartition("-p")[0],
                    line=place.lines[0],
                )


def _line(finding: Finding) -> str:
    return f"linje {finding.places[0].lines[0]}"


def _at_cells(exhibit: Exhibit, remarks: Mapping[str, tuple[Remark, ...]]) -> Exhibit:
    """Return a table whose cells carry their remarks; the same one where it has none."""
    if not any(anchor.startswith(f"{exhibit.id}-r") for anchor in remarks):
        return exhibit
    number = 0
    groups = []
    for group in exhibit.groups:
        rows = []
        for row in group.rows:
            number += 1
            rows.append(_row(row, f"{exhibit.id}-r{number}", remarks))
        groups.append(group.model_copy(update={"rows": tuple(rows)}))
    return exhibit.model_copy(update={"groups": tuple(groups)})


def _row(row: Row, anchor: str, remarks: Mapping[str, tuple[Remark, ...]]) -> Row:
    cells = (
        cell.model_copy(update={"remarks": remarks.get(f"{anchor}-k{column}", ())})
        for column, cell in enumerate(row.cells, 1)
    )
    return row.model_copy(update={"cells": tuple(cells)})

"""What a rule finds, and the remarks it leaves at cells and sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.facts.cells import AnchoredCell, LineRange, Place
from sitegen.facts.fact import caption_text
from sitegen.note.model import Dismissal, Exhibit, Note, Remark, Row
from sitegen.note.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says of itself.

    Attributes:
        id: Its name in ``note.toml`` and ``check``: ``samme-tall-ulikt``.
        title: What it looks for, in Norwegian.
        weight: How much its findings matter, 1 to 100; the heaviest are shown first.
        print_error: Whether its findings are slips of the print, not of the content.
    """

    id: str
    title: str
    weight: int
    print_error: bool = False

    def finding(
        self,
        message: str,
        places: Iterable[Place],
        cells: Iterable[AnchoredCell] = (),
        *,
        remark: str = "",
        weight: int = 0,
    ) -> "Finding":
        """Return a finding of this rule.

        Args:
            message: What is wrong, whole Norwegian sentences.
            places: Where, the place to correct first.
            cells: The cells whose value is in doubt.
            remark: What to say at those cells; the message where it is empty.
            weight: Its own weight, where it is not the rule's.
        """
        anchors = tuple(dict.fromkeys(cell.anchor for cell in cells))
        return Finding(
            self.id,
            message,
            tuple(dict.fromkeys(places)),
            anchors,
            remark or message,
            weight or self.weight,
            self.print_error,
            title=self.title,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or loose end.

    Attributes:
        rule: Id of the rule that found it.
        message: What is wrong, in Norwegian.
        places: Every place it is about.
        cells: Anchors of the cells whose value is in doubt.
        remark: The short form that stands at those cells.
        weight: How much it matters, 1 to 100.
        print_error: Whether it is a slip of the print.
        dismissed: The editor's reason to leave it out; empty where it stands.
        id: Its anchor on the list page, rule and first line: ``samme-tall-ulikt-715``.
        title: Its heading, which says what is wrong.
    """

    rule: str
    message: str
    places: tuple[Place, ...]
    cells: tuple[str, ...]
    remark: str
    weight: int
    print_error: bool
    dismissed: str = ""
    id: str = ""
    title: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Ids of the sentences it is about."""
        return tuple(dict.fromkeys(place.sentence for place in self.places if place.sentence))

    @property
    def lines(self) -> tuple[LineRange, ...]:
        """The line ranges of its places, each once."""
        return tuple(dict.fromkeys(place.lines for place in self.places))


def standing(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no editor has dismissed, the heaviest first, then by line."""
    kept = [one for one in findings if not one.dismissed]
    return sorted(kept, key=lambda one: (-one.weight, one.lines, one.rule))


def is_dismissed_by(finding: Finding, dismissal: Dismissal) -> bool:
    """Return whether an editor's dismissal is about a finding."""
    words = [finding.message, *(place.quote for place in finding.places)]
    return finding.rule == dismissal.rule and any(re.search(dismissal.quote, w) for w in words)


def sentence_place(sentence: Sentence, start: int = 0, end: int | None = None) -> Place:
    """Return the place of a stretch of a sentence; all of it if no stretch is given."""
    stop = len(sentence.text) if end is None else end
    within = sentence.place.split("-note-")[0].removesuffix("-bildetekst")
    exhibit = within if within.startswith(("tabell-", "figur-")) else ""
    return Place(
        sentence.lines_of(start, stop), sentence.text[start:stop], sentence.id, "", exhibit
    )


def lines_place(lines: Sequence[int], quote: str, exhibit: str = "") -> Place:
    """Return the place of printed lines that are no sentence: a caption, a note, a heading."""
    return Place((min(lines), max(lines)), quote, "", "", exhibit)


def caption_place(exhibit: Exhibit) -> Place:
    """Return the place of a table's or figure's caption."""
    return lines_place(exhibit.caption.lines, caption_text(exhibit), exhibit.id)


def match_place(sentence: Sentence, found: re.Match[str]) -> Place:
    """Return the place of a match in a sentence."""
    return sentence_place(sentence, found.start(), found.end())


def as_json(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return the findings as ``sitegen check --json`` lists them, dismissed ones included."""
    return [
        {
            "regel": one.rule,
            "linjer": [list(lines) for lines in one.lines],
            "melding": one.message,
            "vekt": one.weight,
            "trykkfeil": one.print_error,
            "celler": list(one.cells),
            **({"avvist": one.dismissed} if one.dismissed else {}),
        }
        for one in findings
    ]


# Remarks that travel: what rules found, put at the cells and sentences of the note.
#
# They are filled in here and nowhere else. Tables, charts, the explorer, the calculator and every
# file show what the fact carries, and know no rule.
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

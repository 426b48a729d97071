"""A note's text → where its parts stand, by numbers, marks and the labels that are known.

Only what the text says for sure is found. What it does not (which cell of a short row is empty, a
heading without a number) an editor says in ``note.toml``; the strict reader then reads it all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, groupby, pairwise
from typing import Any

from sitegen.note.concepts import Concept, Concepts, key, kind_of, unknown
from sitegen.note.errors import Fault
from sitegen.note.grids import NUMBER, NUMBERS_ONLY
from sitegen.note.model import MONTHS
from sitegen.note.phrases import CAPTION_MARK, PROSE_MARK
from sitegen.note.source import Line
from sitegen.note.traced import Stream, join_lines

CAPTION = re.compile(r"^(Tabell|Figur) (\d+(?:\.\d+)?)[.:]? (?=[A-ZÆØÅ0-9«])")
HEADING = re.compile(r"^(\d{1,2})\.? ([A-ZÆØÅ][^.:;]{,67})$")
NOTE_START = re.compile(r"^(\d)\)?(?: [A-ZÆØÅ«]|$)")
SOURCE = re.compile(r"^Kilder?: ")
SENTENCE_END = re.compile(r"[.!?]\d?$")
YEAR = re.compile(r"((?:19|20)\d\d)(?:\d\)?(?:,\d\)?)*)?$")
MISSING = re.compile(r"[-–−]|\.{1,3}|:")
ADDRESS = re.compile(r"^https?://\S*?(\d+)$")
NO_GAP = 2
FAR = 3
"""Lines that a label without values may stand above its row's."""


@dataclass(slots=True)
class _Found:
    """A table or figure: what is found of it so far."""

    kind: str
    number: str
    caption: list[Line]
    after: list[Line]
    source: list[Line] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    notes: list[Line] = field(default_factory=list)
    grid: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The caption as one text, its marks taken off."""
        return CAPTION_MARK.sub("", join_lines(self.caption).text)

    @property
    def name(self) -> str:
        return f"{self.kind} {self.number}"


@dataclass(slots=True)
class Outline:
    """Finds the parts of one text; ``faults`` are of the labels that mean nothing yet."""

    lines: Sequence[Line]
    concepts: Concepts
    taken: set[int] = field(default_factory=set)
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)

    def description(self, title: str, day: date) -> dict[str, Any]:
        """Return the parts as ``note.toml`` would say them, without what they mean."""
        found = self._exhibits()
        for one in found:
            self._source(one)
            self._body(one)
        for one in found:
            self._notes(one)
        sections = self._sections()
        return {
            "overskrift": self._title(title, day),
            "seksjon": sections,
            "fotnote": self._footnotes(),
            "tabell": [_said(one) for one in found if one.kind == "tabell"],
            "figur": [_said(one) for one in found if one.kind == "figur"],
        }

    def _free(self) -> list[Line]:
        return [line for line in self.lines if not line.blank and line.number not in self.taken]

    def _take(self, lines: Sequence[Line]) -> None:
        self.taken |= {line.number for line in lines}

    def _exhibits(self) -> list[_Found]:
        starts = [at for at, line in enumerate(self.lines) if CAPTION.match(line.words)]
        found: list[_Found] = []
        for at, end in pairwise([*starts, len(self.lines)]):
            named = CAPTION.match(self.lines[at].words)
            if named:
                caption = self._caption(at)
                after = [line for line in self.lines[at:end] if line not in caption]
                found.append(_Found(named[1].lower(), named[2], caption, after))
                found[-1].signs = _signs(CAPTION_MARK, join_lines(caption).text)
                self._take(caption)
        return found

    def _caption(self, at: int) -> list[Line]:
        """Return a caption's lines: over one empty line only in the middle of a sentence."""
        lines = [self.lines[at]]
        for line, next_one in pairwise([*self.lines[at + 1 : at + 12], None]):
            if line is None or self._begins_another(line):
                break
            if line.blank:
                ends = line.text or SENTENCE_END.search(lines[-1].words)
                if ends or next_one is None or next_one.blank:
                    break
                continue
            lines.append(line)
        return lines

    def _begins_another(self, line: Line) -> bool:
        words = line.words
        other = CAPTION.match(words) or NOTE_START.match(words) or SOURCE.match(words)
        return bool(other or (words and line.text.startswith(" ")) or self._years_only(words))

    def _years_only(self, words: str) -> bool:
        return bool(words) and all(YEAR.fullmatch(word) for word in words.split()) and " " in words

    def _source(self, one: _Found) -> None:
        for at, line in enumerate(one.after):
            if SOURCE.match(line.words):
                one.source = [line]
                for more in one.after[at + 1 :]:
                    if more.blank or self._begins_another(more):
                        break
                    one.source.append(more)
                self._take(one.source)
                return

    def _body(self, one: _Found) -> None:
        lines = [
            line
            for line in one.after
            if not (line.blank or line.number in self.taken or NOTE_START.match(line.words))
        ]
        read = _Body if one.kind == "tabell" else _Labels
        body = read(one, lines, self.concepts.meanings(one.words))
        one.grid = body.grid()
        one.signs |= body.signs
        self.faults |= body.faults
        self.taken |= body.used

    def _notes(self, one: _Found) -> None:
        """Find the notes below it: in rising order, each with a mark or right below the last."""
        for line in one.after:
            begins = NOTE_START.match(line.words)
            if begins and line.number not in self.taken:
                sign = str(len(one.notes) + 1)
                below = one.notes and line in self._from(one.notes[-1])
                if begins[1] == sign and (sign in one.signs or below):
                    one.notes.append(line)
                    self._take([line])

    def _title(self, title: str, day: date) -> list[dict[str, str]]:
        """Return the title's lines, and those below it that name the note's date."""
        blocks = [list(same) for blank, same in groupby(self.lines, lambda one: one.blank)]
        texts = [block for block in blocks if not block[0].blank]
        if not texts or join_lines(texts[0]).text != title:
            return []
        named = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
        below = texts[1:2] if len(texts) > 1 and named in join_lines(texts[1]).text else []
        heading = [texts[0], *below]
        for block in heading:
            self._take(block)
        return [_extent(block) for block in heading]

    def _sections(self) -> list[dict[str, object]]:
        """Return the sections: numbers in rising order, each with a few words alone on a line."""
        found: list[dict[str, object]] = []
        for line, after in pairwise(self._free()):
            heading = HEADING.match(line.words)
            number = len(found) + 1
            if heading and int(heading[1]) == number and after.words[0].isupper():
                found.append({"nummer": number, "tittel": heading[2]})
                self._take([line])
        return found

    def _footnotes(self) -> list[dict[str, str]]:
        """Return the pages' footnotes: in rising order, each with a mark in the running text."""
        free = self._free()
        marks = {sign for line in free for sign in _signs(PROSE_MARK, line.words)}
        found: list[dict[str, str]] = []
        for line in free:
            begins = NOTE_START.match(line.words)
            sign = str(len(found) + 1)
            if begins and begins[1] == sign and sign in marks and " " in line.words:
                found.append({"tegn": sign, "fra": _pattern(line)})
                self._take([line])
                text = " ".join(one.words for one in self._from(line))
                addresses = (ADDRESS.match(one.words) for one in free)
                if any(one and one[1] in text for one in addresses):
                    found[-1]["lenker"] = ADDRESS.pattern
        return found

    def _from(self, first: Line) -> Iterator[Line]:
        """Yield a note's lines: to a gap of two, a line with one blank, or a new page."""
        before = first
        for line in self.lines[first.number - 1 :]:
            new_page = line is not first and line.text.startswith(" ")
            taken = line is not first and line.number in self.taken
            if new_page or taken or line.number - before.number > NO_GAP:
                return
            if not line.blank:
                yield line
                before = line


def _signs(mark: re.Pattern[str], text: str) -> set[str]:
    return {sign for cluster in mark.findall(text) for sign in re.findall(r"\d", cluster)}


def _pattern(line: Line) -> str:
    return f"^{re.escape(line.words)}$"


def _extent(lines: Sequence[Line]) -> dict[str, str]:
    return {"fra": _pattern(lines[0])} | ({"til": _pattern(lines[-1])} if len(lines) > 1 else {})


def _said(one: _Found) -> dict[str, Any]:
    said: dict[str, Any] = {
        "nummer": int(one.number) if one.number.isdecimal() else one.number,
        "bildetekst": _extent(one.caption),
        "ord": one.words,
        "noteord": [_two_lines(one, line) for line in one.notes],
        "note": [{"tegn": str(n), "fra": _pattern(line)} for n, line in enumerate(one.notes, 1)],
        **one.grid,
    }
    return said | ({"kilde": _extent(one.source)} if one.source else {})


def _two_lines(one: _Found, start: Line) -> str:
    """Return a note's first lines, for what they say of a year."""
    after = [line.words for line in one.after if line.number >= start.number and not line.blank]
    return " ".join(after[:2])


@dataclass(slots=True)
class _Reader:
    """Reads known labels from the lines below a caption."""

    one: _Found
    lines: Sequence[Line]
    known: Mapping[str, Concept]
    signs: set[str] = field(default_factory=set)
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def _label(self, stream: Stream) -> str:
        """Return the longest known label that stands here, as it is known; empty if none."""
        fitting = (
            one.label for name, one in self.known.items() if stream.agrees(name) == len(name)
        )
        return max(fitting, key=len, default="")

    def _year(self, stream: Stream) -> str:
        found = YEAR.fullmatch("" if stream.done else stream.peek())
        return found[1] if found else ""

    def _pass(self, stream: Stream, label: str) -> None:
        stream.take(label)
        for sign in stream.signs():
            self.signs |= set(re.findall(r"\d", sign.text))

    def _mark_used(self, stream: Stream, start: int) -> None:
        self.used |= {glyph.line for glyph in stream.glyphs[start : stream.at]}


class _Body(_Reader):
    """Reads a table's header and rows."""

    def grid(self) -> dict[str, Any]:
        """Return header and row groups; empty where no header is found."""
        stream = Stream(self.lines)
        starts = [at for at, glyph in enumerate(stream.glyphs) if glyph.first]
        for start in starts:
            stream.at = start
            if levels := self._levels(stream):
                rows = list(self._rows(stream, len(levels[-1])))
                if not rows:
                    continue
                self._mark_used(stream, start)
                missing = dict.fromkeys(v for row in rows for v in row[2] if MISSING.fullmatch(v))
                grid: dict[str, Any] = {"hode": _header(levels), "radgruppe": _groups(rows)}
                differ = kinds_differ([row[2] for row in rows])
                grid |= {"ulike_enheter": True} if differ else {}
                return grid | ({"mangler": " ".join(missing)} if missing else {})
        return {}

    def _levels(self, stream: Stream) -> list[list[str]]:
        """Return the header's levels from the top: whole lines of known labels and years."""
        cells: list[tuple[str, str]] = []
        kept, at = 0, stream.at
        while not stream.done:
            label = self._year(stream) or self._label(stream)
            if not label:
                break
            cells.append((self._kind(label), label))
            self._pass(stream, label)
            if stream.done or stream.glyphs[stream.at].first:
                if _are_levels(cells):
                    kept, at = len(cells), stream.at
            elif stream.glyphs[stream.at].glued:
                break
        stream.at = at
        levels = [[c[1] for c in same] for _, same in groupby(cells[:kept], lambda cell: cell[0])]
        dated = any(kind == "aar" for kind, _ in cells[:kept])
        return levels if levels and (dated or len(levels[-1]) > 1) else []

    def _kind(self, label: str) -> str:
        return "aar" if YEAR.fullmatch(label) else self.known[key(label)].kind

    def _rows(self, stream: Stream, width: int) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each row's heading, label and values."""
        heading = ""
        while not stream.done:
            label = self._label(stream) or self._unknown(stream, width)
            if not label:
                return
            self._pass(stream, label)
            if stream.done or not _is_value(stream.peek()):
                heading = label
                continue
            values: list[str] = []
            while not stream.done and _is_value(stream.peek()):
                if values and stream.glyphs[stream.at].first and self._label(stream):
                    break
                values.append(stream.word().text)
            if len(values) == width + 1 and values[0].isdecimal():
                self.signs.add(values.pop(0))
            yield heading, label, values

    def _unknown(self, stream: Stream, width: int) -> str:
        """Return a label that stands here and means nothing yet; empty where the table ends."""
        rest = [line for line in self.lines if line.number >= stream.line][:FAR]
        words: list[str] = []
        for line in rest if stream.glyphs[stream.at].first else []:
            parts = line.words.split()
            count = next((n for n, one in enumerate(reversed(parts)) if not _is_value(one)), 0)
            if SOURCE.match(line.words) or SENTENCE_END.search(line.words):
                return ""
            if count >= min(width, 2) or (not parts[:-width] and words):
                words += parts[: len(parts) - count] if count < len(parts) else []
                label = " ".join(words)
                where = f"{self.one.name} (linje {rest[0].number} i note.txt)"
                self.faults[self.one.name, label] = unknown(
                    label, where, self.known.values(), kind_of(label, (), self.one.words, row=True)
                )
                return label
            words += parts
        return ""


def kinds_differ(table: Sequence[Sequence[str]]) -> bool:
    """Return whether some rows or columns have whole numbers alone and others decimals.

    One unit from the caption can then not be that of both.
    """
    lines = [*table, *zip(*table, strict=False)]
    kinds = [{("," in text) for text in line if any(c.isdigit() for c in text)} for line in lines]
    return {True} in kinds and {False} in kinds


def _is_value(word: str) -> bool:
    return bool(NUMBER.match(word) or MISSING.fullmatch(word))


def _are_levels(cells: Sequence[tuple[str, str]]) -> bool:
    """Return whether cells can be a header's: of each kind once, and never fewer further down."""
    sizes = [(kind, len(list(same))) for kind, same in groupby(cells, lambda cell: cell[0])]
    counts = [count for _, count in sizes]
    kinds = {kind for kind, _ in sizes}
    return (
        len(kinds) == len(sizes)
        and counts == sorted(counts)
        and "" not in kinds
        and all(count > 1 for count in counts[1:])
    )


def _header(levels: Sequence[Sequence[str]]) -> list[list[dict[str, object]]]:
    """Return the header with how many columns each cell stands over."""
    spans = [[1] * len(levels[-1])]
    for upper, lower in reversed(list(pairwise(levels))):
        below = spans[0]
        parts = _parts(upper, lower, below)
        spans.insert(0, parts)
    return [
        [_cell(text, over) for text, over in zip(level, overs, strict=True)]
        for level, overs in zip(levels, spans, strict=True)
    ]


def _cell(text: str, over: int) -> dict[str, object]:
    year = {"aar": int(text)} if YEAR.fullmatch(text) else {}
    return {"tekst": text, "over": over, **year}


def _parts(upper: Sequence[str], lower: Sequence[str], below: Sequence[int]) -> list[int]:
    """Return over how many columns each upper cell stands; zeros where that cannot be known.

    No cell has two below it that are alike, and cells that are alike have the same below them.
    """
    ways: list[list[int]] = []
    for cuts in combinations(range(1, len(lower)), len(upper) - 1):
        edges = [*pairwise([0, *cuts, len(lower)])]
        groups = [tuple(lower[first:last]) for first, last in edges]
        alike = {(text, group) for text, group in zip(upper, groups, strict=True)}
        if all(len(set(group)) == len(group) for group in groups) and len(alike) == len(set(upper)):
            ways.append([sum(below[first:last]) for first, last in edges])
    return ways[0] if len(ways) == 1 else [0] * len(upper)


def _groups(rows: Sequence[tuple[str, str, list[str]]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for heading, same in groupby(rows, lambda row: row[0]):
        group = {"rad": [{"tekst": label} for _, label, _ in same]}
        found.append(({"tekst": heading} if heading else {}) | group)
    return found


class _Labels(_Reader):
    """Reads the legend and years of a figure whose data labels stand loose in the text."""

    def grid(self) -> dict[str, Any]:
        """Return series and years; empty where no such lines are found."""
        stream = Stream(self.lines)
        for before, line in pairwise(self.lines):
            if not NUMBERS_ONLY.match(before.words):
                continue
            stream.at = next(n for n, one in enumerate(stream.glyphs) if one.line == line.number)
            start = stream.at
            series, years = (
                list(self._all(stream, self._label)),
                list(self._all(stream, self._year)),
            )
            if series and years:
                self._mark_used(stream, start)
                return {
                    "serie": [{"tekst": label} for label in series],
                    "aarene": [int(year) for year in years],
                }
        return {}

    def _all(self, stream: Stream, one: Any) -> Iterator[str]:  # noqa: ANN401
        while not stream.done and (label := one(stream)):
            self._pass(stream, label)
            yield label

"""A form as text from a PDF or a page: columns parted by blanks, thousands with blanks too.

Wide gaps part the columns where there are any. Where all gaps are one blank, a line is split into
as many numbers as there are columns; of several ways to do it, the one by which the form adds up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, product
from math import log10

from kommuneindikatorer.document import Row
from kommuneindikatorer.items import POST_LINJE
from kommuneindikatorer.numbers import fold, read_number
from kommuneindikatorer.readers.skjema_headings import is_heading_cell
from kommuneindikatorer.readers.skjema_names import Line, Skjema, line_of, title_of

_GAP = re.compile(r" {2,}|\t+| *\| *")
_TOKEN = re.compile(r"\S+")
_DIGITS = re.compile(r"[-+(]?[0-9][0-9.,]*\)?(?:,-)?%?-?")
_GROUP = re.compile(r"[0-9]{3}\)?-?(?:,[0-9]{1,2})?")
_START = re.compile(r"[-+(]?(?:0|[1-9][0-9]{0,2})")
_NOTES = re.compile(r"[0-9]{1,2}(?:[,/][0-9]{1,2})*,?")
_HEADINGS = re.compile(
    r"\b(?:note?r?|notar)\b"
    r"|(?:\b(?:oppr\w*|opph\w*|just\w*|rev\w*|reg|regulert|vedtatt\w*|års|års)\b[. ]*)*"
    r"(?:[\wæøå]*(?:regnskap|rekneskap|budsjett)\w*|regn\.|avvik|endring|prognose|forslag"
    r"|økonomiplan|plan|vedtatt"
    r"|\b[rb](?= ?(?:19|20)[0-9]{2}))(?:[ .-]*(?:19|20)[0-9]{2})?|\b(?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)
MOST_LINES = 3_000
_MOST_WAYS, _MOST_TRIED = 400, 2_000
_LIKELY_WAYS = 8
_CLEAR, _MOST_APART = 0.5, 0.5
"""Powers of ten: how much likelier the best way must be, and how far columns may be apart."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of a line between two gaps, and where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line split into its name and what follows."""

    number: int
    name: str
    pieces: tuple[_Piece, ...]
    text: str


type _Way = tuple[str, tuple[str, ...]]
"""A note, and the numbers."""


@dataclass(frozen=True, slots=True)
class Split:
    """Text as rows of cells.

    Attributes:
        rows: A row for each line.
        unclear: The numbers of lines that cannot be split, or in several ways as good.
    """

    rows: tuple[Row, ...]
    unclear: frozenset[int] = frozenset()


def looks_like_form(lines: Sequence[str]) -> int:
    """Return how many different lines of a form stand with numbers behind blanks."""
    found = set()
    for line in lines:
        one = _line(0, line)
        if one.name and one.pieces and (known := line_of(one.name)) and known.post:
            found.add(known.post)
    return len(found)


def split_text(numbered: Iterable[tuple[int, str]]) -> Split:
    """Return the lines as rows whose cells stand under their headings."""
    lines = [_line(number, text) for number, text in islice(numbered, MOST_LINES)]
    known = [one for one in lines if one.pieces and line_of(one.name)]
    gaps = sum(_has_gaps(one) for one in known)
    if 2 * gaps > len(known):
        return Split(tuple(_by_gaps(lines)))
    return _by_sums(lines)


def _line(number: int, raw: str) -> _Line:
    """Return the line with the numbers that end it apart from the name before them."""
    text = fold(raw.replace("\t", "    "))
    tokens = list(_TOKEN.finditer(text))
    first = len(tokens)
    while first and _is_numeric(tokens, first - 1, len(tokens)):
        first -= 1
    while first < len(tokens) and tokens[first][0] in {"og", "+", ")"}:
        first += 1
    name = text[: tokens[first].start()].strip(" |") if first < len(tokens) else text.strip(" |")
    if not any(sign.isalpha() for sign in name):
        return _Line(number, "" if first < len(tokens) else name, (), text)
    pieces = tuple(_Piece(one.start(), one.end(), one[0]) for one in tokens[first:])
    return _Line(number, name, pieces, text)


def _is_numeric(tokens: list[re.Match[str]], at: int, end: int) -> bool:
    text = tokens[at][0]
    if _DIGITS.fullmatch(text) or text in {"-", "|", "kr", "%", ".."}:
        return True
    return text == "og" and at + 1 < end and bool(_NOTES.fullmatch(tokens[at + 1][0]))


def _has_gaps(line: _Line) -> bool:
    """Return whether every number of a line is apart from the next by two blanks or more."""
    cells = _cells(line)
    return len(cells) > 1 and all(_is_cell(one.text) for one in cells)


def _is_cell(text: str) -> bool:
    is_number = isinstance(read_number(text), Decimal) or text in {"-", ".."}
    return is_number or re.fullmatch(r"[0-9]{1,2}(?:(?:,| og |/)[0-9]{1,2})*|.*%", text) is not None


def _cells(line: _Line) -> list[_Piece]:
    """Return the pieces of a line's end joined where one blank is between them."""
    joined: list[_Piece] = []
    for one in line.pieces:
        last = joined[-1] if joined else None
        if last and one.start - last.end == 1 and "|" not in (one.text, last.text):
            joined[-1] = _Piece(last.start, one.end, f"{last.text} {one.text}")
        elif one.text != "|":
            joined.append(one)
    return joined


def _by_gaps(lines: Sequence[_Line]) -> Iterator[Row]:
    """Yield rows whose cells are placed by where they stand, as cells of a column overlap."""
    headings = {line.number: pieces for line in lines if (pieces := _heading_pieces(line))}
    of_amounts = [
        line for line in lines if line.pieces and line.name and line.number not in headings
    ]
    spans = _columns([cell for line in of_amounts for cell in _cells(line)])
    amounts = {line.number for line in of_amounts}
    for line in lines:
        if line.number in amounts:
            yield Row(line.number, (line.name, *_placed(_cells(line), spans)))
        elif line.number in headings:
            yield Row(line.number, _heading_cells(headings[line.number], spans))
        else:
            yield Row(line.number, (line.text.strip(),))


def _columns(cells: Iterable[_Piece]) -> list[tuple[int, int]]:
    """Return where columns start and end: cells that overlap stand in the same."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(one.start, one.end) for one in cells}):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _placed(cells: Sequence[_Piece], spans: Sequence[tuple[int, int]]) -> list[str]:
    placed = [""] * len(spans)
    for one in cells:
        at = next((at for at, span in enumerate(spans) if span[0] <= one.start < span[1]), None)
        if at is not None:
            placed[at] = f"{placed[at]} {one.text}".strip()
    return placed


def _heading_pieces(line: _Line) -> list[_Piece]:
    """Return the texts of a line of headings; none for another line."""
    pieces = []
    at = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if line.text[at:end].strip():
            pieces.append(_Piece(at, end, line.text[at:end].strip()))
        at = gap.end() if gap else end
    known = bool(pieces) and line_of(pieces[0].text)
    said = [one for one in pieces if is_heading_cell(one.text)]
    return pieces if said and not known and 2 * len(said) >= len(pieces) else []


def _heading_cells(pieces: list[_Piece], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return headings under which the columns stand: in order when as many, else by place."""
    said = [one for one in pieces if is_heading_cell(one.text)]
    title = " ".join(one.text for one in pieces if one not in said and one.end <= said[0].start)
    placed = [""] * len(spans)
    for number, one in enumerate(said if spans else []):
        at = number if len(said) == len(spans) else _nearest(one, spans)
        placed[at] = f"{placed[at]} {one.text}".strip()
    return (title, *placed)


def _nearest(one: _Piece, spans: Sequence[tuple[int, int]]) -> int:
    """Return the column whose right edge, or middle, is nearest."""
    middle = (one.start + one.end) / 2
    return min(
        range(len(spans)),
        key=lambda at: min(abs(spans[at][1] - one.end), abs(sum(spans[at]) / 2 - middle)),
    )


def _by_sums(lines: Sequence[_Line]) -> Split:
    """Return rows of lines with single blanks, split by the number of columns and the sums."""
    headings = _headings(lines)
    width = len(headings) or _width(lines)
    if not width:
        return Split(tuple(Row(one.number, (one.text.strip(),)) for one in lines))
    ways = {line.number: _ways(line, width) for line in lines if line.pieces and line.name}
    chosen, sure = _closing(lines, ways, width)
    unclear = {
        number
        for number, several in ways.items()
        if number not in sure and not _is_clear(several, chosen.get(number))
    }
    rows = []
    for line in lines:
        if line.number in chosen and line.number not in unclear:
            note, numbers = chosen[line.number]
            rows.append(Row(line.number, (line.name, note, *numbers)))
        elif headings and line.number == headings[0][0]:
            rows.append(Row(line.number, ("", "", *(text for _, text in headings))))
        else:
            rows.append(Row(line.number, (line.text.strip(),)))
    known = (line.number for line in lines if line_of(line.name))
    return Split(tuple(rows), frozenset(unclear.intersection(known)))


def _is_clear(several: Sequence[_Way], chosen: _Way | None) -> bool:
    """Return whether a way is the only one, or far likelier than the next."""
    if len(several) < 2 or chosen is None:  # noqa: PLR2004
        return len(several) == 1
    best = _unlike(chosen)
    others = min(_unlike(way) for way in several if way != chosen)
    return others - best >= _CLEAR and best <= _MOST_APART * max(1, len(chosen[1]) - 1)


def _headings(lines: Sequence[_Line]) -> list[tuple[int, str]]:
    """Return the headings of the columns in order, with the number of their line."""
    found: list[tuple[int, str]] = []
    for line in lines:
        if line.pieces and line.name and (one := line_of(line.name)) and one.post:
            break
        if title_of(line.text) is Skjema.DRIFT and not re.search(
            r"(19|20)[0-9]{2}.*(19|20)[0-9]{2}", line.text
        ):
            continue
        parts = [
            one
            for one in _HEADINGS.findall(line.text)
            if not re.fullmatch("note?r?|notar", one, re.IGNORECASE)
        ]
        if len(parts) > 1 and len(parts) == len(found):
            found = [
                (number, f"{above} {part}")
                for (number, above), part in zip(found, parts, strict=True)
            ]
        elif len(parts) > 1 or (parts and not found and is_heading_cell(line.text.strip())):
            found = [(line.number, part.strip()) for part in parts]
    return found


def _width(lines: Sequence[_Line]) -> int:
    """Return in how many columns most lines can be split."""
    counts = Counter(
        len(way[1])
        for line in lines
        if line.pieces and line.name and line_of(line.name)
        for width in range(1, 9)
        if (several := _ways(line, width)) and len(several) == 1
        for way in several[:1]
    )
    return counts.most_common(1)[0][0] if counts else 0


def _ways(line: _Line, width: int) -> list[_Way]:
    """Return every way to split what follows the name into so many numbers, notes before them."""
    tokens = [one.text for one in line.pieces if one.text not in {"|", "kr"}]
    found: list[_Way] = []
    for notes in range(min(4, len(tokens))):
        head = tokens[:notes]
        if all(_NOTES.fullmatch(one) or one == "og" for one in head):
            found += [(" ".join(head), way) for way in _splits(tokens[notes:], width)]
    return found[:_MOST_WAYS]


def _splits(tokens: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Return every way to read tokens as so many numbers, at most `_MOST_WAYS`."""
    found: list[tuple[str, ...]] = []
    open_ways: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while open_ways and len(found) < _MOST_WAYS:
        at, one = open_ways.pop()
        if at == len(tokens):
            found += [one] if len(one) == width else []
        elif len(one) < width:
            open_ways += [(end, (*one, text)) for end, text in _starting(tokens, at)]
    return found


def _starting(tokens: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """Yield where each number that can start here ends, and its text."""
    token = tokens[at]
    if token == "-":  # noqa: S105 - a sign
        yield at + 1, "-"
        if at + 1 < len(tokens) and tokens[at + 1][0].isdigit():
            yield from ((end, f"-{text}") for end, text in _starting(tokens, at + 1))
        return
    if re.fullmatch("0[0-9]+", token):
        return
    yield at + 1, token
    if not _START.fullmatch(token) or token.strip("-+(") == "0":
        return
    for end in range(at + 1, len(tokens)):
        if not _GROUP.fullmatch(tokens[end]):
            return
        yield end + 1, " ".join(tokens[at : end + 1])
        if not tokens[end].isdigit():
            return


type _Numbers = tuple[Decimal, ...]

_INCOMES = tuple(POST_LINJE[number].id for number in range(1, 9))
_EXPENSES = (*(POST_LINJE[number].id for number in range(10, 15)), "fordelte_utgifter")


def _closing(
    lines: Sequence[_Line], ways: Mapping[int, Sequence[_Way]], width: int
) -> tuple[dict[int, _Way], set[int]]:
    """Return how each line is split, and the lines of which sums show that it is right.

    Columns alike in size first, then so that the form adds up.
    """
    ordered = {
        number: sorted(several, key=_unlike)[:_LIKELY_WAYS]
        for number, several in ways.items()
        if several
    }
    chosen = {number: several[0] for number, several in ordered.items()}
    posts = _by_post([line for line in lines if line.number in ordered])
    best = len(_closed(chosen, posts, width))
    tried = 0
    for number in [number for several in posts.values() for number in several] * 2:
        for way in ordered[number][1:] if tried < _MOST_TRIED else ():
            tried += 1
            changed = chosen | {number: way}
            if (closed := len(_closed(changed, posts, width))) > best:
                chosen, best = changed, closed
    closed_sums = Counter(total for total, _ in _closed(chosen, posts, width))
    sure = {
        number
        for total, parts in (*_SUMS, *_RESULTS)
        if closed_sums[total] == width
        for post in (total, *parts)
        for number in posts.get(post, ())
    }
    return chosen, sure


def _by_post(lines: Sequence[_Line]) -> dict[str, list[int]]:
    """Return the numbers of the lines that make up each post, the first time they stand."""
    taken: dict[Line, int] = {}
    for line in lines:
        known = line_of(line.name)
        if known and known.post:
            taken.setdefault(known, line.number)
    posts: dict[str, list[int]] = {}
    for known, number in taken.items():
        posts.setdefault(known.post, []).append(number)
    return posts


def _unlike(way: _Way) -> float:
    """Return how much the columns differ in size; a note costs a little."""
    sizes = [log10(abs(value) + 1) for value in _values(way) if value]
    apart = sum(abs(one - other) for one, other in pairwise(sizes))
    return apart + (0.2 if way[0] else 0)


def _values(way: _Way) -> _Numbers:
    numbers = (read_number(text) for text in way[1])
    return tuple(one if isinstance(one, Decimal) else Decimal(0) for one in numbers)


_SUMS = (("brutto_driftsinntekter", _INCOMES), ("driftsutgifter", _EXPENSES))
_RESULTS = (
    (
        "netto_finansutgifter",
        ("renteinntekter", "utbytter", "gevinst_tap_finans", "renteutgifter", "avdrag"),
    ),
    ("brutto_driftsresultat", ("brutto_driftsinntekter", "driftsutgifter")),
    (
        "netto_driftsresultat",
        ("brutto_driftsresultat", "netto_finansutgifter", "motpost_avskrivninger"),
    ),
)


def _closed(
    chosen: Mapping[int, _Way], posts: Mapping[str, Sequence[int]], width: int
) -> list[tuple[str, int]]:
    """Return the totals, with their columns, that are what the lines give."""
    values: dict[str, list[Decimal]] = {
        post: [
            sum(column, Decimal(0))
            for column in zip(*(_values(chosen[number]) for number in several), strict=True)
        ]
        for post, several in posts.items()
    }
    nothing = [Decimal(0)] * width
    return [
        (total, at)
        for at in range(width)
        for total, parts in (*_SUMS, *_RESULTS)
        if total in values
        and parts[0] in values
        and _adds_up(values[total][at], [values.get(part, nothing)[at] for part in parts], total)
    ]


def _adds_up(total: Decimal, parts: Sequence[Decimal], name: str) -> bool:
    """Return whether a total is the sum of its parts; a result's parts may have either sign."""
    slack = len(parts)
    if name in dict(_SUMS):
        return abs(total - sum(parts, Decimal(0))) <= slack
    signs = product((1, -1), repeat=len(parts))
    found = (
        abs(sum((a * b for a, b in zip(one, parts, strict=True)), Decimal(0))) for one in signs
    )
    return any(abs(abs(total) - one) <= slack for one in found)

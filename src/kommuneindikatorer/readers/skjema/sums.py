"""Numbers parted by single blanks, thousands too: split as columns are alike and sums right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product
from math import log10

from kommuneindikatorer.items import POST_LINJE
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.readers.skjema.names import Line, line_of

NOTES = re.compile(r"[0-9]{1,2}(?:[,/][0-9]{1,2})*,?")
_GROUP = re.compile(r"[0-9]{3}\)?-?(?:,[0-9]{1,2})?")
_START = re.compile(r"[-+(]?(?:0|[1-9][0-9]{0,2})")
_MOST_WAYS, _MOST_STEPS = 400, 5_000
_MOST_GROUPS = 5
_LIKELY_WAYS = 8
_WIDEST, _FEW = 8, 60
_CLEAR, _MOST_APART = 0.5, 0.5
"""Powers of ten: how much likelier the best way must be, and how far columns may be apart."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a line between two gaps, and where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line split into its name and what follows."""

    number: int
    name: str
    pieces: tuple[Piece, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to split what follows a name.

    Attributes:
        note: The numbers of notes before the amounts, as text.
        numbers: The amounts as text.
        values: The amounts; zero for what is none.
        apart: How much the columns differ in size, in powers of ten; a note costs a little.
    """

    note: str
    numbers: tuple[str, ...]
    values: tuple[float, ...]
    apart: float


def _way(note: str, numbers: tuple[str, ...]) -> Way:
    read = (read_number(text) for text in numbers)
    values = tuple(float(one) if isinstance(one, Decimal) else 0.0 for one in read)
    sizes = [log10(abs(value) + 1) for value in values if value]
    apart = sum(abs(one - other) for one, other in pairwise(sizes))
    return Way(note, numbers, values, apart + (0.2 if note else 0))


def ways_of(line: TextLine, width: int) -> list[Way]:
    """Return every way to split what follows the name into so many numbers, the likeliest first."""
    tokens = [one.text for one in line.pieces if one.text not in {"|", "kr"}]
    found: list[Way] = []
    for notes in range(min(4, len(tokens))):
        head = tokens[:notes]
        if all(NOTES.fullmatch(one) or one == "og" for one in head):
            found += [_way(" ".join(head), way) for way in _splits(tokens[notes:], width)]
    return sorted(found, key=lambda one: one.apart)


def is_clear(several: Sequence[Way], chosen: Way | None) -> bool:
    """Return whether a way is the only one, or far likelier than the next."""
    if len(several) < 2 or chosen is None:  # noqa: PLR2004
        return len(several) == 1
    others = min(way.apart for way in several if way != chosen)
    is_alike = chosen.apart <= _MOST_APART * max(1, len(chosen.numbers) - 1)
    return is_alike and others - chosen.apart >= _CLEAR


def _splits(tokens: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Return every way to read tokens as so many numbers, at most `_MOST_WAYS`."""
    found: list[tuple[str, ...]] = []
    open_ways: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    steps = 0
    while open_ways and len(found) < _MOST_WAYS and steps < _MOST_STEPS:
        steps += 1
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
    for end in range(at + 1, min(len(tokens), at + _MOST_GROUPS)):
        if not _GROUP.fullmatch(tokens[end]):
            return
        yield end + 1, " ".join(tokens[at : end + 1])
        if not tokens[end].isdigit():
            return


_SUMS: Mapping[str, tuple[str, ...]] = {
    "brutto_driftsinntekter": tuple(POST_LINJE[number].id for number in range(1, 9)),
    "driftsutgifter": (*(POST_LINJE[number].id for number in range(10, 15)), "fordelte_utgifter"),
}
_RESULTS: Mapping[str, tuple[str, ...]] = {
    "netto_finansutgifter": (
        "renteinntekter",
        "utbytter",
        "gevinst_tap_finans",
        "renteutgifter",
        "avdrag",
    ),
    "brutto_driftsresultat": ("brutto_driftsinntekter", "driftsutgifter"),
    "netto_driftsresultat": (
        "brutto_driftsresultat",
        "netto_finansutgifter",
        "motpost_avskrivninger",
    ),
}
_ALL = {**_SUMS, **_RESULTS}


class _Form:
    """The lines of a form, each split in one way; counts which totals are right."""

    def __init__(
        self, lines: Sequence[TextLine], ways: Mapping[int, Sequence[Way]], width: int
    ) -> None:
        """Start with the likeliest way for each line."""
        self.width = width
        self.chosen = {number: several[0] for number, several in ways.items() if several}
        self.posts = _by_post([line for line in lines if line.number in self.chosen])
        self.right = {total: self._right(total) for total in _ALL}

    def improve(self, post: str, number: int, ways: Sequence[Way]) -> None:
        """Split a line as most totals that it is a part of are right."""
        totals = [total for total, parts in _ALL.items() if post == total or post in parts]
        for way in ways[1:_LIKELY_WAYS]:
            before = self.chosen[number]
            self.chosen[number] = way
            right = {total: self._right(total) for total in totals}
            if sum(right.values()) > sum(self.right[total] for total in totals):
                self.right |= right
            else:
                self.chosen[number] = before

    def _right(self, total: str) -> int:
        """Return in how many columns a total is what its parts give."""
        parts = _ALL[total]
        if total not in self.posts or parts[0] not in self.posts:
            return 0
        given, columns = self._column(total), [self._column(part) for part in parts]
        return sum(
            bool(given[at]) and _adds_up(given[at], [one[at] for one in columns], total in _SUMS)
            for at in range(self.width)
        )

    def _column(self, post: str) -> tuple[float, ...]:
        numbers = self.posts.get(post, ())
        if len(numbers) == 1:
            return self.chosen[numbers[0]].values
        several = [self.chosen[number].values for number in numbers]
        return tuple(sum(one[at] for one in several) for at in range(self.width))


def closing(
    lines: Sequence[TextLine], ways: Mapping[int, Sequence[Way]], width: int
) -> tuple[dict[int, Way], set[int]]:
    """Return how each line is split, and the lines of which sums show that it is right."""
    form = _improved(lines, ways, width)
    sure = {
        number
        for total, parts in _ALL.items()
        if form.right[total] == width
        for post in (total, *parts)
        for number in form.posts.get(post, ())
    }
    return form.chosen, sure


def _improved(lines: Sequence[TextLine], ways: Mapping[int, Sequence[Way]], width: int) -> _Form:
    form = _Form(lines, ways, width)
    for _ in range(2):
        for post, numbers in form.posts.items():
            for number in numbers:
                form.improve(post, number, ways[number])
    return form


def likely_width(lines: Sequence[TextLine]) -> int:
    """Return in how many columns the lines can be split so that most sums are right."""
    known = [line for line in lines if line.pieces and line_of(line.name)][:_FEW]
    best, found = (0.0, 0), 0
    for width in range(1, _WIDEST + 1):
        ways = {line.number: ways_of(line, width) for line in known}
        split = sum(bool(several) for several in ways.values())
        if 2 * split >= len(known):
            right = sum(_improved(known, ways, width).right.values()) / width
            if (right, split) > best:
                best, found = (right, split), width
    return found


def _by_post(lines: Sequence[TextLine]) -> dict[str, list[int]]:
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


def _adds_up(total: float, parts: Sequence[float], is_sum: bool) -> bool:  # noqa: FBT001
    """Return whether a total is the sum of its parts; a result's parts may have either sign."""
    slack = len(parts)
    if is_sum:
        return abs(total - sum(parts)) <= slack
    wanted = abs(total)
    given = [part for part in parts if part]
    return any(
        abs(wanted - abs(sum(a * b for a, b in zip(one, given, strict=True)))) <= slack
        for one in product((1, -1), repeat=len(given))
    )

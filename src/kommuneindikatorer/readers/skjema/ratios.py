"""Figures that are no amounts: per cent of income, kroner per inhabitant. A result has neither."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.readers.skjema.lines import Table
from kommuneindikatorer.readers.skjema.title import said_unit
from kommuneindikatorer.wording import slug

PERCENT, PER_HEAD = "nøkkeltall i prosent", "nøkkeltall i kroner per innbygger"
_MOST = {PERCENT: Decimal(1_000), PER_HEAD: Decimal(1_000_000)}
_SAID = (
    (PER_HEAD, re.compile(r"(?:per|pr)\.? ?(?:innb|hode|capita)|/ ?innb", re.IGNORECASE)),
    (PERCENT, re.compile(r"%|\b(?:i|av) (?:prosent|pst)|\b(?:prosent|pst)\b", re.IGNORECASE)),
)
_KEY_FIGURE = re.compile(
    "(netto|brutto|korr[a-z]*) (drifts|lanegjeld|resultatgrad)|disposisjonsfond|lanegjeld"
    "|langsiktig gjeld|arbeidskapital|gjeldsgrad|driftsinntekt|driftsutgift|rammetilsku"
)
_NUMBER = re.compile(r"[0-9]{1,3}(?:[ \u00a0.][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?")
_WHOLE = Decimal(100)


def ratio_of(table: Table) -> str:
    """Return what a form's figures are where they are no amounts; empty where they may be."""
    numbers = [
        abs(number)
        for cells in table.values.values()
        for cell in cells
        if isinstance(number := read_number(cell), Decimal)
    ]
    headings = " ".join(one.heading for one in table.columns)
    if said_unit(table.title, headings):
        return ""
    found = said_in(table.title, max(numbers, default=Decimal(0)))
    incomes = [
        read_number(one.row.cells[column.place])
        for one in table.lines
        if one.line and one.line.post == "brutto_driftsinntekter" and one.has_amounts
        for column in table.columns
        if column.place < len(one.row.cells)
    ]
    is_whole = bool(incomes) and all(
        isinstance(one, Decimal) and abs(one) == _WHOLE for one in incomes
    )
    return found or (PERCENT if is_whole else "")


def said_in(text: str, largest: Decimal) -> str:
    """Return what a text says that figures up to the largest are; empty where they are too big."""
    return next(
        (kind for kind, said in _SAID if said.search(text) and largest <= _MOST[kind]),
        "",
    )


def key_figures(rows: Sequence[Row]) -> str:
    """Return what a list of key figures has instead of amounts; empty where it is no such list."""
    texts = [" ".join(filter(None, map(str.strip, row.cells))) for row in rows]
    named = [text for text in texts if _KEY_FIGURE.search(slug(text, " ")) and _numbers(text)]
    ends = (one for text in named for one in _numbers(text))
    # A comment with numbers may stand last: «Se note 3».
    largest = max((*ends, *_beside_names(rows)), default=Decimal(0))
    text = " \n".join(texts)
    return said_in(text, largest) if named and not said_unit(text, "") else ""


def _beside_names(rows: Sequence[Row]) -> Iterator[Decimal]:
    """Yield the numbers in cells of their own to the right of a name."""
    for row in rows:
        is_named = False
        for cell in row.cells:
            if is_named and isinstance(number := read_number(cell), Decimal):
                yield abs(number)
            is_named = is_named or bool(_KEY_FIGURE.search(slug(cell, " ")))


def _numbers(text: str) -> list[Decimal]:
    """Return the numbers that end a text, its name and the marks in it left out."""
    name = re.match(r".*[A-Za-zæøåÆØÅ)]", text, re.DOTALL)
    found: Iterable[str] = _NUMBER.findall(text[name.end() :] if name else text)
    return [one for text in found if isinstance(one := read_number(text, ","), Decimal)]

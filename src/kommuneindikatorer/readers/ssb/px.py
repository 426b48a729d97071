"""PX files, the statistics offices' own format, to a cube.

A file is statements: ``KEYWORD[language]("variable","value")="text","text";`` and at its end
``DATA=`` with the cells, the last heading's values fastest.

Source: Statistics Sweden, «PC-Axis file format».
"""

import re
from collections.abc import Mapping
from math import prod

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis
from kommuneindikatorer.readers.ssb import cube, facts
from kommuneindikatorer.readers.ssb.codes import Enhet
from kommuneindikatorer.readers.ssb.cube import Cube, Dimension, MalformedError, category, role_of
from kommuneindikatorer.readers.ssb.facts import Extract, table_name
from kommuneindikatorer.readers.ssb.words import NOTHING, Meaning, meaning_of
from kommuneindikatorer.row_log import RowLog

_START = re.compile(
    r"\ufeff?\s*(CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGE|CREATION-DATE|TITLE|MATRIX|TABLEID|"
    r"SUBJECT-AREA|DECIMALS|STUB|HEADING|CONTENTS)(\[\w+\])?\s*=",
)
_STATEMENT = re.compile(
    r"\s*(?P<keyword>[A-Z][A-Z0-9-]*)(?:\[(?P<language>[\w-]+)\])?"
    r'(?:\((?P<of>(?:"[^"]*"|[^()"])*)\))?\s*=\s*'
)
_TEXT = re.compile(r'"([^"]*)"')
_CELL = re.compile(r'"([^"]*)"|([^\s",;]+)')

type Statements = dict[tuple[str, str], list[str]]


def is_px(document: Document) -> bool:
    """Return whether the text begins as a PX file."""
    start = "\n".join(document.head[:3]) if document.head else ""
    if not document.head and not document.head_rows:
        start = document.content()[:1000]
    return _START.match(start) is not None


def looks_like_px(document: Document) -> bool:
    """Return whether a PX file has what it must have."""
    text = document.content()
    return "VALUES" in text and "DATA" in text


def read_px(document: Document, row_log: RowLog) -> Extract:
    """Return the values of a table; the whole is refused when it is not well formed."""
    text = document.content()
    remarks = cube.new_remarks(row_log, text)
    try:
        given = _cube(text)
        found, basis = cube.observations(given, remarks)
    except MalformedError as wrong:
        row_log.refuse_all(facts.IKKE_PX, hva=str(wrong))
        return Extract(row_log.filing(document.kodet, ""), (), Basis.UKJENT)
    name = table_name(given.title, given.number)
    return Extract(row_log.filing(document.kodet, ""), tuple(found), basis, tabell=name)


def _cube(text: str) -> Cube:
    said, data = _statements(text.removeprefix("\ufeff"))
    variables = [*said.get(("STUB", ""), ()), *said.get(("HEADING", ""), ())]
    if not variables:
        raise MalformedError("«STUB» og «HEADING» mangler")
    dimensions = tuple(_dimension(one, said) for one in variables)
    count = prod(len(one.categories) for one in dimensions)
    cells = [(number, _mark(*match)) for number, match in enumerate(_CELL.findall(data))]
    if len(cells) != count:
        raise MalformedError(f"den har {len(cells)} verdier, men skal ha {count}")
    title = _first(said, "TITLE") or _first(said, "DESCRIPTION") or _first(said, "CONTENTS")
    number = _first(said, "TABLEID") or _first(said, "MATRIX")
    number = number if re.fullmatch(r"[0-9]{5}", number) else ""
    return Cube(title, number, dimensions, cells, _of_all(said))


def _first(said: Statements, keyword: str) -> str:
    return next(iter(said.get((keyword, ""), ())), "")


def _of_all(said: Statements) -> Meaning:
    """Return what CONTENTS and UNITS say of all values of a table with one variable."""
    if ("CONTVARIABLE", "") in said:
        return NOTHING
    contents = meaning_of(_first(said, "CONTENTS")).known
    return contents.joined(Meaning(enhet=_unit(_first(said, "UNITS"))))


def _unit(text: str) -> Enhet | None:
    return meaning_of(f"beløp ({text})").enhet if text else None


def _statements(text: str) -> tuple[Statements, str]:
    """Return what each statement says of the default language, and the data."""
    found: Statements = {}
    at = 0
    while match := _STATEMENT.match(text, at):
        start = match.end()
        if match["keyword"] == "DATA":
            return found, text[start : _end(text, start)]
        stop = _end(text, start)
        if not match["language"]:
            of = ",".join(_TEXT.findall(match["of"] or ""))
            value = text[start:stop]
            # A long text is cut into pieces over several lines: "…" then "…" without a comma.
            pieces = re.sub(r'"\s*\n\s*"', "", value)
            texts = _TEXT.findall(pieces) or [value.strip()]
            found.setdefault((match["keyword"], of), texts)
        at = stop + 1
    raise MalformedError("«DATA» mangler")


def _end(text: str, start: int) -> int:
    """Return where the statement ends: at the first semicolon outside quotes, or at the end."""
    at = start
    while True:
        end = text.find(";", at)
        quote = text.find('"', at)
        if end < 0:
            return len(text)
        if quote < 0 or quote > end:
            return end
        close = text.find('"', quote + 1)
        if close < 0:
            return len(text)
        at = close + 1


def _dimension(name: str, said: Mapping[tuple[str, str], list[str]]) -> Dimension:
    texts = said.get(("VALUES", name)) or said.get(("CODES", name))
    if not texts:
        raise MalformedError(f"verdiene til «{name[:40]}» mangler")
    codes = said.get(("CODES", name)) or texts
    if len(codes) != len(texts):
        raise MalformedError(f"«{name[:40]}» har ikke like mange koder som verdier")
    ident = next(iter(said.get(("VARIABLECODE", name), ())), name)
    given = "time" if ("TIMEVAL", name) in said else ""
    role = role_of(ident, name, given)
    heading = f"{ident} {name}"
    of_content = ("CONTVARIABLE", "") in said and said["CONTVARIABLE", ""] == [name]
    return Dimension(
        role,
        tuple(
            category(
                role,
                heading,
                code,
                "" if text == code else text,
                _content_unit(said, text, code) if of_content else "",
            )
            for code, text in zip(codes, texts, strict=True)
        ),
    )


def _content_unit(said: Mapping[tuple[str, str], list[str]], text: str, code: str) -> str:
    units = said.get(("UNITS", text)) or said.get(("UNITS", code)) or []
    return next(iter(units), "")


def _mark(quoted: str, bare: str) -> str:
    """Return a cell's text; the format's longer rows of dots all say that the value is missing."""
    text = quoted or bare
    return ".." if re.fullmatch(r"\.{3,}|", text) else text

"""A table of rows from Statistics Norway to single values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kommuneindikatorer.document import Document, Row
from kommuneindikatorer.model import Basis
from kommuneindikatorer.problems import BARE_OVERSKRIFT, UKJENT_VALGT_KOLONNE, Sted, doubt
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.readers.ssb import facts, words
from kommuneindikatorer.readers.ssb.damage import FORSKJOVET, moved_heading
from kommuneindikatorer.readers.ssb.facts import Extract, Remarks
from kommuneindikatorer.readers.ssb.layout import SAMPLE, Layout, Value, evidence, find_layout
from kommuneindikatorer.readers.ssb.rows import Table
from kommuneindikatorer.readers.ssb.words import NOTHING, Meaning
from kommuneindikatorer.row_log import RowLog

SURE, NATIONAL, NEAR = 90, 88, 15


def sureness(rows: Sequence[Row]) -> int:
    """Return how sure it is that rows are such a table, by what its heading and rows name."""
    title = _title(rows, None)
    layout = find_layout(rows)
    if layout is None:
        return NATIONAL if words.table_number(title) else 0
    found = set(evidence(layout, rows))
    has_unit = bool({"region", "regions"} & found)
    numbered = bool(words.table_number(_title(rows, layout)))
    has_line = "line" in found or bool(_title_meaning(rows, layout).post)
    if has_unit and (has_line or numbered or "code" in found):
        return SURE
    if "code" in found and has_line:
        return SURE
    if numbered:
        return NATIONAL
    return NEAR if has_unit else 0


def read_rows(document: Document, row_log: RowLog, chosen: str) -> Extract:
    """Return the values of a table; `chosen` limits it to one column of values."""
    head = document.head_rows
    layout = find_layout(head)
    title = _title(head, layout)
    tabell = facts.table_name(title if words.table_number(title) else "", "")
    if layout is None:
        filing = document.refused(row_log, facts.UTEN_REGION, tabell=tabell)
        return Extract(filing, (), Basis.UKJENT, tabell=tabell)
    remarks = Remarks(row_log)
    values = _chosen(layout, chosen, row_log)
    tables = [Table(layout, values, _title_meaning(head, layout), remarks)]
    is_bare = True
    for row in _below(document.rows_below(layout.row, row_log), tables, chosen):
        tables[-1].read(row)
        is_bare = False
    extract = _finished(document, tables, title, tabell, is_bare=is_bare)
    moved = None if document.ark else moved_heading(head, layout)
    if moved is None:
        return extract
    sted = Sted(document.navn, layout.row)
    return replace(extract, tvil=doubt(FORSKJOVET, sted, antall=moved[0], ventet=moved[1]))


def _below(rows: Iterable[Row], tables: list[Table], chosen: str) -> Iterator[Row]:
    """Yield the rows of the last table there is, which a new heading adds a new one to."""
    alone: list[Row] = []
    waiting: list[Row] = []
    for row in rows:
        if waiting:
            waiting.append(row)
            if len(waiting) > SAMPLE:
                yield from _started(alone, waiting, tables, chosen)
                alone, waiting = [], []
        elif tables[-1].is_heading(row):
            waiting = [row]
        else:
            alone = [*alone, row] if tables[-1].is_alone(row) else []
            yield row
    if waiting:
        yield from _started(alone, waiting, tables, chosen)


def _started(
    alone: Sequence[Row], waiting: Sequence[Row], tables: list[Table], chosen: str
) -> Iterator[Row]:
    """Start a new table at a new heading, and yield the rows below it."""
    last = tables[-1]
    layout = find_layout((*alone[-WITHIN // 2 :], *waiting))
    if layout is None or not layout.row:
        return
    same = layout.texts == last.layout.texts
    title = last.title if same and not alone else _title_meaning(alone, layout)
    if alone and not title.post and last.title.post:
        title = title.joined(Meaning(ukjent=alone[-1].cells[0].strip() or "uten navn"))
    if basis := words.basis_of_title(_title(alone, layout)):
        title = title.joined(Meaning(basis=basis if basis is not Basis.UKJENT else None))
    values = _chosen(layout, chosen, last.remarks.row_log)
    tables.append(Table(layout, values, title, last.remarks))
    for row in waiting:
        if row.number > layout.row:
            yield row


def _finished(
    document: Document, tables: list[Table], title: str, tabell: str, *, is_bare: bool
) -> Extract:
    found = [one for table in tables for one in table.kept(title)]
    remarks = tables[0].remarks
    remarks.used = {one.post: None for one in found}
    if is_bare:
        remarks.row_log.report(BARE_OVERSKRIFT)
    else:
        remarks.say(is_empty=not found, tabell=tabell)
    return Extract(
        remarks.row_log.filing(document.kodet, document.skilletegn),
        tuple(found),
        tables[0].basis(title),
        tuple(dict.fromkeys(value.heading for table in tables for value in table.layout.values)),
        tabell,
    )


def _cells_above(rows: Sequence[Row], layout: Layout | None) -> list[str]:
    first = layout.first if layout else 0
    return [
        cell.strip()
        for row in rows[:30]
        if layout is None or (layout.row and row.number < first)
        for cell in row.cells
        if cell.strip()
    ]


def _title(rows: Sequence[Row], layout: Layout | None) -> str:
    """Return what stands above the heading, and a heading that is itself the title."""
    above = _cells_above(rows, layout)
    values = [value.heading for value in layout.values] if layout else []
    numbered = [text for text in (*above, *values) if words.table_number(text)]
    return numbered[0] if numbered else "" if layout is None else " ".join(above)


def _title_meaning(rows: Sequence[Row], layout: Layout) -> Meaning:
    said = NOTHING
    for text in _cells_above(rows, layout):
        said = said.joined(words.title_meaning(text))
    for value in layout.values:
        if words.table_number(value.heading):
            said = said.joined(words.title_meaning(value.heading))
    return said


def _chosen(layout: Layout, chosen: str, row_log: RowLog) -> tuple[Value, ...]:
    """Return the columns of values that are read."""
    if not chosen:
        return layout.values
    found = tuple(
        value
        for number, value in enumerate(layout.values, start=1)
        if chosen.strip() in (value.heading, str(value.said.aar or ""), str(number))
    )
    if not found:
        possible = ", ".join(value.heading for value in layout.values)
        row_log.report(UKJENT_VALGT_KOLONNE, layout.row, chosen, mulige=possible)
    return found or layout.values

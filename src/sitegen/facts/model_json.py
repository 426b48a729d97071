"""``notat.json``: the whole model with its lines, for programs."""

import json
from collections.abc import Iterable, Mapping

from sitegen.note.model import (
    Cell,
    Exhibit,
    Grid,
    Heading,
    Inline,
    Mark,
    Note,
    Paragraph,
    Phrase,
    Place,
    Printed,
    Reference,
    Remark,
    Row,
    RowGroup,
    Section,
)

Json = Mapping[str, object]


def note_json(note: Note) -> bytes:
    """Return the model: everything in printed order, each part with its 1-based source lines."""
    about = note.about
    content = {
        "tittel": about.title,
        "dato": about.date.isoformat(),
        "mote": about.meeting,
        "utgiver": about.publisher,
        "kilde": about.source,
        "overskrift": [_printed(printed) for printed in note.heading],
        "deler": [_section(section) for section in note.sections],
        "tabeller_og_figurer": [_exhibit(exhibit) for exhibit in note.exhibits],
        "fotnoter": [_remark(remark) for remark in note.footnotes],
        "inventar": [
            {"slag": item.kind, "tekst": item.text, "linjer": [span.line for span in item.spans]}
            for item in note.furniture
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _inline(inline: Inline) -> Json:
    if isinstance(inline, Mark):
        return {"merke": inline.sign, "note": inline.note}
    if isinstance(inline, Reference):
        return {"tekst": inline.text, "viser_til": inline.target}
    return {"tekst": inline.text}


def _phrase(phrase: Phrase) -> list[Json]:
    return [_inline(inline) for inline in phrase]


def _printed(printed: Printed) -> Json:
    return {"innhold": _phrase(printed.content), "linjer": printed.lines}


def _remark(remark: Remark) -> Json:
    return {
        "id": remark.id,
        "tegn": remark.sign,
        "innhold": _phrase(remark.content),
        "linjer": remark.lines,
    }


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "nummer": section.number,
        "tittel": section.title,
        "linjer": section.lines,
        "innhold": [_block(block) for block in section.blocks],
    }


def _block(block: Paragraph | Place) -> Json:
    if isinstance(block, Place):
        return {"slag": block.target.partition("-")[0], "id": block.target}
    content = _phrase(block.content)
    return {"slag": "avsnitt", "id": block.id, "innhold": content, "linjer": block.lines}


def _exhibit(exhibit: Exhibit) -> Json:
    return {
        "id": exhibit.id,
        "slag": exhibit.kind,
        "nummer": exhibit.number,
        "tittel": exhibit.title,
        "bildetekst": _printed(exhibit.caption),
        "merknad": exhibit.basis_note,
        "hode": _levels(exhibit.grid),
        "radgrupper": _groups(exhibit.grid),
        "noter": [_remark(remark) for remark in exhibit.remarks],
        "kilde": _printed(exhibit.source) if exhibit.source else None,
        "inventar": [
            {"slag": item.kind, "tekst": item.text, "linjer": [span.line for span in item.spans]}
            for item in exhibit.furniture
        ],
    }


def _levels(grid: Grid | None) -> list[list[Json]]:
    return [[_heading(heading) for heading in level] for level in grid.levels] if grid else []


def _heading(heading: Heading) -> Json:
    first, last = heading.first + 1, heading.first + heading.width
    return {**_label(heading.text, heading.marks, heading.lines), "kolonner": [first, last]}


def _label(text: str, marks: Iterable[Mark], lines: tuple[int, ...]) -> dict[str, object]:
    return {"tekst": text, "merker": [mark.sign for mark in marks], "linjer": lines}


def _groups(grid: Grid | None) -> list[Json]:
    return [_group(group) for group in grid.groups] if grid else []


def _group(group: RowGroup) -> Json:
    label = _label(group.label, group.marks, group.lines)
    return {**label, "rader": [_row(row) for row in group.rows]}


def _row(row: Row) -> Json:
    return {
        **_label(row.label, row.marks, row.lines),
        "celler": [_cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> Json:
    about = cell.meaning
    meaning = {name: getattr(about, name) for name in type(about).__dataclass_fields__}
    return {"trykt": cell.printed, "linje": cell.line, **meaning}

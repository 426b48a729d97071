"""What is drawn of each table and figure, in which form: by ``note.toml``, else by its shape."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kommuneindikatorer.wording import capitalised, listed, slug
from sitegen.charts import phrases
from sitegen.charts.draw import drawn_chart
from sitegen.charts.forms.catalogue import PRINTED, form_of
from sitegen.charts.index_figure import index_content
from sitegen.charts.model import Chart, Point, Words
from sitegen.charts.pair_figure import pair_content
from sitegen.charts.part import Content, Form, Part, Subject, Table
from sitegen.charts.render import DrawingContext
from sitegen.charts.rows import point_remarks
from sitegen.facts.fact import Fact
from sitegen.note.errors import Fault, SpecError
from sitegen.note.model import Exhibit

REBUILT = {"indeks": index_content, "kommunepar": pair_content}


def draw(subject: Subject, context: DrawingContext) -> Mapping[str, Chart]:
    """Return every chart that the note has the values for, by id: printed values first."""
    printed = (
        drawn_chart(_content(part, subject), context)
        for target in sorted(subject.facts, key=_tables_first)
        for part in parts(subject, target)
    )
    charts = (*printed, *rebuilt(subject, context))
    return MappingProxyType({one.id: one for one in charts})


def _tables_first(target: str) -> bool:
    return not target.startswith("tabell")


def rebuilt(subject: Subject, context: DrawingContext) -> Iterator[Chart]:
    """Yield the chart of each figure that the note says how to draw again, in the note's order."""
    for exhibit in subject.note.exhibits:
        if exhibit.rebuild:
            content = REBUILT[exhibit.rebuild.kind](subject, exhibit, exhibit.rebuild)
            if content:
                yield drawn_chart(content, context)


def require_forms(subject: Subject, description: str, file: str) -> None:
    """Raise ``SpecError`` for forms that ``note.toml`` asks for and that cannot be drawn.

    Args:
        subject: The note, with its values.
        description: The text of ``note.toml``.
        file: Its name, for messages.
    """
    asked = [one for one in subject.note.exhibits if one.diagram]
    faults = [
        Fault(file, _line(description, one.diagram), *fault)
        for one in asked
        if (fault := _form_fault(subject, one))
    ]
    if faults:
        raise SpecError(*faults)


def _form_fault(subject: Subject, exhibit: Exhibit) -> tuple[str, str, str] | None:
    name, form = exhibit.name.lower(), PRINTED.get(exhibit.diagram)
    if form is None:
        known = f"Formene er {listed(sorted(PRINTED))}. Uten «diagram» velges en etter tabellen."
        return f"en kjent form i «diagram» for {name}", f"«{exhibit.diagram}»", known
    years = {item.aar for item in subject.facts.get(exhibit.id, ())}
    if years and len(years) < form.least_years:
        expected = f"minst {phrases.counted(form.least_years)} år for «{form.id}» i {name}"
        return expected, f"{len(years)} år", "Velg en annen form, eller ta bort «diagram»."
    return None


def _line(description: str, form: str) -> int | None:
    """Return the first line that asks for a form."""
    asks = re.compile(rf"""\s*diagram\s*=\s*["']{re.escape(form)}["']""")
    lines = enumerate(description.splitlines(), start=1)
    return next((number for number, line in lines if asks.match(line)), None)


def parts(subject: Subject, target: str) -> list[Part]:
    """Return what each chart of a table or figure draws: one measure where groups share it."""
    table = Table(subject.exhibit(target), subject.values(target))
    if table.groups == 1:
        return [_part(table, form_of(table), target, "", table.cells)]
    return [
        _part(table, form_of(table.of(measure)), _id(target, name, first=not nr), name,
              table.of(measure).cells)
        for nr, (measure, name) in enumerate(table.measures.items())
    ]  # fmt: skip


def _id(target: str, measure: str, *, first: bool) -> str:
    return target if first else f"{target}-{slug(measure.split(maxsplit=1)[0], '-')}"


def _part(
    table: Table, form: Form, ident: str, measure: str, cells: Sequence[tuple[Fact, str]]
) -> Part:
    points = tuple(_point(table, item, cell, form) for item, cell in cells)
    headings = {item.indikator: item.radgruppe for item, _ in cells}
    return Part(ident, table.exhibit, form.id, measure, points, headings)


def _point(table: Table, item: Fact, cell: str, form: Form) -> Point:
    serie, name, x = form.place(table, item)
    return Point(
        serie=serie,
        etikett=name,
        x=x,
        aar=item.aar,
        maal=item.indikator,
        verdi=item.verdi,
        enhet=item.enhet,
        grunnlag=item.grunnlag,
        utvalg=item.utvalg,
        status=item.status,
        linje=item.linje,
        celle=cell,
        gruppe=item.gruppe,
        merknad=item.merknad,
    )


def _content(part: Part, subject: Subject) -> Content:
    form = PRINTED[part.form]
    if form.rows is None or form.words is None:
        raise ValueError(part.form)
    title, subtitle, description = form.words(part)
    words = Words(
        capitalised(title),
        " ".join(phrases.sentences(subtitle)),
        phrases.sentences(description),
    )
    basis = part.exhibit.basis_note
    about_values = point_remarks(part.points)
    remarks = (*((f"{basis.rstrip('.')}.",) if basis else ()), *about_values)
    words = replace(words, description=(*words.description, *about_values))
    source = subject.source(part.exhibit.id)
    return Content(part, form.rows(part), words, source, remarks)

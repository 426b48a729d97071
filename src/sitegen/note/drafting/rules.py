"""The rules that survey a note, in order: each finds one kind of part and claims its lines."""

from collections.abc import Callable

from sitegen.note.drafting import captions, figures, remarks, sections, shares, tables, title
from sitegen.note.drafting.survey import Survey

RULES: tuple[tuple[str, Callable[[Survey], None]], ...] = (
    ("overskrift", title.title),
    ("bildetekster", captions.captions),
    ("kilder", captions.sources),
    ("noter", remarks.remarks),
    ("deler", sections.sections),
    ("fotnoter", remarks.footnotes),
    ("lenker", remarks.links),
    ("tabeller", tables.tables),
    ("figurer", figures.figures),
    ("løse rader", tables.loose_rows),
    ("andeler", shares.shares),
    ("prognoser", shares.forecasts),
)

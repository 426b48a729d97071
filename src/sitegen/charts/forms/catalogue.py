"""The forms there are: those of this folder's modules."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from sitegen.charts import forms
from sitegen.charts.part import Form, Table


def _found() -> Iterator[Form]:
    for module in iter_modules(forms.__path__):
        content = vars(import_module(f"{forms.__name__}.{module.name}"))
        yield from (one for one in content.values() if isinstance(one, Form))


FORMS = {one.id: one for one in sorted(_found(), key=lambda one: (one.precedence, one.id))}
"""Every form by id, in order of precedence."""

PRINTED = {one.id: one for one in FORMS.values() if one.rows and one.words}
"""Those that a printed table can have."""


def form_of(table: Table) -> Form:
    """Return the form that ``note.toml`` asks for, else the first that suits the table's shape."""
    asked = PRINTED.get(table.exhibit.diagram)
    if asked and len(table.years) < asked.least_years:
        asked = None
    return asked or next(one for one in PRINTED.values() if one.fits(table))

"""How a figure without printed numbers is drawn again: taken over from the edition before."""

from collections.abc import Iterator

from sitegen.note.drafting.senses import Senses
from sitegen.note.drafting.toml_text import Value, array, pairs, unsure, value
from sitegen.note.spec import FigureSpec, RebuildSpec


def rebuilt(senses: Senses) -> Iterator[str]:
    """Yield the lines of ``[figur.gjenskapt]``, where the same figure had one before."""
    before = senses.before
    spec = before.gjenskapt if isinstance(before, FigureSpec) else None
    if spec is None:
        return
    line = senses.survey.captions[senses.name].first.number
    if lacking := _lacking(senses, spec):
        words = f"figuren kan ikke gjenskapes som før: tabellen mangler {', '.join(lacking)}"
        senses.survey.doubt(senses.name, line, words)
        return
    words = "gjenskapt og avvik er overtatt fra forrige utgave, med årene flyttet"
    senses.survey.doubt(senses.name, line, words)
    yield from ("", unsure(words), "[figur.gjenskapt]", *pairs(_said(spec)))
    yield from array("avvik", (f"{value(senses.survey.moved(one))}," for one in spec.avvik))


def _said(spec: RebuildSpec) -> dict[str, Value]:
    said: dict[str, Value] = {"slag": spec.slag}
    if spec.tabell is not None:
        said["tabell"] = spec.tabell
        said["serie"] = [
            {"tekst": one.tekst, "indikator": one.indikator, "maal": one.maal} for one in spec.serie
        ]
    return said


def _lacking(senses: Senses, spec: RebuildSpec) -> list[str]:
    """Return the indicators it needs that no row of its table in this note has."""
    table = senses.survey.tables.get(f"tabell-{spec.tabell}")
    rows = table.rows if table else ()
    there = {senses.label(row.label).get("indikator") for row in rows}
    return [one.indikator for one in spec.serie if one.indikator not in there]

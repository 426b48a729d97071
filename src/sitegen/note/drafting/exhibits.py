"""``note.toml``'s parts about tables and figures."""

import re
from collections.abc import Iterator, Mapping

from sitegen.note.drafting.about import doubts, extent, remark
from sitegen.note.drafting.found import FoundFigure, FoundRow, FoundTable
from sitegen.note.drafting.rebuilt import rebuilt
from sitegen.note.drafting.senses import Senses
from sitegen.note.drafting.survey import Survey
from sitegen.note.drafting.toml_text import Value, array, pairs, unsure, value
from sitegen.note.drafting.words import meaning_of, unit_of
from sitegen.note.spec import ExhibitSpec

NOT_PRINTED = "Tallene bak figuren er ikke trykt i notatet."


def exhibit(survey: Survey, name: str) -> Iterator[str]:
    """Yield the lines of one table or figure."""
    kind, _, number = name.partition("-")
    senses = Senses(survey, name)
    table, figure = survey.tables.get(name), survey.figures.get(name)
    body = _table(senses, table) if table else _figure(senses, figure) if figure else []
    opening = _opening(senses, int(number), printed=bool(table or figure))
    yield ""
    yield from doubts(survey.doubts.get(name, ()))
    if kind == "tabell" and table is None:
        yield "# Tabellen må beskrives for hånd: hode og radgruppe."
    yield f"[[{kind}]]"
    yield from pairs(opening)
    yield from body
    for piece in survey.remarks[name]:
        yield from ("", f"[[{kind}.note]]", *remark(survey, piece, survey.window(name)))
    yield from rebuilt(senses)
    if table:
        yield from _groups(senses, table)
    for serie in figure.series if figure else ():
        said = meaning_of(serie, "")
        yield from ("", "[[figur.serie]]", *pairs({"tekst": serie, **said}))


def _opening(senses: Senses, number: int, *, printed: bool) -> dict[str, Value]:
    survey, name = senses.survey, senses.name
    whole, window = (1, len(survey.lines)), survey.window(name)
    said: dict[str, Value] = {"nummer": number, "tittel": _title(senses)}
    said["bildetekst"] = extent(survey, survey.captions[name], whole)
    if name in survey.sources:
        said["kilde"] = extent(survey, survey.sources[name], window)
    if words := _remark_of_before(senses):
        said["merknad"] = words
    elif not printed and name.startswith("figur"):
        said["merknad"] = NOT_PRINTED
    return said


def _title(senses: Senses) -> str:
    """Return the short title an editor once gave, its years moved on; else the caption's own."""
    before = senses.before
    if before is None:
        senses.survey.doubt(senses.name, None, "korttittelen er bildetekstens første setning")
        return senses.title
    return senses.survey.moved(before.tittel)


def _remark_of_before(senses: Senses) -> str:
    """Return the editor's remark of the edition before, if the exhibit is the same."""
    before: ExhibitSpec | None = senses.before
    if before is None or not before.merknad:
        return ""
    if re.search(r"\d", before.merknad):
        doubt = f"forrige utgave hadde en merknad med tall eller år: «{before.merknad}»"
        senses.survey.doubt(senses.name, None, doubt)
        return ""
    return before.merknad


def _table(senses: Senses, table: FoundTable) -> list[str]:
    said, guesses = senses.table(table)
    basis, doubt = senses.basis(table)
    status, guess = _status(senses, table.columns)
    found: dict[str, Value] = {**said, "grunnlag": basis}
    found |= {"status": status} if status else {}
    found |= {"mangler": table.missing} if table.missing else {}
    for words in (*guesses, doubt, guess):
        if words:
            senses.survey.doubt(senses.name, table.first.number, words)
    return [*pairs(found), *_head(senses, table)]


def _status(senses: Senses, years: list[int]) -> tuple[dict[str, Value], str]:
    """Return year → status for years not long past, and a doubt if no note says so."""
    open_ = sorted({year for year in years if year >= senses.survey.day.year - 1})
    told = {year: senses.status(year) for year in open_}
    doubt = "" if all(sure for _, sure in told.values()) else "statusen til de nyeste årene"
    return {str(year): word for year, (word, _) in told.items()}, doubt


def _head(senses: Senses, table: FoundTable) -> list[str]:
    if len(table.levels) == 1 and all(words.isdigit() for words, _ in table.levels[0].cells):
        return [f"hode = [{value([words for words, _ in table.levels[0].cells])}]"]
    levels = []
    for level in table.levels:
        cells = [f"    {value(_cell(senses, *cell))}," for cell in level.cells]
        levels.append("\n".join(["[", *cells, "  ],"]))
    return array("hode", levels)


def _cell(senses: Senses, words: str, over: int) -> dict[str, Value]:
    said: Mapping[str, Value] = {"aar": int(words)} if words.isdigit() else senses.label(words)
    return {"tekst": words, **({"over": over} if over > 1 else {}), **said}


def _groups(senses: Senses, table: FoundTable) -> Iterator[str]:
    above = _above(senses, table)
    for heading, rows in _grouped(table):
        said = senses.label(heading) if heading else {}
        yield from ("", "[[tabell.radgruppe]]")
        if heading:
            yield from pairs({"tekst": heading, **said})
        yield from array("rad", (_row(senses, table, row, {**above, **said}) for row in rows))


def _above(senses: Senses, table: FoundTable) -> dict[str, str]:
    """Return what the table and its columns decide for every row."""
    said, _ = senses.table(table)
    for level in table.levels:
        for words, _ in level.cells:
            said = {**said, **senses.label(words)}
    return said


def _grouped(table: FoundTable) -> list[tuple[str, list[FoundRow]]]:
    groups: list[tuple[str, list[FoundRow]]] = []
    for row in table.rows:
        if row.group or not groups:
            groups.append((row.group, []))
        groups[-1][1].append(row)
    return groups


def _row(senses: Senses, table: FoundTable, row: FoundRow, above: Mapping[str, str]) -> str:
    said, doubt = senses.row(row, above)
    found: dict[str, Value] = {"tekst": row.label, **said}
    lacking = table.width - len(row.values)
    words = list(doubt)
    if lacking > 0:
        found["tomme"] = sorted(set(table.columns[-lacking:]))
        words.append(f"raden har {len(row.values)} av {table.width} tall; de siste er antatt tomme")
    found |= _row_status(senses, table, row)
    for one in words:
        senses.survey.doubt(senses.name, row.line.number, one, row.label)
    comment = f" {unsure('; '.join(words))}" if words else ""
    return f"{value(found)},{comment}"


def _row_status(senses: Senses, table: FoundTable, row: FoundRow) -> dict[str, Value]:
    """Return a row's own status where a note on the row says another than the table's."""
    of_table, _ = _status(senses, table.columns)
    own = {
        year: told
        for year, word in of_table.items()
        if (told := senses.status(int(year), row)[0]) != word and senses.status(int(year), row)[1]
    }
    return {"status": own} if own else {}


def _figure(senses: Senses, figure: FoundFigure) -> list[str]:
    caption, newest = senses.caption, max(figure.years)
    open_: dict[str, Value] = {str(newest): senses.status(newest)[0]}
    group = "kommunene" if "kommunene" in caption else "kommunesektoren"
    found: dict[str, Value] = {
        "gruppe": "kommunesektoren" if "kommunesektoren" in caption else group,
        "utvalg": "alle",
        "enhet": unit_of(caption) or "prosent",
        "grunnlag": _figure_basis(senses, figure),
        "status": open_,
        "aarene": list(figure.years),
    }
    senses.survey.doubt(senses.name, figure.line.number, "gruppen, grunnlaget og statusen")
    return pairs(found)


def _figure_basis(senses: Senses, figure: FoundFigure) -> Value:
    """Return the basis by year, where the caption excepts the newest year from the companies."""
    newest = str(max(figure.years))
    excepted = re.search(rf"{newest}\s+omfatter ikke", senses.caption)
    if not excepted:
        return senses.basis(None)[0]
    return {str(year): "kasse" if str(year) == newest else "konsern" for year in figure.years}

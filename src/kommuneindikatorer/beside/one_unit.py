"""Everything the page shows of one unit beside the note, as one JSON object."""

from collections.abc import Sequence

from kommuneindikatorer.beside.asked import Trykt, read_asked
from kommuneindikatorer.beside.level import Avstand, distance
from kommuneindikatorer.beside.placing import Plass, place
from kommuneindikatorer.beside.rows import Sammenlikning, comparisons, people_words, population_of
from kommuneindikatorer.beside.sentence import NETTO, sentence
from kommuneindikatorer.groups.population import STANDARD, group_of, label
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.measures.levels import ANBEFALT
from kommuneindikatorer.model import Nivaa


def one_unit(text: str) -> str:
    """Return JSON: sentence, population group, comparisons, place and distance to the level."""
    spurt = read_asked(text)
    found = spurt.enhet.indikatorer.get(NETTO)
    is_kommune = spurt.enhet.nivaa is Nivaa.KOMMUNE
    people, source = population_of(spurt) if is_kommune else (None, "")
    rows = tuple(comparisons(spurt, people))
    plass = place(spurt, found.pst if found else None) if is_kommune else None
    wanted = distance(
        spurt.enhet.nivaa, spurt.nivaa, spurt.enhet.inntekt, found.belop if found else None
    )
    return json_text(
        {
            "setning": sentence(spurt, rows, plass),
            "folkegruppe": _group(people, source),
            "rader": _rows(rows),
            "plass": _place(plass, spurt.basis),
            "nivaa": _level(wanted),
        }
    )


def _group(people: int | None, source: str) -> Json:
    if people is None:
        return None
    group = label(group_of(people, STANDARD), STANDARD)
    return {"navn": people_words(group), "folkemengde": people, "kilde": source}


def _rows(rows: Sequence[Sammenlikning]) -> Json:
    return [_row(row.navn, row.trykt) for row in rows if row.trykt]


def _row(name: str, printed: Sequence[Trykt]) -> Json:
    first = printed[0]
    return {
        "gruppe": name,
        "tabell": first.tabell,
        "utvalg": first.utvalg,
        "aar": first.aar,
        "grunnlag": first.grunnlag,
        "status": first.status,
        "verdier": {
            one.indikator: {"verdi": f"{one.verdi:f}", "celle": one.celle} for one in printed
        },
    }


def _place(plass: Plass | None, basis: str) -> Json:
    if plass is None:
        return None
    return {
        "aar": plass.aar,
        "basis": basis,
        "antall": plass.antall,
        "hoyere": plass.hoyere,
        "lavere": plass.lavere,
    }


def _level(wanted: Avstand) -> Json:
    return {
        "pst": wanted.nivaa,
        "belop": wanted.belop,
        "er_utvalgets": wanted.er_utvalgets,
        "om": ANBEFALT,
    }

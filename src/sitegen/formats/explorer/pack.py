"""The explorer's data files."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from types import MappingProxyType

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import (
    ANBEFALT,
    ANBEFALT_NIVAA,
    NIVAA_FRA,
    SEKTOR,
    Indikator,
)
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.unit import Enhet
from sitegen.facts.fact import COLUMNS, FINAL, Fact, caption_text, with_cells
from sitegen.facts.formatting import SECTOR, bare, exact_enough, norm_words
from sitegen.facts.licences import NOTE, SITE, STATISTICS
from sitegen.facts.outcomes import BASIS
from sitegen.facts.provenance import SourceFile, copies, office_words
from sitegen.formats.datapackage import Published
from sitegen.formats.explorer.accounts import (
    UNITS,
    Json,
    Measure,
    coded,
    group_columns,
    group_values,
    measures_of_accounts,
    named,
    unit_columns,
    unit_measures,
)
from sitegen.formats.units import all_units, computed
from sitegen.note.model import About, Exhibit, Note

NOTE_FILE = "notat.json"
UNITS_FILE = "enheter.json"
ACCOUNTS_SOURCE = "{}, endelige regnskap"

START = ("netto_driftsresultat", ("kommunesektoren", "kommunene", "fylkeskommunene"))
"""Indicator and groups that the explorer starts from, where the note has them."""

_ENTRY = re.compile(r"^(?P<name>.+?) \{ #(?P<id>\w+) \}$", re.MULTILINE)
NOT_WORDS = {"aar", "verdi", "fotnoter", "linje"}
WORDS = tuple(name for name in COLUMNS if name not in NOT_WORDS)

type Facts = Mapping[str, Sequence[Fact]]


def explorer_files(  # noqa: PLR0913, PLR0917  the sources of what it offers
    note: Note,
    facts: Facts,
    groups: Sequence[Gruppe],
    glossary: str,
    published: Published | None = None,
    kostra: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return ``notat.json`` and ``enheter.json``.

    Args:
        note: The note.
        facts: Its values by table.
        groups: Groups of all units, final figures, konsern.
        glossary: The glossary's Markdown, which names each measure.
        published: Who publishes, and where the unit data are from.
        kostra: Municipalities' KOSTRA groups by number, those that are known.
    """
    published = published or Published()
    units = all_units(groups)
    indicators = computed(units)
    known = measures(facts, glossary, indicators)
    return {
        NOTE_FILE: packed({**_note(note, facts, known), "laget": _made(published)}),
        UNITS_FILE: packed(
            {**_accounts(published.sources), **_units(facts, groups, units, indicators, kostra)}
        ),
    }


def _note(note: Note, facts: Facts, known: Sequence[Measure]) -> Mapping[str, Json]:
    rows = [
        pair for name, values in facts.items() for pair in with_cells(note.exhibit(name), values)
    ]
    return {
        "notat": _about(note.about),
        "start": _start(facts),
        "maal": [asdict(one) for one in known],
        "tabeller": {name: _exhibit(note.exhibit(name)) for name in facts},
        "nivaa": _levels(),
        "rader": note_rows(rows),
    }


def measures(
    facts: Mapping[str, Sequence[Fact]],
    glossary: str,
    indicators: Sequence[Indikator] = (),
) -> list[Measure]:
    """Return every measure: the note's, its main ones first, then those of the accounts alone.

    Args:
        facts: The note's values by table.
        glossary: The glossary's Markdown, which names each measure.
        indicators: Those that the unit data give.
    """
    names = {entry["id"]: entry["name"] for entry in _ENTRY.finditer(glossary)}
    units = {o.indikator: o.enhet for rows in facts.values() for o in rows}
    order = sorted(units, key=lambda ident: ident not in INDIKATOR)
    of_note = [named(ident, names.get(ident, ident), units[ident]) for ident in order]
    further = [one for one in indicators if one.id not in units]
    return [
        *of_note,
        *(named(one.id, one.etikett, UNITS.get(one.enhet, one.enhet)) for one in further),
        *measures_of_accounts(indicators),
    ]


def note_rows(rows: Iterable[tuple[Fact, str]]) -> Mapping[str, Json]:
    """Return the columns.

    Args:
        rows: Each fact with its cell's anchor: ``tabell-3-r5-k9``.
    """
    values, cells = zip(*rows, strict=True)
    return {name: coded(getattr(one, name) for one in values) for name in WORDS} | {
        "aar": [one.aar for one in values],
        "verdi": coded("" if one.verdi is None else format(one.verdi, "f") for one in values),
        "fotnoter": coded(";".join(one.fotnoter) for one in values),
        "linje": [one.linje for one in values],
        "celle": coded(
            cell.removeprefix(f"{one.tabell}-") for cell, one in zip(cells, values, strict=True)
        ),
    }


def packed(content: Json) -> bytes:
    """Return JSON without blanks, UTF-8, one line."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _start(facts: Facts) -> Json:
    """Return measures and groups by id; the note's first where it lacks those of ``START``."""
    found = {(o.indikator, o.gruppe): None for rows in facts.values() for o in rows}
    measure, groups = START
    shown = [group for group in groups if (measure, group) in found]
    if not shown:
        shown, measure = [next(iter(found))[1]], next(iter(found))[0]
    return {"m": [measure], "g": shown}


def _about(about: About) -> Json:
    return {
        "tittel": about.title,
        "dato": about.date.isoformat(),
        "mote": about.meeting,
        "opphav": about.publisher,
        "forkortelse": about.abbreviation,
    }


def _made(published: Published) -> Json:
    """Return what a reference to a view must say besides the note's own particulars."""
    return {
        "nettsted": published.publisher.made_by,
        "versjon": published.version,
        "lisens": {one.id: f"{one.words} {one.credit}" for one in (NOTE, SITE)},
    }


def _accounts(sources: Sequence[SourceFile]) -> Mapping[str, Json]:
    """Return where the accounts are from, in words, and how to refer to them."""
    office = office_words(sources)
    return {
        "kilde": ACCOUNTS_SOURCE.format(office),
        "henvisning": f"Kilde: {office}. Endelige tall.",
        "kopier": [{"aar": years, "ord": words} for years, words in copies(sources)],
        "lisens": f"{STATISTICS.words} {STATISTICS.credit}",
    }


def _exhibit(exhibit: Exhibit) -> Json:
    source = caption_text(exhibit).removeprefix(exhibit.name).strip()
    return {"navn": exhibit.name, "tittel": exhibit.title, "bildetekst": source}


def _levels() -> Json:
    return {
        "kommunesektoren": _level(SEKTOR, SECTOR),
        "kommune": _level(ANBEFALT_NIVAA[Nivaa.KOMMUNE], "kommunene"),
        "fylkeskommune": _level(ANBEFALT_NIVAA[Nivaa.FYLKESKOMMUNE], "fylkeskommunene"),
        "fra": NIVAA_FRA,
        "ord": ANBEFALT,
    }


def _level(level: Fraction, group: str) -> Json:
    return {"verdi": f"{exact_enough(level):f}", "vist": norm_words(level, group)}


def _units(
    facts: Facts,
    groups: Sequence[Gruppe],
    units: Sequence[Enhet],
    indicators: Sequence[Indikator],
    kostra: Mapping[str, str],
) -> Mapping[str, Json]:
    ids = {bare(o.rad): o.gruppe for rows in facts.values() for o in rows}
    return {
        "grunnlag": BASIS,
        "status": FINAL,
        "maal": unit_measures(indicators, BASIS),
        "enheter": unit_columns(units, indicators, kostra),
        "grupper": group_columns(group_values(groups, ids)),
    }

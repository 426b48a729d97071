"""What the calculator holds a file against: the note's printed values and every municipality."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from kommuneindikatorer.json_text import decimal_text
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import ANBEFALT, ANBEFALT_NIVAA, SEKTOR
from kommuneindikatorer.model import Regnskap
from kommuneindikatorer.unit import Enhet
from sitegen.facts.fact import NETTO, Fact
from sitegen.facts.ledger.model import Draft
from sitegen.facts.provenance import SourceFile, copy_words, of_kind, office_words
from sitegen.facts.publisher import NOBODY, Publisher
from sitegen.facts.unit_files import KOMMUNER
from sitegen.note.model import Note, Share
from sitegen.note.sentences import Sentence, sentences

# What the note says of the survey it rests on, and of how far apart the two bases are.
#
# Both numbers are read where the text says them; an edition that does not say them has none.
_SIZE = re.compile(r"\b(?:data fra|tall for) (\d+) kommuner\b", re.IGNORECASE)
_GAP = re.compile(
    r"\bresultatene for kommunene lå i snitt (\d+(?:,\d+)?) prosentpoeng (høyere|lavere)\b",
    re.IGNORECASE,
)
_COMPANIES = "interkommunale selskaper tas med"
"""What the sentence before must speak of: else «høyere» is not than without companies."""
_HIGHER = "høyere"


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the konsern's result is above the municipality's own account on average.

    Attributes:
        pst: Percentage points, with the decimals printed; below zero where it is lower.
        place: Id of the paragraph or note that says so.
        line: 1-based first line of ``note.txt``.
    """

    pst: Decimal
    place: str
    line: int


def survey_size(note: Note) -> int | None:
    """Return how many municipalities the survey has, by most of the places that say it."""
    said = [match[1] for one in sentences(note) for match in _SIZE.finditer(one.text)]
    return int(Counter(said).most_common(1)[0][0]) if said else None


def selection_names(note: Note) -> dict[str, str]:
    """Return what each selection is called outside quotes from the note.

    «Utvalget» is in the note both the committee and the sample.
    """
    size = survey_size(note)
    surveyed = "kommunene" if size is None else f"de {size}"
    return {
        "alle": "alle",
        "alle utenom Oslo": "alle uten Oslo",
        "utvalget": f"{surveyed} i KS’ undersøkelse",
    }


def basis_gap(note: Note) -> Gap | None:
    """Return the gap between the bases; None where the note gives none."""
    for before, one in _pairs(sentences(note)):
        match = _GAP.search(one.text)
        if match and _COMPANIES in before.text and before.place == one.place:
            size = Decimal(match[1].replace(",", "."))
            return Gap(size if match[2].lower() == _HIGHER else -size, one.place, one.lines[0])
    return None


def _pairs(found: Iterable[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield each sentence after the one before it."""
    before: Sentence | None = None
    for one in found:
        if before is not None:
            yield before, one
        before = one


UNSAID = "ikke oppgitt"
"""What the text does not say of a value."""
BY_PEOPLE = "folkemengde-"
"""Beginning of the ids of population groups."""


def comparable(facts: Mapping[str, Sequence[Fact]]) -> list[str]:
    """Return the ids of the tables and figures that a unit's own file can be held against.

    They print an indicator that can be worked out. Tables come first, then figures, each by
    number; but a table by region after one by population, for both print the country, and where
    they differ the first is used.
    """
    found = [
        name for name, rows in facts.items() if any(one.indikator in INDIKATOR for one in rows)
    ]
    return sorted(found, key=lambda name: _order(name, facts[name]))


def _order(name: str, rows: Sequence[Fact]) -> tuple[bool, bool, tuple[int, ...]]:
    kind, *number = name.split("-")
    groups = {one.gruppe for one in rows}
    parted = "landet" in groups and not any(one.startswith(BY_PEOPLE) for one in groups)
    return kind != "tabell", parted, tuple(map(int, number))


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A value that the note's prose prints, and no table: found by its meaning as cells are.

    Attributes:
        gruppe: Id of the group of units.
        indikator: Id of the indicator.
        aar: Year of accounts.
        utvalg: Which units it is of.
        grunnlag: ``kasse`` or ``konsern``.
        status: ``endelig``, or what kind of estimate it is.
        verdi: As printed.
        place: Id of the paragraph or note it stands in.
    """

    gruppe: str
    indikator: str
    aar: int
    utvalg: str
    grunnlag: str
    status: str
    verdi: Decimal
    place: str


def only_in_text(
    facts: Mapping[str, Sequence[Fact]], drafts: Iterable[Draft]
) -> Iterator[PrintedClaim]:
    """Yield the values of the tables' groups that the prose prints and no table or figure does.

    What the text says of the basis is used; status is that of the indicator's year in the tables.
    """
    cells = [one for rows in facts.values() for one in rows if one.verdi is not None]
    known = {(one.gruppe, one.indikator, one.aar) for one in cells}
    groups = {one.gruppe for one in cells}
    statuses = {(one.indikator, one.aar): one.status for one in cells}
    for draft in drafts:
        about, numbers = draft.emne, draft.numbers
        if draft.slag != "celle" or about.maal or draft.estimate or len(numbers) != 1:
            continue
        if about.indikator not in INDIKATOR or (len(about.gruppe), len(about.aar)) != (1, 1):
            continue
        (group,), (year,) = about.gruppe, about.aar
        if (group, about.indikator, year) in known or group not in groups:
            continue
        known.add((group, about.indikator, year))
        yield PrintedClaim(
            group,
            about.indikator,
            year,
            about.utvalg or "alle",
            about.grunnlag or UNSAID,
            statuses.get((about.indikator, year), UNSAID),
            numbers[0].printed,
            draft.sentence.place,
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What the printed values stand beside.

    Attributes:
        publisher: Who runs the site.
        sources: Where the accounts are from.
        claims: The values that only the prose prints.
        homes: Addresses of the paragraphs and notes by their ids, below the site's root.
    """

    publisher: Publisher = NOBODY
    sources: Sequence[SourceFile] = ()
    claims: Sequence[PrintedClaim] = ()
    homes: Mapping[str, str] = MappingProxyType({})


def reference(
    note: Note,
    cells: Mapping[str, Sequence[tuple[str, Fact]]],
    units: Iterable[Enhet],
    beside: Context | None = None,
) -> bytes:
    """Return the reference file: values printed with their cell, levels, shares, distribution.

    Args:
        note: The edition's note.
        cells: The values to compare with by table, each with the address of its cell.
        units: Every municipality's final accounts, konsern.
        beside: What else the file says of them; the names of nobody where it is not given.
    """
    beside = beside or Context()
    content = {
        "notat": {"tittel": note.about.title, "dato": note.about.date.isoformat()},
        "trykt": [
            *(
                _printed(cell, one)
                for exhibit in cells
                for cell, one in cells[exhibit]
                if one.verdi is not None and one.indikator in INDIKATOR
            ),
            *(_claimed(one, beside.homes.get(one.place, "")) for one in beside.claims),
        ],
        "utvalg": selection_names(note),
        "avstand": _gap(basis_gap(note), beside.homes),
        "andeler": [_share(one) for one in note.shares],
        "nivaa": _levels(),
        "fordeling": _distribution(units) | _source(beside.publisher, beside.sources),
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _printed(cell: str, one: Fact) -> dict[str, object]:
    return {
        "tabell": one.tabell,
        "rad": one.rad if one.radgruppe == "" else one.radgruppe,
        **_meaning(one),
        "celle": cell,
        "merknad": one.merknad,
    }


def _claimed(one: PrintedClaim, address: str) -> dict[str, object]:
    """Return a value of the prose in the form of a table's, of no table and no row."""
    return {"tabell": "", "rad": "", **_meaning(one), "celle": address}


def _meaning(one: Fact | PrintedClaim) -> dict[str, object]:
    return {
        "gruppe": one.gruppe,
        "indikator": one.indikator,
        "aar": one.aar,
        "utvalg": one.utvalg,
        "grunnlag": one.grunnlag,
        "status": one.status,
        "verdi": f"{one.verdi:f}",
    }


def _gap(gap: Gap | None, homes: Mapping[str, str]) -> dict[str, str] | None:
    return {"pst": f"{gap.pst:f}", "side": homes.get(gap.place, "")} if gap else None


def _share(one: Share) -> dict[str, object]:
    return {
        "sitat": one.quote,
        "maal": one.measure,
        "aar": one.year,
        "pst": one.percent,
        "linje": one.lines[0],
    }


def _levels() -> dict[str, str]:
    return {
        **{level.value: decimal_text(pst) for level, pst in ANBEFALT_NIVAA.items()},
        "sektoren": decimal_text(SEKTOR),
        "om": ANBEFALT,
    }


def _distribution(units: Iterable[Enhet]) -> dict[str, object]:
    return {
        "basis": "konsern",
        "status": "endelig",
        "kolonner": ["kommunenummer", "navn", "aar", "folkemengde", "pst"],
        "kommuner": [
            [*_whose(one.regnskap), decimal_text(pst)]
            for one in units
            if one.er_kommune and (pst := one.indikatorer[NETTO].pst) is not None
        ],
    }


def _source(publisher: Publisher, sources: Sequence[SourceFile]) -> dict[str, object]:
    """Return how to refer to the distribution: whom it is from, by what copy, and who drew it."""
    municipalities = of_kind(sources, KOMMUNER)
    return {
        "kilde": office_words(municipalities),
        "kopi": copy_words(municipalities),
        "laget": f"Beregnet og tegnet av {publisher.made_by}.",
    }


def _whose(one: Regnskap) -> list[object]:
    return [one.kommunenummer, one.navn, one.aar, one.folkemengde]

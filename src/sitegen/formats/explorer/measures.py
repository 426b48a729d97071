"""What can be chosen to look at: the note's measures, and those of the final accounts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.measures.catalogue import INDIKATOR
from sitegen.facts.observation import Observation

_ENTRY = re.compile(r"^(?P<name>.+?) \{ #(?P<id>\w+) \}$", re.MULTILINE)

RESULT = "netto_driftsresultat"
RESULT_AMOUNT = "netto_driftsresultat_belop"
INCOME = "brutto_driftsinntekter"
PEOPLE = "folkemengde"
SHARES = {
    "andel_negativ": ("Andel med negativt netto driftsresultat", "prosent av enhetene"),
    "andel_under_minus_2": (
        "Andel med netto driftsresultat under −2 prosent",
        "prosent av enhetene",
    ),
    "andel_negativ_begge_aar": (
        "Andel med negativt netto driftsresultat to år på rad",
        "prosent av enhetene med tall begge år",
    ),
    "andel_svakere": (
        "Andel med svakere netto driftsresultat enn året før",
        "prosent av enhetene med tall begge år",
    ),
}
"""Shares of a group's units, by their names in ``Statistikk``: label and unit."""

AMOUNTS = {
    RESULT_AMOUNT: ("Netto driftsresultat i kroner", "1000 kr"),
    INCOME: ("Brutto driftsinntekter", "1000 kr"),
    PEOPLE: ("Folkemengde", "innbyggere"),
}
"""Amounts of a unit: label and unit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to look at.

    Attributes:
        id: Stable id, which addresses use.
        etikett: Name as readers see it.
        enhet: Unit in words.
        ordliste: Whether the glossary has it.
        anbefalt: Whether the committee's recommended levels are about it.
        ikke_ment_for: What it must not be read as; empty if nothing is said.
    """

    id: str
    etikett: str
    enhet: str
    ordliste: bool
    anbefalt: bool
    ikke_ment_for: str


def measures(observations: Mapping[str, Sequence[Observation]], glossary: str) -> list[Measure]:
    """Return every measure, the note's own main ones first, then as the note prints them.

    Args:
        observations: The note's values by table.
        glossary: The glossary's Markdown, which names each measure.
    """
    names = {entry["id"]: entry["name"] for entry in _ENTRY.finditer(glossary)}
    units = {o.indikator: o.enhet for rows in observations.values() for o in rows}
    order = sorted(units, key=lambda ident: ident not in INDIKATOR)
    of_note = [_of_note(ident, names.get(ident, ident), units[ident]) for ident in order]
    return [*of_note, *_of_accounts()]


def _of_note(ident: str, name: str, unit: str) -> Measure:
    known = INDIKATOR.get(ident)
    level = bool(known and known.har_anbefalt_nivaa and ident == RESULT)
    return Measure(ident, name, unit, True, level, known.ikke_ment_for if known else "")  # noqa: FBT003


def _of_accounts() -> Iterator[Measure]:
    for ident, (label, unit) in (AMOUNTS | SHARES).items():
        yield Measure(ident, label, unit, ordliste=False, anbefalt=False, ikke_ment_for="")

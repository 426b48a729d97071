"""What printed words mean: literal lists, the most special first. Ids are the site's own."""

import re
from collections.abc import Mapping

from sitegen.note.spec import NoteSpec, Part, Sense

MEANINGS: tuple[tuple[str, str, str], ...] = (
    (r"^Netto driftsresultat etter", "indikator", "netto_driftsresultat_etter_bundne_avsetninger"),
    (r"^Netto driftsresultat", "indikator", "netto_driftsresultat"),
    (r"^Brutto driftsresultat", "indikator", "brutto_driftsresultat_eks_avskrivninger"),
    (r"^Disposisjonsfond", "indikator", "disposisjonsfond"),
    (r"^Kommunesektoren", "gruppe", "kommunesektoren"),
    (r"^Kommunene", "gruppe", "kommunene"),
    (r"^Fylkeskommunene", "gruppe", "fylkeskommunene"),
    (r"^Landet$", "gruppe", "landet"),
    (r"^(?:Østlandet|Agder og Rogaland|Vestlandet|Trøndelag|Nord-Norge)$", "gruppe", ""),
    (r"^BNP Fastlands-Norge", "gruppe", "fastlands-norge"),
    (r"^Alle kommuner utenom Oslo$", "utvalg", "alle utenom Oslo"),
    (r"^Utvalget$", "utvalg", "utvalget"),
    (r"^Alle(?: kommuner)?$", "utvalg", "alle"),
)
"""Pattern of a label, which key it decides, and the value; an empty value is the label's own id."""

POPULATION = re.compile(r"^(\d+)[–-](\d+) 000$")
OVER = re.compile(r"^Over (\d+) 000$", re.IGNORECASE)

UNITS: tuple[tuple[str, str], ...] = (
    (r"volumendring|pst\. endring|endring.*pst\.", "prosent endring fra året før"),
    (r"pst\. av BNP Fastlands-N", "prosent av BNP Fastlands-Norge"),
    (r"pst\. av driftsinntekter", "prosent av brutto driftsinntekter"),
    (r"pst\. av (\w[\w .-]*)", "prosent av {}"),
    (r"[Pp]rosent av driftsinntekt", "prosent av brutto driftsinntekter"),
    (r"[Pp]rosent av ([\w -]+)", "prosent av {}"),
    (r"[Mm]rd\. kroner|[Mm]illiarder kroner", "milliarder kroner"),
    (r"[Mm]ill\. kroner|[Mm]illioner kroner", "millioner kroner"),
)
"""Pattern of a label or a caption, and the unit it tells; ``{}`` takes the words found."""

BASES: tuple[tuple[str, str], ...] = (
    (r"(?:eks\.|uten|omfatter ikke) (?:kommunale|kommunal)", "kasse"),
    (r"(?:inkl\.|med) (?:kommunale|kommunal)|konsern", "konsern"),
)
"""Pattern of a caption, and the basis it tells."""


def meaning_of(label: str, ident: str) -> dict[str, str]:
    """Return what a label says of its values: at most one key; ``ident`` is the label's own id."""
    if found := POPULATION.match(label):
        ends = (found[1] + "000" if found[1] != "0" else "0", found[2] + "000")
        return {"gruppe": f"folkemengde-{ends[0]}-{ends[1]}"}
    if found := OVER.match(label):
        return {"gruppe": f"folkemengde-over-{found[1]}000"}
    for pattern, key, value in MEANINGS:
        if re.search(pattern, label):
            return {key: value or ident}
    return {}


def unit_of(words: str) -> str | None:
    """Return the unit that a label or a caption tells, if it does."""
    for pattern, unit in UNITS:
        if found := re.search(pattern, words):
            return unit.format(found[1].strip().lower() if found.groups() else "")
    return None


def basis_of(words: str) -> str | None:
    """Return «kasse» or «konsern» if a caption tells."""
    return next((basis for pattern, basis in BASES if re.search(pattern, words)), None)


def learned(previous: NoteSpec | None) -> Mapping[str, dict[str, str]]:
    """Return label → what the edition before said of it, years and statuses left out."""
    found: dict[str, dict[str, str]] = {}
    for table in previous.tabell if previous else ():
        parts: list[Part] = [cell for level in table.hode for cell in level]
        parts += [*table.radgruppe, *(row for group in table.radgruppe for row in group.rad)]
        for part in parts:
            if isinstance(part, Sense) and (said := _said(part)):
                found.setdefault(bare(str(getattr(part, "tekst", ""))), {}).update(said)
    return found


def bare(label: str) -> str:
    """Return a label without blanks and marks, as the key to what was learned of it."""
    return "".join(label.split()).lower()


def _said(part: Sense) -> dict[str, str]:
    keys = ("indikator", "gruppe", "utvalg", "enhet")
    return {key: str(value) for key in keys if (value := getattr(part, key)) is not None}

"""Words of the glossary where the note uses them: the first of each on a page opens its entry."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sitegen.facts.fact import Fact
from sitegen.note.model import Note, RowGroup
from sitegen.note.sentences import Origin, Sentence, sentences
from sitegen.pages.phrase import Openings

TERMS: Mapping[str, str] = {
    "netto_driftsresultat": r"netto driftsresultat\w*",
    "brutto_driftsresultat_eks_avskrivninger": r"brutto driftsresultat\w*",
    "disposisjonsfond": r"disposisjonsfond\w*",
    "bundne-driftsfond": r"bundne (?:drifts)?fond\w*",
    "frie-inntekter": r"frie inntekt\w*",
    "oremerkede-tilskudd": r"øremerkede (?:tilskudd|midler|inntekter)\w*",
    "merskattevekst": r"merskattevekst\w*|skattesvikt\w*",
    "kommunal_deflator_endring": r"(?:kommunal\w* )?deflator\w*",
    "produktinnsats_endring": r"produktinnsats\w*",
    "merforbruk-og-mindreforbruk": r"(?:mer|mindre)forbruk\w*",
    "balansekravet": r"balansekrav\w*",
    "robek": r"robek",
    "konsern": r"konsern\w*",
    "kostra": r"kostra",
    "kostra-gruppe": r"kostra-gruppe\w*",
    "regnskapsundersokelsen": r"(?:ks[’'] )?regnskapsundersøkelse\w*",
    "konsultasjonsmote": r"konsultasjonsmøte\w*",
    "havbruksfondet": r"havbruksfond\w*",
    "nasjonalbudsjett": r"r?nb\d+",
    "tertial": r"tertial\w*",
    "mrd": r"mrd\.",
}
"""Anchors of the glossary's entries, and the words that lead there."""
_PATTERNS = {
    anchor: re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE) for anchor, words in TERMS.items()
}


def with_terms(note: Note, places: Collection[str], openings: Openings) -> Openings:
    """Return a page's openings with the first use of each term in its paragraphs.

    Args:
        note: The note.
        places: Ids of what stands on the page.
        openings: The numbers that open there; a term is no part of one.
    """
    starts: dict[Origin, str] = {}
    ends = set(openings.ends)
    for anchor, pattern in _PATTERNS.items():
        for sentence in sentences(note):
            if sentence.kind == "avsnitt" and sentence.place in places:
                found = _first(sentence, pattern, openings, starts, ends)
                if found:
                    starts[found[0]] = anchor
                    ends.add(found[1])
                    break
    return replace(openings, terms=starts, ends=frozenset(ends))


def _first(
    sentence: Sentence,
    pattern: re.Pattern[str],
    openings: Openings,
    starts: Collection[Origin],
    ends: Collection[Origin],
) -> tuple[Origin, Origin] | None:
    """Return where the first use begins and ends that is no part of other words that open."""
    taken = _taken(sentence, {*openings.ids, *starts}, ends)
    for match in pattern.finditer(sentence.text):
        origins = sentence.origins[match.start() : match.end()]
        first, last = origins[0], origins[-1]
        if first and last and not any(taken[match.start() : match.end()]):
            return first, last
    return None


def _taken(sentence: Sentence, starts: Collection[Origin], ends: Collection[Origin]) -> list[bool]:
    """Return of each character whether it is part of words that open."""
    taken, inside = [], False
    for origin in sentence.origins:
        inside = inside or origin in starts
        taken.append(inside)
        inside = inside and origin not in ends
    return taken


def row_terms(groups: Sequence[RowGroup], rows: Sequence[Sequence[Fact]]) -> list[str]:
    """Return the glossary's anchor for each row of a table; empty where its label names no term.

    A label names the indicator where every row has its own; else it says whose the values are.
    """
    of_rows = [{fact.indikator for fact in row} for row in rows]
    own = [next(iter(found)) if len(found) == 1 else "" for found in of_rows]
    measures = len(set(own) - {""})
    return own if measures > len(groups) and measures > 1 else [""] * len(rows)

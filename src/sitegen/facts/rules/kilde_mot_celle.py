"""What the survey shows is not what the committee estimates: the figure has another basis.

The survey covers the units' own accounts (kasse), of those who answered; from it the committee
estimates all units (kasse, alle), and adds companies (konsern). A sentence that says
«undersøkelsen viser» of a figure that stands in the tables as konsern only gives the survey what
is the committee's.
"""

import re
from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.ledger.evidence import Evidence, survey_words
from sitegen.facts.ledger.model import Subject
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import groups_in, percents, years_in
from sitegen.note.sentences import Sentence

RULE = Rule("kilde-mot-celle", "Tallet er ikke fra kilden teksten oppgir", weight=85)
SURVEY_SHOWS = re.compile(
    r"\b(?:regnskaps)?undersøkelsen?\b[^.]*?\b(?:viser|viste|indikerer|indikerte|tyder på|gir)\b",
    re.IGNORECASE,
)
MEASURE = re.compile(r"\bnetto drifts\s?resultat", re.IGNORECASE)
SURVEY_BASIS, OTHER_BASIS = "kasse", "konsern"


def find(material: Material) -> Iterator[Finding]:
    """Find figures credited to the survey that are the committee's own."""
    held = Evidence(material.note, material.valued)
    last = material.note.about.years[1]
    for sentence in material.sentences:
        shows = SURVEY_SHOWS.search(sentence.text)
        if shows and MEASURE.search(sentence.text):
            year = max(years_in(sentence.text), default=last)
            yield from _credited(held, sentence, year)


def _credited(held: Evidence, sentence: Sentence, year: int) -> Iterator[Finding]:
    named = groups_in(sentence.text)
    for percent in percents(sentence.text):
        near = [group for at, group in named if at < percent.start] or [g for _, g in named]
        subject = Subject(NETTO, tuple(near[-1:]), (year,))
        cells = [
            cell
            for cell in held.cells
            if near
            and (cell.fact.indikator, cell.fact.gruppe, cell.fact.aar) == (NETTO, near[-1], year)
        ]
        alone = held.survey_alone(subject, year)
        estimated = [
            cell for cell in cells if cell.fact.grunnlag == SURVEY_BASIS and cell not in alone
        ]
        of_survey = [*estimated, *alone]
        if of_survey and all(cell.value != percent.value for cell in of_survey):
            others = [cell for cell in cells if cell.fact.grunnlag == OTHER_BASIS]
            same = [cell for cell in others if cell.value == percent.value]
            words = survey_words(held.note, estimated, alone)
            places = (*estimated, *alone[:1], *same)
            yield _finding(sentence, shown(percent.value), words, same, places)


def _finding(
    sentence: Sentence,
    said: str,
    survey: str,
    same: Sequence[AnchoredCell],
    cells: Sequence[AnchoredCell],
) -> Finding:
    message = f"Teksten sier at undersøkelsen viser {said} prosent. {survey}"
    if same:
        where = listed(dict.fromkeys(f"{cell.text} i {cell.table}" for cell in same))
        message += f" {where[:1].upper()}{where[1:]} er utvalgets eget anslag, med foretak."
    return RULE.finding(message, (sentence_place(sentence), *(cell.place for cell in cells)))

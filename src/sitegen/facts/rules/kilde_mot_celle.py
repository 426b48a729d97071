"""What the survey shows is not what the committee estimates: the figure has another basis.

The survey covers the units' own accounts (kasse); the committee adds companies (konsern). A
sentence that says «undersøkelsen viser» of a figure that stands in the tables as konsern only
gives the survey what is the committee's.
"""

import re
from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import shown
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
    last = material.note.about.years[1]
    for sentence in material.sentences:
        shows = SURVEY_SHOWS.search(sentence.text)
        if shows and MEASURE.search(sentence.text):
            year = max(years_in(sentence.text), default=last)
            yield from _credited(material, sentence, year)


def _credited(material: Material, sentence: Sentence, year: int) -> Iterator[Finding]:
    named = groups_in(sentence.text)
    for percent in percents(sentence.text):
        near = [group for at, group in named if at < percent.start] or [g for _, g in named]
        cells = [
            cell
            for cell in material.valued
            if near
            and (cell.fact.indikator, cell.fact.gruppe, cell.fact.aar) == (NETTO, near[-1], year)
        ]
        of_survey = [cell for cell in cells if cell.fact.grunnlag == SURVEY_BASIS]
        others = [cell for cell in cells if cell.fact.grunnlag == OTHER_BASIS]
        if of_survey and all(cell.value != percent.value for cell in of_survey):
            same = [cell for cell in others if cell.value == percent.value]
            yield _finding(sentence, shown(percent.value), of_survey, same)


def _finding(
    sentence: Sentence, said: str, of_survey: Sequence[AnchoredCell], same: Sequence[AnchoredCell]
) -> Finding:
    shows = _written(of_survey)
    message = f"Teksten sier at undersøkelsen viser {said} prosent. Undersøkelsen gir {shows}."
    if same:
        where = _written(same)
        message += f" {where[:1].upper()}{where[1:]} er utvalgets eget anslag, med foretak."
    places = (sentence_place(sentence), *(cell.place for cell in (*of_survey, *same)))
    return RULE.finding(message, places)


def _written(cells: Sequence[AnchoredCell]) -> str:
    """Return «−0,4 i tabell 5 og −0,6 i tabell 2»."""
    return listed(dict.fromkeys(f"{cell.text} i {cell.table}" for cell in cells))

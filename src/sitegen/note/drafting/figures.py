"""Loose data labels of a figure: numbers, then a legend, then years."""

from itertools import takewhile

from sitegen.note.drafting.clues import DECIMAL, ONLY_NUMBERS
from sitegen.note.drafting.found import FoundFigure
from sitegen.note.drafting.header import split_words, years_of
from sitegen.note.drafting.survey import Survey
from sitegen.note.source import Line
from sitegen.note.traced import join_lines

LEGEND = 4
"""Lines of a legend at most."""


def figures(survey: Survey) -> None:
    """Find the labels of the figures that have them in the text."""
    for name in survey.captions:
        if name.startswith("figur") and (found := _labels(survey, name)):
            survey.figures[name] = found


def _labels(survey: Survey, name: str) -> FoundFigure | None:
    lines = survey.free(*survey.window(name))
    at = next((at for at, line in enumerate(lines) if years_of(line.words)), None)
    if at is None:
        return None
    legend = list(takewhile(_is_words, reversed(lines[:at])))[::-1]
    before = lines[: at - len(legend)]
    numbers = list(takewhile(lambda line: ONLY_NUMBERS.match(line.words), reversed(before)))
    values = [w for line in numbers for w in line.words.split() if DECIMAL.match(w)]
    years = years_of(lines[at].words)
    series = split_words(join_lines(legend).text)
    if not values or len(legend) > LEGEND:
        return None
    survey.claim(name, [*numbers, *legend, lines[at]])
    if len(values) != len(series) * len(years):
        words = f"{len(values)} tall, men {len(series)} serier og {len(years)} år"
        survey.doubt(name, lines[at].number, words)
        return None
    return FoundFigure(tuple(series), tuple(years), numbers[-1])


def _is_words(line: Line) -> bool:
    return not ONLY_NUMBERS.match(line.words)

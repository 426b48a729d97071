"""Shares and earlier forecasts told in the running text: known turns of phrase."""

import re
from typing import NamedTuple

from sitegen.note.drafting.found import Forecast, Share
from sitegen.note.drafting.survey import Survey
from sitegen.note.traced import join_lines


class Turn(NamedTuple):
    """A turn of phrase, and the share it tells; its groups are the number and the years."""

    pattern: str
    measure: str


TURNS = (
    Turn(
        r"(\d+) prosent av kommunene i undersøkelsen hadde et negativt netto driftsresultat"
        r" i (20\d\d)",
        "andel_negativ",
    ),
    Turn(r"(\d+) prosent i (20\d\d) for de samme kommunene", "andel_negativ"),
    Turn(
        r"(\d+) prosent hadde negativt netto driftsresultat både i 20\d\d og (20\d\d)",
        "andel_negativ_begge_aar",
    ),
    Turn(
        r"For (\d+) prosent av kommunene ble driftsresultatet i (20\d\d) svakere enn året før",
        "andel_svakere",
    ),
)


FORECAST = re.compile(
    r"\w+ anslo i (\w+) netto driftsresultatet i kommunesektoren i (20\d\d)"
    r" til ([-–]?\d+(?:,\d+)?) (?:pst\.|prosent)"
)


def forecasts(survey: Survey) -> None:
    """Find what the committee forecast earlier, among the lines that are running text."""
    text = join_lines(survey.rest)
    for hit in FORECAST.finditer(text.text):
        percent = hit[3].replace("–", "-").replace(",", ".")
        line = text.cut(hit.start(), hit.end()).lines[0]
        when = f"{hit[1]} {survey.day.year - 1}"
        survey.forecasts.append(Forecast(hit[0], when, int(hit[2]), percent, line))


def shares(survey: Survey) -> None:
    """Find the shares among the lines that are running text."""
    rest = survey.rest
    text = join_lines(rest)
    for turn in TURNS:
        for hit in re.finditer(turn.pattern, text.text):
            line = text.cut(hit.start(), hit.end()).lines[0]
            survey.shares.append(Share(hit[0], turn.measure, int(hit[2]), hit[1], line))

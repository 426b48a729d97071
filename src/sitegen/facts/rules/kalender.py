"""Figures that a text says it has, but that were not released yet on the day it gives."""

import datetime as dt
import re
from collections.abc import Iterator

from sitegen.facts.cells import AnchoredCell
from sitegen.facts.releases import Release
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material
from sitegen.note.model import MONTHS
from sitegen.note.sentences import Sentence

RULE = Rule("kalender", "Tallene var ikke publisert den dagen teksten oppgir", weight=70)
NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
DATE = rf"(\d{{1,2}})\. ({'|'.join(MONTHS)}) ((?:19|20)\d\d)"
LEAP = 2000
"""Any leap year: only day and month are compared."""
WEEKEND = 3
"""Days that a release on a holiday is moved."""
BASED_ON = re.compile(r"\b(?:[Tt]all|[Aa]nslag(?:et)?) (?:for|i) ((?:19|20)\d\d)\b")


def per_day(release: Release) -> re.Pattern[str]:
    """Return how a text names the day of a release: «KOSTRA-tall per 17. mars»."""
    words = "|".join(release.words)
    return re.compile(rf"(?:{words})-?tall per (\d{{1,2}})\. ({'|'.join(MONTHS)})\b")


def find(material: Material) -> Iterator[Finding]:
    """Find releases that came before there were any figures for the year they are said of."""
    for sentence in material.sentences:
        about = BASED_ON.search(sentence.text)
        for release in material.releases:
            yield from _other_day(sentence, release)
        for release in material.releases if about else ():
            yield from _too_early(material, sentence, release, int(about[1]) if about else 0)


def _other_day(sentence: Sentence, release: Release) -> Iterator[Finding]:
    """Hold «KOSTRA-tall per 17. mars» against the days of release, moved on by a weekend."""
    for found in per_day(release).finditer(sentence.text):
        said = dt.date(LEAP, NUMBERS[found[2]], int(found[1]))
        days = [dt.date(LEAP, one.month, one.day) for one in (release.preliminary, release.final)]
        if not any(0 <= (said - day).days <= WEEKEND for day in days):
            usual = " og ".join(f"{day.day}. {MONTHS[day.month - 1]}" for day in days)
            yield RULE.finding(
                f"Teksten sier at det kommer tall fra {release.name} {found[1]}. {found[2]}. De "
                f"publiseres {usual}.",
                [match_place(sentence, found)],
            )


def _too_early(
    material: Material, sentence: Sentence, release: Release, year: int
) -> Iterator[Finding]:
    words = "|".join(release.words)
    pattern = rf"(?:{words})(?:-?tall)?[^.,;]{{0,60}}? publisert(?: av [\w ]+?)? {DATE}"
    for found in re.finditer(pattern, sentence.text):
        day, month, said = found.groups()[-3:]
        published = dt.date(int(said), NUMBERS[month], int(day))
        first = release.preliminary.date(year)
        # Of a year that is not over, a quarterly release has the quarters so far.
        if published < first and not (release.quarterly and published.year >= year):
            cells = _marked_cells(material, sentence, year, release)
            last = max(
                y for y in range(year - 10, year) if release.preliminary.date(y) <= published
            )
            others = [
                match_place(one, told)
                for one, told in material.matches(per_day(release))
                if one is not sentence
            ]
            yield RULE.finding(
                f"Teksten sier at tall for {year} bygger på {release.name} publisert {day}. "
                f"{month} {said}. Da fantes bare tall til og med {last}. Tall for {year} kom "
                f"tidligst {first.day}. {MONTHS[first.month - 1]} {first.year}.",
                [match_place(sentence, found), *others, *(cell.place for cell in cells)],
                [cell for cell in cells if cell.fact.verdi is not None],
                remark=f"Noten sier at tallet bygger på {release.name} fra {day}. {month} {said}. "
                f"Da fantes ikke tall for {year}.",
            )


def _marked_cells(
    material: Material, sentence: Sentence, year: int, release: Release
) -> list[AnchoredCell]:
    """Return the year's cells of the release, missing ones too, in the table the note is below."""
    exhibit = sentence.place.partition("-note-")[0]
    return [
        cell
        for cell in material.cells
        if (cell.fact.tabell, cell.fact.aar) == (exhibit, year)
        and cell.fact.indikator in release.indicators
    ]

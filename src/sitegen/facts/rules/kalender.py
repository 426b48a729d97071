"""Figures that a text says it has, but that were not released yet on the day it gives."""

import datetime as dt
import re
from collections.abc import Iterator

from sitegen.facts.cells import AnchoredCell, Place
from sitegen.facts.releases import Release
from sitegen.facts.rules.finding import Finding, Rule, match_place
from sitegen.facts.rules.material import Material
from sitegen.note.model import MONTHS, plain
from sitegen.note.sentences import Sentence

RULE = Rule("kalender", "Tallene var ikke publisert den dagen teksten oppgir", weight=70)
NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
DATE = rf"(\d{{1,2}})\. ({'|'.join(MONTHS)}) ((?:19|20)\d\d)"
BUDGET = re.compile(r"\b[Ss]tatsbudsjettet(?: for)? ((?:19|20)\d\d)\b")
MOVED = 3
"""Days that a release on a holiday is moved; it is never moved forward."""
HAPPENED = re.compile(
    r"\b(?:per|publisert|avla|avlagt|vedtatt|hentet|fremlagt|lagt fram)\b[^.;]{0,60}?"
    rf"\b(?P<dag>\d{{1,2}})\. (?P<maaned>{'|'.join(MONTHS)}) (?P<aar>(?:19|20)\d\d)"
)
AHEAD = re.compile(r"\b(?:vil|skal|ventes|forventes|kommer|planlagt)\b")
BASED_ON = re.compile(r"\b(?:[Tt]all|[Aa]nslag(?:et)?) (?:for|i) ((?:19|20)\d\d)\b")


def per_day(release: Release) -> re.Pattern[str]:
    """Return how a text names the day of a release: «KOSTRA-tall per 17. mars»."""
    words = "|".join(release.words)
    return re.compile(rf"(?:{words})-?tall per (\d{{1,2}})\. ({'|'.join(MONTHS)})\b")


def find(material: Material) -> Iterator[Finding]:
    """Find releases before there were any figures for their year, and days that cannot be."""
    today = material.note.about.date
    yield from _heading(material)
    for sentence in material.sentences:
        yield from _impossible(sentence, today)
        about = BASED_ON.search(sentence.text)
        for release in material.releases:
            yield from _other_day(sentence, release, today)
        for release in material.releases if about else ():
            yield from _too_early(material, sentence, release, int(about[1]) if about else 0)


def _other_day(sentence: Sentence, release: Release, today: dt.date) -> Iterator[Finding]:
    """Hold «KOSTRA-tall per 17. mars» against the days of release in the note's year or the next.

    The day of the year before would be past, and a note speaks of the figures to come.
    """
    for found in per_day(release).finditer(sentence.text):
        days = [
            one.date(today.year + ahead - one.years_after)
            for ahead in (0, 1)
            for one in (release.preliminary, release.final)
        ]
        said = [_date(day.year, found[2], found[1]) for day in days]
        late = [(one - day).days for one, day in zip(said, days, strict=True) if one]
        if not any(0 <= days_late <= MOVED for days_late in late):
            usual = " og ".join(map(_written, days[:2]))
            yield RULE.finding(
                f"Teksten sier at det kommer tall fra {release.name} {found[1]}. {found[2]}. De "
                f"publiseres {usual}.",
                [match_place(sentence, found)],
            )


def _impossible(sentence: Sentence, today: dt.date) -> Iterator[Finding]:
    """Find days that no month has, and what is said to be there from a day after the note's."""
    for found in re.finditer(DATE, sentence.text):
        if _date(int(found[3]), found[2], found[1]) is None:
            yield RULE.finding(f"{found[0]} finnes ikke.", [match_place(sentence, found)])
    for found in () if AHEAD.search(sentence.text) else HAPPENED.finditer(sentence.text):
        said = _date(int(found["aar"]), found["maaned"], found["dag"])
        if said and said > today:
            yield RULE.finding(
                f"Teksten viser til {_written(said)}, som er etter notatets dato, "
                f"{_written(today)}.",
                [match_place(sentence, found)],
            )


def _date(year: int, month: str, day: str) -> dt.date | None:
    """Return a day; ``None`` where the month has no such day."""
    try:
        return dt.date(year, NUMBERS[month], int(day))
    except ValueError:
        return None


def _written(day: dt.date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _heading(material: Material) -> Iterator[Finding]:
    """Find a date or a budget's year in the heading that is not what the note is kept under."""
    about = material.note.about
    for passage in material.note.heading:
        place = Place((passage.lines[0], passage.lines[-1]), plain(passage.content))
        for found in re.finditer(DATE, place.quote):
            if _date(int(found[3]), found[2], found[1]) != about.date:
                yield RULE.finding(
                    f"Overskriften har datoen {found[0]}, men notatet er ført som datert "
                    f"{_written(about.date)}.",
                    [place],
                )
        for found in BUDGET.finditer(place.quote):
            if about.budget_year and int(found[1]) != about.budget_year:
                yield RULE.finding(
                    f"Overskriften gjelder statsbudsjettet {found[1]}, men notatet er ført som om "
                    f"statsbudsjettet {about.budget_year}.",
                    [place],
                )


def _too_early(
    material: Material, sentence: Sentence, release: Release, year: int
) -> Iterator[Finding]:
    words = "|".join(release.words)
    pattern = rf"(?:{words})(?:-?tall)?[^.,;]{{0,60}}? publisert(?: av [\w ]+?)? {DATE}"
    for found in re.finditer(pattern, sentence.text):
        day, month, said = found.groups()[-3:]
        published = _date(int(said), month, day)
        first = release.preliminary.date(year)
        if published is None:
            continue
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
                f"tidligst {_written(first)}.",
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

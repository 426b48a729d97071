"""Days, years and periods that cannot be, or that two places give differently."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kommuneindikatorer.wording import listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.formatting import day_words
from sitegen.facts.releases import Release
from sitegen.facts.rules.finding import Finding, Rule, lines_place, match_place, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import ENDINGS, years_in
from sitegen.note.model import MONTHS, plain
from sitegen.note.sentences import Sentence

CALENDAR = Rule("kalender", "Tallene var ikke publisert den dagen teksten oppgir", weight=70)
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


def figures_before_release(material: Material) -> Iterator[Finding]:
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
            usual = " og ".join(map(day_words, days[:2]))
            yield CALENDAR.finding(
                f"Teksten sier at det kommer tall fra {release.name} {found[1]}. {found[2]}. De "
                f"publiseres {usual}.",
                [match_place(sentence, found)],
            )


def _impossible(sentence: Sentence, today: dt.date) -> Iterator[Finding]:
    """Find days that no month has, and what is said to be there from a day after the note's."""
    for found in re.finditer(DATE, sentence.text):
        if _date(int(found[3]), found[2], found[1]) is None:
            yield CALENDAR.finding(f"{found[0]} finnes ikke.", [match_place(sentence, found)])
    for found in () if AHEAD.search(sentence.text) else HAPPENED.finditer(sentence.text):
        said = _date(int(found["aar"]), found["maaned"], found["dag"])
        if said and said > today:
            yield CALENDAR.finding(
                f"Teksten viser til {day_words(said)}, som er etter notatets dato, "
                f"{day_words(today)}.",
                [match_place(sentence, found)],
            )


def _date(year: int, month: str, day: str) -> dt.date | None:
    """Return a day; ``None`` where the month has no such day."""
    try:
        return dt.date(year, NUMBERS[month], int(day))
    except ValueError:
        return None


def _heading(material: Material) -> Iterator[Finding]:
    """Find a date or a budget's year in the heading that is not what the note is kept under."""
    about = material.note.about
    for passage in material.note.heading:
        place = lines_place(passage.lines, plain(passage.content))
        for found in re.finditer(DATE, place.quote):
            if _date(int(found[3]), found[2], found[1]) != about.date:
                yield CALENDAR.finding(
                    f"Overskriften har datoen {found[0]}, men notatet er ført som datert "
                    f"{day_words(about.date)}.",
                    [place],
                )
        for found in BUDGET.finditer(place.quote):
            if about.budget_year and int(found[1]) != about.budget_year:
                yield CALENDAR.finding(
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
            yield CALENDAR.finding(
                f"Teksten sier at tall for {year} bygger på {release.name} publisert {day}. "
                f"{month} {said}. Da fantes bare tall til og med {last}. Tall for {year} kom "
                f"tidligst {day_words(first)}.",
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


# One thing that two places date differently: «I 2021 og 2022 …» here, «I 2022 og 2023 …» there.
DATED = Rule("datert-ulikt", "Det samme er tidfestet ulikt", weight=65)
TIMES = re.compile(
    r"\b(?:i |fra )?(?:perioden |årene )?(?:fra )?"
    r"(?:19|20)\d\d(?: ?(?:–|-|til|og) ?|, )(?:(?:19|20)\d\d(?:, | og ))*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
FILED = re.compile(r"\bavla (?:årsregnskapet )?(\d{1,2}\. [a-z]+ (?:19|20)\d\d)")
ESTIMATED = re.compile(
    r"\b(?:TBU|[Uu]tvalget|\w*rapport)\b(?:(?! \d{1,2}\. )[^.;]){0,60}?"
    rf"(?<!\. )\b(?P<maaned>{'|'.join(MONTHS)}) (?P<aar>(?:19|20)\d\d)"
)
SAME_TIME = re.compile(r"^I (?:den )?samme periode\b")
WORD = re.compile(r"[a-zæøå]{3,}", re.IGNORECASE)
COMMON_WORDS = """
det den som har var ble blir med for til fra ved mot enn noe denne dette også mer og men kan være
vært skal skulle ville både perioden årene prosent kommuner kommunene sektoren netto brutto
driftsresultat driftsresultatet"""
COMMON = frozenset(COMMON_WORDS.split())
"""Words that say nothing of what a sentence is about."""
EXCEPTED = re.compile(r"\b(?:med unntak av|bortsett fra|unntatt) [^,.;]*")
"""Years that something is not said of."""
REFERENCE = re.compile(r"\b(?:tabell|figur) \d", re.IGNORECASE)
"""What a table covers is not when something happened."""
WINDOW = 7
"""Words that one noun phrase with its verb spans."""
SHARED, LONG = 3, 10
"""Words in common that make two phrases one thing, one of them a long noun."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with the years it dates what it says by, and its phrases as sets of stems."""

    sentence: Sentence
    years: frozenset[int]
    phrases: Sequence[frozenset[str]]


def dated_differently(material: Material) -> Iterator[Finding]:
    """Find what two sentences or more date differently, all of them in one finding."""
    yield from _filed(material)
    yield from _estimated(material)
    groups: list[list[_Dated]] = []
    for a, b in combinations(_dated(material.sentences), 2):
        if _shared(a, b) and a.years != b.years:
            group = next((one for one in groups if a in one or b in one), None)
            if group is None:
                groups.append(group := [])
            group += [one for one in (a, b) if one not in group]
    for members in groups:
        yield _dates_differ(members)


def _filed(material: Material) -> Iterator[Finding]:
    """Find accounts that two places say were filed on different days."""
    said = list(material.matches(FILED))
    for sentence, found in said[1:]:
        there, first = said[0]
        if found[1] != first[1]:
            yield DATED.finding(
                f"Regnskapet ble avlagt {first[1]} etter det ene stedet og {found[1]} etter det "
                "andre.",
                (match_place(sentence, found), match_place(there, first)),
            )


def _estimated(material: Material) -> Iterator[Finding]:
    """Find a report of the committee that two places put in one month of different years."""
    first: dict[str, tuple[Sentence, re.Match[str]]] = {}
    for sentence, found in material.matches(ESTIMATED):
        there, one = first.setdefault(found["maaned"], (sentence, found))
        if one["aar"] != found["aar"]:
            yield DATED.finding(
                f"Det tidligere anslaget er fra {one['maaned']} {one['aar']} det ene stedet og fra "
                f"{found['maaned']} {found['aar']} det andre.",
                (match_place(sentence, found), match_place(there, one)),
            )


def _dated(sentences: Sequence[Sentence]) -> Iterator[_Dated]:
    before: Sentence | None = None
    for sentence in sentences:
        if sentence.kind != "bildetekst" and not REFERENCE.search(sentence.text):
            years = _years(sentence, before)
            if years:
                yield _Dated(sentence, years, _phrases(sentence.text))
        before = sentence


def _years(sentence: Sentence, before: Sentence | None) -> frozenset[int]:
    """Return the years of a sentence's one period; none where it has several."""
    text = EXCEPTED.sub("", sentence.text)
    periods = {years_in(found[0]) for found in TIMES.finditer(text)}
    if not periods and before and SAME_TIME.search(sentence.text):
        periods = {years_in(found[0]) for found in TIMES.finditer(before.text)}
    return next(iter(periods)) if len(periods) == 1 else frozenset()


def _phrases(text: str) -> list[frozenset[str]]:
    words = [word.lower() for word in WORD.findall(text)]
    stems = [ENDINGS.sub("", word) if len(word) > LONG else word for word in words]
    return [
        frozenset(stem for stem in stems[at : at + WINDOW] if stem not in COMMON)
        for at in range(max(1, len(stems) - WINDOW + 1))
    ]


def _shared(a: _Dated, b: _Dated) -> frozenset[str]:
    """Return the most words that a phrase of each has in common, if they are one thing."""
    both = (x & y for x in a.phrases for y in b.phrases)
    things = [
        words for words in both if len(words) >= SHARED and any(len(word) >= LONG for word in words)
    ]
    return max(things, key=lambda words: (len(words), sorted(words)), default=frozenset())


def _dates_differ(members: Sequence[_Dated]) -> Finding:
    common = frozenset.intersection(*(frozenset().union(*one.phrases) for one in members))
    thing = " ".join(_in_order(members[0].sentence, common))
    lines: dict[str, list[str]] = {}
    for one in members:
        lines.setdefault(_years_written(one.years), []).append(str(one.sentence.lines[0]))
    times = listed(f"{years} (linje {listed(at)})" for years, at in lines.items())
    return DATED.finding(
        f"«{thing}» er lagt til {times}.",
        [sentence_place(one.sentence) for one in members],
    )


def _in_order(sentence: Sentence, stems: frozenset[str]) -> list[str]:
    words = [word.lower() for word in WORD.findall(sentence.text)]
    return [w for w in dict.fromkeys(words) if w in stems or ENDINGS.sub("", w) in stems]


def _years_written(years: frozenset[int]) -> str:
    every = sorted(years)
    joint = "–" if every == list(range(every[0], every[-1] + 1)) else " og "
    return f"{every[0]}{joint}{every[-1]}"


RULES = (
    (CALENDAR, figures_before_release),
    (DATED, dated_differently),
)

"""``note.toml``'s parts about the note itself: title, meeting, sections, footnotes, shares."""

import re
from collections.abc import Iterable, Iterator

from sitegen.note.drafting.found import Doubt, Piece
from sitegen.note.drafting.patterns import end_pattern, is_alone, start_pattern
from sitegen.note.drafting.survey import Survey
from sitegen.note.drafting.toml_text import Value, array, pairs, unsure, value
from sitegen.note.traced import join_lines

OPENING = """\
# Utkast laget av «sitegen new-note». Gå gjennom alt, og først linjene merket «# usikker».
# Teksten selv står i note.txt og endres aldri. Mønstre er regulære uttrykk mot linjen med
# hvert mellomrom gjort til ett."""
PUBLISHER = re.compile(r"(Det [^.]*?) \(([A-ZÆØÅ]{2,6})\)")
MEETING = re.compile(
    r"^Notat fra \w+ til (?P<which>.*?)"
    r" (?P<day>\d{1,2})\. (?P<month>[a-z]+) (?P<year>\d{4})\b(?P<rest>.*)$"
)
BUDGET = re.compile(r"(20\d\d)\.?$")
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
PUBLISHED_BY = (
    "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi",
    "TBU",
)
"""The committee, where the opening lines do not name it."""


def about(survey: Survey) -> Iterator[str]:
    """Yield the lines of ``[notat]``, sections, footnotes and shares."""
    found = _note(survey)
    yield OPENING
    yield ""
    yield from _doubts(survey, "notat")
    yield "[notat]"
    yield from pairs(found)
    yield from array("overskrift", (f"{value(_extent(survey, p))}," for p in survey.heading))
    yield from _breaks(survey)
    for number, piece in survey.sections.items():
        yield from _entry(survey, f"seksjon-{number}", "seksjon")
        words = piece.words.removeprefix(f"{number} ")
        yield from pairs({"nummer": number, "tittel": words})
    yield from _footnotes(survey)
    yield from _shares(survey)
    yield from _forecasts(survey)


def extent(survey: Survey, piece: Piece, window: tuple[int, int]) -> dict[str, Value]:
    """Return the patterns of a piece's first and last line."""
    scope = survey.lines[window[0] - 1 : window[1]]
    said: dict[str, Value] = {"fra": start_pattern(piece.first, scope)}
    return said | ({"til": end_pattern(piece)} if len(piece.lines) > 1 else {})


def remark(survey: Survey, piece: Piece, window: tuple[int, int]) -> list[str]:
    """Return the lines of a note or footnote; its end always said, so that it ends there."""
    said: dict[str, Value] = {"tegn": piece.sign, **extent(survey, piece, window)}
    if piece.words != piece.sign:
        said.setdefault("til", end_pattern(piece))
    return pairs(said)


def doubts(found: Iterable[Doubt]) -> list[str]:
    """Return a comment for each doubt."""
    return [unsure(str(doubt)) for doubt in found]


def _note(survey: Survey) -> dict[str, Value]:
    subtitle = survey.heading[1].words if len(survey.heading) > 1 else ""
    met = MEETING.match(subtitle)
    budget = BUDGET.search(subtitle)
    said = PUBLISHER.search(join_lines(survey.rest[:8]).text)
    publisher, short = (said[1], said[2]) if said else PUBLISHED_BY
    _check_day(survey, met)
    if budget is None:
        survey.doubt("notat", None, "budsjettåret; året etter notatets dato er antatt")
    return {
        "tittel": survey.heading[0].words,
        "dato": survey.day,
        "mote": _meeting(met) if met else subtitle or "møtet",
        "utgiver": publisher,
        "forkortelse": short,
        "kilde": _source(subtitle, met),
        "budsjettaar": int(budget[1]) if budget else survey.day.year + 1,
    }


def _meeting(met: re.Match[str]) -> str:
    rest = re.sub(r"\bStatsbudsjettet\b", "statsbudsjettet", met["rest"]).strip().rstrip(".")
    return f"{met['which']} {rest}".strip()


def _source(subtitle: str, met: re.Match[str] | None) -> str:
    words = subtitle[: met.start("rest")] if met else subtitle or "Notatet"
    return f"{words}, tekst hentet fra PDF"


def _check_day(survey: Survey, met: re.Match[str] | None) -> None:
    """Tell where the note's own words give another date than the editor."""
    line = survey.heading[-1].first.number
    if met is None or met["month"] not in MONTHS:
        survey.doubt("notat", line, "møtet og datoen; undertittelen sier dem ikke som før")
        return
    printed = (int(met["year"]), MONTHS.index(met["month"]) + 1, int(met["day"]))
    if printed != (survey.day.year, survey.day.month, survey.day.day):
        words = f"datoen; notatet sier {met['day']}. {met['month']} {met['year']}"
        survey.doubt("notat", line, words)


def _extent(survey: Survey, piece: Piece) -> Value:
    return extent(survey, piece, (1, len(survey.lines)))


def _breaks(survey: Survey) -> list[str]:
    """Return the paragraph starts of the edition before that stand in this note too."""
    before = survey.previous.notat.avsnitt if survey.previous else ()
    kept = [pattern for pattern in before if is_alone(pattern, survey.lines)]
    comment = "# Avsnitt som verken mellomrom, linjelengde eller sideskift røper."
    return [comment, f"avsnitt = {value(kept)}"] if kept else []


def _footnotes(survey: Survey) -> Iterator[str]:
    for piece in survey.footnotes:
        yield from _entry(survey, f"fotnote-{piece.sign}", "fotnote")
        yield from remark(survey, piece, (1, len(survey.lines)))
        addresses = [line.words for line in survey.links if _tail(line.words) in piece.words]
        if addresses:
            yield from doubts(survey.doubts.get("fotnoter", ()))
            start = re.escape(addresses[0].rpartition("/")[0]).replace(r"\-", "-")
            yield f"lenker = {value(f'^{start}/')}"


def _tail(address: str) -> str:
    return address.rpartition("/")[2]


def _shares(survey: Survey) -> Iterator[str]:
    if survey.shares:
        yield ""
        yield "# Andeler av kommunene som står i teksten, til å etterprøve mot endelige tall."
        yield "# Setninger som tabellene kan bekrefte, kan legges til som [[pastand]]."
    for share in survey.shares:
        yield ""
        yield "[[andel]]"
        yield from pairs(
            {
                "sitat": share.quote,
                "maal": share.measure,
                "aar": share.year,
                "prosent": share.percent,
            }
        )


def _forecasts(survey: Survey) -> Iterator[str]:
    if survey.forecasts:
        yield ""
        yield "# Prognoser utvalget ga tidligere, til å sammenligne med anslag og fasit."
    for one in survey.forecasts:
        survey.doubt("prognoser", one.line, "når prognosen ble gitt, og hvilken gruppe den gjelder")
        said: dict[str, Value] = {"sitat": one.quote, "naar": one.when}
        said |= {"indikator": "netto_driftsresultat", "gruppe": "kommunesektoren"}
        said |= {"aar": one.year, "prosent": one.percent}
        yield from _entry(survey, "prognoser", "prognose")
        yield from pairs(said)


def _entry(survey: Survey, part: str, kind: str) -> list[str]:
    return ["", *_doubts(survey, part), f"[[{kind}]]"]


def _doubts(survey: Survey, part: str) -> list[str]:
    return doubts(survey.doubts.get(part, ()))

"""What a reader must know of the note in ten seconds, every word and number from the facts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from kommuneindikatorer.wording import uncapitalised
from sitegen.charts.model import CARD, Drawing
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import SECTOR, decimals, norm_words, shown
from sitegen.facts.ledger.model import Subject
from sitegen.facts.outcomes import Outcome
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import KeyFigure, key_figures
from sitegen.pages.places import CONTENTS, DIAGRAMS, Spot

MOST = 4
NEAR = Fraction(1, 8)
"""How far from «om lag 2» a value still is on it: the committee's levels are quarters."""
NEGATIVE = "andel_negativ"
SURVEYED = "kommunene i KS’ undersøkelse"


@dataclass(frozen=True, slots=True)
class MainPoint:
    """One line of the front page.

    Attributes:
        lead: The point in a few words.
        words: The numbers it rests on.
        spot: The paragraph that says so first; the cell where none does.
    """

    lead: str
    words: str
    spot: Spot


def main_points(
    edition: Edition, figures: Sequence[KeyFigure], outcomes: Sequence[Outcome]
) -> list[MainPoint]:
    """Return the points this edition has values for, those that weigh most first.

    Args:
        edition: The edition.
        figures: Its key figures, the sector's first.
        outcomes: Its estimates and forecasts.
    """
    measured = [one for one in figures if one.level is not None]
    others = [one for one in figures if not one.of_all and len(one.series) > 1]

    def every() -> Iterator[MainPoint]:
        yield from (_level(edition, one) for one in measured[:1])
        yield from _negative(edition)
        yield from (_change(edition, one) for one in others)
        for one in outcomes:
            yield from _forecast(edition, one, outcomes) if one.when else ()
        yield from (_level(edition, one) for one in measured[1:])

    return list(islice(every(), MOST))


def finding(figure: KeyFigure) -> str:
    """Return the note's main finding as a sentence, every number from its cell."""
    newest = figure.newest
    verb = "er" if newest.status == FINAL else "anslås til"
    text = (
        f"{figure.measure} i {figure.label.lower()} {verb}"
        f" {_percent(newest.verdi or Decimal())} av driftsinntektene i {newest.aar}"
    )
    return f"{text}{_since(figure)}."


def _since(figure: KeyFigure) -> str:
    if len(figure.series) == 1:
        return ""
    before, now = figure.series[-2:]
    was, value = before.verdi or Decimal(), now.verdi or Decimal()
    way = _beside(value, was, "opp fra", "ned fra", "")
    return f", {way} {_percent(was)} i {before.aar}" if way else f", som i {before.aar}"


def shared_front(edition: Edition) -> dict[str, str]:
    """Return what a shared link shows where a page has no chart: title, words and picture."""
    figures = key_figures(edition)
    words = finding(figures[0]) if figures else edition.note.about.meeting
    picture = f"{DIAGRAMS}forside{CARD}"
    return {"tittel": edition.note.about.title, "tekst": words, "bilde": picture}


def front_drawing(edition: Edition) -> Drawing | None:
    """Return the narrow drawing of the table that the first key figure is from."""
    tables = [one.newest.tabell for one in key_figures(edition)[:1]]
    found = (one.smal for one in edition.charts.values() if one.exhibit in tables)
    return next(found, None)


def level_verdict(value: Decimal, level: Fraction, group: str) -> str:
    """Return how a printed value stands to the level of its group: «Under anbefalt nivå».

    A value is on the level when it is within half its last digit of it, or near one that the
    committee gives as «om lag».
    """
    about = group == SECTOR
    room = NEAR if about else Fraction(1, 2 * 10 ** decimals(value))
    if abs(Fraction(value) - level) <= room:
        return "Om lag på anbefalt nivå" if about else "På anbefalt nivå"
    return f"{'Over' if value > level else 'Under'} anbefalt nivå"


def _level(edition: Edition, figure: KeyFigure) -> MainPoint:
    newest, level = figure.newest, figure.level or Fraction()
    value, group = newest.verdi or Decimal(), newest.gruppe
    lead = f"{figure.label}: {uncapitalised(level_verdict(value, level, group))}"
    norm = norm_words(level, group)
    words = f"{_percent(value)} i {newest.aar}, mot {norm}\u00a0prosent over tid"
    return MainPoint(lead, words, _said_of(edition, figure))


def _negative(edition: Edition) -> Iterator[MainPoint]:
    """Yield how many had a negative result, beside the year before."""
    found = (one for one in edition.note.shares if one.measure == NEGATIVE)
    shares = {one.year: Decimal(one.percent) for one in found}
    year = max(shares, default=0)
    if year - 1 not in shares:
        return
    now, before = shares[year], shares[year - 1]
    lead = f"{_beside(now, before, 'Flere', 'Færre', 'Like mange')} med negativt resultat"
    words = f"{_percent(now)} av {SURVEYED} i {year}, mot {_percent(before)} i {year - 1}"
    about = Subject(NETTO, ("kommunene",), (year,), maal=NEGATIVE)
    yield MainPoint(lead, words, _said(edition, about) or Spot(CONTENTS))


def _change(edition: Edition, figure: KeyFigure) -> MainPoint:
    before, now = figure.series[-2:]
    was, value = before.verdi or Decimal(), now.verdi or Decimal()
    lead = f"{_beside(value, was, 'Høyere', 'Lavere', 'Uendret')} {uncapitalised(figure.measure)}"
    words = f"{_percent(value)} av driftsinntektene i {now.aar}, mot {_percent(was)} i {before.aar}"
    return MainPoint(lead, f"{words} ({figure.label})", _said_of(edition, figure))


def _forecast(
    edition: Edition, forecast: Outcome, outcomes: Sequence[Outcome]
) -> Iterator[MainPoint]:
    """Yield how the note's own estimate stands to a forecast made before it."""
    of = (forecast.gruppe, forecast.year)
    for own in outcomes:
        if own.exhibit and (own.gruppe, own.year) == of:
            lead = _beside(own.printed, forecast.printed, "Bedre enn", "Svakere enn", "Som")
            said, now = _percent(forecast.printed), _percent(own.printed)
            words = f"I {forecast.when} anslo TBU {said}, i notatet {now}"
            about = Subject(NETTO, (own.gruppe,), (own.year,))
            spot = _said(edition, about, "kilde") or Spot(CONTENTS)
            yield MainPoint(f"{lead} prognosen", words, spot)


def _beside(value: Decimal, other: Decimal | Fraction, above: str, below: str, same: str) -> str:
    if value == other:
        return same
    return above if value > other else below


def _percent(value: Decimal) -> str:
    return f"{shown(value)}\u00a0prosent"


def _said_of(edition: Edition, figure: KeyFigure) -> Spot:
    """Return the paragraph that first has a key figure, else its cell."""
    one = figure.newest
    about = Subject(one.indikator, (one.gruppe,), (one.aar,))
    cell = Spot(edition.places.pages[one.tabell].page, figure.cell)
    return _said(edition, about, "celle") or cell


def _said(edition: Edition, about: Subject, slag: str = "") -> Spot | None:
    """Return the paragraph of the first claim about a subject, of that kind where one is named."""
    for one in edition.claims:
        emne = one.draft.emne
        same = replace(emne, aar=emne.aar[:1], grunnlag="", utvalg="") == about
        if same and slag in {"", one.draft.slag} and one.sentence.kind == "avsnitt":
            return edition.places.text[one.sentence.place]
    return None

"""Key figures picked among the facts, never typed; and what the site does not find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.measures.indikator import NIVAA_FRA
from kommuneindikatorer.wording import uncapitalised
from sitegen.charts.rows import LEVELS
from sitegen.facts.fact import NETTO, Fact, with_cells
from sitegen.facts.outcomes import BASIS, SURVEY, Outcome
from sitegen.facts.reference import comparable, survey_size
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition

GROUPS = ("kommunesektoren", "kommunene", "fylkeskommunene")
SELECTION = "alle"
"""What «Utforsk» starts from, as in its scripts: the table that says most of it."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A value to show large.

    Attributes:
        label: Whom it is about.
        measure: What it measures.
        colour: Which sector's colour it wears.
        series: The value and the years before it, same measure, units and basis.
        cell: Anchor of its cell, ``tabell-3-r2-k10``.
    """

    label: str
    measure: str
    colour: str
    series: Sequence[Fact]
    cell: str

    @property
    def newest(self) -> Fact:
        """The value itself."""
        return self.series[-1]

    @property
    def level(self) -> Fraction | None:
        """The level the committee recommends for what it measures; ``None`` for none."""
        known = self.of_all and self.newest.aar >= NIVAA_FRA
        return LEVELS.get(self.newest.gruppe) if known else None

    @property
    def of_all(self) -> bool:
        """Whether it is a net result of all units, konsern: what levels and outcomes are of."""
        return (self.newest.indikator, self.newest.grunnlag) == (NETTO, BASIS)

    def outcome(self, known: Sequence[Outcome]) -> Outcome | None:
        """Return what the estimate became, among what is known; ``None`` where it is not."""
        of = (self.newest.gruppe, self.newest.aar)
        own = (one for one in known if one.exhibit and (one.gruppe, one.year) == of)
        return next((one for one in own if self.of_all and one.became is not None), None)


@dataclass(frozen=True, slots=True)
class _Choice:
    label: str
    colour: str
    gruppe: str
    measure: str = "Netto driftsresultat"
    indikator: str = NETTO
    grunnlag: str = "konsern"
    utvalg: str = "alle"


CHOICES = (
    _Choice("Kommunesektoren", "kommunesektoren", "kommunesektoren"),
    _Choice("Kommunene", "kommunene", "kommunene"),
    _Choice("Fylkeskommunene", "fylkeskommunene", "fylkeskommunene"),
    _Choice(
        *("Kommunene i KS’ undersøkelse", "kommunene", "landet"),
        measure="Disposisjonsfond",
        indikator="disposisjonsfond",
        grunnlag="kasse",
        utvalg=SURVEY,
    ),
)


def key_figures(edition: Edition) -> list[KeyFigure]:
    """Return the figures this edition has values for, in order."""
    found = (_figure(edition, choice) for choice in CHOICES)
    return [figure for figure in found if figure]


def _figure(edition: Edition, choice: _Choice) -> KeyFigure | None:
    options = [_series(edition, exhibit, choice) for exhibit in edition.note.exhibits]
    best = max(options, key=len, default=[])
    if not best:
        return None
    series = [item for item, _ in best]
    return KeyFigure(_label(edition, choice), choice.measure, choice.colour, series, best[-1][1])


def _label(edition: Edition, choice: _Choice) -> str:
    """Return whose figure it is: of the survey's municipalities, how many they are."""
    size = survey_size(edition.note) if choice.utvalg == SURVEY else None
    return choice.label if size is None else f"{size} kommuner"


def _series(edition: Edition, exhibit: Exhibit, choice: _Choice) -> list[tuple[Fact, str]]:
    wanted = (choice.indikator, choice.gruppe, choice.grunnlag, choice.utvalg)
    return sorted(
        (
            (item, cell)
            for item, cell in with_cells(exhibit, edition.facts.get(exhibit.id, ()))
            if (item.indikator, item.gruppe, item.grunnlag, item.utvalg) == wanted
            and item.verdi is not None
        ),
        key=lambda pair: pair[0].aar,
    )


def start_rows(edition: Edition) -> list[Fact]:
    """Return the start's values from the table with most groups, then years; none without any."""
    found = [
        [o for o in rows if _is_start(o)]
        for name, rows in edition.facts.items()
        if name.startswith("tabell")
    ]
    return max(found, key=lambda rows: (len({o.gruppe for o in rows}), len(rows)), default=[])


def _is_start(o: Fact) -> bool:
    return o.indikator == NETTO and o.gruppe in GROUPS and o.utvalg == SELECTION


NO_START = (
    "«Utforsk» har ingen tabell å begynne med: ingen tabell har netto driftsresultat for alle i "
    "kommunesektoren, kommunene eller fylkeskommunene."
)
NO_COMPARISON = (
    "«Regn selv» har ingen trykte tall å sammenligne med: ingen tabell eller figur har et av "
    "målene for kommunekassen."
)
NO_FIGURE = "Forsiden viser ikke {} for {}: notatet har det ikke ({}, {})."


def lacking(edition: Edition) -> Iterator[str]:
    """Yield a Norwegian sentence for each part of the site that this edition has no values for."""
    if not start_rows(edition):
        yield NO_START
    if not comparable(edition.facts):
        yield NO_COMPARISON
    shown = {(one.label, one.measure) for one in key_figures(edition)}
    for one in CHOICES:
        if (_label(edition, one), one.measure) not in shown:
            what, whom = uncapitalised(one.measure), uncapitalised(one.label)
            yield NO_FIGURE.format(what, whom, one.grunnlag, one.utvalg)

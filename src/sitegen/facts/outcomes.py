"""What the note prints beside the final figures: comparisons, and what came of its estimates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from kommuneindikatorer.groups.statistics import Statistikk
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import FINAL, NETTO, Fact
from sitegen.facts.formatting import bare, decimals
from sitegen.note.model import Note, Share

BASIS = "konsern"
"""Basis of the unit data. Source: Statistics Norway, table 12137."""
DIVISIONS = {
    "kommunesektoren": "kommunesektoren",
    "kommunene": "alle",
    "fylkeskommunene": "fylkeskommuner",
    "landet": "alle_uten_oslo",
}
SURVEY = "utvalget"
FORECAST = "prognose"


type Finals = Mapping[tuple[str, int], Fraction | None]
"""A group's final figure by its id and year."""


class Verdict(StrEnum):
    """How a printed value and a recomputed one compare."""

    STEMMER = "stemmer"
    ANSLAG = "anslag"
    ANNET_GRUNNLAG = "annet grunnlag"
    STEMMER_IKKE = "stemmer ikke"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One printed value beside the recomputed one.

    Attributes:
        exhibit: Id of the table; empty for a share in the text.
        what: The group's label, or the quote.
        year: Year of accounts.
        printed: As printed, per cent.
        basis: Basis of the printed value.
        status: Status of the printed value.
        line: Line of ``note.txt``.
        computed: From the final accounts of all units, konsern; exact, per cent.
        verdict: How the two compare.
    """

    exhibit: str
    what: str
    year: int
    printed: Decimal
    basis: str
    status: str
    line: int
    computed: Fraction
    verdict: Verdict

    @property
    def decimals(self) -> int:
        """How many decimals the value is printed with."""
        return decimals(self.printed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One estimate beside the final figure.

    Attributes:
        exhibit: Id of the table it is printed in; empty for a forecast in the text.
        gruppe: Id of the group of units.
        what: The group, as printed or known.
        year: Year of accounts.
        when: When a forecast was made; empty for this note's own estimate.
        printed: The estimate, per cent.
        basis: ``konsern`` or ``kasse``; empty where the note does not say.
        status: ``anslag``, ``foreløpig`` or ``prognose``.
        line: Line of ``note.txt``.
        computed: The final figure, konsern, exact, per cent; ``None`` while there is none.
        after: The final figure of the year after; ``None`` while there is none.
    """

    exhibit: str
    gruppe: str
    what: str
    year: int
    when: str
    printed: Decimal
    basis: str
    status: str
    line: int
    computed: Fraction | None
    after: Fraction | None = None

    @property
    def difference(self) -> Fraction | None:
        """Estimate minus final figure, in points, exact; ``None`` while there is no final one."""
        return None if self.computed is None else Fraction(self.printed) - self.computed

    @property
    def decimals(self) -> int:
        """How many decimals the estimate and what it became are compared with: at least one."""
        return max(decimals(self.printed), 1)

    @property
    def became(self) -> Decimal | None:
        """The final figure with the estimate's decimals; ``None`` while there is none."""
        return None if self.computed is None else round_half_up(self.computed, self.decimals)


def find_outcomes(
    note: Note,
    facts: Mapping[str, Sequence[Fact]],
    comparisons: Sequence[Comparison],
    finals: Finals = MappingProxyType({}),
) -> tuple[Outcome, ...]:
    """Return every estimate of a net operating result of all units, konsern, then by forecast.

    Only values with the final figures' own basis are estimates of them.
    """
    computed = {(item.exhibit, item.line, item.year): item.computed for item in comparisons}
    estimates = list(_estimates(facts, computed))
    found = (*_forecasts(note, estimates), *estimates)
    return tuple(replace(one, after=finals.get((one.gruppe, one.year + 1))) for one in found)


type Printed = tuple[date, Mapping[str, Sequence[Fact]]]
"""What one note prints: its date, and its values by table."""


@dataclass(frozen=True, slots=True)
class Course:
    """What a value that was no final one became, note by note.

    Attributes:
        newest: The value as printed last.
        printed: What each note prints for it, in their order; empty where it does not. Two values
            where a note contradicts itself.
        final: The accounts' own figure, exact; ``None`` where there is none with its meaning.
    """

    newest: Fact
    printed: tuple[tuple[Fact, ...], ...]
    final: Fraction | None


def courses(notes: Sequence[Printed], finals: Finals) -> list[Course]:
    """Return every estimate of a note that a later one prints too, or the accounts give.

    Values are one where measure, group, selection, basis, year and kind of unit are.

    Args:
        notes: The notes, oldest first.
        finals: The net operating result of all units, konsern.
    """
    found: dict[tuple[object, ...], list[dict[Decimal, Fact]]] = {}
    for at, (_, facts) in enumerate(notes):
        for o in (one for rows in facts.values() for one in rows):
            if o.verdi is not None:
                unit = o.enhet.partition(" ")[0]
                key = (o.indikator, o.gruppe, o.utvalg, o.grunnlag, o.aar, unit)
                own = found.setdefault(key, [{} for _ in notes])
                own[at].setdefault(o.verdi, o)
    return [one for own in found.values() for one in _course(own, finals)]


def _course(own: Sequence[Mapping[Decimal, Fact]], finals: Finals) -> Iterator[Course]:
    printed = tuple(tuple(one.values()) for one in own)
    there = [at for at, one in enumerate(printed) if one]
    o = printed[there[-1]][0]
    whole = o.indikator == NETTO and o.grunnlag == BASIS and o.utvalg != SURVEY
    final = finals.get((o.gruppe, o.aar)) if whole else None
    known = len(there) if final is None else len(there) + 1
    estimated = any(one.status != FINAL for one in printed[there[0]])
    # An estimate of the newest note alone, and what it became, is told above by itself.
    if estimated and known > 1 and there[0] < len(own) - 1:
        yield Course(o, printed, final)


def final_results(groups: Sequence[Gruppe]) -> Finals:
    """Return the net operating result of all units by group and year, konsern, exact."""
    return {
        (ident, one.aar): one.statistikk[NETTO].vektet
        for ident, division in DIVISIONS.items()
        for one in groups
        if one.inndeling == division and one.aar is not None
    }


def _estimates(
    facts: Mapping[str, Sequence[Fact]],
    computed: Mapping[tuple[str, int, int], Fraction],
) -> Iterator[Outcome]:
    seen: set[tuple[str, int]] = set()
    for o in (o for rows in facts.values() for o in rows if _is_estimate(o)):
        if o.verdi is None or (o.gruppe, o.aar) in seen:
            continue
        seen.add((o.gruppe, o.aar))
        final = computed.get((o.tabell, o.linje, o.aar))
        label = o.radgruppe or o.rad
        what = (o.tabell, o.gruppe, label, o.aar, "")
        yield Outcome(*what, o.verdi, o.grunnlag, o.status, o.linje, final)


def _is_estimate(o: Fact) -> bool:
    about = o.indikator == NETTO and o.gruppe in DIVISIONS
    of_all = o.grunnlag == BASIS and o.utvalg != SURVEY and o.tabell.startswith("tabell")
    return about and of_all and o.status != FINAL


def _forecasts(note: Note, estimates: Sequence[Outcome]) -> Iterator[Outcome]:
    for one in note.forecasts:
        same = [e for e in estimates if (e.gruppe, e.year) == (one.gruppe, one.year)]
        if one.indikator == NETTO and same:
            yield Outcome(
                exhibit="",
                gruppe=one.gruppe,
                what=same[0].what,
                year=one.year,
                when=one.when,
                printed=Decimal(one.percent),
                basis=one.grunnlag or "",
                status=FORECAST,
                line=one.lines[0],
                computed=same[0].computed,
            )


# What the note prints, held against the final accounts of every unit, and against itself.
#
# What does not fit is reported, never corrected.
type Facts = Mapping[str, Sequence[Fact]]

BY_LABEL = ("folkemengde", "landsdel")


def verify(note: Note, facts: Facts, groups: Sequence[Gruppe]) -> tuple[Comparison, ...]:
    """Return every printed net operating result, and every share, that the unit data can test.

    The note is held against the two years of accounts it is about, however many the data have.
    """
    found = _by_group([one for one in groups if one.aar in note.about.years])
    cells = [o for rows in facts.values() for o in rows if _testable(o)]
    everyone = {year: s for (division, _, year), s in found.items() if division == "alle" and year}
    shares = compare_shares(note.shares, note.about.years[1], everyone)
    return (*_cells(cells, found), *(comparison for _, comparison in shares))


def _by_group(groups: Sequence[Gruppe]) -> dict[tuple[str, str, int | None], Statistikk]:
    """Return the result's statistics by division, group without blanks, and year."""
    return {
        (group.inndeling, bare(group.gruppe), group.aar): group.statistikk[NETTO]
        for group in groups
    }


def _testable(o: Fact) -> bool:
    """Return whether a cell is a result of all units: the survey's own sample cannot be redone."""
    return o.indikator == NETTO and o.verdi is not None and o.utvalg != SURVEY


def _cells(
    cells: Sequence[Fact], found: Mapping[tuple[str, str, int | None], Statistikk]
) -> Iterator[Comparison]:
    groups = {(o.tabell, o.gruppe) for o in cells}
    several = {table for table, count in Counter(t for t, _ in groups).items() if count > 1}
    for o in cells:
        computed = _whole(o, found)
        if o.tabell.startswith("tabell") and computed is not None and o.verdi is not None:
            label = o.radgruppe if o.tabell in several and not o.kolonnegruppe else o.rad
            same = o.grunnlag == BASIS
            verdict = _verdict(o.verdi, computed, same=same, final=o.status == FINAL)
            place = (o.verdi, o.grunnlag, o.status, o.linje)
            yield Comparison(o.tabell, label, o.aar, *place, computed, verdict)


def _whole(o: Fact, found: Mapping[tuple[str, str, int | None], Statistikk]) -> Fraction | None:
    """Return the weighted percentage of a fact's group and year, if the data have it."""
    division = DIVISIONS.get(o.gruppe)
    for (inndeling, group, year), statistics in found.items():
        named = inndeling in BY_LABEL and group == bare(o.rad)
        if year == o.aar and (inndeling == division or (division is None and named)):
            return statistics.vektet
    return None


def compare_shares(
    shares: Sequence[Share], latest: int, everyone: Mapping[int, Statistikk]
) -> Iterator[tuple[Share, Comparison]]:
    """Yield each share in the text that can be tested, with that of the statistics by year."""
    for share in shares:
        statistics = everyone.get(share.year)
        computed = getattr(statistics, share.measure) if statistics else None
        if computed is not None:
            printed = Decimal(share.percent)
            verdict = _verdict(printed, computed, same=False, final=True)
            status = "anslag" if share.year >= latest else FINAL
            place = (printed, "kasse", status, share.lines[0])
            yield share, Comparison("", share.quote, share.year, *place, computed, verdict)


def _verdict(printed: Decimal, computed: Fraction, *, same: bool, final: bool) -> Verdict:
    """Return the verdict; only values of one basis and final status can be right or wrong."""
    if not same:
        return Verdict.ANNET_GRUNNLAG
    if not final:
        return Verdict.ANSLAG
    agrees = round_half_up(computed, decimals(printed)) == printed
    return Verdict.STEMMER if agrees else Verdict.STEMMER_IKKE

"""What the note prints, held against the final accounts of every unit, and against itself.

What does not fit is reported, never corrected.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.statistics import Statistikk
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import FINAL, NETTO, Fact
from sitegen.facts.formatting import bare, decimals
from sitegen.facts.outcomes import BASIS, DIVISIONS, SURVEY, Comparison, Verdict
from sitegen.note.model import Note, Share

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

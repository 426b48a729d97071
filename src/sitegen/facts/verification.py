"""What the note prints, held against the final accounts of every unit, and against itself.

What does not fit is reported, never corrected.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.statistics import Statistikk
from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import bare, decimals, shown
from sitegen.facts.observation import FINAL, NETTO, Observation
from sitegen.facts.outcomes import BASIS, DIVISIONS, SURVEY, Comparison, Verdict
from sitegen.note.model import Claim, Exhibit, Mark, Note, Share

type Observations = Mapping[str, Sequence[Observation]]

BY_LABEL = ("folkemengde", "landsdel")


def verify(
    note: Note, observations: Observations, groups: Sequence[Gruppe]
) -> tuple[Comparison, ...]:
    """Return every printed net operating result, and every share, that the unit data can test.

    The note is held against the two years of accounts it is about, however many the data have.
    """
    found = _by_group([one for one in groups if one.aar in note.about.years])
    cells = [o for rows in observations.values() for o in rows if _testable(o)]
    everyone = {year: s for (division, _, year), s in found.items() if division == "alle" and year}
    shares = compare_shares(note.shares, note.about.years[1], everyone)
    return (*_cells(cells, found), *(comparison for _, comparison in shares))


def _by_group(groups: Sequence[Gruppe]) -> dict[tuple[str, str, int | None], Statistikk]:
    """Return the result's statistics by division, group without blanks, and year."""
    return {
        (group.inndeling, bare(group.gruppe), group.aar): group.statistikk[NETTO]
        for group in groups
    }


def _testable(o: Observation) -> bool:
    """Return whether a cell is a result of all units: the survey's own sample cannot be redone."""
    return o.indikator == NETTO and o.verdi is not None and o.utvalg != SURVEY


def _cells(
    cells: Sequence[Observation], found: Mapping[tuple[str, str, int | None], Statistikk]
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


def _whole(
    o: Observation, found: Mapping[tuple[str, str, int | None], Statistikk]
) -> Fraction | None:
    """Return the weighted percentage of an observation's group and year, if the data have it."""
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


PARTS = {"kommunesektoren": ("kommunene", "fylkeskommunene")}
WHOLE = "landet"


def find_contradictions(note: Note, observations: Observations) -> tuple[str, ...]:
    """Return one Norwegian sentence for each contradiction and loose end, in order of lines."""
    everything = [o for rows in observations.values() for o in rows if o.verdi is not None]
    found = [
        *_different(everything),
        *_outside_parts(everything),
        *(item for claim in note.claims for item in _broken_claim(claim, everything)),
        *(item for exhibit in note.exhibits for item in _loose_notes(exhibit)),
    ]
    return tuple(sentence for _, sentence in sorted(found))


def _different(observations: Sequence[Observation]) -> Iterator[tuple[int, str]]:
    """Find values of one thing that two places print differently."""
    same: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in observations:
        same[o.indikator, o.gruppe, o.aar, o.utvalg, o.grunnlag, o.enhet].append(o)
    for group in same.values():
        if len({o.verdi for o in group}) > 1:
            places = listed(_place(o) for o in group)
            yield group[-1].linje, f"Samme tall er trykt ulikt: {places}."


def _outside_parts(observations: Sequence[Observation]) -> Iterator[tuple[int, str]]:
    """Find a whole that does not lie between its parts, though it is their weighted mean."""
    columns: dict[tuple[object, ...], dict[str, Observation]] = defaultdict(dict)
    for o in observations:
        columns[o.tabell, o.indikator, o.aar, o.utvalg, o.grunnlag][o.gruppe] = o
    for column in columns.values():
        for whole, parts in _wholes(column):
            values = [_value(part) for part in parts]
            if values and not min(values) <= _value(whole) <= max(values):
                span = f"{shown(min(values))} og {shown(max(values))}"
                yield whole.linje, f"Helheten ligger utenfor delene ({span}): {_place(whole)}."


def _wholes(column: Mapping[str, Observation]) -> Iterator[tuple[Observation, list[Observation]]]:
    for name, parts in PARTS.items():
        if name in column and all(part in column for part in parts):
            yield column[name], [column[part] for part in parts]
    if WHOLE in column:
        yield column[WHOLE], [o for name, o in column.items() if name != WHOLE]


def _broken_claim(claim: Claim, observations: Sequence[Observation]) -> Iterator[tuple[int, str]]:
    """Find years where the printed series is below what a sentence says of it."""
    level = Decimal(claim.at_least)
    about = (claim.exhibit, claim.indikator, claim.gruppe)
    series = [o for o in observations if (o.tabell, o.indikator, o.gruppe) == about]
    below = [o for o in series if o.aar in claim.years and _value(o) < level]
    if below:
        line = claim.lines[0]
        places = listed(_place(o) for o in below)
        yield line, f"Teksten sier «{claim.quote}» (linje {line}), men tabellen har {places}."


def _loose_notes(exhibit: Exhibit) -> Iterator[tuple[int, str]]:
    marked = {mark.target for mark in _marks(exhibit)}
    for footnote in exhibit.footnotes:
        line = footnote.lines[0]
        note = f"{exhibit.name}, note {footnote.sign} (linje {line})"
        if not footnote.content:
            yield line, f"{note} er trykt uten tekst."
        if footnote.id not in marked:
            yield line, f"{note} har ikke noe merke som viser til den."


def _marks(exhibit: Exhibit) -> Iterator[Mark]:
    yield from (inline for inline in exhibit.caption.content if isinstance(inline, Mark))
    yield from (m for level in exhibit.levels for h in level for m in h.marks)
    yield from (m for group in exhibit.groups for m in group.marks)
    yield from (m for group in exhibit.groups for row in group.rows for m in row.marks)


def _value(observation: Observation) -> Decimal:
    return Decimal(0) if observation.verdi is None else observation.verdi


def _place(o: Observation) -> str:
    """Return «−0,4 i tabell 5 («Landet», «Netto driftsresultat 2024 Utvalget», linje 676)»."""
    column = " ".join(part for part in (o.kolonnegruppe, o.kolonne) if part)
    row = f"{o.radgruppe}: {o.rad}" if o.radgruppe and not o.kolonnegruppe else o.rad
    where = f"«{row}», «{column}», linje {o.linje}"
    return f"{shown(_value(o))} i {o.tabell.replace('-', ' ')} ({where})"

"""Claims of one figure: a cell, a share of the municipalities, a county, a count, a level."""

import re
from dataclasses import replace
from fractions import Fraction

from kommuneindikatorer.wording import capitalised
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import NETTO
from sitegen.facts.formatting import norm_words
from sitegen.facts.ledger.case import (
    GAP,
    GROWTH,
    Case,
    again_in_text,
    agrees,
    anchors,
    beside,
    contradicted_by_text,
    holds,
    lines,
    others_are_farther,
    quoted,
    said_number,
)
from sitegen.facts.ledger.clusters import MOVES
from sitegen.facts.ledger.evidence import (
    IN_SURVEY,
    municipalities,
    norm_of,
    said,
    survey_words,
)
from sitegen.facts.ledger.model import ANNET, MOTSIES, STEMMER, Verdict
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.ledger.words import COUNTY

NEAR = Fraction(1, 2)
"""How near «nær» is, percentage points."""


def cell(case: Case) -> Verdict | None:
    """Return the verdict of one figure of a group, a county or a selection."""
    draft = case.draft
    emne, number = draft.emne, draft.numbers[0]
    if emne.maal == "antall":
        return _count(case, number)
    if emne.maal or (emne.gruppe[:1] and emne.gruppe[0].startswith(COUNTY)):
        return _figure(case, number)
    cells = _candidates(case)
    if emne.indikator.endswith(GROWTH) and "ned" in draft.words:
        number = replace(number, value=-abs(number.value or Fraction(0)))
    if not cells:
        return _turned_in_text(case) or _figure(case, number)
    for at, cell in enumerate(cells):
        if outcome := agrees(number, cell.exact, cell.decimals):
            return _turned(case, cell) or _found(case, cell, outcome, cells[:at])
    cell = cells[0]
    words = f"{capitalised(said(cell))}, ikke {said_number(number)}."
    return Verdict(f"{MOTSIES} {cell.table}", words, (cell.anchor,))


def _candidates(case: Case) -> list[AnchoredCell]:
    """Return the cells a claim may mean: one; several where the survey is said to show it.

    The survey covers the units' own accounts, of some municipalities; another table has all of
    them, estimated from it. Where the text says it shows a figure that is the committee's estimate
    with companies, that is another basis.
    """
    draft, evidence = case.draft, case.evidence
    found = evidence.find(draft.emne, case.year, draft.exhibits, basis=draft.emne.grunnlag)
    if draft.survey and not draft.emne.grunnlag:
        own = evidence.find(draft.emne, case.year, draft.exhibits, basis="kasse")
        wide = evidence.find(draft.emne, case.year, draft.exhibits, basis="konsern")
        alone = evidence.survey_alone(draft.emne, case.year)
        return [*own[:1], *alone[:1], *wide[:1]]
    return found[:1]


def _found(case: Case, cell: AnchoredCell, outcome: str, passed: list[AnchoredCell]) -> Verdict:
    words = f"{capitalised(said(cell))}."
    if passed and cell.fact.grunnlag == "konsern":
        alone = [one for one in passed if one.fact.utvalg == IN_SURVEY]
        estimated = [one for one in passed if one not in alone]
        survey = survey_words(case.evidence.note, estimated, alone)
        return Verdict(ANNET, f"{words} {survey}", anchors([cell, *passed]))
    return Verdict(outcome, words, (cell.anchor,))


def _turned(case: Case, cell: AnchoredCell) -> Verdict | None:
    """Return what contradicts «gikk ned til 1,3» where the number is right and the way is not."""
    words = [word for word in case.draft.words if word in MOVES]
    years = (cell.fact.aar - 1, cell.fact.aar)
    pair = case.evidence.pair(case.draft.emne, years, (cell.fact.tabell,)) if words else None
    before = re.search(r"(?:ned|opp) fra", case.draft.sentence.text[case.draft.start :][:12])
    growth = case.draft.emne.indikator.endswith(GROWTH)
    if pair is None or before or growth or holds(words[0], pair[0].exact, pair[1].exact):
        return None
    words_ = f"{capitalised(said(pair[0]))} og {said(pair[1])}."
    return Verdict(f"{MOTSIES} {cell.table}", words_, (pair[0].anchor, pair[1].anchor))


def _turned_in_text(case: Case) -> Verdict | None:
    """Return what contradicts «12,8 …, ned fra 15,2» where the first is not lower."""
    draft = case.draft
    way = [word for word in draft.words if word in MOVES]
    if not way or not re.match(r"(?:ned|opp) fra", draft.sentence.text[draft.start :]):
        return None
    same = [one for one in case.prose.drafts if one.sentence is draft.sentence and one.numbers]
    now = [one for one in same if one.end <= draft.start and one.slag == "celle"]
    first = draft.value
    if not now or holds(way[0], first, now[-1].value):
        return None
    words = f"«{quoted(now[-1])}» ({lines(now[-1])}) mot «{quoted(draft)}»."
    return Verdict(f"{MOTSIES} {lines(now[-1])}", words)


def _count(case: Case, number: Hit) -> Verdict:
    count = municipalities(case.year)
    words = f"Kommuneregisteret har {count} kommuner i {case.year}."
    return Verdict(STEMMER if number.value == count else f"{MOTSIES} kommuneregisteret", words)


def _figure(case: Case, number: Hit) -> Verdict | None:
    """Return the verdict of a figure that only the final accounts have."""
    draft = case.draft
    emne = draft.emne
    county = bool(emne.gruppe) and emne.gruppe[0].startswith(COUNTY)
    find = case.evidence.county if county else case.evidence.statistic
    value = find(emne, case.year)
    if value is None or emne.indikator != NETTO:
        return None
    against = case.prose.against(draft)
    if against and not others_are_farther(case, against, value):
        return contradicted_by_text(draft, against)
    gap = GAP["fylke" if county else "statistikk"]
    return beside(number, value, gap, case.year, unit=" prosent")


def share(case: Case) -> Verdict | None:
    """Return the verdict of a share of the municipalities."""
    draft = case.draft
    limit = draft.numbers[1].value if len(draft.numbers) > 1 else None
    value = case.evidence.statistic(draft.emne, case.year, limit)
    if value is None or draft.emne.indikator != NETTO:
        return None
    against = case.prose.against(draft)
    if against and not others_are_farther(case, against, value):
        return contradicted_by_text(draft, against)
    verdict = beside(draft.numbers[0], value, GAP["andel"], case.year, unit=" prosent")
    return Verdict(verdict.utfall, f"{verdict.grunnlag} {again_in_text(case)}".rstrip())


# The committee's recommended levels, and figures above or below them.


YEARS_TO_COVER = 2
"""Years in which a shortfall must be covered, as a rule. Source: kommuneloven, chapter 14."""
COVERING = (
    "Hovedregelen i kommuneloven (kapittel 14) er to år. Den er en annen enn balansekravet "
    "(§ 14-10), som gjelder vedtak om økonomiplan og årsbudsjett."
)


def norm(case: Case) -> Verdict | None:
    """Return the verdict of a recommended level, or of the years to cover a shortfall in."""
    draft = case.draft
    number = draft.numbers[0] if draft.numbers else None
    if number and number.unit == "aar" and "merforbruk" in draft.sentence.text:
        right = number.value == YEARS_TO_COVER
        return Verdict(STEMMER if right else f"{MOTSIES} kommuneloven", COVERING)
    level = norm_of(draft.emne)
    if number is None or number.unit != "prosent" or level is None:
        return None
    group = draft.emne.gruppe[0]
    words = f"TBUs anbefaling for {group} er {norm_words(level, group)} prosent."
    if number.value == level:
        return Verdict(STEMMER, words)
    return Verdict(f"{MOTSIES} TBUs anbefaling", words)


def threshold(case: Case) -> Verdict | None:
    """Return the verdict of «under anbefalingen» in one year."""
    draft = case.draft
    level = norm_of(draft.emne)
    cells = case.evidence.find(draft.emne, case.year, draft.exhibits)
    if level is None or not cells:
        return None
    cell = cells[0]
    own = norm_words(level, draft.emne.gruppe[0])
    words = f"{capitalised(said(cell))}; anbefalingen er {own} prosent."
    if any(number.value != level for number in draft.numbers):
        return Verdict(f"{MOTSIES} TBUs anbefaling", words, (cell.anchor,))
    word = draft.words[0] if draft.words else ""
    near = abs(cell.exact - level) <= NEAR
    right = near if word == "lik" else holds(word, level, cell.exact)
    return Verdict(STEMMER if right else f"{MOTSIES} {cell.table}", words, (cell.anchor,))

"""Claims of order: who is highest or lowest, what is so of all groups, and two ends."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import NETTO
from sitegen.facts.ledger.case import (
    FINAL,
    GAP,
    Case,
    anchors,
    beside,
    direction,
    ends,
    holds,
    lines,
    said_number,
    same_way,
    worst,
)
from sitegen.facts.ledger.clusters import MOVES
from sitegen.facts.ledger.evidence import WHOLES, percent
from sitegen.facts.ledger.model import ANNET, AVRUNDET, MOTSIES, STEMMER, Draft, Subject, Verdict
from sitegen.facts.ledger.words import COUNTY


def rank(case: Case) -> Verdict | None:
    """Return the verdict of «høyest i A og B»: the named ones against all the others."""
    draft, evidence, emne = case.draft, case.evidence, case.draft.emne
    if not emne.gruppe:
        return None
    if emne.gruppe[0].startswith(COUNTY):
        return _county_rank(case)
    if emne.maal:
        return _year_rank(case)
    years = sorted(emne.aar)
    span = (years[0], years[-1])
    moving = not MOVES.isdisjoint(draft.words[1:]) and len(years) > 1
    named = evidence.find(
        Subject(emne.indikator, emne.gruppe[:1], emne.aar), span[1], draft.exhibits
    )
    if not named:
        return None
    scores: dict[str, Fraction] = {}
    cells: list[AnchoredCell] = []
    for cell in evidence.peers(named[0]):
        score = cell.exact
        if moving:
            asked = Subject(emne.indikator, (cell.fact.gruppe,), emne.aar)
            pair = evidence.pair(asked, span, (cell.fact.tabell,))
            if pair is None:
                continue
            score = pair[1].exact - pair[0].exact
            cells.append(pair[0])
        scores[cell.fact.gruppe] = score
        cells.append(cell)
    return _ranked(draft, scores, cells, moving=moving)


def _ranked(
    draft: Draft, scores: dict[str, Fraction], cells: Sequence[AnchoredCell], *, moving: bool
) -> Verdict | None:
    named = [group for group in draft.emne.gruppe if group in scores]
    others = [group for group in scores if group not in named]
    if not named or not others:
        return None
    high = draft.words[0] in {"hoyest", "opp"}
    if moving:
        high = "opp" in draft.words[1:]
    best = [scores[group] for group in named]
    rest = [scores[group] for group in others]
    right = min(best) >= max(rest) if high else max(best) <= min(rest)
    labels = {cell.fact.gruppe: cell.fact.rad for cell in cells}
    last = cells[-1]
    row = listed(f"{labels[group]} {percent(score)}" for group, score in scores.items())
    what = "endring i prosentpoeng" if moving else f"{max(draft.emne.aar)}"
    words = f"{capitalised(last.table)}, {what} ({last.fact.grunnlag}, {last.fact.utvalg}): {row}."
    return Verdict(STEMMER if right else f"{MOTSIES} {last.table}", words, anchors(cells))


def _county_rank(case: Case) -> Verdict | None:
    emne = case.draft.emne
    every = case.evidence.counties(emne, case.year)
    named = [group.removeprefix(COUNTY) for group in emne.gruppe]
    if emne.indikator != NETTO or not every or any(name not in every for name in named):
        return None
    high = case.draft.words[0] == "hoyest"
    order = sorted(every.items(), key=lambda pair: pair[1], reverse=high)[: len(named)]
    words = listed(f"{name} {percent(value)}" for name, value in order)
    last = order[-1][1]
    wrong = [
        name for name in named if abs(every[name] - last) > GAP["fylke"] and name not in dict(order)
    ]
    said = f"{capitalised(FINAL)} for {case.year}: {'høyest' if high else 'lavest'} er {words}."
    return Verdict(f"{MOTSIES} endelige regnskap" if wrong else ANNET, said)


def _year_rank(case: Case) -> Verdict | None:
    """Return a rank among years of a statistic in the final accounts."""
    evidence, emne = case.evidence, case.draft.emne
    span = range(min(emne.aar), max(emne.aar) + 1)
    each = ((year, evidence.statistic(emne, year)) for year in evidence.years() if year in span)
    found = {year: value for year, value in each if value is not None}
    if case.year not in found or len(found) == 1:
        return None
    values = listed(f"{percent(value)} prosentpoeng i {year}" for year, value in found.items())
    words = f"{capitalised(FINAL)} gir {values}."
    if min(found) > span[0]:
        words += " Årene før er ikke her."
    word = "opp" if case.draft.words[-1] == "hoyest" else "ned"
    own = found.pop(case.year)
    excepted = [year for year in found if year not in emne.aar]
    rest = [value for year, value in found.items() if year in emne.aar]
    words += f" Det {same_way(all(holds(word, one, own) for one in rest))}"
    if beaten := [str(year) for year in excepted if holds(word, found[year], own)]:
        words += f", men {listed(beaten)} er ikke noe unntak"
    # Another basis moves a figure a little; it does not make the highest of them the lowest.
    opposite = "ned" if word == "opp" else "opp"
    turned = bool(rest) and all(holds(opposite, one, own) for one in [*rest, *found.values()])
    return Verdict(f"{MOTSIES} endelige regnskap" if turned else ANNET, f"{words}.")


def all_of(case: Case) -> Verdict | None:
    """Return the verdict of what is said of all groups, or of all values of a year."""
    draft, evidence, emne = case.draft, case.evidence, case.draft.emne
    if emne.maal == "status":
        return _all_status(case)
    cells = _all_cells(case)
    if not cells:
        return None
    text = draft.sentence.text.lower()
    word = direction(draft)
    none = "ingen" in draft.words
    if word:
        asked = [Subject(emne.indikator, (cell.fact.gruppe,), emne.aar) for cell in cells]
        pairs = [evidence.pair(one, ends(draft), (cells[0].fact.tabell,)) for one in asked]
        known = [pair for pair in pairs if pair]
        if not known:
            return None
        wrong = [last for first, last in known if holds(word, first.exact, last.exact) == none]
        row = listed(f"{last.fact.rad} {first.text} → {last.text}" for first, last in known)
        used = [cell for pair in known for cell in pair]
    else:
        below = "negativ" in text
        wrong = [cell for cell in cells if (cell.exact != 0 and (cell.exact < 0) == below) == none]
        row = listed(f"{cell.fact.rad} {cell.text}" for cell in cells)
        used = cells
    last = used[-1]
    words = f"{capitalised(last.table)} ({last.fact.grunnlag}, {last.fact.utvalg}): {row}."
    return Verdict(f"{MOTSIES} {last.table}" if wrong else STEMMER, words, anchors(used))


def _all_cells(case: Case) -> list[AnchoredCell]:
    """Return the cells of all the groups named, or of all in the table the paragraph is about."""
    draft, evidence, emne = case.draft, case.evidence, case.draft.emne
    named = [group for group in emne.gruppe if group not in WHOLES]
    if named:
        found = [
            evidence.find(Subject(emne.indikator, (group,), emne.aar), case.year, draft.exhibits)
            for group in named
        ]
        return [cells[0] for cells in found if cells]
    fits = [
        cell
        for cell in evidence.cells
        if cell.fact.tabell in draft.exhibits
        and (cell.fact.indikator, cell.fact.aar) == (emne.indikator, case.year)
        and cell.fact.gruppe not in WHOLES
    ]
    return evidence.peers(fits[0]) if fits else []


def _all_status(case: Case) -> Verdict | None:
    cells = [cell for cell in case.evidence.cells if cell.fact.aar == case.year]
    wrong = [cell for cell in cells if cell.fact.status == "endelig"]
    if not cells:
        return None
    loose = f"{len(cells) - len(wrong)} av {len(cells)} trykte tall for {case.year}"
    words = f"{loose} har status anslag eller foreløpig. Statusen er satt på dette nettstedet."
    # What the site itself assigned confirms nothing.
    return Verdict(f"{MOTSIES} {wrong[0].table}" if wrong else ANNET, words)


# Two ends.


def spread(case: Case) -> Verdict | None:
    """Return the verdict of two ends, or of what the note says of the spread."""
    draft = case.draft
    if draft.emne.maal == "de_ovrige":
        return _the_rest(case)
    if draft.emne.maal == "spredning_75":
        value = case.evidence.statistic(draft.emne, case.year)
        number = draft.numbers[-1]
        if value is None:
            return None
        return beside(number, value, GAP["spenn"], case.year, unit=" prosentpoeng")
    known = case.evidence.ends(draft.emne, case.year)
    if known is None or draft.emne.indikator != NETTO:
        return None
    low, high = (number.exact for number in draft.numbers[:2])
    words = f"{capitalised(FINAL)} for {case.year} gir {percent(known[0])} til {percent(known[1])}."
    wide = low < known[0] - GAP["spenn"] or high > known[1] + GAP["spenn"] or low > high
    middle = case.evidence.statistic(replace(draft.emne, maal="median"), case.year)
    # The lowest of a part is no higher than half of the whole, unless the part was chosen so.
    wide = wide or (middle is not None and not low < middle < high)
    return Verdict(f"{MOTSIES} endelige regnskap" if wide else ANNET, words)


def _the_rest(case: Case) -> Verdict | None:
    """Return the verdict of «de øvrige lå mellom a og b»: all but those named before it."""
    draft = case.draft
    told = [one for one in case.prose.drafts if _is_county(one, draft)]
    named = {one.emne.gruppe[0] for one in told if one.sentence.place == draft.sentence.place}
    low, high = (number.exact for number in draft.numbers[:2])
    digits = max(number.decimals for number in draft.numbers[:2])
    outcomes, words = [], []
    for one in (one for one in told if one.emne.gruppe[0] not in named):
        value = one.value
        near = low <= Fraction(round_half_up(value, digits)) <= high
        inside = STEMMER if low <= value <= high else AVRUNDET if near else ""
        outcomes.append(inside or f"{MOTSIES} {lines(one)}")
        name = one.emne.gruppe[0].removeprefix(COUNTY)
        words.append(f"{name} {said_number(one.numbers[0])} ({lines(one)})")
    final = case.evidence.counties(draft.emne, case.year)
    apart = {one.emne.gruppe[0] for one in told}
    rest = [value for name, value in final.items() if f"{COUNTY}{name}" not in apart]
    if rest:
        least, most = min(rest), max(rest)
        words.append(f"{FINAL} gir de andre {percent(least)} til {percent(most)}")
        far = abs(least - low) > GAP["fylke"] or abs(most - high) > GAP["fylke"]
        outcomes += [f"{MOTSIES} endelige regnskap"] if far else [] if outcomes else [ANNET]
    said = f"{capitalised('; '.join(words))}." if words else ""
    return Verdict(worst(outcomes), said) if outcomes else None


def _is_county(one: Draft, draft: Draft) -> bool:
    """Return whether a claim is of one county's figure of the same indicator and year."""
    county = bool(one.emne.gruppe) and one.emne.gruppe[0].startswith(COUNTY)
    same = (one.emne.indikator, one.emne.aar) == (draft.emne.indikator, draft.emne.aar)
    return one.slag == "celle" and county and same

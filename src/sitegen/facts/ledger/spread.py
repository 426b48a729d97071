"""Claims of two ends: the smallest and the largest, and «de øvrige lå mellom a og b»."""

from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import capitalised
from sitegen.facts.ledger.case import FINAL, GAP, Case, beside, said_number, untested
from sitegen.facts.ledger.change import companies
from sitegen.facts.ledger.compare import worst
from sitegen.facts.ledger.evidence import percent
from sitegen.facts.ledger.model import ANNET, AVRUNDET, MOTSIES, STEMMER, Draft, Verdict
from sitegen.facts.ledger.prose import lines
from sitegen.facts.ledger.words import COUNTY, NETTO


def spread(case: Case) -> Verdict:
    """Return the verdict of two ends, or of what the note says of the spread."""
    draft = case.draft
    if draft.emne.maal == "konsern_minus_kasse":
        return companies(case.draft, case.evidence) or untested(case)
    if draft.emne.maal == "de_ovrige":
        return _the_rest(case)
    if draft.emne.maal == "spredning_75":
        value = case.evidence.statistic(draft.emne, case.year)
        number = draft.numbers[-1]
        if value is None:
            return untested(case)
        return beside(number, value, GAP["spenn"], case.year, unit=" prosentpoeng")
    ends = case.evidence.ends(draft.emne, case.year)
    if ends is None or draft.emne.indikator != NETTO:
        return untested(case)
    low, high = (Fraction(number.value or 0) for number in draft.numbers[:2])
    words = f"{capitalised(FINAL)} for {case.year} gir {percent(ends[0])} til {percent(ends[1])}."
    wide = low < ends[0] - GAP["spenn"] or high > ends[1] + GAP["spenn"] or low > high
    return Verdict(f"{MOTSIES} endelige regnskap" if wide else ANNET, words)


def _the_rest(case: Case) -> Verdict:
    """Return the verdict of «de øvrige lå mellom a og b»: all but those named before it."""
    draft = case.draft
    told = [one for one in case.prose.drafts if _is_county(one, draft)]
    named = {one.emne.gruppe[0] for one in told if one.sentence.place == draft.sentence.place}
    low, high = (Fraction(number.value or 0) for number in draft.numbers[:2])
    digits = max(number.decimals for number in draft.numbers[:2])
    outcomes, words = [], []
    for one in (one for one in told if one.emne.gruppe[0] not in named):
        value = Fraction(one.numbers[0].value or 0)
        near = low <= Fraction(round_half_up(value, digits)) <= high
        inside = STEMMER if low <= value <= high else AVRUNDET if near else ""
        outcomes.append(inside or f"{MOTSIES} {lines(one)}")
        name = one.emne.gruppe[0].removeprefix(COUNTY)
        words.append(f"{name} {said_number(one.numbers[0])} ({lines(one)})")
    final = case.evidence.counties(draft.emne, case.year)
    rest = [value for name, value in final.items() if f"{COUNTY}{name}" not in named]
    if rest:
        ends = min(rest), max(rest)
        words.append(f"{FINAL} gir de andre {percent(ends[0])} til {percent(ends[1])}")
        far = abs(ends[0] - low) > GAP["fylke"] or abs(ends[1] - high) > GAP["fylke"]
        outcomes += [f"{MOTSIES} endelige regnskap"] if far else [] if outcomes else [ANNET]
    said = f"{capitalised('; '.join(words))}." if words else ""
    return Verdict(worst(outcomes), said) if outcomes else untested(case)


def _is_county(one: Draft, draft: Draft) -> bool:
    """Return whether a claim is of one county's figure of the same indicator and year."""
    county = bool(one.emne.gruppe) and one.emne.gruppe[0].startswith(COUNTY)
    same = (one.emne.indikator, one.emne.aar) == (draft.emne.indikator, draft.emne.aar)
    return one.slag == "celle" and county and same

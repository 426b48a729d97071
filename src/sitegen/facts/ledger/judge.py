"""A claim and the evidence → its verdict. The number is compared here, and nowhere earlier.

One function a kind. A claim that nothing shipped can test says so; one that can be tested only on
another basis gets the other figure beside it, and is contradicted only where the figures are so
far apart that the basis cannot explain it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import listed
from sitegen.facts.ledger import change, formula
from sitegen.facts.ledger.compare import DOWN, UP, agrees, as_decimal, holds, worst
from sitegen.facts.ledger.evidence import NORMS, CellFact, Evidence, municipalities, percent
from sitegen.facts.ledger.model import (
    ANNET,
    AVRUNDET,
    MOTSIES,
    STEMMER,
    UPROVD,
    Draft,
    Hit,
    Verdict,
)
from sitegen.facts.ledger.prose import Prose, lines, places, quoted
from sitegen.facts.ledger.words import COUNTY, NETTO
from sitegen.note.claims import Slag

SURVEY_SOURCE = "KS' regnskapsundersøkelse, kommune for kommune"
GAP = {
    "andel": Fraction(10),
    "statistikk": Fraction(5, 2),
    "fylke": Fraction(1),
    "spenn": Fraction(3),
}
"""How far a figure on another basis may lie before it contradicts: percentage points."""
NEAR = Fraction(1, 2)
"""How near «nær» is, percentage points."""
FINAL = "endelige regnskap (konsern, alle)"


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with what it is held against."""

    draft: Draft
    evidence: Evidence
    prose: Prose

    @property
    def year(self) -> int:
        """The last year it is about."""
        return max(self.draft.emne.aar)


def judge(draft: Draft, evidence: Evidence, prose: Prose) -> Verdict:
    """Return the verdict of a claim."""
    case = Case(draft, evidence, prose)
    if draft.formula:
        return _on_other_basis(draft, formula.judge(draft, evidence))
    if draft.other and draft.slag not in {"celle", "andel", "spenn"}:
        return Verdict(ANNET, draft.other)
    return _on_other_basis(draft, KINDS[draft.slag](case))


def _on_other_basis(draft: Draft, verdict: Verdict) -> Verdict:
    """Return a verdict that the editor says is on another basis as such, and why."""
    if not draft.other or verdict.utfall == UPROVD or verdict.contradicted:
        return verdict
    return Verdict(ANNET, f"{verdict.grunnlag} {draft.other}", verdict.celler)


def untested(case: Case, why: str = "") -> Verdict:
    """Return that nothing here can test a claim, and what could; or what the text itself says."""
    draft = case.draft
    if against := case.prose.against(draft) if draft.numbers else []:
        return _contradicted_by_text(draft, against)
    parts = [why, _again(case)]
    source = draft.source or (SURVEY_SOURCE if draft.emne.utvalg == "utvalget" else "")
    reason = source.removeprefix("ingen: ")
    parts.append(f"{_upper(reason)}." if reason != source else f"Kilde som trengs: {source}.")
    if not source:
        parts[-1] = "Ingenting på dette nettstedet kan prøve det."
    return Verdict(UPROVD, " ".join(part for part in parts if part))


def _again(case: Case) -> str:
    again = case.prose.again(case.draft) if case.draft.numbers else []
    return f"Det samme står på {places(again)}." if again else ""


def _contradicted_by_text(draft: Draft, against: list[Draft]) -> Verdict:
    where = places(against)
    said = listed(f"«{quoted(one)}» ({lines(one)})" for one in against)
    return Verdict(f"{MOTSIES} {where}", f"Her står «{quoted(draft)}», men ellers {said}.")


def _cell(case: Case) -> Verdict:
    draft = case.draft
    emne, number = draft.emne, draft.numbers[0]
    if emne.maal == "antall":
        return _count(case, number)
    if emne.maal or emne.gruppe[:1] and emne.gruppe[0].startswith(COUNTY):
        return _figure(case, number)
    cells = _candidates(case)
    if not cells:
        return untested(case) if emne.grunnlag == "kasse" else _figure(case, number)
    for at, cell in enumerate(cells):
        if outcome := agrees(number, cell.value, cell.decimals):
            turned = _turned(case, cell)
            if turned:
                return turned
            return _found(cell, outcome, cells[:at])
    cell = cells[0]
    words = f"{_upper(cell.said)}, ikke {_said(number)}."
    return Verdict(f"{MOTSIES} {cell.table}", words, (cell.anchor,))


def _candidates(case: Case) -> list[CellFact]:
    """Return the cells a claim may mean: one; two where the survey is said to show it.

    The survey covers the units' own accounts. Where the text says it shows a figure that is the
    committee's estimate with companies, that is another basis.
    """
    draft, evidence = case.draft, case.evidence
    found = evidence.find(draft.emne, case.year, draft.exhibits, basis=draft.emne.grunnlag)
    if draft.survey and not draft.emne.grunnlag:
        own = evidence.find(draft.emne, case.year, draft.exhibits, basis="kasse")
        wide = evidence.find(draft.emne, case.year, draft.exhibits, basis="konsern")
        return [*own[:1], *wide[:1]]
    return found[:1]


def _found(cell: CellFact, outcome: str, passed: list[CellFact]) -> Verdict:
    words = f"{_upper(cell.said)}."
    if passed:
        words = f"{_upper(cell.said)}; undersøkelsen selv gir {passed[0].said}."
        return Verdict(ANNET, words, (cell.anchor, passed[0].anchor))
    return Verdict(outcome, words, (cell.anchor,))


def _turned(case: Case, cell: CellFact) -> Verdict | None:
    """Return what contradicts «gikk ned til 1,3» where the number is right and the way is not."""
    words = [word for word in case.draft.words if word in {"opp", "ned"}]
    years = (cell.o.aar - 1, cell.o.aar)
    pair = case.evidence.pair(case.draft.emne, years, (cell.o.tabell,)) if words else None
    before = re.search(r"(?:ned|opp) fra", case.draft.sentence.text[case.draft.start :][:12])
    if pair is None or before or holds(words[0], pair[0].value, pair[1].value):
        return None
    words_ = f"{_upper(pair[0].said)} og {pair[1].said}."
    return Verdict(f"{MOTSIES} {cell.table}", words_, (pair[0].anchor, pair[1].anchor))


def _count(case: Case, number: Hit) -> Verdict:
    count = municipalities(case.year)
    words = f"Kommuneregisteret har {count} kommuner i {case.year}."
    return Verdict(STEMMER if number.value == count else f"{MOTSIES} kommuneregisteret", words)


def _figure(case: Case, number: Hit) -> Verdict:
    """Return the verdict of a figure that only the final accounts have."""
    draft = case.draft
    emne = draft.emne
    county = bool(emne.gruppe) and emne.gruppe[0].startswith(COUNTY)
    find = case.evidence.county if county else case.evidence.statistic
    value = find(emne, case.year)
    if value is None or emne.indikator != NETTO:
        return untested(case)
    if against := case.prose.against(draft):
        return _contradicted_by_text(draft, against)
    return _beside(number, value, GAP["fylke" if county else "statistikk"], case.year)


def _beside(number: Hit, value: Fraction, gap: Fraction, year: int, *, unit: str = "") -> Verdict:
    """Return a figure of the final accounts beside the one of the text."""
    digits = max(1, number.decimals)
    words = f"{_upper(FINAL)} for {year} gir {percent(value, digits)}{unit}."
    if abs(value - Fraction(number.value or 0)) > gap:
        return Verdict(f"{MOTSIES} endelige regnskap", f"{words} Så mye kan ikke grunnlaget gjøre.")
    return Verdict(ANNET, words)


def _share(case: Case) -> Verdict:
    draft = case.draft
    if against := case.prose.against(draft):
        return _contradicted_by_text(draft, against)
    limit = draft.numbers[1].value if len(draft.numbers) > 1 else None
    value = case.evidence.statistic(draft.emne, case.year, limit)
    if value is None or draft.emne.indikator != NETTO:
        return untested(case)
    verdict = _beside(draft.numbers[0], value, GAP["andel"], case.year, unit=" prosent")
    return Verdict(verdict.utfall, f"{verdict.grunnlag} {_again(case)}".rstrip())


def _norm(case: Case) -> Verdict:
    draft = case.draft
    number = draft.numbers[0] if draft.numbers else None
    norm = NORMS.get(draft.emne.gruppe[0]) if draft.emne.gruppe else None
    if number is None or number.unit != "prosent" or norm is None:
        return untested(case)
    words = f"Utvalgets anbefaling for {draft.emne.gruppe[0]} er {_level(norm)} prosent."
    if number.value == norm:
        return Verdict(STEMMER, words)
    return Verdict(f"{MOTSIES} utvalgets anbefaling", words)


def _threshold(case: Case) -> Verdict:
    """Return the verdict of «under anbefalingen» in one year."""
    draft = case.draft
    norm = NORMS.get(draft.emne.gruppe[0]) if draft.emne.gruppe else None
    cells = case.evidence.find(draft.emne, case.year, draft.exhibits)
    if norm is None or not cells:
        return untested(case)
    cell = cells[0]
    words = f"{_upper(cell.said)}; anbefalingen er {_level(norm)} prosent."
    if any(number.value != norm for number in draft.numbers):
        return Verdict(f"{MOTSIES} utvalgets anbefaling", words, (cell.anchor,))
    word = draft.words[0] if draft.words else ""
    near = abs(cell.value - norm) <= NEAR
    right = near if word == "lik" else holds(word, norm, cell.value)
    return Verdict(STEMMER if right else f"{MOTSIES} {cell.table}", words, (cell.anchor,))


def _level(norm: Fraction) -> str:
    whole, part = divmod(norm, 1)
    signs = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}
    return f"{whole}{signs.get(part, '')}" if part in {0, *signs} else format_number(norm, 2)


def _spread(case: Case) -> Verdict:
    draft = case.draft
    if draft.emne.maal == "konsern_minus_kasse":
        return change.companies(case.draft, case.evidence) or untested(case)
    if draft.emne.maal == "de_ovrige":
        return _the_rest(case)
    if draft.emne.maal == "spredning_75":
        value = case.evidence.statistic(draft.emne, case.year)
        number = draft.numbers[-1]
        if value is None:
            return untested(case)
        return _beside(number, value, GAP["spenn"], case.year, unit=" prosentpoeng")
    ends = case.evidence.ends(draft.emne, case.year)
    if ends is None or draft.emne.indikator != NETTO:
        return untested(case)
    low, high = (Fraction(number.value or 0) for number in draft.numbers[:2])
    words = f"{_upper(FINAL)} for {case.year} gir {percent(ends[0])} til {percent(ends[1])}."
    wide = low < ends[0] - GAP["spenn"] or high > ends[1] + GAP["spenn"] or low > high
    return Verdict(f"{MOTSIES} endelige regnskap" if wide else ANNET, words)


def _the_rest(case: Case) -> Verdict:
    """Return the verdict of «de øvrige lå mellom a og b»: all but those named before it."""
    draft = case.draft
    emne = draft.emne
    of_kind = [
        one
        for one in case.prose.drafts
        if one.slag == "celle"
        and one.emne.gruppe[:1]
        and one.emne.gruppe[0].startswith(COUNTY)
        and (one.emne.indikator, one.emne.aar) == (emne.indikator, emne.aar)
    ]
    named = {one.emne.gruppe[0] for one in of_kind if one.sentence.place == draft.sentence.place}
    others = [one for one in of_kind if one.emne.gruppe[0] not in named]
    low, high = (Fraction(number.value or 0) for number in draft.numbers[:2])
    digits = max(number.decimals for number in draft.numbers[:2])
    outcomes, words = [], []
    for one in others:
        value = Fraction(one.numbers[0].value or 0)
        inside = low <= value <= high
        near = low <= Fraction(_rounded(value, digits)) <= high
        said = f"{one.emne.gruppe[0].removeprefix(COUNTY)} {_said(one.numbers[0])} ({lines(one)})"
        words.append(said)
        outcomes.append(STEMMER if inside else AVRUNDET if near else f"{MOTSIES} {lines(one)}")
    final = {
        name: value
        for name, value in case.evidence.counties(emne, case.year).items()
        if f"{COUNTY}{name}" not in named
    }
    if final:
        words.append(
            f"{FINAL} gir de andre {percent(min(final.values()))} til {percent(max(final.values()))}"
        )
    if not outcomes:
        outcomes = [ANNET if final else UPROVD]
        gap = GAP["fylke"]
        if final and not (low - gap <= min(final.values()) and max(final.values()) <= high + gap):
            outcomes = [f"{MOTSIES} endelige regnskap"]
    return Verdict(worst(outcomes), f"{_upper('; '.join(words))}." if words else "")


def _rounded(value: Fraction, digits: int) -> Decimal:
    return as_decimal(Hit(0, 0, value, digits))


def _sum(case: Case) -> Verdict:
    draft = case.draft
    if draft.numbers and draft.numbers[0].unit in {"mrd", "mill"}:
        return _amounts(case)
    forecast = case.prose.forecast(draft)
    cells = case.evidence.find(draft.emne, case.year, draft.exhibits)
    if forecast is None or not cells:
        return untested(case)
    cell, before = cells[0], Fraction(forecast.numbers[0].value or 0)
    over = "overvurder" in draft.sentence.text[draft.start : draft.end].lower()
    word = "ned" if over else "opp" if draft.words[0] == "avvik" else draft.words[0]
    words = (
        f"{_upper(cell.said)}; tidligere anslag {_said(forecast.numbers[0])} ({lines(forecast)})."
    )
    right = holds(word, before, cell.value)
    where = cell.table if not right else ""
    return Verdict(STEMMER if right else f"{MOTSIES} {where}", words, (cell.anchor,))


def _amounts(case: Case) -> Verdict:
    """Return the verdict of an amount that is part of, or differs from, another in the text."""
    draft = case.draft
    text, number = draft.sentence.text, draft.numbers[0]
    if text[: number.start].rstrip().endswith("hvorav"):
        whole = [one for one in case.prose.drafts if one.sentence is draft.sentence]
        before = [one for one in whole if one.end <= draft.start and one.numbers]
        if before and Fraction(before[-1].numbers[0].value or 0) < Fraction(number.value or 0):
            words = f"En del på {_said(number)} kan ikke være større enn {_said(before[-1].numbers[0])}."
            return Verdict(f"{MOTSIES} {lines(before[-1])}", words)
        return untested(case)
    told = draft if draft.words else case.prose.compared(draft)
    kin = case.prose.amounts(told) if told else []
    guessed = [one for one in kin if re.search(r"(?i)anslått \w* ?\w*$", _lead(one))]
    known = [one for one in kin if one not in guessed]
    if not told or not guessed or not known:
        return untested(case)
    actual, guess, more = (_value(one) for one in (known[0], guessed[0], told))
    sign = "+" if UP & set(told.words) else "−"
    words = (
        f"Anslag {_said(guessed[0].numbers[0])} ({lines(guessed[0])}) {sign} "
        f"{_said(told.numbers[0])} ({lines(told)}), ble {_said(known[0].numbers[0])} "
        f"({lines(known[0])}), mrd. kroner."
    )
    if actual == (guess + more if sign == "+" else guess - more):
        return Verdict(STEMMER, words)
    others = [one for one in (known[0], told, guessed[0]) if one is not draft]
    return Verdict(f"{MOTSIES} {places(others)}", words)


def _value(draft: Draft) -> Fraction:
    return Fraction(draft.numbers[0].value or 0)


def _lead(draft: Draft) -> str:
    """Return the words before a claim's number, the preposition left out."""
    return re.sub(r" på $", "", draft.sentence.text[: draft.start])


def _outside(case: Case) -> Verdict:
    return untested(case)


def _said(number: Hit) -> str:
    if number.unit == "andel" or number.value is None:
        return f"{percent(Fraction(number.value or 0), 0)} prosent"
    return format_number(as_decimal(number), number.decimals)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


KINDS: Mapping[Slag, Callable[[Case], Verdict]] = {
    "celle": _cell,
    "andel": _share,
    "norm": _norm,
    "terskel": _threshold,
    "spenn": _spread,
    "sum": _sum,
    "kilde": _outside,
    "utenfor": _outside,
    "differanse": lambda case: (
        change.difference(case.draft, case.evidence, case.prose) or untested(case)
    ),
    "periode": lambda case: change.period(case.draft, case.evidence) or untested(case),
    "rang": lambda case: change.rank(case.draft, case.evidence) or untested(case),
    "alle_ingen": lambda case: change.all_of(case.draft, case.evidence) or untested(case),
}
"""Kind → what judges it."""
assert not UP & DOWN

"""Claims that follow from other sentences: an estimate that was missed, amounts that add up."""

import re
from fractions import Fraction

from kommuneindikatorer.wording import capitalised
from sitegen.facts.ledger.case import Case, said_number, untested
from sitegen.facts.ledger.compare import UP, holds
from sitegen.facts.ledger.model import MOTSIES, STEMMER, Draft, Verdict
from sitegen.facts.ledger.prose import lines, places


def total(case: Case) -> Verdict:
    """Return the verdict of an estimate that was missed, or of an amount."""
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
    earlier = f"{said_number(forecast.numbers[0])} ({lines(forecast)})"
    words = f"{capitalised(cell.said)}; tidligere anslag {earlier}."
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
        if before and _value(before[-1]) < _value(draft):
            part, all_of_it = said_number(number), said_number(before[-1].numbers[0])
            words = f"En del på {part} kan ikke være større enn {all_of_it}."
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
        f"Anslag {said_number(guessed[0].numbers[0])} ({lines(guessed[0])}) {sign} "
        f"{said_number(told.numbers[0])} ({lines(told)}), ble {said_number(known[0].numbers[0])} "
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

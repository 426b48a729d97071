"""Claims of sums: an editor's own, an estimate that was missed, amounts that add up.

An editor's sum stands in ``utsagn.toml``: ``netto_driftsresultat@0 < netto_driftsresultat@-1``.
A term is an indicator with its year, counted from the last year of accounts, and where needed a
group and a basis: ``netto_driftsresultat@0:kommunene:kasse``. Terms are added and subtracted with
blanks around the sign. ``?`` is the comparing word of the claim; without a sign between two
sides the sum is shown and compared with nothing. ``sum(x)`` is the growth of a row of
yearly growth over the claim's years, chained. No number of the note stands in it.
"""

import re
from fractions import Fraction

from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.ledger.case import (
    UP,
    Case,
    anchors,
    holds,
    lines,
    mixed_words,
    places,
    said_number,
    worst,
)
from sitegen.facts.ledger.clusters import WAYS
from sitegen.facts.ledger.evidence import kind_of, percent, said
from sitegen.facts.ledger.model import (
    ANNET,
    AVRUNDET,
    MOTSIES,
    STEMMER,
    UPROVD,
    Draft,
    Subject,
    Verdict,
)

SIGNS = re.compile(r" ([<>?]) ")
WITHIN = "Forskjellen er mindre enn avrundingen av tallene den er regnet av."
TERM = re.compile(
    r"(?P<sign>^|[+−-] )(?P<chain>sum\()?(?P<name>[a-z_]+)\)?(?:@(?P<year>-?\d))?"
    r"(?::(?P<group>[a-z-]+))?(?::(?P<basis>konsern|kasse))?"
)


def formula(case: Case) -> Verdict:
    """Return the verdict of a claim's own sums: every one must hold."""
    draft = case.draft
    if not all(SIGNS.search(text) for text in draft.formula):
        return _shown(case)
    results = [_one(case, text) for text in draft.formula]
    words = " ".join(one.grunnlag for one in results)
    cells = tuple(anchor for one in results for anchor in one.celler)
    return Verdict(worst([one.utfall for one in results]), words, cells)


def _shown(case: Case) -> Verdict:
    """Return sums that nothing is compared with: they show what the tables have."""
    sides = [_side(case, text) for text in case.draft.formula]
    words = " ".join(f"{said}, {cells[0].table}." if cells else said for _, said, cells in sides)
    anchors = tuple(cell.anchor for _, _, cells in sides for cell in cells)
    return Verdict(ANNET if anchors else UPROVD, words, anchors)


def _one(case: Case, text: str) -> Verdict:
    """Return the verdict of one sum, on its own: a chain is no better than its weakest part."""
    left, sign, right = SIGNS.split(text, maxsplit=1)
    values, words, cells = [], [], []
    for side in (left, right):
        value, said, used = _side(case, side)
        if value is None:
            return Verdict(UPROVD, said)
        values.append(value)
        words.append(said)
        cells += used
    if sign == "?":
        changes = [word for word in case.draft.words if word in WAYS]
        right_way = holds(changes[-1], values[1], values[0]) if changes else False
    else:
        right_way = values[0] > values[1] if sign == ">" else values[0] < values[1]
    relation = ">" if values[0] > values[1] else "<" if values[0] < values[1] else "="
    places = listed(dict.fromkeys(f"{cell.table}{kind_of(cell.fact)}" for cell in cells))
    said = f"{words[0]} {relation} {words[1]}, {places}."
    if not right_way:
        return Verdict(f"{MOTSIES} {cells[0].table}", said, anchors(cells))
    loose = sum((Fraction(1, 2 * 10**cell.decimals) for cell in cells), Fraction(0))
    if abs(values[0] - values[1]) < loose and "sum(" not in text:
        return Verdict(AVRUNDET, f"{said} {WITHIN}", anchors(cells))
    mixed = "" if ":k" in text else mixed_words(cells)
    return Verdict(ANNET if mixed else STEMMER, f"{said} {mixed}".rstrip(), anchors(cells))


def _side(case: Case, text: str) -> tuple[Fraction | None, str, list[AnchoredCell]]:
    total = Fraction(0)
    words: list[str] = []
    cells: list[AnchoredCell] = []
    for term in TERM.finditer(text):
        sign = -1 if term["sign"].strip() in {"-", "−"} else 1
        value, said, used = _term(case, term)
        if value is None:
            return None, said, []
        total += sign * value
        words.append(f"{'− ' if sign < 0 else '+ ' if words else ''}{said}")
        cells += used
    if len(words) > 1:
        words.append(f"= {percent(total)}")
    return total, " ".join(words), cells


def _term(case: Case, term: re.Match[str]) -> tuple[Fraction | None, str, list[AnchoredCell]]:
    draft, evidence = case.draft, case.evidence
    last = evidence.note.about.years[1]
    group = (term["group"],) if term["group"] else draft.emne.gruppe[:1]
    emne = Subject(term["name"], group, draft.emne.aar)
    years = _chain(draft) if term["chain"] else [last + int(term["year"] or 0)]
    cells: list[AnchoredCell] = []
    level = Fraction(1)
    for year in years:
        found = evidence.find(emne, year, draft.exhibits, basis=term["basis"] or "")
        if not found:
            return None, f"Ingen tall for {term['name'].replace('_', ' ')} i {year}.", []
        cells.append(found[0])
        level *= 1 + found[0].exact / 100
    name = cells[0].fact.kolonnegruppe or cells[0].fact.rad.split(",")[0]
    if term["chain"]:
        grown = (level - 1) * 100
        parts = ", ".join(f"{cell.text} i {cell.fact.aar}" for cell in cells)
        return grown, f"{name} {percent(grown)} i alt ({parts})", cells
    return cells[0].exact, f"{name} {cells[0].text} ({cells[0].fact.aar})", cells


def _chain(draft: Draft) -> list[int]:
    """Return the years whose growth is chained: all said, or those from the first to the last."""
    years = sorted(draft.emne.aar)
    apart = len(years) == 2 and years[1] - years[0] > 1  # noqa: PLR2004  «i 2024 som i 2016»
    return list(range(years[0] + 1, years[1] + 1)) if apart else years


# Sums across sentences.


def total(case: Case) -> Verdict | None:
    """Return the verdict of an estimate that was missed, or of an amount."""
    draft = case.draft
    if draft.numbers and draft.numbers[0].unit in {"mrd", "mill"}:
        return _amounts(case)
    forecast = case.prose.forecast(draft)
    cells = case.evidence.find(draft.emne, case.year, draft.exhibits)
    if forecast is None or not cells:
        return None
    cell, before = cells[0], forecast.value
    over = "overvurder" in draft.sentence.text[draft.start : draft.end].lower()
    word = "ned" if over else "opp" if draft.words[0] == "avvik" else draft.words[0]
    earlier = f"{said_number(forecast.numbers[0])} ({lines(forecast)})"
    words = f"{capitalised(said(cell))}; tidligere anslag {earlier}."
    right = holds(word, before, cell.exact)
    where = cell.table if not right else ""
    return Verdict(STEMMER if right else f"{MOTSIES} {where}", words, (cell.anchor,))


def _amounts(case: Case) -> Verdict | None:
    """Return the verdict of an amount that is part of, or differs from, another in the text."""
    draft = case.draft
    text, number = draft.sentence.text, draft.numbers[0]
    if text[: number.start].rstrip().endswith("hvorav"):
        whole = [one for one in case.prose.drafts if one.sentence is draft.sentence]
        before = [one for one in whole if one.end <= draft.start and one.numbers]
        if before and before[-1].value < draft.value:
            part, all_of_it = said_number(number), said_number(before[-1].numbers[0])
            words = f"En del på {part} kan ikke være større enn {all_of_it}."
            return Verdict(f"{MOTSIES} {lines(before[-1])}", words)
        return None
    compared = draft if draft.words else case.prose.compared(draft)
    kin = case.prose.amounts(compared) if compared else []
    guessed = [one for one in kin if re.search(r"(?i)anslått \w* ?\w*$", _lead(one))]
    known = [one for one in kin if one not in guessed]
    if not compared or not guessed or not known:
        return None
    actual, guess, more = (one.value for one in (known[0], guessed[0], compared))
    sign = "+" if UP & set(compared.words) else "−"
    words = (
        f"Anslag {said_number(guessed[0].numbers[0])} ({lines(guessed[0])}) {sign} "
        f"{said_number(compared.numbers[0])} ({lines(compared)}), "
        f"ble {said_number(known[0].numbers[0])} ({lines(known[0])}), mrd. kroner."
    )
    if actual == (guess + more if sign == "+" else guess - more):
        return Verdict(STEMMER, words)
    others = [one for one in (known[0], compared, guessed[0]) if one is not draft]
    return Verdict(f"{MOTSIES} {places(others)}", words)


def _lead(draft: Draft) -> str:
    """Return the words before a claim's number, the preposition left out."""
    return re.sub(r" på $", "", draft.sentence.text[: draft.start])

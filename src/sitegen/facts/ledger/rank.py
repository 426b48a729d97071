"""Claims of order: who is highest or lowest, and what is so of all groups."""

from collections.abc import Sequence
from fractions import Fraction

from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.ledger.change import FINAL, anchors, direction, ends
from sitegen.facts.ledger.compare import holds
from sitegen.facts.ledger.evidence import WHOLES, CellFact, Evidence, percent
from sitegen.facts.ledger.model import ANNET, MOTSIES, STEMMER, Draft, Subject, Verdict
from sitegen.facts.ledger.words import COUNTY, NETTO

COUNTY_GAP = Fraction(1, 2)
"""How far a county may be from the place it is given, on another basis: percentage points."""


def rank(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return the verdict of «høyest i A og B»: the named ones against all the others."""
    emne = draft.emne
    if not emne.gruppe:
        return None
    if emne.gruppe[0].startswith(COUNTY):
        return _county_rank(draft, evidence)
    if emne.maal:
        return _year_rank(draft, evidence)
    years = sorted(emne.aar)
    span = (years[0], years[-1])
    moving = any(word in {"opp", "ned"} for word in draft.words[1:]) and len(years) > 1
    named = evidence.find(
        Subject(emne.indikator, emne.gruppe[:1], emne.aar), span[1], draft.exhibits
    )
    if not named:
        return None
    scores: dict[str, Fraction] = {}
    cells: list[CellFact] = []
    for cell in evidence.peers(named[0]):
        score = cell.value
        if moving:
            asked = Subject(emne.indikator, (cell.o.gruppe,), emne.aar)
            pair = evidence.pair(asked, span, (cell.o.tabell,))
            if pair is None:
                continue
            score = pair[1].value - pair[0].value
            cells.append(pair[0])
        scores[cell.o.gruppe] = score
        cells.append(cell)
    return _ranked(draft, scores, cells, moving=moving)


def _ranked(
    draft: Draft, scores: dict[str, Fraction], cells: Sequence[CellFact], *, moving: bool
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
    labels = {cell.o.gruppe: cell.o.rad for cell in cells}
    table = cells[-1]
    row = listed(f"{labels[group]} {percent(score)}" for group, score in scores.items())
    what = "endring i prosentpoeng" if moving else f"{max(draft.emne.aar)}"
    words = f"{capitalised(table.table)}, {what} ({table.o.grunnlag}, {table.o.utvalg}): {row}."
    return Verdict(STEMMER if right else f"{MOTSIES} {table.table}", words, anchors(cells))


def _county_rank(draft: Draft, evidence: Evidence) -> Verdict | None:
    emne = draft.emne
    year = max(emne.aar)
    every = evidence.counties(emne, year)
    named = [group.removeprefix(COUNTY) for group in emne.gruppe]
    if emne.indikator != NETTO or not every or any(name not in every for name in named):
        return None
    high = draft.words[0] == "hoyest"
    order = sorted(every.items(), key=lambda pair: pair[1], reverse=high)[: len(named)]
    words = listed(f"{name} {percent(value)}" for name, value in order)
    last = order[-1][1]
    wrong = [
        name for name in named if abs(every[name] - last) > COUNTY_GAP and name not in dict(order)
    ]
    said = f"{capitalised(FINAL)} for {year}: {'høyest' if high else 'lavest'} er {words}."
    return Verdict(f"{MOTSIES} endelige regnskap" if wrong else ANNET, said)


def _year_rank(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return a rank among years of a statistic in the final accounts."""
    emne = draft.emne
    years = [year for year in evidence.years() if year in range(min(emne.aar), max(emne.aar) + 1)]
    found = {year: evidence.statistic(emne, year) for year in years}
    values = [f"{percent(value)} i {year}" for year, value in found.items() if value is not None]
    if not values:
        return None
    return Verdict(ANNET, f"{capitalised(FINAL)} gir {listed(values)}. Årene før er ikke her.")


def all_of(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return the verdict of what is said of all groups, or of all values of a year."""
    emne = draft.emne
    year = max(emne.aar)
    if emne.maal == "status":
        return _all_status(evidence, year)
    cells = _all_cells(draft, evidence, year)
    if not cells:
        return None
    text = draft.sentence.text.lower()
    word = direction(draft)
    if word:
        asked = [Subject(emne.indikator, (cell.o.gruppe,), emne.aar) for cell in cells]
        pairs = [evidence.pair(one, ends(draft), (cells[0].o.tabell,)) for one in asked]
        known = [pair for pair in pairs if pair]
        if not known:
            return None
        wrong = [last for first, last in known if not holds(word, first.value, last.value)]
        row = listed(f"{last.o.rad} {first.text} → {last.text}" for first, last in known)
        used = [cell for pair in known for cell in pair]
    else:
        below = "negativ" in text
        wrong = [cell for cell in cells if (cell.value < 0) != below or cell.value == 0]
        row = listed(f"{cell.o.rad} {cell.text}" for cell in cells)
        used = cells
    last = used[-1]
    words = f"{capitalised(last.table)} ({last.o.grunnlag}, {last.o.utvalg}): {row}."
    return Verdict(f"{MOTSIES} {last.table}" if wrong else STEMMER, words, anchors(used))


def _all_cells(draft: Draft, evidence: Evidence, year: int) -> list[CellFact]:
    """Return the cells of all the groups named, or of all in the table the paragraph is about."""
    emne = draft.emne
    named = [group for group in emne.gruppe if group not in WHOLES]
    if named:
        found = [
            evidence.find(Subject(emne.indikator, (group,), emne.aar), year, draft.exhibits)
            for group in named
        ]
        return [cells[0] for cells in found if cells]
    fits = [
        cell
        for cell in evidence.cells
        if cell.o.tabell in draft.exhibits
        and (cell.o.indikator, cell.o.aar) == (emne.indikator, year)
        and cell.o.gruppe not in WHOLES
    ]
    return evidence.peers(fits[0]) if fits else []


def _all_status(evidence: Evidence, year: int) -> Verdict | None:
    cells = [cell for cell in evidence.cells if cell.o.aar == year]
    wrong = [cell for cell in cells if cell.o.status == "endelig"]
    if not cells:
        return None
    loose = f"{len(cells) - len(wrong)} av {len(cells)} trykte tall for {year}"
    words = f"{loose} har status anslag eller foreløpig."
    return Verdict(f"{MOTSIES} {wrong[0].table}" if wrong else STEMMER, words)

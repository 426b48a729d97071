"""Sums an editor writes for a claim: ``netto_driftsresultat@0 < netto_driftsresultat@-1``.

A term is an indicator with its year, counted from the last year of accounts, and where needed a
group and a basis: ``netto_driftsresultat@0:kommunene:kasse``. Terms are added and subtracted with
blanks around the sign. ``?`` is the comparing word of the claim; without a sign between two
sides the sum is shown and compared with nothing. ``sum(x)`` is the growth of a row of
yearly growth over the claim's years, chained. No number of the note stands in it.
"""

import re
from fractions import Fraction

from kommuneindikatorer.wording import listed
from sitegen.facts.ledger.compare import holds
from sitegen.facts.ledger.evidence import CellFact, Evidence, percent
from sitegen.facts.ledger.model import ANNET, MOTSIES, STEMMER, UPROVD, Draft, Subject, Verdict

SIGNS = re.compile(r" ([<>?]) ")
TERM = re.compile(
    r"(?P<sign>^|[+−-] )(?P<chain>sum\()?(?P<name>[a-z_]+)\)?(?:@(?P<year>-?\d))?"
    r"(?::(?P<group>[a-z-]+))?(?::(?P<basis>konsern|kasse))?"
)


def judge(draft: Draft, evidence: Evidence) -> Verdict:
    """Return the verdict of a claim's own sums: every one must hold."""
    if not all(SIGNS.search(text) for text in draft.formula):
        return _shown(draft, evidence)
    results = [_one(draft, evidence, text) for text in draft.formula]
    words = " ".join(words for _, words, _ in results)
    cells = tuple(cell.anchor for _, _, used in results for cell in used)
    if any(right is None for right, _, _ in results):
        return Verdict(UPROVD, words, cells)
    against = [used[0].table for right, _, used in results if not right]
    return Verdict(f"{MOTSIES} {against[0]}" if against else STEMMER, words, cells)


def _shown(draft: Draft, evidence: Evidence) -> Verdict:
    """Return sums that nothing is compared with: they show what the tables have."""
    sides = [_side(draft, evidence, text) for text in draft.formula]
    words = " ".join(f"{said}, {cells[0].table}." if cells else said for _, said, cells in sides)
    anchors = tuple(cell.anchor for _, _, cells in sides for cell in cells)
    return Verdict(ANNET if anchors else UPROVD, words, anchors)


def _one(draft: Draft, evidence: Evidence, text: str) -> tuple[bool | None, str, list[CellFact]]:
    """Return whether a sum holds (``None``: a figure is missing), its words, and its cells."""
    left, sign, right = SIGNS.split(text, maxsplit=1)
    values, words, cells = [], [], []
    for side in (left, right):
        value, said, used = _side(draft, evidence, side)
        if value is None:
            return None, said, []
        values.append(value)
        words.append(said)
        cells += used
    if sign == "?":
        changes = [word for word in draft.words if word in {"opp", "ned", "over", "under"}]
        right_way = holds(changes[-1], values[1], values[0]) if changes else False
    else:
        right_way = values[0] > values[1] if sign == ">" else values[0] < values[1]
    relation = ">" if values[0] > values[1] else "<" if values[0] < values[1] else "="
    places = listed(dict.fromkeys(f"{cell.table}{cell.kind}" for cell in cells))
    return right_way, f"{words[0]} {relation} {words[1]}, {places}.", cells


def _side(
    draft: Draft, evidence: Evidence, text: str
) -> tuple[Fraction | None, str, list[CellFact]]:
    total = Fraction(0)
    words: list[str] = []
    cells: list[CellFact] = []
    for term in TERM.finditer(text):
        sign = -1 if term["sign"].strip() in {"-", "−"} else 1
        value, said, used = _term(draft, evidence, term)
        if value is None:
            return None, said, []
        total += sign * value
        words.append(f"{'− ' if sign < 0 else '+ ' if words else ''}{said}")
        cells += used
    if len(words) > 1:
        words.append(f"= {percent(total)}")
    return total, " ".join(words), cells


def _term(
    draft: Draft, evidence: Evidence, term: re.Match[str]
) -> tuple[Fraction | None, str, list[CellFact]]:
    last = evidence.note.about.years[1]
    group = (term["group"],) if term["group"] else draft.emne.gruppe[:1]
    emne = Subject(term["name"], group, draft.emne.aar)
    years = _chain(draft) if term["chain"] else [last + int(term["year"] or 0)]
    cells: list[CellFact] = []
    level = Fraction(1)
    for year in years:
        found = evidence.find(emne, year, draft.exhibits, basis=term["basis"] or "")
        if not found:
            return None, f"Ingen tall for {term['name'].replace('_', ' ')} i {year}.", []
        cells.append(found[0])
        level *= 1 + found[0].value / 100
    name = (
        cells[0].o.rad.split(",")[0] if not cells[0].o.kolonnegruppe else cells[0].o.kolonnegruppe
    )
    if term["chain"]:
        grown = (level - 1) * 100
        parts = ", ".join(f"{cell.text} i {cell.o.aar}" for cell in cells)
        return grown, f"{name} {percent(grown)} i alt ({parts})", cells
    return cells[0].value, f"{name} {cells[0].text} ({cells[0].o.aar})", cells


def _chain(draft: Draft) -> list[int]:
    """Return the years whose growth is chained: all said, or those from the first to the last."""
    years = sorted(draft.emne.aar)
    apart = len(years) == 2 and years[1] - years[0] > 1  # noqa: PLR2004  «i 2024 som i 2016»
    return list(range(years[0] + 1, years[1] + 1)) if apart else years

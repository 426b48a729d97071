"""Claims of change: differences from one year to another, and what is said of a run of years."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.formatting import norm_words
from sitegen.facts.ledger.case import (
    FINAL,
    GROWTH,
    Case,
    agrees,
    anchors,
    direction,
    ends,
    holds,
    lines,
    quoted,
    same_way,
)
from sitegen.facts.ledger.evidence import kind_of, norm_of, percent, row_of
from sitegen.facts.ledger.model import ANNET, MOTSIES, STEMMER, UPROVD, Draft, Subject, Verdict

FAR = Fraction(2, 5)
"""How far a mean over years may be from the one year that is printed: percentage points."""
OF_GROWTH = re.compile(r" \w+vekst\b")
"""After a comparing word that is of a growth: «økt gjeldsvekst»."""
JUDGING = {"gode", "svake"}
"""Words that judge and give no limit: they are read as above and below the recommended level."""
MARGIN = Fraction(1, 2)
"""What «godt» asks for, percentage points."""


def listing(cells: Sequence[AnchoredCell]) -> str:
    """Return «1,3 (2023) og 0,1 (2024) i tabell 3, «Kommunesektoren: …» (konsern, alle)»."""
    unique = list(dict.fromkeys(cells))
    values = listed(f"{cell.text} ({cell.fact.aar})" for cell in unique)
    return f"{values} i {unique[0].table}, «{row_of(unique[0].fact)}»{kind_of(unique[0].fact)}"


def _by_row(pairs: Sequence[tuple[AnchoredCell, AnchoredCell]]) -> str:
    """Return the listings of pairs of cells, those of one row together."""
    rows: dict[tuple[str, str, str], list[AnchoredCell]] = {}
    for cell in (cell for pair in pairs for cell in pair):
        rows.setdefault((cell.fact.tabell, row_of(cell.fact), cell.fact.utvalg), []).append(cell)
    return "; ".join(listing(cells) for cells in rows.values())


# Differences.


def difference(case: Case) -> Verdict | None:
    """Return the verdict of a change or a difference; ``None`` where nothing can test it."""
    draft = case.draft
    maal = draft.emne.maal
    if maal == "konsern_minus_kasse":
        return companies(case)
    if maal:
        change = _share_change(case) if maal.startswith("andel") else None
        return change or _final_change(case)
    if draft.emne.indikator.endswith(GROWTH) and not draft.numbers:
        return _growth(case)
    pairs = [_pair(case, group) for group in draft.emne.gruppe or ("",)]
    found = [pair for pair in pairs if pair]
    return _moved(draft, found) if len(found) == len(pairs) else None


def _moved(draft: Draft, found: Sequence[tuple[AnchoredCell, AnchoredCell]]) -> Verdict:
    """Return the verdict of a change from the cells it is between, a pair a group."""
    words = _by_row(found)
    cells = anchors([cell for pair in found for cell in pair])
    word = direction(draft)
    wrong = [pair for pair in found if word and not holds(word, pair[0].exact, pair[1].exact)]
    if wrong:
        return Verdict(f"{MOTSIES} {wrong[0][1].table}", f"{capitalised(words)}.", cells)
    if not draft.numbers:
        return Verdict(STEMMER, f"{capitalised(words)}.", cells)
    first, last = found[0]
    moved = abs(last.exact - first.exact)
    digits = max(first.decimals, last.decimals)
    words = f"{capitalised(words)}: forskjellen er {percent(moved, digits)} prosentpoeng."
    outcome = agrees(draft.numbers[0], moved, digits)
    if outcome and moved == draft.numbers[0].value:
        outcome = STEMMER
    return Verdict(outcome or f"{MOTSIES} {last.table}", words, cells)


def _pair(case: Case, group: str) -> tuple[AnchoredCell, AnchoredCell] | None:
    draft, emne = case.draft, case.draft.emne
    asked = Subject(emne.indikator, (group,) if group else (), emne.aar, emne.grunnlag, emne.utvalg)
    return case.evidence.pair(asked, ends(draft), draft.exhibits)


def _growth(case: Case) -> Verdict | None:
    """Return the verdict of a fall or rise of what the tables print the yearly growth of.

    «Bidro til en nedgang» holds when there was one each year; in some years only, that is said.
    """
    draft, evidence = case.draft, case.evidence
    years = sorted(draft.emne.aar)
    if draft.emne.aar == evidence.note.about.years and str(years[0]) not in draft.sentence.text:
        years = years[1:]  # no year is said: the last one is meant
    cells = [found[0] for year in years if (found := evidence.find(draft.emne, year))]
    if not cells:
        return None
    word = direction(draft)
    right = [cell for cell in cells if holds(word, Fraction(0), cell.exact)]
    words = f"Endring fra året før: {listing(cells)}."
    if not right:
        return Verdict(f"{MOTSIES} {cells[0].table}", words, anchors(cells))
    others = [str(cell.fact.aar) for cell in cells if cell not in right]
    if others:
        way = "Nedgang" if word == "ned" else "Økning"
        so = listed(str(cell.fact.aar) for cell in right)
        words += f" {way} i {so}, ikke i {listed(others)}."
    return Verdict(ANNET if others else STEMMER, words, anchors(cells))


def _share_change(case: Case) -> Verdict | None:
    """Return the verdict of «antall kommuner med negative … økte»."""
    draft = case.draft
    first, last = ends(draft)
    said = {
        one.emne.aar[-1]: one
        for one in reversed(case.prose.drafts)
        if one.slag == "andel" and one.emne.maal == draft.emne.maal
    }
    word = direction(draft)
    if first in said and last in said:
        before, after = said[first], said[last]
        words = (
            f"«{quoted(before)}» i {first} ({lines(before)}) og «{quoted(after)}» i {last} "
            f"({lines(after)})."
        )
        if not holds(word, before.value, after.value):
            return Verdict(f"{MOTSIES} {lines(after)}", words)
        # The shares are of those who answered: all units are another selection.
        return Verdict(ANNET, f"{words} {_final_counts(case, word)}".rstrip())
    return None


def _final_counts(case: Case, word: str) -> str:
    """Return how many units the final accounts count, a sentence; empty where there are none."""
    emne, years = case.draft.emne, ends(case.draft)
    if emne.maal != "andel_negativ":
        return ""
    units = [case.evidence.units(emne, year).values() for year in years]
    if not all(units):
        return ""
    first, last = (sum(value < 0 for value in values) for values in units)
    counts = f"{first} kommuner i {years[0]} og {last} i {years[1]}"
    way = same_way(holds(word, Fraction(first), Fraction(last)))
    return f"{capitalised(FINAL)} har {counts} med negativt netto driftsresultat: det {way}."


def _final_change(case: Case) -> Verdict | None:
    """Return a change of a statistic in the final accounts, which is another basis."""
    years = ends(case.draft)
    first, last = (case.evidence.statistic(case.draft.emne, year) for year in years)
    if first is None or last is None:
        return None
    word = direction(case.draft)
    if case.draft.emne.maal == "spredning":
        return _final_spread(case, word)
    words = f"{percent(first)} prosent i {years[0]} og {percent(last)} prosent i {years[1]}"
    way = f": det {same_way(holds(word, first, last))}" if word else ""
    return Verdict(ANNET, f"{capitalised(FINAL)} gir {words}{way}.")


def _final_spread(case: Case, word: str) -> Verdict | None:
    """Return the lowest and the highest unit in two years, and the points between them.

    The points are between the ends as shown, so that a reader who subtracts gets the same.
    """
    shown, widths = [], []
    for year in ends(case.draft):
        known = case.evidence.ends(case.draft.emne, year)
        if known is None:
            return None
        low, high = (round_half_up(one, 1) for one in known)
        widths.append(Fraction(high - low))
        width = percent(widths[-1])
        shown.append(f"{percent(low)} til {percent(high)} i {year} ({width} prosentpoeng)")
    way = f": det {same_way(holds(word, *widths))}" if word else ""
    return Verdict(ANNET, f"{capitalised(FINAL)} gir {' og '.join(shown)}{way}.")


def companies(case: Case) -> Verdict | None:
    """Return the verdict of what companies add: konsern minus kasse, in the years both are printed.

    A mean over years the note prints one of cannot be confirmed, only shown beside that one.
    """
    draft, evidence, emne = case.draft, case.evidence, case.draft.emne
    found = []
    for year in range(min(evidence.years() or emne.aar) - 10, max(emne.aar) + 1):
        wide = [c for c in evidence.find(emne, year, basis="konsern") if _table(c)]
        own = [c for c in evidence.find(emne, year, basis="kasse") if _table(c)]
        if wide and own and wide[0].fact.status == own[0].fact.status == "endelig":
            found.append((wide[0], own[0]))
    if not found:
        return None
    values = [wide.exact - own.exact for wide, own in found]
    words = "; ".join(
        f"{wide.fact.aar}: {wide.text} ({wide.table}) − {own.text} ({own.table}) = "
        f"{percent(wide.exact - own.exact)}"
        for wide, own in found
    )
    cells = anchors([cell for pair in found for cell in pair])
    numbers = [number.exact for number in draft.numbers]
    several = len(numbers) > 1
    outside = several and not all(numbers[0] <= value <= numbers[1] for value in values)
    far = bool(numbers) and not several and all(abs(v - numbers[0]) > FAR for v in values)
    if outside or far:
        return Verdict(f"{MOTSIES} {found[0][0].table} og {found[0][1].table}", f"{words}.", cells)
    return Verdict(UPROVD, f"Bare noen av årene er trykt både med og uten foretak. {words}.", cells)


def _table(cell: AnchoredCell) -> bool:
    return cell.fact.tabell.startswith("tabell")


# Periods.


def period(case: Case) -> Verdict | None:
    """Return the verdict of what is said of a run of years, year by year."""
    draft, emne = case.draft, case.draft.emne
    word = direction(draft)
    if word in {"over", "under"}:
        return _against_norm(case, word)
    years = sorted(emne.aar)
    if draft.numbers and draft.numbers[0].unit == "aar":
        pairs = list(pairwise(years))
    else:
        pairs = list(pairwise([years[0] - 1, *years]))
    found = [case.evidence.pair(emne, pair, draft.exhibits) or _wider(case, pair) for pair in pairs]
    known = [pair for pair in found if pair]
    if not known or not word:
        return None
    wrong = [pair for pair in known if not holds(word, pair[0].exact, pair[1].exact)]
    cells = [cell for pair in known for cell in pair]
    words = _by_row(known)
    missing = [last for (_, last), pair in zip(pairs, found, strict=True) if not pair]
    if missing:
        words += f". {listed(map(str, missing))} er ikke trykt"
    words = f"{capitalised(words)}."
    if wrong:
        return Verdict(f"{MOTSIES} {wrong[0][1].table}", words, anchors(cells))
    if OF_GROWTH.match(draft.sentence.text[draft.end :]) and not emne.indikator.endswith(GROWTH):
        said = f"{words} Dette er nivåer; veksten i dem er ikke trykt."
        return Verdict(ANNET, said, anchors(cells))
    return Verdict(STEMMER, words, anchors(cells))


def _wider(case: Case, pair: tuple[int, int]) -> tuple[AnchoredCell, AnchoredCell] | None:
    """Return a pair of cells of all municipalities, where the whole sector has none."""
    emne = case.draft.emne
    if emne.gruppe[:1] != ("kommunesektoren",):
        return None
    asked = Subject(emne.indikator, ("landet",), emne.aar, emne.grunnlag, emne.utvalg)
    return case.evidence.pair(asked, pair, case.draft.exhibits)


def _against_norm(case: Case, word: str) -> Verdict | None:
    draft, emne = case.draft, case.draft.emne
    norm = norm_of(emne)
    every = (case.evidence.find(emne, year, draft.exhibits) for year in emne.aar)
    cells = [found[0] for found in every if found]
    if norm is None or not cells:
        return None
    wrong = [cell for cell in cells if not holds(word, norm, cell.exact)]
    words = f"Anbefalingen er {norm_words(norm, emne.gruppe[0])} prosent; {listing(cells)}."
    said = draft.sentence.text[draft.hits[0].start : draft.hits[0].end]
    if said.lower() in JUDGING:
        words = f"«{said}» er lest som {word} anbefalingen. {words}"
    if wrong:
        words += f" Stemmer ikke for {listed(str(cell.fact.aar) for cell in wrong)}."
        return Verdict(f"{MOTSIES} {wrong[0].table}", words, anchors(wrong))
    thin = [cell for cell in cells if abs(cell.exact - norm) < MARGIN]
    if thin and draft.hits[0].hedge == "godt":
        near = listed(f"{cell.text} ({cell.fact.aar})" for cell in thin)
        words += f" Ikke «godt» {word} i alle år: {near}."
        return Verdict(f"{MOTSIES} {thin[0].table}", words, anchors(thin))
    if any(cell.fact.grunnlag != "konsern" for cell in cells):
        return Verdict(ANNET, f"{words} Anbefalingen gjelder konsern.", anchors(cells))
    return Verdict(STEMMER, words, anchors(cells))

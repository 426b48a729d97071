"""Claims of change and order: differences, periods, ranks, and what is so of all."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from kommuneindikatorer.wording import listed
from sitegen.facts.ledger.compare import agrees, holds
from sitegen.facts.ledger.evidence import NORMS, WHOLES, CellFact, Evidence, percent
from sitegen.facts.ledger.model import ANNET, MOTSIES, STEMMER, UPROVD, Draft, Subject, Verdict
from sitegen.facts.ledger.prose import Prose, lines, quoted
from sitegen.facts.ledger.words import COUNTY, NETTO

GROWTH = ("_realendring", "_endring")
FINAL = "endelige regnskap (konsern, alle)"
COUNTY_GAP = Fraction(1)
MARGIN = Fraction(1, 2)
"""What «godt» asks for, percentage points."""


def _direction(draft: Draft) -> str:
    found = [word for word in draft.words if word in {"opp", "ned", "over", "under"}]
    return found[0] if found else draft.leans


def _listing(cells: Sequence[CellFact]) -> str:
    """Return «1,3 (2023) og 0,1 (2024) i tabell 3, «Kommunesektoren: …» (konsern, alle)»."""
    unique = list(dict.fromkeys(cells))
    values = listed(f"{cell.text} ({cell.o.aar})" for cell in unique)
    return f"{values} i {unique[0].table}, «{unique[0].row}»{unique[0].kind}"


def _by_row(pairs: Sequence[tuple[CellFact, CellFact]]) -> str:
    """Return the listings of pairs of cells, those of one row together."""
    rows: dict[tuple[str, str, str], list[CellFact]] = {}
    for cell in (cell for pair in pairs for cell in pair):
        rows.setdefault((cell.o.tabell, cell.row, cell.o.utvalg), []).append(cell)
    return "; ".join(_listing(cells) for cells in rows.values())


def _anchors(cells: Sequence[CellFact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.anchor for cell in cells))


def _ends(draft: Draft) -> tuple[int, int]:
    years = sorted(draft.emne.aar)
    return (years[0], years[-1]) if len(years) > 1 else (years[0] - 1, years[0])


# Differences.


def difference(draft: Draft, evidence: Evidence, prose: Prose) -> Verdict | None:
    """Return the verdict of a change or a difference; ``None`` where nothing can test it."""
    if draft.emne.maal == "konsern_minus_kasse":
        return companies(draft, evidence)
    if draft.emne.maal.startswith("andel"):
        return _share_change(draft, evidence, prose)
    if draft.emne.maal:
        return _spread_change(draft, evidence)
    if draft.emne.indikator.endswith(GROWTH) and not draft.numbers:
        return _growth(draft, evidence)
    groups = draft.emne.gruppe or ("",)
    pairs = [_pair(draft, evidence, group) for group in groups]
    if not all(pairs):
        return None
    found = [pair for pair in pairs if pair]
    words = _by_row(found)
    cells = _anchors([cell for pair in found for cell in pair])
    word = _direction(draft)
    wrong = [pair for pair in found if word and not holds(word, pair[0].value, pair[1].value)]
    if wrong:
        return Verdict(f"{MOTSIES} {wrong[0][1].table}", f"{_upper(words)}.", cells)
    if not draft.numbers:
        return Verdict(STEMMER, f"{_upper(words)}.", cells)
    first, last = found[0]
    moved = abs(last.value - first.value)
    digits = max(first.decimals, last.decimals)
    words = f"{_upper(words)}: forskjellen er {percent(moved, digits)} prosentpoeng."
    outcome = agrees(draft.numbers[0], moved, digits)
    if outcome and moved == draft.numbers[0].value:
        outcome = STEMMER
    return Verdict(outcome or f"{MOTSIES} {last.table}", words, cells)


def _pair(draft: Draft, evidence: Evidence, group: str) -> tuple[CellFact, CellFact] | None:
    emne = draft.emne
    asked = Subject(emne.indikator, (group,) if group else (), emne.aar, emne.grunnlag, emne.utvalg)
    return evidence.pair(asked, _ends(draft), draft.exhibits)


def _growth(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return the verdict of a fall or rise of what the tables print the yearly growth of.

    «Bidro til en nedgang» is so when there was one in some year of the period.
    """
    years = sorted(draft.emne.aar)
    cells = [found[0] for year in years if (found := evidence.find(draft.emne, year))]
    if not cells:
        return None
    word = _direction(draft)
    right = any(holds(word, Fraction(0), cell.value) for cell in cells)
    words = f"Endring fra året før: {_listing(cells)}."
    return Verdict(STEMMER if right else f"{MOTSIES} {cells[0].table}", words, _anchors(cells))


def _share_change(draft: Draft, evidence: Evidence, prose: Prose) -> Verdict | None:
    """Return the verdict of «antall kommuner med negative … økte»."""
    first, last = _ends(draft)
    said = {
        one.emne.aar[-1]: one
        for one in reversed(prose.drafts)
        if one.slag == "andel" and one.emne.maal == draft.emne.maal
    }
    word = _direction(draft)
    if first in said and last in said:
        before, after = said[first], said[last]
        words = (
            f"«{quoted(before)}» i {first} ({lines(before)}) og «{quoted(after)}» i {last} "
            f"({lines(after)})."
        )
        values = [Fraction(one.numbers[0].value or 0) for one in (before, after)]
        right = holds(word, *values)
        return Verdict(STEMMER if right else f"{MOTSIES} {lines(after)}", words)
    return _spread_change(draft, evidence)


def _spread_change(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return a change of a statistic in the final accounts, which is another basis."""
    first, last = (evidence.statistic(draft.emne, year) for year in _ends(draft))
    if first is None or last is None:
        return None
    years = _ends(draft)
    words = f"{percent(first)} i {years[0]} og {percent(last)} i {years[1]}"
    return Verdict(ANNET, f"{_upper(FINAL)} gir {words}.")


def companies(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return the verdict of what companies add: konsern minus kasse, in the years both are printed.

    A mean over years the note prints one of cannot be confirmed, only shown beside that one.
    """
    emne = draft.emne
    found = []
    for year in range(min(evidence.years() or emne.aar) - 10, max(emne.aar) + 1):
        wide = [c for c in evidence.find(emne, year, basis="konsern") if _table(c)]
        own = [c for c in evidence.find(emne, year, basis="kasse") if _table(c)]
        if wide and own and wide[0].o.status == own[0].o.status == "endelig":
            found.append((wide[0], own[0]))
    if not found:
        return None
    values = [wide.value - own.value for wide, own in found]
    words = "; ".join(
        f"{wide.o.aar}: {wide.text} ({wide.table}) − {own.text} ({own.table}) = "
        f"{percent(wide.value - own.value)}"
        for wide, own in found
    )
    cells = _anchors([cell for pair in found for cell in pair])
    numbers = [Fraction(number.value or 0) for number in draft.numbers]
    two = 2
    if len(numbers) >= two and not all(numbers[0] <= value <= numbers[1] for value in values):
        return Verdict(f"{MOTSIES} {found[0][0].table} og {found[0][1].table}", f"{words}.", cells)
    return Verdict(UPROVD, f"Bare noen av årene er trykt både med og uten foretak. {words}.", cells)


def _table(cell: CellFact) -> bool:
    return cell.o.tabell.startswith("tabell")


# Periods.


def period(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return the verdict of what is said of a run of years, year by year."""
    emne = draft.emne
    word = _direction(draft)
    if word in {"over", "under"}:
        return _against_norm(draft, evidence, word)
    years = sorted(emne.aar)
    if draft.numbers and draft.numbers[0].unit == "aar":
        pairs = list(pairwise(years))
    else:
        pairs = list(pairwise([years[0] - 1, *years]))
    found = [
        evidence.pair(emne, pair, draft.exhibits) or _wider(draft, evidence, pair) for pair in pairs
    ]
    known = [pair for pair in found if pair]
    if not known or not word:
        return None
    wrong = [pair for pair in known if not holds(word, pair[0].value, pair[1].value)]
    cells = [cell for pair in known for cell in pair]
    words = _by_row(known)
    missing = [last for (_, last), pair in zip(pairs, found, strict=True) if not pair]
    if missing:
        words += f". {listed(map(str, missing))} er ikke trykt"
    where = wrong[0][1].table if wrong else ""
    return Verdict(f"{MOTSIES} {where}" if wrong else STEMMER, f"{_upper(words)}.", _anchors(cells))


def _wider(
    draft: Draft, evidence: Evidence, pair: tuple[int, int]
) -> tuple[CellFact, CellFact] | None:
    """Return a pair of cells of all municipalities, where the whole sector has none."""
    emne = draft.emne
    if emne.gruppe[:1] != ("kommunesektoren",):
        return None
    asked = Subject(emne.indikator, ("landet",), emne.aar, emne.grunnlag, emne.utvalg)
    return evidence.pair(asked, pair, draft.exhibits)


def _against_norm(draft: Draft, evidence: Evidence, word: str) -> Verdict | None:
    emne = draft.emne
    norm = NORMS.get(emne.gruppe[0]) if emne.gruppe else None
    cells = [found[0] for year in emne.aar if (found := evidence.find(emne, year, draft.exhibits))]
    if norm is None or not cells:
        return None
    wrong = [cell for cell in cells if not holds(word, norm, cell.value)]
    level = percent(norm, 2) if norm.denominator > 1 else str(norm)
    words = f"Anbefalingen er {level} prosent; {_listing(cells)}."
    if wrong:
        words += f" Stemmer ikke for {listed(str(cell.o.aar) for cell in wrong)}."
        return Verdict(f"{MOTSIES} {wrong[0].table}", words, _anchors(wrong))
    thin = [cell for cell in cells if abs(cell.value - norm) < MARGIN]
    if thin and draft.hits[0].hedge == "godt":
        near = listed(f"{cell.text} ({cell.o.aar})" for cell in thin)
        words += f" Ikke «godt» {word} i alle år: {near}."
    return Verdict(STEMMER, words, _anchors(cells))


# Ranks and what is so of all.


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
    ends = (years[0], years[-1])
    moving = any(word in {"opp", "ned"} for word in draft.words[1:]) and len(years) > 1
    named = evidence.find(
        Subject(emne.indikator, emne.gruppe[:1], emne.aar), ends[1], draft.exhibits
    )
    if not named:
        return None
    scores: dict[str, Fraction] = {}
    cells: list[CellFact] = []
    for cell in evidence.peers(named[0]):
        score = cell.value
        if moving:
            asked = Subject(emne.indikator, (cell.o.gruppe,), emne.aar)
            pair = evidence.pair(asked, ends, (cell.o.tabell,))
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
    words = f"{_upper(table.table)}, {what} ({table.o.grunnlag}, {table.o.utvalg}): {row}."
    return Verdict(STEMMER if right else f"{MOTSIES} {table.table}", words, _anchors(cells))


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
    said = f"{_upper(FINAL)} for {year}: {'høyest' if high else 'lavest'} er {words}."
    return Verdict(f"{MOTSIES} endelige regnskap" if wrong else ANNET, said)


def _year_rank(draft: Draft, evidence: Evidence) -> Verdict | None:
    """Return a rank among years of a statistic in the final accounts."""
    emne = draft.emne
    years = [year for year in evidence.years() if year in range(min(emne.aar), max(emne.aar) + 1)]
    found = {year: evidence.statistic(emne, year) for year in years}
    values = [f"{percent(value)} i {year}" for year, value in found.items() if value is not None]
    if not values:
        return None
    return Verdict(ANNET, f"{_upper(FINAL)} gir {listed(values)}. Årene før er ikke her.")


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
    word = _direction(draft)
    if word:
        asked = [Subject(emne.indikator, (cell.o.gruppe,), emne.aar) for cell in cells]
        pairs = [evidence.pair(one, _ends(draft), (cells[0].o.tabell,)) for one in asked]
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
    words = f"{_upper(last.table)} ({last.o.grunnlag}, {last.o.utvalg}): {row}."
    return Verdict(f"{MOTSIES} {last.table}" if wrong else STEMMER, words, _anchors(used))


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
    words = f"{len(cells) - len(wrong)} av {len(cells)} trykte tall for {year} har status anslag eller foreløpig."
    return Verdict(f"{MOTSIES} {wrong[0].table}" if wrong else STEMMER, words)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]

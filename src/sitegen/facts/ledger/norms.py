"""Claims of the committee's recommended levels, and of figures above or below them."""

from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised
from sitegen.facts.ledger.case import Case, untested
from sitegen.facts.ledger.compare import holds
from sitegen.facts.ledger.evidence import NORMS
from sitegen.facts.ledger.model import MOTSIES, STEMMER, Verdict

NEAR = Fraction(1, 2)
"""How near «nær» is, percentage points."""


def norm(case: Case) -> Verdict:
    """Return the verdict of a recommended level; other norms are not here."""
    draft = case.draft
    number = draft.numbers[0] if draft.numbers else None
    level = NORMS.get(draft.emne.gruppe[0]) if draft.emne.gruppe else None
    if number is None or number.unit != "prosent" or level is None:
        return untested(case)
    words = f"Utvalgets anbefaling for {draft.emne.gruppe[0]} er {_level(level)} prosent."
    if number.value == level:
        return Verdict(STEMMER, words)
    return Verdict(f"{MOTSIES} utvalgets anbefaling", words)


def threshold(case: Case) -> Verdict:
    """Return the verdict of «under anbefalingen» in one year."""
    draft = case.draft
    level = NORMS.get(draft.emne.gruppe[0]) if draft.emne.gruppe else None
    cells = case.evidence.find(draft.emne, case.year, draft.exhibits)
    if level is None or not cells:
        return untested(case)
    cell = cells[0]
    words = f"{capitalised(cell.said)}; anbefalingen er {_level(level)} prosent."
    if any(number.value != level for number in draft.numbers):
        return Verdict(f"{MOTSIES} utvalgets anbefaling", words, (cell.anchor,))
    word = draft.words[0] if draft.words else ""
    near = abs(cell.value - level) <= NEAR
    right = near if word == "lik" else holds(word, level, cell.value)
    return Verdict(STEMMER if right else f"{MOTSIES} {cell.table}", words, (cell.anchor,))


def _level(norm: Fraction) -> str:
    whole, part = divmod(norm, 1)
    signs = {Fraction(1, 4): "¼", Fraction(1, 2): "½", Fraction(3, 4): "¾"}
    return f"{whole}{signs.get(part, '')}" if part in {0, *signs} else format_number(norm, 2)

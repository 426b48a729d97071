"""A claim and the evidence → its verdict. The number is compared here, and nowhere earlier.

A claim that nothing shipped can test says so; one that can be tested only on another basis gets
the other figure beside it, and is contradicted only where the figures are so far apart that the
basis cannot explain it.
"""

from collections.abc import Callable, Mapping

from sitegen.facts.ledger import amounts, change, figures, formula, norms, rank, spread
from sitegen.facts.ledger.case import Case, untested
from sitegen.facts.ledger.evidence import Evidence
from sitegen.facts.ledger.model import ANNET, UPROVD, Draft, Verdict
from sitegen.facts.ledger.prose import Prose
from sitegen.note.claims import Slag


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


KINDS: Mapping[Slag, Callable[[Case], Verdict]] = {
    "celle": figures.cell,
    "andel": figures.share,
    "norm": norms.norm,
    "terskel": norms.threshold,
    "spenn": spread.spread,
    "sum": amounts.total,
    "kilde": untested,
    "utenfor": untested,
    "differanse": lambda one: (
        change.difference(one.draft, one.evidence, one.prose) or untested(one)
    ),
    "periode": lambda one: change.period(one.draft, one.evidence) or untested(one),
    "rang": lambda one: rank.rank(one.draft, one.evidence) or untested(one),
    "alle_ingen": lambda one: rank.all_of(one.draft, one.evidence) or untested(one),
}
"""Kind → what judges it."""

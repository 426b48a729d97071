"""Kasse or konsern, where a file does not say for itself."""

from kommuneindikatorer.assumptions import Assumptions, Valg
from kommuneindikatorer.model import Basis

_VALG = (
    Valg(Basis.KASSE.value, "kommunekassen"),
    Valg(
        Basis.KONSERN.value,
        "kommunekonsernet (med kommunale foretak og interkommunale selskaper)",
    ),
)


def settle_basis(assumptions: Assumptions, found: Basis, why: str) -> Basis:
    """Return whose money the amounts are: chosen, else found, else not known; said."""
    chosen = assumptions.settle(
        "basis",
        "" if found is Basis.UKJENT else found.value,
        "Tallene gjelder {verdi}.",
        why,
        valg=_VALG,
        ukjent="Det er ikke kjent om tallene gjelder kommunekassen eller kommunekonsernet.",
    )
    return Basis(chosen) if chosen else Basis.UKJENT

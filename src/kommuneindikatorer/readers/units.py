"""Kroner or 1000 kr: decided from the size of the incomes, and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.options import Assumptions, Valg

PER_HEAD_LIMIT = 6_000
"""A municipality's income per head is 60–600 thousand kr, so 60–600 or 60 000–600 000 as a
number. This lies midway between the two."""

SMALLEST_IN_KRONER = 20_000_000
LARGEST_IN_THOUSANDS = 100_000_000
"""Without population: no municipality has an income under 20 million kr, none above
100 billion. Between these numbers only Oslo, the largest towns and county municipalities can
be in 1000 kr."""

LARGE = frozenset({"0301", "1103", "4601", "5001"})
"""Oslo, Stavanger, Bergen, Trondheim."""


@dataclass(frozen=True, slots=True)
class Income:
    """One unit's gross operating income as the file writes it, and what is known of its size."""

    amount: Decimal
    folkemengde: int | None = None
    kommunenummer: str | None = None


def settle_unit(incomes: Sequence[Income], assumptions: Assumptions, said: str = "") -> str:
    """Return ``kroner`` or ``tusen`` for a file, and say so.

    Args:
        incomes: What the file gives; the largest decides.
        assumptions: Where it is said, and where the user's choice comes from.
        said: The unit where the format or the file itself states it, else empty.
    """
    found, why = (said, "Filen sier det selv.") if said else _by_size(incomes)
    return assumptions.settle(
        "belopsenhet",
        found,
        "Beløpene er i {verdi}.",
        why,
        valg=(Valg("tusen", "1000 kr"), Valg("kroner", "kroner")),
    )


def _by_size(incomes: Sequence[Income]) -> tuple[str, str]:
    if not incomes:
        return "tusen", "Filen har ingen driftsinntekter å gå etter."
    per_head = sorted(one.amount / one.folkemengde for one in incomes if one.folkemengde)
    if per_head:
        middle = per_head[len(per_head) // 2]
        return _unit(middle >= PER_HEAD_LIMIT), "Etter driftsinntekter per innbygger."
    largest = max(incomes, key=lambda one: one.amount)
    if SMALLEST_IN_KRONER <= largest.amount <= LARGEST_IN_THOUSANDS:
        return _unit(
            not _is_large(largest.kommunenummer)
        ), "Etter størrelsen på driftsinntektene (usikkert)."
    return _unit(largest.amount > LARGEST_IN_THOUSANDS), "Etter størrelsen på driftsinntektene."


def _is_large(code: str | None) -> bool:
    """Return whether the unit may have an income of tens of billions: a county always may."""
    return code in LARGE or (code or "").endswith("00")


def _unit(in_kroner: bool) -> str:  # noqa: FBT001 - private, and its two callers read well
    return "kroner" if in_kroner else "tusen"

"""The committee's recommended levels over time, and how they are meant."""

from collections.abc import Mapping
from fractions import Fraction

from kommuneindikatorer.model import Nivaa

ANBEFALT_NIVAA: Mapping[Nivaa, Fraction] = {
    Nivaa.KOMMUNE: Fraction(7, 4),
    Nivaa.FYLKESKOMMUNE: Fraction(4),
}
"""Net operating result in per cent of income, konsern; the sector as a whole: `SEKTOR`.

Source: the note of 7 March 2025, section 3."""

SEKTOR = Fraction(2)
"""The same level for municipalities and county municipalities together."""

ANBEFALT = (
    "Utvalgets anbefalte nivå gjelder kommunene samlet og fylkeskommunene samlet over tid, "
    "med foretak og interkommunale selskaper. Det er ikke ment for den enkelte kommune."
)

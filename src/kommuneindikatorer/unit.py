"""One unit in one year, measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.measures.maaling import INNTEKT, Maaling, amount
from kommuneindikatorer.model import Nivaa, Regnskap
from kommuneindikatorer.register import todays_code
from kommuneindikatorer.register.lookup import OSLO


@dataclass(frozen=True, slots=True)
class Enhet:
    """One unit, year and basis.

    Attributes:
        regnskap: Its accounts, with what follows from them.
        indikatorer: Every indicator by id.
        landsdel: Region by the file, else by the register, else as chosen; None if unknown.
        navn: Name by the file, else by the register; None if unknown.
    """

    regnskap: Regnskap
    indikatorer: Mapping[str, Maaling]
    landsdel: str | None
    navn: str | None

    @property
    def inntekt(self) -> Decimal | None:
        """Gross operating income, 1000 kr."""
        return amount(self.regnskap, INNTEKT)

    @property
    def kode(self) -> str | None:
        """The code it has today, by which years are compared."""
        return todays_code(self.regnskap.kommunenummer)

    @property
    def er_kommune(self) -> bool:
        """Whether it is a municipality."""
        return self.regnskap.nivaa is Nivaa.KOMMUNE

    @property
    def er_oslo(self) -> bool:
        """Whether it is Oslo, which the note's groups leave out."""
        return self.regnskap.kommunenummer == OSLO

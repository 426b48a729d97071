"""All that comes out of the core, in one value."""

from dataclasses import dataclass

from kommuneindikatorer.assumptions import Antakelse
from kommuneindikatorer.groups.estimate import Anslag
from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.model import Filing
from kommuneindikatorer.problems import Problem
from kommuneindikatorer.unit import Enhet


@dataclass(frozen=True, slots=True)
class Result:
    """What the files gave.

    Attributes:
        format: The reader's id; several joined with « + »; empty when nothing was read.
        kodet: The files' encoding, joined likewise.
        filer: How each file was taken in.
        kolonner: Headings to choose from with `Options.kolonne`.
        antakelser: What was assumed.
        enheter: Each unit, year and basis.
        grupper: Groups with their statistics.
        anslag: The whole estimated from a sample.
        problemer: What was wrong, in the order found.
    """

    format: str
    kodet: str
    filer: tuple[Filing, ...]
    kolonner: tuple[str, ...]
    antakelser: tuple[Antakelse, ...]
    enheter: tuple[Enhet, ...]
    grupper: tuple[Gruppe, ...]
    anslag: tuple[Anslag, ...]
    problemer: tuple[Problem, ...]

    @property
    def is_computed(self) -> bool:
        """Whether any indicator of any unit has a value."""
        return any(
            found.belop is not None or found.pst is not None
            for unit in self.enheter
            for found in unit.indikatorer.values()
        )

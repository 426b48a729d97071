"""What makes figures unsafe to show, and the one choice that would settle it.

A reader that cannot know which column, sheet, digits or year is meant takes the probable one and
says so with a doubt; the figures are held back until the user has chosen, or has confirmed them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kommuneindikatorer.options import Options, Valg, split_list
from kommuneindikatorer.problems import Kode, Problem, Problems, Sted

_NOWHERE = Sted()


@dataclass(frozen=True, slots=True)
class Tvil:
    """One reason to hold figures back.

    Attributes:
        problem: What was found, what it probably means and what to do, as it is listed.
        tekst: The same without the place, as it stands above a question.
        valg: The field of `Options` that would settle it; empty where only another file can.
            Not to be doubted where the user has chosen it.
        mulige: The values to choose from, the probable first; empty means those of the
            assumption of the same id, or free text where it has none.
    """

    problem: Problem
    tekst: str
    valg: str = ""
    mulige: tuple[Valg, ...] = ()


def doubt(
    kode: Kode,
    sted: Sted = _NOWHERE,
    verdi: str | None = None,
    *,
    valg: str = "",
    mulige: Mapping[str, str] | None = None,
    **fields: object,
) -> Tvil:
    """Return a doubt; ``kode`` and ``fields`` are as in `Problems.add`."""
    said = Problems()
    said.add(kode, sted, verdi, **fields)
    said.add(kode, _NOWHERE, verdi, **fields)
    listed, bare = said.all()
    possible = tuple(Valg(*one) for one in (mulige or {}).items())
    return Tvil(listed, bare.melding, valg, possible)


def open_doubts(doubts: tuple[Tvil, ...], options: Options) -> tuple[Tvil, ...]:
    """Return the doubts the user has not confirmed: «the figures are right as they are».

    What a choice has settled, a reader does not doubt again; a figure that no municipality can
    have stays held back whatever was chosen.
    """
    confirmed = split_list(options.bekreftet)
    if "alle" in confirmed:
        return ()
    return tuple(one for one in doubts if one.problem.kode not in confirmed)

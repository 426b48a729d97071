"""What a reader decided on its own, each with the option that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import shown


@dataclass(frozen=True, slots=True)
class Valg:
    """One possible value of an assumption, and its name for people."""

    verdi: str
    etikett: str


@dataclass(frozen=True, slots=True)
class Antakelse:
    """One decision, so written that the page can show it and let it be changed.

    Attributes:
        id: The field of `Options` that overrules it.
        tekst: One Norwegian sentence saying what was assumed.
        verdi: The value in force; empty where nothing could be assumed.
        grunn: What it was decided from.
        valg: The values to choose from; empty means free text.
        oppgitt: Whether the user chose it.
    """

    id: str
    tekst: str
    verdi: str
    grunn: str
    valg: tuple[Valg, ...] = ()
    oppgitt: bool = False


class Assumptions:
    """Settles each question once: the user's choice first, then the reader's finding."""

    def __init__(self, options: Options) -> None:
        """Start with nothing settled but what the options say."""
        self._options = options
        self._said: dict[str, Antakelse] = {}

    def settle(  # noqa: PLR0913 - one argument for each field of what is said
        self,
        ident: str,
        found: str,
        tekst: str,
        grunn: str,
        *,
        valg: Iterable[Valg] = (),
        ukjent: str = "",
    ) -> str:
        """Return the value in force, and remember it as said to the user.

        Args:
            ident: The field of `Options` that overrules it.
            found: What the file shows; empty when it shows nothing.
            tekst: The sentence, with ``{verdi}`` where the chosen value's name goes.
            grunn: What it was found from.
            valg: The values to choose from.
            ukjent: The sentence where nothing is chosen or found.
        """
        chosen: str = getattr(self._options, ident)
        value = chosen or found
        choices = tuple(valg)
        label = next((one.etikett for one in choices if one.verdi == value), value)
        said = tekst.format(verdi=shown(label)) if value else ukjent
        why = "Valgt av deg." if chosen else grunn
        self._said[ident] = Antakelse(ident, said, value, why, choices, bool(chosen))
        return value

    def all(self) -> tuple[Antakelse, ...]:
        """Return what was settled, in the order it was settled."""
        return tuple(self._said.values())

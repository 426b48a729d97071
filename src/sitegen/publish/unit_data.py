"""The unit data of a checkout, computed by the core."""

from pathlib import Path

from sitegen.indicators.compute import compute
from sitegen.indicators.document import Source
from sitegen.indicators.groups.grouping import Gruppe
from sitegen.indicators.options import Options
from sitegen.notes.errors import Fault, SourceError

FOLDER = Path("data/kommuner")
FILES = ("kommuner_2023_2024.csv", "fylkeskommuner_2023_2024.csv")


def unit_groups(root: Path) -> tuple[Gruppe, ...]:
    """Return the groups of all units, final figures, konsern.

    Raises:
        SourceError: A file is missing, or a row of it was refused; names the row.
    """
    sources = [Source(name, _bytes(root / FOLDER / name)) for name in FILES]
    result = compute(sources, Options(basis="konsern", belopsenhet="tusen"))
    wrong = [one for one in result.problemer if one.alvor == "feil"]
    if wrong:
        raise SourceError(
            *(Fault(str(one.sted.fil), one.sted.rad, "en gyldig rad", one.melding) for one in wrong)
        )
    return result.grupper


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        fault = Fault(str(path), None, "en fil som kan leses", error.strerror or "en feil")
        raise SourceError(fault) from error

"""The unit data of a checkout, computed by the core."""

from pathlib import Path

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.options import Options
from sitegen.note.errors import Fault, SourceError
from sitegen.publish.edition_folder import read_bytes

FOLDER = Path("data/kommuner")
KINDS = ("kommuner", "fylkeskommuner")
"""Beginnings of the files' names; the years they hold follow."""


def read_unit_files(root: Path) -> dict[str, bytes]:
    """Return the newest file of each kind by name; raises ``SourceError`` if one is missing."""
    return {path.name: read_bytes(path) for path in (_newest(root, kind) for kind in KINDS)}


def _newest(root: Path, kind: str) -> Path:
    names = sorted((root / FOLDER).glob(f"{kind}_*.csv"))
    if not names:
        place = str(root / FOLDER / f"{kind}_*.csv")
        raise SourceError(Fault(place, None, "en fil med regnskapstall", "ingen"))
    return names[-1]


def unit_groups(root: Path) -> tuple[Gruppe, ...]:
    """Return the groups of all units, final figures, konsern.

    Raises:
        SourceError: A file is missing, or a row of it was refused; names the row.
    """
    sources = [Source(name, data) for name, data in read_unit_files(root).items()]
    result = compute(sources, Options(basis="konsern", belopsenhet="tusen"))
    wrong = [one for one in result.problemer if one.alvor == "feil"]
    if wrong:
        raise SourceError(
            *(Fault(str(one.sted.fil), one.sted.rad, "en gyldig rad", one.melding) for one in wrong)
        )
    return result.grupper

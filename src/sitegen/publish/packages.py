"""Files of the npm packages that ``make setup`` installs."""

from pathlib import Path

from sitegen.note.errors import Fault, SourceError

PACKAGES = Path("node_modules")


def read_package_file(root: Path, name: str) -> bytes:
    """Return a file by its path below the packages' folder; raises ``SourceError`` if missing."""
    path = root / PACKAGES / name
    if not path.is_file():
        raise SourceError(
            Fault(str(path), None, "en installert fil", "ingen fil", "Kjør «make setup».")
        )
    return path.read_bytes()

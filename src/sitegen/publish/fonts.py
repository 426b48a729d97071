"""The site's own fonts, taken from the npm packages that ``make setup`` installs."""

from pathlib import Path

from sitegen.notes.errors import Fault, SourceError

FAMILIES = ("source-serif-4", "source-sans-3")
PACKAGES = Path("node_modules/@fontsource-variable")


def read_fonts(root: Path) -> dict[str, bytes]:
    """Return the fonts by their path below ``docs/``; raises ``SourceError`` if one is missing."""
    files: dict[str, bytes] = {}
    for family in FAMILIES:
        name = f"{family}-latin-wght-normal.woff2"
        path = root / PACKAGES / family / "files" / name
        if not path.is_file():
            remedy = "Kjør «make setup»."
            raise SourceError(Fault(str(path), None, "en skriftfil", "ingen fil", remedy))
        files[name] = path.read_bytes()
    return files

"""What the site takes from the npm packages that ``make setup`` installs: fonts and Vega."""

from pathlib import Path

from sitegen.note.errors import Fault, SourceError
from sitegen.pages.frame import FONTS, font_file

PACKAGES = Path("node_modules")
VEGA = "vega/build/vega.min.js"
INTERPRETER = "vega-interpreter/build/vega-interpreter.js"
BARE = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
OWN = "const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;"


def read_package_file(root: Path, name: str) -> bytes:
    """Return a file by its path below the packages' folder; raises ``SourceError`` if missing."""
    path = root / PACKAGES / name
    if not path.is_file():
        raise SourceError(
            Fault(str(path), None, "en installert fil", "ingen fil", "Kjør «make setup».")
        )
    return path.read_bytes()


def read_fonts(root: Path) -> dict[str, bytes]:
    """Return the fonts by their path below ``docs/``; raises ``SourceError`` if one is missing."""
    names = {family: font_file(family) for family in FONTS}
    return {
        name: read_package_file(root, f"@fontsource-variable/{family}/files/{name}")
        for family, name in names.items()
    }


def vega_files(root: Path) -> dict[str, bytes]:
    """Return the two files; the interpreter takes its helpers from the other.

    Raises:
        SourceError: One is missing, or the interpreter asks for other helpers than we know of.
    """
    interpreter = read_package_file(root, INTERPRETER).decode()
    if BARE not in interpreter:
        raise SourceError(Fault(INTERPRETER, None, BARE, "noe annet", "Sjekk versjonen."))
    return {
        "vega.min.js": read_package_file(root, VEGA),
        "vega-interpreter.js": interpreter.replace(BARE, OWN).encode(),
    }

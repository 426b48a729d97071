"""Vega and its interpreter, taken from npm packages."""

from pathlib import Path

from sitegen.note.errors import Fault, SourceError
from sitegen.publish.packages import read_package_file

SCRIPT = "vega/build/vega.min.js"
INTERPRETER = "vega-interpreter/build/vega-interpreter.js"
BARE = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
OWN = "const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;"


def vega_files(root: Path) -> dict[str, bytes]:
    """Return the two files; the interpreter takes its helpers from the other.

    Raises:
        SourceError: One is missing, or the interpreter asks for other helpers than we know of.
    """
    interpreter = read_package_file(root, INTERPRETER).decode()
    if BARE not in interpreter:
        raise SourceError(Fault(INTERPRETER, None, BARE, "noe annet", "Sjekk versjonen."))
    return {
        "vega.min.js": read_package_file(root, SCRIPT),
        "vega-interpreter.js": interpreter.replace(BARE, OWN).encode(),
    }

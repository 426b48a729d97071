"""Vega and its interpreter, taken from the npm packages that ``make setup`` installs."""

from pathlib import Path

from sitegen.notes.errors import Fault, SourceError

SCRIPT = "node_modules/vega/build/vega.min.js"
INTERPRETER = "node_modules/vega-interpreter/build/vega-interpreter.js"
BARE = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
OWN = "const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;"


def vega_files(root: Path) -> dict[str, bytes]:
    """Return the two files; the interpreter takes its helpers from the other.

    Raises:
        SourceError: One is missing, or the interpreter asks for other helpers than we know of.
    """
    interpreter = _text(root / INTERPRETER)
    if BARE not in interpreter:
        raise SourceError(Fault(INTERPRETER, None, BARE, "noe annet", "Sjekk versjonen."))
    return {
        "vega.min.js": _text(root / SCRIPT).encode(),
        "vega-interpreter.js": interpreter.replace(BARE, OWN).encode(),
    }


def _text(path: Path) -> str:
    if not path.is_file():
        raise SourceError(Fault(str(path), None, "en fil", "ingen fil", "Kjør «make setup»."))
    return path.read_text(encoding="utf-8")

"""The charts' own pages for other sites' frames, and the colours they take from the system."""

import re
from pathlib import Path

from sitegen.note.errors import Fault, SourceError
from sitegen.pages.edition import Edition
from sitegen.pages.embed import embeds
from sitegen.pages.frame import COLOURS

PALETTE = Path("docs/assets/styles/colours.css")
_DARK = re.compile(
    r'^\[data-md-color-scheme="slate"\] \{\n(  color-scheme: dark;.*?)^\}', re.MULTILINE | re.DOTALL
)


def embed_files(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return the pages and their colours by path below ``docs/``.

    Raises:
        SourceError: The palette has no dark colours where they are looked for.
    """
    colours = following_the_system((root / PALETTE).read_text(encoding="utf-8"))
    files = {COLOURS: colours, **embeds(edition)}
    return {name: text.encode() for name, text in files.items()}


def following_the_system(palette: str) -> str:
    """Return the palette for pages without the theme's switch: dark where the system is."""
    text, count = _DARK.subn(r"@media (prefers-color-scheme: dark) {\n:root {\n\1}\n}", palette)
    if count != 1:
        raise SourceError(Fault(str(PALETTE), None, "én blokk med mørke farger", str(count)))
    return text

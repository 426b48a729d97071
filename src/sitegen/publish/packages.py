"""What the site takes from npm packages: Vega, and fonts, which charts are drawn with as TTF."""

import os
import subprocess
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from sitegen.charts.render import DrawingContext
from sitegen.note.errors import Fault, SitegenError
from sitegen.pages.places import FONTS, font_file
from sitegen.publish.cache import CACHE, FolderStore, cached, key_of
from sitegen.publish.tree import PACKAGES, read_package_file, write_folder

DRAWING = Path(__file__).with_name("drawing.mjs")
INSTALLED = ".package-lock.json"
"""Every installed package with its version, as npm writes it."""


def read_fonts(root: Path) -> dict[str, bytes]:
    """Return the fonts by their path below ``docs/``; raises ``SourceError`` if one is missing."""
    names = {family: font_file(family) for family in FONTS}
    return {
        name: read_package_file(root, f"@fontsource-variable/{family}/files/{name}")
        for family, name in names.items()
    }


def vega_files(root: Path) -> dict[str, bytes]:
    """Return what draws charts in pages: of Vega only what the forms use, with its interpreter.

    Raises:
        SitegenError: A package is missing, there is no Node.js, or the parts do not fit together.
    """
    key = key_of(read_package_file(root, INSTALLED), DRAWING)

    def make() -> bytes:
        return run_node(root, DRAWING, root / PACKAGES).encode()

    return {"vega.js": cached(root, f"vega-{key}.js", make)}


WEIGHTS: Mapping[int, str] = MappingProxyType({400: "Regular", 600: "SemiBold"})
"""The weights that charts use, and their names."""

FAMILIES: Mapping[str, str] = MappingProxyType(
    {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}
)


def drawing_context(root: Path) -> DrawingContext:
    """Return the context; unpacks the fonts if that is not done already."""
    webfonts = read_fonts(root)
    folder = (root / CACHE / f"fonts-{key_of(*webfonts.values())}").absolute()
    if not folder.is_dir():
        write_folder(folder, _static_fonts(webfonts))
    return DrawingContext(folder, FolderStore(root / CACHE))


def _static_fonts(webfonts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return each variable WOFF2 font in the weights that charts use, by file name."""
    return {
        f"{file}-{weight}.ttf": _instance(data, family, weight)
        for name, data in webfonts.items()
        for file, family in FAMILIES.items()
        if name.startswith(file)
        for weight in WEIGHTS
    }


def _instance(data: bytes, family: str, weight: int) -> bytes:
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    static = instantiateVariableFont(font, {"wght": weight})
    static.flavor = None
    static["OS/2"].usWeightClass = weight
    _rename(static, family, WEIGHTS[weight])
    out = BytesIO()
    static.save(out)
    return out.getvalue()


def _rename(font: TTFont, family: str, weight: str) -> None:
    """Name the font as a style sheet does; the web font says «ExtraLight» of all its weights."""
    names = font["name"]
    names.names = []
    texts = {1: family, 2: weight, 4: f"{family} {weight}", 16: family, 17: weight}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    names.setName(f"{family}-{weight}".replace(" ", ""), 6, 3, 1, 0x409)


# Where the machine's Node.js is, and what it says of a script.
@cache
def find_node(root: Path) -> Path:
    """Return the program; ``tools/find_node`` knows where, and what to do without.

    Raises:
        SitegenError: There is none.
    """
    tool = root / "tools/find_node"
    found = subprocess.run([tool], check=False, capture_output=True, text=True)  # noqa: S603
    if found.returncode:
        raise SitegenError(Fault(str(tool), None, "Node.js", "ingen", found.stderr.strip()))
    return Path(found.stdout.strip()) / "node"


def run_node(root: Path, script: Path, *arguments: Path, given: str = "") -> str:
    """Return what a script prints.

    Raises:
        SitegenError: There is no Node.js, or the script failed; with the end of what it said.
    """
    run = subprocess.run(  # noqa: S603  every part is ours
        [find_node(root), script, *(path.resolve() for path in arguments)],
        input=given,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ,
    )
    if run.returncode:
        said = "\n".join(line[:200] for line in run.stderr.splitlines()[-15:])
        raise SitegenError(Fault(script.name, None, "et skript som går", said))
    return run.stdout

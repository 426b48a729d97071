"""The site's own fonts, taken from npm packages."""

from pathlib import Path

from sitegen.pages.frame import FONTS, font_file
from sitegen.publish.packages import read_package_file


def read_fonts(root: Path) -> dict[str, bytes]:
    """Return the fonts by their path below ``docs/``; raises ``SourceError`` if one is missing."""
    names = {family: font_file(family) for family in FONTS}
    return {
        name: read_package_file(root, f"@fontsource-variable/{family}/files/{name}")
        for family, name in names.items()
    }

"""The site's own fonts, taken from npm packages."""

from pathlib import Path

from sitegen.publish.packages import read_package_file

FAMILIES = ("source-serif-4", "source-sans-3")


def read_fonts(root: Path) -> dict[str, bytes]:
    """Return the fonts by their path below ``docs/``; raises ``SourceError`` if one is missing."""
    names = {family: f"{family}-latin-wght-normal.woff2" for family in FAMILIES}
    return {
        name: read_package_file(root, f"@fontsource-variable/{family}/files/{name}")
        for family, name in names.items()
    }

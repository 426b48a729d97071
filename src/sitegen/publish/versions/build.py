"""Builds a version twice, and gives it only when both are the same to the byte."""

import tempfile
from pathlib import Path

from sitegen.pages.version import Named
from sitegen.publish.build import build_site
from sitegen.publish.versions.errors import refuse
from sitegen.publish.versions.site import blob_id, differences, read_site

SHOWN = 10


def build_version(root: Path, folder: Path, named: Named) -> dict[str, bytes]:
    """Return the files of a version of the site.

    Raises:
        SitegenError: The note cannot be read, or two builds differ; names the files.
    """
    first, second = (_build(root, folder, named) for _ in range(2))
    unlike = differences(first, {path: blob_id(data) for path, data in second.items()})
    if unlike:
        raise refuse(
            named.name,
            "to like bygg av det samme",
            f"{len(unlike)} filer som er ulike: {', '.join(unlike[:SHOWN])}",
        )
    return first


def _build(root: Path, folder: Path, named: Named) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "site"
        build_site(root, folder, out, named)
        return read_site(out)

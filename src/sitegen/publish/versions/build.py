"""Builds a version twice, and gives it only when both are the same to the byte."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from sitegen.pages.edition import Named
from sitegen.publish.tree import write_folder
from sitegen.publish.versions.errors import refuse
from sitegen.publish.versions.site import blob_id, differences, read_site

SHOWN = 10


def build_version(
    root: Path, folder: Path, named: Named, before: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the files of a version of the site.

    Args:
        root: The checkout.
        folder: The edition's folder.
        named: The version it is built as.
        before: Data files of the edition's version before it, by path, to tell what is corrected.

    Raises:
        SitegenError: The note cannot be read, or two builds differ; names the files.
    """
    first, second = (_build(root, folder, named, before or {}) for _ in range(2))
    unlike = differences(first, {path: blob_id(data) for path, data in second.items()})
    if unlike:
        raise refuse(
            named.name,
            "to like bygg av det samme",
            f"{len(unlike)} filer som er ulike: {', '.join(unlike[:SHOWN])}",
        )
    return first


def _build(root: Path, folder: Path, named: Named, before: Mapping[str, bytes]) -> dict[str, bytes]:
    from sitegen.publish.build import build_site  # noqa: PLC0415  builders are slow to import

    with tempfile.TemporaryDirectory() as temporary:
        out, earlier = Path(temporary) / "site", Path(temporary) / "before"
        write_folder(earlier, before)
        build_site(root, folder, out, named, earlier if before else None)
        return read_site(out)

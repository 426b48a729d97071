"""A built site as it goes onto the branch: its files and their ids."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sitegen.publish.tree import files_below
from sitegen.publish.versions.errors import refuse


def read_site(folder: Path) -> dict[str, bytes]:
    """Return a built site's files by path; raises ``PublishError`` when there is no site."""
    if not (folder / "index.html").is_file():
        raise refuse(str(folder), "et bygget nettsted", "ingen index.html", "Kjør «make site».")
    return {name: path.read_bytes() for name, path in files_below(folder).items()}


def blob_id(data: bytes) -> str:
    """Return the id git gives a file's bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def differences(files: Mapping[str, bytes], published: Mapping[str, str]) -> list[str]:
    """Return the paths that are changed, new or gone against the ids of what is published."""
    ids = {path: blob_id(data) for path, data in files.items()}
    return sorted(
        path for path in ids.keys() | published.keys() if ids.get(path) != published.get(path)
    )

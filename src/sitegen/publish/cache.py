"""What took time to make, found again by what it was made from.

It lies in one folder, which git ignores and ``make clean`` empties; a build without it gives the
same bytes, later.
"""

import hashlib
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path

from sitegen.publish.tree import write_folder

CACHE = Path("build/cache")


def cached(root: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a content of a checkout's cache, made if it is not there.

    Args:
        root: The checkout.
        name: Says what the content is and all that it is made from: see ``key_of``.
        make: Returns the content.
    """
    store = FolderStore(root / CACHE)
    content = store.get(name)
    if content is None:
        store[name] = content = make()
    return content


def key_of(*parts: bytes | str | Path) -> str:
    """Return what stands for all of these parts; a path for what its file holds."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part
        content = data.encode() if isinstance(data, str) else data
        digest.update(len(content).to_bytes(8) + content)
    return digest.hexdigest()[:16]


class FolderStore(MutableMapping[str, bytes]):
    """A folder as a mapping from file names to contents."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made when there is something to put there.

        It may be a link to one that checkouts share, on another disk too.
        """
        self._folder = folder.resolve()

    def __getitem__(self, name: str) -> bytes:
        """Return the content; raises ``KeyError`` if there is none."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def __setitem__(self, name: str, content: bytes) -> None:
        """Keep the content, whole or not at all."""
        write_folder(self._folder, {name: content})

    def __delitem__(self, name: str) -> None:
        """Forget a content; raises ``KeyError`` if there is none."""
        try:
            (self._folder / name).unlink()
        except FileNotFoundError as error:
            raise KeyError(name) from error

    def __iter__(self) -> Iterator[str]:
        """Return the names, in order."""
        return (path.name for path in sorted(self._folder.glob("*")))

    def __len__(self) -> int:
        """Return how many contents there are."""
        return sum(1 for _ in self)

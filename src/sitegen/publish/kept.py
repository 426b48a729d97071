"""What took time to make, kept for the next build.

It lies in folders below ``build/``, which git ignores and ``make clean`` empties; a build without
them gives the same bytes, later.
"""

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path

from sitegen.publish.tree import write_folder


class FolderStore(MutableMapping[str, bytes]):
    """A folder as a mapping from file names to contents."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made when there is something to put there."""
        self._folder = folder

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


def kept(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a file's content, made only if it is not there; its name says all it is made from."""
    store = FolderStore(folder)
    content = store.get(name)
    if content is None:
        store[name] = content = make()
    return content

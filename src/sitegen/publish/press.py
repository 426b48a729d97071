"""What charts are drawn with: the site's fonts as TTF, and what was drawn before.

Both lie in ``build/``, which git ignores and ``make clean`` empties; a build without them gives
the same bytes, later.
"""

import hashlib
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from sitegen.charts.compile import Press
from sitegen.charts.fonts import static_fonts
from sitegen.publish.fonts import read_fonts
from sitegen.publish.tree import write_folder

FONTS = Path("build/skrift")
DRAWN = Path("build/diagram")


def read_press(root: Path) -> Press:
    """Return the press; unpacks the fonts if that is not done already."""
    webfonts = read_fonts(root)
    digest = hashlib.sha256(b"".join(webfonts.values())).hexdigest()[:16]
    folder = (root / FONTS / digest).absolute()
    if not folder.is_dir():
        write_folder(folder, static_fonts(webfonts))
    return Press(folder, FolderStore(root / DRAWN))


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

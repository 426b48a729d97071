"""What charts are drawn with: the site's fonts as TTF, and what was drawn before.

Both lie in ``build/``, which git ignores and ``make clean`` empties; a build without them gives
the same bytes, later.
"""

import hashlib
from pathlib import Path

from sitegen.charts.draw import Press
from sitegen.charts.fonts import static_fonts
from sitegen.publish.kept import FolderStore
from sitegen.publish.packages import read_fonts
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

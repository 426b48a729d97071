"""What charts are drawn with: the site's fonts as TTF, and what was drawn before, both cached."""

from pathlib import Path

from sitegen.charts.draw import Press
from sitegen.charts.fonts import static_fonts
from sitegen.publish.cache import CACHE, FolderStore, key_of
from sitegen.publish.packages import read_fonts
from sitegen.publish.tree import write_folder


def read_press(root: Path) -> Press:
    """Return the press; unpacks the fonts if that is not done already."""
    webfonts = read_fonts(root)
    folder = (root / CACHE / f"fonts-{key_of(*webfonts.values())}").absolute()
    if not folder.is_dir():
        write_folder(folder, static_fonts(webfonts))
    return Press(folder, FolderStore(root / CACHE))

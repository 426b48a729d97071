"""The built site: one address and one folder, whichever process of the run asks."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sitegen.pages.places import is_shared
from support.serving import CachedHandler, serving

SAMPLE = {"0301-oslo", "1508-alesund", "15-more-og-romsdal"}
"""Units whose pages stand for all in what is tried on every page."""
UNIT = 2
"""How deep a unit's page lies."""
PLACE = pytest.StashKey[tuple[str, str]]()


@dataclass(frozen=True)
class Site:
    """A built site, and where it is served."""

    url: str
    folder: Path

    @property
    def pages(self) -> list[str]:
        """Every page's address below the site's root, the front page as an empty string.

        Of the units' hundreds of pages, which are alike but for their content, a few.
        """
        files = sorted(self.folder.rglob("*.html"))
        names = [path.relative_to(self.folder).as_posix() for path in files]
        names = [
            one
            for one in names
            if one.count("/") < UNIT or one.split("/")[1] in SAMPLE or not is_shared(one)
        ]
        return [name.removesuffix("index.html") for name in names]

    def html(self, address: str) -> str:
        """Return the page at this address as it was built."""
        file = self.folder / address
        return (file if file.is_file() else file / "index.html").read_text(encoding="utf-8")


def built(config: pytest.Config) -> Site:
    """Return the site; the first process that asks builds it for all, while the others wait."""
    # Most runs build nothing, and the process that leads a run needs no more than the place.
    from sitegen.cli.main import main  # noqa: PLC0415
    from support.building import alone  # noqa: PLC0415
    from support.notes import ROOT  # noqa: PLC0415

    url, folder = place(config)
    site = Site(url, Path(folder))
    with alone(), pytest.MonkeyPatch.context() as patch:
        if not site.folder.exists():
            patch.setenv("SITE_URL", url)
            assert main(["build", "--root", str(ROOT), "--out", folder]) == 0
    return site


def place(config: pytest.Config) -> tuple[str, str]:
    """Return address and folder: of the process that leads the run, which serves until its end."""
    led = getattr(config, "workerinput", {}).get("site")
    if led:
        return tuple(led)
    if PLACE not in config.stash:
        stack = ExitStack()
        config.add_cleanup(stack.close)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tbu-"))) / "site"
        config.stash[PLACE] = stack.enter_context(serving(folder, CachedHandler)).url, str(folder)
    return config.stash[PLACE]

"""One address and one folder for the built site, whichever process of the run asks."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from support.serving import serving

PLACE = pytest.StashKey[tuple[str, str]]()


def hosted(config: pytest.Config) -> tuple[str, Path]:
    """Return where the site is served and the folder it is to be built in, empty until then."""
    url, folder = place(config)
    return url, Path(folder)


def place(config: pytest.Config) -> tuple[str, str]:
    """Return address and folder: of the process that leads the run, which serves until its end."""
    led = getattr(config, "workerinput", {}).get("site")
    if led:
        return tuple(led)
    if PLACE not in config.stash:
        stack = ExitStack()
        config.add_cleanup(stack.close)
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tbu-"))) / "site"
        config.stash[PLACE] = stack.enter_context(serving(folder)).url, str(folder)
    return config.stash[PLACE]

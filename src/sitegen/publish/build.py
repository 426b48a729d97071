"""Builds the site: everything is read and written in full before anything old is replaced."""

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sitegen.charts.fill import draw
from sitegen.charts.subject import Subject
from sitegen.note.errors import Fault, SitegenError
from sitegen.pages.nav import configuration
from sitegen.pages.version import Named
from sitegen.publish.edition_folder import ReadEdition, read_edition
from sitegen.publish.history import History, read_history
from sitegen.publish.manifest import write_manifest
from sitegen.publish.offline import offer_offline
from sitegen.publish.parts import Inputs, all_parts
from sitegen.publish.policy import protect
from sitegen.publish.press import read_press
from sitegen.publish.staging import stage
from sitegen.publish.theme import drop_unused
from sitegen.publish.tree import replace_folder
from sitegen.publish.unit_data import unit_groups

# How pages are recomputed: their template, and a settings file instead of the user's own.
RECOMPUTING = "docs/templates"
MKDOCS = "mkdocs.yml"


def generate(
    root: Path, folder: Path, named: Named | None = None, before: Path | None = None
) -> ReadEdition:
    """Write the staging folder of a checkout: what MkDocs builds one edition from.

    Raises:
        SitegenError: The note cannot be read; then nothing is written.
    """
    edition = read_edition(folder)
    history = read_history(root, folder, edition, before)
    inputs = _inputs(root, edition, history, named)
    settings = configuration(edition.note, inputs.address, named, history.versions)
    stage(root, all_parts(inputs), settings)
    return edition


def _inputs(root: Path, edition: ReadEdition, history: History, named: Named | None) -> Inputs:
    groups = unit_groups(root)
    press = read_press(root)
    subject = Subject(edition.note, edition.observations, groups)
    return Inputs(root, edition, groups, press, draw(subject, press), history, named)


def build_site(
    root: Path,
    folder: Path,
    out: Path,
    named: Named | None = None,
    before: Path | None = None,
) -> ReadEdition:
    """Build the whole site of one edition into ``out``; an older build stays until the new is done.

    Args:
        root: The checkout.
        folder: The edition's folder.
        out: Where the site is built.
        named: The version it is built as.
        before: The version before it, as a built site, for the page of changes.

    Raises:
        SitegenError: The note cannot be read, or the site builder warns of anything.
    """
    edition = generate(root, folder, named, before)
    midnight = datetime.combine(edition.note.about.date, time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".ny-") as temporary:
        stage = Path(temporary) / "site"
        run_mkdocs(root, stage)
        stage.mkdir(exist_ok=True)
        for finish in FINISHES:
            finish(stage)
        replace_folder(out, stage)
    return edition


def run_mkdocs(root: Path, out: Path) -> None:
    """Run the site builder strictly; raises ``SitegenError`` with every warning it gave."""
    os.environ["JUPYTER_CONFIG_DIR"] = str(root / RECOMPUTING)
    warnings = _Warnings(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.addHandler(warnings)
    try:
        config = load_config(str(root / MKDOCS), site_dir=str(out), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
    except (Abort, MkDocsException) as error:
        messages = warnings.messages or [str(error)]
        expected = "et bygg uten advarsler"
        raise SitegenError(*(Fault(MKDOCS, None, expected, m) for m in messages)) from error
    except Exception as error:
        # A page that recomputes raises whatever its code does: its last line says what was wrong.
        last = str(error).strip().splitlines()[-1:] or [""]
        found = f"{type(error).__name__}: {last[0]}"
        raise SitegenError(Fault(MKDOCS, None, "sider som lar seg kjøre", found)) from error
    finally:
        log.removeHandler(warnings)


class _Warnings(logging.Handler):
    """Keeps what the site builder warns of, for the error that ends the build."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


# What is done with the finished site, in this order. A release without «offer_offline» makes
# browsers remove what they have kept of this folder.
FINISHES: tuple[Callable[[Path], None], ...] = (
    drop_unused,
    protect,
    offer_offline,
    write_manifest,
)

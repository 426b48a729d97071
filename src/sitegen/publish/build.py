"""Builds the site: everything is read and written in full before anything old is replaced."""

import logging
import os
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sitegen.charts.fill import draw
from sitegen.charts.subject import Subject
from sitegen.facts.verification import verify
from sitegen.formats.files import data_files, described
from sitegen.formats.units import indicator_files
from sitegen.note.errors import Fault, SitegenError
from sitegen.pages.edition import HERE, Edition, Named
from sitegen.pages.registry import configuration
from sitegen.publish.edition_folder import read_edition
from sitegen.publish.finish import FINISHES
from sitegen.publish.history import read_history
from sitegen.publish.packages import read_press
from sitegen.publish.parts import Inputs, all_parts
from sitegen.publish.tree import replace_folder, stage
from sitegen.publish.unit_data import note_years, read_unit_files, unit_groups

# How pages are recomputed: their template, and a settings file instead of the user's own.
RECOMPUTING = "docs/templates"
MKDOCS = "mkdocs.yml"
SITE_URL = "SITE_URL"
"""Variable with the address of a site that stands alone, or where all versions lie."""
RECOMPUTED_NOTE = "SITEGEN_NOTE"
"""Tells a recomputed page which edition is built; without, it takes the newest."""


def generate(
    root: Path, folder: Path, named: Named | None = None, before: Path | None = None
) -> Edition:
    """Write the staging folder of a checkout: what MkDocs builds one edition from.

    Raises:
        SitegenError: The note or the unit data cannot be read; then nothing is written.
    """
    inputs = _read(root, folder, named, before)
    stage(root, all_parts(inputs), configuration(inputs.edition))
    return inputs.edition


def _read(root: Path, folder: Path, named: Named | None, before: Path | None) -> Inputs:
    read = read_edition(folder)
    groups, press = unit_groups(root), read_press(root)
    files = data_files(read.note, read.observations, read.raw)
    edition = Edition(
        note=read.note,
        observations=read.observations,
        findings=read.findings,
        notices=note_years(read.note, {one.aar for one in groups if one.aar}),
        files=described(
            files, read.observations, [*read_unit_files(root), *indicator_files(groups)]
        ),
        comparisons=verify(read.note, read.observations, groups),
        charts=draw(Subject(read.note, read.observations, groups), press),
        history=read_history(root, folder, read, before),
        named=named,
        address=named.address if named else os.environ.get(SITE_URL, HERE),
    )
    return Inputs(root, edition, files, groups, press)


def build_site(
    root: Path,
    folder: Path,
    out: Path,
    named: Named | None = None,
    before: Path | None = None,
) -> Edition:
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
        site = Path(temporary) / "site"
        run_mkdocs(root, site, folder)
        site.mkdir(exist_ok=True)
        for finish in FINISHES:
            finish(site)
        replace_folder(out, site)
    return edition


def run_mkdocs(root: Path, out: Path, folder: Path) -> None:
    """Run the site builder strictly; raises ``SitegenError`` with every warning it gave."""
    os.environ["JUPYTER_CONFIG_DIR"] = str(root / RECOMPUTING)
    os.environ[RECOMPUTED_NOTE] = str(folder.resolve())
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

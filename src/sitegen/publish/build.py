"""Builds the site: everything is read and written in full before anything old is replaced."""

import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sitegen.notes.errors import Fault, SitegenError
from sitegen.pages.edition import DataFile, Edition
from sitegen.pages.nav import CONFIGURATION, configuration
from sitegen.pages.places import TEMPLATE_FILE
from sitegen.pages.site import pages
from sitegen.pages.template import template_file
from sitegen.publish.edition_folder import ReadEdition, read_edition
from sitegen.publish.fonts import read_fonts
from sitegen.publish.tree import replace_folder, replace_parts
from sitegen.publish.unit_data import unit_groups
from sitegen.tables.files import data_files
from sitegen.tables.verification import verify

KINDS = {
    "-excel.csv": "CSV for Excel, i notatets oppsett",
    ".csv": "CSV, én rad per tall",
    ".json": "JSON-stat 2.0",
}
WHOLE = {
    "alle-tall.csv": "alle tall i én CSV-fil",
    "notat.json": "hele notatet med linjenumre, JSON",
    "datapackage.json": "beskrivelse av alle filene, Data Package",
    "note.txt": "råteksten",
}


def generate(root: Path, folder: Path) -> ReadEdition:
    """Write the pages, data and configuration of one edition into a checkout.

    Raises:
        SitegenError: The note cannot be read; then nothing is written.
    """
    edition = read_edition(folder)
    data = data_files(edition.note, edition.observations, edition.raw)
    comparisons = verify(edition.note, edition.observations, unit_groups(root))
    texts = pages(
        Edition(
            edition.note,
            edition.observations,
            edition.findings,
            _described(data, edition),
            comparisons,
        )
    )
    tree = {name: text.encode() for name, text in texts.items()}
    tree |= {f"data/{name}": content for name, content in data.items()}
    tree[TEMPLATE_FILE] = template_file().encode()
    fonts = read_fonts(root)
    replace_parts(root / "docs", tree)
    replace_parts(root / "docs/assets", {f"skrift/{name}": font for name, font in fonts.items()})
    replace_parts(root, {CONFIGURATION: configuration(edition.note).encode()})
    return edition


def build_site(root: Path, folder: Path, out: Path) -> ReadEdition:
    """Build the whole site of one edition into ``out``; an older build stays until the new is done.

    Raises:
        SitegenError: The note cannot be read, or the site builder warns of anything.
    """
    edition = generate(root, folder)
    midnight = datetime.combine(edition.note.about.date, time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".ny-") as temporary:
        stage = Path(temporary) / "site"
        run_mkdocs(root, stage)
        _drop_source_maps(stage)
        stage.mkdir(exist_ok=True)
        replace_folder(out, stage)
    return edition


def run_mkdocs(root: Path, out: Path) -> None:
    """Run the site builder strictly; raises ``SitegenError`` with every warning it gave."""
    warnings = _Warnings(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.addHandler(warnings)
    try:
        config = load_config(str(root / CONFIGURATION), site_dir=str(out), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
    except (Abort, MkDocsException) as error:
        messages = warnings.messages or [str(error)]
        expected = "et bygg uten advarsler"
        raise SitegenError(*(Fault(CONFIGURATION, None, expected, m) for m in messages)) from error
    except Exception as error:
        # A page that recomputes raises whatever its code does: its last line says what was wrong.
        last = str(error).strip().splitlines()[-1:] or [""]
        found = f"{type(error).__name__}: {last[0]}"
        raise SitegenError(Fault(CONFIGURATION, None, "sider som lar seg kjøre", found)) from error
    finally:
        log.removeHandler(warnings)


class _Warnings(logging.Handler):
    """Keeps what the site builder warns of, for the error that ends the build."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _described(data: Mapping[str, bytes], edition: ReadEdition) -> tuple[DataFile, ...]:
    files = [DataFile(f"data/{name}", "", words) for name, words in WHOLE.items() if name in data]
    for exhibit in edition.observations:
        files += [
            DataFile(f"data/{exhibit}{ending}", exhibit, words)
            for ending, words in KINDS.items()
            if f"{exhibit}{ending}" in data
        ]
    return tuple(files)


def _drop_source_maps(site: Path) -> None:
    """Remove what only the theme's own developers need: a third of its bytes."""
    for path in site.rglob("*.map"):
        path.unlink()

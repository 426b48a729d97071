"""The generated files that MkDocs builds from, one part for each subject."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kommuneindikatorer.groups.grouping import Gruppe
from sitegen.charts.draw import Press, forms_file
from sitegen.charts.files import chart_files
from sitegen.charts.model import Chart
from sitegen.facts.verification import verify
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.files import data_files
from sitegen.pages.edition import HERE, DataFile, Edition
from sitegen.pages.embedded_explorer import embedded_explorer
from sitegen.pages.feed import FEED, feed_text
from sitegen.pages.places import DIAGRAMS, EMBEDDED_EXPLORER, GLOSSARY, TEMPLATE_FILE
from sitegen.pages.site import machine_files, pages
from sitegen.pages.template import template_file
from sitegen.pages.version import NEWEST, Named
from sitegen.publish.browser_files import browser_files
from sitegen.publish.calculator import calculator_files
from sitegen.publish.edition_folder import ReadEdition
from sitegen.publish.embeds import embed_files
from sitegen.publish.fonts import read_fonts
from sitegen.publish.history import History
from sitegen.publish.tree import Tree
from sitegen.publish.unit_data import read_unit_files
from sitegen.publish.vega import vega_files

SITE_URL = "SITE_URL"
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

UNITS = {
    "kommuner": "endelige regnskapstall for hver kommune, konsern, 1000 kr",
    "fylkeskommuner": "endelige regnskapstall for hver fylkeskommune, konsern, 1000 kr",
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What every part is made from.

    Attributes:
        root: The checkout.
        read: The edition as read.
        groups: Groups of all municipalities and county municipalities, final figures.
        press: What charts are drawn with.
        charts: The charts, drawn once for all parts.
        history: What came before this version.
        named: The version the site is built as; ``None`` where it stands alone.
    """

    root: Path
    read: ReadEdition
    groups: tuple[Gruppe, ...]
    press: Press
    charts: Mapping[str, Chart]
    history: History
    named: Named | None = None

    @property
    def address(self) -> str:
        """The address the site is built for: the version's own, or that of a site alone."""
        return self.named.address if self.named else os.environ.get(SITE_URL, HERE)


def texts(inputs: Inputs) -> Tree:
    """Return the pages and the data files they offer."""
    read = inputs.read
    data = data_files(read.note, read.observations, read.raw)
    edition = Edition(
        read.note,
        read.observations,
        read.findings,
        (*_described(data, read), *_unit_files(inputs)),
        verify(read.note, read.observations, inputs.groups),
        inputs.charts,
        inputs.history.versions,
        inputs.history.since_edition,
        inputs.history.since_version,
        inputs.address,
    )
    written = {**pages(edition), **machine_files(edition)}
    tree = {name: text.encode() for name, text in written.items()}
    return tree | {f"data/{name}": content for name, content in data.items()}


def feed(inputs: Inputs) -> Tree:
    """Return the feed of versions and corrections."""
    named = inputs.named
    site = named.home if named else os.environ.get(SITE_URL, HERE)
    own = f"{site}{NEWEST}/{FEED}" if named else f"{site}{FEED}"
    released = inputs.history.released(inputs.read.note, site, apart=named is not None)
    return {FEED: feed_text(released, own).encode()}


def template(_: Inputs) -> Tree:
    """Return the template for own figures."""
    return {TEMPLATE_FILE: template_file().encode()}


def units(inputs: Inputs) -> Tree:
    """Return the unit data as they are, so that two builds can be compared."""
    return {f"data/kommuner/{name}": data for name, data in read_unit_files(inputs.root).items()}


def fonts(inputs: Inputs) -> Tree:
    """Return the site's own fonts."""
    return {f"assets/skrift/{name}": font for name, font in read_fonts(inputs.root).items()}


def calculator(inputs: Inputs) -> Tree:
    """Return what the calculator starts from in the browser."""
    return {f"assets/pyodide/{name}": data for name, data in browser_files(inputs.root).items()}


def diagrams(inputs: Inputs) -> Tree:
    """Return every chart's files: those offered for download, and those its pages fetch."""
    return {
        f"{DIAGRAMS}{name}": data
        for chart in inputs.charts.values()
        for name, data in chart_files(chart, inputs.press).items()
    }


def embedded(inputs: Inputs) -> Tree:
    """Return the charts' own pages for other sites' frames."""
    read = inputs.read
    edition = Edition(read.note, read.observations, charts=inputs.charts)
    return embed_files(inputs.root, edition)


def vega(inputs: Inputs) -> Tree:
    """Return what draws charts in the browser."""
    return {f"assets/vega/{name}": data for name, data in vega_files(inputs.root).items()}


def calculator_data(inputs: Inputs) -> Tree:
    """Return what the calculator's page holds a file against, and files to try it with."""
    return calculator_files(inputs.root, inputs.read, inputs.groups)


def explorer(inputs: Inputs) -> Tree:
    """Return what the explorer fetches, every number and the charts' forms, and its own frame."""
    read = inputs.read
    glossary = (inputs.root / "docs" / GLOSSARY).read_text(encoding="utf-8")
    files = explorer_files(read.note, read.observations, inputs.groups, glossary)
    return {f"assets/tall/{name}": data for name, data in files.items()} | {
        "assets/former/former.json": forms_file().encode(),
        f"{EMBEDDED_EXPLORER}index.html": embedded_explorer(read.note.about).encode(),
    }


PARTS: tuple[Callable[[Inputs], Tree], ...] = (
    texts,
    feed,
    template,
    units,
    fonts,
    calculator,
    calculator_data,
    diagrams,
    embedded,
    explorer,
    vega,
)


def all_parts(inputs: Inputs) -> Tree:
    """Return every generated file by its path below the site's pages."""
    tree: dict[str, bytes] = {}
    for part in PARTS:
        tree |= part(inputs)
    return tree


def _unit_files(inputs: Inputs) -> Iterator[DataFile]:
    for name in read_unit_files(inputs.root):
        yield DataFile(f"data/kommuner/{name}", "", UNITS[name.partition("_")[0]])


def _described(data: Mapping[str, bytes], edition: ReadEdition) -> tuple[DataFile, ...]:
    files = [DataFile(f"data/{name}", "", words) for name, words in WHOLE.items() if name in data]
    for exhibit in edition.observations:
        files += [
            DataFile(f"data/{exhibit}{ending}", exhibit, words)
            for ending, words in KINDS.items()
            if f"{exhibit}{ending}" in data
        ]
    return tuple(files)

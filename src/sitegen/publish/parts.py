"""The generated files that MkDocs builds from, one part for each subject."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kommuneindikatorer.groups.grouping import Gruppe
from sitegen.charts.draw import DrawingContext, forms_file
from sitegen.charts.files import chart_files
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.files import unit_address
from sitegen.formats.units import indicator_files
from sitegen.note.errors import Fault, SourceError
from sitegen.pages.dcat import CATALOGUE, dcat_text
from sitegen.pages.edition import Edition
from sitegen.pages.explorer import embedded_explorer
from sitegen.pages.feed import FEED, LLMS, feed_text, llms_text
from sitegen.pages.frame import COLOURS, embeds
from sitegen.pages.places import DIAGRAMS, EMBEDDED_EXPLORER, GLOSSARY, TEMPLATE_FILE
from sitegen.pages.registry import rendered
from sitegen.pages.template import template_file
from sitegen.publish.calculator import browser_files, calculator_files
from sitegen.publish.packages import read_fonts, vega_files
from sitegen.publish.tree import Tree
from sitegen.publish.unit_data import read_unit_files

PALETTE = Path("docs/assets/styles/colours.css")
_DARK = re.compile(
    r'^\[data-md-color-scheme="slate"\] \{\n(  color-scheme: dark;.*?)^\}', re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What every part is made from.

    Attributes:
        root: The checkout.
        edition: The edition, with its charts drawn once for all parts.
        data: The note's data files, by name.
        groups: Groups of all municipalities and county municipalities, final figures.
        press: What charts are drawn with.
    """

    root: Path
    edition: Edition
    data: Tree
    groups: tuple[Gruppe, ...]
    press: DrawingContext


def texts(inputs: Inputs) -> Tree:
    """Return the pages, and what programs read of the whole site."""
    edition = inputs.edition
    machines = {CATALOGUE: dcat_text, LLMS: llms_text, FEED: feed_text}
    written = {**rendered(edition), **{name: text(edition) for name, text in machines.items()}}
    return {name: text.encode() for name, text in written.items()}


def data(inputs: Inputs) -> Tree:
    """Return the data files that the pages offer."""
    return {f"data/{name}": content for name, content in inputs.data.items()}


def template(_: Inputs) -> Tree:
    """Return the template for own figures."""
    return {TEMPLATE_FILE: template_file().encode()}


def units(inputs: Inputs) -> Tree:
    """Return the unit data as they are, so that two builds can be compared, and what they give."""
    files = {**read_unit_files(inputs.root), **indicator_files(inputs.groups)}
    return {unit_address(name): data for name, data in files.items()}


def fonts(inputs: Inputs) -> Tree:
    """Return the site's own fonts."""
    return {f"assets/skrift/{name}": font for name, font in read_fonts(inputs.root).items()}


def calculator(inputs: Inputs) -> Tree:
    """Return what the calculator starts from in the browser, and the core for anyone's Python."""
    return browser_files(inputs.root)


def diagrams(inputs: Inputs) -> Tree:
    """Return every chart's files: those offered for download, and those its pages fetch."""
    return {
        f"{DIAGRAMS}{name}": data
        for chart in inputs.edition.charts.values()
        for name, data in chart_files(chart, inputs.press).items()
    }


def embedded(inputs: Inputs) -> Tree:
    """Return the charts' own pages for other sites' frames, and the colours they take.

    Raises:
        SourceError: The palette has no dark colours where they are looked for.
    """
    palette = (inputs.root / PALETTE).read_text(encoding="utf-8")
    texts = {COLOURS: following_the_system(palette), **embeds(inputs.edition)}
    return {name: text.encode() for name, text in texts.items()}


def vega(inputs: Inputs) -> Tree:
    """Return what draws charts in the browser."""
    return {f"assets/vega/{name}": data for name, data in vega_files(inputs.root).items()}


def calculator_data(inputs: Inputs) -> Tree:
    """Return what the calculator's page holds a file against, and files to try it with."""
    return calculator_files(inputs.root, inputs.edition, inputs.groups)


def explorer(inputs: Inputs) -> Tree:
    """Return what the explorer fetches, every number and the charts' forms, and its own frame."""
    edition = inputs.edition
    glossary = (inputs.root / "docs" / GLOSSARY).read_text(encoding="utf-8")
    files = explorer_files(edition.note, edition.observations, inputs.groups, glossary)
    return {f"assets/tall/{name}": data for name, data in files.items()} | {
        "assets/former/former.json": forms_file().encode(),
        f"{EMBEDDED_EXPLORER}index.html": embedded_explorer(edition.note.about).encode(),
    }


PARTS: tuple[Callable[[Inputs], Tree], ...] = (
    texts,
    data,
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


def following_the_system(palette: str) -> str:
    """Return the palette for pages without the theme's switch: dark where the system is."""
    text, count = _DARK.subn(r"@media (prefers-color-scheme: dark) {\n:root {\n\1}\n}", palette)
    if count != 1:
        raise SourceError(Fault(str(PALETTE), None, "én blokk med mørke farger", str(count)))
    return text

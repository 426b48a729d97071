"""The generated files that MkDocs builds from: PARTS, one for each subject."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.charts.cards import Card, card
from sitegen.charts.draw import forms_file
from sitegen.charts.files import chart_files
from sitegen.charts.paper import rasterised
from sitegen.charts.render import DrawingContext
from sitegen.facts.unit_files import KOMMUNER, UnitFile
from sitegen.formats.datapackage import Published
from sitegen.formats.example import example_files
from sitegen.formats.explorer.pack import explorer_files
from sitegen.note.errors import Fault, SourceError
from sitegen.pages.citation import citation_files
from sitegen.pages.dcat import dcat_text
from sitegen.pages.edition import Edition
from sitegen.pages.feed import feed_text, llms_text
from sitegen.pages.fixed_places import ONWARDS, ONWARDS_SCRIPT, fixed_places, moved_page
from sitegen.pages.frame import COLOURS, embedded_explorer, embeds
from sitegen.pages.main_points import front_drawing, shared_front
from sitegen.pages.places import (
    CATALOGUE,
    DIAGRAMS,
    FEED,
    GLOSSARY,
    LLMS,
    TEMPLATE_FILE,
    moved_addresses,
    numbered_addresses,
)
from sitegen.pages.registry import RECOMPUTED, rendered
from sitegen.pages.template import template_file
from sitegen.pages.words import long_date
from sitegen.publish.calculator import PLACE, PYTHON, browser_files, calculator_files
from sitegen.publish.packages import read_fonts, vega_files
from sitegen.publish.pictures import icon_files
from sitegen.publish.tree import Tree
from sitegen.publish.workbooks import writer_files

_BESIDE = "../data/"
"""Where the page that recomputes finds its files as it is built."""
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
        data: Every data file that the pages offer, by its address.
        accounts: Every unit's accounts, by kind of unit.
        groups: Groups of all municipalities and county municipalities, final figures.
        context: What charts are drawn with.
    """

    root: Path
    edition: Edition
    data: Tree
    accounts: Mapping[str, UnitFile]
    groups: tuple[Gruppe, ...]
    context: DrawingContext


def texts(inputs: Inputs) -> Tree:
    """Return the pages, and what programs read of the whole site."""
    edition = inputs.edition
    machines = {CATALOGUE: dcat_text, LLMS: llms_text, FEED: feed_text}
    written = {**rendered(edition), **{name: text(edition) for name, text in machines.items()}}
    written |= fixed_places(edition)
    return {name: text.encode() for name, text in written.items()}


def data(inputs: Inputs) -> Tree:
    """Return the data files that the pages offer."""
    return inputs.data


def citations(inputs: Inputs) -> Tree:
    """Return how to cite each table and figure, in the forms that programs read."""
    return {name: text.encode() for name, text in citation_files(inputs.edition).items()}


def template(_: Inputs) -> Tree:
    """Return the template for own figures."""
    return {TEMPLATE_FILE: template_file().encode()}


def fonts(inputs: Inputs) -> Tree:
    """Return the site's own fonts."""
    return {f"assets/skrift/{name}": font for name, font in read_fonts(inputs.root).items()}


def icons(inputs: Inputs) -> Tree:
    """Return the site's mark as pictures."""
    return icon_files(inputs.root, inputs.context)


def calculator(inputs: Inputs) -> Tree:
    """Return what the calculator starts from in the browser, and the core for anyone's Python."""
    return browser_files(inputs.root)


def notebook(inputs: Inputs) -> Tree:
    """Return the page that recomputes, as a notebook that reads its files from the site.

    Raises:
        SourceError: It does not say once where its files are.
    """
    path = inputs.root / "docs" / RECOMPUTED
    text = path.read_text(encoding="utf-8")
    if text.count(_BESIDE) != 1:
        raise SourceError(Fault(str(path), None, f"én «{_BESIDE}»", str(text.count(_BESIDE))))
    own = text.replace(_BESIDE, f"{inputs.edition.address}data/")
    return {f"{PYTHON}{path.name}": own.encode()}


def diagrams(inputs: Inputs) -> Tree:
    """Return every chart's files: those offered for download, and those its pages fetch."""
    edition, context = inputs.edition, inputs.context
    words = shared_front(edition)
    whose = f"{edition.note.about.publisher} · {long_date(edition.note.about)}"
    own = card(Card(words["tittel"], words["tekst"], whose, front_drawing(edition)))
    return {words["bilde"]: rasterised(own, context, scale=1)} | {
        f"{DIAGRAMS}{name}": data
        for chart in edition.charts.values()
        for name, data in chart_files(chart, context).items()
    }


def embedded(inputs: Inputs) -> Tree:
    """Return the charts' own pages for other sites' frames, and the colours they take.

    Raises:
        SourceError: The palette has no dark colours where they are looked for.
    """
    palette = (inputs.root / PALETTE).read_text(encoding="utf-8")
    texts = {COLOURS: following_the_system(palette), **embeds(inputs.edition)}
    return {name: text.encode() for name, text in texts.items()}


def moved(inputs: Inputs) -> Tree:
    """Return a page at each address that another page has taken over."""
    every = moved_addresses() | numbered_addresses(inputs.edition.note)
    pages = {f"{old}index.html": moved_page(old, to) for old, to in every.items()}
    return {**pages, ONWARDS: ONWARDS_SCRIPT}


def vega(inputs: Inputs) -> Tree:
    """Return what draws charts in the browser."""
    return {f"assets/vega/{name}": data for name, data in vega_files(inputs.root).items()}


def excel(inputs: Inputs) -> Tree:
    """Return what writes workbooks in the browser."""
    return {f"assets/excel/{name}": data for name, data in writer_files(inputs.root).items()}


def calculator_data(inputs: Inputs) -> Tree:
    """Return what the calculator's page holds a file against, and files to try it with."""
    accounts = inputs.accounts[KOMMUNER]
    examples = {f"{PLACE}/{name}": data for name, data in example_files().items()}
    published = Published(inputs.edition.publisher, inputs.edition.sources)
    files = calculator_files(inputs.edition, inputs.groups, accounts, published)
    return {**files, **examples}


def explorer(inputs: Inputs) -> Tree:
    """Return what the explorer fetches, every number and the charts' forms, and its own frame."""
    edition = inputs.edition
    glossary = (inputs.root / "docs" / GLOSSARY).read_text(encoding="utf-8")
    files = explorer_files(
        edition.note,
        edition.facts,
        inputs.groups,
        glossary,
        Published(edition.publisher, edition.sources, version=edition.version),
        {one.nummer: one.kostra for one in edition.profiles if one.kostra},
    )
    return {f"assets/tall/{name}": data for name, data in files.items()} | {
        "assets/former/former.json": forms_file().encode(),
        **{name: text.encode() for name, text in embedded_explorer(edition).items()},
    }


PARTS: tuple[Callable[[Inputs], Tree], ...] = (
    texts,
    data,
    citations,
    template,
    fonts,
    icons,
    calculator,
    notebook,
    calculator_data,
    diagrams,
    embedded,
    explorer,
    moved,
    vega,
    excel,
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

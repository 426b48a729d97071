"""Builds the site: everything is read and written in full before anything old is replaced.

The generated files that MkDocs builds from are made by PARTS, one for each subject.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from kommuneindikatorer.result import Gruppe
from sitegen.charts.draw import forms_file
from sitegen.charts.files import Card, card, chart_files, points_csv, rasterised
from sitegen.charts.fill import draw, require_forms
from sitegen.charts.render import DrawingContext
from sitegen.charts.subject import Subject
from sitegen.facts.outcomes import final_results
from sitegen.facts.profile import profiles
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.rules.catalogue import find_all
from sitegen.facts.unit_files import KOMMUNER, UnitFile
from sitegen.facts.verification import verify
from sitegen.formats.claims import claim_files
from sitegen.formats.datapackage import Published
from sitegen.formats.example import example_files
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.files import BOOK, data_files, described, measured, unit_address
from sitegen.formats.origin import ARCHIVE, REGISTER, TEMPLATE
from sitegen.formats.units import indicator_files, number_files
from sitegen.note.errors import Fault, SourceError
from sitegen.pages.archive import archive_files
from sitegen.pages.citation import citation_files
from sitegen.pages.data import drawn_files
from sitegen.pages.dcat import dcat_text
from sitegen.pages.edition import HERE, Edition, Named
from sitegen.pages.feed import feed_text, llms_text
from sitegen.pages.frame import COLOURS, embedded_explorer, embeds
from sitegen.pages.main_points import front_drawing, shared_front
from sitegen.pages.moved import moved_page
from sitegen.pages.places import (
    CATALOGUE,
    DIAGRAMS,
    EMBEDDED_EXPLORER,
    FEED,
    GLOSSARY,
    LLMS,
    MOVED,
    TEMPLATE_FILE,
    VALUES,
)
from sitegen.pages.registry import configuration, rendered
from sitegen.pages.template import template_file
from sitegen.pages.words import long_date
from sitegen.pages.workbooks import books, unit_sheets
from sitegen.publish.calculator import PLACE, browser_files, calculator_files
from sitegen.publish.checks import (
    read_ledger,
    read_material,
    read_releases,
    read_vocabulary,
    remarked,
)
from sitegen.publish.edition_folder import DESCRIPTION, ReadEdition, read_edition
from sitegen.publish.finish import finish, run_mkdocs
from sitegen.publish.history import read_history
from sitegen.publish.icons import icon_files
from sitegen.publish.packages import drawing_context, read_fonts, vega_files
from sitegen.publish.search import write_search
from sitegen.publish.tree import Tree, beside, deflated, read_text, replace_folder, stage
from sitegen.publish.unit_data import (
    FOLDER,
    as_csv,
    groups_of,
    note_years,
    site_publisher,
    source_files,
    unit_files,
)
from sitegen.publish.unit_pages import frame_units, unit_pages
from sitegen.publish.workbooks import frame_books, unit_books, workbooks, writer_files

PALETTE = Path("docs/assets/styles/colours.css")
_DARK = re.compile(
    r'^\[data-md-color-scheme="slate"\] \{\n(  color-scheme: dark;.*?)^\}', re.MULTILINE | re.DOTALL
)
SITE_URL = "SITE_URL"
"""Variable with the address of a site that stands alone, or where all versions lie."""


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


def moved(_: Inputs) -> Tree:
    """Return a page at each address that another page has taken over."""
    return {f"{old}index.html": moved_page(old, to) for old, to in MOVED.items()}


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
    )
    return {f"assets/tall/{name}": data for name, data in files.items()} | {
        "assets/former/former.json": forms_file().encode(),
        f"{EMBEDDED_EXPLORER}index.html": embedded_explorer(
            edition.note.about, edition.publisher
        ).encode(),
    }


PARTS: tuple[Callable[[Inputs], Tree], ...] = (
    texts,
    data,
    citations,
    template,
    fonts,
    icons,
    calculator,
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


def generate(
    root: Path, folder: Path, named: Named | None = None, before: Path | None = None
) -> Edition:
    """Write the staging folder of a checkout: what MkDocs builds one edition from.

    Raises:
        SitegenError: The note or the unit data cannot be read; then nothing is written.
    """
    inputs = read_inputs(root, folder, named, before)
    stage(root, all_parts(inputs), configuration(inputs.edition))
    return inputs.edition


def read_inputs(
    root: Path, folder: Path, named: Named | None = None, before: Path | None = None
) -> Inputs:
    """Return what every part is made from, all data files among it; raises ``SitegenError``."""
    printed = read_edition(folder)
    accounts, context = unit_files(root), drawing_context(root)
    given = as_csv(accounts)
    groups = groups_of(given)
    register = read_text(root / FOLDER / REGISTER)
    made = {**given, **indicator_files(groups), **number_files(register)}
    findings = find_all(read_material(printed, folder, root, groups))
    read = remarked(printed, findings)
    subject = Subject(read.note, read.facts, groups)
    require_forms(subject, read.description, str(folder / DESCRIPTION))
    publisher, sources = site_publisher(root), source_files(root)
    history = read_history(root, folder, read, before)
    ledger = read_ledger(folder, read, groups)
    edition = Edition(
        note=read.note,
        facts=read.facts,
        findings=findings,
        notices=(
            *note_years(read.note, {one.aar for one in groups if one.aar}),
            *provenance_notices(sources, str(FOLDER)),
        ),
        publisher=publisher,
        sources=sources,
        comparisons=verify(read.note, read.facts, groups),
        finals=final_results(groups),
        claims=ledger.every,
        charts=draw(subject, context),
        profiles=profiles(groups, accounts),
        releases=read_releases(root),
        history=history,
        named=named,
        address=named.address if named else os.environ.get(SITE_URL, HERE),
    )
    edition, contents = _offered(root, edition, read, made, claim_files(ledger))
    return Inputs(root, edition, contents, accounts, groups, context)


def _offered(
    root: Path, edition: Edition, read: ReadEdition, units: Tree, claims: Tree
) -> tuple[Edition, Tree]:
    """Return the edition with its files, and their bytes by address."""
    addressed = {unit_address(name): content for name, content in units.items()}
    sheets = books(edition) | {
        f"{address.removesuffix('.csv')}{BOOK}": unit_sheets(edition, address, content)
        for address, content in addressed.items()
    }
    template = {f"data/{TEMPLATE}": template_file().encode()}
    written = workbooks(root, sheets)
    own = {name: book for name, book in written.items() if "/" not in name}
    values = {
        f"{VALUES}{name}.csv": points_csv(one.points).encode()
        for name, one in edition.charts.items()
    }
    others = (
        addressed
        | values
        | template
        | {name: written[name] for name in written.keys() - own.keys()}
    )
    told = Published(edition.publisher, edition.sources, others, edition.version)
    files = data_files(read.note, read.facts, read.raw, told, {**claims, **own})
    contents = {f"data/{name}": content for name, content in files.items()} | others
    names = [
        address.rpartition("/")[2] for address in sorted(addressed | written) if "/" in address
    ]
    offers = [
        *described([*files, ARCHIVE, TEMPLATE], [one.id for one in read.note.exhibits], names),
        *drawn_files(edition.charts.values(), read.note),
    ]
    edition = replace(edition, files=offers)
    contents[f"data/{ARCHIVE}"] = deflated(archive_files(edition, contents))
    return replace(edition, files=measured(offers, contents)), contents


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
    midnight = datetime.combine(edition.day or edition.note.about.date, time(), UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(midnight.timestamp())))
    out.parent.mkdir(parents=True, exist_ok=True)
    with beside(out) as temporary:
        site = temporary / "site"
        run_mkdocs(root, site, folder)
        site.mkdir(exist_ok=True)
        # The units' pages take longest to make, so all that can fail comes first.
        finish(site, lambda built: _complete(built, root, edition))
        replace_folder(out, site)
    return edition


def _complete(site: Path, root: Path, edition: Edition) -> None:
    frame_units(site, edition, unit_pages(root, edition), drawing_context(root))
    frame_books(site, unit_books(root, edition), edition.home)
    write_search(site, read_vocabulary(root))

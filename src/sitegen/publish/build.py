"""Builds the site: everything is read and written in full before anything old is replaced."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from sitegen.charts.files import points_csv
from sitegen.charts.fill import draw, require_forms
from sitegen.charts.part import Subject
from sitegen.facts.outcomes import final_results, verify
from sitegen.facts.profile import profiles
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.rules.catalogue import find_all
from sitegen.formats.datapackage import Published
from sitegen.formats.files import BOOK, claim_files, data_files, described, measured, unit_address
from sitegen.formats.origin import ARCHIVE, REGISTER, TEMPLATE
from sitegen.formats.units import indicator_files, number_files
from sitegen.pages.data import drawn_files
from sitegen.pages.data_page import archive_files
from sitegen.pages.edition import HERE, Edition, Named
from sitegen.pages.places import (
    VALUES,
)
from sitegen.pages.registry import configuration
from sitegen.pages.template import template_file
from sitegen.pages.workbooks import books, unit_sheets
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
from sitegen.publish.joined import join_files
from sitegen.publish.kept_answers import kept_groups
from sitegen.publish.packages import drawing_context
from sitegen.publish.parts import Inputs, all_parts
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
from sitegen.publish.workbooks import frame_books, unit_books, workbooks

SITE_URL = "SITE_URL"
"""Variable with the address of a site that stands alone, or where all versions lie."""


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
        profiles=profiles(groups, accounts, kept_groups(root)),
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
        run_mkdocs(root, site)
        site.mkdir(exist_ok=True)
        # The units' pages take longest to make, so all that can fail comes first.
        finish(
            site,
            join=lambda built: join_files(built, root),
            frame=lambda built: _complete(built, root, edition),
        )
        replace_folder(out, site)
    return edition


def _complete(site: Path, root: Path, edition: Edition) -> None:
    with ThreadPoolExecutor(1) as pool:
        books = pool.submit(unit_books, root, edition)  # another program writes them meanwhile
        frame_units(site, edition, unit_pages(root, edition), drawing_context(root))
        frame_books(site, books.result(), edition.home)
    write_search(site, read_vocabulary(root))

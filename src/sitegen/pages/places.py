"""Where every part of the note has its page, and how one page points to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from types import MappingProxyType

from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.wording import slug
from sitegen.note.model import Exhibit, Footnote, Mark, Note, Paragraph, Place, Section

FRONT = "index.md"
CONTENTS = "notat/index.md"
PECULIARITIES = "notat/verdt-a-vite-om-tallene.md"
OUTCOMES = "notat/anslag-og-fasit.md"
CLAIMS = "notat/paastander.md"
CHANGES = "endringer/index.md"
EXHIBITS = "tabeller/index.md"
SOURCE = "ratekst/index.md"
DATA = "data/index.md"
USE = "data/bruk.md"
NOTEBOOK = "data/notatbok.md"
PROVENANCE = "opphav"
"""Anchor of where the unit data come from, on the page of data."""
GLOSSARY = "ordliste.md"
ENGLISH = "en/index.md"
CALCULATOR = "regn-selv.md"
CALCULATION = "slik-regnes-malene-ut/index.md"
TEMPLATE = "beregning/mal.md"
TEMPLATE_FILE = "beregning/mal.csv"
EXPLORER = "utforsk.md"
DIAGRAMS = "diagram/"
"""Folder of the charts' files; `charts.model` lists them."""
VALUES = "data/diagram/"
"""Folder of the charts' values, among all data: as they lie beside the pictures."""
EMBEDS = "innebygd/"
"""Folder of the pages for other sites' frames: each chart's own, and the explorer's."""
EMBEDDED_EXPLORER = f"{EMBEDS}utforsk/"

SHARED = ("kommuner/", "fylker/")
"""Folders of the units' pages, which follow the newest data: versions share them."""

FEED, CATALOGUE, LLMS = "feed.xml", "dcat.jsonld", "llms.txt"
ROBOTS, SECURITY = "robots.txt", ".well-known/security.txt"
OPENSEARCH, CALENDAR = "opensearch.xml", "kalender.ics"
"""What programs read of the whole site."""
FONTS = ("source-sans-3", "source-serif-4")

FOLDERS = {"tabell": "tabeller", "figur": "figurer"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A page (its path below ``docs/``) and an anchor on it; an empty anchor is the whole page."""

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Spots by the model's ids.

    Attributes:
        pages: ``tabell-3``, ``seksjon-2`` → the part's own page.
        text: ``s3-a4``, ``tabell-3`` → where the running text has it.
    """

    pages: Mapping[str, Spot]
    text: Mapping[str, Spot]


def section_page(section: Section) -> str:
    """Return the section's path: ``notat/1-utvalgets-situasjonsforstaelse.md``."""
    if not section.number:
        return CONTENTS
    return f"notat/{section.number}-{slug(section.title, '-')}.md"


def exhibit_page(exhibit: Exhibit) -> str:
    """Return the path of a table or figure: ``tabeller/resultat-etter-landsdel.md``.

    Its number is the edition's, its role the same in all; one without a role has its number.
    """
    return f"{FOLDERS[exhibit.kind]}/{exhibit.role or exhibit.id}.md"


def numbered_addresses(note: Note) -> dict[str, str]:
    """Return the addresses by printed number, each with the page that is there by its role."""
    pages = ((f"{FOLDERS[one.kind]}/{one.id}/", exhibit_page(one)) for one in note.exhibits)
    return {address: page for address, page in pages if folder(page) != address}


def embed_folder(chart: str) -> str:
    """Return the address of a chart's own page for other sites' frames: ``innebygd/tabell-3/``."""
    return f"{EMBEDS}{chart}/"


def indicator_page(one: Indikator) -> str:
    """Return the path of an indicator: ``slik-regnes-malene-ut/netto-driftsresultat.md``."""
    return f"slik-regnes-malene-ut/{indicator_anchor(one)}.md"


def moved_addresses() -> dict[str, str]:
    """Return old addresses of pages, and the page that has taken each over."""
    return {
        "notat/etterprovd/": OUTCOMES,
        "notat/saertrekk/": PECULIARITIES,
        "kilde/": SOURCE,
        "beregning/": CALCULATION,
        **{f"beregning/{indicator_anchor(one)}/": indicator_page(one) for one in INDIKATORER},
    }


def indicator_anchor(one: Indikator) -> str:
    """Return what an indicator is called in addresses: ``netto-driftsresultat``."""
    return one.sidenavn or slug(one.etikett, "-")


def in_order(note: Note) -> list[Exhibit]:
    """Return tables first, then figures, each by number."""
    kinds = list(FOLDERS)
    return sorted(note.exhibits, key=lambda item: (kinds.index(item.kind), item.place))


def find_places(note: Note) -> Places:
    """Return the spot of every section, table, figure, paragraph and footnote of the note."""
    pages = {section.id: Spot(section_page(section)) for section in note.sections}
    pages |= {exhibit.id: Spot(exhibit_page(exhibit)) for exhibit in note.exhibits}
    text = {
        name: Spot(section_page(section), name)
        for section in note.sections
        for name in map(_name, section.blocks)
    }
    text |= {one.id: Spot(section_page(_section_of(note, one)), one.id) for one in note.footnotes}
    return Places(MappingProxyType(pages), MappingProxyType(text))


def _section_of(note: Note, footnote: Footnote) -> Section:
    """Return the section that marks a footnote, else the one it is printed within."""
    marked = (one for one in note.sections if footnote.id in _marks(one))
    before = [one for one in note.sections if one.lines < footnote.lines]
    return next(marked, before[-1] if before else note.sections[0])


def _marks(section: Section) -> set[str]:
    paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
    return {one.target for block in paragraphs for one in block.content if isinstance(one, Mark)}


def _name(block: Paragraph | Place) -> str:
    return block.id if isinstance(block, Paragraph) else block.target


def markdown_link(here: str, to: Spot) -> str:
    """Return the address that Markdown on the page ``here`` uses; the site builder checks it."""
    return _hash(relpath(to.page, dirname(here) or ".") if to.page != here else "", to)


def html_link(here: str, to: Spot) -> str:
    """Return the address that HTML on the page ``here`` uses: relative, so it survives a move."""
    if to.page == here and to.anchor:
        return f"#{to.anchor}"
    return _hash(relative(here, folder(to.page)), to)


def folder(page: str) -> str:
    """Return the address of a page below the site's root: ``tabeller/tabell-3/``."""
    stem = page.removesuffix("index.md").removesuffix(".md")
    return f"{stem.rstrip('/')}/" if stem else ""


def relative(here: str, address: str) -> str:
    """Return the way from the page ``here`` to an address below the site's root."""
    way = relpath(address or ".", folder(here) or ".")
    return f"{way}/" if address.endswith("/") or not address else way


def _hash(address: str, to: Spot) -> str:
    return f"{address}#{to.anchor}" if to.anchor else address


def is_shared(path: str) -> bool:
    """Return whether a file belongs to what versions share, and to none of them."""
    return path.startswith(SHARED)


def font_file(family: str) -> str:
    """Return the name of a typeface's file."""
    return f"{family}-latin-wght-normal.woff2"

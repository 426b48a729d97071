"""What the calculator fetches: Python in a folder named by its content, names, values, samples."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.items import POSTER, Post
from kommuneindikatorer.json_text import decimal_text
from kommuneindikatorer.measures.catalogue import HOVEDMAAL, INDIKATORER
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.readers.kostra.controls import FINNES, FINNES_PER, KONTROLLER
from kommuneindikatorer.reading import READERS
from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import Fact, with_cells
from sitegen.facts.reference import Context, comparable, only_in_text, reference
from sitegen.facts.unit_files import KOMMUNER, NEEDED, UnitFile, name_of, unit_csv
from sitegen.formats.datapackage import Published
from sitegen.note.model import Note, Paragraph
from sitegen.pages.edition import Edition
from sitegen.pages.places import exhibit_page, folder, indicator_page, section_page
from sitegen.publish.cache import cached, key_of
from sitegen.publish.python_packages import CORE, PythonPackages, python_packages
from sitegen.publish.runtime.image import memory_image, packed_program
from sitegen.publish.runtime.pyodide import read_pyodide
from sitegen.publish.tree import Tree, packed

PLACE = "assets/regndata"
EXAMPLE = {*NEEDED[KOMMUNER], "folkemengde_kilde"}
"""Columns that the calculator reads."""
RUNTIME = "assets/pyodide/"
PYTHON = "data/python/"
FROM_MANIFEST = "../../"
"""The way from the manifest to the root of the site."""
MANIFEST = "manifest.json"
_NAME_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Packed:
    """What the manifest says of one packed file.

    Attributes:
        name: Below the manifest's folder.
        bytes: Its size as it lies there, which is what goes over the wire.
        sha256: Of the file as it lies there, in hexadecimal.
    """

    name: str
    bytes: int
    sha256: str


def calculator_files(
    edition: Edition,
    groups: Sequence[Gruppe],
    units: UnitFile,
    published: Published | None = None,
) -> Tree:
    """Return the files by their path below ``docs/``.

    Args:
        edition: The edition.
        groups: Groups of all units, final figures.
        units: Every municipality's accounts.
        published: Who runs the site, and where the accounts are from.
    """
    published = published or Published()
    real, accounts = _real(units, edition.note.about.years)
    final = [unit for one in groups if one.inndeling == "alle" for unit in one.enheter]
    return {
        f"{PLACE}/navn.json": names_json(real),
        f"{PLACE}/{real}": accounts,
        f"{PLACE}/notat.json": reference(
            edition.note,
            _addressed(edition),
            final,
            Context(
                published.publisher,
                published.sources,
                tuple(only_in_text(edition.facts, (one.draft for one in edition.claims))),
                _homes(edition.note),
            ),
        ),
    }


def _real(whole: UnitFile, years: Collection[int]) -> tuple[str, bytes]:
    """Return a file of every municipality in the note's years, in the template's own columns.

    In the two newest years there are, where the accounts of the note's own have not come.
    """
    chosen = [year for year in whole.years if year in years] or whole.years[-2:]
    rows = tuple(row for row in whole.rows if row.year in chosen)
    columns = tuple(name for name in whole.columns if name in EXAMPLE)
    name = name_of(KOMMUNER, chosen)
    return name, unit_csv(UnitFile(name, KOMMUNER, columns, rows))


def _addressed(edition: Edition) -> dict[str, list[tuple[str, Fact]]]:
    """Return the printed values by table, each with its cell's address below the site's root."""
    found = [edition.note.exhibit(name) for name in comparable(edition.facts)]
    return {
        one.id: [
            (f"{folder(exhibit_page(one))}#{cell}", value)
            for value, cell in with_cells(one, edition.facts.get(one.id, ()))
        ]
        for one in found
    }


def _homes(note: Note) -> dict[str, str]:
    """Return the addresses of paragraphs and notes by their ids, below the site's root."""
    pages = {
        **{
            block.id: section_page(one)
            for one in note.sections
            for block in one.blocks
            if isinstance(block, Paragraph)
        },
        **{remark.id: exhibit_page(one) for one in note.exhibits for remark in one.footnotes},
    }
    return {place: f"{folder(page)}#{place}" for place, page in pages.items()}


def names_json(real: str) -> bytes:
    """Return what the page's scripts call indicators, lines of the accounts, controls, formats.

    Args:
        real: The file of the real municipalities, to try the page with many units.
    """
    content = {
        "indikatorer": {one.id: _indicator(one) for one in INDIKATORER},
        "poster": {one.id: _item(one) for one in POSTER},
        "kontroller": [{"kode": kode, "navn": name} for kode, name in KONTROLLER.items()],
        "kontroller_finnes": {"antall": FINNES, "per": FINNES_PER},
        "formater": {one.ID: one.ETIKETT for one in READERS},
        "landsdeler": LANDSDELER,
        "kommunefil": real,
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _indicator(one: Indikator) -> dict[str, object]:
    return {
        "navn": one.etikett,
        "enhet": one.enhet.name.lower(),
        "er_hovedmaal": one in HOVEDMAAL,
        "formel": one.formel,
        "behov": one.behov,
        "retning": one.retning.value,
        "grense": None if one.grense is None else decimal_text(one.grense),
        "ikke_ment_for": one.ikke_ment_for,
        "side": folder(indicator_page(one)),
    }


def _item(one: Post) -> dict[str, object]:
    return {"navn": one.nb, "linje": one.linje}


def browser_files(root: Path) -> dict[str, bytes]:
    """Return the calculator's files and the Python packages, by their path below the site.

    Raises:
        SitegenError: Pyodide or Node.js is not installed, or the image cannot be made.
    """
    pyodide = read_pyodide(root)
    packages = python_packages(root, pyodide.lock)
    files = {
        "image": memory_image(root, pyodide, packages.core),
        "wasm": packed_program(root, pyodide),
        "stdlib": _packed(root, pyodide.library),
    }
    wheels = {"core": _wheels(packages, CORE)}
    runtime = bundle(pyodide.version, pyodide.lock, files, pyodide.modules, wheels)
    return {
        **{RUNTIME + name: data for name, data in runtime.items()},
        **{PYTHON + name: data for name, data in packages.files.items()},
    }


def _wheels(packages: PythonPackages, package: str) -> list[Packed]:
    """Return what the manifest says of a package's wheels: size, and the lock file's checksum."""
    return [
        Packed(FROM_MANIFEST + PYTHON + name, len(packages.files[name]), checksum)
        for name, checksum in packages.wheels(package).items()
    ]


def _packed(root: Path, data: bytes) -> bytes:
    """Return large data packed, which takes most of a second."""
    return cached(root, f"packed-{key_of(data)}.bin", lambda: packed(data))


def bundle(
    version: str,
    lock: str,
    files: Mapping[str, bytes],
    modules: Mapping[str, bytes],
    wheels: Mapping[str, Sequence[Packed]],
) -> dict[str, bytes]:
    """Return every file by its path below the bundle's own folder, the manifest first.

    Args:
        version: Pyodide's.
        lock: What Pyodide wants to know of itself, as JSON text.
        files: Packed, by what they are for.
        modules: JavaScript by file name, as it is: a browser imports it by its address.
        wheels: Python packages by what they are for; they lie elsewhere on the site.
    """
    whole = b"".join(_sha256(data).encode() for data in (*files.values(), *modules.values()))
    folder = f"{version}-{_sha256(whole)[:_NAME_LENGTH]}/"
    # Not «.gz»: some hosts would announce such a file as unpacked on the way.
    named = {
        purpose: Packed(f"{purpose}.bin", len(data), _sha256(data))
        for purpose, data in files.items()
    }
    manifest = {
        "version": version,
        "folder": folder,
        "lock": lock,
        "files": {purpose: asdict(one) for purpose, one in named.items()},
        "wheels": {purpose: [asdict(one) for one in some] for purpose, some in wheels.items()},
    }
    return {
        MANIFEST: json.dumps(manifest, indent=1).encode() + b"\n",
        **{folder + named[purpose].name: data for purpose, data in files.items()},
        **{folder + name: data for name, data in modules.items()},
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

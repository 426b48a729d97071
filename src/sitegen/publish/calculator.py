"""What the calculator's page fetches: names, the note's values, and files to try it with."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.items import POSTER, Post
from kommuneindikatorer.measures.catalogue import HOVEDMAAL, INDIKATORER
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.readers.kostra_codes import KONTROLLER
from kommuneindikatorer.reading import READERS
from sitegen.facts.observation import Observation, with_cells
from sitegen.facts.reference import comparable, reference
from sitegen.facts.unit_files import KOMMUNER, NEEDED, UnitFile, name_of, unit_csv
from sitegen.formats.example import example_files
from sitegen.pages.edition import Edition
from sitegen.pages.places import exhibit_page, folder, indicator_page
from sitegen.publish.tree import Tree
from sitegen.publish.unit_data import unit_files

PLACE = "assets/regndata"
EXAMPLE = {*NEEDED[KOMMUNER], "folkemengde_kilde"}
"""Columns that the calculator reads."""


def calculator_files(root: Path, edition: Edition, groups: Sequence[Gruppe]) -> Tree:
    """Return the files by their path below ``docs/``."""
    years = edition.note.about.years
    real, example = _real(root, years)
    whole = [one for one in groups if one.inndeling == "alle" and one.aar in years]
    units = [unit for one in whole for unit in one.enheter]
    return {
        f"{PLACE}/navn.json": names_json(real),
        f"{PLACE}/{real}": example,
        f"{PLACE}/notat.json": reference(edition.note, _addressed(edition), units),
        **{f"{PLACE}/{name}": data for name, data in example_files().items()},
    }


def _real(root: Path, years: Collection[int]) -> tuple[str, bytes]:
    """Return a file of every municipality in the note's years, in the template's own columns.

    In the two newest years there are, where the accounts of the note's own have not come.
    """
    whole = unit_files(root)[KOMMUNER]
    chosen = [year for year in whole.years if year in years] or whole.years[-2:]
    rows = tuple(row for row in whole.rows if row.year in chosen)
    columns = tuple(name for name in whole.columns if name in EXAMPLE)
    name = name_of(KOMMUNER, chosen)
    return name, unit_csv(UnitFile(name, KOMMUNER, columns, rows))


def _addressed(edition: Edition) -> dict[str, list[tuple[str, Observation]]]:
    """Return the printed values by table, each with its cell's address below the site's root."""
    found = [edition.note.exhibit(name) for name in comparable(edition.observations)]
    return {
        one.id: [
            (f"{folder(exhibit_page(one))}#{cell}", value)
            for value, cell in with_cells(one, edition.observations.get(one.id, ()))
        ]
        for one in found
    }


def names_json(real: str) -> bytes:
    """Return what the page's scripts call indicators, lines of the accounts, controls, formats.

    Args:
        real: The file of the real municipalities, to try the page with many units.
    """
    content = {
        "indikatorer": {one.id: _indicator(one) for one in INDIKATORER},
        "poster": {one.id: _item(one) for one in POSTER},
        "kontroller": [{"kode": kode, "navn": name} for kode, name in KONTROLLER.items()],
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
        "ikke_ment_for": one.ikke_ment_for,
        "side": folder(indicator_page(one)),
    }


def _item(one: Post) -> dict[str, object]:
    return {"navn": one.nb, "linje": one.linje}

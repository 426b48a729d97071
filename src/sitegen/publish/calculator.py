"""What the calculator's page fetches: names, the note's values, and files to try it with."""

from collections.abc import Collection, Sequence
from pathlib import Path

from kommuneindikatorer.groups.grouping import Gruppe
from sitegen.facts.cells import with_cells
from sitegen.facts.observation import Observation
from sitegen.facts.reference import EXHIBITS, reference
from sitegen.facts.unit_files import KOMMUNER, NEEDED, UnitFile, name_of, unit_csv
from sitegen.formats.example import example_files
from sitegen.pages.calculator import names_json
from sitegen.pages.places import exhibit_page, folder
from sitegen.publish.edition_folder import ReadEdition
from sitegen.publish.tree import Tree
from sitegen.publish.unit_data import unit_files

PLACE = "assets/regndata"
EXAMPLE = {*NEEDED[KOMMUNER], "folkemengde_kilde"}
"""Columns that the calculator reads."""


def calculator_files(root: Path, read: ReadEdition, groups: Sequence[Gruppe]) -> Tree:
    """Return the files by their path below ``docs/``."""
    real, example = _real(root, read.note.about.years)
    whole = [one for one in groups if one.inndeling == "alle" and one.aar in read.note.about.years]
    units = [unit for one in whole for unit in one.enheter]
    return {
        f"{PLACE}/navn.json": names_json(real),
        f"{PLACE}/{real}": example,
        f"{PLACE}/notat.json": reference(read.note, _addressed(read), units),
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


def _addressed(read: ReadEdition) -> dict[str, list[tuple[str, Observation]]]:
    """Return the printed values by table, each with its cell's address below the site's root."""
    found = [one for one in read.note.exhibits if one.id in EXHIBITS]
    return {
        one.id: [
            (f"{folder(exhibit_page(one))}#{cell}", value)
            for value, cell in with_cells(one, read.observations.get(one.id, ()))
        ]
        for one in found
    }

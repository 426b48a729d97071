"""What the calculator's page fetches: names, the note's values, and files to try it with."""

from collections.abc import Sequence
from pathlib import Path

from kommuneindikatorer.groups.grouping import Gruppe
from sitegen.facts.observation import Observation, with_cells
from sitegen.facts.reference import EXHIBITS, reference
from sitegen.formats.example import example_files
from sitegen.pages.calculator import names_json
from sitegen.pages.places import exhibit_page, folder
from sitegen.publish.edition_folder import ReadEdition
from sitegen.publish.tree import Tree
from sitegen.publish.unit_data import read_unit_files

PLACE = "assets/regndata"


def calculator_files(root: Path, read: ReadEdition, groups: Sequence[Gruppe]) -> Tree:
    """Return the files by their path below ``docs/``."""
    real, _ = read_unit_files(root)
    units = [unit for one in groups if one.inndeling == "alle" for unit in one.enheter]
    return {
        f"{PLACE}/navn.json": names_json(f"../../data/kommuner/{real}"),
        f"{PLACE}/notat.json": reference(read.note, _addressed(read), units),
        **{f"{PLACE}/{name}": data for name, data in example_files().items()},
    }


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

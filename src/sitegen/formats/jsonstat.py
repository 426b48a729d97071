"""JSON-stat 2.0, the statistics office's own format: one cube a table.

Source: https://json-stat.org/full/ (version 2.0).
"""

import json
from collections.abc import Callable, Sequence
from itertools import product

from sitegen.facts.formatting import caption_text
from sitegen.facts.observation import Observation
from sitegen.note.model import Exhibit, Note

Key = tuple[str, ...]
DIMENSIONS: dict[str, tuple[str, Callable[[Observation], str]]] = {
    "gruppe": ("Gruppe", lambda o: o.gruppe),
    "indikator": ("Indikator", lambda o: o.indikator),
    "aar": ("År", lambda o: str(o.aar)),
    "utvalg": ("Utvalg", lambda o: o.utvalg),
}


def jsonstat(note: Note, exhibit: Exhibit, observations: Sequence[Observation]) -> bytes:
    """Return the cube gruppe × indikator × aar × utvalg.

    ``value`` is null both for a value the note does not print and for a combination the table
    does not have; ``status`` says ``mangler`` for the first, and else the value's status.
    """
    cells = {_key(o): o for o in observations}
    axes = [list(dict.fromkeys(get(o) for o in observations)) for _, get in DIMENSIONS.values()]
    order = [cells.get(key) for key in product(*axes)]
    cube = {
        "version": "2.0",
        "class": "dataset",
        "label": caption_text(exhibit),
        "source": f"{note.about.publisher} ({note.about.abbreviation})",
        "updated": note.about.date.isoformat(),
        "id": list(DIMENSIONS),
        "size": [len(axis) for axis in axes],
        "role": {"time": ["aar"], "metric": ["indikator"]},
        "dimension": {
            name: _dimension(name, axis, observations)
            for name, axis in zip(DIMENSIONS, axes, strict=True)
        },
        "value": [None if o is None or o.verdi is None else float(o.verdi) for o in order],
        "status": {str(at): _status(o) for at, o in enumerate(order) if o is not None},
        "extension": {"kilde": note.about.source, "grunnlag": _bases(observations)},
    }
    return (json.dumps(cube, ensure_ascii=False, indent=1) + "\n").encode()


def _key(observation: Observation) -> Key:
    return tuple(get(observation) for _, get in DIMENSIONS.values())


def _status(observation: Observation) -> str:
    return "mangler" if observation.verdi is None else observation.status


def _bases(observations: Sequence[Observation]) -> dict[str, list[str]]:
    """Return the basis of each year."""
    years = dict.fromkeys(str(o.aar) for o in observations)
    return {
        y: list(dict.fromkeys(o.grunnlag for o in observations if str(o.aar) == y)) for y in years
    }


def _dimension(
    name: str, axis: list[str], observations: Sequence[Observation]
) -> dict[str, object]:
    label, get = DIMENSIONS[name]
    category: dict[str, object] = {"index": axis}
    if name in {"gruppe", "indikator"}:
        category["label"] = {get(o): _label(name, o) for o in observations}
    if name == "indikator":
        category["unit"] = {o.indikator: {"base": o.enhet, "decimals": 1} for o in observations}
    return {"label": label, "category": category}


def _label(name: str, observation: Observation) -> str:
    """Return the printed words nearest to a dimension's value."""
    rows_are_groups = observation.kolonnegruppe != ""
    if name == "gruppe":
        return observation.rad if rows_are_groups else observation.radgruppe or observation.gruppe
    return observation.kolonnegruppe if rows_are_groups else observation.rad

"""A table as JSON-stat 2.0: a cube of its values, or several where its parts are unlike.

Source: https://json-stat.org/full/.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, combinations, product
from math import prod
from typing import Any

from kommuneindikatorer.wording import capitalised
from sitegen.facts.fact import Fact, caption_text, remark_lead
from sitegen.facts.formatting import decimals
from sitegen.facts.licences import NOTE
from sitegen.note.model import Exhibit, Note, plain

SELECTION = "utvalg"
DIMENSIONS: dict[str, tuple[str, Callable[[Fact], str]]] = {
    "gruppe": ("Gruppe", lambda o: o.gruppe),
    "indikator": ("Indikator", lambda o: o.indikator),
    "aar": ("År", lambda o: str(o.aar)),
    "utvalg": ("Utvalg", lambda o: o.utvalg),
}
PARTED_BY = ("utvalg", "gruppe", "indikator", "aar")
"""What a table is parted by where it is no whole cube, the first that will do."""
GROUPS = {
    "kommunesektoren": "Kommunesektoren",
    "fastlands-norge": "Fastlands-Norge",
    "kommunene": "Kommunene med Oslo",
    "fylkeskommunene": "Fylkeskommunene",
    "landet": "Landet uten Oslo",
}
"""Names of groups whose rows are named by what is measured, as the explorer has them."""
PEOPLE = "folkemengde"


def jsonstat(note: Note, exhibit: Exhibit, facts: Sequence[Fact]) -> bytes:
    """Return the cube gruppe × indikator × aar × utvalg; a collection of cubes where parts differ.

    No cube has a cell for a combination that the table does not have. ``value`` is null only for a
    value that the note does not print: its ``status`` says ``mangler``, another's its own status.

    Where the indicator decides the selection, a cube has no dimension of it, and ``extension`` says
    the selection by indicator. It also says the basis: by year, or by indicator where a year has
    several. Notes stand at what they are about, and all of them with the remarks in ``note``;
    ``extension`` has the remarks by the value's index.
    """
    names, parts = _parts(facts)
    cubes = [_cube(note, exhibit, part, names) for part in parts]
    found = cubes[0] if len(cubes) == 1 else _collection(note, exhibit, cubes)
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _parts(facts: Sequence[Fact]) -> tuple[tuple[str, ...], list[list[Fact]]]:
    """Return what the values are parted by, as little as will do, and their parts: whole cubes."""
    for names in chain.from_iterable(combinations(PARTED_BY, n) for n in range(len(PARTED_BY))):
        parts = _parted(facts, names)
        if all(map(_is_whole, parts)):
            return names, parts
    return PARTED_BY, _parted(facts, PARTED_BY)


def _parted(facts: Iterable[Fact], names: Sequence[str]) -> list[list[Fact]]:
    found: dict[tuple[object, ...], list[Fact]] = {}
    for one in facts:
        found.setdefault(tuple(getattr(one, name) for name in names), []).append(one)
    return list(found.values())


def _is_whole(facts: Sequence[Fact]) -> bool:
    return prod(len(axis) for axis in _axes(facts).values()) == len(facts)


def _axes(facts: Sequence[Fact]) -> dict[str, list[str]]:
    """Return the categories of each dimension that the values need, in reading order."""
    getters = {name: DIMENSIONS[name][1] for name in _dimensions(facts)}
    return {name: list(dict.fromkeys(get(o) for o in facts)) for name, get in getters.items()}


def _dimensions(facts: Sequence[Fact]) -> list[str]:
    pairs = {(o.indikator, o.utvalg) for o in facts}
    several = len({utvalg for _, utvalg in pairs}) > 1
    decided = len(pairs) == len({indikator for indikator, _ in pairs})
    return [name for name in DIMENSIONS if not (name == SELECTION and several and decided)]


def _collection(note: Note, exhibit: Exhibit, cubes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "version": "2.0",
        "class": "collection",
        "label": caption_text(exhibit),
        **_origin(note),
        "link": {"item": list(cubes)},
    }


def _origin(note: Note) -> dict[str, str]:
    about = note.about
    return {
        "source": f"{about.publisher} ({about.abbreviation})",
        "updated": about.date.isoformat(),
    }


def _cube(
    note: Note, exhibit: Exhibit, facts: Sequence[Fact], parted_by: Sequence[str]
) -> dict[str, Any]:
    axes = _axes(facts)
    getters = [DIMENSIONS[name][1] for name in axes]
    cells = {tuple(get(o) for get in getters): o for o in facts}
    order = [cells[key] for key in product(*axes.values())]
    notes = {one.sign: f"{one.sign} {plain(one.content)}" for one in exhibit.footnotes}
    remarked = {str(at): o for at, o in enumerate(order) if o.merknader}
    said = [*notes.values(), *([exhibit.basis_note] if exhibit.basis_note else [])]
    said += [f"{remark_lead(o, row=True)}: {o.merknad}" for o in remarked.values()]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": ". ".join(
            [
                caption_text(exhibit).rstrip("."),
                *(capitalised(_label(name, facts[0])) for name in parted_by),
            ]
        ),
        **_origin(note),
        **({"note": said} if said else {}),
        "id": list(axes),
        "size": [len(axis) for axis in axes.values()],
        "role": {"time": ["aar"], "metric": ["indikator"]},
        "dimension": {name: _dimension(name, axis, facts, notes) for name, axis in axes.items()},
        "value": [None if o.verdi is None else float(o.verdi) for o in order],
        "status": {str(at): _status(o) for at, o in enumerate(order)},
        "extension": {
            "kilde": note.about.source,
            "lisens": NOTE.words,
            "grunnlag": _bases(facts),
            **({} if SELECTION in axes else {SELECTION: _selections(facts)}),
            **({"merknader": {at: o.merknad for at, o in remarked.items()}} if remarked else {}),
        },
    }


def _selections(facts: Sequence[Fact]) -> dict[str, str]:
    return {o.indikator: o.utvalg for o in facts}


def _status(fact: Fact) -> str:
    return "mangler" if fact.verdi is None else fact.status


def _bases(facts: Sequence[Fact]) -> dict[str, list[str]]:
    """Return the basis of each year; of each indicator where a year has several."""
    years = _bases_by(facts, lambda o: str(o.aar))
    several = any(len(found) > 1 for found in years.values())
    return _bases_by(facts, lambda o: o.indikator) if several else years


def _bases_by(facts: Sequence[Fact], key: Callable[[Fact], str]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in facts:
        found.setdefault(key(one), {})[one.grunnlag] = None
    return {name: list(own) for name, own in found.items()}


def _dimension(
    name: str, axis: list[str], facts: Sequence[Fact], notes: Mapping[str, str]
) -> dict[str, object]:
    label, get = DIMENSIONS[name]
    members = {one: [o for o in facts if get(o) == one] for one in axis}
    category: dict[str, object] = {
        "index": axis,
        "label": {one: _label(name, own[0]) for one, own in members.items()},
    }
    own_notes = {one: _shared_notes(own, notes) for one, own in members.items()}
    if any(own_notes.values()):
        category["note"] = {one: said for one, said in own_notes.items() if said}
    if name == "indikator":
        category["unit"] = {one: _unit(own) for one, own in members.items()}
    return {"label": label, "category": category}


def _shared_notes(facts: Sequence[Fact], notes: Mapping[str, str]) -> list[str]:
    """Return the notes that stand at every value of a category."""
    signs = set.intersection(*(set(one.fotnoter) for one in facts))
    return [words for sign, words in notes.items() if sign in signs]


def _unit(facts: Sequence[Fact]) -> Mapping[str, object]:
    places = max((decimals(o.verdi) for o in facts if o.verdi is not None), default=0)
    return {"base": facts[0].enhet, "decimals": places}


def _label(name: str, fact: Fact) -> str:
    """Return a category's name: a group's own, never the heading that its row happens to have."""
    rows_are_groups = fact.kolonnegruppe != ""
    if name == "gruppe":
        own = GROUPS.get(fact.gruppe) or (fact.rad if rows_are_groups else fact.gruppe)
        return f"{own} innbyggere" if fact.gruppe.startswith(PEOPLE) else own
    if name == "indikator":
        return fact.kolonnegruppe if rows_are_groups else fact.rad
    return DIMENSIONS[name][1](fact)

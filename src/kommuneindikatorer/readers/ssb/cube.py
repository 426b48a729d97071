"""A table of dimensions (JSON-stat2, the older JSON of PxWeb, PX) to single values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from kommuneindikatorer.model import Basis, Origin
from kommuneindikatorer.readers.ssb import facts, words
from kommuneindikatorer.readers.ssb.codes import (
    DRIFT_ELLER_INVESTERING,
    INTERNT_C,
    INTERNT_G,
    Enhet,
)
from kommuneindikatorer.readers.ssb.facts import Fact, Remarks
from kommuneindikatorer.readers.ssb.regions import is_region_heading, read_region
from kommuneindikatorer.readers.ssb.words import NOTHING, Meaning
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened


class MalformedError(Exception):
    """What is wrong with the table, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a dimension, understood once and not for each cell."""

    text: str
    said: Meaning = NOTHING
    code: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: whether it is region, time, scope or other, and its values in order."""

    role: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Cube:
    """A whole table.

    Attributes:
        title: Its title.
        number: The office's number of it; empty where it does not say.
        dimensions: Its dimensions; the last runs fastest.
        cells: The number and text of each cell there is.
        said: What is said of all its values: a unit.
    """

    title: str
    number: str
    dimensions: tuple[Dimension, ...]
    cells: Iterable[tuple[int, str]]
    said: Meaning = NOTHING

    @property
    def size(self) -> int:
        """How many cells it has when none is left out."""
        return prod(len(one.categories) for one in self.dimensions)


def role_of(ident: str, name: str, given: str = "") -> str:
    """Return what a dimension of this code and name holds."""
    if given == "time" or ident == "Tid":
        return "time"
    if is_region_heading(ident) or is_region_heading(name) or given == "geo":
        return "region"
    return "scope" if words.is_scope(ident) or words.is_scope(name) else "other"


def category(role: str, heading: str, code: str, label: str, unit: str = "") -> Category:
    """Return one value of a dimension, understood by its code, else by its text."""
    return Category(label or code, _said(role, heading, code, label, unit), code)


def _said(role: str, heading: str, code: str, label: str, unit: str = "") -> Meaning:
    text = label or code
    if role == "time":
        aar = words.split_year(code)[1] or words.split_year(text)[1]
        return Meaning(aar=aar) if aar else Meaning(ukjent=text)
    if role == "region":
        both = label if label.startswith(code) else f"{code} {label}".strip()
        region = read_region(both, heading)
        return Meaning(region=region) if region else Meaning(gruppe=text)
    if role == "scope":
        said = words.scope_of(text)
        return words.scope_of(code) if said.ukjent else said
    said = words.meaning_of(code)
    if said.ukjent:
        said = words.meaning_of(text)
    if unit and not said.ukjent and said.enhet is None:
        said = said.joined(Meaning(enhet=words.meaning_of(f"beløp ({unit})").enhet))
    return said


def observations(cube: Cube, remarks: Remarks) -> tuple[list[Fact], Basis]:
    """Return the cube's values and whose money they are; say once what was left out."""
    cube = replace(cube, dimensions=_with_time(cube.dimensions))
    title = cube.title if words.table_number(cube.title) else f"{cube.number}: {cube.title}"
    tabell = facts.table_name(cube.title, cube.number)
    roles = {one.role for one in cube.dimensions}
    over = words.title_meaning(title)
    found = list(_facts(cube, over, remarks))
    posts = {one.said.post for dim in cube.dimensions for one in dim.categories if one.said.post}
    found = _drift_only(cube, title, posts, found, remarks)
    _say_left_out(cube, remarks)
    remarks.regions = any(one.said.region for dim in cube.dimensions for one in dim.categories)
    remarks.say(is_empty=not found, tabell=tabell)
    basis = words.basis_of_title(title)
    if basis is Basis.UKJENT and "scope" not in roles and posts & {INTERNT_C, INTERNT_G}:
        basis = Basis.KONSERN
    return found, basis


def _with_time(dimensions: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    """Return the dimensions, the one whose values are all years as time where none is called so."""
    years = [_years(one) for one in dimensions]
    if any(one.role == "time" for one in dimensions) or sum(map(bool, years)) != 1:
        return dimensions
    return tuple(found or one for found, one in zip(years, dimensions, strict=True))


def _years(dimension: Dimension) -> Dimension | None:
    said = [
        (_said("time", "", one.code, ""), _said("time", "", one.text, ""), one)
        for one in dimension.categories
    ]
    if dimension.role != "other" or not all(code.aar and text.aar for code, text, _ in said):
        return None
    return Dimension("time", tuple(replace(one, said=code) for code, _, one in said))


def _facts(cube: Cube, over: Meaning, remarks: Remarks) -> Iterator[Fact]:
    fil = remarks.row_log.fil
    for number, text in cube.cells:
        places = places_of(number, cube.dimensions)
        said = NOTHING.joined(*(one.said for one in places), cube.said, over)
        if said.post and said.enhet is Enhet.PER_INNBYGGER:
            remarks.per_head = True
        if said.wanted is None or said.ukjent or said.gruppe or not said.region or not said.aar:
            continue
        remarks.used.setdefault(said.wanted)
        where = shortened(", ".join(one.text for one in places))
        origin = Origin(fil, 1, where, shortened(text))
        yield Fact(said.region, said.aar, said.wanted, said, origin, text, remarks.row_log)


def places_of(number: int, dimensions: Sequence[Dimension]) -> list[Category]:
    """Return the categories of the cell with this number: the last dimension runs fastest."""
    places: list[Category] = []
    for dimension in reversed(dimensions):
        number, place = divmod(number, len(dimension.categories))
        places.append(dimension.categories[place])
    return places[::-1]


_DRIFT = frozenset({"brutto_driftsinntekter", "netto_driftsresultat", "brutto_driftsresultat"})


def _drift_only(
    cube: Cube, title: str, posts: set[str], found: list[Fact], remarks: Remarks
) -> list[Fact]:
    """Return the values without those that an investment account's rows share the names of."""
    labels = [one.said.ukjent for dim in cube.dimensions for one in dim.categories]
    about = words.is_investment(title) and "drift" not in title.lower()
    if posts & _DRIFT or not (about or any(map(words.is_investment, filter(None, labels)))):
        return found
    kept = [one for one in found if one.post not in DRIFT_ELLER_INVESTERING]
    remarks.used = {one.post: None for one in kept}
    remarks.investment = not kept
    return kept


def _say_left_out(cube: Cube, remarks: Remarks) -> None:
    """Remember each category whose values are left out."""
    for dimension in cube.dimensions:
        for one in dimension.categories:
            if one.said.gruppe:
                remarks.add(facts.SAMLERAD, one.text)
            elif one.said.ukjent:
                kode = facts.UTEN_AAR if dimension.role == "time" else facts.UKJENT_BEGREP
                remarks.add(kode, one.text)


def new_remarks(row_log: RowLog, text: str) -> Remarks:
    """Return the remarks of a file that is read whole, with its lines counted."""
    for line in text.splitlines():
        row_log.seen(1 if line.strip() else 0)
    return Remarks(row_log)

"""``versjoner.toml``: the versions of an edition, and what each corrected, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from sitegen.note.errors import Fault, SpecError
from sitegen.note.spec import Part, read_part

FIRST = "Notatet er lagt ut slik det ble mottatt."


class ChangeSpec(Part):
    """A number that was corrected, where it can be said in a line."""

    hvor: str
    fra: str
    til: str


class VersionSpec(Part):
    """A version: its name, the day it came, what it changed and why."""

    navn: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(\.[1-9]\d*)?$")]
    dato: date
    hva: Annotated[str, Field(min_length=1)]
    hvorfor: str = ""
    tall: tuple[ChangeSpec, ...] = ()


class VersionsSpec(Part):
    """The whole file."""

    versjon: Annotated[tuple[VersionSpec, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected number: where it stands, and how it was and is printed on the site."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an edition.

    Attributes:
        name: ``2025-03-07``, then ``2025-03-07.1``.
        day: The day it came.
        what: What is new or corrected, a sentence.
        why: Why; empty for the first version.
        corrections: Numbers that were corrected.
    """

    name: str
    day: date
    what: str
    why: str
    corrections: tuple[Correction, ...]

    @property
    def corrects(self) -> bool:
        """Whether it corrects an earlier version of the same edition."""
        return "." in self.name


def first_version(day: date) -> Version:
    """Return the version an edition has until something of it is corrected."""
    return Version(day.isoformat(), day, FIRST, "", ())


def read_versions(text: str, file: str, day: date) -> tuple[Version, ...]:
    """Return the versions of the edition of a day, oldest first.

    Raises:
        SpecError: The file is wrong in itself, the names do not run 2025-03-07, 2025-03-07.1,
            …, a day goes back in time, or a correction does not say why.
    """
    found = read_part(VersionsSpec, text, file).versjon
    if faults := list(_faults(found, file, day)):
        raise SpecError(*faults)
    return tuple(map(_version, found))


def _faults(found: tuple[VersionSpec, ...], file: str, day: date) -> Iterator[Fault]:
    for number, spec in enumerate(found):
        name = day.isoformat() + (f".{number}" if number else "")
        if spec.navn != name:
            yield Fault(file, None, f"«{name}» som versjon nummer {number + 1}", f"«{spec.navn}»")
        if number and spec.dato < found[number - 1].dato:
            before = found[number - 1].dato
            yield Fault(file, None, f"en dato etter {before} for «{spec.navn}»", str(spec.dato))
        if number and not spec.hvorfor:
            yield Fault(file, None, f"«hvorfor» for rettelsen «{spec.navn}»", "ingenting")


def _version(spec: VersionSpec) -> Version:
    changes = tuple(Correction(one.hvor, one.fra, one.til) for one in spec.tall)
    return Version(spec.navn, spec.dato, spec.hva, spec.hvorfor, changes)

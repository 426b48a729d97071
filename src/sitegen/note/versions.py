"""``versjoner.toml``: the versions of an edition, and what each corrected, oldest first."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from sitegen.note.errors import Fault, SpecError
from sitegen.note.toml_file import Part, read_part

NAME = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(\.[1-9][0-9]*)?$")
FIRST = "Utgaven gjengir notatet slik det ble mottatt."


class Correction(Part):
    """A corrected number: where it stands, and how it was and is printed on the site."""

    where: str = Field(alias="hvor")
    old: str = Field(alias="fra")
    new: str = Field(alias="til")


class Version(Part):
    """A version of an edition.

    Attributes:
        name: ``2025-03-07``, then ``2025-03-07.1``.
        day: The day it came.
        what: What is new or corrected, a sentence.
        why: Why; empty for the first version.
        corrections: Numbers that were corrected, where that can be said in a line.
    """

    name: str = Field(alias="navn", pattern=NAME.pattern)
    day: date = Field(alias="dato")
    what: str = Field(alias="hva", min_length=1)
    why: str = Field(default="", alias="hvorfor")
    corrections: tuple[Correction, ...] = Field(default=(), alias="tall")

    @property
    def corrects(self) -> bool:
        """Whether it corrects an earlier version of the same edition."""
        return "." in self.name


class Versions(Part):
    """The whole file."""

    versions: Annotated[tuple[Version, ...], Field(min_length=1)] = Field(alias="versjon")


def is_version(name: str) -> bool:
    """Return whether a version may be called this: a day there is, and a number from 1."""
    found = NAME.fullmatch(name)
    try:
        return bool(found and date.fromisoformat(found[1]))
    except ValueError:
        return False


def first_version(day: date) -> Version:
    """Return the version an edition has until something of it is corrected."""
    return Version(name=day.isoformat(), day=day, what=FIRST)


def read_versions(text: str, file: str, day: date) -> tuple[Version, ...]:
    """Return the versions of the edition of a day, oldest first.

    Raises:
        SpecError: The file is wrong in itself, the names do not run 2025-03-07, 2025-03-07.1,
            …, a day goes back in time, or a correction does not say why.
    """
    found = read_part(Versions, text, file).versions
    if faults := list(_faults(found, file, day)):
        raise SpecError(*faults)
    return found


def _faults(found: tuple[Version, ...], file: str, day: date) -> Iterator[Fault]:
    for number, one in enumerate(found):
        name = day.isoformat() + (f".{number}" if number else "")
        if one.name != name:
            yield Fault(file, None, f"«{name}» som versjon nummer {number + 1}", f"«{one.name}»")
        if number and one.day < found[number - 1].day:
            before = found[number - 1].day
            yield Fault(file, None, f"en dato etter {before} for «{one.name}»", str(one.day))
        if number and not one.why:
            yield Fault(file, None, f"«hvorfor» for rettelsen «{one.name}»", "ingenting")

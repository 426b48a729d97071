"""Where each file of unit data is from: a TOML file beside it, with the same name.

In: what a person wrote when the file was put there, and the file's bytes. Out: the statements
that pages, ``datapackage.json`` and ``dcat.jsonld`` make of it.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pydantic import Field

from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import day_words, span
from sitegen.note.toml_file import Part, read_part

UNSAID = "ikke oppgitt"
STATISTICS_NORWAY = "Statistisk sentralbyrå"
STATISTICS_NORWAY_ADDRESS = "https://www.ssb.no/"


class SourceTable(Part):
    """A table of the statistics office, or another register of it."""

    number: str = Field(alias="nummer")
    content: str = Field(alias="innhold")
    address: str = Field(alias="adresse", pattern=r"^https://\S+$")

    @property
    def name(self) -> str:
        """«tabell 12137», or «KLASS 131»."""
        return f"tabell {self.number}" if self.number.isdecimal() else self.number


class Copy(Part):
    """A copy of the producer's table, and the years that were read from it.

    Attributes:
        years: The years.
        updated: When the copy was updated, which is not when the figures were published; ``None``
            where that is not known.
    """

    years: tuple[int, ...] = Field(alias="aar", min_length=1)
    updated: dt.date | None = Field(default=None, alias="oppdatert")


class Provenance(Part):
    """Where one file's values are from.

    Attributes:
        title: What the file holds.
        version: Its own version, never a note's.
        producer: Who made the statistics.
        status: Whether the figures are final; empty for a register, which has none.
        tables: The tables it is made from, the values' own first.
        fetched: When, in words.
        fetched_from: From where, in words.
        address: Where that lies.
        checked_by: Who checked it.
        checks: What was checked, a sentence each.
        copies: The copies it was read from; none where it was fetched from the producer.
        gaps: What is missing or not explained, a sentence each.
        population: How the population was found; empty where it has none.
        sha256: The checksum of the file that was checked.
    """

    title: str = Field(alias="tittel")
    version: str = Field(alias="versjon")
    producer: str = Field(default=STATISTICS_NORWAY, alias="produsent")
    status: str = ""
    tables: tuple[SourceTable, ...] = Field(alias="tabell", min_length=1)
    fetched: str = Field(default=UNSAID, alias="hentet")
    fetched_from: str = Field(default=UNSAID, alias="hentet_fra")
    address: str = Field(default="", alias="adresse")
    checked_by: str = Field(default=UNSAID, alias="kontrollert_av")
    checks: tuple[str, ...] = Field(default=(), alias="kontroll")
    copies: tuple[Copy, ...] = Field(default=(), alias="kopi")
    gaps: tuple[str, ...] = Field(default=(), alias="mangler")
    population: str = Field(default="", alias="folkemengde")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class ProvenanceFile(Part):
    """The whole file."""

    dataset: Provenance = Field(alias="datasett")


def read_provenance(text: str, file: str) -> Provenance:
    """Return where a file is from.

    Raises:
        SpecError: Every fault, each with the path of its key.
    """
    return read_part(ProvenanceFile, text, file).dataset


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it lies in the project, with where it is from.

    Attributes:
        name: Its name: ``kommuner_2020_2025.csv``.
        sha256: Its checksum now.
        about: Where it is from; ``None`` where nobody has said it.
    """

    name: str
    sha256: str
    about: Provenance | None

    @property
    def as_checked(self) -> bool:
        """Whether it is the file that was checked, byte for byte."""
        return self.about is not None and self.about.sha256 == self.sha256


def source_file(name: str, data: bytes, about: Provenance | None) -> SourceFile:
    """Return a file with the checksum of its bytes."""
    return SourceFile(name, hashlib.sha256(data).hexdigest(), about)


def provenance_notices(files: Iterable[SourceFile], folder: str) -> Iterator[str]:
    """Yield what an editor must still say of where files are from, a Norwegian sentence each."""
    for file in files:
        place = f"{folder}/{file.name.rpartition('.')[0]}.toml"
        if file.about is None:
            yield f"{place} mangler. Skriv hvor {file.name} kommer fra, så leserne får vite det."
        elif not file.as_checked:
            yield (
                f"{file.name} er endret etter at opplysningene i {place} ble skrevet. Se over "
                f'dem, og skriv sha256 = "{file.sha256}".'
            )


def statements(file: SourceFile) -> list[tuple[str, str]]:
    """Return what is to be said of a file, each with its heading: the one text of every place."""
    about = file.about
    if about is None:
        return [("Kilde", f"{UNSAID.capitalize()}."), ("SHA-256", file.sha256)]
    tables = listed([f"{one.name} ({one.content})" for one in about.tables])
    checked = f"Kontrollert av {about.checked_by}." if about.checks else "Ikke kontrollert."
    if not file.as_checked:
        checked = f"Filen er endret siden den ble kontrollert. {checked}"
    found = [
        ("Kilde", f"{about.producer}, {tables}."),
        ("Hentet", _fetched(file, about)),
        ("Kontroll", " ".join([checked, *about.checks])),
        ("Folkemengde", about.population),
        ("Kjente mangler", " ".join(about.gaps)),
        ("Versjon", f"{about.version}{f'. Status: {about.status}' if about.status else ''}."),
        ("SHA-256", file.sha256),
    ]
    return [(term, words) for term, words in found if words]


def _fetched(file: SourceFile, about: Provenance) -> str:
    where = f"Fra {about.fetched_from.rstrip('.')}."
    return f"{where} {copy_words([file]) or f'Når: {about.fetched}.'}"


def copy_words(files: Iterable[SourceFile], years: Collection[int] = ()) -> str:
    """Return which copies the figures of years were read from, of all years where none is given."""
    return " ".join(words for _, words in copies(files, years))


def copies(files: Iterable[SourceFile], years: Collection[int] = ()) -> list[tuple[list[int], str]]:
    """Return the years that were read from each copy, with that in words.

    The day a copy was updated is said only of the years read from it: it dates no others.
    """
    read: dict[dt.date | None, set[int]] = {}
    for one in (copy for file in files if file.about for copy in file.about.copies):
        found = {year for year in one.years if not years or year in years}
        read.setdefault(one.updated, set()).update(found)
    return [(sorted(of), _copy_sentence(of, day)) for day, of in read.items() if of]


def _copy_sentence(years: Collection[int], day: dt.date | None) -> str:
    when = f"oppdatert {day_words(day)}" if day else "uten oppgitt dato"
    return f"Tallene for {years_words(years)} er lest av en kopi {when}."


def years_words(years: Iterable[int]) -> str:
    """Return «2020–2022 og 2025»: three years or more on end as one span."""
    runs = [
        [year for _, year in run]
        for _, run in groupby(enumerate(sorted(years)), lambda pair: pair[1] - pair[0])
    ]
    return listed(
        words for run in runs for words in ([span(run[0], run[-1])] if run[2:] else map(str, run))
    )


def of_kind(files: Iterable[SourceFile], name: str) -> list[SourceFile]:
    """Return the files of accounts that an offered file is made from, by the start of its name.

    What holds both kinds of units, as the file of indicators does, is made from all of them.
    """
    accounts = [file for file in files if file.about is None or file.about.status]
    own = [file for file in accounts if file.name.partition("_")[0] == name.partition("_")[0]]
    return own or accounts


def cited_tables(files: Sequence[SourceFile]) -> str:
    """Return the figures' own tables in words, a register's left out; empty where not known."""
    names = (file.about.tables[0].name for file in files if file.about and file.about.status)
    return listed(list(dict.fromkeys(names)))


def office_words(files: Sequence[SourceFile]) -> str:
    """Return «Statistisk sentralbyrå, tabell 12137»: whom figures are from, with their tables."""
    return ", ".join(filter(None, (STATISTICS_NORWAY, cited_tables(files))))


def version_of_sources(files: Iterable[SourceFile]) -> str:
    """Return the versions that files of accounts have; empty where nobody has said any."""
    found = (file.about.version for file in files if file.about and file.about.status)
    return listed(list(dict.fromkeys(found)))

"""Answers of the statistics office in ``data/kilder/``: each as it came, with what was asked.

Beside ``12137.json`` stands ``12137.toml``: the question, when it was asked, when the office had
updated the table, what it says of the figures, and the checksum.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from kommuneindikatorer.wording import listed
from sitegen.facts.fetched import Answer, kostra_groups, read_answer
from sitegen.facts.formatting import day_words
from sitegen.facts.landing import Landing
from sitegen.facts.office_tables import FUND_TABLE, PEOPLE_TABLE, TABLES
from sitegen.facts.provenance import SourceFile, years_words
from sitegen.facts.unit_files import KOMMUNER, stop
from sitegen.note.errors import Fault
from sitegen.note.toml_file import Part, read_part
from sitegen.publish.tree import data_path, read_bytes, read_text

KEPT = Path("data/kilder")
KLASS, GROUPS = "klass", "kostragrupper"
KNOWN = (*TABLES, KLASS, GROUPS)


def usual(root: Path) -> list[str]:
    """Return what is asked for where nothing is named.

    The fund's table and the KOSTRA groups are asked for by name the first time: no answer of
    theirs has been seen, and one that is refused would hold back the accounts.
    """
    named = (FUND_TABLE, GROUPS)
    kept = {one for one in named if data_path(root, KEPT / f"{one}.json").is_file()}
    return [one for one in KNOWN if one not in named or one in kept]


def kept_groups(root: Path) -> dict[str, str]:
    """Return each municipality's KOSTRA group by its number; none before they are fetched."""
    path = data_path(root, KEPT / f"{GROUPS}.json")
    return kostra_groups(read_bytes(path)) if path.is_file() else {}


class About(Part):
    """What stands beside an answer."""

    fetched: dt.date | None = Field(default=None, alias="hentet")
    address: str = Field(default="", alias="adresse")
    query: str = Field(default="", alias="sporring")
    updated: str = Field(default="", alias="oppdatert")
    notes: tuple[str, ...] = Field(default=(), alias="merknader")
    status: Mapping[str, str] = Field(default_factory=dict)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it came.

    Attributes:
        name: The table's number, ``klass`` or ``kostragrupper``.
        data: Its bytes.
        query: What was asked, JSON; empty for a register, whose question is its address.
        address: Where it was asked; empty where that is not known.
        day: When; ``None`` where that is not known.
    """

    name: str
    data: bytes
    query: str = ""
    address: str = ""
    day: dt.date | None = None


def read_given(folder: Path, names: Sequence[str]) -> list[Given]:
    """Return answers from a folder: those named, else all there are.

    Raises:
        SitegenError: One is missing, there are none, or one is not what its checksum says.
    """
    there = [name for name in KNOWN if (folder / f"{name}.json").is_file()]
    remedy = f"Filene skal hete {listed([f'{name}.json' for name in KNOWN])}."
    stop([] if names or there else [Fault(str(folder), None, "svar i mappen", "ingen", remedy)])
    return [_given(folder, name) for name in names or there]


def _given(folder: Path, name: str) -> Given:
    path = folder / f"{name}.json"
    data, about = read_bytes(path), read_about(path)
    if about is None:
        return Given(name, data)
    found = hashlib.sha256(data).hexdigest()
    if found != about.sha256:
        expected = "svaret slik det kom, med samme sjekksum som i filen ved siden av"
        stop([Fault(str(path), None, expected, "et annet innhold", "Hent det på nytt.")])
    return Given(name, data, about.query, about.address, about.fetched)


def read_about(path: Path) -> About | None:
    """Return what stands beside an answer; ``None`` where nothing does."""
    beside = path.with_suffix(".toml")
    return read_part(About, read_text(beside), str(beside)) if beside.is_file() else None


def kept_answer(root: Path, number: str) -> Answer | None:
    """Return the answer of a table that a checkout has; ``None`` where it has none."""
    path = data_path(root, KEPT / f"{number}.json")
    return read_answer(TABLES[number], read_bytes(path)) if path.is_file() else None


def is_kept(root: Path, answer: Answer) -> bool:
    """Return whether the office has updated a table since its answer was kept."""
    about = read_about(data_path(root, KEPT / f"{answer.table.number}.toml"))
    return about is not None and about.updated == answer.updated


def to_keep(
    root: Path, given: Given, answer: Answer | None, status: Mapping[int, str]
) -> dict[Path, bytes]:
    """Return an answer's two files.

    Args:
        root: The checkout.
        given: It, as it came.
        answer: Its values; ``None`` for a register.
        status: Whether the accounts of each year are final; empty for what has no status.
    """
    pairs = {
        "hentet": given.day.isoformat() if given.day else "",
        "adresse": _text(given.address),
        "sporring": _text(given.query),
        "oppdatert": _text(answer.updated) if answer else "",
        "sha256": _text(hashlib.sha256(given.data).hexdigest()),
        "merknader": _list(answer.notes) if answer and answer.notes else "",
    }
    lines = [f"# Om svaret i {given.name}.json, som er slik det kom. Skrevet av «sitegen fetch»."]
    lines += [f"{key} = {text}" for key, text in pairs.items() if text not in {"", '""'}]
    lines += ["", "[status]"] if status else []
    lines += [f'{year} = "{words}"' for year, words in status.items()]
    path = root / KEPT / f"{given.name}.json"
    return {path: given.data, path.with_suffix(".toml"): _file(lines)}


def _text(words: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's too."""
    return json.dumps(words, ensure_ascii=False)


def _list(words: Iterable[str]) -> str:
    return f"[\n{''.join(f'  {_text(one)},\n' for one in words)}]"


def _file(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def provenance_toml(
    landing: Landing, sources: Sequence[Answer], days: Collection[dt.date], version: str
) -> bytes:
    """Return what stands beside a file of unit data: where it is from, and what was checked.

    Args:
        landing: The file.
        sources: The answers it is made from, the accounts first.
        days: When they were fetched, those known.
        version: The file's version.
    """
    kind = landing.file.kind
    people = any(one.table.number == PEOPLE_TABLE for one in sources)
    pairs = {
        "tittel": f"Regnskapstall for hver {kind.removesuffix('r')}",
        "versjon": version,
        "produsent": "Statistisk sentralbyrå",
        "status": "endelig",
        "hentet": day_words(max(days)) if days else "ikke oppgitt",
        "hentet_fra": f"Statistisk sentralbyrås API ({listed(map(_updated, sources))})",
        "adresse": sources[0].table.address,
        "kontrollert_av": "nettstedet",
    }
    lines = [f"# Hvor tallene i {landing.file.name} kommer fra. Skrevet av «sitegen fetch»."]
    lines += ["", "[datasett]", *(f"{key} = {_text(words)}" for key, words in pairs.items())]
    lines.append(f"kontroll = {_list(_checks(landing))}")
    if kind == KOMMUNER and people:
        words = "Folkemengden ved utgangen av året er den 1. januar året etter, i tabell 07459."
        lines.append(f"folkemengde = {_text(words)}")
    lines.append(f'sha256 = "{hashlib.sha256(landing.data).hexdigest()}"')
    for table in (one.table for one in sources):
        lines += ["", "[[datasett.tabell]]", f"nummer = {_text(table.number)}"]
        lines += [f"innhold = {_text(table.content)}", f"adresse = {_text(table.address)}"]
    return _file(lines)


def _updated(answer: Answer) -> str:
    return f"{answer.table.name} oppdatert {day_words(dt.date.fromisoformat(answer.updated[:10]))}"


def _checks(landing: Landing) -> Iterator[str]:
    years = years_words(landing.file.years)
    yield f"Enhetene er nøyaktig de i registeret for hvert av årene {years}."
    yield "Summene i 1000 kr er nøyaktig lik landstallet i samme tabell i alle årene."


def next_version(files: Iterable[SourceFile], landing: Landing) -> str:
    """Return a file's version: that of the same bytes, else one more than the highest there is."""
    start = f"{landing.file.kind}_"
    own = [one for one in files if one.name.startswith(start) and one.about]
    sha = hashlib.sha256(landing.data).hexdigest()
    same = [one.about.version for one in own if one.about and one.sha256 == sha]
    known = [one.about.version for one in own if one.about]
    numbers = [int(one) for one in known if one.isdecimal()]
    return same[0] if same else str(max(numbers, default=0) + 1)

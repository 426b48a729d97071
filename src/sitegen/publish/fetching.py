"""New figures from the statistics office: asked for, checked, and put in their places.

All is held in memory until it has passed every check; then it is written at once. So a fault of
the network, of an answer or of a figure leaves the checkout as it was.
"""

import datetime as dt
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kommuneindikatorer.register import CHANGED
from sitegen.facts.fetched import (
    AGAIN,
    Answer,
    groups_held_against,
    held_against,
    read_answer,
)
from sitegen.facts.landing import STATISTIC, Landing, land
from sitegen.facts.office_tables import FUND_TABLE, OF_KIND, PEOPLE_TABLE, TABLES
from sitegen.facts.releases import CALENDAR_FILE, Release
from sitegen.facts.unit_checks import Difference, differences
from sitegen.facts.unit_files import KOMMUNER, UnitFile, stop
from sitegen.note.errors import Fault, SourceError
from sitegen.publish.checks import read_releases
from sitegen.publish.kept_answers import (
    GROUPS,
    KLASS,
    Given,
    is_kept,
    kept_answer,
    next_version,
    provenance_toml,
    to_keep,
)
from sitegen.publish.tree import reason
from sitegen.publish.unit_data import (
    Added,
    place_unit_file,
    source_files,
    unit_files,
    write_placements,
)

OFFICE = "https://data.ssb.no/api"
OF_MUNICIPALITIES = (OF_KIND[KOMMUNER], PEOPLE_TABLE, FUND_TABLE)
"""The tables that a municipality's row is made of."""
REGISTERS = {
    KLASS: ("KLASS 131", "codesAt?"),
    GROUPS: ("KLASS 112", "correspondsAt?targetClassificationId=112&"),
}
"""What is asked of its classifications. Source: https://data.ssb.no/api/klass/v1/api-guide.html."""
TIMEOUT = 120
"""Seconds to wait for an answer; the largest is about a megabyte."""
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it.

    Attributes:
        unchanged: Whether the office has updated nothing since last time; then nothing is done.
        added: Files that were put in their places.
        notices: What was decided, a Norwegian sentence each.
        differences: What the figures change.
    """

    unchanged: bool
    added: tuple[Added, ...] = ()
    notices: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


def ask(names: Iterable[str], office: str, day: dt.date) -> list[Given]:
    """Return the answers of the office: one request a table, one after the other.

    Raises:
        SourceError: There is no whole answer; says why, and what to do.
    """
    return [_asked(name, office, day) for name in names]


def _asked(name: str, office: str, day: dt.date) -> Given:
    if name in REGISTERS:
        words, part = REGISTERS[name]
        address = f"{office}/klass/v1/classifications/131/{part}date={day.isoformat()}"
        return Given(name, _sent(words, address, None), "", address, day)
    address = f"{office}/pxwebapi/v2/tables/{name}/data?lang=no&outputFormat=json-stat2"
    query = json.dumps(TABLES[name].query())
    return Given(name, _sent(TABLES[name].name, address, query.encode()), query, address, day)


def _sent(name: str, address: str, body: bytes | None) -> bytes:
    request = urllib.request.Request(address, body, HEADERS)  # noqa: S310  the office, or a test's
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310  as above
            data: bytes = response.read()
    except urllib.error.HTTPError as error:
        with error:
            raise SourceError(_refused(name, error)) from error
    except (OSError, http.client.HTTPException) as error:
        cut = isinstance(error, http.client.IncompleteRead)
        found = "et som er avbrutt" if cut else "ingen forbindelse"
        raise SourceError(Fault(name, None, "et helt svar", found, AGAIN)) from error
    return data


def _refused(name: str, error: urllib.error.HTTPError) -> Fault:
    """Return why the office gave no figures, by what it says."""
    if error.code == http.HTTPStatus.TOO_MANY_REQUESTS:
        wait = error.headers.get("Retry-After", "")
        after = f"om {wait} sekunder" if wait.isdecimal() else "senere"
        remedy = f"Prøv igjen {after}. Ingenting er endret."
        return Fault(name, None, "et svar", "at det er spurt for ofte (429)", remedy)
    if error.code >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fault(name, None, "et svar", f"at tjenesten er nede ({error.code})", AGAIN)
    title = _title(error)
    remedy = "Tabellen eller kodene i den er endret. Ingenting er endret her."
    return Fault(name, None, "et svar", f"avslag ({error.code}{title})", remedy)


def _title(error: urllib.error.HTTPError) -> str:
    """Return the office's own word for what is wrong; empty where it answers with a page."""
    try:
        found = json.loads(error.read(10_000))
    except (ValueError, OSError, http.client.HTTPException):
        return ""
    title = found.get("title") if isinstance(found, dict) else None
    return f": {title[:80]}" if isinstance(title, str) else ""


def fetch(root: Path, given: Sequence[Given], *, anew: bool) -> Fetched:
    """Check answers, and put the figures in their places.

    Args:
        root: The checkout.
        given: The answers.
        anew: Whether to go on although the office has updated nothing.

    Raises:
        SitegenError: Something is wrong; then nothing is changed.
    """
    tables = [one for one in given if one.name in TABLES]
    answers = {one.name: read_answer(TABLES[one.name], one.data) for one in tables}
    checks = {KLASS: held_against, GROUPS: groups_held_against}
    for one in given:
        if one.name in checks:
            stop(checks[one.name](one.data, one.day.year if one.day else CHANGED))
    if not anew and answers and all(is_kept(root, one) for one in answers.values()):
        return Fetched(unchanged=True)
    old = unit_files(root)
    used = answers | _needed(root, answers)
    landings = _landings(used, old, _release(root)) if answers else []
    placements = [
        place_unit_file(root, one.file.name, one.data, one.sums, replace=True) for one in landings
    ]
    write = _to_keep(root, given, answers, landings)
    versions = source_files(root)
    for placed, landing in zip(placements, landings, strict=True):
        own = _sources(used, landing.file.kind)
        text = provenance_toml(landing, own, _days(given, own), next_version(versions, landing))
        write[placed.added.place.with_suffix(".toml")] = text
    try:
        write_placements(placements, write)
    except OSError as error:
        raise SourceError(
            Fault(str(root), None, "en mappe som kan skrives i", reason(error), AGAIN)
        ) from error
    changes = (differences(old.get(one.file.kind), one.file) for one in landings)
    return Fetched(
        unchanged=False,
        added=tuple(one.added for one in placements),
        notices=tuple(words for one in landings for words in one.notices),
        differences=tuple(found for several in changes for found in several),
    )


def _to_keep(
    root: Path, given: Iterable[Given], answers: Mapping[str, Answer], landings: Iterable[Landing]
) -> dict[Path, bytes]:
    """Return the answers' files; those with accounts say what each year is."""
    status = {OF_KIND[one.file.kind]: one.status for one in landings}
    files: dict[Path, bytes] = {}
    for one in given:
        files |= to_keep(root, one, answers.get(one.name), status.get(one.name, {}))
    return files


def _days(given: Iterable[Given], sources: Iterable[Answer]) -> set[dt.date]:
    names = {one.table.number for one in sources}
    return {one.day for one in given if one.day and one.name in names}


def _release(root: Path) -> Release:
    found = [one for one in read_releases(root) if one.id == STATISTIC]
    stop([] if found else [Fault(str(CALENDAR_FILE), None, f"id = «{STATISTIC}»", "ingen")])
    return found[0]


def _needed(root: Path, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the kept answers that new ones are to be read with: a municipality has them all."""
    found: dict[str, Answer] = {}
    given = [name for name in OF_MUNICIPALITIES if name in answers]
    if given:
        kept = {name: kept_answer(root, name) for name in OF_MUNICIPALITIES if name not in answers}
        found = {name: one for name, one in kept.items() if one}
    if given and OF_KIND[KOMMUNER] not in {*answers, *found}:
        remedy = f"Hent tabell {OF_KIND[KOMMUNER]} samtidig."
        stop([Fault(TABLES[given[0]].name, None, "regnskapene også", "dem ikke", remedy)])
    return found


def _landings(
    answers: Mapping[str, Answer], old: Mapping[str, UnitFile], release: Release
) -> list[Landing]:
    return [
        land(answers[name], answers.get(PEOPLE_TABLE), old.get(kind), release, _fund(answers, kind))
        for kind, name in OF_KIND.items()
        if name in answers
    ]


def _fund(answers: Mapping[str, Answer], kind: str) -> Answer | None:
    return answers.get(FUND_TABLE) if kind == KOMMUNER else None


def _sources(answers: Mapping[str, Answer], kind: str) -> list[Answer]:
    names = OF_MUNICIPALITIES if kind == KOMMUNER else (OF_KIND[kind],)
    return [answers[name] for name in names if name in answers]

"""``sitegen fetch``: new figures from the statistics office, checked and put in their places."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.cli.command import Command, require_checkout, root_argument
from sitegen.facts.confirmation import confirmation
from sitegen.facts.unit_checks import sums_of
from sitegen.facts.unit_differences import Difference
from sitegen.facts.unit_files import UnitFile
from sitegen.pages.new_figures import new_figures
from sitegen.publish.checks import read_ledger
from sitegen.publish.edition_folder import newest, read_edition
from sitegen.publish.fetching import OFFICE, Fetched, ask, fetch
from sitegen.publish.kept_answers import KEPT, KNOWN, read_given, usual
from sitegen.publish.tree import write_files
from sitegen.publish.unit_data import FOLDER, as_csv, groups_of, unit_files

EPILOG = (
    "Tallene kontrolleres som av «sitegen add-data»: enhetene mot registeret for hvert år, og "
    "summene mot landstallet i samme tabell. Er noe galt, blir ingenting endret, og kommandoen "
    "slutter med kode 1. Årene som bare har foreløpige tall, legges ikke inn."
)
SHOWN = 20


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = EPILOG
    root_argument(sub)
    sub.add_argument("tables", nargs="*", metavar="TABELL", help=f"{', '.join(KNOWN)} (alle)")
    sub.add_argument("--offline", type=Path, metavar="MAPPE", help="bruk svar som ligger i mappen")
    sub.add_argument("--report", type=Path, metavar="FIL", help="skriv hva tallene endrer")
    sub.add_argument("--office", default=OFFICE, metavar="ADRESSE", help=f"({OFFICE})")


def run(arguments: argparse.Namespace) -> int:
    """Put the figures in their places; raises ``SitegenError`` if anything is wrong."""
    require_checkout(arguments.root, FOLDER)
    names = list(dict.fromkeys(arguments.tables))
    unknown = [name for name in names if name not in KNOWN]
    if unknown:
        words = f"FEIL ukjent tabell: {', '.join(unknown)}. Kjente: {', '.join(KNOWN)}."
        print(words, file=sys.stderr)
        return 2
    if arguments.offline:
        given = read_given(arguments.offline, names)
    else:
        today = dt.datetime.now(tz=dt.UTC).date()
        given = ask(names or usual(arguments.root), arguments.office, today)
    before = unit_files(arguments.root)
    found = fetch(arguments.root, given, anew=arguments.offline is not None)
    for line in lines(found):
        print(line)
    if arguments.report and not found.unchanged:
        write_files({arguments.report: _report(arguments.root, before, found).encode()})
    return 0


def _report(root: Path, before: Mapping[str, UnitFile], found: Fetched) -> str:
    """Return what the figures change, also in what the newest note says."""
    after, folder = unit_files(root), newest(root)
    edition = read_edition(folder)
    old, new = (groups_of(as_csv(files)) for files in (before, after))
    none, held, now = (read_ledger(folder, edition, groups) for groups in ((), old, new))
    sums = {kind: (sums_of(before[kind]), sums_of(after[kind])) for kind in after}
    said = confirmation(edition.note, edition.facts, new, (none, held, now))
    return new_figures(sums, found.differences, found.notices, said)


def lines(found: Fetched) -> Iterator[str]:
    """Yield what to print."""
    if found.unchanged:
        yield "Ingen av tabellene er oppdatert siden sist. Ingenting er endret."
        return
    yield f"{KEPT}: svarene er tatt vare på"
    for added in found.added:
        yield f"{added.place}: lagt inn"
        for year, sums in added.sums.items():
            yield f"  {year}: {sums.words} (som landstallet)"
        yield from (f"  {path} er tatt bort" for path in added.removed)
    yield from (f"  {words}" for words in found.notices)
    revised = [one for one in found.differences if one.revised]
    yield from _listed("Tall som er endret siden sist", revised)
    yield from _listed(
        "Store endringer fra året før", [x for x in found.differences if not x.revised]
    )


def _listed(title: str, found: list[Difference]) -> Iterator[str]:
    yield f"{title}: {len(found)}"
    yield from (f"  {one.words}" for one in found[:SHOWN])
    if len(found) > SHOWN:
        yield f"  … og {len(found) - SHOWN} til"


COMMANDS = (Command("fetch", "hent nye tall fra Statistisk sentralbyrå", add_arguments, run),)

"""New figures of units, from the statistics office or from a file, checked and put in place."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.cli.command import Command, require_checkout, root_argument
from sitegen.facts.confirmation import confirmation
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.unit_checks import Difference, read_sums, said_sums, sums_of
from sitegen.facts.unit_files import UnitFile
from sitegen.pages.new_figures import new_figures
from sitegen.publish.checks import read_ledger
from sitegen.publish.edition_folder import newest, read_edition
from sitegen.publish.fetching import OFFICE, Fetched, ask, fetch
from sitegen.publish.kept_answers import KEPT, KNOWN, read_given, usual
from sitegen.publish.tree import read_bytes, write_files
from sitegen.publish.unit_data import (
    FOLDER,
    add_unit_file,
    as_csv,
    groups_of,
    source_files,
    unit_files,
)

FETCH_EPILOG = (
    "Tallene kontrolleres som av «sitegen add-data»: enhetene mot registeret for hvert år, og "
    "summene mot landstallet i samme tabell. Er noe galt, blir ingenting endret, og kommandoen "
    "slutter med kode 1. Årene som bare har foreløpige tall, legges ikke inn."
)
SHOWN = 20


def _add_fetch_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = FETCH_EPILOG
    root_argument(sub)
    sub.add_argument("tables", nargs="*", metavar="TABELL", help=f"{', '.join(KNOWN)} (alle)")
    sub.add_argument("--offline", type=Path, metavar="MAPPE", help="bruk svar som ligger i mappen")
    sub.add_argument("--report", type=Path, metavar="FIL", help="skriv hva tallene endrer")
    sub.add_argument("--office", default=OFFICE, metavar="ADRESSE", help=f"({OFFICE})")


def _fetch(arguments: argparse.Namespace) -> int:
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


# ``sitegen add-data``: a checked file of unit data into its place in ``data/kommuner/``.
ADD_EPILOG = (
    "Filen skal være CSV i UTF-8 med beløp i 1000 kr, som filene i data/kommuner. Den må ha alle "
    "kommuner eller alle fylkeskommuner i hvert av årene, med numrene de hadde da. Er noe galt, "
    "blir ingenting endret, og kommandoen slutter med kode 1."
)


def _add_file_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = ADD_EPILOG
    root_argument(sub)
    sub.add_argument("file", type=Path, metavar="FIL", help="kommuner eller fylkeskommuner, CSV")
    sub.add_argument(
        "--sum",
        action="append",
        default=[],
        metavar="ÅR=INNTEKTER,RESULTAT",
        help="hva radene skal summere til i et år, 1000 kr",
    )
    sub.add_argument(
        "--sums",
        type=Path,
        metavar="FIL",
        help="CSV med det samme: aar, brutto_driftsinntekter, netto_driftsresultat",
    )
    sub.add_argument(
        "--replace",
        action="store_true",
        help="la filen erstatte det som alt ligger der for de samme enhetene og årene",
    )


def _add_file(arguments: argparse.Namespace) -> int:
    """Put the file in its place, and print what it holds; raises ``SourceError`` if it is wrong."""
    require_checkout(arguments.root, FOLDER)
    published = read_sums(str(arguments.sums), read_bytes(arguments.sums)) if arguments.sums else {}
    published |= said_sums(arguments.sum)
    added = add_unit_file(arguments.root, arguments.file, published, replace=arguments.replace)
    print(f"{added.place}: lagt inn")
    for year, sums in added.sums.items():
        checked = "som oppgitt" if year in published else "regnet ut her, ikke kontrollert"
        print(f"  {year}: {sums.words} ({checked})")
    for path in added.removed:
        print(f"  {path} er tatt bort; alt i den står i den nye filen")
    for path in added.shortened:
        print(f"  {path} har igjen det som ikke står i den nye filen")
    for notice in provenance_notices(source_files(arguments.root), str(FOLDER)):
        print(f"  {notice}")
    return 0


COMMANDS = (
    Command("fetch", "hent nye tall fra Statistisk sentralbyrå", _add_fetch_arguments, _fetch),
    Command(
        "add-data",
        "kontroller en fil med regnskapstall og legg den inn",
        _add_file_arguments,
        _add_file,
    ),
)

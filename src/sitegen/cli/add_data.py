"""``sitegen add-data``: a checked file of unit data into its place in ``data/kommuner/``."""

import argparse
from pathlib import Path

from sitegen.cli.command import Command, require_checkout, root_argument
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.unit_checks import read_sums, said_sums
from sitegen.publish.tree import read_bytes
from sitegen.publish.unit_data import FOLDER, add_unit_file, source_files

EPILOG = (
    "Filen skal være CSV i UTF-8 med beløp i 1000 kr, som filene i data/kommuner. Den må ha alle "
    "kommuner eller alle fylkeskommuner i hvert av årene, med numrene de hadde da. Er noe galt, "
    "blir ingenting endret, og kommandoen slutter med kode 1."
)


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = EPILOG
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


def run(arguments: argparse.Namespace) -> int:
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
    Command("add-data", "kontroller en fil med regnskapstall og legg den inn", add_arguments, run),
)

"""The command line: one sub-command per row in COMMANDS, each a thin call to the rooms below."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.cli import add_data, compute, diff, new_note, publishing
from sitegen.cli.arguments import note_argument, note_folder, require_checkout, root_argument
from sitegen.formats.files import extract_files
from sitegen.note.coverage import measure
from sitegen.note.errors import SitegenError
from sitegen.note.phrases import loose_mentions
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import lacking
from sitegen.publish.edition_folder import ReadEdition, checkout_of, newest, read_edition
from sitegen.publish.tree import STAGING, write_folder
from sitegen.publish.unit_data import note_years, unit_years


@dataclass(frozen=True, slots=True)
class Command:
    """One sub-command.

    Attributes:
        name: What the user types.
        help: One line of Norwegian for `sitegen --help`.
        arguments: Adds the command's own arguments to its parser.
        run: Does the work and returns the exit code.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def _build_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)
    sub.add_argument("--out", type=Path, help="mappen nettstedet bygges i (site)")
    sub.add_argument("--proposal", type=int, metavar="NUMMER", help="bygg som forhåndsvisning")
    sub.add_argument("--before", type=Path, help="forrige versjon, bygget: til siden «Endringer»")


def _generate_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)


def _serve_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)
    sub.add_argument("--port", type=int, default=8000, help="porten på 127.0.0.1 (8000)")


def _extract_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "note", type=Path, metavar="NOTATMAPPE", help="mappe med note.txt og note.toml"
    )
    sub.add_argument("--out", type=Path, required=True, help="mappen filene skrives i")


def _check_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("note", type=Path, nargs="*", metavar="NOTATMAPPE", help="(det nyeste)")


def _build(arguments: argparse.Namespace) -> int:
    from sitegen.publish.build import build_site  # noqa: PLC0415  builders are slow to import

    out = arguments.out or arguments.root / "site"
    named = publishing.named_proposal(arguments.proposal) if arguments.proposal else None
    edition = build_site(arguments.root, note_folder(arguments), out, named, arguments.before)
    print(f"{edition.note.about.title}: bygget i {out}/")
    _print_notices(edition.notices)
    return 0


def _generate(arguments: argparse.Namespace) -> int:
    from sitegen.publish.build import generate  # noqa: PLC0415  builders are slow to import

    edition = generate(arguments.root, note_folder(arguments))
    staging = arguments.root / STAGING
    print(f"{edition.note.about.title}: ligger i {staging}/. Bygg det med «mkdocs build».")
    _print_notices(edition.notices)
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from sitegen.publish.serve import serve  # noqa: PLC0415  a server is no cost for a build

    print(f"http://127.0.0.1:{arguments.port}/ (avslutt med Ctrl-C)", flush=True)
    serve(arguments.root, note_folder(arguments), arguments.port)
    return 0


def _extract(arguments: argparse.Namespace) -> int:
    edition = read_edition(arguments.note)
    files = extract_files(edition.note, edition.observations)
    write_folder(arguments.out, files)
    print(f"{len(files)} filer i {arguments.out}/")
    return 0


CHECK_REMEDY = "Kjør kommandoen i prosjektets mappe, eller oppgi mappa notatet ligger i."


def _check(arguments: argparse.Namespace) -> int:
    from sitegen.charts.fill import without_form  # noqa: PLC0415  what draws is slow to import
    from sitegen.charts.subject import Subject  # noqa: PLC0415

    if not arguments.note:
        require_checkout(Path(), remedy=CHECK_REMEDY)
    for folder in arguments.note or [newest(Path())]:
        print(f"{folder}:")
        edition = read_edition(folder)
        _print_check(edition)
        _print_notices(map(str, loose_mentions(edition.note, str(folder / "note.txt"))))
        _print_notices(
            f"{exhibit.name}: ingen form passer til en figur; se «diagram» i note.toml"
            for exhibit in without_form(Subject(edition.note, edition.observations))
        )
        root = checkout_of(folder)
        _print_notices(lacking(Edition(note=edition.note, observations=edition.observations)))
        _print_notices(note_years(edition.note, unit_years(root)) if root else ())
    return 0


def _print_notices(notices: Iterable[str]) -> None:
    for notice in notices:
        print(f"  {notice}")


def _print_check(edition: ReadEdition) -> None:
    """Print coverage, cells by table, and contradictions; reading has already failed on a gap."""
    coverage = measure(edition.note)
    held = sum(coverage.kinds.values())
    print(f"  dekning: {held} av {coverage.total} tegn ({100 * held // coverage.total} %)")
    for kind, count in sorted(coverage.kinds.items(), key=lambda pair: -pair[1]):
        print(f"    {count:>6}  {kind}")
    for name, rows in edition.observations.items():
        numbers = sum(row.verdi is not None for row in rows)
        print(f"  {name}: {numbers} tall, {len(rows) - numbers} mangler")
    print(
        f"  {sum(o.verdi is not None for r in edition.observations.values() for o in r)} tall i alt"
    )
    print(f"  motsigelser og løse ender i notatet, gjengitt som trykt: {len(edition.findings)}")
    for finding in edition.findings:
        print(f"    {finding}")


COMMANDS: tuple[Command, ...] = (
    Command("build", "bygg nettstedet", _build_arguments, _build),
    Command("generate", "lag alt som «mkdocs build» leser", _generate_arguments, _generate),
    Command("serve", "vis nettstedet og bygg på nytt ved endringer", _serve_arguments, _serve),
    Command("extract", "skriv notatets tall og modell til filer", _extract_arguments, _extract),
    Command("check", "vis dekning, celler og motsigelser", _check_arguments, _check),
    Command("compute", "regn ut indikatorer av regnskapsfiler", compute.arguments, compute.run),
    Command("diff", "vis hva som er ulikt i to bygg", diff.arguments, diff.run),
    Command(
        "add-data",
        "kontroller en fil med regnskapstall og legg den inn",
        add_data.arguments,
        add_data.run,
    ),
    Command("new-note", "lag et utkast til en ny utgave", new_note.arguments, new_note.run),
    Command(
        "publish",
        "publiser notatet som en utgave",
        publishing.publish_arguments,
        publishing.publish,
    ),
    Command(
        "preview",
        "vis et forslag til endring",
        publishing.preview_arguments,
        publishing.show_preview,
    ),
    Command(
        "proposal",
        "vis hva et forslag endrer",
        publishing.proposal_arguments,
        publishing.write_proposal,
    ),
    Command(
        "rollback",
        "la siste utgave være en tidligere",
        publishing.rollback_arguments,
        publishing.rollback,
    ),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command in `argv` (default: the process's own arguments)."""
    arguments = parser(COMMANDS).parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except SitegenError as error:
        for fault in error.faults:
            print(f"FEIL {fault}", file=sys.stderr)
        return 1
    return code


def parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Return a parser that knows `commands` and puts the chosen one's `run` in its result."""
    top = argparse.ArgumentParser(
        prog="sitegen", description="Gjør notatet fra TBU om til et nettsted."
    )
    choices = top.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    for command in commands:
        sub = choices.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top

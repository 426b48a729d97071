"""``sitegen build``, ``generate``, ``serve`` and ``diff``: an edition as a site, two compared."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from sitegen.cli.command import (
    Command,
    note_argument,
    note_folder,
    proposal_number,
    root_argument,
)
from sitegen.facts.changes.compare import compare
from sitegen.facts.changes.model import Diff
from sitegen.note.errors import SitegenError
from sitegen.pages.diff.summary import diff_json, markdown, standalone, terminal
from sitegen.publish.history import read_data_folder
from sitegen.publish.tree import STAGING, reason, write_files
from sitegen.publish.versions.release import named_proposal


def _add_build_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)
    sub.add_argument("--out", type=Path, help="mappen nettstedet bygges i (site)")
    sub.add_argument(
        "--proposal", type=proposal_number, metavar="NUMMER", help="bygg som forhåndsvisning"
    )
    sub.add_argument("--before", type=Path, help="forrige versjon, bygget: til siden «Endringer»")


def _add_generate_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)


def _add_serve_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    note_argument(sub)
    sub.add_argument("--port", type=int, default=8000, help="porten på 127.0.0.1 (8000)")


def _build(arguments: argparse.Namespace) -> int:
    from sitegen.publish.build import build_site  # noqa: PLC0415  builders are slow to import

    out = arguments.out or arguments.root / "site"
    named = named_proposal(arguments.proposal) if arguments.proposal else None
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
    from sitegen.publish.build import build_site  # noqa: PLC0415  builders are slow to import
    from sitegen.publish.serve import serve  # noqa: PLC0415

    print(f"http://127.0.0.1:{arguments.port}/ (avslutt med Ctrl-C)", flush=True)
    serve(build_site, arguments.root, note_folder(arguments), arguments.port)
    return 0


def _print_notices(notices: Iterable[str]) -> None:
    for notice in notices:
        print(f"  {notice}")


# ``sitegen diff``: what differs between two builds' data and texts. Exits as diff(1) does.
SAME, DIFFERENT, TROUBLE = 0, 1, 2
EPILOG = (
    "Avslutter med 0 når det ikke er noen forskjeller, 1 når det er det, og 2 når mappene ikke kan "
    "sammenlignes."
)


def _add_diff_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = EPILOG
    folder = "bygget nettsted, eller mappe fra «sitegen extract»"
    sub.add_argument("before", type=Path, metavar="A", help=f"det som var: {folder}")
    sub.add_argument("after", type=Path, metavar="B", help=f"det som er nå: {folder}")
    sub.add_argument("--markdown", type=Path, metavar="FIL", help="skriv et kort sammendrag")
    sub.add_argument("--html", type=Path, metavar="FIL", help="skriv alt som en nettside")
    sub.add_argument("--json", type=Path, metavar="FIL", help="skriv alt som JSON")
    sub.add_argument("--link", default="", metavar="ADRESSE", help="lenke i sammendraget")


def _diff(arguments: argparse.Namespace) -> int:
    """Return 0 for no difference, 1 for some, 2 when they cannot be compared; prints a summary."""
    try:
        diff = compare(read_data_folder(arguments.before), read_data_folder(arguments.after))
        write_files(_diff_files(diff, arguments))
    except SitegenError as error:
        for fault in error.faults:
            print(f"FEIL {fault}", file=sys.stderr)
        return TROUBLE
    except OSError as error:
        print(f"FEIL {error.filename}: {reason(error)}", file=sys.stderr)
        return TROUBLE
    print(terminal(diff))
    return SAME if diff.empty else DIFFERENT


def _diff_files(diff: Diff, arguments: argparse.Namespace) -> dict[Path, bytes]:
    made = {
        arguments.markdown: markdown(diff, arguments.link),
        arguments.html: standalone(diff),
        arguments.json: diff_json(diff),
    }
    return {path: text.encode() for path, text in made.items() if path}


COMMANDS = (
    Command("build", "bygg nettstedet", _add_build_arguments, _build),
    Command("generate", "lag alt som «mkdocs build» leser", _add_generate_arguments, _generate),
    Command("serve", "vis nettstedet og bygg på nytt ved endringer", _add_serve_arguments, _serve),
    Command("diff", "vis hva som er ulikt i to bygg", _add_diff_arguments, _diff),
)

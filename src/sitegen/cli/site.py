"""``sitegen build``, ``generate``, ``serve``: an edition as a site."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from sitegen.cli.command import (
    Command,
    note_argument,
    note_folder,
    proposal_number,
    root_argument,
)
from sitegen.publish.tree import STAGING
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


COMMANDS = (
    Command("build", "bygg nettstedet", _add_build_arguments, _build),
    Command("generate", "lag alt som «mkdocs build» leser", _add_generate_arguments, _generate),
    Command("serve", "vis nettstedet og bygg på nytt ved endringer", _add_serve_arguments, _serve),
)

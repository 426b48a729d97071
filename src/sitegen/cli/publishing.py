"""``sitegen publish``, ``preview``, ``proposal``, ``rollback``, ``await``: the pages branch."""

import argparse
import os
from collections.abc import Mapping
from pathlib import Path

from kommuneindikatorer.numbers import format_number
from sitegen.cli.command import Command, note_argument, note_folder, number_argument, root_argument
from sitegen.facts.publisher import PUBLISHER_FILE, require_publisher
from sitegen.note.versions import is_version
from sitegen.pages.edition import NEWEST, Named
from sitegen.publish.history import recorded_version
from sitegen.publish.proposal import COMMENT, proposal, read_evidence, shortened
from sitegen.publish.tree import MANIFEST, read_text, write_files, write_folder
from sitegen.publish.unit_data import site_publisher
from sitegen.publish.versions.appearing import PAUSE, TRIES, Api, Patience, appear
from sitegen.publish.versions.branch import Host, Repository, change, fetch, refuse, room
from sitegen.publish.versions.release import (
    PREVIEW,
    Release,
    data_before,
    end_preview,
    home_address,
    named_proposal,
    preview,
    preview_name,
    previews,
    release,
    roll_back,
    title,
)
from sitegen.publish.versions.site import build_version, read_site


def add_publish_arguments(sub: argparse.ArgumentParser) -> None:
    """Add what ``sitegen publish`` takes."""
    _host_arguments(sub)
    note_argument(sub)
    sub.add_argument("--version", help="versjonens navn (den nyeste i versjoner.toml)")


def add_preview_arguments(sub: argparse.ArgumentParser) -> None:
    """Add what ``sitegen preview`` takes."""
    _host_arguments(sub)
    note_argument(sub)
    number_argument(sub, nargs="?")
    sub.add_argument("--list", action="store_true", help="skriv numrene på dem som vises")
    sub.add_argument("--end", action="store_true", help="ta forhåndsvisningen bort")
    sub.add_argument("--site", type=Path, help="nettsted som alt er bygget med «build --proposal»")
    sub.add_argument("--evidence", type=Path, help="mappen fra «proposal», vises på forslag/")
    sub.add_argument(
        "--comment", type=Path, help="filen kommentaren skrives i, kort nok for verten"
    )


def add_proposal_arguments(sub: argparse.ArgumentParser) -> None:
    """Add what ``sitegen proposal`` takes."""
    number_argument(sub)
    sub.add_argument("before", type=Path, metavar="A", help="nettstedet uten forslaget")
    sub.add_argument("after", type=Path, metavar="B", help="nettstedet med forslaget")
    sub.add_argument("--checks", type=Path, required=True, help="det «sitegen check» skrev")
    sub.add_argument("--out", type=Path, required=True, help="mappen filene skrives i")


def add_rollback_arguments(sub: argparse.ArgumentParser) -> None:
    """Add what ``sitegen rollback`` takes."""
    _host_arguments(sub)
    sub.add_argument("to", nargs="?", metavar="UTGAVE", help="utgaven (den nest siste)")


def add_await_arguments(sub: argparse.ArgumentParser) -> None:
    """Add what ``sitegen await`` takes."""
    _host_arguments(sub)
    sub.add_argument("name", metavar="NAVN", help="utgavens navn, eller pr-12")
    sub.add_argument("--tries", type=int, default=TRIES, help="hvor mange ganger (%(default)s)")
    sub.add_argument("--every", type=float, default=PAUSE, help="sekunder imellom (%(default)s)")
    sub.add_argument("--out", type=Path, help="mappen manifestet til utgaven legges i")


def publish(arguments: argparse.Namespace) -> int:
    """Build twice, publish as a version, and tell what room it takes."""
    folder = note_folder(arguments)
    require_publisher(site_publisher(arguments.root), str(arguments.root / PUBLISHER_FILE))
    Repository(arguments.root).run(
        "var", "GIT_COMMITTER_IDENT"
    )  # else git refuses after the builds
    version = recorded_version(folder, arguments.version)
    name = version.name
    before = data_before(fetch(_host(arguments)), name)
    files = _built(arguments, folder, Named(name, home_address()), before)
    changed = change(_host(arguments), release(Release(name, title(version), files)))
    print(f"{name}: {'publisert' if changed else 'allerede publisert, uendret'}")
    _print_room(_host(arguments), name)
    return 0


def show_preview(arguments: argparse.Namespace) -> int:
    """Show a proposal's build, hidden from the list of versions; or take it away, or list all."""
    if arguments.list:
        print("".join(f"{one}\n" for one in previews(fetch(_host(arguments)).versions)), end="")
        return 0
    if arguments.number is None:
        raise refuse("preview", "nummeret på et forslag", "ingenting", "Eller bruk --list.")
    number, name = arguments.number, preview_name(arguments.number)
    if arguments.end:
        gone = change(_host(arguments), end_preview(number))
        print(f"{name}: {'tatt bort' if gone else 'fantes ikke'}")
        return 0
    changed = change(_host(arguments), preview(number, _proposal_files(arguments, number)))
    if arguments.comment:
        text = read_text(arguments.evidence / COMMENT) if arguments.evidence else ""
        write_files({arguments.comment: shortened(text).encode()})
    print(f"{home_address()}{name}/{'' if changed else ' (uendret)'}")
    return 0


def _proposal_files(arguments: argparse.Namespace, number: int) -> dict[str, bytes]:
    if arguments.site:
        files = read_site(arguments.site)
    else:
        files = _built(arguments, note_folder(arguments), named_proposal(number), {})
    return files | (read_evidence(arguments.evidence) if arguments.evidence else {})


def _built(
    arguments: argparse.Namespace, folder: Path, named: Named, before: Mapping[str, bytes]
) -> dict[str, bytes]:
    from sitegen.publish.build import build_site  # noqa: PLC0415  builders are slow to import

    def build(out: Path, earlier: Path | None) -> None:
        build_site(arguments.root, folder, out, named, earlier)

    return build_version(named.name, build, before)


def write_proposal(arguments: argparse.Namespace) -> int:
    """Write what a pull request changes, as a comment and a folder of evidence."""
    address = f"{os.environ.get('SITE_URL', '')}{preview_name(arguments.number)}/"
    checks = arguments.checks.read_text(encoding="utf-8")
    write_folder(arguments.out, proposal(arguments.before, arguments.after, address, checks))
    print(f"{arguments.out / COMMENT}")
    return 0


def rollback(arguments: argparse.Namespace) -> int:
    """Let the newest version be an earlier one."""
    changed = change(_host(arguments), roll_back(arguments.to))
    present = fetch(_host(arguments)).versions.find(NEWEST)
    print(f"{NEWEST} er {present[0]}{'' if changed else ', som før'}")
    return 0


def wait_for(arguments: argparse.Namespace) -> int:
    """Wait until the host shows a version or preview as the branch has it, or its end."""
    host, home = _host(arguments), home_address()
    if not is_version(arguments.name) and not PREVIEW.fullmatch(arguments.name):
        raise refuse("await", "navnet på en utgave eller en forhåndsvisning", repr(arguments.name))
    appear(host, arguments.name, home, _api(), Patience(arguments.tries, arguments.every))
    published = fetch(host)
    manifest = published.read(f"{arguments.name}/{MANIFEST}")
    print(f"{home}{arguments.name}/ {'vises' if manifest else 'er borte'}")
    if arguments.out and manifest:
        write_folder(arguments.out, {MANIFEST: manifest})
    return 0


def _api() -> Api | None:
    """Return GitHub's API as a workflow is given it; ``None`` elsewhere."""
    token, repository = os.environ.get("GH_TOKEN"), os.environ.get("GH_REPO")
    address = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    return Api(address, repository, token) if token and repository else None


def _host_arguments(sub: argparse.ArgumentParser) -> None:
    root_argument(sub)
    sub.add_argument("--remote", default="origin", help="fjernlageret (origin)")
    sub.add_argument("--branch", default="gh-pages", help="grenen som vises (gh-pages)")


def _host(arguments: argparse.Namespace) -> Host:
    return Host(arguments.root, arguments.remote, arguments.branch)


def _print_room(host: Host, name: str) -> None:
    taken = room(fetch(host), name)
    megabytes = format_number(taken.version // 1_000_000)
    print(
        f"  {megabytes} MB; verten har plass til {taken.further} utgaver til som denne, "
        f"og {format_number(taken.used // 1_000_000)} MB er brukt"
    )


COMMANDS = (
    Command("publish", "publiser notatet som en utgave", add_publish_arguments, publish),
    Command("preview", "vis et forslag til endring", add_preview_arguments, show_preview),
    Command("proposal", "vis hva et forslag endrer", add_proposal_arguments, write_proposal),
    Command("await", "vent til verten viser en utgave", add_await_arguments, wait_for),
    Command("rollback", "la siste utgave være en tidligere", add_rollback_arguments, rollback),
)

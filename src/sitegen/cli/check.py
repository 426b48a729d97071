"""``sitegen check`` and ``extract``: what a note holds, without building anything."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.charts.subject import Subject
from sitegen.cli.claims import coverage_json, ledger_lines
from sitegen.cli.command import Command, require_checkout
from sitegen.cli.findings import finding_lines
from sitegen.facts.ledger.model import Ledger
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.releases import CALENDAR_FILE
from sitegen.facts.rules.catalogue import find_all
from sitegen.facts.rules.finding import Finding, as_json
from sitegen.formats.claims import claim_record
from sitegen.formats.files import extract_files
from sitegen.note.coverage import measure
from sitegen.note.phrases import loose_mentions
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import lacking
from sitegen.publish.claims import accounts_of, read_ledger
from sitegen.publish.edition_folder import (
    DESCRIPTION,
    ReadEdition,
    checkout_of,
    newest,
    read_edition,
)
from sitegen.publish.material import read_material, remarked
from sitegen.publish.tree import write_folder
from sitegen.publish.unit_data import FOLDER, note_years, source_files, unit_years


def _add_extract_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "note", type=Path, metavar="NOTATMAPPE", help="mappe med note.txt og note.toml"
    )
    sub.add_argument("--out", type=Path, required=True, help="mappen filene skrives i")


def _add_check_arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("note", type=Path, nargs="*", metavar="NOTATMAPPE", help="(det nyeste)")
    sub.add_argument("--json", action="store_true", help="skriv utsagn og funn som JSON")


def _extract(arguments: argparse.Namespace) -> int:
    printed = read_edition(arguments.note)
    root = _data_root(arguments.note)
    edition = remarked(printed, find_all(read_material(printed, root)))
    files = extract_files(edition.note, edition.observations)
    write_folder(arguments.out, files)
    print(f"{len(files)} filer i {arguments.out}/")
    return 0


NOT_COVERED = 1
"""Exit code where a numeral or a comparing statement belongs to no entry."""
CHECK_REMEDY = "Kjør kommandoen i prosjektets mappe, eller oppgi mappen notatet ligger i."


def _check(arguments: argparse.Namespace) -> int:
    from sitegen.charts.fill import require_forms  # noqa: PLC0415  what draws is slow to import

    if not arguments.note:
        require_checkout(Path(), remedy=CHECK_REMEDY)
    covered = True
    for folder in arguments.note or [newest(Path())]:
        edition = read_edition(folder)
        groups = accounts_of(folder)
        ledger = read_ledger(folder, edition, groups)
        material = read_material(edition, _data_root(folder), groups)
        findings = find_all(material)
        covered = covered and not ledger.uncovered
        if arguments.json:
            print(_json(ledger, findings))
            continue
        print(f"{folder}:")
        subject = Subject(edition.note, edition.observations)
        require_forms(subject, edition.description, str(folder / DESCRIPTION))
        _print_check(edition)
        notices = [*map(str, loose_mentions(edition.note, str(folder / "note.txt")))]
        root = checkout_of(folder)
        notices = [*finding_lines(material, findings), *notices]
        notices += lacking(Edition(note=edition.note, observations=edition.observations))
        notices += _of_checkout(root, edition) if root else ()
        for notice in notices:
            print(f"  {notice}")
        for line in ledger_lines(ledger):
            print(f"  {line}")
    return 0 if covered else NOT_COVERED


def _json(ledger: Ledger, findings: Sequence[Finding]) -> str:
    """Return the claims and the findings as one JSON object."""
    content = {
        "utsagn": [claim_record(one) for one in ledger.every],
        "funn": [*coverage_json(ledger), *as_json(findings)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _data_root(folder: Path) -> Path | None:
    """Return the checkout whose data an edition is held against: its own, or where we stand."""
    roots = (checkout_of(folder), Path())
    return next((one for one in roots if one and (one / CALENDAR_FILE).is_file()), None)


def _of_checkout(root: Path, edition: ReadEdition) -> Iterator[str]:
    """Yield what to tell of accounts that are lacking, and of files without a source."""
    yield from note_years(edition.note, unit_years(root))
    yield from provenance_notices(source_files(root), str(FOLDER))


def _print_check(edition: ReadEdition) -> None:
    """Print coverage and cells by table; reading has already failed on a gap."""
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


COMMANDS = (
    Command("extract", "skriv notatets tall og modell til filer", _add_extract_arguments, _extract),
    Command("check", "vis dekning, celler og motsigelser", _add_check_arguments, _check),
)

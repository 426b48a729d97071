"""``sitegen check`` and ``extract``: what a note holds, without building anything."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sitegen.charts.part import Subject
from sitegen.cli.command import Command, require_checkout
from sitegen.facts.formatting import lines_words, span
from sitegen.facts.ledger.ledger import entry_text, proposed_entry
from sitegen.facts.ledger.model import MOTSIES, Ledger, Utsagn
from sitegen.facts.provenance import provenance_notices
from sitegen.facts.releases import CALENDAR_FILE
from sitegen.facts.rules.catalogue import RULES, find_all, unused_dismissals
from sitegen.facts.rules.finding import Finding, as_json, standing
from sitegen.facts.rules.material import Material
from sitegen.formats.files import claim_record, extract_files
from sitegen.note.claims import CLAIMS_FILE, ClaimEntry
from sitegen.note.coverage import measure
from sitegen.pages.edition import Edition
from sitegen.pages.key_figures import lacking
from sitegen.pages.places import GLOSSARY
from sitegen.publish.checks import accounts_of, read_ledger, read_material, remarked
from sitegen.publish.edition_folder import (
    DESCRIPTION,
    ReadEdition,
    checkout_of,
    newest,
    read_edition,
)
from sitegen.publish.tree import read_text, write_folder
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
    edition = remarked(printed, find_all(read_material(printed, arguments.note, root)))
    files = extract_files(edition.note, edition.facts)
    write_folder(arguments.out, files)
    print(f"{len(files)} filer i {arguments.out}/")
    return 0


PAGES = Path("docs")
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
        material = read_material(edition, folder, _data_root(folder), groups)
        findings = find_all(material)
        covered = covered and not ledger.uncovered
        if arguments.json:
            print(_json(ledger, findings))
            continue
        print(f"{folder}:")
        subject = Subject(edition.note, edition.facts)
        require_forms(subject, edition.description, str(folder / DESCRIPTION))
        _print_check(edition)
        root = checkout_of(folder)
        notices = [*finding_lines(material, findings)]
        notices += lacking(Edition(note=edition.note, facts=edition.facts))
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
    """Yield what is lacking of accounts, sources, and words that explain what is measured."""
    glossary = root / PAGES / GLOSSARY
    explained = read_text(glossary) if glossary.is_file() else ""
    used = {one.indikator for rows in edition.facts.values() for one in rows}
    lacking = sorted(one for one in used if f"{{ #{one} }}" not in explained)
    if explained and lacking:
        yield f"{PAGES / GLOSSARY} forklarer ikke disse målene. Skriv navn og forklaring, slik:"
        yield from (f"  Navnet {{ #{one} }}\n  :   Hva det betyr." for one in lacking)
    yield from note_years(edition.note, unit_years(root))
    yield from provenance_notices(source_files(root), str(FOLDER))


def _print_check(edition: ReadEdition) -> None:
    """Print coverage and cells by table; reading has already failed on a gap."""
    coverage = measure(edition.note)
    held = sum(coverage.kinds.values())
    print(f"  dekning: {held} av {coverage.total} tegn ({100 * held // coverage.total} %)")
    for kind, count in sorted(coverage.kinds.items(), key=lambda pair: -pair[1]):
        print(f"    {count:>6}  {kind}")
    for name, rows in edition.facts.items():
        numbers = sum(row.verdi is not None for row in rows)
        print(f"  {name}: {numbers} tall, {len(rows) - numbers} mangler")
    print(f"  {sum(o.verdi is not None for r in edition.facts.values() for o in r)} tall i alt")


# What rules found.


def finding_lines(material: Material, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the lines to print, the heaviest rule first."""
    kept = standing(findings)
    yield f"motsigelser og løse ender i notatet, gjengitt som trykt: {len(kept)}"
    order = {rule.id: number for number, (rule, _) in enumerate(RULES)}
    titles = {rule.id: rule.title for rule, _ in RULES}
    by_rule = sorted(kept, key=lambda one: order[one.rule])
    for rule, found in groupby(by_rule, key=lambda one: one.rule):
        yield f"  {titles[rule]} [{rule}]"
        yield from (f"    {lines_in_words(one)}: {one.message}" for one in found)
    dismissed = [one for one in findings if one.dismissed]
    if dismissed:
        yield f"avvist i note.toml: {len(dismissed)}"
        for one in dismissed:
            yield f"    {one.rule}, {lines_in_words(one)}: {one.message} Grunn: {one.dismissed}"
    yield from unused_dismissals(material, findings)
    if material.vocabulary is None:
        yield "ordlisten er ikke installert («make setup»): skrivefeil er ikke lett etter"


def lines_in_words(finding: Finding) -> str:
    """Return «linje 715, 676 og 705–713» without the «og»: the lines in order of the places."""
    return f"linje {', '.join(span(*lines) for lines in finding.lines)}"


# The ledger of claims.

RULE = "udekket"
"""What a claim without an entry is called among the findings."""
LOST = "uten-sted"
"""What an entry whose words are not in the text is called; it has no lines."""


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a report for people."""
    yield f"påstander: {len(ledger.claims)} av {len(ledger.every)}"
    counts = Counter(_kind(one) for one in ledger.claims)
    for kind, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {count:>4}  {kind}"
    for one in ledger.claims:
        if (verdict := one.verdict).contradicted:
            where = lines_words(*one.lines)
            yield f"  {where}: «{one.words}» {verdict.utfall}. {verdict.grunnlag}"
    for one in ledger.uncovered:
        yield f"  {lines_words(*one.lines)}: {_uncovered(one)}"
        yield f"    {entry_text(proposed_entry(one))},"
    for entry in ledger.lost:
        yield f"  {_lost(entry)}"


def coverage_json(ledger: Ledger) -> list[dict[str, object]]:
    """Return the claims without an entry and the entries without a claim, as findings."""
    uncovered = [(RULE, [one.lines], _uncovered(one)) for one in ledger.uncovered]
    lost = [(LOST, list[tuple[int, int]](), _lost(entry)) for entry in ledger.lost]
    return [
        {"regel": rule, "linjer": [list(pair) for pair in lines], "melding": words}
        for rule, lines, words in [*uncovered, *lost]
    ]


def _lost(entry: ClaimEntry) -> str:
    return f"{CLAIMS_FILE}: «{entry.quote}» står ikke i teksten lenger"


def _kind(one: Utsagn) -> str:
    return f"{MOTSIES} …" if one.verdict.contradicted else one.verdict.utfall


def _uncovered(one: Utsagn) -> str:
    said = ""
    if one.verdict.contradicted:
        said = f" Slik det leses, {one.verdict.utfall}: {one.verdict.grunnlag}"
    return f"«{one.words}» hører ikke til noe utsagn i {CLAIMS_FILE}.{said}"


COMMANDS = (
    Command("extract", "skriv notatets tall og modell til filer", _add_extract_arguments, _extract),
    Command("check", "vis dekning, celler og motsigelser", _add_check_arguments, _check),
)

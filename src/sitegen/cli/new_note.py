"""``sitegen new-note``: a PDF or a raw text to a new edition with a drafted ``note.toml``."""

import argparse
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitegen.cli.command import Command, root_argument
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.ledger import UNSURE, propose
from sitegen.note.claims import CLAIMS_FILE, read_claims
from sitegen.note.concepts import CONCEPTS_FILE
from sitegen.note.coverage import measure
from sitegen.note.drafting import Drafted, draft_note
from sitegen.note.errors import Fault, SourceError
from sitegen.note.pdf.charts import Chart, charts_csv
from sitegen.note.pdf.draft import PDF_START, DraftedPdf, draft_pdf
from sitegen.note.pdf.proof import pages_to_show, proof_page
from sitegen.note.pdf.scan import page_pictures
from sitegen.publish.checks import read_entries
from sitegen.publish.edition_folder import (
    DESCRIPTION,
    LAYOUT,
    NOTES,
    editions_before,
    vocabulary,
)
from sitegen.publish.tree import create_folder, read_bytes, read_text, reason, write_files

DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
DOES_NOT_READ = 3
"""Exit code: the draft is written, but the note cannot be read with it before it is corrected."""
PROOFS = Path("build")
CHARTS_FILE = "lest-av-figurer.csv"
"""Beside the text of a PDF: values read off its figures, never printed anywhere."""
PLACES_FILE = "steder.json"
"""Beside the text of a PDF: page and box of every line."""
AGAIN = "Når linjene står i data/begreper.toml: slett mappen, og kjør kommandoen en gang til."
EPILOG = (
    "Avslutter med 0 når utkastet er skrevet og notatet kan leses med det, 3 når utkastet er "
    "skrevet, men må rettes før notatet kan leses, og 1 når ingenting er skrevet."
)


@dataclass(frozen=True, slots=True)
class NewEdition:
    """What was written: the folder, the drafts, and the edition they learned from, if any.

    ``claims`` is the text of ``utsagn.toml``; empty where there is nothing to make it of. ``proof``
    is the page that shows what was read of a PDF, and ``charts`` what its figures gave.
    """

    folder: Path
    draft: Drafted
    claims: str
    learned_from: Path | None
    charts: tuple[Chart, ...] = ()
    proof: Path | None = None


def add_edition(root: Path, note: Path, day: date) -> NewEdition:
    """Return the new edition, written whole.

    Raises:
        SitegenError: The text cannot be read, the edition before is faulty, or the folder is
            there already; then nothing is written.
    """
    folder = root / NOTES / day.isoformat()
    data = read_bytes(note)
    before = editions_before(root, day)
    previous = read_text(before[-1] / DESCRIPTION) if before else ""
    known = (previous, vocabulary(root), str(note))
    files = {"note.txt": data}
    read = draft_pdf(data, day, *known) if data.startswith(PDF_START) else None
    if read:
        files = {"note.txt": read.text, LAYOUT: read.layout.encode(), PLACES_FILE: read.places}
        values = charts_csv(read.charts)
        files |= {CHARTS_FILE: values} if values else {}
    draft = read.draft if read else draft_note(data, day, *known)
    files[DESCRIPTION] = draft.text.encode()
    claims = _claims(draft, before[-1] if before else None)
    files |= {CLAIMS_FILE: claims.encode()} if claims else {}
    try:
        create_folder(folder, files)
    except FileExistsError as error:
        remedy = "Slett eller flytt mappen først, eller velg en annen dato med --date."
        fault = Fault(str(folder), None, "en mappe som ikke finnes", "en utgave", remedy)
        raise SourceError(fault) from error
    except OSError as error:
        raise SourceError(Fault(str(folder), None, "å kunne skrive", reason(error))) from error
    learned_from = before[-1] if before else None
    if read is None:
        return NewEdition(folder, draft, claims, learned_from)
    proof = root / PROOFS / f"korrektur-{day}.html"
    write_files({proof: _proof(read, data, f"Korrektur: {note.name}").encode()})
    return NewEdition(folder, draft, claims, learned_from, read.charts, proof)


def _proof(read: DraftedPdf, data: bytes, title: str) -> str:
    pictures = page_pictures(data, pages_to_show(read))
    return proof_page(read, pictures, title)


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.epilog = EPILOG
    sub.add_argument("note", type=Path, metavar="NOTAT", help="PDF-en, eller teksten som den er")
    sub.add_argument("--date", type=_day, required=True, metavar="ÅÅÅÅ-MM-DD", help="notatets dato")
    root_argument(sub)


def run(arguments: argparse.Namespace) -> int:
    """Return 0 when the note reads with its draft, else 3; prints what to look at."""
    made = add_edition(arguments.root, arguments.note, arguments.date)
    print("\n".join(_report(made)))
    return DOES_NOT_READ if made.draft.faults else 0


def _day(text: str) -> date:
    with suppress(ValueError):
        if DAY.fullmatch(text):  # neither another way to write a day nor another century
            return date.fromisoformat(text)
    message = f"«{text}» er ingen dato: skriv år-måned-dag, som 2026-03-06"
    raise argparse.ArgumentTypeError(message)


def _claims(draft: Drafted, before: Path | None) -> str:
    """Return the draft of ``utsagn.toml``: last year's as it is while the note cannot be read."""
    if draft.note and not draft.faults:
        return propose(draft.note, facts_of(draft.note), read_entries(before) if before else ())
    path = before / CLAIMS_FILE if before else None
    return read_text(path) if path and path.exists() else ""


def _report(made: NewEdition) -> Iterable[str]:
    draft = made.draft
    yield f"Skrevet: {made.folder}/note.txt og note.toml"
    if made.learned_from:
        yield f"Det som ble sagt om notatet i {made.learned_from}, er kopiert, med årene flyttet."
    yield from _read(draft)
    yield from map(_of_chart, made.charts)
    if made.proof:
        yield f"Les tabellene mot bildene av dem: {made.proof}"
    if made.claims and not draft.faults:
        new = made.claims.count(UNSURE)
        count = len(read_claims(made.claims))
        yield f"{CLAIMS_FILE}: {count} påstander. {new} er nye, og merket «{UNSURE.strip()}»."
    elif made.claims:
        yield f"{CLAIMS_FILE} er kopiert uendret fra {made.learned_from}, siden notatet ikke leses."
        yield "Når note.toml er rettet, sier «sitegen check» hvilke påstander som må skrives om."
    if not draft.doubts:
        yield "Ingenting er merket som usikkert. Les gjennom likevel."
        return
    yield "Se etter dette («# usikker»):"
    yield from (f"  note.toml, linje {line}: {words}" for line, words in draft.doubts)


def _of_chart(chart: Chart) -> str:
    if chart.reason:
        return f"  {chart.name}: ingen verdier; fant ikke {chart.reason}."
    return f"  {chart.name}: {len(chart.values)} verdier lest av figuren ({CHARTS_FILE})"


def _read(draft: Drafted) -> Iterable[str]:
    if draft.faults:
        yield "Notatet kan ikke leses med utkastet ennå:"
        yield from (f"  {fault}" for fault in draft.faults)
        if any(CONCEPTS_FILE in fault for fault in draft.faults):
            yield AGAIN
    if draft.note is None or draft.faults:
        return
    coverage = measure(draft.note)
    tables = facts_of(draft.note).items()
    yield f"Notatet leses med utkastet: hvert av de {coverage.total} tegnene hører til en del."
    for name, rows in tables:
        numbers = sum(row.verdi is not None for row in rows)
        yield f"  {name}: {numbers} tall, {len(rows) - numbers} mangler"


COMMANDS = (Command("new-note", "lag et utkast til en ny utgave", add_arguments, run),)

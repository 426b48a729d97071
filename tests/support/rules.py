"""What a rule is held against: the real note, changed, or a few lines of text and cells."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from sitegen.facts.fact import Fact, facts_of
from sitegen.facts.releases import Release
from sitegen.facts.rules.material import Material
from sitegen.facts.vocabulary import Vocabulary
from sitegen.note.claims import read_claims
from sitegen.note.model import About, Exhibit, Note, Paragraph, Passage, Section, Span, Text
from sitegen.publish.checks import read_releases, read_vocabulary
from support.notes import FOLDER, ROOT, accounts, changed, spec, without_quotes

DAY = date(2025, 3, 7)
TABLE = "tabell-1"


@cache
def releases() -> tuple[Release, ...]:
    return read_releases(ROOT)


@cache
def vocabulary() -> Vocabulary:
    found = read_vocabulary(ROOT)
    assert found, "the word list is not installed: make setup"
    return found


def of_note(changes: Iterable[Sequence[str]], more: str = "") -> Material:
    """Return the real note with texts replaced, each where it stands once.

    Args:
        changes: Old and new texts.
        more: What to add to ``note.toml``.
    """
    text = changed(*((old, new) for old, new in changes))
    return _material(text, spec() + more)


@cache
def _material(text: bytes, description: str) -> Material:
    note = without_quotes(text, description)  # no rule looks at them
    entries = read_claims((FOLDER / "utsagn.toml").read_text(encoding="utf-8"))
    found = vocabulary()
    return Material(note, facts_of(note), accounts(), releases(), found, entries=entries)


def of_text(text: str, cells: Sequence[str] = ()) -> Material:
    """Return paragraphs set apart by blank lines, and a table of one cell a row.

    A cell is «netto_driftsresultat kommunene 2023 alle konsern 0,8», its row the group's name.
    """
    table = Exhibit(
        id=TABLE,
        kind="tabell",
        number=1,
        title="",
        caption=Passage(content=(), lines=(1,)),
        footnotes=(),
        source=None,
    )
    about = About(title="", date=DAY, meeting="", publisher="", source="")
    section = Section(id="seksjon-1", number=1, title="", lines=(), blocks=_paragraphs(text))
    note = Note(about=about, heading=(), sections=(section,), exhibits=(table,), footnotes=())
    facts = tuple(_fact(line, cell.split()) for line, cell in enumerate(cells, 1001))
    return Material(note, {TABLE: facts}, (), releases(), vocabulary())


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            words = " ".join(line for _, line in block)
            spans = tuple(
                Span(at, word.start(), word.end())
                for at, line in block
                for word in re.finditer(r"\S+", line)
            )
            lines = tuple(at for at, _ in block)
            content = (Text(text=words, spans=spans),)
            found.append(Paragraph(id=f"s1-a{len(found) + 1}", content=content, lines=lines))
            block = []
    return tuple(found)


def _fact(line: int, cell: Sequence[str]) -> Fact:
    indikator, gruppe, year, utvalg, grunnlag, printed = cell
    value = None if printed == "-" else Decimal(printed.replace(",", "."))
    return Fact(
        tabell=TABLE,
        radgruppe="",
        rad=gruppe,
        kolonnegruppe="",
        kolonne=year,
        indikator=indikator,
        gruppe=gruppe,
        aar=int(year),
        utvalg=utvalg.replace("_", " "),
        verdi=value,
        enhet="prosent",
        grunnlag=grunnlag,
        status="endelig",
        fotnoter=(),
        linje=line,
        trykt=printed,
    )

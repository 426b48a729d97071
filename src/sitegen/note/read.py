"""Raw note and ``note.toml`` → ``Note``: a list of rules, each of which reads one kind of part."""

import re
from collections.abc import Callable

from sitegen.note import grids, prose
from sitegen.note.coverage import require_full
from sitegen.note.described import Description, describe
from sitegen.note.draft import Draft
from sitegen.note.errors import Fault, ShapeError, SpecError
from sitegen.note.model import (
    About,
    Cell,
    Exhibit,
    ExhibitSaid,
    Furniture,
    Note,
    Paragraph,
    Passage,
)
from sitegen.note.phrases import CAPTION_MARK, phrase
from sitegen.note.sentences import sentences
from sitegen.note.source import Line, correct, read_source
from sitegen.note.spec import ExhibitSpec, FigureSpec, TableSpec
from sitegen.note.traced import join_lines

LOOSE_ROW = re.compile(r"(?:(?:^| )[-–−]?\d+,\d+){2,}$")
WITHIN = re.compile(r"[a-zæøå]{2}|[^A-Za-zÆØÅæøå]*$")
"""How a text begins that does not begin a sentence: in lower case, or it has no letter at all."""
BEGINNING = "et avsnitt som begynner en setning"
REMEDY = (
    "Hører det til en note eller bildetekst, sier du der hvor den slutter («til» i note.toml); "
    "er det et avsnitt, sier du hvordan det begynner («avsnitt»)."
)
SHOWN = 40
TWO_MEANINGS = (
    "Si i data/begreper.toml hva som skiller dem: «tillegg» ved en overskrift som gjør radens "
    "mål til et annet (vekst), eller «indikator», «gruppe» eller «utvalg» ved etikettene."
)


def read_note(
    data: bytes, said: str | Description, corrections_text: str = "", *, folder: str = ""
) -> Note:
    """Return the note that a raw text and its description give.

    Args:
        data: The bytes of ``note.txt``.
        said: The text of a ``note.toml`` that says all, or what is said with the vocabulary.
        corrections_text: The text of ``rettelser.toml``.
        folder: Name of the note's folder, for messages.

    Raises:
        SourceError: The raw text is not UTF-8 text.
        SpecError: ``note.toml`` or ``rettelser.toml`` is wrong in itself.
        ShapeError: The text does not fit ``note.toml``.
        CoverageError: A character of the text is in no part, or in two.
    """
    prefix = f"{folder}/" if folder else ""
    source = read_source(data, f"{prefix}note.txt")
    corrected = correct(source, corrections_text, f"{prefix}rettelser.toml")
    description = Description(said) if isinstance(said, str) else said
    spec = describe(corrected, description, f"{prefix}note.toml")
    draft = Draft(corrected, spec)
    for _, rule in RULES:
        rule(draft)
    note = _note(draft)
    if not description.proof:
        _require_one_value_each(note, source.file)
    require_full(note, source.file)
    _require_beginnings(draft, note)
    _require_quoted(note, f"{prefix}note.toml")
    return note


def _require_one_value_each(note: Note, file: str) -> None:
    """Raise ``ShapeError`` where two cells of a table mean the same."""
    faults = [fault for one in note.exhibits if (fault := _with_one_meaning(one, file))]
    if faults:
        raise ShapeError(*faults)


def _with_one_meaning(exhibit: Exhibit, file: str) -> Fault | None:
    seen: dict[tuple[object, ...], tuple[str, Cell]] = {}
    for group in exhibit.groups:
        for row in group.rows:
            for at, cell in enumerate(row.cells):
                over = [x for level in exhibit.levels for x in level if at in range(*x.extent)]
                labels = (group.label, row.label, *(x.label for x in over))
                where = " / ".join(filter(None, labels))
                about = (cell.indikator, cell.gruppe, cell.aar, cell.utvalg)
                first, other = seen.setdefault(about, (where, cell))
                if other is not cell:
                    expected = f"ett tall for {', '.join(map(str, about))} i {exhibit.name}"
                    found = f"{other.printed} («{first}») og {cell.printed} («{where}»)"
                    return Fault(file, cell.line, expected, found, TWO_MEANINGS)
    return None


def _require_beginnings(draft: Draft, note: Note) -> None:
    """Raise ``ShapeError`` for a paragraph that begins within a sentence, unless it is said to.

    Such is what is left of a note or a caption that was taken to end at an empty line.
    """
    blocks = (block for section in note.sections for block in section.blocks)
    for one in blocks:
        if isinstance(one, Paragraph):
            text = " ".join(note.lines[number - 1].strip() for number in one.lines)
            said = any(re.search(start, text) for start in draft.spec.about.breaks)
            if WITHIN.match(text) and not said:
                raise draft.fault(one.lines[0], BEGINNING, f"«{text[:SHOWN]}»", REMEDY)


def _require_quoted(note: Note, file: str) -> None:
    """Raise ``SpecError`` if a title says that the note says something that it does not."""
    printed = [one.text for one in sentences(note)]
    findings = {one.id: one.rebuild.finding for one in note.exhibits if one.rebuild}
    for ident, finding in findings.items():
        quotes = re.findall("«([^»]+)»", finding)
        unknown = [one for one in quotes if not any(one in sentence for sentence in printed)]
        if finding and (unknown or not quotes):
            expected = f"{ident}, gjenskapt: «funn» med ord som står i notatet, i «…»"
            raise SpecError(Fault(file, None, expected, " og ".join(unknown) or finding))


def _note(draft: Draft) -> Note:
    spec = draft.spec
    exhibits = [_exhibit(draft, one) for one in spec.exhibits]
    return Note(
        about=About(**{name: getattr(spec.about, name) for name in About.model_fields}),
        heading=tuple(draft.heading),
        sections=tuple(draft.sections),
        exhibits=tuple(sorted(exhibits, key=lambda exhibit: exhibit.caption.lines[0])),
        footnotes=tuple(draft.footnotes[f"fotnote-{one.sign}"] for one in spec.footnotes),
        furniture=tuple(draft.furniture),
        dismissals=spec.dismissals,
        lines=tuple(line.text for line in draft.source.lines),
    )


def _exhibit(draft: Draft, spec: ExhibitSpec) -> Exhibit:
    said = {name: getattr(spec, name) for name in ExhibitSaid.model_fields}
    grid = draft.grids.get(spec.id)
    return Exhibit(
        **said | {"caption": draft.captions[spec.id]},
        **grid._asdict() if grid else {},
        id=spec.id,
        kind=spec.kind,
        footnotes=tuple(draft.footnotes[f"{spec.id}-note-{note.sign}"] for note in spec.footnotes),
        source=draft.sources.get(spec.id),
        furniture=draft.axes.get(spec.id, ()),
        rebuild=spec.rebuild if isinstance(spec, FigureSpec) else None,
    )


def heading(draft: Draft) -> None:
    """Read the printed title and subtitle."""
    for extent in draft.spec.about.heading:
        lines = draft.extent(extent, draft.whole, "overskriften")
        draft.claim("overskrift", lines)
        text = join_lines(lines)
        draft.heading.append(Passage(content=(text.inline(),), lines=text.lines))


def section_headings(draft: Draft) -> None:
    """Find each section's heading: number and words, alone on a line."""
    for section in draft.spec.sections:
        title = re.escape(section.title).replace(r"\ ", " ")
        number = rf"{re.escape(section.printed)}\.? " if section.printed else ""
        what = f"overskriften til del {section.number}"
        line = draft.find(f"^{number}{title}$", draft.whole, what)
        draft.headings[section.number] = line
        draft.claim(f"seksjon-{section.number}", [line])
    numbers = [line.number for line in draft.headings.values()]
    if numbers != sorted(numbers):
        order = "delene i samme rekkefølge som i note.toml"
        raise draft.fault(min(numbers), order, "en annen rekkefølge")


def captions(draft: Draft) -> None:
    """Read every caption, with its marks taken off."""

    def read(spec: ExhibitSpec) -> None:
        lines = draft.extent(spec.caption, draft.whole, f"bildeteksten til {spec.called}")
        draft.claim(spec.id, lines)
        text = join_lines(lines)
        signs = {note.sign for note in spec.footnotes}

        def note_of(sign: str) -> str:
            if sign not in signs:
                expected = f"en note «{sign}» til {spec.id}"
                raise draft.fault(lines[0].number, expected, f"bare merket «{sign}»")
            return f"{spec.id}-note-{sign}"

        content = phrase(text, CAPTION_MARK, note_of, {})
        draft.captions[spec.id] = Passage(content=content, lines=text.lines)

    _each(draft, read)


def sources(draft: Draft) -> None:
    """Read every source line («Kilde: …»)."""

    def read(spec: ExhibitSpec) -> None:
        if spec.source is None:
            return
        lines = draft.extent(spec.source, draft.window(spec.id), f"kilden til {spec.called}")
        draft.claim(spec.id, lines)
        text = join_lines(lines)
        draft.sources[spec.id] = Passage(content=(text.inline(),), lines=text.lines)

    _each(draft, read)


def footnote_starts(draft: Draft) -> None:
    """Find where every note and footnote begins, before tables and text are read."""

    def find(spec: ExhibitSpec) -> None:
        for note in spec.footnotes:
            prose.find_start(draft, f"{spec.id}-note-{note.sign}", note, draft.window(spec.id))

    _each(draft, find)
    for footnote in draft.spec.footnotes:
        prose.find_start(draft, f"fotnote-{footnote.sign}", footnote, draft.whole)


def grid_bodies(draft: Draft) -> None:
    """Read every table's body, then the loose data labels of the figures that have them."""

    def table(spec: ExhibitSpec) -> None:
        if isinstance(spec, TableSpec):
            grids.read_table(draft, spec)

    def figure(spec: ExhibitSpec) -> None:
        if isinstance(spec, FigureSpec) and spec.series:
            grids.read_labels(draft, spec)

    _each(draft, table)
    _each(draft, figure)


def footnote_texts(draft: Draft) -> None:
    """Read the notes and footnotes to their ends."""
    for spec in draft.spec.exhibits:
        for note in spec.footnotes:
            prose.read_footnote(draft, f"{spec.id}-note-{note.sign}", note)
    for footnote in draft.spec.footnotes:
        prose.read_footnote(draft, f"fotnote-{footnote.sign}", footnote)


def no_loose_numbers(draft: Draft) -> None:
    """Refuse a row of numbers that no cell claims."""
    owned = "at hvert tall i en tabell hører til en celle"
    faults = [
        Fault(draft.source.file, line.number, owned, f"«{line.words}»")
        for line in draft.free(draft.whole)
        if LOOSE_ROW.search(line.words) or _inside_table(draft, line)
    ]
    if faults:
        raise ShapeError(*faults)


def _inside_table(draft: Draft, line: Line) -> bool:
    """Return whether a line with a number stands between two lines of one table's body."""
    if not re.search(r"\d", line.words):
        return False
    for grid in draft.grids.values():
        rows = [cell.line for group in grid.groups for row in group.rows for cell in row.cells]
        if rows and min(rows) < line.number < max(rows):
            return True
    return False


def page_numbers(draft: Draft) -> None:
    """Set aside bare page numbers."""
    for line in draft.free(draft.whole):
        if re.fullmatch(r"\d{1,3}", line.words):
            text = join_lines([line])
            where = {"lines": text.lines, "spans": text.spans}
            draft.furniture.append(Furniture(kind="sidetall", text=text.text, **where))
            draft.claim("sidetall", [line])


RULES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("overskrift", heading),
    ("delenes overskrifter", section_headings),
    ("bildetekster", captions),
    ("kilder", sources),
    ("noter begynner", footnote_starts),
    ("tabeller og etiketter i figurer", grid_bodies),
    ("noter", footnote_texts),
    ("løse tall", no_loose_numbers),
    ("sidetall", page_numbers),
    ("brødtekst", prose.read_prose),
)


def _each(draft: Draft, read: Callable[[ExhibitSpec], None]) -> None:
    """Read every exhibit, and report the faults of all of them together."""
    faults: list[Fault] = []
    for spec in draft.spec.exhibits:
        try:
            read(spec)
        except (ShapeError, SpecError) as error:
            faults.extend(error.faults)
    if faults:
        raise ShapeError(*faults)

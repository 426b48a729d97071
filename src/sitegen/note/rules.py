"""The rules that read a note, in order: each reads one kind of part and claims its lines."""

import re
from collections.abc import Callable, Iterable

from sitegen.note import body, labels, prose, remarks
from sitegen.note.draft import Draft
from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import Furniture, Printed
from sitegen.note.phrases import CAPTION_MARK, phrase
from sitegen.note.source import Line
from sitegen.note.spec import FigureSpec, TableSpec
from sitegen.note.traced import join_lines

LOOSE_ROW = re.compile(r"(?:(?:^| )[-–−]?\d+,\d+){2,}$")


def heading(draft: Draft) -> None:
    """Read the printed title and subtitle."""
    for extent in draft.spec.notat.overskrift:
        lines = draft.extent(extent, draft.whole, "overskriften")
        draft.claim("overskrift", lines)
        text = join_lines(lines)
        draft.heading.append(Printed((text.inline(),), text.lines))


def section_headings(draft: Draft) -> None:
    """Find each section's heading: number and words, alone on a line."""
    for section in draft.spec.seksjon:
        title = re.escape(section.tittel).replace(r"\ ", " ")
        pattern = f"^{section.nummer} {title}$"
        line = draft.find(pattern, draft.whole, f"overskriften til del {section.nummer}")
        draft.headings[section.nummer] = line
        draft.claim(f"seksjon-{section.nummer}", [line])
    numbers = [line.number for line in draft.headings.values()]
    if numbers != sorted(numbers):
        order = "delene i samme rekkefølge som i note.toml"
        raise draft.fault(min(numbers), order, "en annen rekkefølge")


def captions(draft: Draft) -> None:
    """Read every caption, with its marks taken off."""

    def read(name: str, spec: TableSpec | FigureSpec) -> None:
        what = f"bildeteksten til {name.replace('-', ' ')}"
        lines = draft.extent(spec.bildetekst, draft.whole, what)
        draft.claim(name, lines)
        text = join_lines(lines)
        signs = {note.tegn for note in spec.note}

        def note_of(sign: str) -> str:
            if sign not in signs:
                expected = f"en note «{sign}» til {name}"
                raise draft.fault(lines[0].number, expected, f"bare merket «{sign}»")
            return f"{name}-note-{sign}"

        draft.captions[name] = Printed(phrase(text, CAPTION_MARK, note_of, {}), text.lines)

    _each(draft.exhibits, read)


def sources(draft: Draft) -> None:
    """Read every source line («Kilde: …»)."""

    def read(name: str, spec: TableSpec | FigureSpec) -> None:
        if spec.kilde is None:
            return
        lines = draft.extent(spec.kilde, draft.window(name), f"kilden til {name.replace('-', ' ')}")
        draft.claim(name, lines)
        text = join_lines(lines)
        draft.sources[name] = Printed((text.inline(),), text.lines)

    _each(draft.exhibits, read)


def remark_starts(draft: Draft) -> None:
    """Find where every note and footnote begins, before tables and text are read."""

    def find(name: str, spec: TableSpec | FigureSpec) -> None:
        for note in spec.note:
            remarks.find_start(draft, f"{name}-note-{note.tegn}", note, draft.window(name))

    _each(draft.exhibits, find)
    for footnote in draft.spec.fotnote:
        remarks.find_start(draft, f"fotnote-{footnote.tegn}", footnote, draft.whole)


def table_bodies(draft: Draft) -> None:
    """Read every table's body."""

    def read(name: str, spec: TableSpec | FigureSpec) -> None:
        if isinstance(spec, TableSpec):
            body.read_bodies(draft, name, spec)

    _each(draft.exhibits, read)


def figure_labels(draft: Draft) -> None:
    """Read the loose data labels of the figures that have them."""

    def read(name: str, spec: TableSpec | FigureSpec) -> None:
        if isinstance(spec, FigureSpec) and spec.serie:
            labels.read_labels(draft, name, spec)

    _each(draft.exhibits, read)


def remark_texts(draft: Draft) -> None:
    """Read the notes and footnotes to their ends."""
    for name, spec in draft.exhibits:
        for note in spec.note:
            remarks.read_remark(draft, f"{name}-note-{note.tegn}", note)
    for footnote in draft.spec.fotnote:
        remarks.read_remark(draft, f"fotnote-{footnote.tegn}", footnote)


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
    for name, _ in draft.exhibits:
        grid = draft.grids.get(name)
        rows = (
            [cell.line for g in grid.groups for row in g.rows for cell in row.cells] if grid else []
        )
        if rows and min(rows) < line.number < max(rows):
            return True
    return False


def page_numbers(draft: Draft) -> None:
    """Set aside bare page numbers."""
    for line in draft.free(draft.whole):
        if re.fullmatch(r"\d{1,3}", line.words):
            text = join_lines([line])
            draft.furniture.append(Furniture("sidetall", text.text, text.spans))
            draft.claim("sidetall", [line])


RULES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("overskrift", heading),
    ("delenes overskrifter", section_headings),
    ("bildetekster", captions),
    ("kilder", sources),
    ("noter begynner", remark_starts),
    ("tabeller", table_bodies),
    ("etiketter i figurer", figure_labels),
    ("noter", remark_texts),
    ("løse tall", no_loose_numbers),
    ("sidetall", page_numbers),
    ("brødtekst", prose.read_prose),
)


def _each[S](exhibits: Iterable[tuple[str, S]], read: Callable[[str, S], None]) -> None:
    """Read every exhibit, and report the faults of all of them together."""
    faults: list[Fault] = []
    for name, spec in exhibits:
        try:
            read(name, spec)
        except ShapeError as error:
            faults.extend(error.faults)
    if faults:
        raise ShapeError(*faults)

"""Raw note and ``note.toml`` → ``Note``."""

from collections.abc import Iterator

from sitegen.note.coverage import require_full
from sitegen.note.draft import Draft
from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import About, Exhibit, ExhibitSaid, Mark, Note, Paragraph, Quoted, plain
from sitegen.note.rules import RULES
from sitegen.note.source import correct, read_source
from sitegen.note.spec import ExhibitSpec, FigureSpec, read_spec

BEGINNING = 3
"""Words of a quote that tell which line it begins on."""


def read_note(data: bytes, spec_text: str, corrections_text: str = "", *, folder: str = "") -> Note:
    """Return the note that a raw text and its ``note.toml`` describe.

    Args:
        data: The bytes of ``note.txt``.
        spec_text: The text of ``note.toml``.
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
    spec = read_spec(spec_text, f"{prefix}note.toml")
    draft = Draft(correct(source, corrections_text, f"{prefix}rettelser.toml"), spec)
    for _, rule in RULES:
        rule(draft)
    _every_footnote_is_marked(draft)
    note = _note(draft)
    require_full(note, source.file)
    return note


def _note(draft: Draft) -> Note:
    spec = draft.spec
    exhibits = [_exhibit(draft, one) for one in spec.exhibits]
    return Note(
        about=About(**{name: getattr(spec.about, name) for name in About.model_fields}),
        heading=tuple(draft.heading),
        sections=tuple(draft.sections),
        exhibits=tuple(sorted(exhibits, key=lambda exhibit: exhibit.caption.lines[0])),
        footnotes=tuple(draft.remarks[f"fotnote-{one.sign}"] for one in spec.footnotes),
        furniture=tuple(draft.furniture),
        claims=tuple(_placed(draft, one) for one in spec.claims),
        shares=tuple(_placed(draft, one) for one in spec.shares),
        forecasts=tuple(_from_start(draft, _placed(draft, one)) for one in spec.forecasts),
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
        remarks=tuple(draft.remarks[f"{spec.id}-note-{note.sign}"] for note in spec.remarks),
        source=draft.sources.get(spec.id),
        furniture=draft.axes.get(spec.id, ()),
        rebuild=spec.rebuild if isinstance(spec, FigureSpec) else None,
    )


def _placed[Q: Quoted](draft: Draft, said: Q) -> Q:
    """Return a quote with the lines of the paragraph that holds it."""
    for section in draft.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and said.quote in plain(block.content):
                return said.model_copy(update={"lines": block.lines})
    remedy = "Rett «sitat» i note.toml."
    raise draft.fault(1, f"sitatet «{said.quote}» i brødteksten", "det ikke", remedy)


def _from_start[Q: Quoted](draft: Draft, found: Q) -> Q:
    """Return a quote with the lines from the one it begins on; all if a line break hides it."""
    start = " ".join(found.quote.split()[:BEGINNING])
    at = [n for n, number in enumerate(found.lines) if start in draft.line(number).words]
    return found.model_copy(update={"lines": found.lines[at[0] :]}) if at else found


def _every_footnote_is_marked(draft: Draft) -> None:
    """Refuse a page footnote that no mark in the running text points to."""
    marked = set(_marked(draft))
    faults = [
        Fault(
            draft.source.file,
            draft.starts[f"fotnote-{note.sign}"].number,
            f"merket «{note.sign}» i teksten",
            "ingen merker",
        )
        for note in draft.spec.footnotes
        if f"fotnote-{note.sign}" not in marked
    ]
    if faults:
        raise ShapeError(*faults)


def _marked(draft: Draft) -> Iterator[str]:
    for section in draft.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from (inline.note for inline in block.content if isinstance(inline, Mark))

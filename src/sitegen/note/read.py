"""Raw note and ``note.toml`` → ``Note``."""

from collections.abc import Iterator

from sitegen.note.claims import read_claims, read_forecasts, read_shares
from sitegen.note.corrections import correct
from sitegen.note.coverage import require_full
from sitegen.note.draft import Draft, ExhibitSpec
from sitegen.note.errors import Fault, ShapeError
from sitegen.note.model import (
    About,
    Exhibit,
    Mark,
    Note,
    Paragraph,
    Rebuild,
    RebuiltSeries,
    Section,
)
from sitegen.note.rules import RULES
from sitegen.note.source import read_source
from sitegen.note.spec import (
    AboutSpec,
    FigureSpec,
    RebuildSpec,
    read_corrections,
    read_spec,
)


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
    corrections = read_corrections(corrections_text, f"{prefix}rettelser.toml")
    draft = Draft(correct(source, corrections, f"{prefix}rettelser.toml"), spec)
    for _, rule in RULES:
        rule(draft)
    _every_footnote_is_marked(draft)
    note = _note(draft)
    require_full(note, source.file)
    return note


def _note(draft: Draft) -> Note:
    exhibits = [_exhibit(draft, name, spec) for name, spec in draft.exhibits]
    return Note(
        about=_about(draft.spec.notat),
        heading=tuple(draft.heading),
        sections=tuple(draft.sections),
        exhibits=tuple(sorted(exhibits, key=lambda exhibit: exhibit.caption.lines[0])),
        footnotes=tuple(draft.remarks[f"fotnote-{spec.tegn}"] for spec in draft.spec.fotnote),
        furniture=tuple(draft.furniture),
        claims=read_claims(draft),
        shares=read_shares(draft),
        forecasts=read_forecasts(draft),
        lines=tuple(line.text for line in draft.source.lines),
    )


def _about(spec: AboutSpec) -> About:
    return About(
        title=spec.tittel,
        date=spec.dato,
        meeting=spec.mote,
        publisher=spec.utgiver,
        abbreviation=spec.forkortelse,
        source=spec.kilde,
        budget_year=spec.budsjettaar,
    )


def _exhibit(draft: Draft, name: str, spec: ExhibitSpec) -> Exhibit:
    return Exhibit(
        kind=name.partition("-")[0],
        number=spec.nummer,
        caption=draft.captions[name],
        title=spec.tittel,
        grid=draft.grids.get(name),
        remarks=tuple(draft.remarks[f"{name}-note-{note.tegn}"] for note in spec.note),
        source=draft.sources.get(name),
        furniture=draft.axes.get(name, ()),
        basis_note=spec.merknad,
        rebuild=_rebuild(spec.gjenskapt) if isinstance(spec, FigureSpec) else None,
        diagram=spec.diagram or "",
    )


def _rebuild(spec: RebuildSpec | None) -> Rebuild | None:
    if spec is None:
        return None
    table = "" if spec.tabell is None else f"tabell-{spec.tabell}"
    series = tuple(RebuiltSeries(one.tekst, one.indikator, one.maal) for one in spec.serie)
    return Rebuild(spec.slag, table, series, spec.avvik)


def _every_footnote_is_marked(draft: Draft) -> None:
    """Refuse a page footnote that no mark in the running text points to."""
    marked = {mark.note for mark in _marks(draft.sections)}
    signs = [note.tegn for note in draft.spec.fotnote if f"fotnote-{note.tegn}" not in marked]
    file, starts = draft.source.file, draft.starts
    if signs:
        raise ShapeError(
            *(
                Fault(
                    file, starts[f"fotnote-{s}"].number, f"merket «{s}» i teksten", "ingen merker"
                )
                for s in signs
            )
        )


def _marks(sections: list[Section]) -> Iterator[Mark]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from (inline for inline in block.content if isinstance(inline, Mark))

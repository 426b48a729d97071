"""Sentences of the note that its tables, or other figures, can confirm, and where they stand."""

from sitegen.notes.draft import Draft
from sitegen.notes.model import Claim, Mark, Paragraph, Share
from sitegen.notes.spec import ClaimSpec, ShareSpec


def read_claims(draft: Draft) -> tuple[Claim, ...]:
    """Return the claims of ``note.toml``; raises ``ShapeError`` if a quote is not in the text."""
    return tuple(_claim(spec, _lines(draft, spec.sitat)) for spec in draft.spec.pastand)


def read_shares(draft: Draft) -> tuple[Share, ...]:
    """Return the shares of ``note.toml``; raises ``ShapeError`` if a quote is not in the text."""
    return tuple(_share(spec, _lines(draft, spec.sitat)) for spec in draft.spec.andel)


def _claim(spec: ClaimSpec, lines: tuple[int, ...]) -> Claim:
    return Claim(
        quote=spec.sitat,
        lines=lines,
        exhibit=f"tabell-{spec.tabell}",
        indikator=spec.indikator,
        gruppe=spec.gruppe,
        years=tuple(range(spec.fra, spec.til + 1)),
        at_least=spec.minst,
        except_years=spec.unntatt,
    )


def _share(spec: ShareSpec, lines: tuple[int, ...]) -> Share:
    return Share(spec.sitat, lines, spec.maal, spec.aar, spec.prosent)


def _lines(draft: Draft, quote: str) -> tuple[int, ...]:
    """Return the lines of the paragraph that holds a quote."""
    for section in draft.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and quote in _words(block):
                return block.lines
    remedy = "Rett «sitat» i note.toml."
    raise draft.fault(1, f"sitatet «{quote}» i brødteksten", "det ikke", remedy)


def _words(paragraph: Paragraph) -> str:
    return "".join(part.text for part in paragraph.content if not isinstance(part, Mark))

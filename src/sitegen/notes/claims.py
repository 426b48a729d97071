"""Sentences of the note that its tables can confirm, found where they stand."""

from sitegen.notes.draft import Draft
from sitegen.notes.model import Claim, Mark, Paragraph
from sitegen.notes.spec import ClaimSpec


def read_claims(draft: Draft) -> tuple[Claim, ...]:
    """Return the claims of ``note.toml``; raises ``ShapeError`` if a quote is not in the text."""
    blocks = [block for section in draft.sections for block in section.blocks]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return tuple(_claim(draft, spec, paragraphs) for spec in draft.spec.pastand)


def _claim(draft: Draft, spec: ClaimSpec, paragraphs: list[Paragraph]) -> Claim:
    for paragraph in paragraphs:
        words = "".join(part.text for part in paragraph.content if not isinstance(part, Mark))
        if spec.sitat in words:
            return Claim(
                quote=spec.sitat,
                lines=paragraph.lines,
                exhibit=f"tabell-{spec.tabell}",
                indikator=spec.indikator,
                gruppe=spec.gruppe,
                years=tuple(range(spec.fra, spec.til + 1)),
                at_least=spec.minst,
                except_years=spec.unntatt,
            )
    remedy = "Rett «pastand» i note.toml."
    raise draft.fault(1, f"sitatet «{spec.sitat}» i brødteksten", "det ikke", remedy)

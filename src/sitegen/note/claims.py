"""Sentences of the note that its tables, or other figures, can confirm, and where they stand."""

from sitegen.note.draft import Draft
from sitegen.note.model import Claim, Forecast, Mark, Paragraph, Share
from sitegen.note.spec import ClaimSpec, ForecastSpec, ShareSpec

BEGINNING = 3
"""Words of a quote that tell which line it begins on."""


def read_claims(draft: Draft) -> tuple[Claim, ...]:
    """Return the claims of ``note.toml``; raises ``ShapeError`` if a quote is not in the text."""
    return tuple(_claim(spec, _lines(draft, spec.sitat)) for spec in draft.spec.pastand)


def read_shares(draft: Draft) -> tuple[Share, ...]:
    """Return the shares of ``note.toml``; raises ``ShapeError`` if a quote is not in the text."""
    return tuple(_share(spec, _lines(draft, spec.sitat)) for spec in draft.spec.andel)


def read_forecasts(draft: Draft) -> tuple[Forecast, ...]:
    """Return the forecasts of ``note.toml``; raises ``ShapeError`` if a quote is not there."""
    found = ((spec, _lines(draft, spec.sitat)) for spec in draft.spec.prognose)
    return tuple(_forecast(spec, _from_start(draft, spec.sitat, lines)) for spec, lines in found)


def _forecast(spec: ForecastSpec, lines: tuple[int, ...]) -> Forecast:
    return Forecast(
        quote=spec.sitat,
        lines=lines,
        when=spec.naar,
        indikator=spec.indikator,
        gruppe=spec.gruppe,
        year=spec.aar,
        percent=spec.prosent,
        grunnlag=spec.grunnlag or "",
    )


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


def _from_start(draft: Draft, quote: str, lines: tuple[int, ...]) -> tuple[int, ...]:
    """Return a paragraph's lines from the one the quote begins on; all if a break hides it."""
    start = " ".join(quote.split()[:BEGINNING])
    at = [n for n, number in enumerate(lines) if start in draft.line(number).words]
    return lines[at[0] :] if at else lines


def _words(paragraph: Paragraph) -> str:
    return "".join(part.text for part in paragraph.content if not isinstance(part, Mark))

"""Notes under tables and figures, and footnotes at the foot of pages."""

import re

from sitegen.note.draft import Draft, Window
from sitegen.note.model import Remark
from sitegen.note.phrases import phrase
from sitegen.note.source import Line
from sitegen.note.spec import RemarkSpec
from sitegen.note.traced import join_lines


def find_start(draft: Draft, ident: str, spec: RemarkSpec, window: Window) -> None:
    """Find and claim a remark's first line, so that nothing else reads it.

    Raises:
        ShapeError: No line fits, or it does not begin with the sign.
    """
    line = draft.find(spec.fra, window, f"note {spec.tegn} ({ident})")
    if line.words.split(" ")[0] != spec.tegn:
        raise draft.fault(line.number, f"merket «{spec.tegn}» først på linjen", f"«{line.words}»")
    draft.starts[ident] = line
    draft.claim(ident, [line])


def read_remark(draft: Draft, ident: str, spec: RemarkSpec) -> None:
    """Read a remark from its first line to where it ends, into ``draft.remarks``."""
    lines = _lines(draft, ident, spec)
    draft.claim(ident, lines)
    links = _links(draft, spec)
    draft.claim(ident, links)
    whole = join_lines(lines)
    sign, text = whole.cut(0, len(spec.tegn)), whole.cut(len(spec.tegn) + 1)
    content = phrase(text, None, lambda _: None, targets(draft) | _addresses(links))
    spans = (*sign.spans, *(span for link in links for span in join_lines([link]).spans))
    draft.remarks[ident] = Remark(ident, spec.tegn, content, whole.lines, spans)


def _lines(draft: Draft, ident: str, spec: RemarkSpec) -> list[Line]:
    first = draft.starts[ident]
    if spec.til is None:
        return [first, *_following(draft, first)]
    return draft.until(first, spec.til, draft.whole, f"note {spec.tegn} ({ident})")


def targets(draft: Draft) -> dict[str, str]:
    """Return what running text may refer to, each with where it leads: itself."""
    names = [name for name, _ in draft.exhibits]
    names += [f"seksjon-{section.nummer}" for section in draft.spec.seksjon]
    return {name: name for name in names}


def _following(draft: Draft, first: Line) -> list[Line]:
    """Return the lines that carry a remark on: none claimed, no gap over one line, no new page."""
    lines: list[Line] = []
    gap = 0
    for line in draft.source.lines[first.number :]:
        if line.text == "":
            gap += 1
        elif line.blank or gap > 1 or line.number in draft.owner or line.text.startswith(" "):
            break
        else:
            gap = 0
            lines.append(line)
    return lines


def _links(draft: Draft, spec: RemarkSpec) -> list[Line]:
    if spec.lenker is None:
        return []
    found = [line for line in draft.free(draft.whole) if re.search(spec.lenker, line.words)]
    if not found:
        raise draft.fault(None, f"linjer som passer «{spec.lenker}»", "ingen")
    return found


def _addresses(links: list[Line]) -> dict[str, str]:
    """Return «tabell-11585» → its address, for loose address lines that end in a table number."""
    numbers = [(re.search(r"/(\d+)$", link.words), link.words) for link in links]
    return {f"tabell-{found[1]}": address for found, address in numbers if found}

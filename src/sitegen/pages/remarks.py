"""Remarks where a reader meets them: a sign at the number or the sentence, the words below.

The sign is a link to the words, as a footnote's is, so that it works without a script, and shows
them at once where there is one.
"""

from collections.abc import Iterable, Iterator, Sequence

import htpy as h

from sitegen.facts.fact import Fact, remark_lead, with_cells
from sitegen.facts.formatting import SIGN
from sitegen.note.model import Exhibit, Footnote, Inline, Mark, Note, Phrase, Remark
from sitegen.note.sentences import Kind, Origin, cut, split_sentences
from sitegen.pages.phrase import Here, mark_html
from sitegen.pages.places import PECULIARITIES, Spot

WHOSE = "Merknadene er nettstedets egne, ikke notatets."
MORE = "Mer om dette"


def cell_sign(place: str, value: Fact) -> h.Node:
    """Return the sign at a cell with a remark, a link to its words; nothing for any other."""
    if not value.merknader:
        return None
    return h.span(".merke")[mark_html(place, Mark(sign=SIGN, target=f"merknad-{place}"))]


def signed(note: Note, place: str, content: Phrase, kind: Kind = "avsnitt") -> Phrase:
    """Return a phrase with a sign after each of its sentences that has a remark."""
    wanted = {one.sentence for one in note.remarks if one.place == place}
    if not wanted:
        return content
    ends = {
        _end(one.origins): Mark(sign=SIGN, target=f"merknad-{one.id}")
        for one in split_sentences(place, kind, content)
        if one.id in wanted
    }
    return tuple(_after(cut(content, (), ends), ends))


def _end(origins: Sequence[Origin | None]) -> Origin:
    return next(origin for origin in reversed(origins) if origin)


def _after(content: Phrase, signs: dict[Origin, Mark]) -> Iterator[Inline]:
    for inline in content:
        yield inline
        last = inline.spans[-1] if inline.spans else None
        sign = signs.get((last.line, last.end - 1)) if last else None
        if sign:
            yield sign


def signed_notes(note: Note, notes: Sequence[Footnote], kind: Kind) -> list[Footnote]:
    """Return footnotes with the signs of their sentences."""
    return [
        one.model_copy(update={"content": signed(note, one.id, one.content, kind)}) for one in notes
    ]


def signed_exhibit(note: Note, exhibit: Exhibit) -> Exhibit:
    """Return a table or figure with the signs of the sentences in its caption and notes."""
    words = exhibit.caption.content
    caption = signed(note, f"{exhibit.id}-bildetekst", words, "bildetekst")
    return exhibit.model_copy(
        update={
            "caption": exhibit.caption.model_copy(update={"content": caption}),
            "footnotes": tuple(signed_notes(note, exhibit.footnotes, "note")),
        }
    )


def sentence_remarks(note: Note, places: Iterable[str], here: Here) -> h.Node:
    """Return the words of the remarks at the sentences of some places; nothing if none has any."""
    wanted = list(places)
    found: dict[str, list[Remark]] = {}
    for one in sorted(
        (one for one in note.remarks if one.place in wanted),
        key=lambda one: (wanted.index(one.place), one.line or 0),
    ):
        found.setdefault(one.sentence, []).append(one)
    return _list([_at_sentence(several, here) for several in found.values()])


def _at_sentence(remarks: Sequence[Remark], here: Here) -> h.Element:
    first = remarks[0]
    sign = f"{first.place.replace('-bildetekst', '-tittel')}-merknad-{first.sentence}"
    return _item(first.sentence, sign, remarks, f"Linje {first.line}", here)


def cell_remarks(exhibit: Exhibit, values: Sequence[Fact], here: Here) -> h.Node:
    """Return the words of the remarks at a table's cells; nothing if it has none."""
    return _list(
        [
            _item(cell, f"{cell}-merknad-{cell}", one.merknader, remark_lead(one, row=True), here)
            for one, cell in with_cells(exhibit, values)
            if one.merknader
        ]
    )


def _list(items: Sequence[h.Element]) -> h.Node:
    return h.ul(".merknader")[items] if items else None


def _item(key: str, sign: str, remarks: Sequence[Remark], lead: str, here: Here) -> h.Element:
    """Return the words of one sign: what it is about, each remark with its way on, the way back."""
    return h.li(id=f"merknad-{key}")[
        h.p[
            h.sup[SIGN],
            f" {lead}: ",
            " ".join(one.text for one in remarks),
            " ",
            _more(remarks[0], here),
            " ",
            _back(sign, lead),
        ]
    ]


def _back(sign: str, lead: str) -> h.Element:
    label = f"Tilbake til {lead}"
    return h.a(".tilbake", href=f"#{sign}", role="doc-backlink", aria_label=label)["↑"]


def _more(one: Remark, here: Here) -> h.Element:
    return h.a(href=here.html(Spot(PECULIARITIES, one.finding)))[MORE]

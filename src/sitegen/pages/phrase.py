"""The note's text and our own as HTML and Markdown: phrases, links, pieces of pages."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import htpy as h
from markupsafe import escape

from sitegen.note.model import MONTHS, Inline, Mark, Phrase, Reference, Text
from sitegen.note.sentences import Origin, cut, first_of
from sitegen.pages.places import GLOSSARY, SOURCE, Places, Spot, html_link, markdown_link, relative

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#]|^[+\-:]")
_NUMBERED = re.compile(r"^(\d+)(?=\.)")
"""What Markdown would take as the number of a list's item."""
_WHOLE = re.compile(
    rf"(?<=[0-9]) (?=[0-9]{{3}}(?![0-9]))|(?<=[0-9]\.) (?=(?:{'|'.join(MONTHS)})\b)"
)
"""The blank within «3 000», and the one after the day in «7. mars»."""
_COUNTED = re.compile(
    r"(?<=[\d¼½¾]) (?=(?:prosent|pst|%|million|milliard|kroner|kommuner|innbyggere|år\b|av \d))"
    r"|(?<=lion|oner|iard|rder) (?=kroner)|(?<=\d av) (?=\d)"
)
"""The blanks within «19,7 millioner kroner» and «183 av 356»; as ``tied`` in numbers.js."""
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", ":": "&#58;"}

COMMA = Text(text=",")
"""Stands for the comma in «selskaper¹,²»."""


@dataclass(frozen=True, slots=True)
class Openings:
    """The words of the text that open, by where their first character stands.

    Attributes:
        ids: The claim that each opens.
        ends: Where their last characters stand.
        terms: The glossary's entry that each term opens.
    """

    ids: Mapping[Origin, str]
    ends: frozenset[Origin]
    terms: Mapping[Origin, str] = MappingProxyType({})


NO_OPENINGS = Openings(MappingProxyType({}), frozenset())


@dataclass(frozen=True, slots=True)
class Here:
    """The page being written, and the way to all the others.

    Attributes:
        page: Its path.
        places: Where everything is.
        openings: The numbers in the text that open there.
    """

    page: str
    places: Places
    openings: Openings = NO_OPENINGS

    def html(self, to: Spot) -> str:
        """Return the address of a spot for HTML on this page."""
        return html_link(self.page, to)

    def markdown(self, to: Spot) -> str:
        """Return the address of a spot for Markdown on this page."""
        return markdown_link(self.page, to)

    def address(self, address: str) -> str:
        """Return the way to a file below the site's root: ``data/tabell-3.csv``."""
        return relative(self.page, address)

    def target(self, name: str) -> Spot:
        """Return where a mention of ``tabell-3`` leads: down this page if it stands here."""
        spot = self.places.text.get(name)
        return spot if spot and spot.page == self.page else self.places.pages[name]


def raised(content: Phrase) -> Phrase:
    """Return the phrase with the comma between two footnote marks set apart, to be raised too."""
    neighbours = zip((None, *content), content, (*content[1:], None), strict=False)
    return tuple(COMMA if _between(*three) else three[1] for three in neighbours)


def _between(before: Inline | None, part: Inline, after: Inline | None) -> bool:
    marks = isinstance(before, Mark) and isinstance(after, Mark)
    return marks and isinstance(part, Text) and part.text == ","


def whole_numbers(text: str) -> str:
    """Return text where neither «3 000» nor «7. mars» is broken over two lines."""
    return _WHOLE.sub("\u00a0", text)


def tied(words: str) -> str:
    """Return words whose numbers stay on a line with what they count, and dates whole."""
    return _COUNTED.sub("\u00a0", whole_numbers(words))


def escaped(text: str) -> str:
    """Return text that Markdown renders as exactly these characters."""
    marked = _SPECIAL.sub(lambda m: _ENTITIES.get(m[0], f"\\{m[0]}"), text)
    return _NUMBERED.sub(r"\1\\", marked)


def mark_id(place: str, mark: Mark) -> str:
    """Return the anchor of a mark, for the way back from its note: ``s3-a4-fotnote-1``."""
    return f"{place}-{mark.target}"


def mark_html(place: str, mark: Mark) -> h.Element:
    """Return the raised sign, a link to its note."""
    # Names are joined without blanks, so it begins with one: «selskaper note 1».
    name = f"\N{NO-BREAK SPACE}note {mark.sign}" if mark.sign.isalnum() else "merknad"
    link = h.a(".footnote-ref", href=f"#{mark.target}", role="doc-noteref", aria_label=name)
    return h.sup(id=mark_id(place, mark))[link[mark.sign]]


def to_html(content: Phrase, place: str, here: Here) -> h.Node:
    """Return the phrase as HTML; ``place`` names the part of the page it stands in."""
    return [_html(part, place, here) for part in raised(_opened(content, here))]


def _opened(content: Phrase, here: Here) -> Phrase:
    """Return the phrase parted where a number that opens begins and ends."""
    openings = here.openings
    starts = {*openings.ids, *openings.terms}
    return cut(content, starts, openings.ends) if starts else content


def _opening(part: Text, here: Here) -> tuple[str, str] | None:
    """Return class and address of words that lead to what is said of their claim or term.

    A script opens it where they are.
    """
    first, openings = first_of(part), here.openings
    if first is None:
        return None
    if first in openings.ids:
        return "utsagn", f"#utsagn-{openings.ids[first]}"
    return term_link(openings.terms[first], here) if first in openings.terms else None


def term_link(anchor: str, here: Here) -> tuple[str, str]:
    """Return class and address of words that lead to what the glossary says of them."""
    return "begrep", here.html(Spot(GLOSSARY, anchor))


def _html(part: Inline, place: str, here: Here) -> h.Node:
    if isinstance(part, Text):
        if part is COMMA:
            return h.sup[part.text]
        words, opening = whole_numbers(part.text), _opening(part, here)
        return h.a(class_=opening[0], href=opening[1])[words] if opening else words
    if isinstance(part, Mark):
        return mark_html(place, part)
    if _outside(part):
        return h.a(href=part.target, rel="external")[part.text]
    return h.a(href=here.html(here.target(part.target)))[part.text]


def to_markdown(content: Phrase, place: str, here: Here) -> str:
    """Return the phrase as Markdown; ``place`` names the paragraph."""
    return "".join(_markdown(part, place, here) for part in raised(_opened(content, here)))


def _markdown(part: Inline, place: str, here: Here) -> str:
    if isinstance(part, Text):
        if part is COMMA:
            return "<sup>,</sup>"
        words, opening = escaped(whole_numbers(part.text)), _opening(part, here)
        return f'<a class="{opening[0]}" href="{opening[1]}">{words}</a>' if opening else words
    if isinstance(part, Mark):
        return str(mark_html(place, part))
    if _outside(part):
        return f'[{escaped(part.text)}]({escape(part.target)}){{ rel="external" }}'
    return f"[{escaped(part.text)}]({here.markdown(here.target(part.target))})"


def _outside(part: Reference) -> bool:
    return "://" in part.target


def page(title: str | None, blocks: Iterable[str | h.Renderable], **meta: object) -> str:
    """Return a whole Markdown page: front matter, then blocks set apart by empty lines.

    Without a title it is called what its heading says.
    """
    titled = {"title": title} if title is not None else {}
    return _front_matter({**titled, **meta}) + "\n\n".join(map(str, blocks)) + "\n"


def _front_matter(meta: Mapping[str, object]) -> str:
    # JSON is YAML, and quotes every title that YAML alone would read as something else.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{''.join(lines)}---\n\n"


def heading(level: int, text: str, anchor: str) -> str:
    """Return a heading with its own anchor."""
    return f"{'#' * level} {escaped(text)} {{ #{anchor} }}"


def code(language: str, text: str) -> str:
    """Return a block of code."""
    return f"```{language}\n{text.strip()}\n```"


def listing(items: Sequence[str]) -> str:
    """Return a list of Markdown items."""
    return "\n".join(f"- {item}" for item in items)


def table_frame(title: str, kind: str = "") -> h.Element:
    """Return the frame of a wide table, which the keyboard can reach and scroll.

    Args:
        title: Id of the element that names the table.
        kind: Further classes, ``.tabell--lang``.
    """
    return h.div(f".tabell-ramme{kind}", role="region", tabindex="0", aria_labelledby=title)


LINE = "Linje"
"""The heading of the column that ``line_cell`` makes."""


def titled_table(
    ident: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[h.Node],
    worded: Collection[str] = (),
) -> h.Element:
    """Return a table of our own in its frame.

    Args:
        ident: Id of its title.
        title: The title.
        heads: Headings of the columns, the row's own first.
        rows: Its rows.
        worded: The headings of columns that hold words, set to the left.
    """
    first, *others = heads
    return table_frame(ident)[
        h.table(".tabell.tabell--middels.tabell--egen")[
            h.caption(id=ident)[h.span(".tabell-tittel")[title]],
            h.thead[
                h.tr[
                    h.th(".radhode", scope="col")[first],
                    (
                        h.th(class_={"ord": name in worded, "linjenr": name == LINE}, scope="col")[
                            name
                        ]
                        for name in others
                    ),
                ]
            ],
            h.tbody[rows],
        ]
    ]


def line_cell(line: int, here: Here) -> h.Element:
    """Return a cell with a line of the raw text, a link to it."""
    address = here.html(Spot(SOURCE, f"l{line}"))
    return h.td(".linjenr")[h.a(href=address, aria_label=f"linje {line}")[str(line)]]

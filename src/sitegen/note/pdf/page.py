"""One page of a PDF → its lines of words, ruling lines and graphics, in points from the top left.

Nothing here knows what a table is. Sizes are compared with each other, never with fixed numbers.
"""

import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from sitegen.note.errors import Fault, SourceError

HYPHENS = dict.fromkeys(map(ord, "\u00ad\u2010\u2011"), "-")
BOLD = ("bold", "black", "heavy", "semibold", "cmbx", "bx1")
SCAN = "Finn en PDF med tekst, eller hent ut teksten og gi kommandoen en .txt-fil."
INSTALL = "Kjør «make editor» først: det som leser PDF, følger ikke med resten."
SMALL = 0.85  # of the line's size: a mark, if it is raised too
SAME_LINE = 0.12  # of the size: how far two baselines of one line may differ
DEEPEST = 100  # a tree that holds itself has no end
MARK_CHARS = "0123456789)*,"
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SUSPENDED = {"og", "eller", "samt"}  # «helse- og omsorg»
WORD_GAP = 0.18  # of the size: a wider gap is a blank


class Box(NamedTuple):
    """A rectangle on a page, counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes; the page is that of the first."""
    page, x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(page[0], min(x0), min(top), max(x1), max(bottom))


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them.

    ``raised`` is a mark; ``glued`` is whether it stands right after the word before.
    """

    text: str
    box: Box
    size: float
    bold: bool
    raised: bool = False
    glued: bool = False
    tag: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one baseline, from left to right.

    ``starts`` is whether a paragraph begins here where the PDF's tags say it, else ``None``;
    ``role`` is then the tag: ``H1``, ``P``.
    """

    words: tuple[Word, ...]
    starts: bool | None = None
    role: str = ""

    @property
    def box(self) -> Box:
        """The box around the words."""
        return around(word.box for word in self.words)

    @property
    def page(self) -> int:
        """The page's number, from 1."""
        return self.words[0].box.page

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bold(self) -> bool:
        """Whether all words but marks are bold."""
        return all(word.bold for word in self.words if not word.raised)

    @property
    def text(self) -> str:
        """The words, marks glued to the one before."""
        return words_text(self.words)

    @property
    def segments(self) -> list[tuple[Word, ...]]:
        """The runs of words with wider gaps between them than blanks have in running text."""
        found = [[self.words[0]]]
        for before, after in pairwise(self.words):
            gap = after.box.x0 - before.box.x1
            if gap > max(before.size, after.size) and not after.raised:
                found.append([])
            found[-1].append(after)
        return [tuple(run) for run in found]


def words_text(words: Iterable[Word]) -> str:
    """Return words as text, a word broken over two lines in one piece with its hyphen."""
    text = ""
    before: Word | None = None
    for word in words:
        glued = before is None or word.glued or _broken(before, word)
        text += word.text if glued else f" {word.text}"
        before = word
    return text


def _broken(before: Word, word: Word) -> bool:
    below = word.box.top > before.box.top + 0.5 * word.size or word.box.page > before.box.page
    return below and before.text.endswith("-") and before.text != "-" and word.text not in SUSPENDED


class Shape(NamedTuple):
    """Something drawn: the corners of its path, its colour, and whether it is filled."""

    box: Box
    points: tuple[tuple[float, float], ...]
    colour: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines from the top, ruling lines across, and where graphics are drawn."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    rules: tuple[Box, ...]
    graphics: tuple[Box, ...]
    pictures: tuple[Box, ...]
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """All pages, and the PDF's structure tree: empty where it has none."""

    pages: tuple[Page, ...]
    tree: tuple["TagNode", ...]


@dataclass(frozen=True, slots=True)
class TagNode:
    """An element of the structure tree, its role a standard one where the PDF maps its own.

    ``children`` are elements, and pieces of content: page and number on the page.
    """

    role: str
    children: tuple["TagNode | tuple[int, int]", ...]
    rows: int = 1
    columns: int = 1


def scan_pdf(data: bytes, file: str) -> Scan:
    """Return every page of a PDF.

    Raises:
        SourceError: It is no readable PDF, has no text or letters without a meaning, or the
            library is not installed.
    """
    try:
        import pdfplumber.page  # noqa: PLC0415  only editors have it
        from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415
    except ImportError as error:
        raise SourceError(Fault(file, None, "pdfplumber", "ingenting", INSTALL)) from error
    _keep_outer_tags(pdfplumber.page)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = tuple(_page(page, file) for page in pdf.pages)
            tree = _tree(pdf)
    except PdfminerException as error:
        reason = str(error) or "noe annet"
        raise SourceError(Fault(file, None, "en PDF som kan leses", reason, SCAN)) from error
    if not any(page.lines for page in pages):
        raise SourceError(Fault(file, None, "tekst", "bare bilder", SCAN))
    return Scan(pages, tree)


def page_pictures(data: bytes, numbers: Iterable[int], resolution: int = 110) -> dict[int, bytes]:
    """Return pages of a PDF that can be read, as PNG pictures, by number."""
    import pdfplumber  # noqa: PLC0415  only editors have it

    found = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number in numbers:
            file = io.BytesIO()
            pdf.pages[number - 1].to_image(resolution=resolution).original.save(file, "PNG")
            found[number] = file.getvalue()
    return found


def _keep_outer_tags(module: Any) -> None:  # noqa: ANN401  the library has no types
    """Let content belong to the tag around it also after a tag inside has ended.

    The library forgets the outer one there: digits of a cell would fall out of it.
    """
    kept = module.PDFPageAggregatorWithMarkedContent
    if hasattr(kept, "outer_tags"):
        return

    class Nested(kept):  # type: ignore[misc, valid-type]
        outer_tags: tuple[int | None, ...] = ()
        cur_mcid: int | None = None

        def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ANN401
            self.outer_tags = (*self.outer_tags, self.cur_mcid)
            own = props.get("MCID") if isinstance(props, dict) else None
            artifact = getattr(tag, "name", "") == "Artifact"
            self.cur_mcid = own if own is not None or artifact else self.cur_mcid

        def end_tag(self) -> None:
            self.cur_mcid = self.outer_tags[-1] if self.outer_tags else None
            self.outer_tags = self.outer_tags[:-1]

    module.PDFPageAggregatorWithMarkedContent = Nested


def _tree(pdf: Any) -> tuple[TagNode, ...]:  # noqa: ANN401  the library has no types
    """Return the structure tree as it is: the library's own leaves out empty cells."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415  only editors have it

    root = resolve1(pdf.doc.catalog.get("StructTreeRoot"))
    if not root:
        return ()
    own = resolve1(root.get("RoleMap")) or {}
    roles = {_name(key): _name(resolve1(value)) for key, value in own.items()}
    pages = {page.page_obj.pageid: page.page_number for page in pdf.pages}

    def read(kid: Any, page: int | None, depth: int) -> Iterator[TagNode | tuple[int, int]]:  # noqa: ANN401
        kid = resolve1(kid)
        if isinstance(kid, list):
            for one in kid:
                yield from read(one, page, depth)
        elif isinstance(kid, int) and page is not None:
            yield page, kid
        elif isinstance(kid, dict) and depth < DEEPEST:
            page = pages.get(getattr(kid.get("Pg"), "objid", None), page)
            if "S" not in kid:
                yield from read(kid.get("MCID"), page, depth + 1)
                return
            name = _name(kid["S"])
            said = _attributes(resolve1(kid.get("A")), resolve1)
            children = tuple(read(kid.get("K"), page, depth + 1))
            spans = said.get("RowSpan", 1), said.get("ColSpan", 1)
            yield TagNode(roles.get(name, name), children, *spans)

    return tuple(one for one in read(root.get("K"), None, 0) if isinstance(one, TagNode))


def _name(value: Any) -> str:  # noqa: ANN401
    return str(getattr(value, "name", value))


def _attributes(value: Any, resolve: Callable[[Any], Any]) -> dict[str, int]:  # noqa: ANN401
    """Return the whole numbers of an element's attributes: one dictionary, or several."""
    parts = [resolve(one) for one in (value if isinstance(value, list) else [value])]
    pairs = [
        (str(key), resolve(one))
        for part in parts
        if isinstance(part, dict)
        for key, one in part.items()
    ]
    return {key: one for key, one in pairs if isinstance(one, int) and one > 0}


def _page(page: Any, file: str) -> Page:  # noqa: ANN401  the library has no types
    chars = [char for char in page.dedupe_chars().chars if char["upright"]]
    unknown = [char for char in chars if char["text"].startswith("(cid:")]
    number: int = page.page_number
    if unknown:
        found = f"{len(unknown)} tegn uten bokstav på side {number}"
        raise SourceError(Fault(file, None, "tegn som kan leses", found, SCAN))
    lines = tuple(_lines(chars, number))
    rules = _rules([_box(edge, number) for edge in page.edges if edge["orientation"] == "h"])
    shapes = [_box(one, number) for one in page.curves]
    shapes += [_box(one, number) for one in page.lines if _slanted(one)]
    pictures = tuple(_box(one, number) for one in page.images)
    graphics = tuple(_clusters(shapes))
    drawn = tuple(_shape(one, number) for one in (*page.lines, *page.curves, *page.rects))
    return Page(number, page.width, page.height, lines, rules, graphics, pictures, drawn)


def _shape(one: dict[str, Any], page: int) -> Shape:
    filled = bool(one["fill"]) and not (one["stroke"] and len(one["pts"]) < 3)  # noqa: PLR2004  a line
    colour = one["non_stroking_color"] if filled else one["stroking_color"]
    points = tuple((float(x), float(y)) for x, y in one["pts"])
    return Shape(_box(one, page), points, str(colour), filled)


def _box(one: dict[str, Any], page: int) -> Box:
    return Box(page, one["x0"], one["top"], one["x1"], one["bottom"])


def _slanted(line: dict[str, Any]) -> bool:
    return bool(abs(line["x1"] - line["x0"]) > 1 and abs(line["bottom"] - line["top"]) > 1)


def _rules(edges: Sequence[Box]) -> tuple[Box, ...]:
    """Return ruling lines, those of one height and touching ones as one."""
    found: list[Box] = []
    for edge in sorted(edges, key=lambda box: (round(box.top), box.x0)):
        last = found[-1] if found else None
        if last and abs(last.top - edge.top) <= 2 and edge.x0 <= last.x1 + 2:  # noqa: PLR2004  a line's two edges
            found[-1] = last._replace(x1=max(last.x1, edge.x1))
        else:
            found.append(edge)
    return tuple(box for box in found if box.x1 - box.x0 > 5)  # noqa: PLR2004  shorter is a dash


def _clusters(shapes: Sequence[Box]) -> list[Box]:
    """Return the boxes of drawings: shapes that touch, as one."""
    found: list[Box] = []
    for shape in sorted(shapes, key=lambda box: box.top):
        grown = shape
        apart: list[Box] = []
        for box in found:
            near = box.x0 <= grown.x1 + 20 and grown.x0 <= box.x1 + 20
            if near and box.bottom + 20 >= grown.top:
                grown = around((box, grown))
            else:
                apart.append(box)
        found = [*apart, grown]
    return found


class _Char(NamedTuple):
    text: str
    box: Box
    size: float
    bold: bool
    baseline: float
    tag: int | None


def _lines(chars: Iterable[dict[str, Any]], page: int) -> Iterator[TextLine]:
    """Yield the lines from the top: characters on one baseline, with the small ones beside."""
    clusters: list[list[_Char]] = []
    for char in sorted((_char(one, page) for one in chars), key=lambda char: char.baseline):
        last = clusters[-1][0] if clusters else None
        near = last and abs(char.baseline - last.baseline) <= SAME_LINE * min(char.size, last.size)
        if near:
            clusters[-1].append(char)
        else:
            clusters.append([char])
    for cluster in _with_marks(clusters):
        words = tuple(_words(cluster))
        if words:
            yield TextLine(words)


def _char(one: dict[str, Any], page: int) -> _Char:
    text = unicodedata.normalize("NFKC", one["text"]) if len(one["text"]) == 1 else one["text"]
    kept = one["text"] in "¼½¾…" or ord(one["text"][0]) in SUPERSCRIPTS
    text = one["text"] if kept else text.translate(HYPHENS)
    font = one["fontname"].lower()
    bold = any(word in font for word in BOLD)
    baseline = -one["matrix"][5]
    return _Char(text, _box(one, page), one["size"], bold, baseline, one.get("mcid"))


def _with_marks(clusters: Sequence[list[_Char]]) -> list[list[_Char]]:
    """Return the lines with raised and lowered characters put into the line they stand beside."""
    sizes = [
        max(char.size for char in cluster if char.text.strip() or char.size) for cluster in clusters
    ]
    lines = [list(cluster) for cluster in clusters]
    for at, cluster in enumerate(clusters):
        for char in cluster:
            if char.text not in MARK_CHARS or not char.text.strip():
                continue
            home = _home(char, at, clusters, sizes)
            if home is not None:
                lines[at].remove(char)
                lines[home].append(char)
    return [line for line in lines if any(char.text.strip() for char in line)]


def _home(
    char: _Char, at: int, clusters: Sequence[list[_Char]], sizes: Sequence[float]
) -> int | None:
    """Return the line a small character belongs to: larger, close, and with a neighbour."""
    for other in (at + 1, at + 2, at - 1, at - 2):
        if not 0 <= other < len(clusters) or char.size >= SMALL * sizes[other]:
            continue
        size = sizes[other]
        rise = clusters[other][0].baseline - char.baseline
        if not -0.35 * size < rise < 0.75 * size:
            continue
        for one in clusters[other]:
            if one.size <= char.size or not one.text.strip():
                continue
            after = -0.3 * size <= char.box.x0 - one.box.x1 <= 0.5 * size
            before = -0.3 * size <= one.box.x0 - char.box.x1 <= size
            between = char.size < SMALL * one.size and one.box.x0 - size * 2 < char.box.x0
            if after or (before and between):
                return other
    # A second digit of a mark stands beside the first.
    return None


def _words(chars: Sequence[_Char]) -> Iterator[Word]:
    """Yield the words of a line."""
    sizes: Counter[float] = Counter(round(char.size, 1) for char in chars if char.text.strip())
    size = max(sizes, key=lambda one: (sizes[one] > sum(sizes.values()) * 0.2, one))
    usual = [char for char in chars if char.size >= SMALL * size and char.text.strip()]
    baseline, bottom = usual[0].baseline, max(char.box.bottom for char in usual)
    word: list[_Char] = []
    was_raised = glued = False
    for char in sorted(chars, key=lambda one: (one.box.x0, one.box.x1)):
        blank = not char.text.strip()
        higher = baseline - char.baseline > 0.1 * size or bottom - char.box.bottom > 0.2 * size
        metre = char.text == "²" and bool(word) and word[-1].text == "m"
        raised = (char.size < SMALL * size and higher) or (_superscript(char) and not metre)
        gap = word and char.box.x0 - word[-1].box.x1 > WORD_GAP * char.size
        other = word and char.tag != word[-1].tag
        if word and (blank or gap or other or raised != was_raised):
            yield _word(word, raised=was_raised, glued=glued)
            near = not (blank or gap) and (bool(other) or not char.text.isalnum())
            glued = raised or (near and (was_raised or bool(other)))
            word = []
        if not blank:
            word.append(char)
            was_raised = raised
    if word:
        yield _word(word, raised=was_raised, glued=glued or was_raised)


def _superscript(char: _Char) -> bool:
    return len(char.text) == 1 and ord(char.text) in SUPERSCRIPTS


def _word(chars: Sequence[_Char], *, raised: bool, glued: bool) -> Word:
    text = "".join(char.text for char in chars)
    text = text.translate(SUPERSCRIPTS) if raised else text
    box = around(char.box for char in chars)
    return Word(text, box, chars[0].size, all(c.bold for c in chars), raised, glued, chars[0].tag)


def without(line: TextLine, words: Sequence[Word]) -> TextLine | None:
    """Return a line without some of its words; ``None`` if none are left."""
    left = tuple(word for word in line.words if word not in words)
    return replace(line, words=left) if left else None

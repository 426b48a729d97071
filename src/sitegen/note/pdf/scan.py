"""A PDF's bytes → its pages and its structure tree: what the library gives, made ours."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sitegen.note.errors import Fault, SourceError
from sitegen.note.pdf.letters import box_of, lines_of
from sitegen.note.pdf.page import Box, Page, Scan, Shape, TagNode, around

SCAN = "Finn en PDF med tekst, eller hent ut teksten og gi kommandoen en .txt-fil."
INSTALL = "Kjør «make editor» først: det som leser PDF, følger ikke med resten."
DEEPEST = 100  # a tree that holds itself has no end


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
    lines = tuple(lines_of(chars, number))
    rules = _rules([box_of(edge, number) for edge in page.edges if edge["orientation"] == "h"])
    shapes = [box_of(one, number) for one in page.curves]
    shapes += [box_of(one, number) for one in page.lines if _slanted(one)]
    pictures = tuple(box_of(one, number) for one in page.images)
    graphics = tuple(_clusters(shapes))
    drawn = tuple(_shape(one, number) for one in (*page.lines, *page.curves, *page.rects))
    return Page(number, page.width, page.height, lines, rules, graphics, pictures, drawn)


def _shape(one: dict[str, Any], page: int) -> Shape:
    filled = bool(one["fill"]) and not (one["stroke"] and len(one["pts"]) < 3)  # noqa: PLR2004  a line
    colour = one["non_stroking_color"] if filled else one["stroking_color"]
    points = tuple((float(x), float(y)) for x, y in one["pts"])
    return Shape(box_of(one, page), points, str(colour), filled)


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

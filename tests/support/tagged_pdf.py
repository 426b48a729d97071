"""Small tagged PDFs, written out by hand: the structure tree is just what a test says it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple


class Put(NamedTuple):
    """Words at a place, from the bottom left of a page counted from 1."""

    text: str
    x: float
    y: float
    page: int = 1
    size: float = 9


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree."""

    role: str
    kids: Sequence["Tag | Put"] = ()
    rows: int = 1
    columns: int = 1


def tagged_pdf(tags: Sequence[Tag], pages: int = 1) -> bytes:
    """Return a PDF of the words in tags, each piece of them with a number of its own."""
    objects: dict[int, str] = {}
    numbers = count(5 + 2 * pages)
    drawn: list[list[str]] = [[] for _ in range(pages)]

    def write(tag: Tag, parent: int) -> int:
        ident = next(numbers)
        kids = " ".join(_kids(tag, ident))
        spans = f"/A << /O /Table /RowSpan {tag.rows} /ColSpan {tag.columns} >>"
        objects[ident] = f"<< /S /{tag.role} /P {parent} 0 R {spans} /K [{kids}] >>"
        return ident

    def _kids(tag: Tag, ident: int) -> Iterator[str]:
        for kid in tag.kids:
            if isinstance(kid, Tag):
                yield f"{write(kid, ident)} 0 R"
                continue
            page = drawn[kid.page - 1]
            yield f"<< /Type /MCR /Pg {5 + 2 * (kid.page - 1)} 0 R /MCID {len(page)} >>"
            text = kid.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            place = f"BT /F1 {kid.size} Tf {kid.x} {kid.y} Td ({text}) Tj ET"
            page.append(f"/{tag.role} << /MCID {len(page)} >> BDC {place} EMC")

    roots = " ".join(f"{write(tag, 3)} 0 R" for tag in tags)
    objects[1] = (
        "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 3 0 R /MarkInfo << /Marked true >> >>"
    )
    leaves = " ".join(f"{5 + 2 * n} 0 R" for n in range(pages))
    objects[2] = f"<< /Type /Pages /Kids [{leaves}] /Count {pages} >>"
    objects[3] = f"<< /Type /StructTreeRoot /K [{roots}] >>"
    objects[4] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for n, page in enumerate(drawn):
        body = "\n".join(page)
        own = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >>"
        objects[5 + 2 * n] = f"<< /Type /Page /Parent 2 0 R {own} /Contents {6 + 2 * n} 0 R >>"
        objects[6 + 2 * n] = f"<< /Length {len(body.encode('cp1252'))} >> stream\n{body}\nendstream"
    return _file(objects)


def _file(objects: dict[int, str]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, text in sorted(objects.items()):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (head + end).encode()

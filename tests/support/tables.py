"""The same rows as a file of any kind that holds tables."""

import base64
import html
import io
import quopri
import zipfile
from collections.abc import Sequence

from support.workbooks import workbook_of

type Rows = Sequence[Sequence[str]]


def csv_of(rows: Rows, delimiter: str = ";") -> bytes:
    return "\n".join(delimiter.join(row) for row in rows).encode()


def xlsx_of(rows: Rows) -> bytes:
    return workbook_of(Ark=[[cell or None for cell in row] for row in rows])


def xlsm_of(rows: Rows) -> bytes:
    """Return a workbook that says it has macros, and holds what may be one."""
    with zipfile.ZipFile(io.BytesIO(xlsx_of(rows))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    types = parts["[Content_Types].xml"]
    changed = types.replace(b"openxmlformats-officedocument." + plain, macros)
    assert changed != types
    return zip_of({**parts, "[Content_Types].xml": changed, "xl/vbaProject.bin": b"\0" * 64})


def html_of(rows: Rows, title: str = "") -> bytes:
    lines = ("".join(f"<td>{html.escape(cell) or '&nbsp;'}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>\n" for line in lines)
    caption = f"<caption>{title}</caption>" if title else ""
    return f"<html><body><table>{caption}{table}</table></body></html>".encode()


def mht_of(rows: Rows, way: str = "quoted-printable") -> bytes:
    page = html_of(rows)
    body = quopri.encodestring(page) if way == "quoted-printable" else base64.encodebytes(page)
    head = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Part"\r\n\r\n'
        f"------=_Part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {way}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n------=_Part--\r\n"


_ODF = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'


def odf_of(**sheets: Rows) -> str:
    """Return the content of an OpenDocument spreadsheet."""
    spaces = " ".join(_ODF.format(one) for one in ("office", "table", "text", "style"))
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(_odf_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _odf_row(row: Sequence[str]) -> str:
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{html.escape(cell)}</text:p>'
        "</table:table-cell>"
        if cell
        else "<table:table-cell/>"
        for cell in row
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_with(content: str, **more: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_of({"mimetype": kind, "content.xml": content, **more})


def ods_of(rows: Rows) -> bytes:
    return ods_with(odf_of(Ark=rows))


def xml_of(rows: Rows) -> bytes:
    """Return Excel's XML spreadsheet of 2003."""
    lines = "".join(
        "<Row>"
        + "".join(
            f'<Cell ss:Index="{at}"><Data ss:Type="String">{html.escape(cell)}</Data></Cell>'
            for at, cell in enumerate(row, start=1)
            if cell
        )
        + "</Row>"
        for row in rows
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Ark"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def zip_of(files: dict[str, str] | dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()

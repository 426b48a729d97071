"""What a zip file holds, judged before anything of it is unpacked."""

import io
import re
import zipfile
from itertools import pairwise

MAX_UNPACKED = 150_000_000
"""Bytes a workbook may say it unpacks to; what says less than it holds is cut off there."""
MAX_PARTS = 2_000
_WORKBOOK = "xl/workbook.xml"
_PROBE = 4_096
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr=["']([0-9]{1,9})["']""")


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are a zip file with an Excel workbook in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def why_refused(data: bytes) -> str:
    """Return why a workbook is not to be unpacked, in Norwegian; empty when it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _wrong_size(archive) or _wrong_content(archive)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError):
        return "den er skadet eller låst med passord"
    except Exception as error:  # noqa: BLE001 - decompressors raise errors of their own kinds
        return f"den kan ikke pakkes ut ({type(error).__name__})"


def _wrong_size(archive: zipfile.ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        return f"den har {len(parts)} deler"
    unpacked = sum(part.file_size for part in parts)
    too_large = unpacked > MAX_UNPACKED
    return f"den er på {unpacked // 1_000_000} MB når den pakkes ut" if too_large else ""


def _wrong_content(archive: zipfile.ZipFile) -> str:
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and _has_doctype(archive, part):
            return "den har XML-definisjoner som Excel ikke skriver"
        is_sheet = part.filename.startswith("xl/worksheets/")
        if is_sheet and _has_rows_out_of_order(archive.read(part)):
            return "radene står ikke i rekkefølge"
    return ""


def _has_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part begins with definitions, which could expand without end."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(_PROBE).replace(b"\0", b"").upper()


def _has_rows_out_of_order(sheet: bytes) -> bool:
    """Return whether a row is numbered no higher than the one before: it would be passed over."""
    numbers = [int(match[1]) for match in _ROW.finditer(sheet)]
    return any(after <= before for before, after in pairwise(numbers))

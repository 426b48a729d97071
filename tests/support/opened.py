"""Files as a person opens them: workbooks read back, and LibreOffice set to Norwegian."""

import csv
import io
import subprocess
import warnings
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

NORWEGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nb-NO</value></prop></item></oor:items>
"""


PROPOSED = "9/44/59"
"""What LibreOffice's dialog proposes between the cells of a CSV file: tab, comma and semicolon."""
FILTER = "Text - txt - csv (StarCalc):{},34,76,1,,1044,false,true"
"""How it reads one: by separators, with quotes, UTF-8, bokmål."""


def read_book(data: bytes) -> Workbook:
    """Return a workbook; openpyxl warns that it has no style called «Normal»."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Workbook contains no default style")
        return load_workbook(io.BytesIO(data))


def column(sheet: Worksheet, name: str) -> list[object]:
    """Return the values below a name in the first row."""
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(name)].value for row in sheet.iter_rows(min_row=2)]


def sheet_text(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file for people."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def in_libreoffice(
    soffice: str, folder: Path, files: dict[str, bytes], separators: str = PROPOSED
) -> dict[str, Workbook]:
    """Return files as a Norwegian LibreOffice opens them, saved by it as workbooks.

    Args:
        soffice: The program.
        folder: An empty one to work in.
        files: The files by name.
        separators: Codes of the signs that part cells of a CSV file.
    """
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(NORWEGIAN, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [
        soffice,
        f"--infilter={FILTER.format(separators)}",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
    ]
    out = folder / "lagret"
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    for ending in (".csv", ".xlsx"):
        names = [str(folder / name) for name in files if name.endswith(ending)]
        asked = command if ending == ".csv" else [command[0], *command[2:]]
        subprocess.run([*asked, *convert, *names], check=True, capture_output=True)
    saved = {name: (out / name).with_suffix(".xlsx") for name in files}
    return {name: read_book(path.read_bytes()) for name, path in saved.items()}

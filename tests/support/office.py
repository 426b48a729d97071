"""The statistics office's API on this machine: answers of the real figures, and faults."""

import csv
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from support.units import published

# Published: Statistics Norway, tables 12137 and 12366, the national line, 1000 kr.
NATION = {
    "kommuner": {2024: (631_087_993, -2_629_860), 2025: (674_170_449, 15_507_883)},
    "fylkeskommuner": {},
}
TABLE = {"kommuner": "12137", "fylkeskommuner": "12366"}
REGION = {"kommuner": "KOKkommuneregion0000", "fylkeskommuner": "KOKfylkesregion0000"}
FINAL = "2026-06-15T06:00:00Z"
COLUMNS = {
    "AGD13": "brutto_driftsinntekter",
    "AGD23": "netto_driftsresultat",
    "KG31": "netto_lanegjeld",
}
type Json = dict[str, Any]
type Cells = dict[tuple[str, str, str], int | None]


def tidy(kind: str, *years: int) -> list[dict[str, str]]:
    return list(csv.DictReader(published(kind, *years)))


def accounts(kind: str = "kommuner", *years: int) -> tuple[Cells, dict[str, str]]:
    """Return the cells of a table of accounts by region, code and year; and regions' names."""
    years = years or (2024, 2025)
    cells: Cells = {}
    names = {"EAK": "Landet"} if kind == "kommuner" else {"EAFK": "Fylkeskommunene"}
    for row in tidy(kind, *years):
        code = row.get("kommunenummer") or f"{row['fylkesnummer']}00"
        names[code] = row["navn"]
        for line, column in COLUMNS.items():
            text = row.get(column, "")
            cells[code, line, row["aar"]] = int(text) if text else None
    for year in years:
        sums = NATION[kind].get(year) or [
            sum(int(row[name]) for row in tidy(kind, year)) for name in list(COLUMNS.values())[:2]
        ]
        for line, amount in zip(("AGD13", "AGD23", "KG31"), (*sums, None), strict=True):
            cells[next(iter(names)), line, str(year)] = amount
    return cells, names


def people(*years: int) -> tuple[Cells, dict[str, str]]:
    """Return those of the population at the end of some years, which is 1 January of the next."""
    rows = tidy("kommuner", *(years or (2024, 2025)))
    cells: Cells = {}
    for row in rows:
        amount = int(row["folkemengde"] or 200_000)  # where the files have none, any will do
        cells[row["kommunenummer"], "Personer1", str(int(row["aar"]) + 1)] = amount
    for year in sorted({year for _, _, year in cells}):
        cells["0", "Personer1", year] = sum(v or 0 for (_, _, y), v in cells.items() if y == year)
    return cells, {"0": "Hele landet"} | {row["kommunenummer"]: row["navn"] for row in rows}


def table(number: str, cells: Cells, names: Mapping[str, str], updated: str = FINAL) -> Json:
    """Return an answer in JSON-stat2, shaped as the office's own."""
    regions, years = list(names), sorted({year for _, _, year in cells})
    lines = list(dict.fromkeys(line for _, line, _ in cells))
    region = REGION[{"12366": "fylkeskommuner"}.get(number, "kommuner")]
    dimensions = {
        "Region" if number == "07459" else region: (regions, names),
        **({} if number == "07459" else {"KOKartkap0000": (lines, {})}),
        "ContentsCode": (["Personer1"] if number == "07459" else ["KOSbelop0000"], {}),
        "Tid": (years, {}),
    }
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{number}: Finansielle nøkkeltall, etter region og år",
        "updated": updated,
        "note": ["For forklaringer av særskilte forhold, se rettelogg."],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "id": list(dimensions),
        "size": [len(codes) for codes, _ in dimensions.values()],
        "dimension": {
            name: {
                "label": "region" if codes is regions else name,
                "category": {
                    "index": {code: place for place, code in enumerate(codes)},
                    "label": {code: labels.get(code, code) for code in codes},
                },
            }
            for name, (codes, labels) in dimensions.items()
        },
        "extension": {"px": {"tableid": number}},
        "value": [cells.get((r, line, y)) for r in regions for line in lines for y in years],
    }


def funds(basis: str = "kommunekonsern") -> bytes:
    """Return a made answer with a fund for each municipality: an eighth of its income.

    No answer of this table is recorded: it is shaped as that of the accounts, whose variables it
    shares.
    """
    own = tidy("kommuner", 2024, 2025)
    cells: Cells = {
        (row["kommunenummer"], "56", row["aar"]): int(row["brutto_driftsinntekter"]) // 8
        for row in own
    }
    for year in ("2024", "2025"):
        cells["EAK", "56", year] = sum(v or 0 for (_, _, y), v in cells.items() if y == year)
    names = {"EAK": "Landet"} | {row["kommunenummer"]: row["navn"] for row in own}
    answer = table("12143", cells, names)
    answer["label"] = f"12143: Finansielle nøkkeltall fra balansen i {basis}, etter region og år"
    return packed(answer)


def groups(*, turned: bool = False, **instead: str) -> bytes:
    """Return a made answer with a KOSTRA group for each municipality: by the last digit of its number.

    No answer of KLASS 112 is recorded: it is shaped as the guide to the office's API says of
    ``correspondsAt`` between any two classifications. The groups are made up.

    Args:
        turned: The groups stand first, as the office answers from the other side.
        instead: Codes of groups by number, where others are wanted; empty for none.
    """
    own, other = ("target", "source") if turned else ("source", "target")
    found: list[Json] = []
    for row in tidy("kommuner", 2025):
        number = row["kommunenummer"]
        code = instead.get(f"n{number}", f"EKG0{int(number) % 3 + 1}")
        group = f"KOSTRA-gruppe {int(code[3:])}" if code else ""
        parts = {"Code": (number, code), "Name": (row["navn"], group), "ShortName": ("", "")}
        found += [
            {f"{own}{name}": a for name, (a, _) in parts.items()}
            | {f"{other}{name}": b for name, (_, b) in parts.items()}
            | {"validFrom": None, "validTo": None}
        ] * bool(code)
    return packed({"correspondenceItems": found})


def packed(answer: Json) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


def answers(**updated: str) -> dict[str, bytes]:
    """Return an answer of every table, 2024 and 2025."""
    day = updated.get("updated", FINAL)
    return {
        "12137": packed(table("12137", *accounts(), day)),
        "12366": packed(table("12366", *accounts("fylkeskommuner"), day)),
        "07459": packed(table("07459", *people(), day)),
    }


@dataclass
class Reply:
    """What the server says: more bytes may be promised than come."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0


class Office(ThreadingHTTPServer):
    """Answers by table; remembers what it was asked."""

    daemon_threads = True

    def __init__(self, replies: dict[str, Reply]) -> None:
        self.replies = replies
        self.asked: list[tuple[str, Json]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Office

    def do_POST(self) -> None:
        number = self.path.split("/")[4]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((number, json.loads(body)))
        self._reply(self.server.replies[number])

    def do_GET(self) -> None:
        name = "kostragrupper" if "/131/correspondsAt" in self.path else "klass"
        query = dict(parse_qsl(urlsplit(self.path).query))
        self.server.asked.append((name, query))
        self._reply(self.server.replies[name])

    def _reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) + reply.missing))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name upstream
        """Keep quiet."""


@contextmanager
def office(replies: dict[str, Reply]) -> Iterator[Office]:
    with Office(replies) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def changed(data: bytes, change: Callable[[Json], object]) -> bytes:
    """Return an answer after something is done to it."""
    answer = json.loads(data)
    change(answer)
    return packed(answer)

"""A fictitious municipality's accounts: the files that the calculator can be tried with.

The KOSTRA records are written here; the account form is what the core makes of them, so that
the two agree to the krone.
"""

from collections.abc import Iterator

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.items import POST_LINJE
from kommuneindikatorer.model import Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.unit import OPPDIKTET, OPPDIKTET_NAVN, amount

NAVN = OPPDIKTET_NAVN
YEARS = (2024, 2023)
CHOSEN = {"navn": NAVN, "landsdel": "Vestlandet", "folkemengde": "8412"}
"""What the files do not say of it."""

# Account class, function or chapter, art or sector, then 1000 kr in each of the years.
_RECORDS = """
1 100  010    6210    5980
1 120  010   38450   36900
1 120  099   59800   56100
1 120  120   18200   17400
1 120  400   10600   10200
1 120  590    3900    3700
1 120  770   -6200   -5900
1 201  010   61300   58700
1 201  370   41300   38800
1 201  600   -7600   -8500
1 202  010  151900  143200
1 202  020    9800    8900
1 202  090   19700   18300
1 202  200   11900   11300
1 202  350    9400    8800
1 202  700  -17300  -16800
1 221  180   12700   11900
1 222  250   21400   20800
1 222  590   24800   23600
1 241  010   21800   20500
1 241  350   15800   14900
1 242  470   19300   17900
1 253  010  113400  106100
1 253  020   14600   12700
1 253  090   14900   13700
1 253  110    9300    8900
1 253  590    9300    9000
1 253  600  -24100  -22800
1 253  620   -6100   -5700
1 254  010  133700  124300
1 254  090   17300   15900
1 254  370   22100   18300
1 254  700  -31600  -29900
1 265  630  -21600  -20700
1 325  470    4200    3900
1 332  250   12600   12100
1 345  010    9100    8800
1 345  230   14200   13500
1 345  590    8600    8200
1 345  640  -43900  -41000
1 800  870 -283100 -274200
1 800  872  -24800  -24100
1 840  800 -433600 -411700
1 840  810  -27900  -25600
1 850  700   -9800   -9300
1 860  990  -46600  -44500
1 870  500   33600   27400
1 870  510   35200   33800
1 870  900  -12100   -9300
1 870  905   -6400   -7200
1 880  540       0    8320
1 880  550    5900    7600
1 880  570    2000    3000
1 880  940   -5860       0
1 880  950   -9700   -6200
0 202  230   62000   38000
0 202  700  -12000  -10000
0 345  230   18000   15000
0 870  910  -66000  -40000
0 880  970   -2000   -3000
2 10   000  112000  118000
2 13   000   96000   91000
2 20   000 1240000 1180000
2 24   000   88000   84000
2 27   000 1410000 1368000
2 32   000 -141000 -132000
2 40   000 -1310000 -1262000
2 45   000 -986000 -955200
2 51   000  -27400  -31200
2 53   000  -14000  -14000
2 55   000   -3000   -3000
2 56   000  -67540  -73400
2 5990 000 -397060 -370200
"""


def example_files() -> dict[str, bytes]:
    """Return the files by name: KOSTRA's two forms for both years, and the account form."""
    drift = _kostra("0A", classes="01")
    balanse = _kostra("0B", classes="2")
    return {
        "eksempelvik-0A.dat": drift,
        "eksempelvik-0B.dat": balanse,
        "eksempelvik-regnskapsskjema.csv": _form(drift, balanse),
    }


def _kostra(form: str, classes: str) -> bytes:
    lines = [
        f"{form}{year} {OPPDIKTET}00{'':18}{klasse}{code:<4}{art:<3}{amounts[place]:>9}"
        for place, year in enumerate(YEARS)
        for klasse, code, art, *amounts in map(str.split, _RECORDS.strip().splitlines())
        if klasse in classes and amounts[place] != "0"
    ]
    return ("\r\n".join(lines) + "\r\n").encode("iso-8859-1")


def _form(*records: bytes) -> bytes:
    """Return the account form § 5-6 as a spreadsheet saves it: semicolons, blanks in thousands."""
    sources = [Source(f"{number}.dat", data) for number, data in enumerate(records)]
    found = {
        unit.regnskap.aar: unit.regnskap for unit in compute(sources, Options(**CHOSEN)).enheter
    }
    heads = [f"Regnskap {year}" for year in YEARS]
    lines = [
        f"Økonomisk oversikt etter art – drift, {NAVN} kommune (oppdiktet);;",
        "Tall i 1000 kr;;",
        ";".join(["", *heads]),
        *_lines([found[year] for year in YEARS]),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _lines(accounts: list[Regnskap]) -> Iterator[str]:
    for number, post in POST_LINJE.items():
        cells = [_cell(one, post.id) for one in accounts]
        yield ";".join([f"{number} {post.nb}", *cells])


def _cell(regnskap: Regnskap, post: str) -> str:
    value = amount(regnskap, post)
    return "" if value is None else f"{value:,.0f}".replace(",", " ")

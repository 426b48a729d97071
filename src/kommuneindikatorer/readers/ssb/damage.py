"""What shows that a table was damaged on its way: figures stand under another year or unit.

The office's tables have a cell for every unit, year and line, and headings as wide as their rows.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from kommuneindikatorer.document import Row
from kommuneindikatorer.model import Belop
from kommuneindikatorer.numbers import exact_sum, format_number
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.readers.ssb.layout import Layout

FORSKJOVET = Kode(
    "forskjovet-overskrift",
    Alvor.FEIL,
    "Overskriften har {antall} felt, men radene har {ventet}. Tall kan stå under feil overskrift.",
    "Hent tabellen på nytt, eller rett overskriften.",
)
DELT_MELLOM = Kode(
    "delt-mellom-to",
    Alvor.FEIL,
    "{en} har bare de linjene som mangler for {to}, mens andre har alle. "
    "Trolig er et årstall eller et nummer skrevet feil.",
    "Sjekk årstall og kommunenummer i tabellen.",
)
IKKE_OPP = Kode(
    "tabell-gaar-ikke-opp",
    Alvor.FEIL,
    "{hvem}: Driftsinntekter minus driftsutgifter er {gir}, men brutto driftsresultat er {star} "
    "(1000 kr).",
    "Trolig er et tall skrevet feil eller står i feil kolonne. Hent tabellen på nytt.",
)
_MOST_APART = 20
"""One part in this many of the income: differences inside a group are smaller."""
_MOST_UNEVEN = 40
"""Units and years with some of the lines, up to which each two of them are compared."""
type Whose = tuple[str, int | None]


def moved_heading(rows: Sequence[Row], layout: Layout) -> tuple[int, int] | None:
    """Return how many cells a heading and the rows below it have, where it lacks one or has more.

    A heading whose blank end is cut away is as good as a whole one.
    """
    below = Counter(len(row.cells) for row in rows if row.number > layout.row)
    width = max(below, key=lambda one: below[one], default=0)
    for row in rows:
        if layout.first <= row.number <= layout.row and _is_moved(row, width):
            return len(row.cells), width
    return None


def _is_moved(row: Row, width: int) -> bool:
    cells = [cell.strip() for cell in row.cells]
    filled = [at for at, cell in enumerate(cells) if cell]
    if len(filled) < 2 or len(cells) == width:  # noqa: PLR2004 - a title is alone
        return False
    if len(cells) > width:
        return filled[-1] >= width
    is_dense = len(filled) == len(cells) - filled[0]
    return is_dense or not cells[-1]


def halves(lines: Mapping[Whose, Collection[str]]) -> Iterator[tuple[Whose, Whose]]:
    """Yield units and years that have the lines of one together, where a third has them all.

    Both are of one unit, or of one year.
    """
    whole = max(map(set, lines.values()), key=len, default=set())
    uneven = {whose: set(posts) for whose, posts in lines.items() if set(posts) != whole}
    if len(uneven) > _MOST_UNEVEN:
        return
    for one, other in combinations(uneven, 2):
        are_of_one = one[0] == other[0] or one[1] == other[1]
        apart = uneven[one].isdisjoint(uneven[other])
        if are_of_one and apart and uneven[one] | uneven[other] == whole:
            yield one, other


def does_not_close(belop: Mapping[str, Belop], hvem: str) -> Tvil | None:
    """Return a doubt where a gross result is far from incomes less expenses."""
    posts = ("brutto_driftsinntekter", "driftsutgifter", "brutto_driftsresultat")
    values = [belop[post].verdi for post in posts if post in belop]
    income, expenses, result = (*values, None, None, None)[:3]
    if income is None or expenses is None or result is None:
        return None
    given = exact_sum((income, -expenses))
    if abs(exact_sum((given, -result))) * _MOST_APART <= abs(income):
        return None
    origin = next(iter(belop[posts[0]].opphav), None)
    sted = Sted(origin.fil, origin.rad) if origin else Sted()
    gir, star = format_number(given), format_number(result)
    return doubt(IKKE_OPP, sted, hvem=hvem, gir=gir, star=star)

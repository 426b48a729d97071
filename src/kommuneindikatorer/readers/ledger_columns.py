"""The ledger's headings: which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommuneindikatorer.slugs import slug
from kommuneindikatorer.text.cells import Row, shortened

_WITHIN = 30
_NAMES: Mapping[str, tuple[str, ...]] = {
    "periode": ("periode", "aar", "ar", "regnskapsaar", "regnskapsar", "argang"),
    "region": ("region", "kommunenummer", "kommunenr", "knr", "kommune", "fylkeskommune"),
    "kontoklasse": ("kontoklasse", "klasse"),
    "funksjon": ("funksjon", "kapittel", "funksjon_kapittel", "funksjon_eller_kapittel"),
    "art": ("art", "artskonto", "art_sektor", "art_eller_sektor"),
    "belop": ("belop", "belop_kr", "belop_i_kr", "belop_i_1000_kr", "belop_1000_kr", "belop_nok"),
}
_KEY_OF = {name: key for key, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class LedgerColumns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        places: Place of each column, by the first of its names.
        width: How many columns there are.
        belop: The amount's heading as written.
        split: Whether columns are parted by blanks only.
    """

    row: int
    places: Mapping[str, int]
    width: int
    belop: str
    split: bool

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return a row's cells; the last takes the rest where blanks part them."""
        if self.split and len(row.cells) == 1:
            return tuple(row.cells[0].split(maxsplit=self.width - 1))
        return row.cells


def find_ledger_columns(rows: Sequence[Row]) -> LedgerColumns | None:
    """Return the first row with art, amount and one more code; None when there is none."""
    found = (_columns(row) for row in rows[:_WITHIN])
    return next((columns for columns in found if columns), None)


def _columns(row: Row) -> LedgerColumns | None:
    split = len(row.cells) == 1
    headings = tuple(row.cells[0].split()) if split else row.cells
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if key := _KEY_OF.get(slug(heading)):
            places.setdefault(key, place)
    if not {"art", "belop"} <= places.keys() or not {"funksjon", "kontoklasse"} & places.keys():
        return None
    belop = shortened(headings[places["belop"]])
    return LedgerColumns(row.number, places, len(headings), belop, split)

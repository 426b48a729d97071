"""The tables of the statistics office's API, and what of each is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.facts.unit_checks import FIRST_YEAR
from sitegen.facts.unit_files import DEBT, FUND, FYLKESKOMMUNER, INCOME, KOMMUNER, PEOPLE, RESULT


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the office, and what of it is asked for.

    Attributes:
        number: Its number.
        kind: Which units it has.
        content: What it gives, in words.
        region: Its variable of regions.
        nation: Codes of the line that the units sum to, the best first.
        columns: Our columns by its codes.
        chosen: Which values are asked for, by variable.
        turn: Whether it counts on 1 January, which for us is the end of the year before.
    """

    number: str
    kind: str
    content: str
    region: str
    nation: tuple[str, ...]
    columns: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    turn: bool = False

    @property
    def name(self) -> str:
        """«tabell 12137»."""
        return f"tabell {self.number}"

    @property
    def address(self) -> str:
        """Where readers find it."""
        return f"https://www.ssb.no/statbank/table/{self.number}"

    def query(self) -> dict[str, object]:
        """Return the body of the request: all regions and years, and only our columns."""
        first = FIRST_YEAR + self.turn
        chosen = {self.region: ("*",), **self.chosen, "Tid": (f"from({first})",)}
        parts = [
            {"variableCode": name, "valueCodes": list(codes)} for name, codes in chosen.items()
        ]
        return {"selection": parts}


_AMOUNTS = {"AGD13": INCOME, "AGD23": RESULT, "KG31": DEBT}
_IN_THOUSANDS = {"KOKartkap0000": tuple(_AMOUNTS), "ContentsCode": ("KOSbelop0000",)}
_LINES = "brutto driftsinntekter, netto driftsresultat og netto lånegjeld"
TABLES = {
    one.number: one
    for one in (
        Table(
            "12137",
            KOMMUNER,
            _LINES,
            "KOKkommuneregion0000",
            ("EAK",),
            _AMOUNTS,
            _IN_THOUSANDS,
        ),
        Table(
            "12366",
            FYLKESKOMMUNER,
            _LINES,
            "KOKfylkesregion0000",
            # Oslo counts as a municipality: where the country is given without it, that is ours.
            ("EAFKUO", "EAFK"),
            _AMOUNTS,
            _IN_THOUSANDS,
        ),
        Table(
            "07459",
            KOMMUNER,
            "folkemengde",
            "Region",
            ("0",),
            {"Personer1": PEOPLE},
            {"ContentsCode": ("Personer1",)},
            turn=True,
        ),
        Table(
            "12143",
            KOMMUNER,
            "disposisjonsfond",
            "KOKkommuneregion0000",
            ("EAK",),
            {"56": FUND},
            {"KOKartkap0000": ("56",), "ContentsCode": ("KOSbelop0000",)},
        ),
    )
}
"""Source: the office's API, its tables' metadata; codes and titles as in ``readers/ssb/codes``."""
PEOPLE_TABLE, FUND_TABLE = "07459", "12143"
"""What a municipality's row has besides its accounts."""
OF_KIND = {KOMMUNER: "12137", FYLKESKOMMUNER: "12366"}
"""The table with the accounts of each kind of unit."""

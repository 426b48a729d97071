"""Where one unit stands among all municipalities."""

from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.beside.asked import Spurt


@dataclass(frozen=True, slots=True)
class Plass:
    """A place in the distribution of one year; the unit itself, if it is in it, is left out.

    Attributes:
        aar: The year of the distribution.
        antall: Municipalities compared with.
        hoyere: How many have a higher result.
        lavere: How many have a lower one.
    """

    aar: int
    antall: int
    hoyere: int
    lavere: int


def place(spurt: Spurt, pst: Fraction | None) -> Plass | None:
    """Return the unit's place, in its own year where there is one, else in the newest year."""
    years = {one.aar for one in spurt.kommuner}
    if pst is None or not years:
        return None
    own = spurt.enhet.aar
    year = own if own in years else max(years)
    codes = {spurt.enhet.kommunenummer, spurt.enhet.kode}
    others = [
        one.pst for one in spurt.kommuner if one.aar == year and one.kommunenummer not in codes
    ]
    return Plass(
        year, len(others), sum(one > pst for one in others), sum(one < pst for one in others)
    )

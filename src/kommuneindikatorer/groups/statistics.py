"""Figures of a set of units, from exact percentages."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import exact_sum, fraction_sum, percent_of

SVAKT, LAVT_FOND, HOYT_MERFORBRUK = -2, 5, 3
"""Limits in per cent. Source: the note of 7 March 2025, section 3; for the shortfall,
kommuneloven § 28-1 d."""


@dataclass(frozen=True, slots=True)
class Verdi:
    """One unit's value of one indicator, with the same unit's value the year before.

    Attributes:
        pst: Per cent of income.
        belop: Amount, 1000 kr; None when only the percentage is known.
        inntekt: Income, 1000 kr; None when unknown.
        fjor: The value the year before; None when the unit has none.
    """

    pst: Fraction
    belop: Decimal | Fraction | None
    inntekt: Decimal | None
    fjor: "Verdi | None" = None

    @property
    def er_negativ(self) -> bool:
        """Whether it is below zero: by the amount, since a percentage may be rounded."""
        return (self.pst if self.belop is None else self.belop) < 0


@dataclass(frozen=True, slots=True)
class Statistikk:
    """What is said of one indicator in one group; per cent, None when no unit can tell.

    Attributes:
        antall: Units with a value.
        belop: Sum of amounts of those that have amount and income, 1000 kr.
        inntekt: Sum of their incomes.
        vektet: Sum of amounts over sum of incomes.
        uvektet: Mean of the percentages.
        median: Their median.
        min: The smallest.
        maks: The largest.
        spredning_75: Percentage points between the ends of the 75 % nearest the median.
        andel_negativ: Share below zero, of the units with a value.
        andel_under_minus_2: Share below −2 per cent.
        andel_negativ_begge_aar: Share below zero in both years, of those that have both.
        andel_svakere: Share lower than the year before, of those that have both.
        andel_uten: Share at zero or below.
        andel_under_5: Share below 5 per cent.
        andel_over_3: Share above 3 per cent.
        antall_begge_aar: Units with a value in both years.
    """

    antall: int
    belop: Fraction
    inntekt: Fraction
    vektet: Fraction | None
    uvektet: Fraction | None
    median: Fraction | None
    min: Fraction | None
    maks: Fraction | None
    spredning_75: Fraction | None
    andel_negativ: Fraction | None
    andel_under_minus_2: Fraction | None
    andel_negativ_begge_aar: Fraction | None
    andel_svakere: Fraction | None
    andel_uten: Fraction | None
    andel_under_5: Fraction | None
    andel_over_3: Fraction | None
    antall_begge_aar: int


FELLES = ("antall", "vektet", "uvektet", "median", "min", "maks", "spredning_75")
"""Figures that every indicator has, by their names in `Statistikk`."""


def statistics(values: Sequence[Verdi]) -> Statistikk:
    """Return the figures of the values, in any order."""
    ordered = sorted(values, key=_by_size)
    psts = [one.pst for one in ordered]
    both = [one for one in values if one.fjor is not None]
    belop, inntekt = totals(values)
    return Statistikk(
        antall=len(values),
        belop=belop,
        inntekt=inntekt,
        vektet=share_of(belop, inntekt),
        uvektet=fraction_sum(psts) / len(psts) if psts else None,
        median=median(psts) if psts else None,
        min=psts[0] if psts else None,
        maks=psts[-1] if psts else None,
        spredning_75=spread(psts) if psts else None,
        andel_negativ=_share(values, "andel_negativ"),
        andel_under_minus_2=_share_below(ordered, "andel_under_minus_2"),
        andel_negativ_begge_aar=_share(both, "andel_negativ_begge_aar"),
        andel_svakere=_share(both, "andel_svakere"),
        andel_uten=_share_below(ordered, "andel_uten"),
        andel_under_5=_share_below(ordered, "andel_under_5"),
        andel_over_3=_share_below(ordered[::-1], "andel_over_3"),
        antall_begge_aar=len(both),
    )


def weighted(values: Iterable[Verdi]) -> Fraction | None:
    """Return sum of amounts over sum of incomes, per cent, of the units that have both."""
    return share_of(*totals(values))


def totals(values: Iterable[Verdi]) -> tuple[Fraction, Fraction]:
    """Return sum of amounts and sum of incomes, 1000 kr, of the units that have both."""
    known = [
        (one.belop, one.inntekt)
        for one in values
        if one.belop is not None and one.inntekt is not None
    ]
    whole = exact_sum(belop for belop, _ in known if isinstance(belop, Decimal))
    parts = fraction_sum(belop for belop, _ in known if isinstance(belop, Fraction))
    return parts + Fraction(whole), Fraction(exact_sum(inntekt for _, inntekt in known))


def share_of(belop: Fraction, inntekt: Fraction) -> Fraction | None:
    """Return the amount in per cent of the income; None where there is none to divide by."""
    return percent_of(belop, inntekt) if inntekt > 0 else None


def median(ordered: Sequence[Fraction]) -> Fraction:
    """Return the middle of ordered values, or the mean of the two in the middle."""
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def spread(ordered: Sequence[Fraction]) -> Fraction:
    """Return the range of the 75 % of ordered values nearest the median.

    The number is rounded up to whole units, and units as far away as the last are with it.

    Source: the note of 7 March 2025, section 3 («de 75 prosent av kommunene som lå nærmest
    median»); how ties and parts of units were treated there is not said.
    """
    centre = median(ordered)
    count = -(-3 * len(ordered) // 4)
    # The nearest stand side by side: from the first place where the one before them is no
    # nearer than the last of them. The two are as far apart from the centre as their sum says.
    first = bisect_left(
        range(len(ordered) - count),
        2 * centre,
        key=lambda place: ordered[place] + ordered[place + count],
    )
    reach = max(centre - ordered[first], ordered[first + count - 1] - centre)
    last = bisect_right(ordered, centre + reach) - 1
    return ordered[last] - ordered[bisect_left(ordered, centre - reach)]


def _by_size(one: Verdi) -> tuple[int, Fraction]:
    """Return what sorts as the percentage does, mostly by whole numbers, which compare fast.

    Of two numbers the smaller has never the greater whole part, however many decimals are
    in it; where those are equal the numbers themselves decide.
    """
    top, below = one.pst.as_integer_ratio()
    return (top << 64) // below, one.pst


def _share(values: Sequence[Verdi], name: str) -> Fraction | None:
    return Fraction(100 * sum(map(TELLER[name], values)), len(values)) if values else None


def _share_below(ordered: Sequence[Verdi], name: str) -> Fraction | None:
    """Return the share that the first of the values are: those on the near side of a limit."""
    count = bisect_left(ordered, x=True, key=lambda one: not TELLER[name](one))
    return Fraction(100 * count, len(ordered)) if ordered else None


def _negative_twice(one: Verdi) -> bool:
    return one.er_negativ and one.fjor is not None and one.fjor.er_negativ


def _is_weaker(one: Verdi) -> bool:
    return one.fjor is not None and one.pst < one.fjor.pst


TELLER: Mapping[str, Callable[[Verdi], bool]] = {
    "andel_negativ": lambda one: one.er_negativ,
    "andel_under_minus_2": lambda one: one.pst < SVAKT,
    "andel_negativ_begge_aar": _negative_twice,
    "andel_svakere": _is_weaker,
    "andel_uten": lambda one: one.pst <= 0,
    "andel_under_5": lambda one: one.pst < LAVT_FOND,
    "andel_over_3": lambda one: one.pst > HOYT_MERFORBRUK,
}
"""Whether a unit counts in a share, by the share's name in `Statistikk`."""

BEGGE_AAR = frozenset({"andel_negativ_begge_aar", "andel_svakere"})
"""Shares of the units that have a value the year before too."""

TELLER_ORD = {
    "andel_negativ": "under null",
    "andel_under_minus_2": "lavere enn \u22122 prosent",
    "andel_negativ_begge_aar": "under null begge år",
    "andel_svakere": "svakere enn året før",
    "andel_uten": "på null eller lavere",
    "andel_under_5": "lavere enn 5 prosent",
    "andel_over_3": "over 3 prosent",
}
"""What a unit that counts in a share is, by the share's name."""

"""The account charts as data: which arts and chapters each line of the accounts is made of.

Ends with sums by account, alike for KOSTRA files and ledgers, put together to those lines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache

from kommuneindikatorer.model import Belop, Origin
from kommuneindikatorer.numbers import EXACT, exact_sum, format_number, percent_of
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt


class Del(StrEnum):
    """A part of the accounts."""

    DRIFT = "drift"
    INVESTERING = "investering"
    BALANSE = "balanse"


DEL_AV_KLASSE: Mapping[str, Del] = {
    "0": Del.INVESTERING,
    "1": Del.DRIFT,
    "2": Del.BALANSE,
    "3": Del.DRIFT,
    "4": Del.INVESTERING,
    "5": Del.BALANSE,
}
"""What each kontoklasse holds. 0–2 are the municipality's own, 3–5 with companies."""


INCOME, EXPENSE = -1, 1


@dataclass(frozen=True, slots=True)
class Konto:
    """One combination of codes, understood once however often it occurs.

    Attributes:
        del_: Part of the accounts.
        funksjon: Function, or chapter of the balance, without blanks.
        art: Art, or sector of the balance.
    """

    del_: Del
    funksjon: str
    art: str

    def is_within(self, first: int, last: int) -> bool:
        """Return whether the function or chapter is a number from first to last."""
        code = self.funksjon
        return code.isascii() and code.isdigit() and first <= int(code) <= last


@lru_cache(maxsize=1 << 14)
def konto_of(nokkel: str) -> Konto:
    """Return the account of eight signs: class 1, function or chapter 4, art or sector 3."""
    kapittel = nokkel[1:5].strip().removeprefix("2.")
    return Konto(DEL_AV_KLASSE[nokkel[0]], kapittel, nokkel[5:8])


@dataclass(frozen=True, slots=True)
class Linje:
    """One line of the accounts: its id, the sign of its sum, and arts or chapters («010-089»)."""

    post: str
    sign: int
    koder: str


_EXPENSES = (
    Linje("lonnsutgifter", EXPENSE, "010-089 160 165"),
    Linje("sosiale_utgifter", EXPENSE, "090-099"),
    Linje("overforinger_til_andre", EXPENSE, "400-480"),
    Linje("avskrivninger", EXPENSE, "590"),
)
_INCOMES = (
    Linje("rammetilskudd", INCOME, "800"),
    Linje("inntekts_og_formuesskatt", INCOME, "870"),
    Linje("andre_overforinger_fra_staten", INCOME, "810"),
    Linje("overforinger_fra_andre", INCOME, "700-780 830 850 880 890"),
    Linje("brukerbetalinger", INCOME, "600"),
    Linje("salgs_og_leieinntekter", INCOME, "620-670"),
)
# Loans given (520, 521) and their instalments (920, 921) have no line of their own in § 5-6.
# They count in net finance, money out with instalments and money in with interest.
_BELOW = (
    Linje("renteinntekter", INCOME, "900 901 920 921"),
    Linje("utbytter", INCOME, "905"),
    Linje("gevinst_tap_finans", INCOME, "909 509"),
    Linje("renteutgifter", EXPENSE, "500 501"),
    Linje("avdrag", EXPENSE, "510 511 520 521"),
    Linje("motpost_avskrivninger", INCOME, "990"),
    Linje("overforing_til_investering", EXPENSE, "570"),
    Linje("avsetning_bundne_driftsfond", EXPENSE, "550"),
    Linje("bruk_bundne_driftsfond", INCOME, "950"),
    Linje("avsetning_disposisjonsfond", EXPENSE, "540"),
    Linje("bruk_disposisjonsfond", INCOME, "940"),
    Linje("dekning_av_tidligere_aars_merforbruk", EXPENSE, "530"),
)
# Internal purchases within Oslo (298, 379, 798) cancel each other and are left out of both sides.
_PURCHASES = "100-159 161-164 166-285 300-378 380"
# Distributed costs (690) and internal sales (790) leave incomes, and expenses by as much: they
# are negative, so they stand with the purchases. Internal purchases (290) are their other side.
_PURCHASES_2015 = f"{_PURCHASES} 290 690 790"
_FUNDS = (
    Linje("bundne_driftsfond", INCOME, "51"),
    Linje("ubundne_investeringsfond", INCOME, "53"),
    Linje("bundne_investeringsfond", INCOME, "55"),
    Linje("disposisjonsfond", INCOME, "56"),
    Linje("merforbruk", EXPENSE, "5900"),
)
_FUNDS_2015 = (*_FUNDS, Linje("mindreforbruk", INCOME, "5950"))

_VALID = (
    "010 020 030 040 050 070 075 080 089 090 099 100 105 110 114 115 120 130 140 150 160 165 170 "
    "180 181 182 183 184 185 190 195 200 209 210 220 230 240 250 260 270 280 285 298 300 330 350 "
    "370 379 380 400 429 430 450 470 480 500 501 509 510 511 512 520 521 522 529 530 540 550 570 "
    "589 590 600 620 629 630 640 650 660 670 700 710 729 730 750 770 780 798 800 810 830 850 870 "
    "877 880 890 900 901 905 909 910 911 912 920 921 922 929 940 950 970 980 989 990"
)
_NEW_TAXES = "871 872 873 876 878 879"
_OLD_TAXES = "874 875"
_ONLY_2015 = "265 290 375 475 490 548 580 690 728 775 790 930 948 958 960"

_EIENDOMSSKATT = "871-876"
_ANDRE_SKATTER = "877-879"


_SIDES: Mapping[str, str] = {
    **dict.fromkeys(("01", "02", "03", "04", "05", "06", "07", "08"), "lonnsutgifter"),
    "09": "sosiale_utgifter",
    "1": "kjop_av_varer_og_tjenester",
    "2": "kjop_av_varer_og_tjenester",
    "3": "kjop_av_varer_og_tjenester",
    "4": "overforinger_til_andre",
    "50": "renteutgifter",
    "51": "avdrag",
    "53": "dekning_av_tidligere_aars_merforbruk",
    "54": "avsetning_disposisjonsfond",
    "55": "avsetning_bundne_driftsfond",
    "57": "overforing_til_investering",
    "59": "avskrivninger",
    "60": "brukerbetalinger",
    "61": "brukerbetalinger",
    "6": "salgs_og_leieinntekter",
    "69": "kjop_av_varer_og_tjenester",
    "7": "overforinger_fra_andre",
    "79": "kjop_av_varer_og_tjenester",
    "80": "rammetilskudd",
    "81": "andre_overforinger_fra_staten",
    "8": "overforinger_fra_andre",
    "90": "renteinntekter",
    "94": "bruk_disposisjonsfond",
    "95": "bruk_bundne_driftsfond",
    "99": "motpost_avskrivninger",
}
"""The line of an art that no chart has, by its first digits: municipalities divide arts further
than the chart does (011, 371, 601), and older charts had others (895). Internal costs and sales
(69, 79) stand with the purchases, whose other side they are."""


_MOST_PLACES = 1 << 14
"""Accounts whose lines a chart remembers: more than any year has, fewer than a hostile file."""


@dataclass(frozen=True)
class Kontoplan:
    """The chart of some years.

    Attributes:
        fra: First year it is in force.
        drift: Lines of the operating account, by art.
        balanse: Lines of the balance, by chapter or what a chapter begins with.
        arter: The arts that exist.
    """

    fra: int
    drift: tuple[Linje, ...]
    balanse: tuple[Linje, ...]
    arter: frozenset[str]

    @cached_property
    def by_art(self) -> Mapping[str, Linje]:
        """The line of each art, of one that does not exist by its first digits.

        An art that exists and has no line is in none: it is no income or expense of the year.
        """
        line = {one.post: one for one in self.drift}
        beside = {art: line[post] for art in _expand("010-999") if (post := _side(art))}
        found = {art: one for art, one in beside.items() if art not in self.arter}
        return found | {art: one for one in self.drift for art in _expand(one.koder)}

    def knows(self, art: str) -> bool:
        """Return whether the art, or one that begins with the same two digits, exists."""
        return art in self.arter or art[:2] in self._groups

    @cached_property
    def _groups(self) -> frozenset[str]:
        return frozenset(art[:2] for art in self.arter)

    @cached_property
    def _places(self) -> dict[tuple[str, bool], tuple[Del, str]]:
        return {}

    def place_of(self, nokkel: str, *, samlet: bool) -> tuple[Del, str]:
        """Return an account's part and the id of its line, if it has one; each found once."""
        place = self._places.get((nokkel, samlet))
        if place is None:
            konto = konto_of(nokkel)
            line = self.line_of(konto, samlet=samlet)
            place = (konto.del_, line.post if line else "")
            if len(self._places) < _MOST_PLACES:
                self._places[nokkel, samlet] = place
        return place

    def line_of(self, konto: Konto, *, samlet: bool = False) -> Linje | None:
        """Return the line an account belongs to; None for investments and what no line holds.

        Args:
            konto: The account.
            samlet: Whether all tax arts go to the line of tax on income and wealth.
        """
        if konto.del_ is Del.BALANSE:
            return next((one for one in self.balanse if konto.funksjon.startswith(one.koder)), None)
        if konto.del_ is Del.DRIFT:
            line = self.by_art.get(konto.art)
            return self.by_art["870"] if samlet and konto.art in _TAXES else line
        return None


def _side(art: str) -> str | None:
    """Return the line that the first two digits of an art tell, else the first."""
    return _SIDES.get(art[:2], _SIDES.get(art[:1]))


def _expand(koder: str) -> Iterator[str]:
    """Yield each three-digit code of «010-089 160»."""
    for part in koder.split():
        first, _, last = part.partition("-")
        yield from (f"{code:03}" for code in range(int(first), int(last or first) + 1))


def _chart(fra: int, purchases: str, funds: tuple[Linje, ...], arter: str) -> Kontoplan:
    lines = (
        *_INCOMES,
        Linje("eiendomsskatt", INCOME, _EIENDOMSSKATT),
        Linje("andre_skatteinntekter", INCOME, _ANDRE_SKATTER),
        *_EXPENSES,
        Linje("kjop_av_varer_og_tjenester", EXPENSE, purchases),
        *_BELOW,
    )
    return Kontoplan(fra, lines, funds, frozenset(arter.split()))


KONTOPLANER: tuple[Kontoplan, ...] = (
    _chart(2015, _PURCHASES_2015, _FUNDS_2015, f"{_VALID} {_OLD_TAXES} {_ONLY_2015}"),
    _chart(2020, _PURCHASES, _FUNDS, f"{_VALID} {_OLD_TAXES} {_NEW_TAXES}"),
    _chart(2024, _PURCHASES, _FUNDS, f"{_VALID} {_NEW_TAXES}"),
)
"""Oldest first. The current one has the arts of Statistics Norway's control program.

Unverified, and so written that it is easy to change: which of the lines 2, 3 and 4 each of
871–879 belongs to (their sum is not in doubt; ``Options.skattearter``), the year 874 and 875
went out, and the arts that only the chart of 2015 had. No indicator depends on these.

Source: Statistics Norway, KOSTRA-kontrollprogrammet; KMD, Veileder til KOSTRA (regnskap)."""

_TAXES = frozenset(_expand(f"{_EIENDOMSSKATT} {_ANDRE_SKATTER}"))


def kontoplan_of(year: int, options: Options) -> Kontoplan:
    """Return the chart in force that year, or the one in force the year the user chose."""
    return _in_force(int(options.kontoplan or year))


def likeliest_year(arts: Mapping[str, Decimal], options: Options) -> int:
    """Return a year of the newest chart that knows most of the amounts, where no year is said."""
    if options.kontoplan:
        return int(options.kontoplan)
    unknown = {
        plan.fra: exact_sum(size for art, size in arts.items() if art not in plan.arter)
        for plan in KONTOPLANER
    }
    return min(unknown, key=lambda fra: (unknown[fra], -fra))


def say_kontoplan(assumptions: Assumptions, years: set[int]) -> None:
    """Say which charts the years were read by."""
    found = dict.fromkeys(str(_in_force(year).fra) for year in sorted(years))
    assumptions.settle(
        "kontoplan",
        " og ".join(found),
        "Kontoplanen er {verdi}." if len(found) == 1 else "Kontoplan for {verdi}.",
        "Etter regnskapsåret.",
        valg={
            "2015": "den som gjaldt 2015–2019",
            "2020": "den som gjaldt fra 2020",
            "2024": "dagens",
        },
    )


def settle_skattearter(assumptions: Assumptions) -> bool:
    """Return whether all tax arts go to line 2 («samlet»); said, since the split is unverified."""
    chosen = assumptions.settle(
        "skattearter",
        "fordelt",
        "Skatteartene 871–879 er {verdi}.",
        "Fordelingen mellom linjene er ikke bekreftet. Summen påvirkes ikke.",
    )
    return chosen == "samlet"


def _in_force(year: int) -> Kontoplan:
    return next((one for one in reversed(KONTOPLANER) if one.fra <= year), KONTOPLANER[0])


type Amount = Decimal | int
"""A sum in the file's own unit: whole in KOSTRA records, with decimals in ledgers."""


@dataclass(slots=True)
class Sums:
    """What one unit's records sum to, while they are read. Grows with accounts, not with lines.

    Attributes:
        belop: Sum by account, in the file's own unit and signs.
        ekstra: How many records an account has beyond its first.
        opphav: Records for «show how», by account.
    """

    belop: dict[str, Amount] = field(default_factory=dict)
    ekstra: dict[str, int] = field(default_factory=dict)
    opphav: dict[str, list[Origin]] = field(default_factory=dict)


def total_of(amounts: Iterable[Amount]) -> Decimal:
    """Return the exact sum; whole numbers are added as such, which is many times faster."""
    whole = 0
    parts: list[Decimal] = []
    for amount in amounts:
        if isinstance(amount, int):
            whole += amount
        else:
            parts.append(amount)
    return exact_sum((Decimal(whole), *parts))


def accounts_of(sums: Iterable[Sums]) -> Iterator[tuple[str, Amount]]:
    """Yield every account's eight signs with its sum."""
    for one in sums:
        yield from one.belop.items()


def lines_of(sums: Iterable[Sums], plan: Kontoplan, *, samlet: bool = False) -> dict[str, Belop]:
    """Return the lines of the parts that are there, signed as `items.Slag` says.

    What has no record in an account that was delivered is zero, not missing.
    """
    found: dict[str, list[Amount]] = {}
    more = Counter[str]()
    origins: dict[str, list[Origin]] = {}
    parts: set[Del] = set()
    for one in sums:
        for nokkel, belop in one.belop.items():
            part, post = plan.place_of(nokkel, samlet=samlet)
            parts.add(part)
            if not post:
                continue
            found.setdefault(post, []).append(belop)
            if nokkel in one.ekstra:
                more[post] += one.ekstra[nokkel]
            if nokkel in one.opphav:
                origins.setdefault(post, []).extend(one.opphav[nokkel])
    delivered = (plan.drift if Del.DRIFT in parts else ()) + (
        plan.balanse if Del.BALANSE in parts else ()
    )
    return {
        line.post: Belop(
            _signed(found.get(line.post, []), line.sign),
            rader=len(found.get(line.post, [])) + more[line.post],
            opphav=tuple(origins.get(line.post, [])),
        )
        for line in delivered
    }


def _signed(amounts: list[Amount], sign: int) -> Decimal:
    """Return the sum with its sign turned; multiplying would round a long one."""
    total = total_of(amounts)
    return total.copy_negate() if sign < 0 and total else total


MOST_UNKNOWN = 5
"""Per cent of all amounts, whatever their sign, that may stand on arts the chart comes nowhere
near. No real accounts have had one per cent."""

MYE_UKJENT = Kode(
    "mye-ukjent-art",
    Alvor.FEIL,
    "{hvem}: {pst} prosent av beløpene er på arter som ikke ligner noen i kontoplanen ({arter}).",
    "Trolig er arten lest av feil sifre, eller kontoplanen er en annen.",
)


def doubt_of_unknown(
    sums: Sums, plan: Kontoplan, hvem: str, fil: str, valg: str = ""
) -> Tvil | None:
    """Return a doubt where much of the operating amounts is on arts far from the chart."""
    amounts: dict[str, Decimal] = {}
    for nokkel, belop in sums.belop.items():
        konto = konto_of(nokkel)
        if konto.del_ is Del.DRIFT:
            amounts[konto.art] = EXACT.add(
                amounts.get(konto.art, Decimal(0)), Decimal(belop).copy_abs()
            )
    unknown = {art: amount for art, amount in amounts.items() if not plan.knows(art)}
    part, whole = exact_sum(unknown.values()), exact_sum(amounts.values())
    if 100 * Fraction(part) <= MOST_UNKNOWN * Fraction(whole):
        return None
    largest = sorted(unknown, key=lambda art: (-unknown[art], art))[:3]
    pst = format_number(percent_of(part, whole), 1)
    return doubt(MYE_UKJENT, Sted(fil), hvem=hvem, pst=pst, arter=", ".join(largest), valg=valg)

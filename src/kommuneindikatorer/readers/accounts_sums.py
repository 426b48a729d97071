"""Sums by account, alike for the KOSTRA reader and the ledger's, to the lines of the accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from kommuneindikatorer.model import Belop, Origin
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.readers.kontoplan import Kontoplan, Linje, line_of
from kommuneindikatorer.readers.kostra_codes import DEL_AV_KLASSE, Del

type Amount = Decimal | int
"""A sum in the file's own unit: whole in KOSTRA records, with decimals in ledgers."""


@dataclass(frozen=True, slots=True)
class Konto:
    """One combination of codes, understood once however often it occurs.

    Attributes:
        nokkel: Kontoklasse, funksjon or kapittel, art or sektor, as the record has them.
        del_: Part of the accounts.
        funksjon: Function, or chapter of the balance, without blanks.
        art: Art, or sector of the balance.
    """

    nokkel: str
    del_: Del
    funksjon: str
    art: str

    def line(self, plan: Kontoplan, *, samlet: bool) -> Linje | None:
        """Return the line it belongs to; None for investments and what no line holds."""
        if self.del_ is Del.BALANSE:
            return plan.by_chapter(self.funksjon)
        if self.del_ is Del.DRIFT:
            return line_of(plan, self.art, samlet=samlet)
        return None


@lru_cache(maxsize=1 << 14)
def konto_of(nokkel: str) -> Konto:
    """Return the account of eight signs: class 1, function or chapter 4, art or sector 3."""
    kapittel = nokkel[1:5].strip().removeprefix("2.")
    return Konto(nokkel, DEL_AV_KLASSE[nokkel[0]], kapittel, nokkel[5:8])


@dataclass(slots=True)
class Sums:
    """What one unit's records sum to, while they are read. Grows with accounts, not with lines.

    Attributes:
        belop: Sum by account, in the file's own unit and signs.
        ekstra: How many records an account has beyond its first.
        opphav: Records kept for «show how», by account.
    """

    belop: dict[str, Amount] = field(default_factory=dict)
    ekstra: dict[str, int] = field(default_factory=dict)
    opphav: dict[str, list[Origin]] = field(default_factory=dict)


type _Part = tuple[Amount, int, list[Origin]]


@dataclass(frozen=True, slots=True)
class Post:
    """One account with its sum."""

    konto: Konto
    belop: Amount


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


def posts_of(sums: Iterable[Sums]) -> list[Post]:
    """Return every account with its exact sum."""
    return [Post(konto_of(nokkel), belop) for one in sums for nokkel, belop in one.belop.items()]


def lines_of(sums: Iterable[Sums], plan: Kontoplan, *, samlet: bool = False) -> dict[str, Belop]:
    """Return the lines of the parts that are there, signed as `items.Slag` says.

    What has no record in an account that was delivered is zero, not missing.
    """
    found: dict[str, list[_Part]] = {}
    parts: set[Del] = set()
    for one in sums:
        for nokkel, belop in one.belop.items():
            konto = konto_of(nokkel)
            parts.add(konto.del_)
            if line := konto.line(plan, samlet=samlet):
                rows = 1 + one.ekstra.get(nokkel, 0)
                origins = one.opphav.get(nokkel, [])
                found.setdefault(line.post, []).append((belop, rows, origins))
    delivered = (plan.drift if Del.DRIFT in parts else ()) + (
        plan.balanse if Del.BALANSE in parts else ()
    )
    return {line.post: _belop(found.get(line.post, []), line.sign) for line in delivered}


def _belop(parts: list[_Part], sign: int) -> Belop:
    """Return the sum with its sign turned; multiplying would round a long one."""
    total = total_of(amount for amount, _, _ in parts)
    origins = tuple(origin for _, _, several in parts for origin in several)
    value = total.copy_negate() if sign < 0 and total else total
    return Belop(value, rader=sum(rows for _, rows, _ in parts), opphav=origins)

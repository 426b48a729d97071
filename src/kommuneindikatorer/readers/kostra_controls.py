"""The controls of a whole unit: what must sum to zero, and how far off it may be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.problems import Kode, Problems, Sted
from kommuneindikatorer.readers.accounts_sums import Post, total_of
from kommuneindikatorer.readers.kostra_codes import (
    AVSKRIVNINGER,
    BALANSE,
    DRIFT_I_BALANSE,
    FORTEGN,
    INVESTERING_I_BALANSE,
    MOTPOST,
    OVERFORING,
)
from kommuneindikatorer.readers.kostra_forms import Del

_ASSETS, _DEBTS = (10, 29), (31, 5999)
_FUNCTIONS = (100, 799)


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its kind, the difference found, and what is tolerated, both in 1000 kr."""

    kode: Kode
    differanse: Decimal
    toleranse: int


def run_controls(posts: Sequence[Post], hvem: str, sted: Sted, problems: Problems) -> None:
    """Report every control that fails.

    Args:
        posts: The unit's accounts in 1000 kr, of one year and basis.
        hvem: The unit and year, for the message.
        sted: Where the records stand.
        problems: Where to report.
    """
    parts: dict[Del, list[Post]] = {part: [] for part in Del}
    for post in posts:
        parts[post.konto.del_].append(post)
    for one in _differences(parts):
        if abs(one.differanse) > one.toleranse:
            problems.add(one.kode, sted, format_number(one.differanse), hvem=hvem)
    for kapittel in ("5900", "5970"):
        total = _sum(one for one in parts[Del.BALANSE] if one.konto.funksjon == kapittel)
        if total < 0:
            problems.add(FORTEGN, sted, format_number(total), hvem=hvem, kapittel=kapittel)


def _differences(parts: Mapping[Del, Sequence[Post]]) -> Iterator[Control]:
    drift, investering = parts[Del.DRIFT], parts[Del.INVESTERING]
    yield Control(INVESTERING_I_BALANSE, _sum(investering), 30)
    yield Control(DRIFT_I_BALANSE, _sum(drift), 30)
    balanse = parts[Del.BALANSE]
    sides = (one for one in balanse if _within(one, *_ASSETS) or _within(one, *_DEBTS))
    yield Control(BALANSE, _sum(sides), 10)
    moved = [one for one in drift if one.konto.art == "570"]
    received = [one for one in investering if one.konto.art == "970"]
    yield Control(OVERFORING, _sum((*moved, *received)), 30)
    yield from _depreciation(drift)


def _depreciation(drift: Sequence[Post]) -> Iterator[Control]:
    written = [one for one in drift if one.konto.art == "590" and _within(one, *_FUNCTIONS)]
    against = [one for one in drift if one.konto.art == "990"]
    right = [one for one in against if one.konto.funksjon == "860"]
    yield Control(AVSKRIVNINGER, _sum((*written, *right)), 30)
    yield Control(MOTPOST, _sum(one for one in against if one.konto.funksjon != "860"), 0)


def _within(post: Post, first: int, last: int) -> bool:
    code = post.konto.funksjon
    return code.isascii() and code.isdigit() and first <= int(code) <= last


def _sum(posts: Iterable[Post]) -> Decimal:
    return total_of(one.belop for one in posts)

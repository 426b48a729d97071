"""Rows of the office's tables to lines of the account form, where the two are not the same.

In «Økonomisk oversikt drift» expenses (B) leave out the difference in purchases inside the group
(C), so that the form's expenses are B + C; net finance (E) is a cost above zero, and has a
difference of its own (G). D = A − B − C and H = D − E + f − G.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from decimal import Decimal

from kommuneindikatorer.model import Basis, Belop
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.readers.ssb import codes

_FINANCE = ("renteinntekter", "utbytter", "gevinst_tap_finans", "renteutgifter", "avdrag")


def settled(given: Mapping[str, Belop], basis: Basis) -> dict[str, Belop]:
    """Return the lines of the form that the rows make.

    Where a difference inside the group is not zero, the lines it lies among are left out: their
    sum is there, and closes.
    """
    found = {post: _positive(post, one) for post, one in given.items() if post not in codes.INTERNE}
    _set_expenses(given, found, basis)
    _set_finance(given, found)
    return found


def _positive(post: str, belop: Belop) -> Belop:
    """Return a shortfall or a surplus of the balance as the form has it: never below zero."""
    if post not in codes.FRADRAG or belop.verdi is None or belop.verdi >= 0:
        return belop
    return replace(belop, verdi=belop.verdi.copy_abs())


def _set_expenses(
    given: Mapping[str, Belop], found: MutableMapping[str, Belop], basis: Basis
) -> None:
    sum_b, internal = given.get(codes.UTGIFTER_B), given.get(codes.INTERNT_C)
    if sum_b and internal:
        found.setdefault("driftsutgifter", _total(sum_b, internal))
    elif sum_b and basis is Basis.KASSE:
        found.setdefault("driftsutgifter", sum_b)
    own, replacing = given.get(codes.KJOP_EGEN), given.get(codes.KJOP_ERSTATTER)
    if own and replacing and not (internal and internal.verdi):
        found.setdefault("kjop_av_varer_og_tjenester", _total(own, replacing))


def _set_finance(given: Mapping[str, Belop], found: MutableMapping[str, Belop]) -> None:
    net, internal = given.get(codes.FINANS_E), given.get(codes.INTERNT_G)
    if not net or not internal:
        return
    cost = _total(net, internal)
    income = None if cost.verdi is None else -cost.verdi
    found.setdefault("netto_finansutgifter", replace(cost, verdi=income))
    if internal.verdi:
        for post in _FINANCE:
            found.pop(post, None)


def _total(one: Belop, other: Belop) -> Belop:
    """Return two rows as one amount; missing when one of them is."""
    rows, origins = one.rader + other.rader, one.opphav + other.opphav
    if one.verdi is None or other.verdi is None:
        return Belop(None, one.mangler or other.mangler, rows, origins)
    value: Decimal = exact_sum([one.verdi, other.verdi])
    return Belop(value, rader=rows, opphav=origins)

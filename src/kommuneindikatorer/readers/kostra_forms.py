"""The KOSTRA forms: which account each holds, and whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kommuneindikatorer.model import Basis, Nivaa


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


@dataclass(frozen=True, slots=True)
class Skjema:
    """One form: its classes of account, and whose accounts they are."""

    klasser: frozenset[str]
    nivaa: Nivaa
    basis: Basis


def _form(classes: str, nivaa: Nivaa, basis: Basis) -> Skjema:
    return Skjema(frozenset(classes), nivaa, basis)


SKJEMAER: Mapping[str, Skjema] = {
    "0A": _form("01", Nivaa.KOMMUNE, Basis.KASSE),
    "0B": _form("2", Nivaa.KOMMUNE, Basis.KASSE),
    "0C": _form("01", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0D": _form("2", Nivaa.FYLKESKOMMUNE, Basis.KASSE),
    "0M": _form("34", Nivaa.KOMMUNE, Basis.KONSERN),
    "0N": _form("5", Nivaa.KOMMUNE, Basis.KONSERN),
    "0P": _form("34", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
    "0Q": _form("5", Nivaa.FYLKESKOMMUNE, Basis.KONSERN),
}
"""The forms that are a unit's accounts. Source: Statistics Norway, KOSTRA, control 009."""

FORETAK = frozenset({"0F", "0G", "0I", "0J", "0K", "0L", "0X", "0Y"})
"""Forms of one company or parish: not the unit's own accounts, and in 0M–0Q already."""

"""Single values of a table from Statistics Norway, put together to accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kommuneindikatorer.journal import Journal
from kommuneindikatorer.model import Basis, Belop, Nivaa, Origin, Regnskap
from kommuneindikatorer.numbers import Missing, read_number
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Alvor, Kode
from kommuneindikatorer.readers.amounts import (
    AmountRule,
    Origins,
    read_amount,
    settle_decimal,
    thousands,
)
from kommuneindikatorer.readers.ssb_region import Region
from kommuneindikatorer.readers.ssb_words import FOLKEMENGDE, Enhet
from kommuneindikatorer.readers.units import Income, settle_unit
from kommuneindikatorer.register import code_of

DOBBEL_VERDI = Kode(
    "dobbel-verdi",
    Alvor.FEIL,
    "{verdi} står allerede på rad {forste}. Dette tallet er ikke brukt.",
    "La hvert tall stå én gang per region og år.",
)
UGYLDIG_FOLKETALL = Kode(
    "ugyldig-folketall", Alvor.FEIL, "«{verdi}» er ikke et antall personer, og er ikke brukt."
)
NUMMER_ETTER_NAVN = Kode(
    "nummer-etter-navn",
    Alvor.INFO,
    "Tabellen har navn uten nummer. Kommunenummer er funnet etter navn for {antall} av {alle}.",
    "Hent tabellen med koder hvis noen mangler.",
)
_NIL = frozenset({Missing.STREK})


@dataclass(frozen=True, slots=True)
class Observation:
    """One value and all that says what it is; the unit is None where nothing says it."""

    region: Region
    aar: int
    basis: Basis | None
    post: str
    enhet: Enhet | None
    origin: Origin
    text: str
    journal: Journal


@dataclass(slots=True)
class _Unit:
    """One account while it is put together."""

    navn: str | None = None
    folkemengde: int | None = None
    belop: dict[str, Belop] = field(default_factory=dict)
    prosent: dict[str, Belop] = field(default_factory=dict)
    rows: dict[tuple[str, bool], int] = field(default_factory=dict)


def accounts(
    found: tuple[Observation, ...], basis: Basis, options: Options, assumptions: Assumptions
) -> tuple[Regnskap, ...]:
    """Return one account for each unit, year and basis, in the order first met.

    Args:
        found: Every value that is ours.
        basis: Whose money it is where a value does not say.
        options: Which rows to keep as origins.
        assumptions: Where decimal sign and unit of amount are settled.
    """
    rule = AmountRule(settle_decimal((one.text for one in found), assumptions), _NIL)
    unit = _unit(found, rule, assumptions)
    origins = Origins(options)
    units: dict[tuple[Region, int, Basis], _Unit] = {}
    for one in found:
        region = replace(one.region, uten_null=False)
        if region.kommunenummer:
            region = replace(region, navn=None)
        account = units.setdefault((region, one.aar, one.basis or basis), _Unit())
        account.navn = account.navn or one.region.navn
        if _is_new(one, account):
            _put(one, account, rule, unit, origins)
    _say_named(tuple((region, aar) for region, aar, _ in units), found)
    return tuple(
        Regnskap(
            kommunenummer=region.kommunenummer or _code(region, aar),
            navn=account.navn,
            aar=aar,
            belop=account.belop,
            nivaa=region.nivaa,
            basis=whose,
            folkemengde=account.folkemengde,
            prosent=account.prosent,
        )
        for (region, aar, whose), account in units.items()
    )


def _code(region: Region, aar: int) -> str | None:
    """Return the code of a municipality the table only names; None when in doubt."""
    is_kommune = region.nivaa is Nivaa.KOMMUNE and region.navn
    return code_of(region.navn or "", aar) if is_kommune else None


def _say_named(units: tuple[tuple[Region, int], ...], found: tuple[Observation, ...]) -> None:
    named = [(region, aar) for region, aar in units if region.kommunenummer is None]
    if named:
        coded = sum(_code(region, aar) is not None for region, aar in named)
        found[0].journal.report(NUMMER_ETTER_NAVN, antall=coded, alle=len(named))


def _unit(found: Iterable[Observation], rule: AmountRule, assumptions: Assumptions) -> str:
    """Return the unit of amounts whose table does not say; settled only if there are any."""
    silent = [one for one in found if one.enhet is None]
    if not silent:
        return "tusen"
    incomes: list[Income] = []
    for one in silent:
        value = read_number(one.text, rule.decimal)
        if one.post == "brutto_driftsinntekter" and isinstance(value, Decimal) and value > 0:
            incomes.append(Income(value, None, one.region.kommunenummer))
    return settle_unit(incomes, assumptions)


def _is_new(one: Observation, account: _Unit) -> bool:
    key = (one.post, one.enhet is Enhet.PROSENT)
    first = account.rows.setdefault(key, one.origin.rad)
    seen = key[0] in (account.prosent if key[1] else account.belop)
    if one.post == FOLKEMENGDE:
        seen = account.folkemengde is not None
    if seen:
        whose = f"{one.post} for {one.region.kommunenummer or one.region.navn} i {one.aar}"
        column = one.origin.kolonne
        one.journal.report(DOBBEL_VERDI, one.origin.rad, whose, kolonne=column, forste=first)
    return not seen


def _put(one: Observation, account: _Unit, rule: AmountRule, unit: str, origins: Origins) -> None:
    amount = read_amount(one.text, one.origin, rule, one.journal)
    amount = origins.bound(one.region.kommunenummer, amount)
    if one.post == FOLKEMENGDE:
        account.folkemengde = _people(amount, one)
    elif one.enhet is Enhet.PROSENT:
        account.prosent[one.post] = amount
    else:
        account.belop[one.post] = thousands(amount, str(one.enhet or unit))


def _people(amount: Belop, one: Observation) -> int | None:
    value = amount.verdi
    if value is None or (value > 0 and value == value.to_integral_value()):
        return None if value is None else int(value)
    one.journal.report(UGYLDIG_FOLKETALL, one.origin.rad, one.text, kolonne=one.origin.kolonne)
    return None

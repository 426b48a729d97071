"""Format 4: tables exported from Statistics Norway, as CSV in any shape or as JSON-stat2.

Their single values are put together to accounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Belop, Nivaa, Reading, Regnskap
from kommuneindikatorer.numbers import Missing, read_number
from kommuneindikatorer.options import Assumptions
from kommuneindikatorer.problems import Alvor, Kode
from kommuneindikatorer.readers.amounts import (
    AmountRule,
    Income,
    Origins,
    read_amount,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.ssb_json import is_json, looks_like_table, read_json
from kommuneindikatorer.readers.ssb_table import find_header, read_rows
from kommuneindikatorer.readers.ssb_words import FOLKEMENGDE, Enhet, Extract, Fact, Region
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
ID = "ssb"
ETIKETT = "Tabell fra Statistisk sentralbyrå (CSV eller JSON-stat2)"
PRECEDENCE = 2


@dataclass(slots=True)
class _Unit:
    """One account while it is put together; `rows` is where each value stands."""

    navn: str | None = None
    folkemengde: int | None = None
    belop: dict[str, Belop] = field(default_factory=dict)
    prosent: dict[str, Belop] = field(default_factory=dict)
    rows: dict[tuple[str, bool], int] = field(default_factory=dict)


def recognise(document: Document) -> int:
    """Return 90 for a heading of regions and years, or for JSON-stat2."""
    if is_json(document):
        return 90 if looks_like_table(document) else 0
    return 90 if find_header(document.head_rows) else 0


def read(task: Task) -> Reading:
    """Return every unit and year of all the tables, put together by unit, year and basis."""
    extracts = [_extract(task, document) for document in task.documents]
    titles = {extract.basis for extract in extracts if extract.facts}
    basis = next(iter(titles)) if len(titles) == 1 else Basis.UKJENT
    # A file's own title counts only where the titles differ.
    own = {Basis.KASSE, Basis.KONSERN} if len(titles) > 1 else set()
    found = [
        (one, one.said.basis or (extract.basis if extract.basis in own else None))
        for extract in extracts
        for one in extract.facts
    ]
    if any(whose is None for _, whose in found):
        basis = settle_basis(task.assumptions, basis, "Etter tabellens tittel eller nummer.")
    regnskap = _accounts([(one, whose or basis) for one, whose in found], task)
    columns = tuple(dict.fromkeys(name for extract in extracts for name in extract.kolonner))
    return Reading(ID, tuple(extract.filing for extract in extracts), regnskap, columns)


def _extract(task: Task, document: Document) -> Extract:
    row_log = task.row_log(document)
    if is_json(document):
        return read_json(document, row_log)
    return read_rows(document, row_log, task.options.kolonne)


def _accounts(found: Sequence[tuple[Fact, Basis]], task: Task) -> tuple[Regnskap, ...]:
    """Return one account for each unit, year and basis, in the order first met."""
    decimal = settle_decimal((one.text for one, _ in found), task.assumptions)
    rule = AmountRule(decimal, frozenset({Missing.STREK}))
    unit = _unit([one for one, _ in found if one.said.enhet is None], rule, task.assumptions)
    origins = Origins(task.options)
    units: dict[tuple[Region, int, Basis], _Unit] = {}
    for one, whose in found:
        account = units.setdefault((one.region.bare, one.aar, whose), _Unit())
        account.navn = account.navn or one.region.navn
        if _is_new(one, account):
            _put(one, account, rule, unit, origins)
    named = [_code(region, aar) for region, aar, _ in units if region.kommunenummer is None]
    if named:
        coded = sum(code is not None for code in named)
        found[0][0].row_log.report(NUMMER_ETTER_NAVN, antall=coded, alle=len(named))
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


def _unit(silent: Sequence[Fact], rule: AmountRule, assumptions: Assumptions) -> str:
    """Return the unit of amounts whose table does not say; settled only if there are any."""
    if not silent:
        return "tusen"
    incomes: list[Income] = []
    for one in silent:
        value = read_number(one.text, rule.decimal)
        if one.post == "brutto_driftsinntekter" and isinstance(value, Decimal) and value > 0:
            incomes.append(Income(value, None, one.region.kommunenummer))
    return settle_unit(incomes, assumptions)


def _is_new(one: Fact, account: _Unit) -> bool:
    """Return whether the value is the first of its kind; a second one is reported."""
    key = (one.post, one.said.enhet is Enhet.PROSENT)
    first = account.rows.setdefault(key, one.origin.rad)
    seen = one.post in (account.prosent if key[1] else account.belop)
    if one.post == FOLKEMENGDE:
        seen = account.folkemengde is not None
    if seen:
        whose = f"{one.post} for {one.region.kommunenummer or one.region.navn} i {one.aar}"
        column = one.origin.kolonne
        one.row_log.report(DOBBEL_VERDI, one.origin.rad, whose, kolonne=column, forste=first)
    return not seen


def _put(one: Fact, account: _Unit, rule: AmountRule, unit: str, origins: Origins) -> None:
    amount = read_amount(one.text, one.origin, rule, one.row_log)
    amount = origins.bound(one.region.kommunenummer, amount)
    if one.post == FOLKEMENGDE:
        account.folkemengde = _people(amount, one)
    elif one.said.enhet is Enhet.PROSENT:
        account.prosent[one.post] = amount
    else:
        account.belop[one.post] = thousands(amount, str(one.said.enhet or unit))


def _people(amount: Belop, one: Fact) -> int | None:
    value = amount.verdi
    if value is None or (value > 0 and value == value.to_integral_value()):
        return None if value is None else int(value)
    one.row_log.report(UGYLDIG_FOLKETALL, one.origin.rad, one.text, kolonne=one.origin.kolonne)
    return None

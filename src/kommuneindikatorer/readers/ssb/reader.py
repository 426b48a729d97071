"""Format 4: tables from Statistics Norway, in any shape: rows of cells, JSON-stat, PX.

Their single values are put together to accounts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Belop, Nivaa, Reading, Regnskap
from kommuneindikatorer.numbers import EXACT, Missing, format_number, read_number
from kommuneindikatorer.options import Assumptions
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.readers.amounts import (
    MEANING,
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
from kommuneindikatorer.readers.ssb.accounts import settled
from kommuneindikatorer.readers.ssb.codes import FOLKEMENGDE, Enhet
from kommuneindikatorer.readers.ssb.damage import DELT_MELLOM, Whose, does_not_close, halves
from kommuneindikatorer.readers.ssb.facts import ALLE_MANGLER, UTEN_ENHET, Extract, Fact, line_names
from kommuneindikatorer.readers.ssb.json import is_json, looks_like_table, read_json
from kommuneindikatorer.readers.ssb.px import is_px, looks_like_px, read_px
from kommuneindikatorer.readers.ssb.regions import Region
from kommuneindikatorer.readers.ssb.table import read_rows, sureness
from kommuneindikatorer.register import CHANGED, code_of

DOBBEL_VERDI = Kode(
    "dobbel-verdi",
    Alvor.FEIL,
    "{antall} tall står to ganger med ulik verdi, først {verdi} (rad {forste}). Det første av "
    "dem er brukt.",
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
UKJENT_AAR = Kode(
    "ukjent-aar",
    Alvor.INFO,
    "Tabellen sier ikke hvilket år tallene gjelder.",
    "Velg år, eller skriv det i overskriften.",
)
TO_TALL = Kode(
    "to-tall-for-samme-linje",
    Alvor.FEIL,
    "{hvem}: Filen har to ulike tall for {post}: {en} og {to}.",
    "Trolig mangler en kolonne som skiller dem, som år eller regnskapsomfang.",
)
FOND_UNDER_NULL = Kode(
    "fond-under-null",
    Alvor.FEIL,
    "{hvem}: Disposisjonsfondet er oppgitt til {pst} prosent. Et fond er aldri under null.",
    "Trolig er merforbruket trukket fra. Da heter målet fri egenkapital drift.",
)
KONSOLIDERT = Kode(
    "konsolidert",
    Alvor.INFO,
    "Tabellen har konsolidert regnskap: kommunekassen og foretakene, uten andeler av "
    "interkommunale selskaper. Tallene er ført som konsern.",
)
ID = "ssb"
ETIKETT = "Tabell fra Statistisk sentralbyrå (CSV, Excel, PX eller JSON-stat)"
PRECEDENCE = 3


@dataclass(slots=True)
class _Unit:
    """One account while it is put together.

    `rows` is where each value stands, `doubled` the first that one file gives twice, differently.
    """

    navn: str | None = None
    folkemengde: int | None = None
    belop: dict[str, Belop] = field(default_factory=dict)
    prosent: dict[str, Belop] = field(default_factory=dict)
    rows: dict[tuple[str, bool], Fact] = field(default_factory=dict)
    doubled: tuple[Fact, Fact] | None = None


def recognise(document: Document) -> int:
    """Return 90 for a table of units with a line we know, for JSON-stat and for PX."""
    if is_json(document):
        return 90 if looks_like_table(document) else 0
    if is_px(document):
        return 90 if looks_like_px(document) else 0
    return sureness(document.head_rows)


def read(task: Task) -> Reading:
    """Return every unit and year of all the tables, put together by unit, year and basis."""
    extracts = [_with_unit(_extract(task, document), task) for document in task.documents]
    known = {one.basis for one in extracts if one.facts} - {Basis.UKJENT}
    several = len(known) > 1
    basis = next(iter(known)) if len(known) == 1 else Basis.UKJENT
    # A file's own title counts only where the titles differ.
    found = [
        (one, one.said.basis or (extract.basis if several and extract.basis in known else None))
        for extract in extracts
        for one in extract.facts
    ]
    if any(whose is None for _, whose in found):
        basis = settle_basis(
            task.assumptions, basis, "Etter tabellens tittel, nummer eller linjer."
        )
    moved = {one.filing.navn: one.tvil for one in extracts if one.tvil}
    regnskap = _accounts([(one, whose or basis) for one, whose in found], moved, task)
    columns = tuple(dict.fromkeys(name for extract in extracts for name in extract.kolonner))
    filer = tuple(extract.filing for extract in extracts)
    if regnskap and all(map(_is_empty, regnskap)):
        _say_empty(next(one for one in extracts if one.facts))
        regnskap = ()
    return Reading(ID, filer, regnskap, columns)


def _extract(task: Task, document: Document) -> Extract:
    row_log = task.row_log(document)
    if is_json(document):
        return read_json(document, row_log)
    if is_px(document):
        return read_px(document, row_log)
    return read_rows(document, row_log, task.options.kolonne)


def _is_empty(regnskap: Regnskap) -> bool:
    values = (*regnskap.belop.values(), *regnskap.prosent.values())
    return regnskap.folkemengde is None and all(one.verdi is None for one in values)


def _say_empty(extract: Extract) -> None:
    """Say once that every cell is a mark for missing."""
    first = extract.facts[0]
    mark = read_number(first.text)
    reason = MEANING[mark].partition(": ")[2] if isinstance(mark, Missing) else ""
    lines = line_names([one.post for one in extract.facts])
    grunn = f"Det betyr at {reason}" if reason else ""
    first.row_log.report(
        ALLE_MANGLER, None, first.text.strip(), tabell=extract.tabell, hva=lines, grunn=grunn
    )


_LEAST_AMOUNT = 1_000
"""A whole table of smaller numbers with decimals is of percentages, whatever it says."""


def _with_unit(extract: Extract, task: Task) -> Extract:
    """Return the extract without values that may be percentages as well as amounts."""
    silent = [one for one in extract.facts if one.said.enhet is None]
    if not silent or task.options.belopsenhet:
        return extract
    values = [read_number(one.text) for one in silent]
    numbers = [value for value in values if isinstance(value, Decimal)]
    has_parts = any(value != value.to_integral_value() for value in numbers)
    if not has_parts or any(abs(value) >= _LEAST_AMOUNT for value in numbers):
        return extract
    hva = line_names([one.post for one in silent])
    silent[0].row_log.report(UTEN_ENHET, None, tabell=extract.tabell, hva=hva)
    kept = tuple(one for one in extract.facts if one.said.enhet is not None)
    return replace(extract, facts=kept)


def _accounts(
    found: Sequence[tuple[Fact, Basis]], moved: Mapping[str, Tvil], task: Task
) -> tuple[Regnskap, ...]:
    """Return one account for each unit, year and basis, in the order first met."""
    decimal = settle_decimal((one.text for one, _ in found), task.assumptions)
    rule = AmountRule(decimal, frozenset({Missing.STREK}))
    unit = _unit([one for one, _ in found if one.said.enhet is None], rule, task.assumptions)
    origins = Origins(task.options)
    units: dict[tuple[Region, int | None, Basis], _Unit] = {}
    chosen = int(task.options.aar) if task.options.aar.isdigit() else None
    doubled: list[tuple[Fact, Fact]] = []
    for one, whose in found:
        aar = chosen if one.aar is None else one.aar
        account = units.setdefault((_coded(one.region, aar), aar, whose), _Unit())
        account.navn = account.navn or one.region.navn
        if _is_new(one, account, doubled):
            _put(one, account, rule, unit, origins)
    _say_doubled(doubled)
    _say_names(found, chosen)
    torn = _torn(units)
    return tuple(
        Regnskap(
            kommunenummer=region.kommunenummer,
            navn=account.navn,
            aar=aar,
            belop=settled(account.belop, whose),
            nivaa=region.nivaa,
            basis=whose,
            folkemengde=account.folkemengde,
            prosent=account.prosent,
            fil=next(one.origin.fil for one in account.rows.values()),
            tvil=(
                *_moved(account, moved),
                *torn.get(id(account), ()),
                *_doubts(account, region, aar, whose),
            ),
        )
        for (region, aar, whose), account in units.items()
    )


def _moved(account: _Unit, moved: Mapping[str, Tvil]) -> Iterator[Tvil]:
    """Yield the doubt of a table that an account is of, where its heading is not as its rows."""
    files = {one.origin.fil for one in account.rows.values()} if moved else set()
    yield from (tvil for fil, tvil in moved.items() if fil in files)


def _torn(units: Mapping[tuple[Region, int | None, Basis], _Unit]) -> dict[int, list[Tvil]]:
    """Return the doubts of accounts that together have the lines of one, in one file."""
    lines: dict[tuple[str, Basis], dict[Whose, tuple[_Unit, set[str]]]] = {}
    for (region, aar, whose), account in units.items():
        name = account.navn or region.kommunenummer or ""
        for fact in account.rows.values():
            of_file = lines.setdefault((fact.origin.fil, whose), {})
            of_file.setdefault((name, aar), (account, set()))[1].add(fact.post)
    found: dict[int, list[Tvil]] = {}
    for (fil, _), of_file in lines.items():
        for one, other in halves({whose: posts for whose, (_, posts) in of_file.items()}):
            for first, second in ((one, other), (other, one)):
                tvil = doubt(DELT_MELLOM, Sted(fil), en=_name(*first), to=_name(*second))
                found.setdefault(id(of_file[first][0]), []).append(tvil)
    return found


def _name(name: str, aar: int | None) -> str:
    return " ".join(filter(None, (name, str(aar or ""))))


def _doubts(account: _Unit, region: Region, aar: int | None, whose: Basis) -> tuple[Tvil, ...]:
    """Return a doubt where one file has two figures for one line, or figures that cannot be."""
    hvem = _name(account.navn or region.kommunenummer or "", aar)
    open_sum = does_not_close(settled(account.belop, whose), hvem)
    found: list[Tvil] = [open_sum] if open_sum else []
    if account.doubled:
        first, other = account.doubled
        sted = Sted(other.origin.fil, other.origin.rad, other.origin.kolonne)
        post = line_names([first.post]) or first.origin.kolonne
        found.append(doubt(TO_TALL, sted, hvem=hvem, post=post, en=first.text, to=other.text))
    fund = account.prosent.get("disposisjonsfond")
    if fund and fund.verdi is not None and fund.verdi < 0:
        origin = next(iter(fund.opphav), None)
        sted = Sted(origin.fil, origin.rad, origin.kolonne) if origin else Sted()
        found.append(doubt(FOND_UNDER_NULL, sted, hvem=hvem, pst=format_number(fund.verdi, 1)))
    return tuple(found)


def _say_names(found: Sequence[tuple[Fact, Basis]], chosen: int | None) -> None:
    """Say once how units were found by name, that years are not known, what «konsolidert» is."""
    bare = {(one.region.bare, one.aar or chosen) for one, _ in found}
    named = [key for key in bare if key[0].kommunenummer is None]
    row_log = found[0][0].row_log if found else None
    if row_log and named:
        coded = sum(_coded(*key).kommunenummer is not None for key in named)
        row_log.report(NUMMER_ETTER_NAVN, antall=coded, alle=len(named))
    if row_log and any(aar is None for _, aar in bare):
        row_log.report(UKJENT_AAR)
    if row_log and any(one.said.konsolidert for one, _ in found):
        row_log.report(KONSOLIDERT)


def _coded(region: Region, aar: int | None) -> Region:
    """Return the unit by its code; by its name where that has none, or one that is in doubt."""
    bare = region.bare
    if bare.kommunenummer or bare.nivaa is not Nivaa.KOMMUNE or not bare.navn:
        return bare
    code = code_of(bare.navn, aar or CHANGED)
    return Region(code, None, bare.nivaa) if code else bare


def _unit(silent: Sequence[Fact], rule: AmountRule, assumptions: Assumptions) -> str:
    """Return the unit of amounts whose table does not say; settled only if there are any."""
    if not silent:
        return "tusen"
    incomes: list[Income] = []
    for one in silent:
        value = read_number(one.text, rule.decimal)
        if one.post == "brutto_driftsinntekter" and isinstance(value, Decimal) and value > 0:
            code = _coded(one.region, one.aar).kommunenummer
            incomes.append(Income(value, None, code))
    return settle_unit(incomes, assumptions)


def _is_new(one: Fact, account: _Unit, doubled: list[tuple[Fact, Fact]]) -> bool:
    """Return whether the value is the first of its kind; another one is remembered."""
    key = (one.post, one.said.enhet is Enhet.PROSENT)
    first = account.rows.setdefault(key, one)
    if first is one:
        return True
    if first.text.strip() != one.text.strip():
        doubled.append((first, one))
        if first.origin.fil == one.origin.fil:
            account.doubled = account.doubled or (first, one)
    return False


def _say_doubled(doubled: Sequence[tuple[Fact, Fact]]) -> None:
    if doubled:
        first, one = doubled[0]
        whose = f"{line_names([one.post])} for {one.region.kommunenummer or one.region.navn}"
        whose += f" i {one.aar}" if one.aar else ""
        one.row_log.report(
            DOBBEL_VERDI,
            one.origin.rad,
            whose,
            kolonne=one.origin.kolonne,
            forste=first.origin.rad,
            antall=len(doubled),
        )


def _put(one: Fact, account: _Unit, rule: AmountRule, unit: str, origins: Origins) -> None:
    amount = read_amount(one.text, one.origin, rule, one.row_log)
    amount = origins.bound(one.region.kommunenummer, amount)
    if one.post == FOLKEMENGDE:
        account.folkemengde = _people(amount, one)
    elif one.said.enhet is Enhet.PROSENT:
        account.prosent[one.post] = amount
    elif one.said.enhet is Enhet.MILLIONER:
        account.belop[one.post] = _from_millions(amount)
    else:
        account.belop[one.post] = thousands(amount, str(one.said.enhet or unit))


def _from_millions(belop: Belop) -> Belop:
    if belop.verdi is None:
        return belop
    return replace(belop, verdi=EXACT.scaleb(belop.verdi, Decimal(3)))


def _people(amount: Belop, one: Fact) -> int | None:
    value = amount.verdi
    if value is None or (value > 0 and value == value.to_integral_value()):
        return None if value is None else int(value)
    one.row_log.report(UGYLDIG_FOLKETALL, one.origin.rad, one.text, kolonne=one.origin.kolonne)
    return None

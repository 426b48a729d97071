"""Format 2: the account form § 5-6 and the balance § 5-8, lines down and columns across.

The form before 2020 and § 5-4 too. What a file says of its unit, year, basis and unit of amount is
found here; `skjema_lines` finds the tables, `skjema_columns` the column, `skjema_signs` the signs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.doubts import Tvil, doubt
from kommuneindikatorer.items import POST
from kommuneindikatorer.model import Basis, Belop, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import Missing, exact_sum, format_number, read_number
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE, Alvor, Kode, Sted
from kommuneindikatorer.readers.amounts import (
    LARGEST_IN_THOUSANDS,
    SMALLEST_IN_KRONER,
    AmountRule,
    Income,
    read_amount,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema_columns import Choice, Column, choose, chosen_column
from kommuneindikatorer.readers.skjema_headings import Role, basis_of, title_year
from kommuneindikatorer.readers.skjema_lines import (
    INGEN_LINJER,
    Form,
    Table,
    filed,
    forms_of,
    named,
    read_rows,
    rows_of_head,
    tables_of,
)
from kommuneindikatorer.readers.skjema_names import FUNDS, Skjema, is_of_company, unit_of_title
from kommuneindikatorer.readers.skjema_signs import added, adds_up, settle_balance, settle_signs
from kommuneindikatorer.readers.skjema_title import find_name, said_unit
from kommuneindikatorer.register import CHANGED, code_of, size_of
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import shortened

ID = "skjema"
ETIKETT = "Økonomisk oversikt etter art – drift (§ 5-6)"
PRECEDENCE = 5

AVVIK_SKJEMA = Kode(
    "avvik-skjema",
    Alvor.ADVARSEL,
    "«{verdi}» er {forste} i ett skjema og {andre} i et annet (1000 kr). Det første er brukt.",
    "Sjekk at skjemaene gjelder samme regnskap.",
)
BARE_BEVILGNING = Kode(
    "bare-bevilgningsoversikt",
    Alvor.ADVARSEL,
    "Filen har bare bevilgningsoversikten (§ 5-4), som ikke gir sum driftsinntekter.",
    "Legg ved økonomisk oversikt etter art (§ 5-6).",
)
ANNET_SKJEMA = Kode(
    "annet-skjema",
    Alvor.FEIL,
    "Filen er {hva}, som ikke har sum driftsinntekter og netto driftsresultat.",
    "Bruk økonomisk oversikt etter art – drift (§ 5-6).",
)
ANNEN_ENHET = Kode(
    "annen-enhet",
    Alvor.FEIL,
    "Regnskapet gjelder {hvem}, ikke en kommune, og måles ikke her.",
    "Bruk kommunens eget regnskap.",
)
BALANSE_ANNET_AAR = Kode(
    "balanse-annet-aar",
    Alvor.ADVARSEL,
    "Balansen har ingen kolonne for {aar} som hører til driftsregnskapet, og er ikke brukt.",
    "Legg ved balansen for samme år.",
)
GAAR_IKKE_OPP = Kode(
    "gaar-ikke-opp",
    Alvor.FEIL,
    "Netto driftsresultat er ikke det inntekter, utgifter og finans gir i kolonnen «{verdi}».",
    "Trolig er en kolonne eller linje tatt for en annen. Velg kolonne, eller sjekk filen.",
)
USIKKER_ENHET = Kode(
    "usikker-enhet",
    Alvor.FEIL,
    "Filen sier ikke om beløpene er i kroner eller 1000 kr, og størrelsen avgjør det ikke.",
    "Velg enheten.",
)

_NOT_IT = {
    Skjema.SKJEMA_1A: "regnskapsskjema 1A (fordelingen av frie inntekter)",
    Skjema.SKJEMA_1B: "regnskapsskjema 1B (fordelt til drift per område)",
    Skjema.INVESTERING: "en oversikt over investeringer (§ 5-5 eller skjema 2A)",
}
_ZERO = frozenset({Missing.STREK, Missing.TOM})
_SURE = 4
_SHARE_OF_ASSETS = 3
"""How many times its income a municipality owns, about: to tell kroner from thousands."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file with the tables it has that count."""

    document: Document
    row_log: RowLog
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """One table with the column that is read of it."""

    file: _File
    table: Table
    choice: Choice

    @property
    def column(self) -> Column:
        """The column."""
        return self.choice.column

    @property
    def basis(self) -> Basis | None:
        """Whose money, by the column's heading, else by the title."""
        return self.column.basis or basis_of(self.table.title)


def recognise(document: Document) -> int:
    """Return 85 when four lines of a form stand below each other with amounts, 40 for two.

    A balance has a fund and the sum of its assets.
    """
    rows = rows_of_head(document)
    found = {
        one.line.post
        for row in rows
        if (one := named(row)).line and one.line.post and one.has_amounts
    }
    if not found or not tables_of(rows):
        return 0
    is_balance = "disposisjonsfond" in found and found & {
        "sum_eiendeler",
        "sum_egenkapital_og_gjeld",
    }
    if is_balance or len(found) >= _SURE:
        return 85
    if len(found) > 1:
        return 40
    return 30 if is_of_company([named(row).name for row in rows]) else 0


def read(task: Task) -> Reading:
    """Return one account for each unit, year and basis, with the balance of the same year.

    A second form of the same is a cross-check.
    """
    opened = [_open(document, task) for document in task.documents]
    files = [file for file, _ in opened if file]
    accounts: dict[tuple[str | None, int | None, Basis], Regnskap] = {}
    main = _main(files, task)
    _say_column(main, task)
    for one in main:
        for form in forms_of(one.table, one.column, one.file.row_log):
            if form.cells:
                _add(_account(form, one, task), accounts, form, task)
    found = [*accounts.values()]
    balances = [
        (file, table) for file in files for table in file.tables if table.form is Skjema.BALANSE
    ]
    if found:
        found = [_with_balance(one, balances, task) for one in found]
    else:
        found = _balances_alone(balances, task)
    columns = dict.fromkeys(
        shortened(column.heading) for one in main for column in one.table.columns
    )
    if not main:
        columns = dict.fromkeys(
            shortened(column.heading) for _, table in balances for column in table.columns
        )
    filer = tuple(filed(file.document, file.row_log) if file else filing for file, filing in opened)
    return Reading(ID, tuple(one for one in filer if one), tuple(found), tuple(columns))


def _open(document: Document, task: Task) -> tuple[_File | None, Filing | None]:
    """Return the file with its tables; the count of one that holds none that can be used."""
    row_log = task.row_log(document)
    rows = read_rows(document, row_log)
    tables = tables_of(rows)
    names = [named(row).name for row in rows]
    titles = " ".join((document.navn, *(table.title for table in tables)))
    whose = unit_of_title(titles) or ("et selskap (regnskapsloven)" if is_of_company(names) else "")
    useful = tuple(table for table in tables if table.form not in _NOT_IT)
    if whose:
        row_log.refuse_all(ANNEN_ENHET, hvem=whose)
    elif tables and not useful:
        row_log.refuse_all(ANNET_SKJEMA, hva=_NOT_IT[tables[0].form or Skjema.INVESTERING])
    elif not tables:
        row_log.refuse_all(INGEN_LINJER)
    else:
        return _File(document, row_log, useful), None
    return None, filed(document, row_log)


def _main(files: Sequence[_File], task: Task) -> list[_Chosen]:
    """Return the forms of operations with their columns, § 5-6 before § 5-4 of the same year."""
    found: list[_Chosen] = []
    for kind in (Skjema.DRIFT, Skjema.BEVILGNING):
        of_drift = [one for one in found if one.table.form is not Skjema.BEVILGNING]
        for file in files:
            for table in file.tables:
                if (table.form or Skjema.DRIFT) is not kind:
                    continue
                choice = _choice(file, table, task)
                if kind is Skjema.BEVILGNING and of_drift:
                    same = _same(of_drift[0].column, table.columns)
                    choice = Choice(same, "") if same else choice
                    if same is None and choice.column.year != of_drift[0].column.year:
                        continue
                found.append(_Chosen(file, table, choice))
    return _of_asked_basis(found, task.options.basis)


def _choice(file: _File, table: Table, task: Task) -> Choice:
    """Return the column to read of one table; one that is hidden only when it is asked for."""
    hidden = file.document.hidden_columns
    shown = [one for one in table.columns if one.place not in hidden]
    is_asked = chosen_column(table.columns, task.options.kolonne) is not None
    columns = table.columns if is_asked or not shown else shown
    return choose(columns, table.values, task.options, table.title, file.document.navn)


def _same(column: Column, columns: Sequence[Column]) -> Column | None:
    """Return the column of the same kind, year and basis."""
    of_year = [one for one in columns if one.year == column.year and one.role is column.role]
    return next((one for one in of_year if one.basis in (column.basis, None)), None)


def _of_asked_basis(found: list[_Chosen], asked: str) -> list[_Chosen]:
    """Return the forms of the basis asked for, where the file has both."""
    same = [one for one in found if one.basis and one.basis.value == asked]
    return [one for one in found if one in same or one.basis is None] if same else found


def _say_column(main: Sequence[_Chosen], task: Task) -> None:
    if not main:
        return
    first = main[0]
    columns = [one for chosen in main for one in chosen.table.columns]
    asked = task.options.kolonne
    if asked and not any(chosen_column(one.table.columns, asked) for one in main):
        possible = ", ".join(dict.fromkeys(one.heading for one in columns))
        first.file.row_log.report(UKJENT_VALGT_KOLONNE, None, asked, mulige=possible)
    _settle_column(first.choice, first.table.columns, task)


def _settle_column(choice: Choice, columns: Sequence[Column], task: Task) -> None:
    said = shortened(choice.column.heading).replace("{", "{{").replace("}", "}}")
    headings = [shortened(one.heading) for one in columns]
    task.assumptions.settle(
        "kolonne",
        shortened(choice.column.heading),
        f"Tallene er hentet fra kolonnen «{said}».",
        choice.why,
        valg={one: one for one in headings},
    )


def _account(form: Form, chosen: _Chosen, task: Task) -> Regnskap:
    """Return the form as an account; what it does not say is asked of the options."""
    options = task.options
    texts = (chosen.table.title, chosen.file.document.navn)
    name, level = _name(texts, task)
    year = _year(chosen, task)
    number = _number(name, level, year, task)
    printed, tvil = _amounts(form, chosen, number or _known(name), task)
    belop = settle_signs(printed, task.assumptions)
    if "disposisjonsfond" not in belop:
        belop = {
            post: one for post, one in belop.items() if post not in {"merforbruk", "mindreforbruk"}
        }
    doubts = [one for one in (chosen.choice.tvil, tvil) if one]
    if not doubts and not adds_up(belop):
        sted, heading = Sted(form.row_log.fil), shortened(chosen.column.heading)
        doubts.append(
            doubt(GAAR_IKKE_OPP, sted, heading, valg="" if options.kolonne else "kolonne")
        )
    return Regnskap(
        kommunenummer=number or None,
        navn=name or None,
        aar=year,
        belop=belop,
        nivaa=Nivaa.FYLKESKOMMUNE if number.endswith("00") else level,
        basis=_basis(chosen, task),
        landsdel=options.landsdel or None,
        folkemengde=int(options.folkemengde or 0) or None,
        tvil=tuple(doubts),
    )


def _name(texts: tuple[str, str], task: Task) -> tuple[str, Nivaa]:
    found = find_name(*texts)
    name = task.assumptions.settle(
        "navn",
        shortened(found.name),
        "Skjemaet gjelder {verdi}.",
        found.why,
        ukjent="Det er ikke kjent hvilken kommune skjemaet gjelder.",
    )
    return name, Nivaa.FYLKESKOMMUNE if found.is_county else Nivaa.KOMMUNE


def _number(name: str, level: Nivaa, year: int | None, task: Task) -> str:
    """Return the municipality's code: chosen, else found by its name; empty when unknown."""
    known = level is Nivaa.KOMMUNE and year
    number = task.assumptions.settle(
        "kommunenummer",
        (code_of(name, year or 0) or "") if known else "",
        "Kommunenummeret er {verdi}.",
        "Etter navnet.",
        ukjent="Kommunenummeret er ikke kjent.",
    )
    return number if re.fullmatch("[0-9]{4}", number) else ""


def _known(name: str) -> str | None:
    """Return a code by which a name's size is about known, whatever the year."""
    return code_of(name, CHANGED) if name else None


def _amounts(
    form: Form, chosen: _Chosen, number: str | None, task: Task
) -> tuple[dict[str, Belop], Tvil | None]:
    """Return the amounts in 1000 kr, signed as printed; and the doubt of their unit."""
    texts = [origin.tekst for several in form.cells.values() for origin in several]
    rule = AmountRule(settle_decimal(texts, task.assumptions), _ZERO)
    people = int(task.options.folkemengde or 0) or None
    sizes = [Income(one, people, number) for one in _sizes(form, rule)]
    said = said_unit(chosen.table.title, chosen.column.heading)
    unit = settle_unit(sizes, task.assumptions, said)
    belop = {
        post: added(_read(origin, rule, form.row_log, unit) for origin in several)
        for post, several in form.cells.items()
    }
    is_known = said or task.options.belopsenhet or (people or size_of(number))
    if is_known or (sizes and not SMALLEST_IN_KRONER <= sizes[0].amount <= LARGEST_IN_THOUSANDS):
        return belop, None
    return belop, doubt(USIKKER_ENHET, Sted(form.row_log.fil), valg="belopsenhet")


def _read(origin: Origin, rule: AmountRule, row_log: RowLog, unit: str) -> Belop:
    return thousands(read_amount(origin.tekst, origin, rule, row_log), unit)


def _sizes(form: Form, rule: AmountRule) -> Iterator[Decimal]:
    """Yield what the gross operating income is, or about is by what the form has instead of it."""
    values = {
        post: exact_sum(
            value
            for one in several
            if isinstance(value := read_number(one.tekst, rule.decimal), Decimal)
        )
        for post, several in form.cells.items()
    }
    for posts, share in _INSTEAD:
        total = sum((abs(values.get(post, Decimal(0))) for post in posts), Decimal(0))
        if total:
            yield total / share
            return


_INSTEAD: tuple[tuple[tuple[str, ...], Decimal], ...] = (
    (("brutto_driftsinntekter",), Decimal(1)),
    (("driftsutgifter",), Decimal(1)),
    (("sum_generelle_driftsinntekter",), Decimal("0.75")),
    (("rammetilskudd", "inntekts_og_formuesskatt"), Decimal("0.7")),
    (("sum_egenkapital_og_gjeld",), Decimal(_SHARE_OF_ASSETS)),
    (("sum_eiendeler",), Decimal(_SHARE_OF_ASSETS)),
)


def _year(chosen: _Chosen, task: Task) -> int | None:
    """Return the year of the column's heading, else of the title, else of the file's name; said."""
    column, _options = chosen.column, task.options
    why = column.why or "Etter kolonnens overskrift."
    found = column.year
    if found is None and column.role is not Role.ACCOUNTS:
        found, why = title_year(chosen.table.title), "Etter tittelen."
    if found is None:
        found, why = title_year(chosen.file.document.navn.replace("_", " ")), "Etter filnavnet."
        found = found - column.last_year if found else None
    year = task.assumptions.settle(
        "aar",
        str(found or ""),
        "Tallene gjelder {verdi}.",
        why,
        ukjent="Det er ikke kjent hvilket år tallene gjelder.",
    )
    return int(year) if year else None


def _basis(chosen: _Chosen, task: Task) -> Basis:
    if chosen.column.basis:
        return settle_basis(task.assumptions, chosen.column.basis, "Etter kolonnens overskrift.")
    if chosen.basis:
        return settle_basis(task.assumptions, chosen.basis, "Etter tittelen.")
    return settle_basis(task.assumptions, Basis.KASSE, "Skjemaet gjelder vanligvis kommunekassen.")


def _add(
    one: Regnskap,
    accounts: dict[tuple[str | None, int | None, Basis], Regnskap],
    form: Form,
    task: Task,
) -> None:
    """Keep the first form of a unit, year and basis; compare every later one with it.

    One that shares no line with the first is its next page.
    """
    key = (one.navn, one.aar, one.basis)
    first = accounts.setdefault(key, one)
    if first is one:
        if form.form is Skjema.BEVILGNING:
            task.problems.add(BARE_BEVILGNING, Sted(form.row_log.fil))
        return
    if form.form is not Skjema.BEVILGNING and first.belop.keys().isdisjoint(one.belop):
        accounts[key] = replace(first, belop={**first.belop, **one.belop})
        return
    for post, belop in one.belop.items():
        before = first.belop.get(post)
        old, new = before.verdi if before else None, belop.verdi
        if old is not None and new is not None and abs(exact_sum((old, -new))) > 1:
            row = form.cells[post][0].rad if post in form.cells else None
            said = {"forste": format_number(old), "andre": format_number(new)}
            form.row_log.report(AVVIK_SKJEMA, row, POST[post].nb, **said)


def _with_balance(
    account: Regnskap, balances: Sequence[tuple[_File, Table]], task: Task
) -> Regnskap:
    """Return the account with the funds of its own year and basis, where the files have them."""
    for file, table in balances:
        column = _column_of(account, table.columns)
        if column is None:
            aar = account.aar or "samme år"
            task.problems.add(BALANSE_ANNET_AAR, Sted(file.document.navn), aar=aar)
            continue
        chosen = _Chosen(file, table, Choice(column, ""))
        for form in forms_of(table, column, file.row_log):
            funds, tvil = _funds(form, chosen, account.kommunenummer, task)
            if funds:
                year = account.aar or column.year
                doubts = account.tvil + ((tvil,) if tvil and not account.tvil else ())
                return replace(account, aar=year, belop={**funds, **account.belop}, tvil=doubts)
    return account


def _column_of(account: Regnskap, columns: Sequence[Column]) -> Column | None:
    """Return the balance's column of an account's year and basis."""
    real = [one for one in columns if one.role in (Role.ACCOUNTS, Role.PLAIN)]
    of_year = [one for one in real if one.year == account.aar or None in (one.year, account.aar)]
    exact = [one for one in of_year if one.year == account.aar] or of_year
    mine = [one for one in exact if one.basis in (None, account.basis)]
    named_ = [one for one in mine if one.basis is account.basis] or mine
    is_open = account.aar is None or len({one.year for one in named_}) > 1
    if is_open and len(named_) > 1 and any(one.year for one in named_):
        return max(named_, key=lambda one: one.year or 0)
    return named_[0] if named_ and (len(named_) == 1 or named_[0].year) else None


def _funds(
    form: Form, chosen: _Chosen, number: str | None, task: Task
) -> tuple[dict[str, Belop], Tvil | None]:
    wanted = FUNDS | {"mer_mindreforbruk", "sum_egenkapital_og_gjeld", "sum_eiendeler"}
    cells = {post: several for post, several in form.cells.items() if post in wanted}
    belop, tvil = _amounts(replace(form, cells=cells), chosen, number, task)
    return settle_balance(belop), tvil


def _balances_alone(balances: Sequence[tuple[_File, Table]], task: Task) -> list[Regnskap]:
    """Return the funds of files that have a balance and no form of operations."""
    found: dict[tuple[str | None, int | None], Regnskap] = {}
    for file, table in balances:
        choice = _choice(file, table, task)
        if not choice.is_there:
            possible = ", ".join(one.heading for one in table.columns)
            file.row_log.report(UKJENT_VALGT_KOLONNE, None, task.options.kolonne, mulige=possible)
        chosen = _Chosen(file, table, choice)
        _settle_column(choice, table.columns, task)
        name, level = _name((table.title, file.document.navn), task)
        year = _year(chosen, task)
        number = _number(name, level, year, task)
        for form in forms_of(table, choice.column, file.row_log):
            funds, tvil = _funds(form, chosen, number or _known(name), task)
            if funds:
                account = Regnskap(
                    kommunenummer=number or None,
                    navn=name or None,
                    aar=year,
                    belop=funds,
                    nivaa=Nivaa.FYLKESKOMMUNE if number.endswith("00") else level,
                    basis=_basis(chosen, task),
                    landsdel=task.options.landsdel or None,
                    folkemengde=int(task.options.folkemengde or 0) or None,
                    tvil=tuple(one for one in (choice.tvil, tvil) if one),
                )
                found.setdefault((account.navn, account.aar), account)
    return [*found.values()]

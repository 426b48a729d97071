"""Format 2: the account form § 5-6 and the balance § 5-8, lines down and columns across.

The form before 2020 and § 5-4 too. `skjema_lines` finds the tables, `skjema_columns` the column,
`skjema_account` whose it is, `skjema_signs` the signs, `skjema_balance` the funds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kommuneindikatorer.derivation import IDENTITIES
from kommuneindikatorer.document import INSIDE, Document, Row
from kommuneindikatorer.items import POST
from kommuneindikatorer.model import Basis, Filing, Reading, Regnskap
from kommuneindikatorer.numbers import exact_sum, format_number
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE, Alvor, Kode, Sted, say_older
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema.account import Chosen, File, account_of, settle_column
from kommuneindikatorer.readers.skjema.arranged import parts_of
from kommuneindikatorer.readers.skjema.balance import balances_alone, with_balance
from kommuneindikatorer.readers.skjema.columns import (
    TOM_KOLONNE,
    Choice,
    Column,
    asked_blank,
    choose,
    chosen_column,
)
from kommuneindikatorer.readers.skjema.lines import (
    FOR_MANGE_TABELLER,
    INGEN_LINJER,
    MOST_PAGES,
    Form,
    Table,
    filed,
    forms_of,
    may_be_form,
    named,
    read_rows,
    rows_of_head,
    tables_of,
)
from kommuneindikatorer.readers.skjema.names import FUNDS, Skjema, is_of_company, unit_of_title
from kommuneindikatorer.readers.skjema.ratios import PERCENT, key_figures, ratio_of
from kommuneindikatorer.wording import shortened

ID = "skjema"
ETIKETT = "Regnskapsskjema (drift, bevilgning eller balanse)"
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
FORHOLDSTALL = Kode(
    "forholdstall",
    Alvor.FEIL,
    "Filen har {hva}, ikke regnskapets beløp, og resultatet kan ikke regnes ut av det.",
    "Bruk økonomisk oversikt etter art – drift (§ 5-6) med beløp.",
)
BARE_DELER = Kode(
    "bare-deler",
    Alvor.FEIL,
    "Filen har linjer fra økonomisk oversikt («{linje}»), men ingen sum, noe resultat eller fond, "
    "så ingen av målene kan regnes ut.",
    "Bruk hele økonomisk oversikt etter art – drift (§ 5-6).",
)
ANNEN_ENHET = Kode(
    "annen-enhet",
    Alvor.FEIL,
    "Regnskapet gjelder {hvem}, ikke en kommune, og måles ikke her.",
    "Bruk kommunens eget regnskap.",
)
_NOT_IT = {
    Skjema.SKJEMA_1A: "regnskapsskjema 1A (fordelingen av frie inntekter)",
    Skjema.SKJEMA_1B: "bevilgninger per område (§ 5-4 andre ledd eller skjema 1B)",
    Skjema.INVESTERING: "en oversikt over investeringer (§ 5-5 eller skjema 2A)",
    Skjema.ARTER: "en oversikt over utgifter og inntekter per artsgruppe",
}
_SURE = 4
type Key = tuple[str | None, int | None, Basis, str]
"""Name, year and basis; the file, where it contradicts another."""
_SUMS = {one.total: frozenset(one.terms) for one in IDENTITIES}
_PARTS = frozenset().union(*_SUMS.values()) - _SUMS.keys()
"""Lines that give nothing alone."""


def recognise(document: Document) -> int:
    """Return 85 when four lines of a form stand below each other with amounts, 40 for two.

    A balance has a fund and the sum of its assets.
    """
    if not may_be_form(document):
        return 25 if key_figures(document.head_rows) else 0
    rows = [row for part in parts_of(rows_of_head(document)) for row in part.rows]
    found = {
        one.line.post
        for row in rows
        if (one := named(row)).line and one.line.post and one.has_amounts
    }
    tables = tables_of(rows_of_head(document), document.ark)
    assets = found & {"sum_eiendeler", "sum_egenkapital_og_gjeld"}
    is_balance = "disposisjonsfond" in found and assets
    if found and tables and (is_balance or len(found) >= _SURE):
        return 85
    if any(table.form in _NOT_IT for table in tables):
        return 60
    return 40 if len(found) > 1 and tables else _company(rows)


def _company(rows: Sequence[Row]) -> int:
    is_known = is_of_company([named(row).name for row in rows]) or key_figures(rows)
    return 30 if is_known else 0


def read(task: Task) -> Reading:
    """Return one account for each unit, year and basis, with the balance of the same year.

    A second form of the same is a cross-check.
    """
    opened = [_open(document, task) for document in task.documents]
    files = [file for file, _ in opened if file]
    accounts: dict[Key, Regnskap] = {}
    main = _main(files, task)
    _say_column(main, task)
    for form, one in _in_order(_whole_forms(main)):
        _add(account_of(form, one, task), accounts, form, task)
    found = [*accounts.values()]
    balances = [
        (file, table) for file in files for table in file.tables if table.form is Skjema.BALANSE
    ]
    if found:
        found = [with_balance(one, balances, task) for one in found]
    else:
        found = balances_alone(balances, task)
    columns = dict.fromkeys(
        shortened(column.heading) for one in main for column in one.table.columns
    )
    if not main:
        columns = dict.fromkeys(
            shortened(column.heading) for _, table in balances for column in table.columns
        )
    filer = tuple(filed(file.document, file.row_log) if file else filing for file, filing in opened)
    return Reading(ID, tuple(one for one in filer if one), tuple(found), tuple(columns))


def _whole_forms(main: Sequence[Chosen]) -> list[tuple[Form, Chosen]]:
    """Return the forms with amounts; one that shares no line with that before is its next page."""
    found: list[tuple[Form, Chosen]] = []
    for one in main:
        for form in forms_of(one.table, one.column, one.file.row_log):
            before = found[-1] if found else None
            if before and _is_next_page(before, (form, one)):
                before[0].cells.update(form.cells)
            elif POST.keys() & form.cells.keys():
                found.append((form, one))
    return found


def _is_next_page(before: tuple[Form, Chosen], after: tuple[Form, Chosen]) -> bool:
    if Skjema.BEVILGNING in (before[0].form, after[0].form):
        return False
    same = _key(before[1]) == _key(after[1])
    return same and before[0].cells.keys().isdisjoint(after[0].cells)


def _key(one: Chosen) -> tuple[str, int | None, Basis | None]:
    return one.file.document.navn, one.column.year, one.basis


def _in_order(forms: list[tuple[Form, Chosen]]) -> list[tuple[Form, Chosen]]:
    """Return the forms, of a year and basis the one with most lines first, § 5-4 last."""
    order = {key: at for at, key in reversed([*enumerate(_key(one) for _, one in forms)])}
    return sorted(
        forms,
        key=lambda pair: (
            pair[0].form is Skjema.BEVILGNING,
            order[_key(pair[1])],
            -len(pair[0].cells),
        ),
    )


def _open(document: Document, task: Task) -> tuple[File | None, Filing | None]:
    """Return the file with its tables; the count of one that holds none that can be used."""
    row_log = task.row_log(document)
    rows = read_rows(document, row_log)
    tables = tables_of(rows, document.ark)
    if any(table.pages > MOST_PAGES for table in tables):
        row_log.refuse_all(FOR_MANGE_TABELLER, grense=MOST_PAGES)
        return None, filed(document, row_log)
    names = [named(row).name for row in rows]
    titles = " ".join(table.title for table in tables)
    whose = unit_of_title(titles, document.navn) or (
        "et selskap (regnskapsloven)" if is_of_company(names) else ""
    )
    listed = key_figures(document.head_rows)
    ratio = listed or next(filter(None, map(ratio_of, tables)), "")
    posts = set[str]().union(*map(_posts, tables))
    is_list = listed == PERCENT or (listed and len(posts) < _SURE)
    useful = tuple(
        table
        for table in tables
        if table.form not in _NOT_IT and not ratio_of(table) and not is_list
    )
    if whose:
        row_log.refuse_all(ANNEN_ENHET, hvem=whose)
    elif ratio and not useful:
        row_log.refuse_all(FORHOLDSTALL, hva=ratio)
    elif tables and not useful:
        row_log.refuse_all(ANNET_SKJEMA, hva=_NOT_IT[tables[0].form or Skjema.INVESTERING])
    elif not tables:
        row_log.refuse_all(INGEN_LINJER)
    elif posts and posts < _PARTS and not _SUMS["brutto_driftsinntekter"] <= posts:
        line = next(one.name for table in tables for one in table.lines if one.line)
        row_log.refuse_all(BARE_DELER, linje=shortened(line))
    elif empty := _asked_blank(useful, task):
        possible = dict.fromkeys(shortened(one.heading) for one in useful[0].columns)
        row_log.refuse_all(TOM_KOLONNE, navn=shortened(empty.heading), mulige=", ".join(possible))
    else:
        return File(document, row_log, useful), None
    return None, filed(document, row_log)


def _asked_blank(tables: Sequence[Table], task: Task) -> Column | None:
    """Return the column without amounts that is asked for, in a form of operations if any."""
    kinds = (Skjema.DRIFT, Skjema.BEVILGNING, Skjema.BALANSE)
    by_kind = [[one for one in tables if (one.form or kinds[0]) is kind] for kind in kinds]
    first: Sequence[Table] = next(filter(None, by_kind), ())
    found = (asked_blank(one.columns, one.blank, task.options) for one in first)
    return next(filter(None, found), None)


def _posts(table: Table) -> set[str]:
    """Return the lines of a table that have amounts."""
    return {one.line.post for one in table.lines if one.line and one.has_amounts} - {""}


def _main(files: Sequence[File], task: Task) -> list[Chosen]:
    """Return the forms of operations with their columns, § 5-6 before § 5-4 of the same year."""
    found: list[Chosen] = []
    has_balance = any(table.form is Skjema.BALANSE for file in files for table in file.tables)
    for kind in (Skjema.DRIFT, Skjema.BEVILGNING):
        of_drift = [one for one in found if one.table.form is not Skjema.BEVILGNING]
        for file in files:
            for table in file.tables:
                is_note = has_balance and table.form is None and _posts(table) <= FUNDS
                if is_note or (table.form or Skjema.DRIFT) is not kind:
                    continue
                choice = choose(
                    table.columns,
                    table.values,
                    task.options,
                    table.title,
                    file.document.navn,
                    hidden=table.hidden(file.document),
                    moved=table.moved,
                )
                if kind is Skjema.BEVILGNING and of_drift:
                    same = _same(of_drift[0].column, table.columns)
                    choice = Choice(same, "") if same else choice
                    if same is None and choice.column.year != of_drift[0].column.year:
                        continue
                found.append(Chosen(file, table, choice))
    return _of_asked_basis(found, task.options.basis)


def _same(column: Column, columns: Sequence[Column]) -> Column | None:
    """Return the column of the same kind, year and basis."""
    of_year = [one for one in columns if one.year == column.year and one.role is column.role]
    return next((one for one in of_year if one.basis in (column.basis, None)), None)


def _of_asked_basis(found: list[Chosen], asked: str) -> list[Chosen]:
    """Return the forms of the basis asked for, where the file has both."""
    same = [one for one in found if one.basis and one.basis.value == asked]
    return [one for one in found if one in same or one.basis is None] if same else found


def _say_column(main: Sequence[Chosen], task: Task) -> None:
    if not main:
        return
    first = main[0]
    columns = [one for chosen in main for one in chosen.table.columns]
    asked = task.options.kolonne
    if asked and not any(chosen_column(one.table.columns, asked) for one in main):
        possible = ", ".join(dict.fromkeys(one.heading for one in columns))
        first.file.row_log.report(UKJENT_VALGT_KOLONNE, None, asked, mulige=possible)
    say_older(asked, [shortened(one.heading) for one in columns], task.problems)
    settle_column(first.choice, first.table.columns, task)


def _add(
    one: Regnskap,
    accounts: dict[Key, Regnskap],
    form: Form,
    task: Task,
) -> None:
    """Keep the first form of a unit, year and basis; compare every later one with it."""
    key = (one.navn, one.aar, one.basis, "")
    first = accounts.setdefault(key, one)
    if _contradicts(first, one) and form.form is not Skjema.BEVILGNING:
        accounts[(*key[:3], one.fil)] = one  # which file counts is asked
        return
    if first is one:
        if form.form is Skjema.BEVILGNING:
            task.problems.add(BARE_BEVILGNING, Sted(form.row_log.fil))
        return
    funds = {post: one.belop[post] for post in FUNDS & one.belop.keys() - first.belop.keys()}
    accounts[key] = replace(first, belop={**first.belop, **funds})
    for post in _apart(first, one):
        row = form.cells[post][0].rad if post in form.cells else None
        said = {
            "forste": format_number(first.belop[post].verdi or 0),
            "andre": format_number(one.belop[post].verdi or 0),
        }
        form.row_log.report(AVVIK_SKJEMA, row, POST[post].nb, **said)


def _apart(first: Regnskap, one: Regnskap) -> Iterator[str]:
    """Yield the lines that two accounts give differently."""
    for post, belop in one.belop.items():
        before = first.belop.get(post)
        old, new = before.verdi if before else None, belop.verdi
        if old is not None and new is not None and abs(exact_sum((old, -new))) > 1:
            yield post


def _contradicts(first: Regnskap, one: Regnskap) -> bool:
    """Return whether two accounts are of different files and not the same."""
    files = {account.fil.partition(INSIDE)[0] for account in (first, one)}
    return len(files) > 1 and any(_apart(first, one))

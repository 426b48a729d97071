"""The balance § 5-8: its funds beside the form of the same year, or alone."""

from collections.abc import Sequence
from dataclasses import replace

from kommuneindikatorer.model import Belop, Nivaa, Regnskap
from kommuneindikatorer.options import Assumptions
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE, Alvor, Kode, Problems, Sted, Tvil
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema.account import (
    Chosen,
    File,
    amounts_of,
    basis_said,
    known_code,
    settle_column,
    settle_name,
    settle_number,
    settle_year,
)
from kommuneindikatorer.readers.skjema.columns import Choice, Column, choose
from kommuneindikatorer.readers.skjema.headings import Role
from kommuneindikatorer.readers.skjema.lines import Form, Table, forms_of
from kommuneindikatorer.readers.skjema.names import FUNDS
from kommuneindikatorer.readers.skjema.signs import settle_balance
from kommuneindikatorer.readers.skjema.title import find_name
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import slug

BALANSE_IKKE_BRUKT = Kode(
    "balanse-ikke-brukt",
    Alvor.ADVARSEL,
    "Balansen gjelder ikke {aar} og samme regnskap som driftsregnskapet, og er ikke brukt.",
    "Legg ved balansen for samme år.",
)


_BESIDE = frozenset(
    {"mer_mindreforbruk", "sum_egenkapital", "sum_egenkapital_og_gjeld", "sum_eiendeler"}
)
"""Lines that tell the sign of equity and the unit of amount."""


def with_balance(account: Regnskap, balances: Sequence[tuple[File, Table]], task: Task) -> Regnskap:
    """Return the account with the funds of its own year and basis, where the files have them."""
    # What is assumed of the balance is not what was assumed of the form.
    task = replace(task, assumptions=Assumptions(task.options))
    for file, table in balances:
        fil = file.document.navn
        column = _column_of(account, table.columns)
        name = find_name(table.title, fil).name
        if column is None or (name and account.navn and slug(name) != slug(account.navn)):
            aar = account.aar or "samme år"
            task.problems.add(BALANSE_IKKE_BRUKT, Sted(fil), aar=aar)
            continue
        chosen = Chosen(file, table, Choice(column, ""))
        # Read once for each account: what is wrong with a cell is said where it makes one missing.
        for form in forms_of(table, column, RowLog(fil, Problems())):
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
    if all(one.year is None for one in named_):
        named_ = [one for one in named_ if not one.last_year]
        return named_[0] if len(named_) == 1 else None
    return max(named_, key=lambda one: one.year or 0)


def _funds(
    form: Form, chosen: Chosen, number: str | None, task: Task
) -> tuple[dict[str, Belop], Tvil | None]:
    wanted = FUNDS | _BESIDE
    cells = {post: several for post, several in form.cells.items() if post in wanted}
    belop, tvil = amounts_of(replace(form, cells=cells), chosen, number, task)
    return settle_balance(belop), tvil


def balances_alone(balances: Sequence[tuple[File, Table]], task: Task) -> list[Regnskap]:
    """Return the funds of files that have a balance and no form of operations."""
    found: dict[tuple[str | None, int | None], Regnskap] = {}
    for file, table in balances:
        fil = file.document.navn
        choice = choose(
            table.columns,
            table.values,
            task.options,
            table.title,
            fil,
            hidden=table.hidden(file.document),
            moved=table.moved,
            is_balance=True,
        )
        if not choice.is_there:
            possible = ", ".join(one.heading for one in table.columns)
            file.row_log.report(UKJENT_VALGT_KOLONNE, None, task.options.kolonne, mulige=possible)
        chosen = Chosen(file, table, choice)
        settle_column(choice, table.columns, task)
        name, level = settle_name(table.title, file.document, task)
        year = settle_year(chosen, task)
        number = settle_number(table.title, name, level, year, task)
        for form in forms_of(table, choice.column, file.row_log):
            funds, tvil = _funds(form, chosen, number or known_code(name), task)
            if funds:
                account = Regnskap(
                    kommunenummer=number or None,
                    navn=name or None,
                    aar=year,
                    belop=funds,
                    nivaa=Nivaa.FYLKESKOMMUNE if number.endswith("00") else level,
                    basis=basis_said(chosen, task),
                    landsdel=task.options.landsdel or None,
                    folkemengde=int(task.options.folkemengde or 0) or None,
                    tvil=tuple(one for one in (choice.tvil, tvil) if one),
                    fil=fil,
                )
                found.setdefault((account.navn, account.aar), account)
    return [*found.values()]

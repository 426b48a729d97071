"""Format 5: a ledger in long form, one row for each account, function, period or voucher.

As accounting systems export it: account balances, ledgers and budgets. The rows are summed as
they stand; then the digits of the accounts are understood, and the accounts become lines.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Filing, Kilde, Nivaa, Reading, Regnskap
from kommuneindikatorer.numbers import DecimalSign, in_thousands
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import MANGLER_KOLONNE, Alvor, Kode, Sted, say_older
from kommuneindikatorer.readers.amounts import (
    Origins,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.kontoplan import (
    Amount,
    Kontoplan,
    accounts_of,
    doubt_of_unknown,
    lines_of,
    say_kontoplan,
    settle_skattearter,
)
from kommuneindikatorer.readers.kostra.controls import run_controls
from kommuneindikatorer.readers.ledger.accounts import (
    Accounts,
    Unit,
    UnitKey,
    arts_of,
    chart_of,
    income_of,
    understand,
    with_reserves,
)
from kommuneindikatorer.readers.ledger.columns import Chosen, choose, looks_like_accounts
from kommuneindikatorer.readers.ledger.doubts import Grounds, doubts_of, kilde_of, why_investment
from kommuneindikatorer.readers.ledger.headings import Columns, find_columns
from kommuneindikatorer.readers.ledger.rows import Table
from kommuneindikatorer.readers.ledger.unsaid import find_any_columns, in_columns
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema.names import unit_of_title
from kommuneindikatorer.readers.skjema.title import called_kommune
from kommuneindikatorer.register import code_of
from kommuneindikatorer.wording import by_meaning, listed, slug

ID = "hovedbok"
ETIKETT = "Hovedbok, saldobalanse eller budsjett (konto eller art, beløp)"
PRECEDENCE = 4

UTEN_KONTO = Kode(
    "uten-kontokolonne",
    Alvor.FEIL,
    "Filen har {har}, men ingen konto eller art. Hva som er inntekter, lønn og renter, "
    "kan ikke skilles, så netto driftsresultat kan ikke regnes ut.",
    "Ta med konto eller art når filen hentes ut, eller velg hvilken kolonne som har den.",
)
BARE_INVESTERING = Kode(
    "bare-investering",
    Alvor.FEIL,
    "Filen gjelder {hva}: {grunn}. Netto driftsresultat er et resultat av driften, og kan ikke "
    "regnes ut av investeringer.",
    "Velg filen med drift.",
)
IKKE_ARTER = Kode(
    "kontoer-uten-arter",
    Alvor.FEIL,
    "Kontoene i kolonnen «{navn}» ligner ikke på arter i KOSTRA-kontoplanen, så inntekter og "
    "utgifter kan ikke kjennes igjen. Slik er kontoplanen til selskaper.",
    "Hent filen ut med art eller konto etter KOSTRA.",
)
UKJENTE_ARTER = Kode(
    "ukjente-arter",
    Alvor.INFO,
    "{hvem}: Art {arter} finnes ikke i kontoplanen, og er regnet med der de første sifrene viser.",
)
SUMRADER = Kode(
    "sumrader",
    Alvor.INFO,
    "{antall} rader er summer av andre rader, og er ikke regnet med.",
)


def recognise(document: Document) -> int:
    """Return 92 for a heading with account, amount and function or the like; 85 without them.

    12 where only what stands below the heading shows it, or nothing shows the account.
    """
    document = in_columns(document)
    columns = find_columns(document.head_rows)
    if columns is None:
        return 12 if find_any_columns(document.head_rows, Options()) else 0
    if not columns.accounts:
        return 12
    if columns.is_standard:
        return 92
    if not looks_like_accounts(columns, document.head_rows):
        return 0
    return 92 if {"funksjon", "klasse", "ansvar", "prosjekt"} & columns.places.keys() else 85


def read(task: Task) -> Reading:
    """Return every unit, year and basis of all the files, summed by account."""
    documents = map(in_columns, task.documents)
    headed = [(one, find_any_columns(one.head_rows, task.options)) for one in documents]
    cells = [cell for one, found in headed if found for cell in _first_amounts(one, found)]
    decimal = settle_decimal(cells, task.assumptions)
    options = task.options
    taken = task.once(
        lambda: _summed(headed, task, decimal),
        *(options.kolonne, options.kontokolonne, options.funksjonskolonne, decimal),
        *(options.aar, options.kommunenummer, options.vis_rader),
    )
    tables = [one for one in taken if isinstance(one, Table)]
    kolonner = _say_column(tables, task)
    regnskap = _accounts(tables, task) if tables else ()
    filer = tuple(_filed(one) for one in taken)
    return Reading(ID, filer, regnskap, kolonner)


def _summed(
    headed: Sequence[tuple[Document, Columns | None]], task: Task, decimal: DecimalSign
) -> list[Table | Filing]:
    """Return each file's rows, summed; the count of one that is refused."""
    taken = [_taken(one, found, task, decimal) for one, found in headed]
    origins, seen = Origins(task.options), set[int]()
    _settle_number([one for one in taken if isinstance(one, Table)], task)
    for one in taken:
        if isinstance(one, Table):
            one.read(origins, seen)
    return taken


def _first_amounts(document: Document, columns: Columns) -> Iterator[str]:
    """Yield the amounts of the first rows, which show the decimal sign."""
    places = [place for place, _ in columns.amounts[0].places]
    for row in document.head_rows:
        cells = columns.cells(row)
        if row.number > columns.row:
            yield from (cells[place] for place in places if place < len(cells))


def _taken(
    document: Document, columns: Columns | None, task: Task, decimal: DecimalSign
) -> Table | Filing:
    """Return a file's rows, to be read; the count of one that has no accounts, refused."""
    row_log = task.row_log(document)
    if columns is None:
        return document.refused(row_log, MANGLER_KOLONNE, navn="art")
    chosen = choose(document, columns, task, decimal)
    if chosen is None:
        return document.refused(row_log, UTEN_KONTO, har=_listed(columns))
    return Table(
        document, row_log, chosen, _year(chosen, task), task.options.kommunenummer, decimal
    )


def _listed(columns: Columns) -> str:
    return listed([*(columns.headings[place] for place in columns.places.values()), "beløp"])


def _year(chosen: Chosen, task: Task) -> int | None:
    """Return the year of rows that do not say; said where the file has no column of years."""
    found = str(chosen.said.aar or "")
    if {"aar", "periode"} & chosen.columns.places.keys():
        return int(task.options.aar or found or 0) or None
    value = task.assumptions.settle(
        "aar",
        found,
        "Tallene gjelder {verdi}.",
        "Etter kolonnens overskrift."
        if chosen.amounts.aar
        else "Etter tittelen eller navnet på filen.",
        ukjent="Det er ikke kjent hvilket år tallene gjelder.",
    )
    return int(value) if value else None


def _settle_number(tables: Sequence[Table], task: Task) -> None:
    """Give rows that do not say it the municipality of the title, of one where others have none."""
    unsaid = [one for one in tables if "region" not in one.chosen.columns.places]
    found = [_titled(one) for one in unsaid]
    codes = {one for one in found if one}
    if task.options.kommunenummer or not codes:
        return
    for table, code in zip(unsaid, found, strict=True):
        table.kommunenummer = code or (min(codes) if len(codes) == 1 else "")
    if len(codes) == 1:
        task.assumptions.settle(
            "kommunenummer",
            min(codes),
            "Kommunenummeret er {verdi}.",
            "Etter navnet i tittelen.",
        )


def _titled(table: Table) -> str:
    """Return the municipality that a title calls itself; empty for a firm's, and for none."""
    title = table.chosen.columns.title
    called = called_kommune(title)
    is_one = called.name and not called.is_county and not unit_of_title(title)
    return (code_of(called.name, table.aar) or "") if is_one and table.aar else ""


def _say_column(tables: Sequence[Table], task: Task) -> tuple[str, ...]:
    """Say which column the amounts are from, where there are several; return them all."""
    headings = dict.fromkeys(
        one.heading for table in tables for one in table.chosen.columns.amounts
    )
    if len(headings) > 1:
        read = tables[0].chosen.amounts.heading
        said = read.replace("{", "{{").replace("}", "}}")
        say_older(task.options.kolonne, [*headings], task.problems)
        task.assumptions.settle(
            "kolonne",
            read,
            f"Beløpene er lest fra kolonnen «{said}».",
            "Etter overskriftene.",
            valg={one: one for one in headings},
            husk=by_meaning(headings),
        )
    return tuple(headings) if len(headings) > 1 else ()


def _filed(one: Table | Filing) -> Filing:
    """Return a file's count; totals that were passed over are said."""
    if isinstance(one, Filing):
        return one
    if one.summer:
        one.row_log.report(SUMRADER, antall=one.summer)
    return one.row_log.filing(one.document.kodet, one.document.skilletegn)


def _investments(tables: Sequence[Table], kilde: Kilde) -> str:
    """Return what investments are called: accounts only where the file says so."""
    if kilde is Kilde.BUDSJETT:
        return "et investeringsbudsjett"
    is_said = any(one.chosen.amounts.says_accounts for one in tables)
    return "et investeringsregnskap" if is_said else "bare investeringer"


def _accounts(tables: Sequence[Table], task: Task) -> tuple[Regnskap, ...]:
    """Return the units' accounts; none where the files are investments or no arts."""
    accounts = understand(tables, task)
    kilde = kilde_of(tables, task.options)
    is_other = accounts.judged.is_hopeless or accounts.is_of_company
    if is_other and not task.options.kontosiffer and _has_amounts(accounts):
        return _refused(tables, IKKE_ARTER)
    if why := why_investment(tables, accounts):
        return _refused(tables, BARE_INVESTERING, grunn=why, hva=_investments(tables, kilde))
    if not accounts.units:
        return ()
    charts = {key: chart_of(key[1], one.sums, task) for key, one in accounts.units.items()}
    say_kontoplan(task.assumptions, {one.fra for one in charts.values()})
    samlet = settle_skattearter(task.assumptions)
    incomes = [income_of(key, one, charts[key]) for key, one in accounts.units.items()]
    unit = settle_unit(incomes, task.assumptions, _said_unit(tables))
    first, *others = {basis for _, _, basis in accounts.units}
    basis = None if others else settle_basis(task.assumptions, first, "Etter kontoklassen.")
    whole = _Whole(task, tables, accounts, unit, kilde, basis, samlet)
    return tuple(whole.regnskap(key, one, charts[key]) for key, one in accounts.units.items())


def _refused(tables: Sequence[Table], kode: Kode, **fields: object) -> tuple[Regnskap, ...]:
    """Refuse every row of the files, for one reason; return no accounts."""
    for table in tables:
        heading = table.chosen.columns.headings[table.chosen.konto]
        table.row_log.refuse_all(kode, navn=heading, **fields)
    return ()


def _has_amounts(accounts: Accounts) -> bool:
    return any(one for unit in accounts.units.values() for one in unit.sums.belop.values())


def _said_unit(tables: Sequence[Table]) -> str:
    """Return the unit of amount that heading or title says; empty where they do not."""
    words = slug(
        " ".join(f"{one.chosen.amounts.heading} {one.chosen.columns.title}" for one in tables), " "
    )
    if re.search(r"\b(?:i|hele|heile)? ?(?:1 ?000|tusen)\b|\btkr\b", words):
        return "tusen"
    return "kroner" if re.search(r"\b(?:i|hele|heile) (?:kr|kroner)\b|\bnok\b", words) else ""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What holds for all the units of a reading."""

    task: Task
    tables: Sequence[Table]
    accounts: Accounts
    unit: str
    kilde: Kilde
    basis: Basis | None
    samlet: bool

    def regnskap(self, key: UnitKey, one: Unit, plan: Kontoplan) -> Regnskap:
        """Return one unit's accounts, controlled, with what makes them unsafe."""
        number, aar, own = key
        basis = self.basis or own
        when = f" i {aar}" if aar else ""
        hvem = f"{number or 'enheten'}{when} ({basis})"
        sted = Sted(one.fil)
        run_controls(self._thousands(one), hvem, sted, self.task.problems)
        self._say_unknown(one, plan, hvem, sted)
        unknown = doubt_of_unknown(one.sums, plan, hvem, one.fil, "kontosiffer")
        options = self.task.options
        grounds = Grounds(self.tables, self.accounts, one.sums, key[:2], self.unit, options)
        belop = lines_of([with_reserves(one.sums)], plan, samlet=self.samlet)
        county = number is not None and number.endswith("00")
        return Regnskap(
            kommunenummer=number,
            navn=options.navn or None,
            aar=aar,
            belop={post: thousands(value, self.unit) for post, value in belop.items()},
            nivaa=Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE,
            basis=basis,
            tvil=(*doubts_of(grounds), *filter(None, (unknown,))),
            kilde=self.kilde,
            fil=one.fil,
        )

    def _thousands(self, one: Unit) -> Iterable[tuple[str, Amount]]:
        for nokkel, belop in accounts_of([one.sums]):
            yield nokkel, in_thousands(Decimal(belop)) if self.unit == "kroner" else belop

    def _say_unknown(self, one: Unit, plan: Kontoplan, hvem: str, sted: Sted) -> None:
        """Say which arts no chart has, largest first: they count on the side their digits tell."""
        arts = arts_of(one.sums)
        unknown = sorted(
            (-size, art) for art, size in arts.items() if art not in plan.arter and size
        )
        if unknown:
            shown = [art for _, art in unknown[:_SHOWN]]
            rest = ["flere"] if len(unknown) > _SHOWN else []
            self.task.problems.add(UKJENTE_ARTER, sted, hvem=hvem, arter=listed([*shown, *rest]))


_SHOWN = 8

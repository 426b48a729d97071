"""Format 5: a ledger in long form, one row for each period, account and function."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kommuneindikatorer.document import Document, shortened
from kommuneindikatorer.items import POST, Slag
from kommuneindikatorer.model import Basis, Filing, Nivaa, Origin, Reading, Regnskap
from kommuneindikatorer.numbers import DecimalSign, exact_sum, in_thousands
from kommuneindikatorer.problems import MANGLER_KOLONNE, Sted
from kommuneindikatorer.readers.accounts_sums import Sums, lines_of, posts_of
from kommuneindikatorer.readers.amounts import Origins, settle_basis, settle_decimal, thousands
from kommuneindikatorer.readers.kontoplan import kontoplan_of, say_kontoplan, settle_skattearter
from kommuneindikatorer.readers.kostra_units import run_controls
from kommuneindikatorer.readers.ledger_rows import Entry, LedgerRows, find_ledger_columns
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.units import Income, settle_unit

__all__ = ["ETIKETT", "ID", "read", "recognise"]

ID = "hovedbok"
ETIKETT = "Hovedbok (periode, region, kontoklasse, funksjon, art, beløp)"

_OWN = frozenset("012")
_OPERATING = frozenset(
    post.id
    for post in POST.values()
    if post.slag is Slag.INNTEKT and post.linje is not None and post.linje <= 8  # noqa: PLR2004
)

type _Key = tuple[str | None, int, Basis]


@dataclass(slots=True)
class _Unit:
    """One unit's sums, and the file they began in."""

    fil: str
    sums: Sums = field(default_factory=Sums)


def recognise(document: Document) -> int:
    """Return 92 for a heading with art, amount and function or class of account."""
    return 92 if find_ledger_columns(document.head_rows) else 0


def read(task: Task) -> Reading:
    """Return every unit, year and basis of all the files, summed by account."""
    units: dict[_Key, _Unit] = {}
    origins = Origins(task.options)
    decimal = _decimal(task)
    filer = tuple(_read(one, task, units, origins, decimal) for one in task.documents)
    if not units:
        return Reading(ID, filer, ())
    say_kontoplan(task.assumptions, {aar for _, aar, _ in units})
    samlet = settle_skattearter(task.assumptions)
    unit = settle_unit([_income(key, one, task) for key, one in units.items()], task.assumptions)
    bases = {basis for _, _, basis in units}
    basis = (
        settle_basis(task.assumptions, bases.pop(), "Etter kontoklassen.")
        if len(bases) == 1
        else None
    )
    regnskap = tuple(
        _regnskap((number, aar, basis or own), one, unit, task, samlet=samlet)
        for (number, aar, own), one in units.items()
    )
    return Reading(ID, filer, regnskap)


def _decimal(task: Task) -> DecimalSign:
    """Return the decimal sign that the first rows of the files show."""
    cells = [cell for document in task.documents for cell in _first_amounts(document)]
    return settle_decimal(cells, task.assumptions)


def _first_amounts(document: Document) -> Iterator[str]:
    columns = find_ledger_columns(document.head_rows)
    for row in document.head_rows if columns else ():
        cells = columns.cells(row) if columns and row.number > columns.row else ()
        if columns and len(cells) >= columns.width:
            yield cells[columns.places["belop"]]


def _read(
    document: Document, task: Task, units: dict[_Key, _Unit], origins: Origins, decimal: DecimalSign
) -> Filing:
    """Sum one file's rows into the units; return the count."""
    journal = task.journal(document)
    columns = find_ledger_columns(document.head_rows)
    rows = LedgerRows(columns, journal, task.options, decimal) if columns else None
    for row in document.rows(journal):
        if rows is None or columns is None or row.number <= columns.row:
            continue
        if not any(cell.strip() for cell in row.cells):
            continue
        if entry := rows.read(row):
            record = shortened(document.skilletegn.join(row.cells))
            origin = Origin(document.navn, row.number, columns.belop, record)
            _add(entry, origin, units, origins)
    if rows is None:
        journal.refuse_all(MANGLER_KOLONNE, navn="art")
    return journal.filing(document.kodet, document.skilletegn)


def _add(entry: Entry, origin: Origin, units: dict[_Key, _Unit], origins: Origins) -> None:
    basis = Basis.KASSE if entry.nokkel[0] in _OWN else Basis.KONSERN
    key = (entry.kommunenummer, entry.aar, basis)
    sums = units.setdefault(key, _Unit(origin.fil)).sums
    nokkel = entry.nokkel
    if nokkel in sums.belop:
        sums.belop[nokkel] = exact_sum((Decimal(sums.belop[nokkel]), entry.belop))
        sums.ekstra[nokkel] = sums.ekstra.get(nokkel, 0) + 1
    else:
        sums.belop[nokkel] = entry.belop
    if origins.keeps(entry.kommunenummer):
        sums.opphav.setdefault(nokkel, []).append(origin)


def _income(key: _Key, unit: _Unit, task: Task) -> Income:
    """Return the unit's operating income, from which kroner or 1000 kr is told."""
    lines = lines_of([unit.sums], kontoplan_of(key[1], task.options))
    values = (one.verdi or Decimal(0) for post, one in lines.items() if post in _OPERATING)
    return Income(exact_sum(values), kommunenummer=key[0])


def _regnskap(key: _Key, one: _Unit, unit: str, task: Task, *, samlet: bool) -> Regnskap:
    number, aar, basis = key
    posts = posts_of([one.sums])
    if unit == "kroner":
        posts = [replace(post, belop=in_thousands(Decimal(post.belop))) for post in posts]
    run_controls(posts, f"{number or 'enheten'} i {aar} ({basis})", Sted(one.fil), task.problems)
    belop = lines_of([one.sums], kontoplan_of(aar, task.options), samlet=samlet)
    county = number is not None and number.endswith("00")
    return Regnskap(
        kommunenummer=number,
        navn=task.options.navn or None,
        aar=aar,
        belop={post: thousands(value, unit) for post, value in belop.items()},
        nivaa=Nivaa.FYLKESKOMMUNE if county else Nivaa.KOMMUNE,
        basis=basis,
    )

"""The template's amounts: decimal sign and unit for the whole, then cell by cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kommuneindikatorer.assumptions import Assumptions
from kommuneindikatorer.model import Basis, Belop, Origin, Regnskap
from kommuneindikatorer.numbers import DecimalSign, read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.readers.amounts import AmountRule, read_amount, settle_decimal, thousands
from kommuneindikatorer.readers.origins import Origins
from kommuneindikatorer.readers.template_rows import Record, Table
from kommuneindikatorer.readers.units import Income, settle_unit
from kommuneindikatorer.text.cells import shortened


def decimal_sign(tables: Sequence[Table], assumptions: Assumptions) -> DecimalSign:
    """Return the decimal sign of all the files' amounts."""
    cells = (
        record.row.cells[place]
        for table in tables
        for record in table.records
        for place in table.columns.amounts.values()
    )
    return settle_decimal(cells, assumptions)


def unit(tables: Sequence[Table], decimal: DecimalSign, assumptions: Assumptions) -> str:
    """Return ``kroner`` or ``tusen``; the template says 1000 kr, a user may not have."""
    incomes: list[Income] = []
    for table in tables:
        place = table.columns.amounts.get("brutto_driftsinntekter")
        for record in table.records if place is not None else ():
            value = read_number(record.row.cells[place or 0], decimal)
            if isinstance(value, Decimal) and value > 0:
                key = record.key
                incomes.append(Income(value, key.folkemengde, key.kommunenummer))
    return settle_unit(incomes, assumptions)


def accounts(
    tables: Sequence[Table], decimal: DecimalSign, unit: str, basis: Basis, options: Options
) -> tuple[Regnskap, ...]:
    """Return one account for each row.

    Args:
        tables: The files' usable rows.
        decimal: Their decimal sign.
        unit: Their unit of amount.
        basis: Whose money it is in rows that do not say.
        options: Which rows to keep as origins.
    """
    origins = Origins(options)
    rule = AmountRule(decimal)
    return tuple(
        Regnskap(
            kommunenummer=record.key.kommunenummer,
            navn=record.key.navn,
            aar=record.key.aar,
            belop=_amounts(record, table, rule, unit, origins),
            nivaa=record.key.nivaa,
            basis=record.key.basis or basis,
            landsdel=record.key.landsdel,
            folkemengde=record.key.folkemengde,
            folkemengde_mellom=record.key.folkemengde_mellom,
        )
        for table in tables
        for record in table.records
    )


def _amounts(
    record: Record, table: Table, rule: AmountRule, unit: str, origins: Origins
) -> Mapping[str, Belop]:
    belop: dict[str, Belop] = {}
    for post, place in table.columns.amounts.items():
        text = record.row.cells[place]
        heading = table.columns.headings[place]
        origin = Origin(table.journal.fil, record.row.number, heading, shortened(text))
        found = thousands(read_amount(text, origin, rule, table.journal), unit)
        belop[post] = origins.bound(record.key.kommunenummer, found)
    return belop

"""A form as an account: whose, of which year, in what unit of amount, and how sure that is.

What the file does not say is asked of the options.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.model import Basis, Belop, Kilde, Nivaa, Origin, Regnskap
from kommuneindikatorer.numbers import (
    DecimalSign,
    Missing,
    Unreadable,
    exact_sum,
    read_number,
)
from kommuneindikatorer.options import CHOICES, Options
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.readers.amounts import (
    LARGEST_IN_THOUSANDS,
    PER_HEAD_LIMIT,
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
from kommuneindikatorer.readers.skjema.columns import Choice, Column
from kommuneindikatorer.readers.skjema.headings import Role, basis_of, title_year
from kommuneindikatorer.readers.skjema.lines import Form, Table
from kommuneindikatorer.readers.skjema.signs import (
    added,
    adds_up,
    settle_signs,
    sign_of_incomes,
)
from kommuneindikatorer.readers.skjema.title import find_name, number_of, said_unit
from kommuneindikatorer.register import CHANGED, code_of, size_of
from kommuneindikatorer.row_log import RowLog
from kommuneindikatorer.wording import by_meaning, shortened, slug

GAAR_IKKE_OPP = Kode(
    "gaar-ikke-opp",
    Alvor.FEIL,
    "Netto driftsresultat er ikke det inntekter, utgifter og finans gir i kolonnen «{verdi}».",
    "Trolig er en kolonne eller linje tatt for en annen. Velg kolonne, eller sjekk filen.",
)
UKJENT_FORTEGN = Kode(
    "ukjent-fortegn",
    Alvor.FEIL,
    "Skjemaet har ingen inntekter, så det er ikke kjent om et overskudd er skrevet med minus.",
    "Velg hvordan inntekter er skrevet, eller bruk hele skjemaet.",
)
USIKKER_ENHET = Kode(
    "usikker-enhet",
    Alvor.FEIL,
    "Filen sier ikke om beløpene er i kroner eller 1000 kr, og størrelsen avgjør det ikke.",
    "Velg enheten.",
)
MED_FORETAK = Kode(
    "med-foretak",
    Alvor.FEIL,
    "Skjemaet sier at foretak er med, men ikke om det gjelder konsernet.",
    "Velg kommunekassen eller konsernet.",
)
_WITH_FIRMS = re.compile(r"\b(inkl|inklusiv\w*|med) (kf|iks|foretak)\b")

_ZERO = frozenset({Missing.STREK, Missing.TOM})
_TOTALS = frozenset(
    {
        "brutto_driftsinntekter",
        "driftsutgifter",
        "brutto_driftsresultat",
        "netto_finansutgifter",
        "netto_driftsresultat",
    }
)
_ENOUGH = 3
_SHARE_OF_ASSETS = 3
"""How many times its income a municipality owns, about: to tell kroner from thousands."""


@dataclass(frozen=True, slots=True)
class File:
    """One file with the tables it has that count."""

    document: Document
    row_log: RowLog
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One table with the column that is read of it."""

    file: File
    table: Table
    choice: Choice

    @property
    def column(self) -> Column:
        """The column."""
        return self.choice.column

    @property
    def basis(self) -> Basis | None:
        """Whose money, by the column's heading, else by the title, else by the file's name."""
        return self.column.basis or self.basis_of_title or basis_of(self.file.document.navn)

    @property
    def basis_of_title(self) -> Basis | None:
        """Whose money, by the title."""
        return basis_of(self.table.title)


def settle_column(choice: Choice, columns: Sequence[Column], task: Task) -> None:
    """Say which column is read."""
    said = shortened(choice.column.heading).replace("{", "{{").replace("}", "}}")
    headings = [shortened(one.heading) for one in columns]
    task.assumptions.settle(
        "kolonne",
        shortened(choice.column.heading),
        f"Tallene er hentet fra kolonnen «{said}».",
        choice.why,
        valg={one: one for one in headings},
        husk=by_meaning(headings),
    )


def account_of(form: Form, chosen: Chosen, task: Task) -> Regnskap:
    """Return the form as an account; what it does not say is asked of the options."""
    options = task.options
    name, level = settle_name(chosen.table.title, chosen.file.document, task)
    year = settle_year(chosen, task)
    number = settle_number(chosen.table.title, name, level, year, task)
    printed, tvil = amounts_of(form, chosen, number or known_code(name), task)
    belop = settle_signs(printed, task.assumptions)
    if "disposisjonsfond" not in belop:
        belop = {
            post: one for post, one in belop.items() if post not in {"merforbruk", "mindreforbruk"}
        }
    doubts = [one for one in (chosen.choice.tvil, tvil) if one]
    if not options.basis and _is_with_firms(chosen):
        doubts.append(doubt(MED_FORETAK, Sted(form.row_log.fil), valg="basis"))
    is_signed = options.fortegn or sign_of_incomes(printed) is not None
    if not is_signed and "netto_driftsresultat" in belop:
        doubts.append(doubt(UKJENT_FORTEGN, Sted(form.row_log.fil), valg="fortegn"))
    if not doubts and not adds_up(belop):
        doubts.append(_does_not_add_up(chosen, options))
    return Regnskap(
        kommunenummer=number or None,
        navn=name or None,
        aar=year,
        belop=belop,
        nivaa=Nivaa.FYLKESKOMMUNE if number.endswith("00") else level,
        basis=basis_said(chosen, task),
        landsdel=options.landsdel or None,
        folkemengde=int(options.folkemengde or 0) or None,
        kilde=_kilde(chosen, options),
        fil=chosen.file.document.navn,
        tvil=tuple(doubts),
    )


def _is_with_firms(chosen: Chosen) -> bool:
    """Return whether a form that does not say whose money it is says that firms are part of it."""
    if chosen.basis:
        return False
    texts = (chosen.column.heading, chosen.table.title, chosen.file.document.navn)
    return any(_WITH_FIRMS.search(slug(one, " ")) for one in texts)


def _does_not_add_up(chosen: Chosen, options: Options) -> Tvil:
    """Return the doubt; another column settles it only where that may be the same year's too."""
    year, heading = chosen.column.year, shortened(chosen.column.heading)
    rivals = [
        one
        for one in chosen.table.columns
        if one.role in (Role.ACCOUNTS, Role.PLAIN) and one.year in (year, None)
    ]
    names = {name: name for name in (heading, *(shortened(one.heading) for one in rivals))}
    valg = "" if options.kolonne or len(names) == 1 else "kolonne"
    place = Sted(chosen.file.document.navn)
    return doubt(GAAR_IKKE_OPP, place, heading, valg=valg, mulige=names)


def _kilde(chosen: Chosen, options: Options) -> Kilde:
    """Return whether the column is accounts or a budget: as chosen, else as it is headed."""
    is_plan = chosen.column.role in {Role.BUDGET, Role.PROGNOSIS}
    return Kilde(options.kilde or (Kilde.BUDSJETT if is_plan else Kilde.REGNSKAP))


def settle_name(title: str, document: Document, task: Task) -> tuple[str, Nivaa]:
    """Return the unit's name and kind, by the title, the workbook's cover or the file's name."""
    found = find_name(title, "")
    if not found.name and (cover := find_name(document.forside, "")).name:
        found = replace(cover, why="Etter et annet ark i arbeidsboken.")
    found = found if found.name else find_name(title, document.navn)
    name = task.assumptions.settle(
        "navn",
        shortened(found.name),
        "Skjemaet gjelder {verdi}.",
        found.why,
        ukjent="Det er ikke kjent hvilken kommune skjemaet gjelder.",
    )
    return name, Nivaa.FYLKESKOMMUNE if found.is_county else Nivaa.KOMMUNE


def settle_number(title: str, name: str, level: Nivaa, year: int | None, task: Task) -> str:
    """Return the municipality's code: chosen, else by the title or its name; empty if unknown."""
    said = number_of(title, name) if level is Nivaa.KOMMUNE else ""
    number = task.assumptions.settle(
        "kommunenummer",
        said or ((_code(name, year) or "") if level is Nivaa.KOMMUNE else ""),
        "Kommunenummeret er {verdi}.",
        "Etter tittelen." if said else "Etter navnet.",
        ukjent="Kommunenummeret er ikke kjent.",
    )
    return number if re.fullmatch("[0-9]{4}", number) else ""


def _code(name: str, year: int | None) -> str | None:
    """Return the code a name had in the year; where it is unknown, the one it has always had."""
    if year:
        return code_of(name, year)
    now = code_of(name, CHANGED)
    return now if now == code_of(name, CHANGED - 1) else None


def known_code(name: str) -> str | None:
    """Return a code by which a name's size is about known, whatever the year."""
    return code_of(name, CHANGED) if name else None


def amounts_of(
    form: Form, chosen: Chosen, number: str | None, task: Task
) -> tuple[dict[str, Belop], Tvil | None]:
    """Return the amounts in 1000 kr, signed as printed; and the doubt of their unit."""
    texts = [origin.tekst for several in form.cells.values() for origin in several]
    said = said_unit(chosen.table.title, chosen.column.heading)
    said = said or said_unit(chosen.file.tables[0].title, "")
    rule = AmountRule(_decimal(texts, said, task), _ZERO)
    people = int(task.options.folkemengde or 0) or None
    posts, size = _size(form, rule)
    sizes = [Income(size, people, number)] if posts else []
    unit = settle_unit(sizes, task.assumptions, said)
    belop = {
        post: added(_read(origin, _rule_of(post, rule), form.row_log, unit) for origin in several)
        for post, several in form.cells.items()
    }
    if said or task.options.belopsenhet or _is_sure(posts, size, people or size_of(number)):
        return belop, None
    units = CHOICES["belopsenhet"]
    mulige = {unit: units[unit]} | dict(units)  # the probable first
    return belop, doubt(USIKKER_ENHET, Sted(form.row_log.fil), valg="belopsenhet", mulige=mulige)


def _decimal(texts: Sequence[str], said: str, task: Task) -> DecimalSign:
    """Return the decimal sign: a comma before three digits everywhere parts thousands.

    In millions it is what it looks like.
    """
    commas = [text for text in texts if "," in text]
    open_ones = all(read_number(text, None) is Unreadable.TVETYDIG for text in commas)
    if len(commas) < _ENOUGH or not open_ones or said == "millioner":
        return settle_decimal(texts, task.assumptions)
    why = "Alle komma står foran tre sifre, som mellom tusener."
    chosen = task.assumptions.settle("desimaltegn", ".", "Desimaltegnet er {verdi}.", why)
    return "." if chosen == "." else ","


def _rule_of(post: str, rule: AmountRule) -> AmountRule:
    """Return how a line is read: a total that is blank is not filled in, and no zero."""
    return replace(rule, nil=_ZERO - {Missing.TOM}) if post in _TOTALS else rule


def _read(origin: Origin, rule: AmountRule, row_log: RowLog, unit: str) -> Belop:
    return thousands(read_amount(origin.tekst, origin, rule, row_log), unit)


def _is_sure(posts: tuple[str, ...], size: Decimal, people: int | None) -> bool:
    """Return whether a size tells the unit of amount.

    Equity may be next to nothing, so little of it says less than an income. A balance alone may be
    in millions; of an income, the gate finds that.
    """
    if posts in _OF_BALANCE and size < max(_LEAST_IN_THOUSANDS, people or 0):
        return False
    if posts == _EQUITY:
        is_many = people is not None and size >= PER_HEAD_LIMIT * people
        return is_many or not _LEAST_EQUITY <= size <= LARGEST_IN_THOUSANDS
    between = SMALLEST_IN_KRONER <= size <= LARGEST_IN_THOUSANDS
    return people is not None or bool(posts and not between)


_EQUITY = ("sum_egenkapital",)
_OF_BALANCE = (("sum_egenkapital_og_gjeld",), ("sum_eiendeler",), _EQUITY)
_LEAST_IN_THOUSANDS = 20_000
"""A balance with less may be in millions; the gate has the same bound for incomes."""
_LEAST_EQUITY = 1_000_000
"""No municipality is taken to have an equity under 1 million kr on either side of nothing."""


def _size(form: Form, rule: AmountRule) -> tuple[tuple[str, ...], Decimal]:
    """Return what the gross operating income is, or about is by what the form has instead of it.

    With the lines that say so; none where there are none.
    """
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
            return posts, total / share
    return (), Decimal(0)


_INSTEAD: tuple[tuple[tuple[str, ...], Decimal], ...] = (
    (("brutto_driftsinntekter",), Decimal(1)),
    (("driftsutgifter",), Decimal(1)),
    (("sum_generelle_driftsinntekter",), Decimal("0.75")),
    (("rammetilskudd", "inntekts_og_formuesskatt"), Decimal("0.7")),
    (("sum_egenkapital_og_gjeld",), Decimal(_SHARE_OF_ASSETS)),
    (("sum_eiendeler",), Decimal(_SHARE_OF_ASSETS)),
    (_EQUITY, Decimal(1)),
)


def settle_year(chosen: Chosen, task: Task) -> int | None:
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


def basis_said(chosen: Chosen, task: Task) -> Basis:
    """Return whose money it is, by the column, else by the title; said."""
    if chosen.column.basis:
        return settle_basis(task.assumptions, chosen.column.basis, "Etter kolonnens overskrift.")
    if chosen.basis:
        why = "Etter tittelen." if chosen.basis_of_title else "Etter filnavnet."
        return settle_basis(task.assumptions, chosen.basis, why)
    return settle_basis(task.assumptions, Basis.KASSE, "Skjemaet gjelder vanligvis kommunekassen.")

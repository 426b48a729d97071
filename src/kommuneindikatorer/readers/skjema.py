"""Format 2: the account form § 5-6, one unit, lines down and columns across.

Ends with the signs of a form turned to those of `items.Slag`, by its own arithmetic.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.items import POST, POST_LINJE, POSTER, Slag
from kommuneindikatorer.model import Basis, Belop, Filing, Nivaa, Reading, Regnskap
from kommuneindikatorer.numbers import Missing, exact_sum, format_number, read_number
from kommuneindikatorer.options import Assumptions
from kommuneindikatorer.problems import UKJENT_VALGT_KOLONNE, Alvor, Kode, Sted
from kommuneindikatorer.readers.amounts import (
    AmountRule,
    Income,
    read_amount,
    settle_basis,
    settle_decimal,
    settle_unit,
    thousands,
)
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.readers.skjema_lines import (
    INGEN_LINJER,
    Form,
    Layout,
    find_layout,
    find_line,
    is_last_year,
    line_name,
    read_forms,
    settle_column,
    year_of,
)
from kommuneindikatorer.register import code_of
from kommuneindikatorer.wording import shortened, slug

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

_ZERO = frozenset({Missing.STREK, Missing.TOM})
_SURE = 4
_NAME = re.compile(r"\b([A-ZÆØÅ][\w-]+(?:(?: og| i)? [A-ZÆØÅ][\w-]+)?) (fylkes)?kommune\b")


@dataclass(frozen=True, slots=True)
class _Taken:
    """One file's forms, their column's heading and what stands above them."""

    layout: Layout
    heading: str
    forms: tuple[Form, ...]


def recognise(document: Document) -> int:
    """Return 85 when four lines of the form stand below each other with amounts, 40 for two."""
    if find_layout(document.head_rows) is None:
        return 0
    names = (line_name(row.cells)[1] for row in document.head_rows)
    lines = {post.id for name in names if name and (post := find_line(name)) and post.linje}
    return 85 if len(lines) >= _SURE else 40 if len(lines) > 1 else 0


def read(task: Task) -> Reading:
    """Return one account for each unit and year; a second form of the same is a cross-check."""
    taken: list[_Taken] = []
    filer = tuple(_take(document, task, taken) for document in task.documents)
    accounts: dict[tuple[str | None, int | None], Regnskap] = {}
    for budget in (False, True):
        for one in taken:
            for form in one.forms:
                if form.budget is budget:
                    _add(_account(form, one, task), accounts, form, task)
    columns = dict.fromkeys(shortened(h) for one in taken for h in one.layout.columns.values())
    return Reading(ID, filer, tuple(accounts.values()), tuple(columns))


def _take(document: Document, task: Task, taken: list[_Taken]) -> Filing:
    """Add what a file has to what is taken, where it has a form; return the count of its rows."""
    layout = find_layout(document.head_rows)
    row_log = task.row_log(document)
    if layout is None:
        return document.refused(row_log, INGEN_LINJER)
    place, is_there = settle_column(layout, task.options, task.assumptions)
    if not is_there:
        possible = ", ".join(layout.columns.values())
        row_log.report(UKJENT_VALGT_KOLONNE, None, task.options.kolonne, mulige=possible)
    filing, forms = read_forms(document, row_log, layout, place)
    if forms:
        taken.append(_Taken(layout, layout.columns[place], forms))
    return filing


def _account(form: Form, taken: _Taken, task: Task) -> Regnskap:
    """Return the form as an account; what it does not say is asked of the options."""
    title = taken.layout.title
    belop = settle_signs(_amounts(form, taken, task), task.assumptions)
    named = _NAME.search(title)
    level = Nivaa.FYLKESKOMMUNE if named and named[2] else Nivaa.KOMMUNE
    options = task.options
    name = task.assumptions.settle(
        "navn",
        shortened(named[1]) if named else "",
        "Skjemaet gjelder {verdi}.",
        "Etter tittelen.",
        ukjent="Det er ikke kjent hvilken kommune skjemaet gjelder.",
    )
    year = _year(taken, task)
    number = _number(name, level, year, task)
    return Regnskap(
        kommunenummer=number or None,
        navn=name or None,
        aar=year,
        belop=belop,
        nivaa=Nivaa.FYLKESKOMMUNE if number.endswith("00") else level,
        basis=_basis(title, task),
        landsdel=options.landsdel or None,
        folkemengde=int(options.folkemengde or 0) or None,
    )


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


def _amounts(form: Form, taken: _Taken, task: Task) -> Mapping[str, Belop]:
    """Return the amounts in 1000 kr, signed as printed."""
    texts = [origin.tekst for origin in form.cells.values()]
    decimal = settle_decimal(texts, task.assumptions)
    rule = AmountRule(decimal, _ZERO)
    people = int(task.options.folkemengde or 0) or None
    origin = form.cells.get("brutto_driftsinntekter")
    value = read_number(origin.tekst, decimal) if origin else None
    income = [Income(abs(value), people)] if isinstance(value, Decimal) and value else []
    unit = settle_unit(income, task.assumptions, _said_unit(taken))
    return {
        post: thousands(read_amount(origin.tekst, origin, rule, form.row_log), unit)
        for post, origin in form.cells.items()
    }


def _said_unit(taken: _Taken) -> str:
    words = slug(f"{taken.layout.title} {taken.heading}", " ")
    if re.search(r"\b(1 ?000|tusen) (kr|kroner)\b|\b(hele|heile) tusen\b|\b1 ?000\b", words):
        return "tusen"
    return "kroner" if re.search(r"\b(i|hele|heile) (kr|kroner)\b", words) else ""


def _year(taken: _Taken, task: Task) -> int | None:
    """Return the year of the column's heading, else of the title; said."""
    heading, title = year_of(taken.heading), year_of(taken.layout.title)
    found = heading or (title - is_last_year(taken.heading) if title else None)
    chosen = task.assumptions.settle(
        "aar",
        str(found or ""),
        "Tallene gjelder {verdi}.",
        "Etter kolonnens overskrift." if heading else "Etter tittelen.",
        ukjent="Det er ikke kjent hvilket år tallene gjelder.",
    )
    return int(chosen) if chosen else None


def _basis(title: str, task: Task) -> Basis:
    if re.search("konsern|konsolider", slug(title)):
        return settle_basis(task.assumptions, Basis.KONSERN, "Etter tittelen.")
    return settle_basis(task.assumptions, Basis.KASSE, "Skjemaet gjelder vanligvis kommunekassen.")


def _add(
    one: Regnskap,
    accounts: dict[tuple[str | None, int | None], Regnskap],
    form: Form,
    task: Task,
) -> None:
    """Keep the first form of a unit and year; compare every later one with it."""
    key = (one.navn, one.aar)
    first = accounts.setdefault(key, one)
    if first is one:
        if form.budget:
            task.problems.add(BARE_BEVILGNING, Sted(form.row_log.fil))
        return
    for post, belop in one.belop.items():
        before = first.belop.get(post)
        old, new = before.verdi if before else None, belop.verdi
        if old is not None and new is not None and abs(exact_sum((old, -new))) > 1:
            row = form.cells[post].rad
            said = {"forste": format_number(old), "andre": format_number(new)}
            form.row_log.report(AVVIK_SKJEMA, row, POST[post].nb, **said)


SLACK = Decimal(10)
"""Printed sums are off by one here and there; a sign is off by twice the amount."""

_LINES = [post.id for post in POST_LINJE.values()]
_INCOMES, _EXPENSES = _LINES[:8], _LINES[9:15]
_FINANCE = ("renteutgifter", "avdrag")
_SET_ASIDE = (
    "overforing_til_investering",
    "avsetning_bundne_driftsfond",
    "avsetning_disposisjonsfond",
    "dekning_av_tidligere_aars_merforbruk",
)
_USED = ("bruk_bundne_driftsfond", "bruk_disposisjonsfond")
_NETTED = ("netto_avsetning_bundne_driftsfond", "netto_avsetning_disposisjonsfond")
_PRINTED_AS_INCOME = frozenset(
    post.id
    for post in POSTER
    if post.slag in (Slag.INNTEKT, Slag.RESULTAT)
    and post.id not in (*_USED, *_NETTED, "sum_disponeringer")
)


class Signs:
    """The amounts of one form; each method sets the signs of one part of it."""

    def __init__(self, belop: Mapping[str, Belop]) -> None:
        """Start with the amounts as printed."""
        self.belop = dict(belop)

    def value(self, post: str) -> Decimal:
        """Return an amount; nothing where it is missing."""
        found = self.belop.get(post)
        return found.verdi if found and found.verdi is not None else Decimal(0)

    def total(self, posts: Iterable[str]) -> Decimal:
        """Return the sum of several amounts."""
        return exact_sum(self.value(post) for post in posts)

    def flip(self, posts: Iterable[str]) -> None:
        """Turn the sign of the amounts that are there."""
        for post in posts:
            found = self.belop.get(post)
            if found and found.verdi:
                self.belop[post] = replace(found, verdi=found.verdi.copy_negate())

    def fit(self, post: str, computed: Decimal) -> None:
        """Turn one amount when only its opposite is what the others add up to."""
        given = self.value(post)
        near = abs(exact_sum((given, -computed))) <= SLACK
        if not near and abs(exact_sum((given, computed))) <= SLACK:
            self.flip((post,))


def settle_signs(belop: Mapping[str, Belop], assumptions: Assumptions) -> dict[str, Belop]:
    """Return the amounts signed as `Slag` says, whichever way the form prints them."""
    signs = Signs(belop)
    income = signs.value("brutto_driftsinntekter") or signs.total(_INCOMES)
    chosen = assumptions.settle(
        "fortegn",
        "negative" if income < 0 else "positive",
        "Inntekter er skrevet som {verdi} tall.",
        "Etter fortegnet på sum driftsinntekter.",
    )
    if chosen == "negative":
        signs.flip(_PRINTED_AS_INCOME)
    # A group that can only be positive, but is printed below zero. Single expenses may be negative.
    for group in (_EXPENSES, _FINANCE, _SET_ASIDE, _USED, ("motpost_avskrivninger",)):
        is_right = group is _EXPENSES and signs.value("driftsutgifter") > 0
        if not is_right and signs.total(group) < 0:
            signs.flip(group)
    _settle_results(signs)
    _settle_funds(signs)
    return signs.belop


def _settle_results(signs: Signs) -> None:
    if "brutto_driftsinntekter" in signs.belop and "driftsutgifter" in signs.belop:
        expenses = signs.value("driftsutgifter")
        signs.fit(
            "brutto_driftsresultat", exact_sum((signs.value("brutto_driftsinntekter"), -expenses))
        )
    incomes = signs.total(("renteinntekter", "utbytter", "gevinst_tap_finans"))
    signs.fit("netto_finansutgifter", exact_sum((incomes, -signs.total(_FINANCE))))
    if "brutto_driftsresultat" in signs.belop:
        parts = ("brutto_driftsresultat", "netto_finansutgifter", "motpost_avskrivninger")
        signs.fit("netto_driftsresultat", signs.total(parts))


def _settle_funds(signs: Signs) -> None:
    """Settle netted fund lines, the sum of dispositions and what is carried forward."""
    netto = signs.value("netto_driftsresultat")
    left = abs(signs.value("fremfort_til_inndekning"))
    fixed = exact_sum((signs.total(_SET_ASIDE), -signs.total(_USED)))
    flips = [set[str]()]
    for post in _NETTED:
        flips += [{*one, post} for one in flips] if signs.value(post) else []
    for flipped in flips:
        netted = (signs.value(post) * (-1 if post in flipped else 1) for post in _NETTED)
        rest = exact_sum((netto, -fixed, *(-one for one in netted)))
        if abs(rest) <= SLACK or abs(exact_sum((rest, left))) <= SLACK:
            signs.flip(flipped)
            break
    disposed = exact_sum((fixed, signs.total(_NETTED)))
    signs.fit("sum_disponeringer", disposed)
    signs.fit("fremfort_til_inndekning", exact_sum((netto, -disposed)))

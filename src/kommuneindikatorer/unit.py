"""Units measured: each indicator's amount and share of the income, exact; and groups of units."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from kommuneindikatorer.groups.statistics import Statistikk
from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.catalogue import INDIKATORER
from kommuneindikatorer.measures.indikator import Enhet as Maal
from kommuneindikatorer.measures.indikator import Indikator, Values
from kommuneindikatorer.model import Basis, Belop, Nivaa, Regnskap
from kommuneindikatorer.numbers import percent_of
from kommuneindikatorer.register import OSLO, todays_code

INNTEKT = "brutto_driftsinntekter"


@dataclass(frozen=True, slots=True)
class Maaling:
    """A value, unrounded.

    Attributes:
        belop: Amount in 1000 kr; None when missing or when the value is no amount.
        pst: Per cent of gross operating income; None when missing or not a percentage.
        aar: Years, for the one indicator that is years; else None.
        mangler: Why the value, or a part of it, is missing; a Norwegian sentence or empty.
    """

    belop: Decimal | Fraction | None = None
    pst: Fraction | None = None
    aar: Fraction | None = None
    mangler: str = ""


def measure(regnskap: Regnskap) -> dict[str, Maaling]:
    """Return every indicator by id, of accounts that `derive` has completed."""
    values = {post: one.verdi for post, one in regnskap.belop.items() if one.verdi is not None}
    return {
        one.id: _lacking(one, regnskap, posts) if posts else _measured(one, regnskap, values)
        for one, posts in _needs(tuple(values))
    }


def amount(regnskap: Regnskap, post: str) -> Decimal | None:
    """Return one line's amount; None when the line is missing."""
    found = regnskap.belop.get(post)
    return found.verdi if found else None


@lru_cache(maxsize=100)
def _needs(given: tuple[str, ...]) -> tuple[tuple[Indikator, tuple[str, ...]], ...]:
    """Return each indicator with those of its lines that are not given: alike, row after row."""
    return tuple(
        (one, tuple(post for post in one.behov if post not in given)) for one in INDIKATORER
    )


def _measured(indikator: Indikator, regnskap: Regnskap, values: Values) -> Maaling:
    value = indikator.verdi(values, regnskap.nivaa)
    if value is None:
        return Maaling(mangler=indikator.uten_mening)
    if indikator.enhet is Maal.AAR:
        return Maaling(aar=Fraction(value))
    if indikator.enhet is Maal.KRONER:
        return Maaling(belop=value)
    return _of_income(indikator, regnskap, value)


def _of_income(indikator: Indikator, regnskap: Regnskap, value: Decimal | Fraction) -> Maaling:
    income = amount(regnskap, INNTEKT)
    if income is None:
        given = _lacking(indikator, regnskap, (INNTEKT,))
        return Maaling(value, given.pst, mangler=given.mangler)
    if income <= 0:
        return Maaling(value, mangler="Sum driftsinntekter er ikke over null.")
    return Maaling(value, percent_of(value, income))


def _lacking(indikator: Indikator, regnskap: Regnskap, posts: tuple[str, ...]) -> Maaling:
    """Return the percentage the file gives where the amounts are missing, and why they are."""
    if not regnskap.prosent and regnskap.belop.keys().isdisjoint(posts):
        return _not_given(posts)
    why = " ".join(_reason(post, regnskap.belop.get(post)) for post in posts)
    given = regnskap.prosent.get(indikator.id)
    if indikator.enhet is Maal.PROSENT and given and given.verdi is not None:
        return Maaling(pst=Fraction(given.verdi), mangler=why)
    return Maaling(mangler=why)


@cache
def _not_given(posts: tuple[str, ...]) -> Maaling:
    """Return what is said of lines that no file has: the same for unit after unit."""
    return Maaling(mangler=" ".join(_reason(post, None) for post in posts))


def _reason(post: str, belop: Belop | None) -> str:
    name = POST[post].nb
    if belop and belop.mangler:
        return f"{name}: {belop.mangler}"
    return f"{name} er ikke oppgitt og kan ikke avledes av det som er oppgitt."


@dataclass(frozen=True, slots=True)
class Enhet:
    """One unit, year and basis.

    Attributes:
        regnskap: Its accounts, with what follows from them.
        indikatorer: Every indicator by id.
        landsdel: Region by the file, else by the register, else as chosen; None if unknown.
        navn: Name by the file, else by the register; None if unknown.
    """

    regnskap: Regnskap
    indikatorer: Mapping[str, Maaling]
    landsdel: str | None
    navn: str | None

    @property
    def inntekt(self) -> Decimal | None:
        """Gross operating income, 1000 kr."""
        return amount(self.regnskap, INNTEKT)

    @property
    def kode(self) -> str | None:
        """The code it has today, by which years are compared."""
        return todays_code(self.regnskap.kommunenummer)

    @property
    def er_kommune(self) -> bool:
        """Whether it is a municipality."""
        return self.regnskap.nivaa is Nivaa.KOMMUNE

    @property
    def er_oslo(self) -> bool:
        """Whether it is Oslo, which the note's groups leave out."""
        return self.regnskap.kommunenummer == OSLO


@dataclass(frozen=True, slots=True)
class Gruppe:
    """One group in one year.

    Attributes:
        inndeling: The division's id.
        id: The group's id: that of the same group among the note's facts.
        gruppe: The group's name.
        aar: Year of accounts; None if unknown.
        basis: Whose money.
        enheter: The units in it, with or without a value.
        statistikk: Figures by indicator, of those in `GRUPPERT`.
    """

    inndeling: str
    id: str
    gruppe: str
    aar: int | None
    basis: Basis
    enheter: tuple[Enhet, ...]
    statistikk: Mapping[str, Statistikk]


@dataclass(frozen=True, slots=True)
class Anslag:
    """The weighted result of all municipalities, where only some have accounts this year.

    Attributes:
        aar: The year estimated.
        basis: Whose money.
        indikator: The indicator's id.
        antall_utvalg: Units in the sample, with a value in both years.
        antall_utenfor: Units given the sample's development.
        pst: The estimate, per cent of income.
    """

    aar: int
    basis: Basis
    indikator: str
    antall_utvalg: int
    antall_utenfor: int
    pst: Fraction

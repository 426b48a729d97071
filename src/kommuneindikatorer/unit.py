"""Accounts to measured units: derived, checked, placed in their region.

One unit in one year first: each indicator's amount and share of the income, exact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from kommuneindikatorer.derivation import decimals_of, derive
from kommuneindikatorer.gate import doubts_of, first_row, open_doubts
from kommuneindikatorer.items import POST
from kommuneindikatorer.measures.catalogue import INDIKATOR, INDIKATORER
from kommuneindikatorer.measures.indikator import Enhet as Maal
from kommuneindikatorer.measures.indikator import Indikator, Values
from kommuneindikatorer.model import Belop, Nivaa, Regnskap, whose
from kommuneindikatorer.numbers import format_number, percent_of
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Alvor, Kode, Problems, Tvil
from kommuneindikatorer.register import OSLO, find_kommuner, todays_code
from kommuneindikatorer.wording import LONGEST_SHOWN, shortened

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


HELD_BACK = Maaling(mangler="Tallet er holdt tilbake til tvilen om filen er avklart.")


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
    if indikator.fra and regnskap.aar and regnskap.aar < indikator.fra:
        return Maaling(mangler=indikator.for_tidlig)
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
        tvil: Why the figures are held back; empty where they are shown.
    """

    regnskap: Regnskap
    indikatorer: Mapping[str, Maaling]
    landsdel: str | None
    navn: str | None
    tvil: tuple[Tvil, ...] = ()

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


PROSENT_STEMMER_IKKE = Kode(
    "prosent-stemmer-ikke",
    Alvor.ADVARSEL,
    "{hvem}: «{indikator}» er oppgitt til {oppgitt} prosent, men beløpene gir {avledet}. "
    "Beløpene er brukt.",
    "Sjekk at prosenten er av brutto driftsinntekter.",
)
NYTT_NUMMER = Kode(
    "nytt-kommunenummer",
    Alvor.INFO,
    "{gammelt} {navn} gjaldt i 2020–2023, og er {nytt} fra 2024. Landsdel og fjorårstall følger "
    "det nye nummeret.",
)
DELT_KOMMUNE = Kode(
    "delt-kommune",
    Alvor.INFO,
    "{gammelt} {navn} er delt i {nye} fra 2024, og blir ikke sammenlignet med dem.",
)
UKJENT_NUMMER = Kode(
    "ukjent-kommunenummer",
    Alvor.ADVARSEL,
    "Kommunenummeret «{verdi}» finnes ikke i 2020–2026. Kommunen er ikke i noen landsdel.",
    "Sjekk nummeret, eller oppgi landsdel i filen.",
)
OPPDIKTET_NUMMER = Kode(
    "oppdiktet-kommunenummer",
    Alvor.INFO,
    "Kommune {verdi} finnes ikke: {navn} er et oppdiktet eksempel.",
)
LANGT_NAVN = Kode(
    "langt-navn",
    Alvor.ADVARSEL,
    "Navnet begynner «{verdi}», og er på {lengde} tegn. De første {grense} er brukt.",
    "Sjekk at kolonnen med navn bare har navn.",
)

OPPDIKTET, OPPDIKTET_NAVN = "9999", "Eksempelvik"
"""The example's municipality; Statistics Norway gives the number to none. A file of the user's
own may have the number too: without the name it is unknown, and nothing is said of its figures."""


def units_of(
    accounts: Iterable[Regnskap], options: Options, problems: Problems
) -> tuple[Enhet, ...]:
    """Return each account measured; what is wrong with it or its code is reported."""
    given = tuple(accounts)
    said = options if len({one.kommunenummer for one in given}) == 1 else Options()
    units = tuple(
        _unit(_named(_completed(one, said), problems), options, problems) for one in given
    )
    for unit in {one.regnskap.kommunenummer: one for one in units if one.er_kommune}.values():
        _say_code(unit, problems)
    return units


def _completed(given: Regnskap, said: Options) -> Regnskap:
    """Return the accounts with name and population as chosen, where the file has none.

    Only for files of one municipality: a choice cannot be of several.
    """
    if not (said.navn or said.folkemengde):
        return given
    people = int(said.folkemengde) if said.folkemengde else None
    return replace(
        given,
        navn=given.navn or said.navn or None,
        folkemengde=people if given.folkemengde is None else given.folkemengde,
    )


def _named(given: Regnskap, problems: Problems) -> Regnskap:
    """Return the accounts with a name that can be shown; one that is cut is reported."""
    name = given.navn or ""
    short = shortened(name)
    if short == name:
        return given
    problems.add(LANGT_NAVN, first_row(given), name, lengde=len(name), grense=LONGEST_SHOWN)
    return replace(given, navn=short)


def _unit(given: Regnskap, options: Options, problems: Problems) -> Enhet:
    regnskap = derive(given, problems)
    measured = measure(regnskap)
    for ident, found in measured.items() if regnskap.prosent else ():
        _check_percent(regnskap, ident, found, problems)
    known = find_kommuner(regnskap.kommunenummer)
    landsdel = regnskap.landsdel or (known[0].landsdel if known else options.landsdel) or None
    navn = regnskap.navn or (known[0].navn if known else None)
    named = regnskap if navn == regnskap.navn else replace(regnskap, navn=navn)
    doubts = open_doubts((*regnskap.tvil, *doubts_of(named)), options)
    shown = dict.fromkeys(measured, HELD_BACK) if doubts else measured
    return Enhet(named, shown, landsdel, navn, doubts)


def _check_percent(regnskap: Regnskap, ident: str, found: Maaling, problems: Problems) -> None:
    given = regnskap.prosent.get(ident)
    if given is None or given.verdi is None or found.pst is None or found.belop is None:
        return
    places = decimals_of(given.verdi)
    if abs(Fraction(given.verdi) - found.pst) <= Fraction(1, 10**places):
        return
    problems.add(
        PROSENT_STEMMER_IKKE,
        verdi=f"{given.verdi:f}",
        hvem=whose(regnskap),
        indikator=INDIKATOR[ident].etikett,
        oppgitt=format_number(given.verdi, places),
        avledet=format_number(found.pst, places),
    )


def _say_code(unit: Enhet, problems: Problems) -> None:
    """Say when the code has changed, is split, or is in no register."""
    code = unit.regnskap.kommunenummer
    known = find_kommuner(code)
    if code == OPPDIKTET and (unit.navn or "").startswith(OPPDIKTET_NAVN):
        problems.add(OPPDIKTET_NUMMER, verdi=code, navn=OPPDIKTET_NAVN)
    elif code and not known:
        problems.add(UKJENT_NUMMER, verdi=code)
    elif len(known) > 1:
        new = " og ".join(f"{one.kommunenummer} {one.navn}" for one in known)
        problems.add(DELT_KOMMUNE, verdi=code, gammelt=code, navn=unit.navn, nye=new)
    elif known and known[0].kommunenummer != code:
        new = known[0].kommunenummer
        problems.add(NYTT_NUMMER, verdi=code, gammelt=code, navn=unit.navn, nytt=new)

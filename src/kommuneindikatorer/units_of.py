"""Accounts to measured units: derived, checked, placed in their region."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.derivation import derive, whose
from kommuneindikatorer.document import LONGEST_SHOWN, shortened
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.model import Regnskap
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.register import find_kommuner
from kommuneindikatorer.unit import Enhet, Maaling, measure

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
    "Kommune {verdi} finnes ikke. Tallene er et oppdiktet eksempel.",
)
LANGT_NAVN = Kode(
    "langt-navn",
    Alvor.ADVARSEL,
    "Navnet begynner «{verdi}», og er på {lengde} tegn. De første {grense} er brukt.",
    "Sjekk at kolonnen med navn bare har navn.",
)

OPPDIKTET = "9999"
"""The number of the example's municipality; Statistics Norway gives it to none."""


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
    problems.add(LANGT_NAVN, _place(given), name, lengde=len(name), grense=LONGEST_SHOWN)
    return replace(given, navn=short)


def _place(given: Regnskap) -> Sted:
    """Return the first row the accounts came from; an unknown place where no row is kept."""
    rows = (row for one in given.belop.values() for row in one.opphav)
    return next((Sted(row.fil, row.rad) for row in rows), Sted())


def _unit(given: Regnskap, options: Options, problems: Problems) -> Enhet:
    regnskap = derive(given, problems)
    measured = measure(regnskap)
    for ident, found in measured.items() if regnskap.prosent else ():
        _check_percent(regnskap, ident, found, problems)
    known = find_kommuner(regnskap.kommunenummer)
    landsdel = regnskap.landsdel or (known[0].landsdel if known else options.landsdel) or None
    navn = regnskap.navn or (known[0].navn if known else None)
    named = regnskap if navn == regnskap.navn else replace(regnskap, navn=navn)
    return Enhet(named, measured, landsdel, navn)


def _check_percent(regnskap: Regnskap, ident: str, found: Maaling, problems: Problems) -> None:
    given = regnskap.prosent.get(ident)
    if given is None or given.verdi is None or found.pst is None or found.belop is None:
        return
    places = _places(given.verdi)
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


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _say_code(unit: Enhet, problems: Problems) -> None:
    """Say when the code has changed, is split, or is in no register."""
    code = unit.regnskap.kommunenummer
    known = find_kommuner(code)
    if code == OPPDIKTET:
        problems.add(OPPDIKTET_NUMMER, verdi=code)
    elif code and not known:
        problems.add(UKJENT_NUMMER, verdi=code)
    elif len(known) > 1:
        new = " og ".join(f"{one.kommunenummer} {one.navn}" for one in known)
        problems.add(DELT_KOMMUNE, verdi=code, gammelt=code, navn=unit.navn, nye=new)
    elif known and known[0].kommunenummer != code:
        new = known[0].kommunenummer
        problems.add(NYTT_NUMMER, verdi=code, gammelt=code, navn=unit.navn, nytt=new)

"""One indicator of one unit: its amount and its share of the income, exact."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sitegen.indicators.items import POST
from sitegen.indicators.measures.catalogue import INDIKATORER
from sitegen.indicators.measures.indikator import Enhet, Indikator
from sitegen.indicators.model import Belop, Regnskap

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
    return {one.id: _measured(one, regnskap) for one in INDIKATORER}


def amount(regnskap: Regnskap, post: str) -> Decimal | None:
    """Return one line's amount; None when the line is missing."""
    found = regnskap.belop.get(post)
    return found.verdi if found else None


def _measured(indikator: Indikator, regnskap: Regnskap) -> Maaling:
    amounts = {post: amount(regnskap, post) for post in indikator.behov}
    values = {post: one for post, one in amounts.items() if one is not None}
    lacking = [post for post in indikator.behov if post not in values]
    if lacking:
        return _given_percent(indikator, regnskap, _reasons(lacking, regnskap))
    value = indikator.verdi(values, regnskap.nivaa)
    if value is None:
        return Maaling(mangler=indikator.uten_mening)
    if indikator.enhet is Enhet.AAR:
        return Maaling(aar=Fraction(value))
    if indikator.enhet is Enhet.KRONER:
        return Maaling(belop=value)
    return _of_income(indikator, regnskap, value)


def _of_income(indikator: Indikator, regnskap: Regnskap, value: Decimal | Fraction) -> Maaling:
    income = amount(regnskap, INNTEKT)
    if income is None:
        given = _given_percent(indikator, regnskap, _reasons([INNTEKT], regnskap))
        return Maaling(value, given.pst, mangler=given.mangler)
    if income <= 0:
        return Maaling(value, mangler="Sum driftsinntekter er ikke over null.")
    return Maaling(value, 100 * Fraction(value) / Fraction(income))


def _given_percent(indikator: Indikator, regnskap: Regnskap, why: str) -> Maaling:
    """Return the percentage the file gives where the amounts are missing."""
    given = regnskap.prosent.get(indikator.id)
    if indikator.enhet is Enhet.PROSENT and given and given.verdi is not None:
        return Maaling(pst=Fraction(given.verdi), mangler=why)
    return Maaling(mangler=why)


def _reasons(posts: list[str], regnskap: Regnskap) -> str:
    return " ".join(_reason(post, regnskap.belop.get(post)) for post in posts)


def _reason(post: str, belop: Belop | None) -> str:
    name = POST[post].nb
    if belop and belop.mangler:
        return f"{name}: {belop.mangler}"
    return f"{name} er ikke oppgitt og kan ikke avledes av det som er oppgitt."

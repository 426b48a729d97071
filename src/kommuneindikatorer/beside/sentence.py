"""One plain sentence or three about one unit: for the top of the page, and of the print."""

from collections.abc import Sequence
from fractions import Fraction

from kommuneindikatorer.beside.asked import Enkelt, Spurt, Verdi
from kommuneindikatorer.beside.placing import Plass
from kommuneindikatorer.beside.rows import Sammenlikning
from kommuneindikatorer.numbers import format_number

NETTO = "netto_driftsresultat"
_MILLION = 1000
"""Thousand kroner in a million."""


def sentence(spurt: Spurt, rows: Sequence[Sammenlikning], plass: Plass | None) -> str:
    """Return what the accounts say, beside the nearest group of the same year, and the place."""
    found = spurt.enhet.indikatorer.get(NETTO, Verdi())
    if found.pst is None and found.belop is None:
        return ""
    parts = (_own(spurt.enhet, found), _beside(spurt.enhet, rows), _placed(spurt, plass))
    return " ".join(part for part in parts if part)


def _own(unit: Enkelt, found: Verdi) -> str:
    who = unit.navn or "Regnskapet"
    year = "" if unit.aar is None else f" i {unit.aar}"
    percent = "" if found.pst is None else f"{_percent(found.pst)} av driftsinntektene"
    amount = "" if found.belop is None else _amount(Fraction(found.belop))
    both = f"{amount}, {percent}" if amount and percent else amount or percent
    return f"{who} hadde{year} et netto driftsresultat på {both}."


def _amount(thousands: Fraction) -> str:
    """Return kroner in words: millions from ten million on, else thousands."""
    if abs(thousands) >= 10 * _MILLION:
        return f"{format_number(thousands / _MILLION, 1)} millioner kroner"
    return f"{format_number(thousands)} tusen kroner"


def _beside(unit: Enkelt, rows: Sequence[Sammenlikning]) -> str:
    """Return the first group printed for the unit's own year; nothing where there is none."""
    for row in rows:
        for one in row.trykt:
            if one.indikator == NETTO and one.aar == unit.aar:
                value = _percent(Fraction(one.verdi), decimals=_decimals(one.verdi))
                told = (one.utvalg if one.utvalg != "alle" else "", one.grunnlag, one.status)
                return f"{row.navn} hadde {value} ({', '.join(filter(None, told))})."
    return ""


def _placed(spurt: Spurt, plass: Plass | None) -> str:
    if plass is None:
        return ""
    return (
        f"{format_number(plass.hoyere)} av {format_number(plass.antall)} kommuner hadde et høyere "
        f"resultat i {plass.aar} ({spurt.basis}, endelige tall)."
    )


def _percent(value: Fraction, decimals: int = 1) -> str:
    return f"{format_number(value, decimals)} prosent"


def _decimals(value: object) -> int:
    return len(str(value).partition(".")[2])

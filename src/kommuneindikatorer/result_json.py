"""The result as one JSON object: the core's only published form."""

from collections.abc import Mapping
from dataclasses import fields

from kommuneindikatorer.assumptions import Antakelse
from kommuneindikatorer.groups.estimate import Anslag
from kommuneindikatorer.groups.grouping import Gruppe
from kommuneindikatorer.groups.statistics import FELLES, Statistikk
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.maaling import Maaling
from kommuneindikatorer.model import Belop, Filing, Origin, Regnskap
from kommuneindikatorer.problems import Problem
from kommuneindikatorer.result import Result
from kommuneindikatorer.unit import Enhet


def result_json(result: Result) -> str:
    """Return the object on one line. Amounts in 1000 kr and percentages are text, missing null."""
    return json_text(
        {
            "format": result.format,
            "kodet": result.kodet,
            "filer": [_filing(one) for one in result.filer],
            "kolonner": result.kolonner,
            "antakelser": [_assumption(one) for one in result.antakelser],
            "enheter": [_unit(one) for one in result.enheter],
            "grupper": [_group(one) for one in result.grupper],
            "anslag": [_estimate(one) for one in result.anslag],
            "problemer": [_problem(one) for one in result.problemer],
        }
    )


def _filing(one: Filing) -> Json:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _assumption(one: Antakelse) -> Json:
    return {
        "id": one.id,
        "tekst": one.tekst,
        "verdi": one.verdi,
        "grunn": one.grunn,
        "valg": [{"verdi": valg.verdi, "etikett": valg.etikett} for valg in one.valg],
        "oppgitt": one.oppgitt,
    }


def _unit(one: Enhet) -> Json:
    regnskap = one.regnskap
    return {
        "kommunenummer": regnskap.kommunenummer,
        "kommunenummer_i_dag": one.kode,
        "navn": one.navn,
        "aar": regnskap.aar,
        "nivaa": regnskap.nivaa.value,
        "basis": regnskap.basis.value,
        "landsdel": one.landsdel,
        "folkemengde": regnskap.folkemengde,
        "indikatorer": {ident: _measured(found) for ident, found in one.indikatorer.items()},
        "poster": _items(regnskap),
    }


def _measured(found: Maaling) -> Json:
    """Return amount and percentage; years and the reason for a gap only where there are any."""
    said: dict[str, Json] = {"belop": found.belop, "pst": found.pst}
    if found.aar is not None:
        said["aar"] = found.aar
    if found.mangler:
        said["mangler"] = found.mangler
    return said


def _items(regnskap: Regnskap) -> Mapping[str, Json]:
    return {post: _item(one) for post, one in regnskap.belop.items()}


def _item(one: Belop) -> Json:
    said: dict[str, Json] = {"belop": one.verdi, "rader": one.rader}
    if one.mangler and one.verdi is None:
        said["mangler"] = one.mangler
    if one.avledet:
        said |= {"formel": one.avledet.formel, "av": one.avledet.av}
    if one.opphav:
        said["opphav"] = [_origin(row) for row in one.opphav]
    return said


def _origin(row: Origin) -> Json:
    return {"fil": row.fil, "rad": row.rad, "kolonne": row.kolonne, "tekst": row.tekst}


def _group(one: Gruppe) -> Json:
    return {
        "inndeling": one.inndeling,
        "id": one.id,
        "gruppe": one.gruppe,
        "aar": one.aar,
        "basis": one.basis.value,
        "antall": len(one.enheter),
        **{ident: _statistics(ident, found) for ident, found in one.statistikk.items()},
    }


def _statistics(ident: str, found: Statistikk) -> Json:
    """Return the figures, of the shares only those that say something of the indicator."""
    return {name: getattr(found, name) for name in (*FELLES, *INDIKATOR[ident].andeler)}


def _estimate(one: Anslag) -> Json:
    return {
        "aar": one.aar,
        "basis": one.basis.value,
        "indikator": one.indikator,
        "antall_utvalg": one.antall_utvalg,
        "antall_utenfor": one.antall_utenfor,
        "pst": one.pst,
    }


def _problem(one: Problem) -> Json:
    return {
        "kode": one.kode,
        "alvor": one.alvor.value,
        "fil": one.sted.fil,
        "rad": one.sted.rad,
        "kolonne": one.sted.kolonne,
        "verdi": one.verdi,
        "melding": one.melding,
    }

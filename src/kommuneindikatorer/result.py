"""All that comes out of the core: one value, and its one published form, a JSON object."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from kommuneindikatorer.groups.statistics import FELLES, Statistikk
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.model import Belop, Filing, Origin, Regnskap
from kommuneindikatorer.options import Antakelse
from kommuneindikatorer.problems import Problem
from kommuneindikatorer.unit import Anslag, Enhet, Gruppe, Maaling


@dataclass(frozen=True, slots=True)
class Result:
    """What the files gave.

    Attributes:
        format: The reader's id; several joined with « + »; empty when nothing was read.
        kodet: The files' encoding, joined likewise.
        filer: How each file was taken in.
        kolonner: Headings to choose from with `Options.kolonne`.
        antakelser: What was assumed.
        enheter: Each unit, year and basis.
        grupper: Groups with their statistics.
        anslag: The whole estimated from a sample.
        problemer: What was wrong, in the order found.
    """

    format: str
    kodet: str
    filer: tuple[Filing, ...]
    kolonner: tuple[str, ...]
    antakelser: tuple[Antakelse, ...]
    enheter: tuple[Enhet, ...]
    grupper: tuple[Gruppe, ...]
    anslag: tuple[Anslag, ...]
    problemer: tuple[Problem, ...]

    @property
    def is_computed(self) -> bool:
        """Whether any indicator of any unit has a value."""
        return any(
            found.belop is not None or found.pst is not None
            for unit in self.enheter
            for found in unit.indikatorer.values()
        )


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

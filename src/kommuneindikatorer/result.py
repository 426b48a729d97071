"""All that comes out of the core: one value, and its one published form, a JSON object."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.groups.statistics import FELLES, Statistikk
from kommuneindikatorer.json_text import Json, json_text
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.model import Basis, Belop, Filing
from kommuneindikatorer.options import Antakelse
from kommuneindikatorer.problems import Problem
from kommuneindikatorer.register import find_kommuner
from kommuneindikatorer.unit import Enhet, Maaling


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


@dataclass(frozen=True, slots=True)
class Svar:
    """One answer to a question.

    Attributes:
        verdi: The value of the option.
        etikett: Its name for people.
        husk: What chooses the same in next year's file of the kind.
        tall: What would come out, a Norwegian phrase; empty where it is not tried.
        holder: Whether figures would be shown; None where it is not tried.
    """

    verdi: str
    etikett: str
    husk: str
    tall: str
    holder: bool | None


@dataclass(frozen=True, slots=True)
class Sporsmal:
    """The one question that would settle a doubt.

    Attributes:
        valg: The field of `Options` to set.
        tekst: The question, a Norwegian sentence.
        hvorfor: What was found, and what it probably means.
        kode: The doubt's code: `Options.bekreftet` takes it where the figures are right.
        merke: The same for these figures only: next year's are asked about again.
        svar: The answers, the probable first; empty means free text.
    """

    valg: str
    tekst: str
    hvorfor: str
    kode: str
    merke: str
    svar: tuple[Svar, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the files gave.

    Attributes:
        format: The reader's id; several joined with « + »; empty when nothing was read.
        kodet: The files' encoding, joined likewise.
        filer: How each file was taken in.
        kolonner: Headings to choose from with `Options.kolonne`.
        skjemaer: Names of the forms that KOSTRA records are of, ``0A``.
        antakelser: What was assumed.
        enheter: Each unit, year and basis.
        grupper: Groups with their statistics.
        anslag: The whole estimated from a sample.
        problemer: What was wrong, in the order found.
        sporsmal: What must be answered before figures are shown; None where nothing must.
    """

    format: str
    kodet: str
    filer: tuple[Filing, ...]
    kolonner: tuple[str, ...]
    skjemaer: tuple[str, ...]
    antakelser: tuple[Antakelse, ...]
    enheter: tuple[Enhet, ...]
    grupper: tuple[Gruppe, ...]
    anslag: tuple[Anslag, ...]
    problemer: tuple[Problem, ...]
    sporsmal: Sporsmal | None = None

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
            "filer": result.filer,
            "kolonner": result.kolonner,
            "skjemaer": result.skjemaer,
            "antakelser": result.antakelser,
            "enheter": [_unit(one) for one in result.enheter],
            "grupper": [_group(one) for one in result.grupper],
            "anslag": result.anslag,
            "problemer": [_problem(one) for one in result.problemer],
            "sporsmal": result.sporsmal,
        }
    )


def _unit(one: Enhet) -> Json:
    regnskap = one.regnskap
    return {
        "kommunenummer": regnskap.kommunenummer,
        "kommunenummer_i_dag": one.kode,
        "navn": one.navn,
        "aar": regnskap.aar,
        "nivaa": regnskap.nivaa,
        "basis": regnskap.basis,
        "kilde": regnskap.kilde,
        "landsdel": one.landsdel,
        "folkemengde": regnskap.folkemengde,
        "indikatorer": {ident: _measured(found) for ident, found in one.indikatorer.items()},
        "poster": {post: _item(found) for post, found in regnskap.belop.items()},
        **_parts(one),
        **({"tvil": [doubt.problem.kode for doubt in one.tvil]} if one.tvil else {}),
    }


def _parts(one: Enhet) -> dict[str, Json]:
    """Return what a municipality that was split is today, by number; nothing for any other."""
    parts = {part.kommunenummer: part.navn for part in find_kommuner(one.kode)}
    return {"deler": parts} if len(parts) > 1 else {}


def _measured(found: Maaling) -> Json:
    """Return amount and percentage; years and the reason for a gap only where there are any."""
    said: dict[str, Json] = {"belop": found.belop, "pst": found.pst}
    if found.aar is not None:
        said["aar"] = found.aar
    if found.mangler:
        said["mangler"] = found.mangler
    return said


def _item(one: Belop) -> Json:
    said: dict[str, Json] = {"belop": one.verdi, "rader": one.rader}
    if one.mangler and one.verdi is None:
        said["mangler"] = one.mangler
    if one.avledet:
        said |= {"formel": one.avledet.formel, "av": one.avledet.av}
    if one.opphav:
        said["opphav"] = one.opphav
    return said


def _group(one: Gruppe) -> Json:
    """Return the group; of the shares only those that say something of each indicator."""
    return {
        "inndeling": one.inndeling,
        "id": one.id,
        "gruppe": one.gruppe,
        "aar": one.aar,
        "basis": one.basis,
        "antall": len(one.enheter),
        **{
            ident: {name: getattr(found, name) for name in (*FELLES, *INDIKATOR[ident].andeler)}
            for ident, found in one.statistikk.items()
        },
    }


def _problem(one: Problem) -> Json:
    return {
        "kode": one.kode,
        "alvor": one.alvor,
        "fil": one.sted.fil,
        "rad": one.sted.rad,
        "kolonne": one.sted.kolonne,
        "verdi": one.verdi,
        "melding": one.melding,
    }

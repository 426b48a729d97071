"""From doubts to the one question that settles them, each answer with the figure it would give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kommuneindikatorer.numbers import format_number, kroner
from kommuneindikatorer.options import Antakelse, Options
from kommuneindikatorer.problems import Tvil, Valg
from kommuneindikatorer.result import Result, Sporsmal, Svar
from kommuneindikatorer.unit import Enhet

CONFIRMED = "bekreftet"
TEXTS: Mapping[str, str] = {
    "kolonne": "Hvilken kolonne har regnskapet?",
    "ikke-regnskap": "Ingen kolonne er et regnskap. Hvilken vil du se likevel?",
    "ark": "Hvilket ark har regnskapet?",
    "fil": "Hvilken fil skal telle?",
    "belopsenhet": "Er beløpene i kroner, 1000 kr eller millioner kroner?",
    "fortegn": "Hvordan er inntektene skrevet?",
    "aar": "Hvilket år gjelder tallene?",
    "basis": "Gjelder tallene kommunekassen eller kommunekonsernet?",
    "desimaltegn": "Hva er desimaltegnet?",
    CONFIRMED: "Er tallene riktige slik de er lest?",
    "kilde": "Er tallene et regnskap eller et budsjett?",
    "kontosiffer": "Hvilke sifre i kontoen er arten?",
    "kontokolonne": "Hvilken kolonne har kontoen eller arten?",
    "funksjonskolonne": "Hvilken kolonne har funksjonen?",
    "kommunenummer": "Hvilken kommune gjelder tallene?",
}
"""What is asked, by the field of `Options` that the answer sets, or by the code of the doubt."""

MOST_ANSWERS = 12
MOST_READ = 10_000
"""Rows read at most to try answers, the probable ones first: each costs a reading of all files."""
MOST_UNITS = 400
"""Units measured at most for an answer, the last ones: one of them gives its figure."""
_FEW_COLUMNS, _A_COLUMN = 50, 50
"""How many rows a column beyond the first costs about: its heading is looked at in many ways."""


def question(
    doubts: Iterable[Tvil],
    result: Result,
    options: Options,
    units: Callable[[Options], Sequence[Enhet]],
) -> Sporsmal | None:
    """Return the question of the first doubt that a choice can settle; None without a doubt.

    Where none can, it is only asked whether the figures are right all the same.

    Args:
        doubts: What makes the result unsafe, the gravest first.
        result: What came of the choices made so far.
        options: Those choices.
        units: Returns the units that other choices would give.
    """
    said = {one.id: one for one in result.antakelser}
    every = tuple(doubts)
    for one in every:
        possible = _possible(one, said.get(one.valg))
        if one.valg and len(possible) != 1:
            tried = _tried(one.valg, possible, result, options, units)
            text = TEXTS.get(one.problem.kode) or TEXTS.get(one.valg, "Hva gjelder?")
            return Sporsmal(one.valg, text, one.tekst, one.problem.kode, one.merke, tried)
    return next((_confirmation(one) for one in every), None)


def _confirmation(one: Tvil) -> Sporsmal:
    return Sporsmal(CONFIRMED, TEXTS[CONFIRMED], one.tekst, one.problem.kode, one.merke, ())


def _possible(one: Tvil, said: Antakelse | None) -> tuple[Valg, ...]:
    offered = {value.verdi: value for value in said.valg} if said else {}
    possible = one.mulige or tuple(offered.values())
    return tuple(
        replace(value, husk=offered[value.verdi].husk) if value.verdi in offered else value
        for value in possible[:MOST_ANSWERS]
    )


def _tried(
    valg: str,
    possible: Sequence[Valg],
    result: Result,
    options: Options,
    units: Callable[[Options], Sequence[Enhet]],
) -> tuple[Svar, ...]:
    """Return the answers, those under which figures are shown first, then those not tried."""
    beyond = max(0, len(result.kolonner) - _FEW_COLUMNS)
    work = sum(one.rader for one in result.filer) + _A_COLUMN * beyond
    many = MOST_READ // work if work else len(possible)
    answers = [_answer(one, units(replace(options, **{valg: one.husk}))) for one in possible[:many]]
    answers += [Svar(one.verdi, one.etikett, one.husk, "", holder=None) for one in possible[many:]]
    return tuple(sorted(answers, key=lambda one: (not one.holder, one.holder is not None)))


def _answer(one: Valg, units: Sequence[Enhet]) -> Svar:
    shown = [unit for unit in units if not unit.tvil]
    holds = bool(shown) and len(shown) == len(units)
    figure = headline(shown[-1]) if shown else ""
    return Svar(one.verdi, one.etikett, one.husk, figure, holder=holds)


def headline(unit: Enhet) -> str:
    """Return the unit's net result as a phrase; of a balance alone, its fund."""
    for ident, name in (
        ("netto_driftsresultat", "netto driftsresultat"),
        ("disposisjonsfond", "disposisjonsfond"),
    ):
        found = unit.indikatorer[ident]
        parts = []
        if found.belop is not None:
            parts.append(kroner(found.belop))
        if found.pst is not None:
            parts.append(f"{format_number(found.pst, 2)} prosent")
        if parts:
            year = f" i {unit.regnskap.aar}" if unit.regnskap.aar else ""
            return f"{name}{year}: {', '.join(parts)}"
    return ""

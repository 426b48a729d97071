"""Files in, everything out: the one call that the command line, the build and the browser make."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kommuneindikatorer.document import Source
from kommuneindikatorer.groups.divisions import STANDARD, divisions, limits
from kommuneindikatorer.groups.grouping import estimates, group, report_edges, with_sector
from kommuneindikatorer.numbers import format_number, kroner
from kommuneindikatorer.options import Antakelse, Assumptions, Options, split_list
from kommuneindikatorer.problems import BARE_OVERSKRIFT, INGEN_ENHETER, Alvor, Problems, Tvil, Valg
from kommuneindikatorer.reading import Taken, opening_once, read_sources
from kommuneindikatorer.result import Result, Sporsmal, Svar
from kommuneindikatorer.row_log import Progress, no_progress
from kommuneindikatorer.twice import once
from kommuneindikatorer.unit import Enhet, units_of
from kommuneindikatorer.wording import listed


def compute(
    sources: Sequence[Source],
    options: Options,
    problems: Problems | None = None,
    progress: Progress = no_progress,
) -> Result:
    """Return what the files hold, measured and grouped. Never raises on their content.

    Args:
        sources: The files, of any formats.
        options: What the user has chosen.
        problems: Where problems are collected, with those of the options already in it.
        progress: Told how far each file is read.
    """
    found = Problems() if problems is None else problems
    opening = opening_once()
    taken = read_sources(sources, options, found, progress, opening)
    result = _computed(taken, options, found)
    doubts = dict.fromkeys(one for unit in result.enheter for one in unit.tvil)

    def units(chosen: Options) -> tuple[Enhet, ...]:
        """Return the units that other choices would give: an answer needs no groups."""
        if chosen == options:
            return result.enheter
        unsaid = Problems()
        taken = read_sources(sources, chosen, unsaid, opening=opening)
        return _units(taken, Assumptions(chosen), chosen, unsaid, last=MOST_UNITS)

    return replace(result, sporsmal=question(doubts, result, options, units))


def _units(
    taken: Taken, said: Assumptions, options: Options, found: Problems, last: int = 0
) -> tuple[Enhet, ...]:
    """Return the units of what was taken in, measured; of many only the last where it says so."""
    accounts = [one for reading in taken.readings for one in reading.regnskap]
    return once(units_of(accounts[-last:], options, found), options, said, found)


def _computed(taken: Taken, options: Options, found: Problems) -> Result:
    said = Assumptions(options)
    units = _units(taken, said, options, found)
    for doubt in dict.fromkeys(one for unit in units for one in unit.tvil):
        found.repeat(doubt.problem)
    if not units:
        _say_none(taken, found)
    bounds = limits(options.folkegrenser, found)
    selection = split_list(options.utvalg)
    groups = group(units, with_sector(units, divisions(bounds, selection)))
    report_edges(groups, bounds, found)
    return Result(
        format=_joined(reading.format for reading in taken.readings),
        kodet=_joined(one.kodet for one in taken.filer),
        filer=taken.filer,
        kolonner=tuple(name for reading in taken.readings for name in reading.kolonner),
        skjemaer=tuple(name for reading in taken.readings for name in reading.skjemaer),
        antakelser=(
            *_worth_saying(taken, units),
            *said.all(),
            *_grouping_said(units, bounds, options),
        ),
        enheter=units,
        grupper=groups,
        anslag=estimates(units, groups, selection),
        problemer=found.all(),
    )


_HOW_OPENED = frozenset({"koding", "skilletegn"})


def _worth_saying(taken: Taken, units: Sequence[Enhet]) -> tuple[Antakelse, ...]:
    """Return what was assumed; not how files were opened that were refused for what they are."""
    if units or any(one.lest for one in taken.filer):
        return taken.antakelser
    return tuple(one for one in taken.antakelser if one.oppgitt or one.id not in _HOW_OPENED)


def _say_none(taken: Taken, problems: Problems) -> None:
    """Report that files read without a fault hold no unit: rows passed over are no fault alone."""
    if taken.filer and not any(one.alvor is Alvor.FEIL for one in problems.all()):
        if taken.readings and not any(one.avvist for one in taken.filer):
            problems.add(BARE_OVERSKRIFT)
            return
        rejected = format_number(sum(one.avvist for one in taken.filer))
        rows = format_number(sum(one.rader for one in taken.filer))
        problems.add(INGEN_ENHETER, avvist=rejected, rader=rows)


def _joined(names: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(filter(None, names)))


def _grouping_said(
    units: Sequence[Enhet], bounds: Sequence[int], options: Options
) -> tuple[Antakelse, ...]:
    """Return what the population groups rest on; nothing where no population is known."""
    if not any(one.regnskap.folkemengde for one in units):
        return ()
    said = Assumptions(Options(folkemengde_dato=options.folkemengde_dato))
    said.settle(
        "folkegrenser",
        ",".join(str(bound) for bound in bounds),
        f"Gruppene etter innbyggertall deles ved {listed(map(format_number, bounds))} innbyggere; "
        "en kommune på grensen hører til gruppen over.",
        "Som i notatets tabell etter innbyggertall."
        if tuple(bounds) == STANDARD
        else "Valgt av deg.",
    )
    said.settle(
        "folkemengde_dato",
        "",
        "Folkemengden er per {verdi}.",
        "",
        ukjent="Det er ikke kjent hvilken dato folkemengden gjelder. "
        "Kommuner nær en grense kan komme i en annen gruppe.",
    )
    return said.all()


# From doubts to the one question that settles them, each answer with the figure it would give.
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

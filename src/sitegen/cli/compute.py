"""``sitegen compute``: files to indicators, printed or as JSON."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source, named_apart
from kommuneindikatorer.measures.catalogue import HOVEDMAAL, INDIKATOR, INDIKATORER
from kommuneindikatorer.model import Filing
from kommuneindikatorer.numbers import Number, format_number
from kommuneindikatorer.options import Antakelse, options_from, split_list
from kommuneindikatorer.problems import Alvor, Kode, Problem, Problems, Sted
from kommuneindikatorer.result import Gruppe, Result, Sporsmal, result_json
from kommuneindikatorer.row_log import Progress, no_progress
from kommuneindikatorer.unit import Enhet, Maaling
from sitegen.cli.command import Command
from sitegen.publish.tree import read_limited, reason

KAN_IKKE_APNES = Kode(
    "kan-ikke-apnes", Alvor.FEIL, "Filen kan ikke åpnes ({grunn}).", "Sjekk navn og tilgang."
)
LARGE = 5_000_000
"""Bytes of a file from which progress is worth showing."""


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("files", type=Path, nargs="+", metavar="FIL", help="regnskapsfil")
    sub.add_argument("--column", default="", metavar="NAVN", help="kolonnen som skal leses")
    sub.add_argument(
        "--groups",
        default="",
        metavar="INNDELING,…",
        help="folkemengde, landsdel, alle, alle_uten_oslo, utvalg, fylkeskommuner, kommunesektoren",
    )
    sub.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAVN=VERDI",
        help="et annet valg, som basis=kasse eller folkegrenser=2000,10000",
    )
    sub.add_argument("--all", action="store_true", help="vis alle kommuner og alle merknader")
    sub.add_argument("--json", action="store_true", help="skriv ett JSON-objekt")


def run(arguments: argparse.Namespace) -> int:
    """Return 0 when something was computed, else 1; prints the result."""
    problems = Problems()
    options = options_from(_choices(arguments), problems)
    sources = _sources(arguments.files, problems)
    progress = no_progress if arguments.json else _progress(sources)
    result = _only(compute(sources, options, problems, progress), split_list(arguments.groups))
    print(result_json(result) if arguments.json else report(result, everything=arguments.all))
    return 0 if result.is_computed else 1


def _choices(arguments: argparse.Namespace) -> dict[str, str]:
    pairs = (option.partition("=") for option in arguments.option)
    return {"kolonne": arguments.column} | {name: value for name, _, value in pairs}


def _sources(paths: Sequence[Path], problems: Problems) -> tuple[Source, ...]:
    found: list[Source] = []
    for path in paths:
        try:
            found.append(Source(path.name, read_limited(path)))
        except OSError as error:
            problems.add(KAN_IKKE_APNES, Sted(str(path)), grunn=reason(error))
    return named_apart(found)


def _only(result: Result, divisions: Sequence[str]) -> Result:
    """Return the result with the groups asked for; all of them when none is."""
    if not divisions:
        return result
    return replace(result, grupper=tuple(g for g in result.grupper if g.inndeling in divisions))


def _progress(sources: Sequence[Source]) -> Progress:
    if not sys.stderr.isatty() or max((len(one.data) for one in sources), default=0) < LARGE:
        return no_progress
    return _show_progress


def _show_progress(name: str, done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    print(f"\r{name}: {100 * done // max(1, total)} %", end=end, file=sys.stderr, flush=True)


SHOWN = 20
"""Rows of units and problems of a kind shown without ``--all``."""

NAMES = {
    "folkemengde": "Etter folkemengde, uten Oslo",
    "landsdel": "Etter landsdel, uten Oslo",
    "alle": "Alle kommuner",
    "alle_uten_oslo": "Alle kommuner uten Oslo",
    "utvalg": "Eget utvalg",
    "fylkeskommuner": "Alle fylkeskommuner",
    "kommunesektoren": "Kommunesektoren",
}
_SEVERITY = {Alvor.FEIL: "Feil", Alvor.ADVARSEL: "Advarsel", Alvor.INFO: "Merknad"}


def report(result: Result, *, everything: bool = False) -> str:
    """Return files, assumptions, units, groups and problems as text."""
    parts = [
        [_filing(one) for one in result.filer],
        [_assumption(one) for one in result.antakelser],
        _question(result.sporsmal),
        _units(result.enheter, everything=everything),
        *_groups(result.grupper),
        [_estimate(result)] if result.anslag else [],
        _problems(result.problemer, everything=everything),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _assumption(one: Antakelse) -> str:
    """Return what was assumed, chosen or not found out."""
    start = "Antatt:" if one.verdi and not one.oppgitt else ""
    return " ".join(filter(None, (start, one.tekst, one.grunn)))


def _question(asked: Sporsmal | None) -> list[str]:
    """Return what must be answered before figures are shown, and the option of each answer."""
    if asked is None:
        return []
    answers = [
        (f"  --option {asked.valg}={one.husk}", ": ".join(filter(None, (one.etikett, one.tall))))
        for one in asked.svar
    ]
    answers.append((f"  --option bekreftet={asked.merke}", "tallene er riktige slik de er lest"))
    width = max(len(option) for option, _ in answers)
    lines = [f"{option.ljust(width)}  {words}" for option, words in answers]
    return [f"Spørsmål: {asked.tekst}", asked.hvorfor, *lines]


def _filing(one: Filing) -> str:
    return (
        f"{one.navn}: {format_number(one.rader)} rader, {format_number(one.lest)} lest, "
        f"{format_number(one.avvist)} avvist"
    )


def _units(units: Sequence[Enhet], *, everything: bool) -> list[str]:
    if not units:
        return []
    shown = units if everything else units[:SHOWN]
    used = [
        one
        for one in INDIKATORER
        if any(unit.indikatorer[one.id].pst is not None for unit in units)
    ]
    names = [f"{one.kortnavn or one.etikett.lower()} %" for one in used]
    lines = grid(
        ("enhet", "år", "netto 1000 kr", *names),
        [_row(one, [column.id for column in used]) for one in shown],
    )
    more = len(units) - len(shown)
    return [*lines, *([f"… og {more} til (vis med --all)"] if more else [])]


def _row(one: Enhet, idents: Sequence[str]) -> tuple[str, ...]:
    found = one.indikatorer
    name = " ".join(filter(None, (one.regnskap.kommunenummer, one.navn))) or "(ukjent)"
    amount = _number(found["netto_driftsresultat"].belop, 0)
    return (name, str(one.regnskap.aar or "–"), amount, *(_percent(found[i]) for i in idents))


def _percent(found: Maaling) -> str:
    return _number(found.pst, 1)


def _number(value: Number | None, decimals: int) -> str:
    return "mangler" if value is None else format_number(value, decimals)


def _groups(groups: Sequence[Gruppe]) -> list[list[str]]:
    """Return one table for each division and indicator, of groups with more than one unit."""
    several = [one for one in groups if len(one.enheter) > 1 or one.inndeling == "utvalg"]
    return [
        [f"{NAMES[division]}: {INDIKATOR[ident].etikett.lower()}, prosent", *table]
        for division, members in groupby(several, key=lambda one: one.inndeling)
        for same in [list(members)]
        for ident in (one.id for one in HOVEDMAAL)
        if (table := _table(same, ident))
    ]


def _table(groups: Sequence[Gruppe], ident: str) -> list[str]:
    rows = [_group_row(one, ident) for one in groups if one.statistikk[ident].antall]
    heading = (
        *("gruppe", "år", "antall", "veid", "uveid", "median"),
        *("minst", "størst", "spredning 75 %", "andel negativ"),
    )
    return grid(heading, rows) if rows else []


def _group_row(one: Gruppe, ident: str) -> tuple[str, ...]:
    found = one.statistikk[ident]
    figures = (
        *(found.vektet, found.uvektet, found.median),
        *(found.min, found.maks, found.spredning_75, found.andel_negativ),
    )
    return (
        one.gruppe,
        str(one.aar or "–"),
        str(found.antall),
        *(_number(figure, 1) for figure in figures),
    )


def _estimate(result: Result) -> str:
    return "\n".join(
        f"Anslag for alle kommuner {one.aar}: {INDIKATOR[one.indikator].etikett.lower()} "
        f"{format_number(one.pst, 1)} prosent ({one.antall_utvalg} kommuner i utvalget; "
        f"{one.antall_utenfor} andre er gitt samme utvikling)."
        for one in result.anslag
    )


def _problems(problems: Sequence[Problem], *, everything: bool) -> list[str]:
    """Return the problems, the most serious first, of each kind at most `SHOWN`."""
    lines: list[str] = []
    for alvor, name in _SEVERITY.items():
        of_kind = [one for one in problems if one.alvor is alvor]
        shown = of_kind if everything else of_kind[:SHOWN]
        lines += [f"{name} ({one.kode}): {one.melding}" for one in shown]
        more = len(of_kind) - len(shown)
        lines += [f"… og {more} til (vis med --all)"] if more else []
    return lines


def grid(heading: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return heading, rule and rows; the first ``left`` columns to the left, the rest right."""
    table = [heading, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(heading))]
    lines = [_line(row, widths, left) for row in table]
    return [lines[0], "─" * len(lines[0]), *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int], left: int) -> str:
    cells = (
        cell.ljust(width) if place < left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells)


COMMANDS = (Command("compute", "regn ut indikatorer av regnskapsfiler", add_arguments, run),)

"""``sitegen compute``: files to indicators, printed or as JSON."""

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import options_from, split_list
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.result import Result, result_json
from kommuneindikatorer.row_log import Progress, no_progress
from sitegen.cli.report import report

KAN_IKKE_APNES = Kode(
    "kan-ikke-apnes", Alvor.FEIL, "Filen kan ikke åpnes ({grunn}).", "Sjekk navn og tilgang."
)
LARGE = 5_000_000
"""Bytes of a file from which progress is worth showing."""


def arguments(sub: argparse.ArgumentParser) -> None:
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


def run(chosen: argparse.Namespace) -> int:
    """Return 0 when something was computed, else 1; prints the result."""
    problems = Problems()
    options = options_from(_choices(chosen), problems)
    sources = _sources(chosen.files, problems)
    progress = no_progress if chosen.json else _progress(sources)
    result = _only(compute(sources, options, problems, progress), split_list(chosen.groups))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(result_json(result) if chosen.json else report(result, everything=chosen.all))
    return 0 if result.is_computed else 1


def _choices(chosen: argparse.Namespace) -> dict[str, str]:
    pairs = (option.partition("=") for option in chosen.option)
    return {"kolonne": chosen.column} | {name: value for name, _, value in pairs}


def _sources(paths: Sequence[Path], problems: Problems) -> list[Source]:
    found: list[Source] = []
    for path in paths:
        try:
            found.append(Source(path.name, path.read_bytes()))
        except OSError as error:
            problems.add(KAN_IKKE_APNES, Sted(str(path)), grunn=error.strerror or "ukjent")
    return found


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

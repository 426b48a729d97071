"""Time follows size: work is counted in steps, at 2, 4, 8 and 16 kB, and not by the clock.

A step is a call or a jump back in a loop of the core, and, for what patterns may do, a sign of a
text times itself: a pattern that goes back over all of it takes no more.
"""

import sys
from collections.abc import Callable
from itertools import pairwise
from re import Pattern
from types import CodeType

import pytest

from kommuneindikatorer.session import compute_json

HEAD = "Økonomisk oversikt drift;Regnskap 2023\n"
LINES = (
    "Sum driftsinntekter;900000\nSum driftsutgifter;880000\n"
    "Brutto driftsresultat;20000\nNetto driftsresultat;9000\n"
)
NAMES = ("Sum driftsinntekter", "Sum driftsutgifter", "Netto driftsresultat")
KB = (2_000, 4_000, 8_000, 16_000)


def many(row: str, size: int) -> str:
    """Return rows until they are so many signs; `row` is formatted with its number."""
    return "".join(row.format(at, at % 90) for at in range(size // len(row.format(10, 10))))


INPUTS: dict[str, Callable[[int], str]] = {
    "blanks in a name": lambda size: f"{HEAD}x{' ' * size}y;5\n{LINES}",
    "marks in a name": lambda size: f"{HEAD}x{'*' * size}y;5\n{LINES}",
    "brackets in a name": lambda size: f"{HEAD}Sum driftsinntekter {'(' * size};5\n{LINES}",
    "figures in a name": lambda size: f"{HEAD}{'1 ' * (size // 2)};5\n{LINES}",
    "a title": lambda size: f"{'A-' * (size // 2)}\n{HEAD}{LINES}",
    "units in a title": lambda size: f"{'Tall i 1000 kr ' * (size // 15)}\n{HEAD}{LINES}",
    "years in a heading": lambda size: HEAD.replace("2023", "2023 " * (size // 5)) + LINES,
    "an amount": lambda size: f"{HEAD}Rammetilskudd;1{'. ' * (size // 2)}1\n{LINES}",
    "an open bracket": lambda size: f"{HEAD}Rammetilskudd;({'1' * size}\n{LINES}",
    "a region": lambda size: (
        f"region;år;Brutto driftsinntekter (1000 kr)\n4601{' ' * size}x;2023;37000000\n"
    ),
    "a row without end": lambda size: f"{';' * size}\n{';' * size}",
    "quotes that never close": lambda size: 'a;"' + 'b\n"' * (size // 3),
    "columns of a form": lambda size: "\n".join(
        ("Drift" + ";Regnskap" * (size // 16), *(one + ";900000" * (size // 16) for one in NAMES))
    ),
    "lines of a form": lambda size: HEAD + many("Linje {} x;5\n", size) + LINES,
    "lines of a page": lambda size: (
        "Økonomisk oversikt drift\nRegnskap 2023 Budsjett 2023\n"
        + many("Linje nummer {} 1 234 5 678\n", size)
        + "Sum driftsinntekter 900 000 800 000\nNetto driftsresultat 9 000 8 000\n"
    ),
    "funds of a balance": lambda size: (
        "Balanse;2023\n" + many("Fond {};5\n", size) + "Disposisjonsfond;5\nSum eiendeler;5\n"
    ),
    "units of the template": lambda size: (
        "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
        + many("20{1};10{1};9{0:05}0;5\n", size)
    ),
    "accounts of a ledger": lambda size: "konto;funksjon;beløp\n" + many("1{0:04};120;{0}\n", size),
    "records": lambda size: many("0A2024 3401" + "00" + " " * 18 + "1120 0{1:02}{0:>9}\n", size),
    "a long table": lambda size: (
        "region;regnskapsbegrep;år;value\n" + many("46{1:02};Netto driftsresultat;20{1};5\n", size)
    ),
    "a wide table": lambda size: (
        "region;"
        + ";".join(f"Netto driftsresultat {1900 + at}" for at in range(size // 25))
        + "\n4601 Bergen"
        + ";5" * (size // 25)
    ),
    "a PX file": lambda size: (
        'CHARSET="ANSI";\nTITLE="x";\nSTUB="region";\nHEADING="år";\nVALUES("region")='
        + ",".join(f'"{1000 + at}"' for at in range(size // 20))
        + ';\nVALUES("år")="2023";\nDATA=\n'
        + "5 " * (size // 20)
        + ";\n"
    ),
    "lists in lists": lambda size: '[{"a":' * (size // 8) + "1" + "}]" * (size // 8),
    "records of JSON": lambda size: (
        "[" + many('{{"konto":1{1:02}0,"beløp":{0}}},', size).removesuffix(",") + "]"
    ),
    "cells of a page": lambda size: "<table>" + "<tr><td>a<td>b" * (size // 14),
}


def steps_of(text: str) -> int:
    monitoring, count = sys.monitoring, 0
    tool, events = monitoring.PROFILER_ID, monitoring.events

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    def call(_code: CodeType, _at: int, called: object, first: object) -> None:
        nonlocal count
        pattern = getattr(called, "__self__", None)
        if isinstance(pattern, Pattern) and isinstance(first, str):
            # One that sees the whole file is no cell's; one of a single sign cannot go back.
            is_plain = first == text or pattern.pattern == r"[\[\]{}]"
            count += len(first) if is_plain else len(first) ** 2

    monitoring.use_tool_id(tool, "steps")
    try:
        monitoring.register_callback(tool, events.JUMP, step)
        monitoring.register_callback(tool, events.PY_START, step)
        monitoring.register_callback(tool, events.CALL, call)
        monitoring.set_events(tool, events.JUMP | events.PY_START | events.CALL)
        compute_json([("f", text.encode())], {})
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    return count


@pytest.mark.parametrize("made", INPUTS.values(), ids=INPUTS)
def test_twice_the_input_takes_twice_the_steps_at_most(made: Callable[[int], str]) -> None:
    compute_json([("f", made(KB[0]).encode())], {})  # what is remembered of all files
    steps = [steps_of(made(size)) for size in KB]
    # What holds for a whole file is asked once there is enough of it: from 4 kB on.
    assert all(more <= 2.3 * less for less, more in pairwise(steps[1:])), steps

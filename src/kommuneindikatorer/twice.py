"""The same unit, year and basis in several files: never counted twice in silence.

Found when the units are measured, whatever format they came in. Which file counts is asked; until
it is chosen the figures are held back, and both files stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kommuneindikatorer.gate import open_doubts
from kommuneindikatorer.model import Basis, whose
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted, Tvil, doubt
from kommuneindikatorer.unit import HELD_BACK, Enhet, amount
from kommuneindikatorer.wording import listed, shortened, slug

SAMME_ENHET = Kode(
    "samme-enhet-i-flere-filer",
    Alvor.FEIL,
    "{hvem} er i flere filer: {filer}. Bare én av dem skal telle.",
    "Velg hvilken.",
)
TELLER_IKKE = Kode(
    "teller-ikke",
    Alvor.INFO,
    "{antall} regnskap i filen er ikke regnet med, først {hvem}: «{teller}» teller.",
)
_MOST_NAMED = 6
"""Files named in a sentence at most."""


def once(
    units: Sequence[Enhet], options: Options, assumptions: Assumptions, problems: Problems
) -> tuple[Enhet, ...]:
    """Return the units, each from the file that counts; held back where that is not chosen."""
    rivals = [
        several for several in _by_unit(units) if len({_file(units[at]) for at in several}) > 1
    ]
    if not rivals:
        return tuple(units)
    files = [*dict.fromkeys(_file(units[at]) for several in rivals for at in several)]
    names = {shortened(one): one for one in files}
    chosen = assumptions.settle(
        "fil",
        "",
        "Der en enhet er i flere filer, teller {verdi}.",
        "",
        valg={one: one for one in names},
        ukjent="Det er ikke valgt hvilken fil som teller.",
    )
    if chosen in names:
        return _chosen(units, rivals, [names[chosen], *files], problems)
    return _doubted(units, rivals, files, options)


def _file(unit: Enhet) -> str:
    return unit.regnskap.fil


def _by_unit(units: Sequence[Enhet]) -> Iterator[list[int]]:
    """Yield the places of units that are the same; one alone too.

    One that nobody knows whose is, is the one with the same income and result.
    """
    known: dict[tuple[str, int | None], list[int]] = {}
    unknown: list[int] = []
    for at, unit in enumerate(units):
        name = unit.kode or slug(unit.navn or "")
        (known.setdefault((name, unit.regnskap.aar), []) if name else unknown).append(at)
    groups = [*known.values()]
    alike = {_content(units[at]): group for group in groups for at in group}
    for at in unknown:
        content = _content(units[at])
        if None in content[1:]:
            continue
        if content not in alike:
            groups.append(alike.setdefault(content, []))
        alike[content].append(at)
    for group in groups:
        yield from _of_one_basis(units, group)


def _content(unit: Enhet) -> tuple[int | None, *tuple[Decimal | None, ...]]:
    return unit.regnskap.aar, *(amount(unit.regnskap, post) for post in _TELLING)


_TELLING = ("brutto_driftsinntekter", "netto_driftsresultat")


def _of_one_basis(units: Sequence[Enhet], several: Sequence[int]) -> Iterator[list[int]]:
    """Yield those of a basis, unknown ones with any, that have a line in common."""
    if len(several) < 2:  # noqa: PLR2004 - a pair
        return
    bases = {units[at].regnskap.basis for at in several}
    for basis in sorted(bases - {Basis.UKJENT} or bases):
        same = [at for at in several if units[at].regnskap.basis in (basis, Basis.UKJENT)]
        lines = [_lines(units[at]) for at in same]
        shared = [
            at
            for at, mine in zip(same, lines, strict=True)
            if any(mine & other for other in lines if other is not mine)
        ]
        if len(shared) > 1:
            yield shared


def _lines(unit: Enhet) -> frozenset[str]:
    given = (*unit.regnskap.belop.items(), *unit.regnskap.prosent.items())
    return frozenset(post for post, one in given if one.verdi is not None)


def _doubted(
    units: Sequence[Enhet], rivals: Sequence[Sequence[int]], files: Sequence[str], options: Options
) -> tuple[Enhet, ...]:
    """Return the units with one doubt for all that are in several files."""
    first = units[rivals[0][0]].regnskap
    rest = "" if len(rivals) == 1 else f" og {format_number(len(rivals) - 1)} regnskap til"
    shown = [shortened(one) for one in files]
    named = listed([f"«{one}»" for one in shown[:_MOST_NAMED]])
    said = doubt(
        SAMME_ENHET,
        Sted(),
        hvem=whose(replace(first, navn=units[rivals[0][0]].navn)) + rest,
        filer=named,
        valg="fil",
        mulige={one: one for one in shown},
    )
    held = {at for several in rivals for at in several} if open_doubts((said,), options) else set()
    return tuple(_held(one, said) if at in held else one for at, one in enumerate(units))


def _held(unit: Enhet, said: Tvil) -> Enhet:
    return replace(
        unit, indikatorer=dict.fromkeys(unit.indikatorer, HELD_BACK), tvil=(said, *unit.tvil)
    )


def _chosen(
    units: Sequence[Enhet],
    rivals: Sequence[Sequence[int]],
    order: Sequence[str],
    problems: Problems,
) -> tuple[Enhet, ...]:
    """Return the units without those that are in an earlier file too; how many is said."""
    left: dict[int, str] = {}
    for several in rivals:
        counts = min((_file(units[at]) for at in several), key=order.index)
        left |= {at: counts for at in several if _file(units[at]) != counts}
    for pair in dict.fromkeys((_file(units[at]), counts) for at, counts in left.items()):
        mine = [at for at, counts in left.items() if (_file(units[at]), counts) == pair]
        first = replace(units[mine[0]].regnskap, navn=units[mine[0]].navn)
        problems.add(
            TELLER_IKKE,
            Sted(pair[0]),
            antall=format_number(len(mine)),
            hvem=whose(first),
            teller=pair[1],
        )
    return tuple(one for at, one in enumerate(units) if at not in left)

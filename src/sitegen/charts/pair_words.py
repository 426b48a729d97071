"""What the scatter of every municipality shows, in words from the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import listed
from sitegen.facts.outcomes import Comparison
from sitegen.facts.rebuilt import Pair, Pairs
from sitegen.facts.verification import compare_shares
from sitegen.note.model import Rebuild, Share

DECIMALS = 1
UNIT = "prosent av brutto driftsinntekter"
SHARES = {
    "andel_negativ": "negativt i {year}",
    "andel_negativ_begge_aar": "negativt begge år",
    "andel_svakere": "svakere i {year} enn året før",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many municipalities lie where in the scatter. Zero is not negative.

    Attributes:
        units: All of them.
        before: Negative in the earlier year.
        now: Negative in the later year.
        both: Negative in both.
        weaker: Lower in the later year: below the line of no change.
    """

    units: int
    before: int
    now: int
    both: int
    weaker: int

    @classmethod
    def of(cls, pairs: Pairs) -> "Counts":
        """Return the counts of all pairs."""
        return cls(
            units=len(pairs.par),
            before=sum(one.fjor < 0 for one in pairs.par),
            now=sum(one.naa < 0 for one in pairs.par),
            both=sum(one.fjor < 0 and one.naa < 0 for one in pairs.par),
            weaker=sum(one.naa < one.fjor for one in pairs.par),
        )

    @property
    def risen(self) -> int:
        """Negative in the earlier year alone: up left."""
        return self.before - self.both

    @property
    def fallen(self) -> int:
        """Negative in the later year alone: down right."""
        return self.now - self.both

    @property
    def neither(self) -> int:
        """Negative in none of the years: up right."""
        return self.units - self.before - self.fallen

    def percent(self, count: int) -> str:
        """Return a share in whole per cent, rounded once."""
        return format_number(Fraction(100 * count, self.units))

    def words(self, count: int) -> str:
        """Return «127 kommuner (36 prosent)»."""
        name = "kommune" if count == 1 else "kommuner"
        return f"{format_number(count)} {name} ({self.percent(count)} prosent)"


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


def title(pairs: Pairs, found: Counts) -> str:
    """Return the finding: how many were negative, against the year before."""
    now, before = found.percent(found.now), found.percent(found.before)
    against = "like mange som" if now == before else f"mot {before} prosent"
    what = f"{now} prosent av kommunene hadde negativt netto driftsresultat i {pairs.aar}"
    return f"{what}, {against} i {pairs.aar - 1}"


def subtitle(pairs: Pairs) -> str:
    """Return measure, unit, basis and status."""
    years = f"{pairs.aar - 1} og {pairs.aar}"
    return (
        f"Netto driftsresultat i {years}, {UNIT}. {len(pairs.par)} kommuner. "
        "Konsern, med foretak og interkommunale selskaper. Endelige tall."
    )


def plus_word(pairs: Pairs) -> str:
    """Return what the other side of minus is called; exactly zero is no plus."""
    zero = any(not one.naa or not one.fjor for one in pairs.par)
    return "null eller pluss" if zero else "pluss"


def outermost(pairs: Pairs) -> tuple[Pair, ...]:
    """Return the highest and lowest of each year and of the change, each once."""
    found = [
        pick(pairs.par, key=value) for value in (_now, _before, _change) for pick in (max, min)
    ]
    return tuple({one.kode: one for one in found}.values())


def description(pairs: Pairs, found: Counts) -> Iterator[str]:
    """Yield what a reader who cannot see it needs, a sentence each."""
    before, now, plus, words = pairs.aar - 1, pairs.aar, plus_word(pairs), found.words
    yield (
        f"Punktdiagram med ett punkt for hver av {len(pairs.par)} kommuner: resultatet i {before} "
        f"bortover og resultatet i {now} oppover."
    )
    yield (
        f"{words(found.both)} hadde negativt resultat begge år. {words(found.fallen)} gikk fra "
        f"{plus} til minus, og {words(found.risen)} fra minus til {plus}. "
        f"{words(found.neither)} var ikke i minus noen av årene."
    )
    yield (
        f"{words(found.weaker)} ligger under hjelpelinja: Resultatet var svakere i {now} enn i "
        f"{before}."
    )
    yield from (_extremes(pairs, year) for year in (now, before))
    yield _moves(pairs)


def _extremes(pairs: Pairs, year: int) -> str:
    value = _now if year == pairs.aar else _before
    top, bottom = max(pairs.par, key=value), min(pairs.par, key=value)
    return (
        f"Høyest i {year} var {display(top.navn)} med {_percent(value(top))} prosent, "
        f"lavest {display(bottom.navn)} med {_percent(value(bottom))} prosent."
    )


def _moves(pairs: Pairs) -> str:
    up, down = max(pairs.par, key=_change), min(pairs.par, key=_change)
    return f"Mest opp gikk {_way(up)}, mest ned {_way(down)}."


def _way(one: Pair) -> str:
    return f"{display(one.navn)} (fra {_percent(one.fjor)} til {_percent(one.naa)} prosent)"


def remarks(pairs: Pairs, rebuild: Rebuild, shares: Sequence[Share]) -> tuple[str, ...]:
    """Return that it is rebuilt, how it differs, how the shares compare, and who is joined."""
    made = (
        "Tegnet på nytt av endelige regnskap for alle kommuner, siden tallene bak notatets figur "
        "ikke er trykt."
    )
    years = {year: pairs.statistics(year) for year in (pairs.aar - 1, pairs.aar)}
    compared = list(compare_shares(shares, pairs.aar, years))
    parts = (made, *rebuild.differences, _shares(compared), *_joined(pairs), _left_out(pairs))
    return tuple(part for part in parts if part)


def _shares(compared: Sequence[tuple[Share, Comparison]]) -> str:
    """Return every share the note tells, beside that of all municipalities."""
    told = [
        f"{SHARES[share.measure].format(year=share.year)}, "
        f"{format_number(one.printed, one.decimals)} og "
        f"{format_number(one.computed, one.decimals)} prosent"
        for share, one in compared
    ]
    return f"Andel av kommunene i notatet og her: {'; '.join(told)}." if told else ""


def _joined(pairs: Pairs) -> Iterator[str]:
    """Yield which municipalities are taken together, and that «Etterprøvd» does not."""
    for one in pairs.par:
        if len(one.koder) > 1:
            yield (
                f"{display(one.navn)} var én kommune i {pairs.aar - 1} og er regnet sammen i "
                f"{pairs.aar}. På siden «Etterprøvd» telles de hver for seg."
            )


def _left_out(pairs: Pairs) -> str:
    if not pairs.uten:
        return ""
    return f"Uten tall for begge år, og derfor ikke med: {listed(pairs.uten)}."


def _now(one: Pair) -> Fraction:
    return one.naa


def _before(one: Pair) -> Fraction:
    return one.fjor


def _change(one: Pair) -> Fraction:
    return one.naa - one.fjor


def _percent(value: Fraction) -> str:
    return format_number(value, DECIMALS)

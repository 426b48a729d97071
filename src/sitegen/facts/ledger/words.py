"""The vocabulary: how indicators, groups, years and bases are named in running text.

Names come from the note's own tables and from the register; what a table does not say, such as
that «resultatet» alone is the net operating result, is said here, by meaning.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kommuneindikatorer.register import numbers_in
from sitegen.facts.fact import NETTO, Fact
from sitegen.facts.ledger.scan import BIG, CLASSES, MONTH, YEAR
from sitegen.note.model import Note

FOND = "disposisjonsfond"
INDICATORS = {
    "netto_driftsresultat_etter_bundne_avsetninger": (
        r"(?:netto )?driftsresultat\w* etter (?:netto )?(?:bundne )?avsetning\w*"
        r"|underliggende økonomiske balansen"
    ),
    "brutto_driftsresultat_eks_avskrivninger": r"brutto (?:og netto )?driftsresultat\w*",
    NETTO: r"(?:netto )?driftsresultat\w*|resultat(?:et|er|ene)?\b|spredning(?:en)?\b",
    FOND: r"disposisjonsfond\w*",
    "nettofinansinvesteringer_av_inntekter": r"netto ?finansinvestering\w*",
    "netto_gjeld_av_inntekter": r"netto gjeld\w*|gjeldsvekst\w*",
    "frie_inntekter_realendring": r"(?:reelle )?frie inntekt\w*|realinntekt\w*|frie inntektene",
    "samlede_inntekter_realendring": r"samlede inntekt\w*|inntektsvekst\w*",
    "aktivitet_endring": r"aktivitetsvekst\w*|aktivitetsendring\w*",
    "kommunal_deflator_endring": r"kostnadsvekst\w*|kommunal\w* deflator",
}
"""Indicators by id, each with how the text names it; the longest that fits wins."""

GROUPS = {
    "fylkeskommunene": r"fylkeskommune(?:ne|nes|r)\b",
    "kommunesektoren": r"kommunesektoren\w*|sektoren(?:s)?\b(?! som)|sektoren som helhet",
    "landet": (
        r"landet(?:s)?\b|utvalgskommunene(?! med)|kommune(?:ne|r) i (?:undersøkelsen|utvalget)"
    ),
    "kommunene": (
        r"(?<!\w)kommune(?:ne|nes)\b|\b(?:mange|alle|flere|enkelte|noen) kommuner\b"
        r"|(?<!\w)kommuner som\b"
    ),
}
SURVEY = re.compile(
    r"(?i)undersøkelsen\b[^.]{0,40}\bvis(?:er|te)|undersøkelse for \d{4} vis(?:er|te)"
    r"|i (?:regnskaps)?undersøkelsen|svarte på undersøkelsen|utvalgskommunene"
)
SHOWN = re.compile(
    r"(?i)undersøkelse\w*(?:,[^,]*,)?(?: for \d{4})?(?: \w+){0,2}"
    r" (?:vis(?:er|te)|indiker(?:er|te))\b"
)
KONSERN = re.compile(
    r"(?i)(?:foretak\w*|konserntall|selskap\w*)[^.]{0,60}(?:tatt med|tas med|medregnet|er med)"
    r"|omfatter også[^.]*foretak|\bkonsern\b|inkl\.[^.]*foretak"
)
KASSE = re.compile(r"(?i)omfatter ikke[^.]*foretak|eks(?:kl)?\.[^.]*foretak|\bkasse\b")
MEASURES = {
    "median": r"median\b|median(?=[-–−]\d)",
    "uvektet": r"uve(?:k|i)?[kt]?e?t snitt|uveid(?:e)? snitt|uvektede snitt",
}
YEARS = re.compile(
    rf"(?P<span>(?<!\d)(?P<first>{YEAR}) ?(?:[–-]|til|og) ?(?:i )?(?P<last>{YEAR})(?!\d|,\d))"
    rf"|(?P<one>(?<![\d,]){YEAR})(?!\d|,\d)|(?P<ago>\bi fjor\b)|(?P<before>\båret før\b)"
)
TAKEN = re.compile(
    rf"\b\d{{1,2}}\. (?:{MONTH}) {YEAR}|\b(?:{MONTH}|høsten|våren) {YEAR}"
    rf"|undersøkelse\w*(?: for| i)? {YEAR}(?= (?:vis|hadde))|{YEAR}-(?:budsjett|kroner)\w*"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``kind`` is indikator, gruppe, aar or maal."""

    start: int
    end: int
    kind: str
    value: str

    @property
    def year(self) -> int:
        """The year it says."""
        return int(self.value)


@dataclass(frozen=True)
class Vocabulary:
    """Every name with how it looks.

    Attributes:
        groups: Groups of the note's own tables by id, with their labels.
        indicators: Indicators by id, with the head of their labels.
        year: The year the note is from.
        only: Group of the indicators that the tables have for one group only.
        spans: First and last year that the tables have of an indicator.
    """

    groups: Mapping[str, str]
    indicators: Mapping[str, str]
    year: int
    only: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    @cached_property
    def _mentions(self) -> dict[str, tuple[Mention, ...]]:
        """The names in each text that was asked about: several read the same sentences."""
        return {}

    @cached_property
    def _patterns(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        names = [("indikator", one, look) for one, look in INDICATORS.items()]
        names += [
            ("indikator", one, rf"\b{re.escape(label)}\w*")
            for one, label in self.indicators.items()
            if one not in INDICATORS
        ]
        names += [("gruppe", one, look) for one, look in GROUPS.items()]
        names += [("gruppe", one, re.escape(label)) for one, label in self.groups.items()]
        names += [("gruppe", f"{COUNTY}{one}", rf"\b{one}s?\b") for one in counties(self.year)]
        names += [("maal", one, look) for one, look in MEASURES.items()]
        return tuple((kind, one, re.compile(look, re.IGNORECASE)) for kind, one, look in names)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names in a text in order; where two overlap, the longer one."""
        if text not in self._mentions:
            self._mentions[text] = self._mentioned(text)
        return self._mentions[text]

    def _mentioned(self, text: str) -> tuple[Mention, ...]:
        found = [
            Mention(hit.start(), hit.end(), kind, one)
            for kind, one, look in self._patterns
            for hit in look.finditer(text)
        ]
        found += self._populations(text)
        found.sort(key=lambda one: (one.kind, one.start - one.end, one.start))
        kept: list[Mention] = []
        for one in found:
            if not any(_covers(other, one) for other in kept):
                kept.append(one)
        return tuple(sorted([*kept, *self._years(text)], key=lambda one: one.start))

    def _populations(self, text: str) -> Iterator[Mention]:
        """Yield population groups by their limits: «under 3 000», «3 000 – 5 000»."""
        bounds = {one: bounds_of(one) for one in self.groups if one.startswith("folkemengde-")}
        for hit in re.finditer(CLASSES["gruppenavn"], text):
            numbers = [int(re.sub(r"\D", "", one)) for one in re.findall(BIG, hit[0])]
            words = hit[0].lower()
            if not numbers:
                continue
            low, high = numbers[0], numbers[1] if len(numbers) > 1 else None
            for one, (first, last) in bounds.items():
                if high is not None:
                    inside = (first, last) == (low, high)
                elif re.match(r"under|færre|inntil", words):
                    inside = last is not None and last <= low
                else:
                    inside = first >= low
                if inside:
                    yield Mention(hit.start(), hit.end(), "gruppe:folkemengde", one)

    def _years(self, text: str) -> Iterator[Mention]:
        taken = [hit.span() for hit in TAKEN.finditer(text)]
        last = 0
        for hit in YEARS.finditer(text):
            if any(start <= hit.start() < end for start, end in taken):
                continue
            if hit["span"]:
                first, last = int(hit["first"]), int(hit["last"])
                joined = " og " in hit[0]
                years: Iterable[int] = (first, last) if joined else range(first, last + 1)
                kind = "aar" if joined else "periode"
                for year in years:
                    yield Mention(hit.start(), hit.end(), kind, str(year))
                continue
            if hit["before"] and not last:
                yield Mention(hit.start(), hit.end(), "aaret_for", "")
                continue
            year = int(hit["one"]) if hit["one"] else self.year - 1 if hit["ago"] else last - 1
            last = year
            yield Mention(hit.start(), hit.end(), "aar", str(year))


def _covers(other: Mention, one: Mention) -> bool:
    """Return whether a name hides another of its kind; several may have the same words."""
    apart = one.end <= other.start or one.start >= other.end
    several = one.kind == "gruppe:folkemengde" and (one.start, one.end) == (other.start, other.end)
    return one.kind == other.kind and not apart and not several


COUNTY = "fylke:"
"""Before a county's name, where a group is one county municipality."""


def counties(year: int) -> tuple[str, ...]:
    """Return the names of the counties of a year."""
    every = {unit.fylke for units in numbers_in(year).values() for unit in units}
    return tuple(sorted(name.partition(" - ")[0] for name in every))


def bounds_of(group: str) -> tuple[int, int | None]:
    """Return the limits of a population group's id; ``None`` for one without an upper one."""
    first, _, last = group.removeprefix("folkemengde-").partition("-")
    return (int(last), None) if first == "over" else (int(first), int(last))


def vocabulary(note: Note, facts: Mapping[str, Sequence[Fact]]) -> Vocabulary:
    """Return the vocabulary of a note: its tables' own labels and the names above."""
    every = [o for rows in facts.values() for o in rows]
    groups: dict[str, str] = {}
    heads: dict[str, set[str]] = defaultdict(set)
    groups_of: dict[str, set[str]] = defaultdict(set)
    years_of: dict[str, set[int]] = defaultdict(set)
    for o in every:
        groups_of[o.indikator].add(o.gruppe)
        years_of[o.indikator].add(o.aar)
        if o.gruppe not in GROUPS and o.kolonnegruppe:
            groups.setdefault(o.gruppe, o.rad)
        head = re.split(r",| i pst| pst\.| \(", o.kolonnegruppe or o.rad)[0].strip().lower()
        head = head if re.fullmatch(r"\w+|\w{,9} .*", head) else head.partition(" ")[0]
        of_group = any(re.fullmatch(look, head) for look in GROUPS.values())
        if re.fullmatch(r"\w{6,}", head) and o.indikator not in INDICATORS and not of_group:
            heads[head].add(o.indikator)
    return _made(
        tuple(groups.items()),
        tuple((next(iter(ids)), head) for head, ids in heads.items() if len(ids) == 1),
        note.about.date.year,
        tuple((one, next(iter(own))) for one, own in groups_of.items() if len(own) == 1),
        tuple((one, (min(years), max(years))) for one, years in years_of.items()),
    )


type Pairs[T] = tuple[tuple[str, T], ...]


@lru_cache(maxsize=16)
def _made(
    groups: Pairs[str],
    indicators: Pairs[str],
    year: int,
    only: Pairs[str],
    spans: Pairs[tuple[int, int]],
) -> Vocabulary:
    """Return one vocabulary for all who name the same things: it knows the texts it has read."""
    return Vocabulary(dict(groups), dict(indicators), year, dict(only), dict(spans))

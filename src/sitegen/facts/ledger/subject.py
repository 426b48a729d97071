"""What a claim is about: read from the names around it, never from its number.

What a sentence leaves out is carried from those before it in the paragraph.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.facts.ledger.clusters import MOVES, UNITS
from sitegen.facts.ledger.model import Subject
from sitegen.facts.ledger.scan import Hit, scan
from sitegen.facts.ledger.words import COUNTY, KASSE, KONSERN, SURVEY, Mention, Vocabulary
from sitegen.note.model import Note
from sitegen.note.sentences import Sentence

AFTER_BOUND = "netto_driftsresultat_etter_bundne_avsetninger"
BOUND = re.compile(r"^ ?(?:prosent|pst\.?)? etter (?:netto )?(?:bundne )?avsetning")
AMOUNTS = re.compile(
    r"(?i)\b(skattesvikt|merskattevekst|merutgift|tilleggsbevilgning|frie inntekt)"
)
"""What amounts in kroner are of."""
AGENT = re.compile(r"(?i)(?:til grunn av|inn fra|anslått av|\bda) $")
OF_AGENT = re.compile(r" (?:og fylkeskommunenes )?prognoser")
UNTIL = re.compile(r"(?i)\b(?:fram|frem) til (?=\d{4})")
SAME_PERIOD = re.compile(r"(?i)samme periode")
EXCEPTED = re.compile(r"(?i)(?:unntak av|bortsett fra) $")
COMPARED = re.compile(r"\benn (?:i |for )?$")
REACH = 28
"""Characters between a comparing word and the noun it is of: «lavere netto …»."""
CLOSE = 8
"""Characters between «for» and the group it is for."""


@dataclass(slots=True)
class Context:
    """What the sentences so far in the paragraph have been about."""

    indikator: str = ""
    gruppe: tuple[str, ...] = ()
    aar: tuple[int, ...] = ()
    exhibits: tuple[str, ...] = ()
    grunnlag: str = ""
    tema: list[str] = field(default_factory=list)


@dataclass
class Reader:
    """Reads the subjects of one sentence's claims.

    Attributes:
        note: The note.
        sentence: The sentence.
        words: The vocabulary.
        context: What the sentences before it were about.
        mentions: The names in it.
        hits: The numerals and comparing words in it.
    """

    note: Note
    sentence: Sentence
    words: Vocabulary
    context: Context
    mentions: tuple[Mention, ...] = field(init=False)
    hits: tuple[Hit, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the names, the numerals and the comparing words."""
        self.mentions = self.words.mentions(self.text)
        self.hits = scan(self.text)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.sentence.text

    def of(self, *kinds: str) -> list[Mention]:
        """Return the names of some kinds, in order."""
        return [one for one in self.mentions if one.kind in kinds]

    def years(self) -> tuple[int, ...]:
        """Return every year of the sentence, in printed order."""
        return tuple(dict.fromkeys(one.year for one in self.of("aar", "periode")))

    def subject(self, cluster: tuple[Hit, ...], after: int) -> Subject:
        """Return what a claim is about; ``after`` is where the next one begins."""
        indikator = self._indikator(cluster)
        return Subject(
            indikator=indikator,
            gruppe=self._gruppe(cluster, after),
            aar=self._aar(cluster, after, indikator),
            grunnlag=self._grunnlag(),
            utvalg="utvalget" if SURVEY.search(self.text) else "",
        )

    def tema(self, cluster: tuple[Hit, ...]) -> str:
        """Return what an amount in kroner is of; empty for other claims."""
        if cluster[0].unit not in {"mrd", "mill"}:
            return ""
        named = AMOUNTS.findall(self.text[: cluster[0].start]) or self.context.tema
        return named[-1].lower() if named else ""

    def remember(self) -> None:
        """Let the sentences after this one know what it was about."""
        context = self.context
        for one in self.of("indikator"):
            context.indikator = one.value
        context.tema = AMOUNTS.findall(self.text) or context.tema
        context.gruppe = _values(self._groups()) or context.gruppe
        context.aar = self.years() or context.aar
        context.grunnlag = self._grunnlag()

    def _grunnlag(self) -> str:
        if KONSERN.search(self.text):
            return "konsern"
        return "kasse" if KASSE.search(self.text) else self.context.grunnlag

    def _indikator(self, cluster: tuple[Hit, ...]) -> str:
        """Return the indicator named last before the claim, else first after it."""
        if self._is_after_bound(cluster):
            return AFTER_BOUND
        named = self.of("indikator")
        if not named:
            return self.context.indikator
        end = cluster[-1].end
        if cluster[0].word in MOVES and cluster[-1].value is None:
            for one in (one for one in named if end <= one.start <= end + REACH):
                if not re.search(r"[,.;(]|\benn\b", self.text[end : one.start]):
                    return one.value
        before = [one for one in named if one.start < cluster[0].start]
        return (before[-1:] or named[:1])[0].value

    def _is_after_bound(self, cluster: tuple[Hit, ...]) -> bool:
        """Return whether the claim is the second part of «x og y før og etter bundne …»."""
        right = self.text[cluster[-1].end :]
        if BOUND.search(right):
            return True
        second = re.search(r"henholdsvis [-–−\d,]+ og $", self.text[: cluster[0].start])
        return bool(second and re.match(r" ?(?:prosent )?før og etter", right))

    def _groups(self) -> list[Mention]:
        """Return the groups that are spoken of, not those who did something."""
        return [
            one
            for one in self.mentions
            if one.kind.startswith("gruppe")
            and not AGENT.search(self.text[: one.start])
            and not OF_AGENT.match(self.text[one.end :])
        ]

    def _gruppe(self, cluster: tuple[Hit, ...], after: int) -> tuple[str, ...]:
        named = self._groups()
        if not named:
            return self.context.gruppe[:1]
        start = cluster[0].start
        if listed := self._in_order(cluster, named) or self._follows(cluster, named):
            return listed
        if any(hit.word in {"hoyest", "lavest"} for hit in cluster):
            own = [one for one in named if start <= one.start < after]
            if own:
                return _values(own)
        if re.search(r"(?i)\bbåde kommunene og fylkesk", self.text):
            return _values(named)
        earlier = [one for one in named if one.start < start]
        return _alike(earlier[-1] if earlier else named[0], named)

    def _follows(self, cluster: tuple[Hit, ...], named: Sequence[Mention]) -> tuple[str, ...]:
        """Return the group right after a claim: «2,7 prosent for A», «mindre i B», «alle C»."""
        end = cluster[-1].end
        if cluster[-1].word == "alle":
            start = cluster[-1].start
            own = [one for one in named if start < one.end and one.start <= end + 1]
            if own:
                return _alike(own[0], named)
        joining = "for|av|i" if cluster[-1].word in MOVES else "for|av"
        joint = re.match(rf" ?{UNITS}? (?:{joining}) ", self.text[end:])
        for one in named if joint else ():
            if joint and 0 <= one.start - end - joint.end() <= CLOSE:
                return _alike(one, named)
        return ()

    def _in_order(self, cluster: tuple[Hit, ...], named: Sequence[Mention]) -> tuple[str, ...]:
        """Return the group of «A og B med henholdsvis x og y»."""
        at = self.text.find("henholdsvis")
        counties = [one for one in named if one.start < at and one.value.startswith(COUNTY)]
        numbers = re.findall(r"[-–−]?\d+(?:,\d+)?", self.text[at : cluster[0].start])
        place = len(numbers)
        if len(counties) > 1 and at < cluster[0].start and place < len(counties):
            return (counties[place].value,)
        return ()

    def _aar(self, cluster: tuple[Hit, ...], after: int, indikator: str) -> tuple[int, ...]:
        named = [one for one in self.of("aar", "periode", "aaret_for") if not self._excepted(one)]
        start, end = cluster[0].start, cluster[-1].end
        number = any(hit.value is not None for hit in cluster)
        if not named or (not number and SAME_PERIOD.search(self.text[:start])):
            return self._carried()
        chosen = self._nearest(named, start, end, after) if number else named
        found = tuple(dict.fromkeys(self._year(one) for one in chosen))
        until = UNTIL.search(self.text)
        first = self.words.spans.get(indikator)
        if until and first and len(found) == 1 and end >= until.end():
            found = tuple(range(first[0], found[0] + 1))
        return self._left(found, cluster) or self._carried()

    def _nearest(
        self, named: Sequence[Mention], start: int, end: int, after: int
    ) -> Sequence[Mention]:
        """Return the year of a number: the one after it before the next claim, else before it.

        «0,1 prosent i 2024», «12,8 prosent … ved utgangen av 2024, ned fra 15,2 prosent i 2023».
        """
        inside = [one for one in named if start <= one.start < end]
        later = [one for one in named if end <= one.start < after]
        earlier = [one for one in named if one.start < start]
        earlier = [one for one in earlier if not self._is_compared(one)] or earlier
        chosen = inside or later[:1] or earlier[-1:] or named[:1]
        spans = {(one.start, one.end) for one in chosen}
        return [one for one in named if (one.start, one.end) in spans]

    def _excepted(self, one: Mention) -> bool:
        return bool(EXCEPTED.search(self.text[: one.start]))

    def _is_compared(self, one: Mention) -> bool:
        return bool(COMPARED.search(self.text[: one.start]))

    def _left(self, years: Iterable[int], cluster: tuple[Hit, ...]) -> tuple[int, ...]:
        """Return the years without those that the claim itself excepts."""
        if not any(hit.word == "unntak" for hit in cluster):
            return tuple(years)
        gone = {one.year for one in self.of("aar") if self._excepted(one)}
        return tuple(year for year in years if year not in gone)

    def _year(self, one: Mention) -> int:
        if one.kind != "aaret_for":
            return one.year
        return max(self.years() or self._carried()) - 1

    def _carried(self) -> tuple[int, ...]:
        known = self.context.aar
        if known and SAME_PERIOD.search(self.text):
            return known
        return (max(known),) if known else self.note.about.years[1:]


def _values(named: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in named))


def _alike(chosen: Mention, named: Sequence[Mention]) -> tuple[str, ...]:
    """Return the group, with those that the same words name («mer enn 5 000 innbyggere»)."""
    if chosen.kind == "gruppe":
        return (chosen.value,)
    return _values(one for one in named if (one.start, one.end) == (chosen.start, chosen.end))

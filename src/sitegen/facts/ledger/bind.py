"""Binds each claim of a sentence to what it is about, from its words: never by its number.

Hits are joined to claims first («gikk ned til 1,3»), then each claim gets its indicator, group,
years, basis and selection from the names around it, and what a sentence leaves out from those
before it in the paragraph and from the table the paragraph is about.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sitegen.facts.ledger.model import Draft, Hit, Subject
from sitegen.facts.ledger.scan import scan
from sitegen.facts.ledger.words import (
    COUNTY,
    FOND,
    KASSE,
    KONSERN,
    NETTO,
    SHOWN,
    SURVEY,
    Mention,
    Vocabulary,
)
from sitegen.note.claims import Slag
from sitegen.note.model import Note, Paragraph, Reference
from sitegen.note.sentences import Sentence

UNITS = r"(?:prosentpoeng|prosent|pst\.?|mrd\. kroner|mill\. kroner|mrd\.|kroner)"
TO_NUMBER = re.compile(
    r"(?:^|[^,.;(]{0,75} )(?:på|til|enn|fra|under|over)(?: [a-zæøå]+){0,3} $|^ $"
)
FROM_NUMBER = re.compile(rf"^ ?{UNITS}? ?$")
RANGE = re.compile(r"^(?: prosent[^.;]{0,60})? ?(?:til|og) (?:over |under )?$|^ ?[–-] ?$")
SHARE = re.compile(
    r"^(?: ?(?:prosent|pst\.?|%))?(?: negative| av disse| av kommun| hadde| kommuner? "
    r"|(?: i \d{4})? for de samme)|^ kommun(?:e|er) | kommune\b"
)
AFTER_BOUND = re.compile(r"^ ?(?:prosent|pst\.?)? etter (?:netto )?(?:bundne )?avsetning")
IN_ORDER = re.compile(r"henholdsvis $")
AGENT = re.compile(r"(?i)(?:til grunn av|inn fra|anslått av|\bda) $")
BETWEEN_GROUPS = re.compile(r"^[^,.;(]{0,40}? ?\benn (?!(?:i |for )?(?:\d{4}|fjor|året før))")
NOUN = re.compile(
    r"^ (?!(?:i|på|for|fra|enn|til|av|med|og|eller|som|ved|mot|blant|innen)\b)(?:netto )?[a-zæøå]{4,}"
)
OTHER_GROUP = re.compile(r"(?i)\b(?!fylkes|utvalgs)\w{4,}kommune(?:ne|r)\b")
AMOUNTS = re.compile(
    r"(?i)\b(skattesvikt|merskattevekst|merutgift|tilleggsbevilgning|frie inntekt)"
)
NEGATIVE = re.compile(r"(?i)negativ")
NORM = re.compile(r"(?i)anbefal|\bbør\b")
DUTY = re.compile(r"(?i)\b(?:må|skal|kommunelov\w*|balansekrav\w*)\b")
ESTIMATED = re.compile(
    r"(?i)enn (?:\w+ ){0,3}?(?:anslått|anslo|la til grunn|lagt til grunn|ventet|forutsatt|budsjettert)"
)
FORECAST = re.compile(r"(?i)\banslo\b|\bhøstrapport|\bprognose\w* (?:var|ga)\b|\bspådde\b")
PERIOD = re.compile(
    r"(?i)\b(?:fram|frem) til\b|\bi (?:perioden|årene)\b|\bsiden\b|hvert (?:eneste )?år|i samme periode"
)
STEM = re.compile(r"\w{5,}")


@dataclass(slots=True)
class _Context:
    """What the sentences so far in the paragraph have been about."""

    indikator: str = ""
    gruppe: tuple[str, ...] = ()
    aar: tuple[int, ...] = ()
    exhibits: tuple[str, ...] = ()
    grunnlag: str = ""
    tema: list[str] = field(default_factory=list)


def bind(note: Note, sentences: Sequence[Sentence], words: Vocabulary) -> tuple[Draft, ...]:
    """Return every claim of the sentences, captions left out, in order of reading."""
    exhibits = _exhibits(note)
    found: list[Draft] = []
    context, place = _Context(), ""
    for one in sentences:
        if one.kind == "bildetekst":
            continue
        if one.place != place:
            place = one.place
            context = _Context(exhibits=exhibits.get(place, ()))
        found += _Reader(note, one, words, context).claims()
    return tuple(found)


def _exhibits(note: Note) -> dict[str, tuple[str, ...]]:
    """Return what each place is about: the tables it names, and the exhibit a note stands under.

    A paragraph that names none goes on with those of the paragraph before it, in a section.
    """
    found: dict[str, tuple[str, ...]] = {}
    for section in note.sections:
        last: tuple[str, ...] = ()
        for block in section.blocks:
            if isinstance(block, Paragraph):
                named = [one.target for one in block.content if isinstance(one, Reference)]
                here = tuple(one for one in named if one.startswith(("tabell", "figur")))
                found[block.id] = last = here or last
    for exhibit in note.exhibits:
        found |= {one.id: (exhibit.id,) for one in exhibit.footnotes}
    return found


@dataclass
class _Reader:
    """Reads one sentence."""

    note: Note
    sentence: Sentence
    words: Vocabulary
    context: _Context
    mentions: tuple[Mention, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.mentions = self.words.mentions(self.text)

    @property
    def text(self) -> str:
        return self.sentence.text

    def claims(self) -> Iterator[Draft]:
        """Yield the sentence's claims, then remember what it was about."""
        clusters = _clusters(self.text, scan(self.text).hits)
        made = [self._settled(self._draft(cluster, clusters)) for cluster in clusters]
        self._remember()
        yield from made

    def _settled(self, draft: Draft) -> Draft:
        """Return a draft with what its kind leaves open, or does not need, settled."""
        emne = draft.emne
        if draft.slag == "utenfor" or (draft.slag == "sum" and draft.tema):
            # Nothing to look up: what it is about was not read from its own words.
            return replace(draft, emne=Subject(gruppe=emne.gruppe, aar=emne.aar))
        only = self.words.only.get(emne.indikator)
        if only and not any(one.startswith(COUNTY) for one in emne.gruppe):
            emne = replace(emne, gruppe=(only,))
        if not emne.gruppe and emne.indikator == NETTO and draft.slag not in {"rang", "alle_ingen"}:
            emne = replace(emne, gruppe=("kommunene" if emne.maal else "kommunesektoren",))
        return replace(draft, emne=emne)

    def _remember(self) -> None:
        context = self.context
        for one in self._of("indikator"):
            context.indikator = one.value
        context.tema = AMOUNTS.findall(self.text) or context.tema
        if groups := self._groups():
            context.gruppe = groups
        if years := self._years():
            context.aar = years
        if KONSERN.search(self.text):
            context.grunnlag = "konsern"
        elif KASSE.search(self.text):
            context.grunnlag = "kasse"

    def _of(self, *kinds: str) -> list[Mention]:
        return [one for one in self.mentions if one.kind in kinds]

    def _groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.value for one in self._named_groups()))

    def _named_groups(self) -> list[Mention]:
        """Return the groups that are spoken of, not those who did something."""
        found = [one for one in self.mentions if _is_group(one)]
        return [
            one
            for one in found
            if not AGENT.search(self.text[: one.start])
            and not re.match(r" (?:og fylkeskommunenes )?prognoser", self.text[one.end :])
        ]

    def _years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(one.year for one in self._of("aar", "periode")))

    # What a claim is about.

    def _draft(self, cluster: tuple[Hit, ...], clusters: Sequence[tuple[Hit, ...]]) -> Draft:
        before = max((c[-1].end for c in clusters if c[-1].end <= cluster[0].start), default=0)
        rest = [c[0].start for c in clusters if c[0].start >= cluster[-1].end]
        after = min(rest, default=len(self.text))
        emne = Subject(
            indikator=self._indikator(cluster),
            gruppe=self._gruppe(cluster, before, after),
            aar=self._aar(cluster, before, after),
            grunnlag=self._grunnlag(),
            utvalg="utvalget" if SURVEY.search(self.text) else "",
        )
        tema = AMOUNTS.findall(self.text[: cluster[0].start]) or self.context.tema
        draft = Draft(
            self.sentence,
            cluster,
            "utenfor",
            emne,
            self.context.exhibits,
            bool(SHOWN.search(self.text)),
            bool(FORECAST.search(self.text[: cluster[0].start])),
            self._leans(cluster, clusters),
            tema[-1].lower() if tema and cluster[0].unit in {"mrd", "mill"} else "",
        )
        return self._kind(draft, before, after)

    def _leans(self, cluster: tuple[Hit, ...], clusters: Sequence[tuple[Hit, ...]]) -> str:
        """Return the comparing word that a lone «med unntak av» takes from the claim before."""
        at = clusters.index(cluster)
        alone = all(hit.word == "unntak" for hit in cluster)
        return clusters[at - 1][0].word if alone and at else ""

    def _indikator(self, cluster: tuple[Hit, ...]) -> str:
        """Return the indicator named last before the claim, else first after it."""
        if self._is_after_bound(cluster):
            return "netto_driftsresultat_etter_bundne_avsetninger"
        named = self._of("indikator")
        if not named:
            return self.context.indikator
        at, end = cluster[0].start, cluster[-1].end
        before = [one for one in named if one.start < at]
        after = [one for one in named if end <= one.start <= end + 28]
        stops = r"[,.;(]|\benn\b"
        after = [one for one in after if not re.search(stops, self.text[end : one.start])]
        if cluster[0].word in {"opp", "ned"} and cluster[-1].value is None and after:
            return after[0].value
        return (before[-1:] or named[:1])[0].value

    def _is_after_bound(self, cluster: tuple[Hit, ...]) -> bool:
        """Return whether the claim is of «x og y før og etter bundne avsetninger», second part."""
        right = self.text[cluster[-1].end :]
        if AFTER_BOUND.search(right):
            return True
        first = re.search(r"henholdsvis [-–−\d,]+ og $", self.text[: cluster[0].start])
        return bool(first and re.match(r" ?(?:prosent )?før og etter", right))

    def _gruppe(self, cluster: tuple[Hit, ...], before: int, after: int) -> tuple[str, ...]:
        named = self._named_groups()
        if not named:
            return self.context.gruppe[:1]
        start, end = cluster[0].start, cluster[-1].end
        if listed := self._in_order(cluster, named):
            return (listed,)
        follows = re.match(rf" ?{UNITS}? (?:for|av) ", self.text[end:])
        if follows:
            near = [one for one in named if 0 <= one.start - end - follows.end() <= 8]
            if near:
                return self._alike(near[0], named)
        superlative = any(hit.word in {"hoyest", "lavest"} for hit in cluster)
        if superlative:
            own = [one for one in named if start <= one.start < after]
            if own:
                return tuple(dict.fromkeys(one.value for one in own))
        if len(self._groups()) == 2 and re.search(r"(?i)\bbåde kommunene og fylkesk", self.text):
            return self._groups()
        earlier = [one for one in named if one.start < start]
        later = [one for one in named if one.start >= start]
        chosen = earlier[-1] if earlier else later[0]
        if not any(hit.value is not None for hit in cluster) and later and not earlier:
            chosen = later[0]
        return self._alike(chosen, named)

    def _alike(self, chosen: Mention, named: Sequence[Mention]) -> tuple[str, ...]:
        """Return the group, with those that the same words name («mer enn 5 000 innbyggere»)."""
        same = [one.value for one in named if (one.start, one.end) == (chosen.start, chosen.end)]
        if chosen.kind == "gruppe":
            same = same[:1] or [chosen.value]
        return tuple(dict.fromkeys(same))

    def _in_order(self, cluster: tuple[Hit, ...], named: Sequence[Mention]) -> str:
        """Return the group of «A og B med henholdsvis x og y»."""
        at = self.text.find("henholdsvis")
        if at < 0 or cluster[0].start < at:
            return ""
        counties = [one for one in named if one.start < at and one.value.startswith(COUNTY)]
        numbers = [hit for hit in scan(self.text).hits if hit.value is not None and hit.start > at]
        numbers = numbers[: len(counties)]
        if len(counties) < 2 or cluster[0] not in numbers:  # noqa: PLR2004  «A og B»
            return ""
        return counties[numbers.index(cluster[0])].value

    def _aar(self, cluster: tuple[Hit, ...], before: int, after: int) -> tuple[int, ...]:
        named = [one for one in self._of("aar", "periode", "aaret_for") if not self._excepted(one)]
        if not named:
            return self._carried()
        start, end = cluster[0].start, cluster[-1].end
        if any(hit.value is not None for hit in cluster):
            later = [one for one in named if end <= one.start < after]
            inside = [one for one in named if start <= one.start < end]
            earlier = [one for one in named if one.start < start]
            # «0,1 prosent i 2024», «12,8 prosent … ved utgangen av 2024», else the one before.
            earlier = [one for one in earlier if not self._compared(one)] or earlier
            chosen = inside or later[:1] or earlier[-1:] or named[:1]
            spans = {(one.start, one.end) for one in chosen}
            chosen = [one for one in named if (one.start, one.end) in spans]
        elif re.search(r"(?i)samme periode", self.text[:start]):
            return self._carried()
        else:
            chosen = named
        years = [self._before_that() if one.kind == "aaret_for" else one.year for one in chosen]
        found = tuple(dict.fromkeys(years))
        until = re.search(r"(?i)\b(?:fram|frem) til (?=\d{4})", self.text)
        indikator = self._indikator(cluster)
        if until and len(found) == 1 and indikator in self.words.spans and end >= until.end():
            return self._left(range(self.words.spans[indikator][0], found[0] + 1), cluster)
        return self._left(found, cluster) or self._carried()

    def _excepted(self, one: Mention) -> bool:
        """Return whether a year is the one of «med unntak av»."""
        return bool(re.search(r"(?i)(?:unntak av|bortsett fra) $", self.text[: one.start]))

    def _compared(self, one: Mention) -> bool:
        return bool(re.search(r"\benn (?:i |for )?$", self.text[: one.start]))

    def _left(self, years: Iterable[int], cluster: tuple[Hit, ...]) -> tuple[int, ...]:
        """Return the years without those that the claim itself excepts."""
        gone = {
            one.year
            for one in self._of("aar")
            if self._excepted(one) and any(hit.word == "unntak" for hit in cluster)
        }
        return tuple(year for year in years if year not in gone)

    def _before_that(self) -> int:
        years = self._years() or self._carried()
        return max(years) - 1

    def _carried(self) -> tuple[int, ...]:
        known = self.context.aar
        if known and re.search(r"(?i)samme periode", self.text):
            return known
        return (max(known),) if known else self.note.about.years[1:]

    def _grunnlag(self) -> str:
        if KONSERN.search(self.text):
            return "konsern"
        return "kasse" if KASSE.search(self.text) else self.context.grunnlag

    # What kind of claim it is.

    def _kind(self, draft: Draft, before: int, after: int) -> Draft:
        made = self._of_number(draft) if draft.numbers else self._of_words(draft, after)
        return made or draft

    def _of_number(self, draft: Draft) -> Draft | None:
        number = draft.numbers[0]
        left, right = self.text[: number.start], self.text[number.end :]
        words = draft.words
        if number.unit == "aar":
            count, last = int(number.value or 1), self.note.about.years[1]
            if DUTY.search(self.text):
                return _as(draft, "norm")
            return _as(draft, "periode", aar=tuple(range(last - count, last + 1)))
        if OTHER_GROUP.search(left):
            return None
        if NORM.search(left) and number.unit == "prosent":
            return _as(draft, "terskel" if words else "norm")
        if spread := self._spread(draft):
            return spread
        if number.unit == "prosentpoeng":
            return self._points(draft)
        if number.unit in {"mrd", "mill"}:
            compared = ESTIMATED.search(self.text[number.start :]) or left.endswith("hvorav ")
            return _as(draft, "sum" if compared else "utenfor")
        if number.unit in {"kommuner", "fylkeskommuner"}:
            return self._count(draft, left)
        if measure := self._statistic(number):
            return _as(draft, "celle", maal=measure)
        if share := self._share(draft, right):
            return share
        if re.match(r" ?(?:prosent|pst\.?|%)? av (?!drifts|inntekt)", right):
            return None
        if not self._of("indikator") and not self.context.indikator:
            return None
        if draft.emne.indikator in {NETTO, FOND} or draft.emne.indikator:
            own = self._of("indikator") or draft.emne.gruppe
            named = re.search(r"(?i)driftsutgift|utgiftsvekst|denne veksten|svarprosent", left)
            if not own or named or number.unit not in {"prosent", ""}:
                return None
            return _as(draft, "kilde" if draft.estimate else "celle")
        return None

    def _spread(self, draft: Draft) -> Draft | None:
        """Return a claim of two ends: «mellom 1 og 4», «fra –12 … til 30»."""
        if len(draft.numbers) < 2:  # noqa: PLR2004  two ends
            return None
        between = self.text[draft.numbers[0].end : draft.numbers[1].start]
        if "nærmest median" in between:
            return _as(draft, "spenn", maal="spredning_75")
        if not RANGE.match(between):
            return None
        if draft.numbers[1].unit == "prosentpoeng":
            return _as(draft, "spenn", maal=self._company_part(draft))
        rest = bool(re.search(r"(?i)\bde (?:øvrige|andre|resterende)", self.text[: draft.start]))
        return _as(draft, "spenn", maal="de_ovrige" if rest else "spredning")

    def _points(self, draft: Draft) -> Draft | None:
        if not draft.emne.indikator:
            return None
        if part := self._company_part(draft):
            return _as(draft, "differanse", maal=part)
        years = self._years()
        last = draft.emne.aar[-1]
        return _as(draft, "differanse", aar=years[-2:] if len(years) > 1 else (last - 1, last))

    def _company_part(self, draft: Draft) -> str:
        """Return the measure where points are what companies add to the unit's own account."""
        companies = KONSERN.search(self.text) or self.context.grunnlag == "konsern"
        return "konsern_minus_kasse" if companies and "opp" in draft.words else ""

    def _count(self, draft: Draft, left: str) -> Draft:
        if re.search(r"\bav $", left) and re.search(r"kommuner av $|\d av $", left):
            return _as(draft, "celle", maal="antall", gruppe=("kommunene",))
        surveyed = re.search(r"(?i)data fra $|tall for $|undersøkelse\w* ", left)
        if surveyed and "hadde" not in left:
            return _as(draft, "kilde", maal="antall_i_utvalget", gruppe=("kommunene",))
        return draft

    def _statistic(self, number: Hit) -> str:
        for one in self._of("maal"):
            if 0 <= number.start - one.end <= 2:  # noqa: PLR2004  a blank
                return one.value
        return ""

    def _share(self, draft: Draft, right: str) -> Draft | None:
        number = draft.numbers[0]
        if number.unit not in {"prosent", "andel", "kommuner"}:
            return None
        if not SHARE.search(right[:45]):
            return None
        measure = self._share_of(draft)
        if not measure:
            return None
        indikator = FOND if measure in {"andel_uten", "andel_under_fond"} else NETTO
        measure = measure.removesuffix("_fond")
        return _as(draft, "andel", maal=measure, indikator=indikator)

    def _share_of(self, draft: Draft) -> str:
        start = draft.numbers[0].end
        stop = next((one.start for one in scan(self.text).hits if one.start > draft.end), None)
        right = self.text[start:stop]
        fund = "disposisjonsfond" in right
        if len(draft.numbers) > 1:
            return "andel_under_fond" if fund else "andel_under"
        if fund and re.search(r"\bikke\b|\buten\b", right):
            return "andel_uten"
        if NEGATIVE.search(right) and re.search(r"\bbåde\b|\bbegge\b", right):
            return "andel_negativ_begge_aar"
        if "ned" in draft.words:
            return "andel_svakere"
        return "andel_negativ" if NEGATIVE.search(self.text) else ""

    def _of_words(self, draft: Draft, after: int) -> Draft | None:
        words = draft.words
        right = self.text[draft.start : after]
        named = any(one.start < after for one in self._of("indikator"))
        norm = re.match(r" ?(?:\w+ ){0,4}?(?:anbefal|det anbefal)", self.text[draft.hits[0].end :])
        if "avvik" in words:
            return _as(draft, "sum" if draft.emne.indikator == NETTO and named else "utenfor")
        if norm and words[0] in {"over", "under", "lik", "opp", "ned"}:
            period = PERIOD.search(self.text) and len(draft.emne.aar) != 2  # noqa: PLR2004
            return _as(draft, "periode" if period else "terskel")
        if words[0] == "unntak" and "hoyest" not in words and "lavest" not in words:
            return _as(draft, "periode") if draft.emne.indikator and named else None
        if ESTIMATED.search(right):
            close = [m for m in self._of("indikator") if abs(m.start - draft.start) < 60]
            fits = close and close[-1].value == NETTO and "TBU" in right or "utvalget ansl" in right
            return _as(draft, "sum") if fits else None
        if "alle" in words or "ingen" in words:
            return self._of_all(draft, named=named)
        if draft.emne.indikator and named:
            return self._of_change(draft, right)
        return None

    def _of_all(self, draft: Draft, *, named: bool) -> Draft | None:
        right = self.text[draft.hits[0].end :]
        if re.match(r" tall\b", right):
            return _as(draft, "alle_ingen", maal="status")
        if re.match(r" (?:fylkes)?kommune(?:ne|r)?\b", right) and len(draft.hits) == 1:
            return _as(draft, "kilde", maal="antall_i_utvalget")
        if named and (NEGATIVE.search(right) or re.search("positiv", right) or len(draft.hits) > 1):
            return _as(draft, "alle_ingen")
        return None

    def _of_change(self, draft: Draft, right: str) -> Draft | None:
        words = draft.words
        if {"hoyest", "lavest"} & set(words):
            spread = "spredning" in self.text.lower()
            return _as(draft, "rang", maal="spredning_75" if spread else "")
        ahead = draft.emne.aar and max(draft.emne.aar) > self.note.about.years[1]
        if ahead or re.search(r"pandemi|faktisk utvikling|de siste årene", right):
            return None
        if re.search(r"(?i)\bantall kommuner med negativ", self.text[: draft.start]):
            return _as(draft, "differanse", maal="andel_negativ", aar=self._two(draft))
        if "spredning" in self.text[: draft.start].lower():
            return _as(draft, "differanse", maal="spredning", aar=self._two(draft))
        if "øvrige" in right or "de andre" in right:
            return _as(draft, "rang")
        if "lik" in words or re.match(r" ?stabil", self.text[draft.end :]):
            return None
        if against := self._against(draft):
            return against
        if len(draft.emne.aar) > 2:  # noqa: PLR2004  more than from one year to another
            if re.search(r"\bfra \d{4} til", self.text) and not PERIOD.search(self.text):
                return _as(draft, "differanse", aar=(draft.emne.aar[0], draft.emne.aar[-1]))
            return _as(draft, "periode")
        if self._of_other_noun(draft):
            return None
        if BETWEEN_GROUPS.match(self.text[draft.end :]) or OTHER_GROUP.search(self.text):
            return None
        if {"opp", "ned"} & set(words):
            return _as(draft, "differanse", aar=self._two(draft))
        return None

    def _of_other_noun(self, draft: Draft) -> bool:
        """Return whether the comparing word is of a noun that is no indicator: «høyere kostnader»."""
        end = draft.end
        known = any(0 <= one.start - end <= 1 for one in self._of("indikator"))
        return not known and bool(NOUN.match(self.text[end:]))

    def _against(self, draft: Draft) -> Draft | None:
        """Return a claim that one row of growth was above another: «høyere enn inntektsveksten»."""
        enn = re.match(r" enn (?:det )?", self.text[draft.end :])
        at = draft.end + enn.end() if enn else -1
        other = [one.value for one in self._of("indikator") if one.start == at]
        if not other or len(draft.emne.aar) <= 2:  # noqa: PLR2004  a period
            return None
        sums = (f"sum({draft.emne.indikator}) ? sum({other[0]})",)
        return replace(_as(draft, "periode"), formula=sums)

    def _two(self, draft: Draft) -> tuple[int, ...]:
        """Return the years a change is between: those said, else the year and the one before."""
        years = draft.emne.aar
        return tuple(sorted(years)) if len(years) > 1 else (years[-1] - 1, years[-1])


def _is_group(one: Mention) -> bool:
    return one.kind.startswith("gruppe")


def _as(draft: Draft, slag: Slag, **emne: object) -> Draft:
    """Return a draft of a kind, with some of its subject said."""
    return replace(draft, slag=slag, emne=replace(draft.emne, **emne))  # type: ignore[arg-type]


def _clusters(text: str, hits: Sequence[Hit]) -> list[tuple[Hit, ...]]:
    """Return the hits joined to claims."""
    clusters: list[list[Hit]] = []
    ranges = set(_ranges(text, [hit for hit in hits if hit.value is not None]))
    inside = False
    for hit in hits:
        last = clusters[-1] if clusters else None
        if last and (inside or _belongs(text, last, hit)):
            last.append(hit)
        else:
            clusters.append([hit])
        if hit in {first for first, _ in ranges}:
            inside = True
        if hit in {second for _, second in ranges}:
            inside = False
    return [tuple(one) for one in clusters]


def _ranges(text: str, numbers: Sequence[Hit]) -> Iterator[tuple[Hit, Hit]]:
    for one, other in pairwise(numbers):
        gap = text[one.end : other.start]
        opened = re.search(r"\b(?:fra|mellom) $", text[: one.start])
        if re.match(r"^ til $", gap) or (opened and RANGE.match(gap)) or "nærmest median" in gap:
            yield one, other


def _belongs(text: str, cluster: Sequence[Hit], hit: Hit) -> bool:
    """Return whether a hit goes on with the claim before it."""
    last = cluster[-1]
    gap = text[last.end : hit.start]
    numbers = [one for one in cluster if one.value is not None]
    if hit.value is not None:
        if last.word in {"opp", "ned", "over", "under"}:
            return bool(TO_NUMBER.match(gap)) and not re.search(r"\b(?:og|mens|enn anslått)\b", gap)
        if last.word == "alle":
            return bool(re.search(r"^[^,.;]{0,40} på (?:rundt |om lag )?$", gap))
        share = numbers and (numbers[0].unit == "andel" or SHARE.search(text[numbers[0].end :]))
        return bool(share) and bool(re.search(r"(?:under|over|lavere enn|høyere enn) $", gap))
    if last.unit == "aar" and hit.word in {"opp", "ned"}:
        return gap == " år med "
    if last.value is not None and hit.word in {"opp", "ned", "over"}:
        if FROM_NUMBER.match(gap):
            return True
        return (
            bool(SHARE.search(gap))
            and hit.word == "ned"
            and "ned fra" not in text[hit.start : hit.end]
        )
    near = len(gap) < 3 or gap.strip() in {"noe", "litt", "langt"}  # noqa: PLR2004  a blank
    if last.word in {"opp", "ned", "hoyest"} and hit.word in {"opp", "ned"}:
        return near
    if last.word == "alle":
        return hit.word in {"opp", "ned", "over", "under"} and "." not in gap
    if last.word == "unntak":
        return hit.word in {"hoyest", "lavest", "alle"}
    ended = len(numbers) > 1 and last.value is not None and hit.word in {"hoyest", "lavest"}
    if ended:
        return bool(re.match(r"^ prosent[^,.;]{0,40} $", gap))
    return False


def about(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """Return the drafts by the id of their sentence."""
    found: dict[str, list[Draft]] = {}
    for one in drafts:
        found.setdefault(one.sentence.id, []).append(one)
    return found

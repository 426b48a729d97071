"""Shares that cannot be: outside 0 to 100, a part above its whole, or both years above one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sitegen.facts.cells import Place
from sitegen.facts.formatting import shown
from sitegen.facts.ledger.scan import ORDINAL, SMALL
from sitegen.facts.rules.finding import Finding, Rule, match_place, sentence_place
from sitegen.facts.rules.material import Material
from sitegen.facts.rules.reading import NUMBER, number, percents, years_in
from sitegen.note.sentences import Sentence

SHARE = Rule("andeler", "En andel er umulig", weight=90)
WHOLE = Decimal(100)
NEGATIVE = re.compile(r"\bnegativt?e? (?:netto )?driftsresultat", re.IGNORECASE)
BOTH = re.compile(r"\bbåde i (?:19|20)\d\d og (?:19|20)\d\d")
WEAKER = re.compile(r"\bsvakere enn året før")
OF_UNITS = re.compile(r"\b(?:av|for) (?:kommunene|fylkeskommunene|kommuner|landets|de samme)")
OF_WHOLE = re.compile(r" ?(?:prosent|pst\.?|%) av ")
OF_WHICH = re.compile(
    rf"(?P<hel>{NUMBER}) ?(?P<enhet>mrd|mill|prosent|pst)\b[^;]*?"
    rf"\bhvorav (?P<del>{NUMBER}) ?(?P=enhet)"
)
ONE_OF = re.compile(r"\b(?:én|en) av (\w+) kommuner", re.IGNORECASE)
EVERY = re.compile(r"\bhver (\w+) kommune", re.IGNORECASE)
NO_FUND = re.compile(r"\bikke (?:har|hadde) (?:midler på )?disposisjonsfond|\bikke midler på disp")
OF_THING = re.compile(
    rf"(?P<tall>{NUMBER}) ?(?:pst\.?|prosent) av (?P<hva>(?!\w*inntekt)\w{{8,}})"
    r"(?P<om>(?: \w+){1,4})"
)
LONG = 8
"""Letters of a word that says what a share is of."""
HEDGE = Decimal("1.5")
"""Points that «om lag» allows."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A share in the text: its value, its years, and where."""

    value: Decimal
    years: frozenset[int]
    place: Place


def impossible_shares(material: Material) -> Iterator[Finding]:
    """Find shares that contradict each other or themselves."""
    for sentence in material.sentences:
        yield from _bounds(sentence)
        yield from _of_which(sentence)
        yield from _nested(sentence)
    yield from _both_years(material)
    yield from _without_fund(material.sentences)
    yield from _of_the_same(material)


def _bounds(sentence: Sentence) -> Iterator[Finding]:
    for one in percents(sentence.text):
        after = sentence.text[one.end : one.end + 40]
        negative = one.value < 0 and OF_UNITS.search(after)
        if negative or (one.value > WHOLE and OF_WHOLE.match(after)):
            place = sentence_place(sentence, one.start, one.end)
            yield SHARE.finding(f"{shown(one.value)} prosent kan ikke være en andel.", [place])


def _of_which(sentence: Sentence) -> Iterator[Finding]:
    for found in OF_WHICH.finditer(sentence.text):
        whole, part = number(found["hel"]), number(found["del"])
        if part > whole:
            yield SHARE.finding(
                f"Av {shown(whole)} {found['enhet']} kan ikke {shown(part)} være en del.",
                [match_place(sentence, found)],
            )


def _nested(sentence: Sentence) -> Iterator[Finding]:
    """Compare «one in ten without a fund» with «every fourth below 5 per cent»."""
    none, below = ONE_OF.search(sentence.text), EVERY.search(sentence.text)
    if not (none and below and "under" in sentence.text[below.end() :]):
        return
    few, more = SMALL.get(none[1].lower()), ORDINAL.get(below[1].lower())
    if few and more and few < more:
        yield SHARE.finding(
            f"«{none[0]}» er flere enn «{below[0]}», men de første er med blant de andre.",
            [sentence_place(sentence)],
        )


def _without_fund(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Hold «10 prosent … ikke har disposisjonsfond» against «én av ti … ikke»."""
    said: list[_Share] = []
    for sentence in sentences:
        if NO_FUND.search(sentence.text):
            part = ONE_OF.search(sentence.text)
            words = SMALL.get(part[1].lower()) if part else None
            found = [one.value for one in percents(sentence.text)][:1]
            values = [Decimal(100) / words] if words else found
            said += [_Share(one, frozenset(), sentence_place(sentence)) for one in values]
    for one in said[1:]:
        if abs(one.value - said[0].value) > HEDGE:
            yield SHARE.finding(
                f"Andelen uten disposisjonsfond er om lag {round(said[0].value)} prosent ett "
                f"sted og om lag {round(one.value)} prosent et annet.",
                (said[0].place, one.place),
            )


def _both_years(material: Material) -> Iterator[Finding]:
    """Hold the share below zero in both years against that of each year."""
    single, both, weaker = _read_shares(material)
    yield from _said_twice(single)
    for one in both:
        each = [share for share in single if share.years <= one.years]
        for share in each:
            if one.value > share.value:
                yield SHARE.finding(
                    f"{shown(one.value)} prosent hadde negativt resultat begge år. Det kan ikke "
                    f"være flere enn de {shown(share.value)} prosentene som hadde det i "
                    f"{max(share.years)}.",
                    (one.place, share.place),
                )
        last = [share for share in each if share.years == {max(one.years)}]
        for down in weaker:
            fell = max((share.value - one.value for share in last), default=Decimal(0))
            if fell > down.value:
                yield SHARE.finding(
                    f"{shown(fell)} prosent gikk fra positivt til negativt resultat. Da kan ikke "
                    f"bare {shown(down.value)} prosent ha fått svakere resultat.",
                    (down.place, one.place, *(share.place for share in last)),
                )


def _said_twice(shares: Sequence[_Share]) -> Iterator[Finding]:
    """Hold shares below zero in one year against each other."""
    first: dict[frozenset[int], _Share] = {}
    for one in shares:
        other = first.setdefault(one.years, one)
        if other.value != one.value:
            yield SHARE.finding(
                f"Andelen med negativt resultat i {max(one.years)} er {shown(other.value)} prosent "
                f"ett sted og {shown(one.value)} prosent et annet.",
                (other.place, one.place),
            )


@dataclass(frozen=True, slots=True)
class _Part:
    """A share of something: what of, the words about it, the years of the sentence, and where."""

    thing: str
    about: frozenset[str]
    share: _Share

    def is_of_the_same(self, other: "_Part") -> bool:
        """Return whether two shares are of one thing, as far as words and years tell."""
        mine, theirs = self.share.years, other.share.years
        same_time = not mine or not theirs or mine == theirs
        return self.thing == other.thing and bool(self.about & other.about) and same_time


def _of_the_same(material: Material) -> Iterator[Finding]:
    """Hold «70 pst. av merskatteveksten … midlertidig» in two places against each other."""
    said = [_part(sentence, found) for sentence, found in material.matches(OF_THING)]
    for at, one in enumerate(said):
        for other in said[:at]:
            if one.is_of_the_same(other) and one.share.value != other.share.value:
                yield SHARE.finding(
                    f"{shown(other.share.value)} prosent av {one.thing} ett sted er "
                    f"{shown(one.share.value)} prosent et annet.",
                    (one.share.place, other.share.place),
                )


def _part(sentence: Sentence, found: re.Match[str]) -> _Part:
    about = frozenset(word for word in found["om"].split() if len(word) >= LONG)
    place = match_place(sentence, found)
    share = _Share(number(found["tall"]), years_in(sentence.text), place)
    return _Part(found["hva"], about, share)


def _read_shares(material: Material) -> tuple[list[_Share], list[_Share], list[_Share]]:
    single: list[_Share] = []
    both: list[_Share] = []
    weaker: list[_Share] = []
    for sentence in material.sentences:
        for one in percents(sentence.text):
            place = sentence_place(sentence, one.start, len(sentence.text))
            after = re.split(r"\bmot\b|\(", sentence.text[one.end :])[0]
            if NEGATIVE.search(after) and BOTH.search(after):
                both.append(_Share(one.value, years_in(after), place))
            elif WEAKER.search(after):
                weaker.append(_Share(one.value, years_in(after), place))
            elif NEGATIVE.search(sentence.text) and one.value >= 0 and len(years_in(after)) == 1:
                single.append(_Share(one.value, years_in(after), place))
    return single, both, weaker


RULES = ((SHARE, impossible_shares),)

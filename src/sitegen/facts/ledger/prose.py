"""What the text itself says elsewhere: one thing said twice must be the same both times."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.wording import listed
from sitegen.facts.formatting import lines_words, span
from sitegen.facts.ledger.model import Draft
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.ledger.words import COUNTY

type Key = tuple[object, ...]
PHRASE = re.compile(
    r"^ ?(?:prosent|pst\.?|mrd\. kroner)? av (\w+)(?: (?:har|vært|ble|er|hadde|var))* (\w+)"
)


def key_of(draft: Draft) -> Key | None:
    """Return what a number of the text is of, to find it again by; ``None`` if unknown."""
    emne = draft.emne
    number = draft.numbers[0] if draft.numbers else None
    if number is None:
        return None
    county = emne.gruppe[:1] and emne.gruppe[0].startswith(COUNTY)
    key: Key | None = None
    if draft.slag == "andel":
        limit = draft.numbers[1].value if len(draft.numbers) > 1 else None
        key = ("andel", emne.maal, emne.aar, limit)
    elif draft.estimate:
        key = ("prognose", emne.indikator, emne.gruppe, emne.aar)
    elif emne.maal == "antall_i_utvalget":
        key = (emne.maal, emne.gruppe)
    elif draft.slag == "celle" and (emne.maal or county):
        key = ("celle", emne.maal, emne.indikator, emne.gruppe, emne.aar)
    elif draft.slag == "utenfor" and number.unit in {"prosent", "andel"}:
        follows = PHRASE.match(draft.sentence.text[number.end :])
        key = ("frase", *follows.groups()) if follows else None
    return key


class Prose:
    """The numbers of the text by what they are of."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        """Take every claim of the text."""
        self.drafts = tuple(drafts)
        self.by_key: Mapping[Key, list[Draft]] = defaultdict(list)
        for one in self.drafts:
            if key := key_of(one):
                self.by_key[key].append(one)

    def again(self, draft: Draft) -> list[Draft]:
        """Return the other places that say the same thing, in order."""
        key = key_of(draft)
        found = self.by_key.get(key, []) if key else []
        return [one for one in found if one.sentence.id != draft.sentence.id]

    def against(self, draft: Draft) -> list[Draft]:
        """Return the places that say otherwise; none where most of them agree with this one."""
        again = self.again(draft)
        others = [one for one in again if not _same(one.numbers[0], draft.numbers[0])]
        values = Counter(one.numbers[0].value for one in [*again, draft])
        most = values.most_common(1)[0][1]
        mine = values[draft.numbers[0].value]
        return others if mine < most or mine == 1 or mine * 2 == len(again) + 1 else []

    def forecast(self, draft: Draft) -> Draft | None:
        """Return the earlier estimate of what a claim is about, if the text has it."""
        emne = draft.emne
        key = ("prognose", emne.indikator, emne.gruppe, emne.aar[-1:])
        found = self.by_key.get(key, [])
        return found[0] if found else None

    def compared(self, draft: Draft) -> Draft | None:
        """Return the claim that says how much an amount differs from another of the same thing."""
        kin = [one for one in self.drafts if one.tema == draft.tema and one.slag == "sum"]
        return next((one for one in kin if one.words and one.numbers), None)

    def amounts(self, draft: Draft) -> list[Draft]:
        """Return the other amounts of the same thing, nearest before first, then those after."""
        at = self.drafts.index(draft)
        kin = [
            (index, one)
            for index, one in enumerate(self.drafts)
            if one.tema == draft.tema and draft.tema and one is not draft and not one.words
        ]
        before = [one for index, one in reversed(kin) if index < at]
        return [*before, *(one for index, one in kin if index > at)]


def _same(one: Hit, other: Hit) -> bool:
    """Return whether two numbers of the text say the same."""
    if one.value == other.value:
        return True
    coarse, fine = sorted((one, other), key=lambda hit: hit.decimals)
    rounded = Fraction(round_half_up(fine.exact, coarse.decimals))
    return coarse.decimals != fine.decimals and rounded == coarse.value


def places(drafts: Iterable[Draft]) -> str:
    """Return «linje 40, 135–137 og 318» for where claims stand."""
    every = (span(*one.sentence.lines_of(one.start, one.end)) for one in drafts)
    return f"linje {listed(dict.fromkeys(every))}"


def lines(draft: Draft) -> str:
    """Return «linje 40» or «linje 135–137» for where a claim stands."""
    return lines_words(*draft.sentence.lines_of(draft.start, draft.end))


def quoted(draft: Draft) -> str:
    """Return the claim's words, its unit with them."""
    return draft.sentence.text[draft.start : draft.stop].strip()

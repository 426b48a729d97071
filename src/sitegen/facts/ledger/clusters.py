"""Hits → claims: the numerals and comparing words that say one thing together.

«Gikk ned til 1,3», «0,2 mrd. kroner lavere», «fra −12 … til 30», «for 72 prosent … svakere».
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.facts.ledger.scan import Hit

UNITS = r"(?:prosentpoeng|prosent|pst\.?|mrd\. kroner|mill\. kroner|mrd\.|kroner)"
RANGE = re.compile(r"^(?: prosent[^.;]{0,60})? ?(?:til|og) (?:over |under )?$|^ ?[–-] ?$")
SHARE = re.compile(
    r"^(?: ?(?:prosent|pst\.?|%))?(?: negative| av disse| av kommun| hadde| kommuner? "
    r"|(?: i \d{4})? for de samme)|^ kommun(?:e|er) | kommune\b"
)
"""What follows a number that is a share of the municipalities."""
TO_NUMBER = re.compile(
    r"(?:^|[^,.;(]{0,75} )(?:på|til|enn|fra|under|over|med)(?: [a-zæøå]+){0,3} $|^ $"
)
FROM_NUMBER = re.compile(rf"^ ?{UNITS}? ?$")
LIMIT = re.compile(r"(?:under|over|lavere enn|høyere enn) $")
NEAREST = "nærmest median"
MOVES = frozenset({"opp", "ned"})
WAYS = MOVES | {"over", "under"}
"""Comparing words that say which way."""


def join_hits(text: str, hits: Sequence[Hit]) -> list[tuple[Hit, ...]]:
    """Return the hits of a sentence joined to claims, in order."""
    clusters: list[list[Hit]] = []
    ranges = list(_ranges(text, [hit for hit in hits if hit.value is not None]))
    firsts, lasts = ({pair[end] for pair in ranges} for end in (0, 1))
    inside = False
    for hit in hits:
        if clusters and (inside or _belongs(text, clusters[-1], hit)):
            clusters[-1].append(hit)
        else:
            clusters.append([hit])
        inside = (inside or hit in firsts) and hit not in lasts
    return [tuple(one) for one in clusters]


def _ranges(text: str, numbers: Sequence[Hit]) -> Iterator[tuple[Hit, Hit]]:
    for one, other in pairwise(numbers):
        gap = text[one.end : other.start]
        opened = re.search(r"\b(?:fra|mellom) $", text[: one.start])
        if gap == " til " or (opened and RANGE.match(gap)) or NEAREST in gap:
            yield one, other


def _belongs(text: str, cluster: Sequence[Hit], hit: Hit) -> bool:
    """Return whether a hit goes on with the claim before it."""
    gap = text[cluster[-1].end : hit.start]
    if hit.value is not None:
        return _number_belongs(text, cluster, gap)
    if cluster[-1].value is not None:
        return _word_follows_number(text, cluster, hit, gap)
    return _word_follows_word(cluster[-1].word, hit.word, gap)


def _number_belongs(text: str, cluster: Sequence[Hit], gap: str) -> bool:
    last = cluster[-1].word
    if last in WAYS:
        apart = re.search(r"\b(?:og|mens|enn anslått)\b", gap)
        return bool(TO_NUMBER.match(gap)) and not apart
    if last == "alle":
        return bool(re.search(r"^[^,.;]{0,40} på (?:rundt |om lag )?$", gap))
    first = next((one for one in cluster if one.value is not None), None)
    share = first and (first.unit == "andel" or SHARE.search(text[first.end :]))
    return bool(share) and bool(LIMIT.search(gap))


def _word_follows_number(text: str, cluster: Sequence[Hit], hit: Hit, gap: str) -> bool:
    last = cluster[-1]
    if last.unit == "aar":
        return gap == " år med " and hit.word in MOVES
    if hit.word in MOVES | {"over"}:
        share = SHARE.search(gap) and text[hit.start : hit.end] not in {"ned fra", "opp fra"}
        return bool(FROM_NUMBER.match(gap) or share)
    ends = sum(one.value is not None for one in cluster) > 1 and hit.word in {"hoyest", "lavest"}
    return ends and bool(re.match(r"^ prosent[^,.;]{0,40} $", gap))


def _word_follows_word(last: str, word: str, gap: str) -> bool:
    if last in MOVES | {"hoyest"} and word in MOVES:
        return gap.strip() in {"", "noe", "litt", "langt"}
    if last in {"alle", "ingen"}:
        return word in WAYS and "." not in gap
    return last == "unntak" and word in {"hoyest", "lavest", "alle"}

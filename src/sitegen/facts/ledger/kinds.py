"""Which kind a claim is of: two lists of rules, tried in order; the first that fits decides.

A rule returns the claim with its kind and what the kind says of its subject, or ``None`` where
it does not fit. What no rule fits is outside what can be tested here.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sitegen.facts.ledger.clusters import MOVES, NEAREST, RANGE, SHARE
from sitegen.facts.ledger.model import Draft, Subject
from sitegen.facts.ledger.subject import Reader
from sitegen.facts.ledger.words import COUNTY, FOND, KONSERN
from sitegen.facts.observation import NETTO
from sitegen.note.claims import Slag

type Rule = Callable[[Reader, Draft, int], Draft | None]
"""Takes the sentence, the claim, and where the next claim begins."""

NEGATIVE = re.compile(r"(?i)negativ")
NORM = re.compile(r"(?i)anbefal|\bbør\b")
TO_NORM = re.compile(r" ?(?:\w+ ){0,4}?(?:det )?anbefal")
DUTY = re.compile(r"(?i)\b(?:må|skal|kommunelov\w*|balansekrav\w*)\b")
ESTIMATED = re.compile(
    r"(?i)enn (?:\w+ ){0,3}?"
    r"(?:anslått|anslo|la til grunn|lagt til grunn|ventet|forutsatt|budsjettert)"
)
BY_COMMITTEE = re.compile(r"TBU|utvalget ansl")
PERIOD = re.compile(
    r"(?i)\b(?:fram|frem) til\b|\bi (?:perioden|årene)\b|\bsiden\b|hvert (?:eneste )?år"
    r"|i samme periode"
)
BETWEEN_GROUPS = re.compile(r"^[^,.;(]{0,40}? ?\benn (?!(?:i |for )?(?:\d{4}|fjor|året før))")
PREPOSITION = r"(?:i|på|for|fra|enn|til|av|med|og|eller|som|ved|mot|blant|innen)"
NOUN = re.compile(rf"^ (?!{PREPOSITION}\b)(?:netto )?[a-zæøå]{{4,}}")
OTHER_GROUP = re.compile(r"(?i)\b(?!fylkes|utvalgs)\w{4,}kommune(?:ne|r)\b")
OTHER_MATTER = re.compile(r"(?i)driftsutgift|utgiftsvekst|denne veksten|svarprosent")
NOT_PRINTED = re.compile(r"pandemi|faktisk utvikling|de siste årene")
REST = re.compile(r"(?i)\bde (?:øvrige|andre|resterende)\b")
SURVEYED = re.compile(r"(?i)data fra $|tall for $|undersøkelse\w* ")
GOES_ON = re.compile(r"(?:Tilsvarende|Tall(?:et|ene)|Anslaget|De|Det|Dette|Disse|For|Mens)\b")
"""How a sentence begins that goes on with what the one before it was about."""
PART_OF = re.compile(r" ?(?:prosent|pst\.?|%)? av (?!drifts|inntekt)")
NEAR = 60
"""Characters from a comparing word to the indicator it is of."""
SHARE_REACH = 45


def classified(reader: Reader, draft: Draft, after: int) -> Draft:
    """Return the claim with its kind."""
    for _, rule in OF_NUMBERS if draft.numbers else OF_WORDS:
        if made := rule(reader, draft, after):
            return _settled(reader, made)
    return _settled(reader, draft)


def _settled(reader: Reader, draft: Draft) -> Draft:
    """Return a claim with what its kind leaves open, or does not need, settled."""
    emne = draft.emne
    if draft.slag == "utenfor" or (draft.slag == "sum" and draft.tema):
        # Nothing to look up: what it is about was not read from its own words.
        return replace(draft, emne=Subject(gruppe=emne.gruppe, aar=emne.aar))
    only = reader.words.only.get(emne.indikator)
    if only and not any(one.startswith(COUNTY) for one in emne.gruppe):
        emne = replace(emne, gruppe=(only,))
    if not emne.gruppe and emne.indikator == NETTO and draft.slag not in {"rang", "alle_ingen"}:
        emne = replace(emne, gruppe=("kommunene" if emne.maal else "kommunesektoren",))
    return replace(draft, emne=emne)


def _as(draft: Draft, slag: Slag, **emne: object) -> Draft:
    """Return a claim of a kind, with some of its subject said."""
    return replace(draft, slag=slag, emne=replace(draft.emne, **emne))  # type: ignore[arg-type]


# Claims with a number.


def _years(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Selv etter to år med nedgang», «i løpet av to år»."""
    number = draft.numbers[0]
    if number.unit != "aar":
        return None
    if DUTY.search(reader.text):
        return _as(draft, "norm")
    count, last = int(number.value or 1), reader.note.about.years[1]
    return _as(draft, "periode", aar=tuple(range(last - count, last + 1)))


def _unknown_group(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Havbrukskommunene hadde …»: a group that no table has."""
    found = OTHER_GROUP.search(reader.text[: draft.numbers[0].start])
    return _as(draft, "utenfor") if found else None


def _norm(reader: Reader, draft: Draft, _: int) -> Draft | None:
    number = draft.numbers[0]
    if number.unit != "prosent" or not NORM.search(reader.text[: number.start]):
        return None
    return _as(draft, "terskel" if draft.words else "norm")


def _spread(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Mellom 1 og 4», «fra −12 … til 30», «de 75 prosent … nærmest median … 10 prosentpoeng»."""
    if len(draft.numbers) == 1:
        return None
    first, second = draft.numbers[:2]
    between = reader.text[first.end : second.start]
    if NEAREST in between:
        return _as(draft, "spenn", maal="spredning_75")
    if not RANGE.match(between):
        return None
    if second.unit == "prosentpoeng":
        return _as(draft, "spenn", maal=_company_part(reader, draft))
    rest = REST.search(reader.text[: draft.start])
    return _as(draft, "spenn", maal="de_ovrige" if rest else "spredning")


def _points(reader: Reader, draft: Draft, _: int) -> Draft | None:
    if draft.numbers[0].unit != "prosentpoeng" or not draft.emne.indikator:
        return None
    if part := _company_part(reader, draft):
        return _as(draft, "differanse", maal=part)
    years, last = reader.years(), draft.emne.aar[-1]
    return _as(draft, "differanse", aar=years[-2:] if len(years) > 1 else (last - 1, last))


def _company_part(reader: Reader, draft: Draft) -> str:
    """Return the measure where points are what companies add to the unit's own account."""
    companies = KONSERN.search(reader.text) or reader.context.grunnlag == "konsern"
    return "konsern_minus_kasse" if companies and "opp" in draft.words else ""


def _amount(reader: Reader, draft: Draft, _: int) -> Draft | None:
    number = draft.numbers[0]
    if number.unit not in {"mrd", "mill"}:
        return None
    part = reader.text[: number.start].endswith("hvorav ")
    compared = part or ESTIMATED.search(reader.text[number.start :])
    return _as(draft, "sum" if compared else "utenfor")


def _count(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«225 kommuner av 357 kommuner», «data fra 225 kommuner»."""
    if draft.numbers[0].unit not in {"kommuner", "fylkeskommuner"}:
        return None
    left = reader.text[: draft.numbers[0].start]
    if re.search(r"(?:kommuner|\d) av $", left):
        return _as(draft, "celle", maal="antall", gruppe=("kommunene",))
    if SURVEYED.search(left) and "hadde" not in left:
        return _as(draft, "kilde", maal="antall_i_utvalget", gruppe=("kommunene",))
    return _as(draft, "utenfor")


def _statistic(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Median −1,1», «uvektet snitt 0,8»."""
    start = draft.numbers[0].start
    near = [one for one in reader.of("maal") if 0 <= start - one.end <= 1]
    return _as(draft, "celle", maal=near[0].value) if near else None


def _share(reader: Reader, draft: Draft, _: int) -> Draft | None:
    number = draft.numbers[0]
    follows = SHARE.search(reader.text[number.end :][:SHARE_REACH])
    if number.unit not in {"prosent", "andel"} or not follows:
        return None
    stops = [hit.start for hit in reader.hits if hit.start > draft.end]
    right = reader.text[number.end : min(stops, default=len(reader.text))]
    measure = _share_of(reader, draft, right)
    fund = FOND in right or measure == "andel_uten"
    return _as(draft, "andel", maal=measure, indikator=FOND if fund else NETTO) if measure else None


def _share_of(reader: Reader, draft: Draft, right: str) -> str:
    if len(draft.numbers) > 1:
        return "andel_under"
    if FOND in right and re.search(r"\bikke\b|\buten\b", right):
        return "andel_uten"
    if NEGATIVE.search(right) and re.search(r"\bbåde\b|\bbegge\b", right):
        return "andel_negativ_begge_aar"
    if MOVES & set(draft.words):
        return "andel_svakere" if "ned" in draft.words else "andel_bedre"
    return "andel_negativ" if NEGATIVE.search(reader.text) else ""


def _value(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """A percentage of a group: in a cell, or told of an earlier estimate."""
    number = draft.numbers[0]
    left, right = reader.text[: number.start], reader.text[number.end :]
    if PART_OF.match(right) or OTHER_MATTER.search(left) or number.unit not in {"prosent", ""}:
        return None
    carried = GOES_ON.match(reader.text) and reader.context.indikator and draft.emne.gruppe
    known = reader.of("indikator") or carried
    if not known or not draft.emne.indikator:
        return None
    return _as(draft, "kilde" if draft.estimate else "celle")


OF_NUMBERS: tuple[tuple[str, Rule], ...] = (
    ("år", _years),
    ("andre grupper", _unknown_group),
    ("anbefaling", _norm),
    ("spenn", _spread),
    ("prosentpoeng", _points),
    ("beløp", _amount),
    ("antall", _count),
    ("median og snitt", _statistic),
    ("andel av kommunene", _share),
    ("verdi", _value),
)


# Claims of comparing words alone.


def _misjudged(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """«Utvalgets undervurdering av netto driftsresultatet»."""
    if "avvik" not in draft.words:
        return None
    fits = draft.emne.indikator == NETTO and _named(reader, after)
    return _as(draft, "sum" if fits else "utenfor")


def _named(reader: Reader, after: int) -> bool:
    """Return whether the sentence itself names an indicator before the next claim."""
    return any(one.start < after for one in reader.of("indikator"))


def _against_norm(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Under anbefalingen», «godt over utvalgets anbefaling» over years."""
    measured = draft.words[0] in MOVES | {"over", "under", "lik"}
    if not measured or not TO_NORM.match(reader.text[draft.hits[0].end :]):
        return None
    several = PERIOD.search(reader.text) and len(draft.emne.aar) != 2  # noqa: PLR2004
    return _as(draft, "periode" if several else "terskel")


def _exception(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """«Og for fylkeskommunene med unntak av 2019»."""
    if set(draft.words) != {"unntak"}:
        return None
    fits = draft.emne.indikator and _named(reader, after)
    return _as(draft, "periode" if fits else "utenfor")


def _against_estimate(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """«Bedre enn anslått av TBU»; other estimates are not here."""
    right = reader.text[draft.start : after]
    if not ESTIMATED.search(right):
        return None
    close = [one for one in reader.of("indikator") if abs(one.start - draft.start) < NEAR]
    fits = close and close[-1].value == NETTO and BY_COMMITTEE.search(right)
    return _as(draft, "sum" if fits else "utenfor")


def _all(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """«Alle kommunegrupper hadde svakere …», «i alle gruppene … negative»."""
    if not {"alle", "ingen"} & set(draft.words):
        return None
    right = reader.text[draft.hits[0].end :]
    if re.match(r" tall\b", right):
        return _as(draft, "alle_ingen", maal="status")
    if re.match(r" (?:fylkes)?kommune(?:ne|r)?\b", right) and len(draft.hits) == 1:
        return _as(draft, "kilde", maal="antall_i_utvalget")
    said = len(draft.hits) > 1 or re.search(r"negativ|positiv", right)
    return _as(draft, "alle_ingen" if said and _named(reader, after) else "utenfor")


def _nothing_to_compare(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """What no figure of the note or the accounts is of."""
    last = reader.note.about.years[1]
    ahead = draft.emne.aar and max(draft.emne.aar) > last
    named = draft.emne.indikator and _named(reader, after)
    vague = NOT_PRINTED.search(reader.text[draft.start : after])
    return _as(draft, "utenfor") if ahead or vague or not named else None


def _rank(reader: Reader, draft: Draft, after: int) -> Draft | None:
    """«Høyest i Trøndelag», «lavere enn i de øvrige landsdelene», «den høyeste spredningen»."""
    right = reader.text[draft.start : after]
    if {"hoyest", "lavest"} & set(draft.words):
        spread = "spredning" in reader.text.lower()
        return _as(draft, "rang", maal="spredning_75" if spread else "")
    return _as(draft, "rang") if REST.search(right) else None


def _statistic_change(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Antall kommuner med negative … økte», «spredningen … noe mindre enn i 2023»."""
    left = reader.text[: draft.start].lower()
    if "antall kommuner med negativ" in left:
        return _as(draft, "differanse", maal="andel_negativ", aar=_two(draft))
    if "spredning" in left:
        return _as(draft, "differanse", maal="spredning", aar=_two(draft))
    return None


def _two_rows(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """«Aktivitetsveksten var … høyere enn inntektsveksten» over years."""
    enn = re.match(r" enn (?:det )?", reader.text[draft.end :])
    at = draft.end + enn.end() if enn else -1
    other = [one.value for one in reader.of("indikator") if one.start == at]
    if not other or len(draft.emne.aar) <= 2:  # noqa: PLR2004  a period
        return None
    sums = (f"sum({draft.emne.indikator}) ? sum({other[0]})",)
    return replace(_as(draft, "periode"), formula=sums)


def _over_years(reader: Reader, draft: Draft, _: int) -> Draft | None:
    years = draft.emne.aar
    if len(years) <= 2 or not MOVES & set(draft.words):  # noqa: PLR2004  a period
        return None
    if re.search(r"\bfra \d{4} til", reader.text) and not PERIOD.search(reader.text):
        return _as(draft, "differanse", aar=(years[0], years[-1]))
    return _as(draft, "periode")


def _change(reader: Reader, draft: Draft, _: int) -> Draft | None:
    """A change from one year to the next."""
    right = reader.text[draft.end :]
    known = any(0 <= one.start - draft.end <= 1 for one in reader.of("indikator"))
    other = (NOUN.match(right) and not known) or re.match(r" ?stabil", right)
    if other or BETWEEN_GROUPS.match(right) or OTHER_GROUP.search(reader.text):
        return None
    return _as(draft, "differanse", aar=_two(draft)) if MOVES & set(draft.words) else None


def _two(draft: Draft) -> tuple[int, ...]:
    """Return the years a change is between: those said, else the year and the one before."""
    years = draft.emne.aar
    return tuple(sorted(years)) if len(years) > 1 else (years[-1] - 1, years[-1])


OF_WORDS: tuple[tuple[str, Rule], ...] = (
    ("undervurdering", _misjudged),
    ("anbefaling", _against_norm),
    ("unntak", _exception),
    ("anslag", _against_estimate),
    ("alle", _all),
    ("ikke her", _nothing_to_compare),
    ("rang", _rank),
    ("antall og spredning", _statistic_change),
    ("to rader", _two_rows),
    ("flere år", _over_years),
    ("endring", _change),
)

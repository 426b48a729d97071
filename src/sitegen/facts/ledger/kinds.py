"""Which kind a claim is of: two lists of rules, tried in order; the first that fits decides.

A rule returns the claim with its kind and what the kind says of its subject, or ``None`` where
it does not fit. What no rule fits is outside what can be tested here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sitegen.facts.fact import NETTO
from sitegen.facts.ledger.clusters import MOVES, NEAREST, RANGE, SHARE, WAYS
from sitegen.facts.ledger.model import Draft, Subject
from sitegen.facts.ledger.scan import Hit
from sitegen.facts.ledger.subject import Reader
from sitegen.facts.ledger.words import COUNTY, FOND, KONSERN
from sitegen.note.claims import Slag

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
LIMIT_OF_SHARE = re.compile(
    r"(?i)\bav (?:disse|dem|\w*kommune\w*)\b[^.;]*\b(?:under|over|lavere enn|høyere enn) $"
)
"""Before a number that is the limit of a share, and claims nothing: «del av disse … under 5»."""
QUALITY = re.compile(r"(?i)gode\b|svake\b|sparing\b")
NEAR = 60
"""Characters from a comparing word to the indicator it is of."""
OF_UNITS = re.compile(r"\b[Aa]v kommunene\b[^.:;]* hadde(?: om lag| rundt| nær)? $")
"""What stands before a share of the municipalities: «Av kommunene i undersøkelsen hadde»."""
SHARE_REACH = 45


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that is to have a kind, in its sentence.

    Attributes:
        reader: The sentence.
        draft: The claim.
        first: Its first number, else its first word.
        left: What stands before that.
        right: What stands after that.
        own: Its words, up to the next claim.
        named: Whether the sentence itself names an indicator before the next claim.
    """

    reader: Reader
    draft: Draft
    first: Hit
    left: str
    right: str
    own: str
    named: bool

    def says(self, *words: str) -> bool:
        """Return whether it has one of some comparing words."""
        return not {*words}.isdisjoint(self.draft.words)

    def of(self, slag: Slag, **emne: object) -> Draft:
        """Return it as a claim of a kind, with some of its subject said."""
        subject = replace(self.draft.emne, **emne)  # type: ignore[arg-type]
        return replace(self.draft, slag=slag, emne=subject)


type Rule = Callable[[Claim], Draft | None]


def classified(reader: Reader, draft: Draft, after: int) -> Draft:
    """Return the claim with its kind; ``after`` is where the next claim begins."""
    text, first = reader.text, (draft.numbers or draft.hits)[0]
    left, right, own = text[: first.start], text[first.end :], text[draft.start : after]
    named = any(one.start < after for one in reader.of("indikator"))
    claim = Claim(reader, draft, first, left, right, own, named)
    made = (rule(claim) for rule in (OF_NUMBERS if draft.numbers else OF_WORDS))
    return _settled(reader, next(filter(None, made), draft))


def _settled(reader: Reader, draft: Draft) -> Draft:
    """Return a claim with what its kind leaves open, or does not need, settled."""
    emne = draft.emne
    if draft.slag == "utenfor" or (draft.slag == "sum" and draft.tema):
        # Nothing to look up: what it is about was not read from its own words.
        return replace(draft, emne=Subject(gruppe=emne.gruppe, aar=emne.aar))
    only = reader.words.only.get(emne.indikator)
    if only and not any(one.startswith(COUNTY) for one in emne.gruppe):
        emne = replace(emne, gruppe=(only,))
    if draft.slag == "andel" and emne.gruppe == ("landet",):
        # A share is of municipalities, not of the whole that a table calls by the country's name.
        emne = replace(emne, gruppe=("kommunene",))
    if not emne.gruppe and emne.indikator == NETTO and draft.slag not in {"rang", "alle_ingen"}:
        emne = replace(emne, gruppe=("kommunene" if emne.maal else "kommunesektoren",))
    return replace(draft, emne=emne)


# Claims with a number.


def _years(claim: Claim) -> Draft | None:
    """«Selv etter to år med nedgang», «i løpet av to år»."""
    if claim.first.unit != "aar":
        return None
    if DUTY.search(claim.reader.text):
        return claim.of("norm")
    count, last = int(claim.first.value or 1), claim.reader.note.about.years[1]
    return claim.of("periode", aar=tuple(range(last - count, last + 1)))


def _unknown_group(claim: Claim) -> Draft | None:
    """«Havbrukskommunene hadde …»: a group that no table has."""
    found = OTHER_GROUP.search(claim.left)
    return claim.of("utenfor") if found else None


def _norm(claim: Claim) -> Draft | None:
    if claim.first.unit != "prosent" or not NORM.search(claim.left):
        return None
    return claim.of("terskel" if claim.draft.words else "norm")


def _spread(claim: Claim) -> Draft | None:
    """«Mellom 1 og 4», «fra −12 … til 30», «de 75 prosent … nærmest median … 10 prosentpoeng»."""
    if len(claim.draft.numbers) == 1:
        return None
    first, second = claim.draft.numbers[:2]
    between = claim.reader.text[first.end : second.start]
    if NEAREST in between:
        return claim.of("spenn", maal="spredning_75")
    if not RANGE.match(between):
        return None
    if second.unit == "prosentpoeng":
        return claim.of("spenn", maal=_company_part(claim))
    rest = REST.search(claim.reader.text[: claim.draft.start])
    return claim.of("spenn", maal="de_ovrige" if rest else "spredning")


def _points(claim: Claim) -> Draft | None:
    if claim.first.unit != "prosentpoeng" or not claim.draft.emne.indikator:
        return None
    if part := _company_part(claim):
        return claim.of("differanse", maal=part)
    years, last = claim.reader.years(), claim.draft.emne.aar[-1]
    return claim.of("differanse", aar=years[-2:] if len(years) > 1 else (last - 1, last))


def _company_part(claim: Claim) -> str:
    """Return the measure where points are what companies add to the unit's own account."""
    companies = KONSERN.search(claim.reader.text) or claim.reader.context.grunnlag == "konsern"
    return "konsern_minus_kasse" if companies and claim.says("opp") else ""


def _amount(claim: Claim) -> Draft | None:
    if claim.first.unit not in {"mrd", "mill"}:
        return None
    compared = claim.left.endswith("hvorav ") or ESTIMATED.search(claim.right)
    return claim.of("sum" if compared else "utenfor")


def _count(claim: Claim) -> Draft | None:
    """«225 kommuner av 357 kommuner», «data fra 225 kommuner»."""
    if claim.first.unit not in {"kommuner", "fylkeskommuner"}:
        return None
    if re.search(r"(?:kommuner|\d) av $", claim.left):
        return claim.of("celle", maal="antall", gruppe=("kommunene",))
    if SURVEYED.search(claim.left) and "hadde" not in claim.left:
        return claim.of("kilde", maal="antall_i_utvalget", gruppe=("kommunene",))
    return claim.of("utenfor")


def _statistic(claim: Claim) -> Draft | None:
    """«Median −1,1», «uvektet snitt 0,8»."""
    start = claim.first.start
    near = [one for one in claim.reader.of("maal") if 0 <= start - one.end <= 1]
    return claim.of("celle", maal=near[0].value) if near else None


def _share(claim: Claim) -> Draft | None:
    follows = SHARE.search(claim.right[:SHARE_REACH]) or OF_UNITS.search(claim.left)
    if claim.first.unit not in {"prosent", "andel"} or not follows:
        return None
    stops = [hit.start for hit in claim.reader.hits if hit.start > claim.draft.end]
    right = claim.reader.text[claim.first.end : min(stops, default=len(claim.reader.text))]
    measure = _share_of(claim, right)
    fund = FOND in right or measure == "andel_uten"
    return claim.of("andel", maal=measure, indikator=FOND if fund else NETTO) if measure else None


def _share_of(claim: Claim, right: str) -> str:
    if len(claim.draft.numbers) > 1:
        return "andel_under"
    if FOND in right and re.search(r"\bikke\b|\buten\b", right):
        return "andel_uten"
    if NEGATIVE.search(right) and re.search(r"\bbåde\b|\bbegge\b", right):
        return "andel_negativ_begge_aar"
    if claim.says(*MOVES):
        return "andel_svakere" if claim.says("ned") else "andel_bedre"
    return "andel_negativ" if NEGATIVE.search(claim.reader.text) else ""


def _value(claim: Claim) -> Draft | None:
    """A percentage of a group: in a cell, or told of an earlier estimate."""
    other = PART_OF.match(claim.right) or OTHER_MATTER.search(claim.left)
    other = other or LIMIT_OF_SHARE.search(claim.left)
    if other or claim.first.unit not in {"prosent", ""}:
        return None
    carried = (
        GOES_ON.match(claim.reader.text)
        and claim.reader.context.indikator
        and claim.draft.emne.gruppe
    )
    known = claim.reader.of("indikator") or carried
    if not known or not claim.draft.emne.indikator:
        return None
    return claim.of("kilde" if claim.draft.estimate else "celle")


OF_NUMBERS: tuple[Rule, ...] = (
    _years,
    _unknown_group,
    _norm,
    _spread,
    _points,
    _amount,
    _count,
    _statistic,
    _share,
    _value,
)


# Claims of comparing words alone.


def _misjudged(claim: Claim) -> Draft | None:
    """«Utvalgets undervurdering av netto driftsresultatet»."""
    if not claim.says("avvik"):
        return None
    fits = claim.draft.emne.indikator == NETTO and claim.named
    return claim.of("sum" if fits else "utenfor")


def _against_norm(claim: Claim) -> Draft | None:
    """«Under anbefalingen», «godt over utvalgets anbefaling» over years."""
    measured = claim.first.word in WAYS | {"lik"}
    if not measured or not TO_NORM.match(claim.right):
        return None
    several = PERIOD.search(claim.reader.text) and len(claim.draft.emne.aar) != 2  # noqa: PLR2004
    return claim.of("periode" if several else "terskel")


def _exception(claim: Claim) -> Draft | None:
    """«Og for fylkeskommunene med unntak av 2019»."""
    if set(claim.draft.words) != {"unntak"}:
        return None
    fits = claim.draft.emne.indikator and claim.named
    return claim.of("periode" if fits else "utenfor")


def _against_estimate(claim: Claim) -> Draft | None:
    """«Bedre enn anslått av TBU»; other estimates are not here."""
    if not ESTIMATED.search(claim.own):
        return None
    named, start = claim.reader.of("indikator"), claim.draft.start
    close = [one for one in named if abs(one.start - start) < NEAR]
    fits = close and close[-1].value == NETTO and BY_COMMITTEE.search(claim.own)
    return claim.of("sum" if fits else "utenfor")


def _all(claim: Claim) -> Draft | None:
    """«Alle kommunegrupper hadde svakere …», «i alle gruppene … negative»."""
    if not claim.says("alle", "ingen"):
        return None
    alone = len(claim.draft.hits) == 1
    if re.match(r" tall\b", claim.right):
        return claim.of("alle_ingen", maal="status")
    if re.match(r" (?:fylkes)?kommune(?:ne|r)?\b", claim.right) and alone:
        return claim.of("kilde", maal="antall_i_utvalget")
    said = not alone or re.search(r"negativ|positiv", claim.right)
    return claim.of("alle_ingen" if said and claim.named else "utenfor")


def _nothing_to_compare(claim: Claim) -> Draft | None:
    """What no figure of the note or the accounts is of."""
    last = claim.reader.note.about.years[1]
    ahead = claim.draft.emne.aar and max(claim.draft.emne.aar) > last
    named = claim.draft.emne.indikator and claim.named
    vague = NOT_PRINTED.search(claim.own)
    return claim.of("utenfor") if ahead or vague or not named else None


def _rank(claim: Claim) -> Draft | None:
    """«Høyest i Trøndelag», «lavere enn i de øvrige landsdelene», «den høyeste spredningen»."""
    if claim.says("hoyest", "lavest"):
        spread = "spredning" in claim.reader.text.lower()
        return claim.of("rang", maal="spredning_75" if spread else "")
    return claim.of("rang") if REST.search(claim.own) else None


def _statistic_change(claim: Claim) -> Draft | None:
    """«Antall kommuner med negative … økte», «spredningen … noe mindre enn i 2023»."""
    left = claim.left.lower()
    if "antall kommuner med negativ" in left:
        return claim.of("differanse", maal="andel_negativ", aar=_two(claim.draft.emne.aar))
    if "spredning" in left:
        return claim.of("differanse", maal="spredning", aar=_two(claim.draft.emne.aar))
    return None


def _two_rows(claim: Claim) -> Draft | None:
    """«Aktivitetsveksten var … høyere enn inntektsveksten» over years."""
    enn = re.match(r" enn (?:det )?", claim.reader.text[claim.draft.end :])
    at = claim.draft.end + enn.end() if enn else -1
    other = [one.value for one in claim.reader.of("indikator") if one.start == at]
    if not other or len(claim.draft.emne.aar) <= 2:  # noqa: PLR2004  a period
        return None
    sums = (f"sum({claim.draft.emne.indikator}) ? sum({other[0]})",)
    return replace(claim.of("periode"), formula=sums)


def _over_years(claim: Claim) -> Draft | None:
    years = claim.draft.emne.aar
    if len(years) <= 2 or not claim.says(*MOVES):  # noqa: PLR2004  a period
        return None
    if re.search(r"\bfra \d{4} til", claim.reader.text) and not PERIOD.search(claim.reader.text):
        return claim.of("differanse", aar=(years[0], years[-1]))
    return claim.of("periode")


def _change(claim: Claim) -> Draft | None:
    """A change from one year to the next."""
    right = claim.reader.text[claim.draft.end :]
    known = any(0 <= one.start - claim.draft.end <= 1 for one in claim.reader.of("indikator"))
    other = (NOUN.match(right) and not known) or re.match(r" ?stabil", right)
    if other or BETWEEN_GROUPS.match(right) or OTHER_GROUP.search(claim.reader.text):
        return None
    return claim.of("differanse", aar=_two(claim.draft.emne.aar)) if claim.says(*MOVES) else None


def _two(years: Sequence[int]) -> tuple[int, ...]:
    """Return the years a change is between: those said, else the year and the one before."""
    return tuple(sorted(years)) if len(years) > 1 else (years[-1] - 1, years[-1])


def _quality(claim: Claim) -> Draft | None:
    """«Gode driftsresultater», «svake resultater»: against the level; «sparing», year by year."""
    return claim.of("periode") if QUALITY.match(claim.own) else None


OF_WORDS: tuple[Rule, ...] = (
    _quality,
    _misjudged,
    _against_norm,
    _exception,
    _against_estimate,
    _all,
    _nothing_to_compare,
    _rank,
    _statistic_change,
    _two_rows,
    _over_years,
    _change,
)

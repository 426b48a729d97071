"""What a line of a form is called, in all the spellings that are met, and which form it is of.

Ends with the titles by which a form is known, and with the forms that give no net result.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from kommuneindikatorer.items import POST, POSTER, Post, Slag
from kommuneindikatorer.wording import slug


class Skjema(StrEnum):
    """Which form a table is."""

    DRIFT = "drift"
    BEVILGNING = "bevilgning"
    BALANSE = "balanse"
    INVESTERING = "investering"
    SKJEMA_1A = "1a"
    SKJEMA_1B = "1b"
    ARTER = "arter"


@dataclass(frozen=True, slots=True)
class Line:
    """A line's meaning.

    Attributes:
        post: Id of `items.POSTER`, or of a line of the form before 2020 that is a part of one
            (`skjema_signs.PARTS`); empty for a line that is known and has no use.
        part: Apart from other lines of the same post, with which it is added up.
    """

    post: str
    part: str = ""


_WORDS = (
    ("overforingar|overf", "overforinger"),
    (r"(lonns?|rente|\w*s)utg", r"\1utgifter"),
    ("utg", "utgifter"),
    (r"(\w*e|\w*s)innt", r"\1inntekter"),
    ("disp(osisjons)? ?fond(et|a)?", "disposisjonsfond"),
    ("finansieringstransaksjon(er|ar)", "finanstransaksjoner"),
    ("dr ?resultat", "driftsresultat"),
    ("eigaruttak", "eieruttak"),
    ("mott(eke|ekne|atte|atne)|innbetalte", "mottatte"),
    ("regnskapsm|rekneskapsm", "regnskapsmessig"),
    ("statleg", "statlig"),
    ("gev", "gevinst"),
    ("fin", "finansielle"),
    ("inv ?regnskap(et)?", "investeringsregnskapet"),
    ("overforing(er)? tilskot", "overforinger tilskudd"),
    ("(ramme|stats)?(tilskot[ta]?|tilskott)", r"\1tilskudd"),
    ("eigedom(en|mar)?", "eiendom"),
    ("eigedoms?skatt", "eiendomsskatt"),
    ("eiendomskatt", "eiendomsskatt"),
    ("formueskatt|formueskatten", "formuesskatt"),
    ("skattar", "skatter"),
    ("bruk[ae]r ?betaling(ar|er|a)?", "brukerbetalinger"),
    ("sals", "salgs"),
    ("(leige|leie) ?inntekt(er|ar)?", "leieinntekter"),
    ("(lon|lonn)s?(utgift|kostnad)(er|ar)?", "lonnsutgifter"),
    ("lon", "lonn"),
    ("(utgift|kostnad|kostnat)(er|ar)", "utgifter"),
    (r"(\w+)(kostnad|utgift)(er|ar)", r"\1utgifter"),
    ("(tenest|tjenest)(er|ar|e)|ten|tj|tjen|tenestene", "tjenester"),
    ("av ?skriv(n?)ing(er|ar|a)?|avskr", "avskrivninger"),
    ("utbyt(te|er|ar|e|ter|tar)", "utbytte"),
    ("gevinst(er|ar)?|vinst|vinstar", "gevinst"),
    ("oml(op|ops)?[ ]?mid(ler|del|lar|l)", "omlopsmidler"),
    (
        "avset(j|n)?ing(er|ar)?|avs|avset|avsetn|avset[jt]|avsatt?|avsett|avsette?|netto_avs",
        "avsetning",
    ),
    ("bunde(t|n)?|bundna|bundene", "bundne"),
    ("ubunde(t|n)?", "ubundne"),
    ("drifts?fond(a|et)?", "driftsfond"),
    ("dekking|dekn", "dekning"),
    ("inndekking", "inndekning"),
    ("tidleg[ae]re|tidligare|tidl", "tidligere"),
    ("me[i]?rforbruk", "merforbruk"),
    ("udekt|udekka", "udekket"),
    ("fram(fort|ford)|fort fram", "fremfort"),
    ("seinare|senare|seinere", "senere"),
    ("dispo(nering(er|ar)?)|disp", "disponeringer"),
    ("statlege", "statlige"),
    ("motyting(ar)?|motytelser", "motytelse"),
    ("(arsre|re)kn?eskap(et|en)?", "regnskap"),
    ("rekneskapsmessige?", "regnskapsmessig"),
    ("regnskapsmessige", "regnskapsmessig"),
    ("(investerings|drifts|kapital)(rekneskap(en|et)?|regnskap(et)?)", r"\1regnskapet"),
    ("eigedelar|eigneluter|eigendelar", "eiendeler"),
    ("eigenkapital(en)?", "egenkapital"),
    ("finanstransaksjonar", "finanstransaksjoner"),
    ("drift(s)?resultat(et)?", "driftsresultat"),
    ("drifs(utgifter|inntekter|resultat)", r"drifts\1"),
    ("inntekter|inntektar", "inntekter"),
    ("refusjonar", "refusjoner"),
    ("lan(e)?(omkostninger|omkostningar)", "laneomkostninger"),
    ("lane(kostnad|utgift)(er|ar)", "laneutgifter"),
    ("inkludert|inklusiv[e]?|inkl", "inkl"),
    ("eksklusiv[e]?|ekskl|eks", "eks"),
    ("bevilgning(er|ar)|loyving(ar|er)|loving(ar|er)", "bevilgninger"),
    ("instrum|instrument", "instrumenter"),
    ("egenbetaling", "egenbetalinger"),
    ("arets", "arets"),
)
_REPLACED = [(re.compile(rf"\b(?:{old})\b"), new) for old, new in _WORDS]
_DROPPED = frozenset(
    ["og", "pa", "i", "for", "eller", "ved", "den", "det", "av", "til", "om", "m", "kr", "tkr", "a"]
)

_NUMBER = re.compile(
    r"^\s*(?:(?i:linje|nr|post|l)\.?\s*[0-9]{1,2}\b[.:)]?\s+|\(?[0-9]{1,2}[.):]+\s*"
    r"|[0-9]{1,2}\s+(?=\D)"
    r"|[A-Z](?:\.[0-9]+)+\.?\s+|(?:kap\.?\s*)?[0-9](?:\.[0-9]+)+\.?\s+(?=\D)"
    r"|\(?(?:[A-Za-z]|[IVX]{1,6}|[ivx]{1,6})[.):]+\s*|(?:kap\.?|kapittel)\s*[0-9.]+\s+"
    r"|[A-HJ-Z]\s+(?=[A-ZÆØÅ])|[=+−–*•-]+\s*|5[0-9]{1,3}\s+(?=\D)"
    r"|[IVX]{1,5}\s+(?=[A-ZÆØÅ]))+"
)
_TAIL = re.compile(
    r"\s*(?:\([^()]*\)|\([^()]*$|\[[^\]]*\]?|[0-9]\)|[*:¹²³]+|=.*"
    r"|(?<=[a-zæøå])\s+(?:[A-Z]|[IVX]{1,4})"
    r"|,?\s*note[rn]?\.?\s*[0-9].*)\s*$"
)
_RATIO = re.compile(
    r"%|\bprosent\b|\bpst\b|\bi pct|\bandel\b|\b(?:per|pr)\.? innb|\bkr\.? ?/ ?innb"
    r"|\bi forhold til\b",
    re.IGNORECASE,
)
_NETTED = re.compile(
    r"netto avsetning (?:bruk )?(?P<a>bundne driftsfond|bundne fond|disposisjonsfond|ubundne fond)"
    r"|netto bruk avsetning (?P<d>bundne driftsfond|bundne fond|disposisjonsfond)"
    r"|avsetning bruk (?P<b>bundne driftsfond|bundne fond|disposisjonsfond|ubundne fond)"
    r"|netto avsetning (?P<c>bundne|disposisjonsfond)"
)
_PURCHASES = re.compile(
    r"kjop (?:.* )?(?P<how>erstatt|inng|egenprod|egen ?prod|tjenesteprod|tjenester ?prod)\w*.*"
)
_SHORTEST_CUT, _SHORTEST_SLIP = 18, 9
_LONGEST = 200
_SHORTEST_NAME = 3


def bare_name(name: str) -> str:
    """Return a line's name without number and letter before it, and formula or mark after it."""
    name = " ".join(name[: 2 * _LONGEST].split())[:_LONGEST]  # so that no pattern goes back far
    bare = _NUMBER.sub("", name) or name
    for _ in range(3):
        bare = _TAIL.sub("", bare) or bare
    return bare


@lru_cache(maxsize=4_000)
def canonical(name: str) -> str:
    """Return the name in bokmål, abbreviations written out, small words left out."""
    words = slug(name, " ")
    if len(words) >= _SHORTEST_NAME:
        for old, new in _REPLACED:
            words = old.sub(new, words)
    return " ".join(word for word in words.split() if word not in _DROPPED)


def _known() -> Iterator[tuple[str, Line]]:
    for post in POSTER:
        for name in (post.id, post.nb, post.nn, *post.andre):
            yield canonical(_TAIL.sub("", name)), Line(post.id)
            yield canonical(name), Line(post.id)
    table = files("kommuneindikatorer").joinpath("skjemanavn.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        line = Line(row["post"], row["del"])
        for name in row["navn"].split(" | "):
            yield canonical(name), line
        if line.post:
            yield canonical(line.post), line


_BY_NAME: dict[str, Line] = {}
for _name, _line in _known():
    _BY_NAME.setdefault(_name, _line)
del _name, _line
_BY_WORD: dict[str, set[str]] = {}
for _name in _BY_NAME:
    for _word in _name.split():
        _BY_WORD.setdefault(_word, set()).add(_name)
_OF_ONE_WORD = frozenset(name for name in _BY_NAME if " " not in name)
del _name, _word


@lru_cache(maxsize=4_000)
def line_of(name: str) -> Line | None:
    """Return what a name says; None for a name that is not known from any form."""
    if len(name) > _LONGEST or sum(map(str.isalpha, name)) <= sum(map(str.isdigit, name)):
        return None
    if _RATIO.search(name):
        return Line("")
    whole = canonical(_NUMBER.sub("", name.strip()))
    bare = canonical(bare_name(name))
    for words in dict.fromkeys((whole, bare, bare.removeprefix("sum "))):
        if found := _BY_NAME.get(words) or _by_pattern(words):
            return found
    return _cut_short(bare) or _slip(bare)


def _by_pattern(words: str) -> Line | None:
    if match := _NETTED.fullmatch(words):
        fund = match["a"] or match["b"] or match["c"] or match["d"]
        bound = "bundne" in fund.split()
        return Line(f"netto_avsetning_{'bundne_driftsfond' if bound else 'disposisjonsfond'}")
    if match := _PURCHASES.fullmatch(words):
        part = "erstatter" if "erstatt" in words else "egen"
        return Line("kjop_av_varer_og_tjenester", part)
    return None


def _cut_short(words: str) -> Line | None:
    """Return the line whose name begins so, where the file cuts long names."""
    if len(words) < _SHORTEST_CUT:
        return None
    found = {line for name, line in _BY_NAME.items() if name.startswith(words)}
    return found.pop() if len(found) == 1 else None


def _slip(words: str) -> Line | None:
    """Return the line whose name has one letter more, less or another, in one long word."""
    given = words.split()
    if max(map(len, given), default=0) < _SHORTEST_SLIP:
        return None
    # One word differs, so the others are there; of a single word, the number of words.
    near = {name for word in given for name in _BY_WORD.get(word, ())} or _OF_ONE_WORD
    found = {
        _BY_NAME[name]
        for name in near
        if abs(len(name) - len(words)) <= 1 and _one_slip(name.split(), given)
    }
    return found.pop() if len(found) == 1 else None


def _one_slip(known: list[str], given: list[str]) -> bool:
    if len(known) != len(given):
        return False
    apart = [pair for pair in zip(known, given, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and min(map(len, apart[0])) >= _SHORTEST_SLIP and _near(*apart[0])


def _near(one: str, other: str) -> bool:
    """Return whether the words differ by one letter."""
    start = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None
    )
    if start is None:
        return abs(len(one) - len(other)) == 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


def find_line(name: str) -> Post | None:
    """Return the line of `items.POSTER` that a name says."""
    found = line_of(name)
    return POST.get(found.post) if found else None


FUNDS = frozenset(post.id for post in POSTER if post.slag is Slag.BALANSE)
_BALANCE = FUNDS | {
    "sum_egenkapital",
    "sum_eiendeler",
    "sum_egenkapital_og_gjeld",
    "kapitalkonto",
    "mer_mindreforbruk",
}
_OF_FORM = {
    **dict.fromkeys(("sum_eiendeler", "sum_egenkapital_og_gjeld", "kapitalkonto"), Skjema.BALANSE),
    **dict.fromkeys(
        (
            "andre_generelle_driftsinntekter",
            "sum_generelle_driftsinntekter",
            "sum_bevilgninger",
            "sum_netto_driftsutgifter",
        ),
        Skjema.BEVILGNING,
    ),
    **dict.fromkeys(
        ("sum_investeringsutgifter", "investering_linje", "investering_gammel"), Skjema.INVESTERING
    ),
    **dict.fromkeys(("frie_disponible", "til_fordeling", "fordelt_drift"), Skjema.SKJEMA_1A),
}


def form_of(line: Line) -> Skjema | None:
    """Return the only form a line stands on; None for one that several have."""
    return _OF_FORM.get(line.post)


def is_of_balance(line: Line) -> bool:
    """Return whether a line stands in the balance."""
    return line.post in _BALANCE


_INVESTMENT = (
    r"5_5(?![0-9])|skjema_?2_?[ab](?![a-z0-9])"
    r"|(bevilgnings|loyvings|lovings)(oversi\w+|regnskap\w*)_(for_)?_?investering"
    r"|okonomisk_oversikt_investering|^investering(er|ar)$"
    r"|^investerings(oversikt|regnskap|budsjett|rekneskap)\w*$"
)
_BALANCE_SHEET = (
    r"5_8(?![0-9])|^(okonomisk_)?(oversikt_)?balanse(n|regnskap\w*|rekneskap\w*|oversikt)?(_|$)"
    r"|^(eiendeler|eigedelar|eigneluter|aktiva)$"
    r"|oversikt_balanse|^eiendeler_og_gjeld"
)
_TITLES: tuple[tuple[str, Skjema], ...] = (
    (r"(skjema|oversikt)_?1_?b(?![a-z0-9])|5_4_(2|andre|annet)_ledd", Skjema.SKJEMA_1B),
    (r"(skjema|oversikt)_?1_?a(?![a-z0-9])", Skjema.SKJEMA_1A),
    (_INVESTMENT, Skjema.INVESTERING),
    (_BALANCE_SHEET, Skjema.BALANSE),
    (
        r"5_4(?![0-9])|(bevilgnings|loyvings|lovings)(oversi|regnskap|rekneskap)",
        Skjema.BEVILGNING,
    ),
    (
        r"5_6(?![0-9])|okono?misk_oversi|^drifts(regnskap|rekneskap)\w*$|^resultatoversikt",
        Skjema.DRIFT,
    ),
)


_BY_ART = re.compile(
    r"\b(arts?(gruppe|grupper|gruppering|klasse|type)|(hoved|kostnads|utgifts)art)"
)


def is_by_art(title: str, lines: Iterable[Line]) -> bool:
    """Return whether a title says that amounts are grouped by art, and no line is the result.

    Such a table is of an area or of operations without taxes and finance.
    """
    found = _BY_ART.search(slug(title[: 20 * _LONGEST], " "))
    return bool(found) and all(line.post != "netto_driftsresultat" for line in lines)


def title_of(text: str) -> Skjema | None:
    """Return the form whose title a text begins or names; None for other text."""
    words = slug(text[:_LONGEST])
    return next((form for pattern, form in _TITLES if re.search(pattern, words)), None)


_OTHER_UNITS: tuple[tuple[str, str], ...] = (
    (r"kirkelig(e)? fellesrad|kyrkjeleg(e)? fellesrad|menighetsrad|sokner(a|e)d|kirkelig rad",
     "et kirkelig fellesråd eller sokn"),
    (r"\b(kf|kommunalt foretak|kommunale foretak|foretakets)\b", "et kommunalt foretak"),
    (r"\bbydel (?!for|og|per|i\b)[a-z]", "en bydel"),
    (r"\b(iks|interkommunalt selskap|interkommunale selskap)\b", "et interkommunalt selskap"),
)  # fmt: skip
_SEVERAL = re.compile(
    r"\b(hele )?landet\b|\b(alle|landets) (fylkes)?kommun(er|ar)\b"
    r"|\bkommun(er|ar)?(ene|ane)? i alt\b|\bkommunesektoren\b|\bkommuneforvaltninga?\b"
)
_ONE = re.compile(r"[a-z] (fylkes)?kommune\b")
_OF_COMPANY = frozenset(
    [
        "salgsinntekt",
        "varekostnad",
        "lonnskostnad",
        "driftskostnader",
        "sum_driftskostnader",
        "arsresultat",
        "ordinaert_resultat_for_skattekostnad",
        "resultat_for_skattekostnad",
        "skattekostnad",
        "ordinaert_resultat",
        "aksjekapital",
        "annen_driftskostnad",
        "driftsresultat",
    ]
)


def unit_of_title(title: str, name: str = "") -> str:
    """Return what a title, or a file's name, says the form is of, where it is no municipality."""
    words = slug(f"{name} {title}"[: 20 * _LONGEST], " ")
    words = re.sub(
        r"\b(inkl|inklusiv\w*|med|ekskl|eksklusiv\w*|uten|utan|eks) (kf|iks|foretak)\b", "", words
    )
    if re.search("konsern|konsolider|kommunekasse|samlet", words):
        return ""
    if _SEVERAL.search(slug(title[: 20 * _LONGEST], " ")) and not _ONE.search(words):
        return "flere kommuner samlet"
    return next((said for pattern, said in _OTHER_UNITS if re.search(pattern, words)), "")


def is_of_company(names: list[str]) -> bool:
    """Return whether the lines are those of a company's accounts."""
    return len({slug(bare_name(name)) for name in names} & _OF_COMPANY) >= 4  # noqa: PLR2004

"""Finds every numeral and every comparing word of a sentence, and what needs no claim.

Years, dates, references, names and names of groups are classes of their own: a number in one of
them says which, not how much.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kommuneindikatorer.numbers import read_number, round_half_up
from sitegen.note.model import MONTHS

MONTH = "|".join(MONTHS)
YEAR = r"(?:19|20)\d\d"
BIG = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+"

CLASSES = {
    "dato": rf"\b\d{{1,2}}\. (?:{MONTH})(?: {YEAR})?\b|\b(?:{MONTH}) {YEAR}\b",
    "henvisning": (
        r"(?i)\b(?:tabell(?:er|ene)?|figur(?:er|ene)?|del|kapittel|kap\.|avsnitt|side|fotnote|note"
        r"|linje|vedlegg|boks|punkt|pkt\.|§§?|nr\.) \d+(?:[–.-]\d+)*"
        r"(?:(?:, | og | til )\d+(?!\d|,\d))*"
        r"(?! ?(?:prosent|pst|mrd|mill|kommun|fylkeskommun))"
    ),
    "navn": (
        r"\bProp\. ?\d+ ?[A-Z]+(?: Tillegg \d+)?|\b(?:St\. )?[Mm]eld\.(?: St\.)?(?: nr\.)? ?\d+"
        r"|\b[Cc]ovid-19\b"
        r"|\bInnst\. ?\d+ ?[A-Z]?|\bNOU \d+: ?\d+|\b[A-ZÆØÅ]{2,}\d+\b|\(\d{4}[–-]\d{4}\)"
    ),
    "år": rf"(?<![\d,]){YEAR}(?:[–-]{YEAR})?(?!\d|,\d)(?:-(?:kroner|tall\w*|budsjett\w*|nivå\w*))?",
    "ordenstall": r"(?<![\d,])\d{1,2}\. (?=[a-zæøå])",
    "gruppenavn": (
        rf"(?i)(?:\b(?:mellom|under|over|mer enn|færre enn|inntil|fra) )?(?:{BIG})"
        rf"(?: ?(?:[–-]|til|og) ?(?:{BIG}))? innbyggere"
        rf"|\bkommuner med (?:{BIG}) ?[–-] ?(?:{BIG})(?= \()|\b\d+(?:[–-]\d+)?-åring\w*"
        r"|\b(?:større|mindre) kommuner\b(?! enn)"
    ),
}
"""Named classes, each with how it looks."""

NUMBER = re.compile(
    rf"(?:(?:(?<=[\s(«=,:])|^|(?<=[a-zæøå])(?=[-–−]\d+,))(?P<minus>[-–−](?=\d)))?"
    rf"(?<![\d,])(?P<body>(?:{BIG})(?:,\d+)?(?: ?[¼½¾⅓⅔])?|[¼½¾⅓⅔])(?!\d)"
)
FRACTIONS = {"¼": (1, 4), "½": (1, 2), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
SIGNS = "".join(FRACTIONS)
SMALL = {
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "sju": 7,
    "syv": 7,
    "åtte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tjue": 20,
    "én": 1,
    "en": 1,
    "ett": 1,
    "hundre": 100,
}
ORDINAL = {
    "annen": 2,
    "andre": 2,
    "tredje": 3,
    "fjerde": 4,
    "femte": 5,
    "sjette": 6,
    "sjuende": 7,
    "syvende": 7,
    "åttende": 8,
    "niende": 9,
    "tiende": 10,
    "tjuende": 20,
    "tyvende": 20,
}
PART = {
    "halvdel": 2,
    "tredel": 3,
    "tredjedel": 3,
    "firedel": 4,
    "fjerdedel": 4,
    "femdel": 5,
    "femtedel": 5,
    "sjettedel": 6,
    "sjudel": 7,
    "åttedel": 8,
    "tidel": 10,
    "tiendedel": 10,
}
_SMALL = "|".join(SMALL)
WORDED = re.compile(
    rf"(?i)\b(?:(?P<part>{_SMALL}) av (?P<whole>{_SMALL}|\d+)\b"
    rf"|hver(?:t)? (?P<nth>{'|'.join(ORDINAL)})\b"
    rf"|(?P<half>halvparten)\b|(?P<top>{_SMALL}) (?P<bottom>{'|'.join(PART)})(?:er|ene|en)?\b"
    rf"|(?P<double>det dobbelte|dobbelt)\b"
    rf"|(?P<small>{'|'.join(w for w in SMALL if w not in {'en', 'ett', 'én'})})\b)"
)
UNIT = re.compile(
    r"^ ?(?P<prosentpoeng>prosentpoeng)|^ ?(?P<prosent>prosent\b|pst\b|%)"
    r"|^ ?(?P<mrd>mrd\b|milliarder)|^ ?(?P<mill>mill\b|millioner)"
    r"|^ ?(?P<fylkeskommuner>fylkeskommuner)|^ ?(?P<kommuner>kommuner)|^ ?(?P<aar>år\b)"
)
HEDGE = re.compile(
    r"(?i)(om lag|omtrent|omkring|rundt|cirka|ca\.|nesten|nær|knapt|drøyt|godt over|vel"
    r"|i størrelsesorden|i underkant av|i overkant av|snaut)(?: på)? $"
)

WORDS = {
    "unntak": r"med unntak av|bortsett fra",
    "avvik": r"undervurder(?:ing(?:en)?|t|te)|overvurder(?:ing(?:en)?|t|te)",
    "hoyest": r"(?:høyest|størst|best|sterkest)e?\b|flest\b",
    "lavest": r"(?:lavest|minst|svakest|dårligst)e?\b|færrest\b",
    "lik": (
        r"(?:på )?(?:om lag )?(?:det )?samme nivå\b|om lag (?:på nivå\w*|som)\b|på nivå med"
        r"|nær (?=det anbefal|anbefal)|uendret"
    ),
    "opp": (
        r"(?<!å )(?:høyere|større|bedre|sterkere)\b|flere(?! år)(?=[^.;,]{0,40} enn\b)"
        r"|mer(?= stabil|[^.;,]{0,30} enn\b)"
        r"|økt(?:e|es)?\b|steg\b|vokste\b|(?:gikk|gått|går) opp\b|opp fra\b|styrket\b"
        r"|økning(?:en)?\b|bedring(?:en)?\b|bedret\b|(?:real)?vekst\b|trekke opp\b"
        r"|styrking(?:en)?\b|grad (?=enn\b)|sparing(?= i )"
    ),
    "ned": (
        r"(?<!med )(?:lavere|mindre|svakere|dårligere|færre)\b(?! enn\w+\b)"
        r"|(?:gikk|gått|går) ned\b|ned fra\b|falt\b|sank\b|redusert(?:e)?\b|reduseres\b|svekket\b"
        r"|avtok\b|nedgang(?:en)?\b|svekkelse(?:n)?\b|reduksjon(?:en)?\b|trekke ned\b|fall(?:et)?\b"
        r"|svak(?= utvikling\b)"
    ),
    "over": (
        r"(?:ligge |lå )?over (?=nivået|utvalgets anbef|anbefal|det anbefal|snittet|median)"
        r"|gode(?= (?:netto )?(?:drifts)?resultat)"
    ),
    "under": (
        r"under (?=nivået|utvalgets anbef|anbefal|det anbefal|snittet|median)"
        r"|svake(?= (?:netto )?(?:drifts)?resultat)"
    ),
    "ingen": r"ingen\b",
    "alle": r"alle(?= (?!de )\w+)\b|samtlige\b|begge\b|hvert (?:eneste )?år\b|det meste\b",
}
"""What a comparing word says, each with how it looks."""

GRADE = re.compile(
    r"(?i)((?:godt|klart|noe|betydelig|langt|litt|særlig|ytterligere|enda|svært|mye) )$"
)
COMPARING = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{look}))" for name, look in WORDS.items()), re.IGNORECASE
)
_CLASSES = [re.compile(look) for look in CLASSES.values()]


@dataclass(frozen=True, slots=True)
class Hit:
    """A numeral or a comparing word that some claim must own.

    Attributes:
        start: Where in the sentence's text it begins.
        end: Where it ends, unit left out.
        value: The number; ``None`` for a word.
        decimals: Decimals it is printed with.
        unit: ``prosent``, ``prosentpoeng``, ``mrd``, ``kommuner``, ``andel`` … or empty.
        hedge: «om lag», «nesten» …; empty if none.
        word: What the comparing word is, ``opp``, ``ned``, ``hoyest``, ``lavest``, ``over``,
            ``under``, ``lik``, ``alle``, ``ingen``, ``unntak``; empty for a numeral.
    """

    start: int
    end: int
    value: Fraction | None = None
    decimals: int = 0
    unit: str = ""
    hedge: str = ""
    word: str = ""

    @property
    def exact(self) -> Fraction:
        """The number, where it is known that there is one."""
        return self.value or Fraction(0)

    @property
    def printed(self) -> Decimal:
        """The number with the decimals it is printed with."""
        return round_half_up(self.exact, self.decimals)


# The same sentences are read again where a note is changed in one place.
@lru_cache(maxsize=1024)
def scan(text: str) -> tuple[Hit, ...]:
    """Return every numeral and comparing word of a sentence, in order."""
    taken = _named(text)
    numerals = [hit for hit in _numerals(text) if _free(hit.start, hit.end, taken)]
    taken += [(hit.start, hit.end) for hit in numerals]
    words = [hit for hit in _words(text) if _free(hit.start, hit.end, taken)]
    return tuple(sorted([*numerals, *words], key=lambda hit: hit.start))


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return all(end <= first or start >= last for first, last in taken)


def _named(text: str) -> list[tuple[int, int]]:
    """Return the stretches that belong to a named class, and need no claim."""
    taken: list[tuple[int, int]] = []
    for look in _CLASSES:
        for found in look.finditer(text):
            if _free(found.start(), found.end(), taken):
                taken.append(found.span())
    return taken


def _numerals(text: str) -> Iterator[Hit]:
    for found in NUMBER.finditer(text):
        body = found["body"]
        value = _read(body)
        if value is not None:
            sign = -1 if found["minus"] else 1
            decimals = len(body.partition(",")[2].split(" ")[0]) if "," in body else 0
            yield _hit(text, found.span(), sign * value, decimals)
    for found in WORDED.finditer(text):
        yield _hit(text, found.span(), _worded(found), 0, worded=True)


def _read(body: str) -> Fraction | None:
    """Return the value of digits with decimal comma, a fraction sign, or both: ``5 ½``."""
    whole, part = body.rstrip(SIGNS).strip(), body[len(body.rstrip(SIGNS)) :]
    number = read_number(whole) if whole else Decimal(0)
    if not isinstance(number, Decimal):
        return None
    return Fraction(number) + (Fraction(*FRACTIONS[part]) if part else 0)


def _hit(
    text: str, where: tuple[int, int], value: Fraction, decimals: int, *, worded: bool = False
) -> Hit:
    start, end = where
    after = UNIT.search(text[end:])
    unit = (after.lastgroup or "") if after else ""
    if worded and not re.fullmatch(_SMALL, text[start:end].lower()):
        unit = "andel"
    hedge = HEDGE.search(text[:start])
    return Hit(start, end, value, decimals, unit, hedge[1].lower() if hedge else "")


def _worded(found: re.Match[str]) -> Fraction:
    """Return the value of a number in words; shares in per cent."""
    word = {name: (text or "").lower() for name, text in found.groupdict().items()}
    if word["half"]:
        return Fraction(50)
    if word["double"]:
        return Fraction(2)
    if word["nth"]:
        return Fraction(100, ORDINAL[word["nth"]])
    if word["part"]:
        return Fraction(100 * _small(word["part"]), _small(word["whole"]) or 1)
    if word["top"]:
        return Fraction(100 * _small(word["top"]), PART[word["bottom"]])
    return Fraction(_small(word["small"]))


def _small(word: str) -> int:
    return SMALL[word] if word in SMALL else int(word)


def _words(text: str) -> Iterator[Hit]:
    for found in COMPARING.finditer(text):
        grade = GRADE.search(text[: found.start()])
        hedge = grade[1].strip().lower() if grade else ""
        yield Hit(
            found.start(),
            found.start() + len(found[0].rstrip()),
            word=found.lastgroup or "",
            hedge=hedge,
        )

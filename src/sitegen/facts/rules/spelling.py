"""Slips of the print: words that are wrong, missing, doubled or written in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from sitegen.facts.cells import Place
from sitegen.facts.rules.finding import Finding, Rule, lines_place, match_place
from sitegen.facts.rules.material import Material
from sitegen.facts.vocabulary import LETTERS, Vocabulary, edits

WORD_SLIP = Rule(
    "ordfeil", "Et ord mangler, står to ganger eller er delt feil", weight=6, print_error=True
)
TWICE = re.compile(r"\b(?P<ord>[a-zæøå]{2,}) (?P=ord)\b", re.IGNORECASE)
MAY_BE_TWICE = {"det", "den", "de", "som", "har"}
"""«Det det gjelder», «de de møtte»: words that may follow themselves."""
HELD = r"(?:anslås|antas|ventes|forventes|forutsettes|beregnes)"
BETWEEN = r"(?:nå|også|fortsatt|likevel|derfor|dermed|samlet|igjen)"
INFINITIVE = (
    r"(?:ligge|være|bli|gå|øke|komme|få|ha|avta|falle|stige|vokse|synke|utgjøre|gi|bidra|reduseres"
    r"|fortsette|holde|endre|bedre|svekke)"
)
WITHOUT_AA = re.compile(rf"\b(?P<verb>{HELD})(?: {BETWEEN})* (?P<infinitiv>{INFINITIVE})\b")
HALF = re.compile(r"(?<![\w-])(?P<stamme>[a-zæøå]{3,})- (?:og|eller) [a-zæøå]", re.IGNORECASE)
"""The first half of a compound that shares its end: «aktivitets- og inntektsutviklingen»."""
PART_OF_COMPOUND = re.compile(r"(?<![\w-])[a-zæøå]+(?![\w])", re.IGNORECASE)
FEWEST = 2
"""Compounds with the binding letter that show how the note makes them."""
REST = 4
"""Letters of the shortest word that ends a compound."""


def word_slips(material: Material) -> Iterator[Finding]:
    """Find the slips, in the text and in the headings of its parts."""
    for sentence, found in material.matches(TWICE):
        if found["ord"].lower() not in MAY_BE_TWICE:
            yield _word_slip(f"Ordet «{found['ord']}» står to ganger", match_place(sentence, found))
    for sentence, found in material.matches(WITHOUT_AA):
        words = f"{found['verb']} å {found['infinitiv']}"
        yield _word_slip(
            f"«{found[0]}» mangler trolig et ord: «{words}»", match_place(sentence, found)
        )
    yield from _badly_cut(material)


def _badly_cut(material: Material) -> Iterator[Finding]:
    """Find a half without the binding «s» that the note's own compounds of the word have."""
    halves = [
        (one["stamme"], match_place(sentence, one)) for sentence, one in material.matches(HALF)
    ]
    halves += [
        (one["stamme"], lines_place(section.lines, section.title))
        for section in material.note.sections
        if section.lines
        for one in HALF.finditer(section.title)
    ]
    words = Counter(found[0].lower() for _, found in material.matches(PART_OF_COMPOUND))
    for stem, place in halves:
        start = stem.lower()
        bound = [one for one in words if _is_compound(one, f"{start}s")]
        plain = [one for one in words if _is_compound(one, start) and one not in bound]
        if len(bound) >= FEWEST and not plain:
            yield _word_slip(f"«{stem}-» skal trolig være «{stem}s-», som i «{min(bound)}»", place)


def _is_compound(word: str, first: str) -> bool:
    return word.startswith(first) and len(word) >= len(first) + REST


def _word_slip(what: str, place: Place) -> Finding:
    return WORD_SLIP.finding(f"{what}.", [place])


# Two names of one thing in one text.
VARIANTS = Rule("termvarianter", "To ord for det samme", weight=5, print_error=True)
FAMILIES = (
    (("vektet", r"\bu?vekte(?:t|de)\b"), ("veid", r"\bu?vei(?:d|de|et)\b")),
    (("sammenligne", r"\bsammenlign\w+"), ("sammenlikne", r"\bsammenlikn\w+")),
    (("frem", r"\bfrem(?!med|me|st)\w*"), ("fram", r"\bfram(?!med|me|st)\w*")),
    (("folketall", r"\bfolketall\w*"), ("folkemengde", r"\bfolkemengde\w*")),
)
"""Words for one thing, each with how it looks; «u» before one turns its sense, not its stem."""


def variants(material: Material) -> Iterator[Finding]:
    """Find families of words of which the text has more than one."""
    for family in FAMILIES:
        found = [_variants_of(material, pattern) for _, pattern in family]
        if all(found):
            used = " og ".join(f"«{one[0].quote.lower()}»" for one in found)
            stems = " og ".join(f"«{stem}»" for stem, _ in family)
            yield VARIANTS.finding(
                f"Notatet skriver både {used}. Ordene {stems} betyr det samme.",
                [place for one in found for place in one],
            )


def is_variant(word: str) -> bool:
    """Return whether a word is one of a family, and so no misspelling."""
    return any(
        re.fullmatch(pattern, word, re.IGNORECASE) for family in FAMILIES for _, pattern in family
    )


def _variants_of(material: Material, pattern: str) -> list[Place]:
    found = material.matches(re.compile(pattern, re.IGNORECASE))
    return [match_place(sentence, one) for sentence, one in found]


# Words that no word list knows but that are one slip from one it does, and lost first letters.
#
# An unknown word alone is no fault: Norwegian makes new compounds. It is one when a known word is
# one letter away. A known word may be a slip too: «åles» where the texts have «måles».
MISSPELT = Rule("ukjente-ord", "Trolig skrivefeil", weight=6, print_error=True)
WORD = re.compile(r"(?<![\w-])[a-zæøåA-ZÆØÅ][a-zæøå]+(?![\w-])")
SHORTEST = 6
"""Letters of the shortest unknown word that is held to be a slip; names and signs are shorter."""
SHORTEST_LOST = 4
"""Letters that must be left of a word that lost its first."""
ROOT = 3
"""Letters of a word that its relatives begin with: a rare word has fewer than the one meant."""
MOST = 2
"""Times a slip is made: a word used more often is the writer's own."""
ENDING = 2
"""Letters at the end that inflection changes."""


def misspellings(material: Material) -> Iterator[Finding]:
    """Find likely misspellings, each with the word that is likely meant."""
    if material.vocabulary is None:
        return
    used = Counter(found[0].lower() for _, found in material.matches(WORD))
    for word, count in used.items():
        meant = _meant(word, material.vocabulary, used) if count <= MOST else ""
        if meant:
            yield MISSPELT.finding(
                f"«{word}» er trolig en skrivefeil for «{meant}».", _uses_of(material, word)
            )


def _meant(word: str, vocabulary: Vocabulary, used: Counter[str]) -> str:
    if is_variant(word):
        return ""
    if not vocabulary.knows(word):
        return _nearest(word, vocabulary, used) if len(word) >= SHORTEST else ""
    if not vocabulary.is_own(word) and not vocabulary.has(word):
        return _oftener(word, used)
    if len(word) < SHORTEST_LOST or used[word] > 1 or vocabulary.is_own(word):
        return ""
    # A word that only the dictionary has may be rare: «økning» is no slip of «røkning».
    meant = (one + word for one in LETTERS if used[one + word] or vocabulary.is_own(one + word))
    start = word[:ROOT]
    usual = vocabulary.relatives(start)
    commoner = (one for one in meant if vocabulary.relatives(one[: ROOT + 1]) > usual)
    return next((one for one in commoner if vocabulary.has(one)), "")


def _oftener(word: str, used: Counter[str]) -> str:
    """Return a word the note uses more often, one slip from one that is only put together."""
    near = (one for one in edits(word) if used[one] > used[word] and one != word)
    return next((one for one in near if not _is_inflection(word, one)), "")


def _nearest(word: str, vocabulary: Vocabulary, used: Counter[str]) -> str:
    """Return the likeliest known word one slip away; one that the note uses before others."""
    in_note = [one for one in edits(word) if used[one] and vocabulary.knows(one)]
    near = [*in_note, *vocabulary.neighbours(word)]
    return next((one for one in near if not _is_inflection(word, one)), "")


def _is_inflection(word: str, other: str) -> bool:
    """Return whether two words differ in their ending only, and not by a doubled letter."""
    common = min(len(word), len(other)) - ENDING
    doubled = word == other + other[-1:] or other == word + word[-1:]
    return word[:common] == other[:common] and not doubled


def _uses_of(material: Material, word: str) -> list[Place]:
    return [
        match_place(sentence, found)
        for sentence, found in material.matches(WORD)
        if found[0].lower() == word
    ]


# Slips in how numbers and abbreviations are set: a word glued to its number, a lost full stop.
SPACING = Rule("skrivemaate", "Mellomrom eller punktum mangler", weight=4, print_error=True)
SLIPS = (
    (re.compile(r"\b[a-zæøå]{3,}[–−-]\d+,\d+"), "Et mellomrom mangler før tallet"),
    (re.compile(r"\b(?:pst|mrd|mill)\b(?!\.)"), "Punktum mangler etter forkortelsen"),
)


def spacing_slips(material: Material) -> Iterator[Finding]:
    """Find each slip, the same words in several places as one finding."""
    for pattern, what in SLIPS:
        found: dict[str, list[Place]] = defaultdict(list)
        for sentence, one in material.matches(pattern):
            found[one[0]].append(match_place(sentence, one))
        for words, places in found.items():
            yield SPACING.finding(f"{what}: «{words}».", places)


RULES = (
    (WORD_SLIP, word_slips),
    (VARIANTS, variants),
    (MISSPELT, misspellings),
    (SPACING, spacing_slips),
)

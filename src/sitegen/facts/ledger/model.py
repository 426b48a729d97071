"""What the ledger is made of: subjects, drafts of claims, verdicts, and claims with both.

Pages and files are made from these values, and know nothing of how they were found.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from sitegen.facts.ledger.scan import Hit
from sitegen.note.claims import ClaimEntry, Slag
from sitegen.note.sentences import Sentence

STEMMER = "stemmer"
AVRUNDET = "stemmer avrundet"
ANNET = "annet grunnlag"
MOTSIES = "motsies av"
UPROVD = "kan ikke prøves her"
UNIT = re.compile(r" (?:prosentpoeng|prosent|pst\.?|mrd\. kroner|mill\. kroner|kommuner|år\b)|")
"""A unit after a number; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about; a field that is empty is not said.

    Attributes:
        indikator: Our id of the indicator.
        gruppe: Our ids of the groups, or names of counties, in printed order.
        aar: Years of accounts, in printed order.
        grunnlag: ``konsern`` or ``kasse``.
        utvalg: ``alle``, ``alle utenom Oslo`` or ``utvalget``.
        maal: Which figure of the group: empty for its own value, ``median``, ``andel_negativ`` …
    """

    indikator: str = ""
    gruppe: tuple[str, ...] = ()
    aar: tuple[int, ...] = ()
    grunnlag: str = ""
    utvalg: str = ""
    maal: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as read from the text alone.

    Attributes:
        sentence: Where it stands.
        hits: The hits it owns, in order; the first number is the one it is about.
        slag: Its kind.
        emne: Its subject.
        exhibits: Tables and figures that its paragraph is about, nearest first.
        survey: Whether the sentence says that the survey shows it.
        estimate: Whether it compares with, or is, an earlier estimate.
        leans: The comparing word it takes over from the claim before («og for B med unntak av»).
        tema: What an amount is of, ``skattesvikt``; empty for other claims.
        formula: The editor's sums that must hold.
        other: Why what can be tested is on another basis, in the editor's words.
        source: What could test it, in the editor's words.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    slag: Slag
    emne: Subject
    exhibits: tuple[str, ...] = ()
    survey: bool = False
    estimate: bool = False
    leans: str = ""
    tema: str = ""
    formula: tuple[str, ...] = ()
    other: str = ""
    source: str = ""

    @property
    def numbers(self) -> tuple[Hit, ...]:
        """The hits that are numerals."""
        return tuple(hit for hit in self.hits if hit.value is not None)

    @property
    def value(self) -> Fraction:
        """The number it is about, where it is about one."""
        return self.numbers[0].exact

    @property
    def words(self) -> tuple[str, ...]:
        """What the comparing words say, in order."""
        return tuple(hit.word for hit in self.hits if hit.word)

    @property
    def start(self) -> int:
        """Where it begins in the sentence."""
        return min(hit.start for hit in self.hits)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(hit.end for hit in self.hits)

    @property
    def stop(self) -> int:
        """Where it ends, its unit with it."""
        end = len(self.sentence.text[: self.end].rstrip())
        unit = UNIT.match(self.sentence.text, end)
        return unit.end() if unit else end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a claim came to.

    Attributes:
        utfall: One of the five, «motsies av tabell 3» with what contradicts it.
        grunnlag: The cell or the sum with its numbers and place, in one Norwegian sentence.
        celler: Anchors of the cells it rests on, ``tabell-3-r1-k1``.
    """

    utfall: str
    grunnlag: str
    celler: tuple[str, ...] = field(default=())

    @property
    def contradicted(self) -> bool:
        """Whether something contradicts it."""
        return self.utfall.startswith(MOTSIES)


@dataclass(frozen=True, slots=True)
class Utsagn:
    """One claim of the note.

    Attributes:
        id: ``s3-a4-u1``: counted in its paragraph, footnote or note.
        draft: The claim: its words, kind and subject.
        quote: Where the words that say it stand in its sentence.
        verdict: What it came to.
        entry: The editor's entry; ``None`` for a claim that none covers.
        accounts: Basis and selection: its own, else those of the first cell it rests on.
    """

    id: str
    draft: Draft
    quote: tuple[int, int]
    verdict: Verdict
    entry: ClaimEntry | None
    accounts: tuple[str, str]

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.draft.sentence

    @property
    def words(self) -> str:
        """Its words as printed."""
        return self.sentence.text[slice(*self.quote)].strip()

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words before it in its clause, its own with their unit, and those after."""
        text, start, stop = self.sentence.text, self.draft.start, self.draft.stop
        return text[self.quote[0] : start], text[start:stop], text[stop : self.quote[1]]

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of its words."""
        return self.sentence.lines_of(*self.quote)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger.

    Attributes:
        every: Every claim of the note, in order of reading.
        lost: Entries whose words are not in the text.
    """

    every: tuple[Utsagn, ...]
    lost: tuple[ClaimEntry, ...]

    @property
    def claims(self) -> tuple[Utsagn, ...]:
        """The claims that an entry covers."""
        return tuple(one for one in self.every if one.entry)

    @property
    def uncovered(self) -> tuple[Utsagn, ...]:
        """The claims that no entry covers, as the text alone makes them."""
        return tuple(one for one in self.every if not one.entry)

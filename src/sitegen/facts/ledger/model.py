"""What the ledger is made of: subjects, quantities, drafts of claims, and verdicts."""

from dataclasses import dataclass, field
from fractions import Fraction

from sitegen.note.claims import Slag
from sitegen.note.sentences import Sentence

STEMMER = "stemmer"
AVRUNDET = "stemmer avrundet"
ANNET = "annet grunnlag"
MOTSIES = "motsies av"
UPROVD = "kan ikke prøves her"


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

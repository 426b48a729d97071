"""``data/begreper.toml``: what the words of tables and figures mean, for every edition.

A label means what it says there and nothing else: one that is not there stops the reading, with
the line to add. No id is made up.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pydantic import Field

from sitegen.note.errors import Fault, Paste, SpecError
from sitegen.note.model import Basis, Id, RebuiltSeries, Status
from sitegen.note.patterns import Pattern
from sitegen.note.spec import PartialMeaning
from sitegen.note.toml_file import Part, read_part

CONCEPTS_FILE = "data/begreper.toml"
ALIKE = 0.5
"""How many words of two labels are the same, of all, for one to be worth a look."""
OF_A_SIZE = re.compile(
    r"(?:Under|Over|Inntil|Fra|Opp til) [–-]?\d|[–-]?\d+ ?(?:\d{3})?[–-]|I alt$|Alle"
)
"""A label of a group of units by size, or of all of them."""
PARTED = re.compile(r"\b(?:etter|fordelt|gruppert)\b", re.IGNORECASE)
"""In the caption of a table with a row for each group."""


class Concept(PartialMeaning):
    """What a printed label means; a heading above rows may mean nothing.

    ``krever`` are words the caption must have for the label to mean this.
    """

    label: str = Field(alias="etikett")
    requires: str = Field(default="", alias="krever")

    @property
    def kind(self) -> str:
        """What tells columns of one level from those of another: «indikator», «utvalg»."""
        return next(iter(meant(self)), "")


class CaptionWords(Part):
    """What words of a caption say of all the values below it."""

    words: str = Field(alias="ord", min_length=1)
    enhet: str | None = None
    grunnlag: Basis | None = None


class StatusWords(Part):
    """What a caption's or a note's words say of one year: ``(?P<aar>…)`` of the pattern."""

    words: Pattern = Field(alias="ord")
    status: Status


class RoleRebuild(Part):
    """How a figure is drawn again; ``tabell`` is the role of the table with the growth."""

    slag: str
    table: Id | None = Field(default=None, alias="tabell")
    series: tuple[RebuiltSeries, ...] = Field(default=(), alias="serie")


class Role(PartialMeaning):
    """What a table or a figure is, whatever its number: known by its caption, and its basis.

    The title may name groups of the caption's pattern: ``{forste}``.
    """

    id: Id
    title: str = Field(alias="tittel")
    caption: Pattern = Field(alias="bildetekst")
    rebuild: RoleRebuild | None = Field(default=None, alias="gjenskapt")


class Defined(Part):
    """An id that labels may point to, and where its meaning is from."""

    id: Id
    source: str = Field(alias="kilde", min_length=1)


class Concepts(Part):
    """The whole file."""

    labels: tuple[Concept, ...] = Field(default=(), alias="begrep")
    words: tuple[CaptionWords, ...] = Field(default=(), alias="ord")
    statuses: tuple[StatusWords, ...] = Field(default=(), alias="status")
    roles: tuple[Role, ...] = Field(default=(), alias="rolle")
    indicators: tuple[Defined, ...] = Field(default=(), alias="indikator")
    groups: tuple[Defined, ...] = Field(default=(), alias="gruppe")

    def lacking(self, indicators: Iterable[str]) -> Iterator[Paste]:
        """Yield the line for each of these indicators that is nowhere."""
        for one in sorted(set(indicators) - {known.id for known in self.indicators}):
            yield Paste("indikator", f'{{ id = "{one}", kilde = "…" }}')

    def undefined(self) -> Iterator[Paste]:
        """Yield the line for each id that a label or a role points to, and that is nowhere."""
        for key, defined in (("indikator", self.indicators), ("gruppe", self.groups)):
            known = {one.id for one in defined}
            used = {getattr(one, key) for one in (*self.labels, *self.roles)} - {None}
            for lacking in sorted(used - known):
                yield Paste(key, f'{{ id = "{lacking}", kilde = "…" }}')

    def meanings(self, caption: str) -> dict[str, Concept]:
        """Return what labels mean below a caption, by their letters."""
        fitting = (one for one in self.labels if _plain(one.requires) in _plain(caption))
        ordered = sorted(fitting, key=lambda one: bool(one.requires))
        return {key(one.label): one for one in ordered}

    def of_caption(self, caption: str) -> dict[str, str]:
        """Return what a caption's words say of all values: unit and basis."""
        found: dict[str, str] = {}
        for one in self.words:
            if _plain(one.words) in _plain(caption):
                pairs = {"enhet": one.enhet, "grunnlag": one.grunnlag}
                found |= {name: value for name, value in pairs.items() if value}
        return found

    def group_in(self, caption: str) -> str | None:
        """Return the group of units that a caption names; of several, the longest name's."""
        named = [one for one in self.labels if one.gruppe and not one.indikator]
        hits = [one for one in named if re.search(rf"(?i)\b{re.escape(one.label)}\b", caption)]
        return max(hits, key=lambda one: len(one.label)).gruppe if hits else None

    def status_in(self, text: str) -> dict[str, Status]:
        """Return what a text says of the status of years."""
        found = ((one.status, hit) for one in self.statuses for hit in re.finditer(one.words, text))
        return {hit["aar"]: status for status, hit in found}

    def role(self, caption: str, basis: str | None) -> tuple[Role, str] | None:
        """Return the role of a table or figure and its title, if just one fits."""
        hits = [
            (one, found)
            for one in self.roles
            if (found := re.search(one.caption, caption))
            if one.grunnlag in {None, basis} or basis is None
        ]
        if len(hits) != 1:
            return None
        role, found = hits[0]
        return role, role.title.format(**found.groupdict())


def meant(part: PartialMeaning) -> dict[str, Any]:
    """Return what a label or a role means, by key."""
    pairs = {name: getattr(part, name) for name in PartialMeaning.model_fields}
    return {name: value for name, value in pairs.items() if value is not None}


@lru_cache(maxsize=8)
def read_concepts(text: str, file: str = CONCEPTS_FILE) -> Concepts:
    """Return the vocabulary; raises ``SpecError`` with every fault."""
    found = read_part(Concepts, text, file)
    lacking = [Fault(file, None, "en id", "ingen", paste=one) for one in found.undefined()]
    if lacking:
        raise SpecError(*lacking)
    return found


def key(label: str) -> str:
    """Return a label's letters, by which it is known: blanks do not count."""
    return "".join(label.split())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def kind_of(label: str, siblings: Iterable[Concept], caption: str, *, row: bool) -> str:
    """Return what a new label probably says, as those beside it do: «indikator» or «gruppe»."""
    kinds = Counter(one.kind for one in siblings if one.kind)
    if kinds:
        return kinds.most_common(1)[0][0]
    grouped = row and PARTED.search(caption)
    return "gruppe" if grouped or OF_A_SIZE.match(label) else "indikator"


def unknown(label: str, where: str, known: Iterable[Concept], kind: str = "indikator") -> Fault:
    """Return the fault of a label that means nothing yet, with the line that would say it."""
    see = next((f"ligner «{x.label}»: {getattr(x, kind)}" for x in _alike(label, known, kind)), "")
    line = f'{{ etikett = {json.dumps(label, ensure_ascii=False)}, {kind} = "…" }}'
    expected = f"hva «{label}» betyr, i {where}"
    paste = Paste("begrep", line, where, see)
    return Fault(CONCEPTS_FILE, None, expected, "ingen slik etikett", paste=paste)


def _alike(label: str, known: Iterable[Concept], kind: str) -> list[Concept]:
    """Return what has a label's words and numbers, and few more, or few less; the nearest first."""
    words = _words(label)
    pairs = [(one, _words(one.label)) for one in known if one.kind == kind]
    near = [
        (len(words & its) / len(words | its), one)
        for one, its in pairs
        if words <= its or its <= words
    ]
    return [one for share, one in sorted(near, key=lambda pair: -pair[0]) if share >= ALIKE]


def _words(label: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", label.casefold())) - {"i", "av", "og", "pst", "prosent"}

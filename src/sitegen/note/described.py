"""An edition's own ``note.toml``, the vocabulary and the text → the whole description.

Where things stand comes from the text (``outline``), or of a PDF from what its reader wrote down;
what labels mean comes from the vocabulary. What the edition's own file says comes before both.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from kommuneindikatorer.wording import slug
from sitegen.note.concepts import (
    CONCEPTS_FILE,
    Concept,
    Concepts,
    Role,
    key,
    kind_of,
    meant,
    read_concepts,
    unknown,
)
from sitegen.note.errors import Fault, Paste, SpecError
from sitegen.note.model import Basis, Selection
from sitegen.note.outline import Outline
from sitegen.note.source import Source
from sitegen.note.spec import AboutSpec, NoteSpec, read_spec
from sitegen.note.toml_file import check_part, read_toml

ONLY_UNIT = re.compile(
    r"(?:\w*(?:endring|vekst) i )?(?:pst|prosent|mrd|mill|kroner)", re.IGNORECASE
)
YEARS_LAST = re.compile(r",? (?:i )?(?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?$")
NO_NUMBERS = "Tallene bak figuren er ikke trykt i notatet."
ROLE = "rolle"
ROWS = "rader"

UNKNOWN = {"indikator": "ukjent", "gruppe": "ukjent", "utvalg": "alle", "grunnlag": "ikke regnskap"}

CHOICES = {"utvalg": get_args(Selection), "grunnlag": get_args(Basis)}
OF_VALUES = ("indikator", "gruppe", "utvalg", "grunnlag")
"""What must be said of each value, of rows, columns, caption or role."""

type Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a note.

    Attributes:
        text: The text of ``note.toml``.
        vocabulary: The text of ``begreper.toml``; without it ``note.toml`` must say all.
        layout: Where a PDF's parts stand, as its reader wrote it down; empty for a text.
        proof: Whether what means nothing yet may mean «ukjent», so that cells can be proved.
    """

    text: str
    vocabulary: str = ""
    layout: str = ""
    proof: bool = False


def describe(source: Source, said: Description, file: str) -> NoteSpec:
    """Return the checked description of a note.

    Args:
        source: The corrected text.
        said: What is said of it.
        file: The name of ``note.toml``, for messages.

    Raises:
        SpecError: A file is faulty, or a label means nothing yet; names every one.
    """
    if not said.vocabulary:
        return read_spec(said.text, file)
    concepts = read_concepts(said.vocabulary)
    own = read_toml(said.text, file)
    about = own.get("notat", {})
    if said.layout:
        found, faults = tomllib.loads(said.layout), {}
    else:
        outline = Outline(source.lines, concepts)
        found = outline.description(about.get("tittel", ""), about.get("dato"))
        faults = outline.faults
    whole = _Whole(concepts, own, found, dict(faults), file)
    content = whole.said()
    if said.proof:
        for one in (*content["tabell"], *content["figur"]):
            one.update({**UNKNOWN, **one, "tittel": one["tittel"] or "Uten rolle"})
    elif whole.faults:
        once = {one.paste or one.remedy or one.expected: one for one in whole.faults.values()}
        raise SpecError(*once.values())
    return check_part(NoteSpec, content, file)


def about_of(text: str, file: str) -> AboutSpec:
    """Return what a ``note.toml`` says of the note; raises ``SpecError`` if that is faulty."""
    said = read_toml(text, file).get("notat")
    return check_part(AboutSpec, {"overskrift": [], **said} if said else {}, file)


class Found(NamedTuple):
    """A table or figure that is found: its name, and the years of its values, if it has any."""

    name: str
    years: frozenset[int]


def roles_in(found: Said, vocabulary: str) -> dict[str, Found]:
    """Return the tables and figures that are found, by their roles."""
    concepts = read_concepts(vocabulary)
    every = [_Exhibit(concepts, kind, one) for kind in ("tabell", "figur") for one in found[kind]]
    roles = [(one.role_of(), Found(one.name, frozenset(_years(one.found)))) for one in every]
    return {said[0].id: there for said, there in roles if said}


def _years(said: object) -> Iterator[int]:
    """Yield every year of a description, wherever it stands."""
    if isinstance(said, Mapping):
        yield from [said["aar"]] if isinstance(said.get("aar"), int) else []
        said = said.values()
    if isinstance(said, Iterable) and not isinstance(said, str):
        for one in said:
            yield from _years(one)


@dataclass(slots=True)
class _Whole:
    """Puts together what is found and what is said."""

    concepts: Concepts
    own: Said
    found: Said
    faults: dict[tuple[str, str], Fault]
    file: str
    roles: dict[str, Said] = field(default_factory=dict)

    def said(self) -> Said:
        """Return the whole description."""
        about = {"overskrift": self.found.get("overskrift", [])} | self.own.get("notat", {})
        if not about["overskrift"]:
            wanted = f"tittelen «{about.get('tittel', '')}» øverst i teksten"
            self.faults["", wanted] = Fault(self.file, None, wanted, "andre ord")
        parts: Said = {name: self.own.get(name) or self.found.get(name, []) for name in PARTS}
        tables, figures = (list(self._exhibits(kind)) for kind in ("tabell", "figur"))
        self._rebuilds(figures)
        return {**self.own, "notat": about, **parts, "tabell": tables, "figur": figures}

    def _exhibits(self, kind: str) -> Iterator[Said]:
        own = list(self.own.get(kind, []))
        for found in self.found.get(kind, []):
            one = _Exhibit(self.concepts, kind, dict(found))
            words = one.role_of()
            mine: Said = next((x for x in own if _is(x, found["nummer"], words)), {})
            if mine in own:
                own.remove(mine)
            said = one.said(words, mine)
            if not said.keys() & mine.keys() & {"hode", "radgruppe", "serie"}:
                self.faults |= {at: f for at, f in one.faults.items() if at not in self.faults}
            else:
                self.faults = {at: f for at, f in self.faults.items() if at[0] != one.name}
            if words:
                if words[0].id in self.roles:
                    where = f"én {kind} med rollen «{words[0].id}»"
                    self.faults[one.name, ""] = Fault(
                        CONCEPTS_FILE, None, where, f"{one.name} også"
                    )
                self.roles[words[0].id] = said
            yield said
        for one in own:
            if ROLE in one:
                where = f"en {kind} med rollen «{one[ROLE]}»"
                self.faults["", where] = Fault(self.file, None, where, "ingen i notatet")
            else:
                yield one

    def _rebuilds(self, figures: Iterable[Said]) -> None:
        """Put the number of this edition's table where a role is named."""
        for figure in figures:
            rebuilt = figure.get("gjenskapt")
            if rebuilt and (table := self.roles.get(str(rebuilt.get("tabell")))):
                rebuilt["tabell"] = table["nummer"]


PARTS = ("seksjon", "fotnote")


def _is(own: Said, number: object, words: tuple[Role, str] | None) -> bool:
    """Return whether an entry of ``note.toml`` is about an exhibit: by its role, or its number."""
    return own[ROLE] == words[0].id if ROLE in own and words else own.get("nummer") == number


@dataclass(slots=True)
class _Exhibit:
    """Says what one table or figure is, and what its labels mean."""

    concepts: Concepts
    kind: str
    found: Said
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    caption: str = ""

    @property
    def name(self) -> str:
        """«tabell 3», for messages."""
        return f"{self.kind} {self.found['nummer']}"

    def role_of(self) -> tuple[Role, str] | None:
        """Return its role and title."""
        caption = self.found["ord"]
        return self.concepts.role(caption, self._of_caption().get("grunnlag"))

    def _of_caption(self) -> dict[str, str]:
        return self.concepts.of_caption(self.found["ord"])

    def said(self, words: tuple[Role, str] | None, own: Said) -> Said:
        """Return the whole entry: what the edition says, then the role, then the document."""
        caption, notes = self.found.pop("ord"), self.found.pop("noteord", [])
        self.caption = caption
        own = dict(own)
        rows = own.pop(ROWS, [])
        role, title = words or (None, "")
        told = self.concepts.of_caption(caption)
        if self.found.pop("ulike_enheter", False):
            told.pop("enhet", None)
        said = self.found | told | {"tittel": title} | (meant(role) if role else {})
        said |= {ROLE: role.id} if role else {}
        status = dict(said.get("status", {}))
        for text in (caption, *notes):
            status |= self.concepts.status_in(text)
        has_values = bool(said.get("hode") or said.get("serie") or own.get("hode"))
        if has_values and status:
            said["status"] = status
        if self.kind == "figur":
            said |= self._of_figure(said, role, own, caption)
        known = self.concepts.meanings(caption)
        said |= {
            name: self._labelled(said[name], known) for name in ("hode", "serie") if name in said
        }
        if "radgruppe" in said:
            said["radgruppe"] = list(self._groups(said["radgruppe"], known, rows))
        for paste in self.concepts.lacking(_with_ends(said)):
            self.faults[self.name, paste.line] = Fault(
                CONCEPTS_FILE, None, "en id", "ingen", paste=paste
            )
        if role is None and "tittel" not in own:
            lacking = [
                one for one in OF_VALUES if has_values and one not in self.kinds | said.keys()
            ]
            self.faults[self.name, ""] = unknown_role(self.name, caption, lacking)
        return said | own

    def _of_figure(self, said: Said, role: Role | None, own: Said, caption: str) -> Said:
        found: Said = {} if said.get("serie") else {"merknad": NO_NUMBERS}
        if said.get("serie"):
            group = self.concepts.group_in(caption)
            found |= {"gruppe": group, "utvalg": "alle"} if group else {}
        differences, finding = own.pop("avvik", None), own.pop("funn", "")
        if differences and role and role.rebuild:
            rebuilt = role.rebuild
            series = [one.model_dump(by_alias=True) for one in rebuilt.series]
            found["gjenskapt"] = {"slag": rebuilt.slag, "avvik": differences, "funn": finding}
            if rebuilt.table:
                found["gjenskapt"] |= {"tabell": rebuilt.table, "serie": series}
        return found

    def _labelled(self, parts: Sequence[Any], known: Mapping[str, Concept]) -> list[Any]:
        return [
            self._labelled(one, known) if isinstance(one, list) else self._meant(one, known, parts)
            for one in parts
        ]

    def _groups(
        self, groups: Sequence[Said], known: Mapping[str, Concept], own: Sequence[Said]
    ) -> Iterator[Said]:
        every = [row for group in groups for row in group["rad"]]
        for group in groups:
            rows = [self._meant(row, known, every, row=True) for row in group["rad"]]
            heading = self._meant(group, known, groups, row=True)
            yield heading | {"rad": [row | _own_row(row, own) for row in rows]}

    def _meant(
        self,
        part: Said,
        known: Mapping[str, Concept],
        beside: Sequence[Said],
        *,
        row: bool = False,
    ) -> Said:
        """Return a label with what it means; a year means itself."""
        label = part.get("tekst", "")
        concept = known.get(key(label))
        only_unit = concept is None and "enhet" in part and ONLY_UNIT.match(label)
        if not label or only_unit or "aar" in part or part.get("over") == 0:
            return part
        if concept is None:
            others = [known[key(x["tekst"])] for x in beside if key(x.get("tekst", "")) in known]
            kind = kind_of(label, others, self.caption, row=row)
            self.kinds.add(kind)
            self.faults.setdefault(
                (self.name, label), unknown(label, self.name, self.concepts.labels, kind)
            )
            return part
        self.kinds |= meant(concept).keys()
        return part | meant(concept)


def _with_ends(said: Said) -> set[str]:
    """Return the indicators that a heading makes of its rows' own: with what it adds."""
    ends = {x["tillegg"] for level in said.get("hode", ()) for x in level if "tillegg" in x}
    found = set()
    for group in said.get("radgruppe", ()):
        for row in group["rad"]:
            name = row.get("indikator", group.get("indikator", said.get("indikator")))
            own = [x["tillegg"] for x in (row, group) if "tillegg" in x][:1] or ends
            found |= {f"{name}_{end}" for end in own if name}
    return found


def _own_row(row: Said, rows: Sequence[Said]) -> Said:
    """Return what the edition says of a row: by its label, or its indicator."""
    found: Said = {}
    for own in rows:
        if row["tekst"] in own.get("tekst", []) or row.get("indikator") in own.get("indikator", []):
            found |= {
                name: value for name, value in own.items() if name not in {"tekst", "indikator"}
            }
    return found


def unknown_role(name: str, caption: str, lacking: Collection[str] = ()) -> Fault:
    """Return the fault of a table or figure that is none of those known, with the line to add.

    Args:
        name: «tabell 3».
        caption: Its caption.
        lacking: What neither its labels nor its caption say, and the role must.
    """
    words = re.sub(r"^\w+ [\d.]+[.:]? ", "", caption)
    first = re.split(r"\. |: ", words, maxsplit=1)[0].rstrip(".")
    first = YEARS_LAST.sub("", first)
    words = re.escape(first).replace("\\ ", " ").replace("\\-", "-")
    words = re.sub(r"\b(?:19|20)\d\d\b", r"\\d{4}", words)
    said = {"id": slug(first, "-"), "tittel": first, "bildetekst": words}
    said |= dict.fromkeys(lacking, "…")
    pairs = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
    see = "; ".join(f"{key}: {', '.join(CHOICES[key])}" for key in lacking if key in CHOICES)
    paste = Paste("rolle", f"{{ {', '.join(pairs)} }}", name, see)
    return Fault(CONCEPTS_FILE, None, f"en rolle for {name}", "ingen", paste=paste)

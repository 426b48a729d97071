"""The rows of a table from Statistics Norway to single values, one row after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kommuneindikatorer.document import Row
from kommuneindikatorer.model import Basis, Origin
from kommuneindikatorer.numbers import Missing, Unreadable, read_number
from kommuneindikatorer.problems import ULIKT_ANTALL_FELT
from kommuneindikatorer.readers.ssb import facts, words
from kommuneindikatorer.readers.ssb.codes import (
    DRIFT_ELLER_INVESTERING,
    INTERNT_C,
    INTERNT_G,
    Enhet,
)
from kommuneindikatorer.readers.ssb.facts import Fact, Remarks
from kommuneindikatorer.readers.ssb.layout import (
    FORM_WORDS,
    Layout,
    Value,
    is_data,
    is_naming,
    may_be_region,
    may_head,
)
from kommuneindikatorer.readers.ssb.regions import Region, is_group, read_region, remembered
from kommuneindikatorer.readers.ssb.words import NOTHING, Meaning
from kommuneindikatorer.wording import shortened, slug


@dataclass(slots=True)
class Table:
    """One table while it is read.

    Attributes:
        layout: Its heading.
        values: The columns of values that are read.
        title: What its title says.
        remarks: What is left out of it.
        above: The last cell of each naming column that was not blank; a blank one repeats it.
        group: What the rows that only name have said of those below them.
        found: The values.
    """

    layout: Layout
    values: tuple[Value, ...]
    title: Meaning
    remarks: Remarks
    above: dict[int, str] = field(default_factory=dict)
    group: Meaning = NOTHING
    found: list[Fact] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)
    investment: bool = False

    @property
    def says_years(self) -> bool:
        """Whether the table says years, so that a value without one is not to be used."""
        layout = self.layout
        headed = any(value.said.aar for value in layout.values)
        return headed or layout.unheaded or "year" in layout.names.values()

    @property
    def region_heading(self) -> str:
        """The heading of the first column of regions."""
        regions = self.layout.regions
        return self.layout.headings[regions[0]] if regions else ""

    def is_alone(self, row: Row) -> bool:
        """Return whether a row has one cell only, as titles have."""
        first = self.layout.values[0].place
        if first < len(row.cells) and is_data(row.cells[first]):
            return False
        return sum(map(bool, map(str.strip, row.cells))) == 1

    def is_heading(self, row: Row) -> bool:
        """Return whether a row is the heading of another table below this one."""
        first = self.layout.values[0].place
        if first >= len(row.cells) or is_data(row.cells[first]):
            return False
        places = [value.place for value in self.layout.values]
        cells = [row.cells[place].strip() for place in places if place < len(row.cells)]
        if not any(cells) or is_data(cells[0]):
            return False
        filled = [cell for cell in cells if cell]
        named = any(is_naming(cell) for cell in row.cells)
        stub = [row.cells[place] for place in self.layout.names if place < len(row.cells)]
        if not named and any(map(str.strip, stub)):
            return False
        is_long = "year" in self.layout.names.values() or len(filled) == 1
        return (named or not is_long) and not any(map(is_data, filled)) and may_head(row)

    def read(self, row: Row) -> None:
        """Collect a row's values, or refuse it."""
        layout = self.layout
        if len(row.cells) == layout.width and is_data(row.cells[layout.values[0].place]):
            self._collect(row)  # as nearly all are
            return
        beyond = any(cell.strip() for cell in row.cells[layout.width :])
        if not any(
            value.place < len(row.cells) and row.cells[value.place].strip()
            for value in layout.values
        ):
            self._name(row)
        elif _is_note(row, layout):
            return
        elif len(row.cells) <= max(value.place for value in layout.values) or beyond:
            # It may have named what stands below: blank cells must not repeat what was above it.
            self.above.clear()
            self.group = NOTHING
            count = len(row.cells)
            self.remarks.row_log.refuse(
                ULIKT_ANTALL_FELT, row.number, rows=row.lines, antall=count, ventet=layout.width
            )
        else:
            self._collect(row.widened(layout.width))

    def _name(self, row: Row) -> None:
        """Take a row that only names: a region over its lines, or a line over its regions."""
        filled = [(place, cell.strip()) for place, cell in enumerate(row.cells) if cell.strip()]
        if len(filled) != 1 or _is_prose(filled[0][1]):
            if len(filled) > 1 and not _is_prose(filled[0][1]):
                self._collect(row.widened(self.layout.width))
            return
        said = self._said(*filled[0])
        if said.region or said.gruppe:
            self.group = replace(self.group, region=None, gruppe="")
        self.group = said.joined(replace(self.group, ukjent=""))

    def _stub(self, row: Row) -> Meaning:
        """Return what the naming cells of a row say together; a blank one is as the one above."""
        regions: list[str] = []
        said: list[Meaning] = []
        for place, role in self.layout.names.items():
            if text := row.cells[place].strip():
                self.above[place] = text
            elif not (text := self.above.get(place, "")):
                continue
            if role == "region":
                regions.append(text)
            else:
                said.append(self._said(place, text))
        if any(one.post for one in said):
            said = [one for one in said if not (one.ukjent and _is_code(one.ukjent))]
        if "region" in self.layout.names.values():
            said.append(_of_region(" ".join(regions), self.region_heading))
        whole = NOTHING.joined(*said)
        if len({one.post for one in said if one.post}) > 1:
            return whole.joined(Meaning(ukjent=", ".join(self.above.values())))
        units = [one.region for one in said if one.region]
        return whole if len(units) < 2 else _named(whole, units)  # noqa: PLR2004 - two to join

    def _said(self, place: int, text: str) -> Meaning:
        role = self.layout.names.get(place, "any")
        if role == "year":
            return Meaning(aar=words.split_year(text)[1])
        return words.scope_of(text) if role == "scope" else _of_cell(text)

    def _collect(self, row: Row) -> None:
        """Take each value that has a line, a unit and a region; say why where there is none."""
        said = self._stub(row)
        group = self.group
        if group.ukjent and (not said.post or slug(group.ukjent) in FORM_WORDS):
            group = replace(group, ukjent="")
        rest = said.joined(group, self.title)
        before, taken, remarks = len(self.found), False, self.remarks
        why: Meaning = NOTHING
        for value in self.values:
            meaning = value.said.joined(rest)
            if _clash(value.said, said):
                meaning = Meaning(ukjent=f"{value.heading} {said.ukjent}".strip())
            why = meaning
            self._note(meaning)
            if meaning.ukjent or meaning.gruppe or not meaning.wanted or meaning.region is None:
                if value.said.ukjent or value.said.gruppe:
                    kode = facts.UKJENT_KOLONNE if value.said.ukjent else facts.SAMLERAD
                    remarks.add(kode, value.heading)
                continue
            if meaning.aar is None and self.says_years:
                continue
            text = row.cells[value.place]
            if text.strip() in NOT_GIVEN:
                taken = True
                continue
            origin = Origin(remarks.row_log.fil, row.number, value.heading, shortened(text))
            self._add(meaning, origin, text)
        if len(self.found) == before and not taken:
            self._refuse(row, why)

    def _add(self, meaning: Meaning, origin: Origin, text: str) -> None:
        post, region = meaning.wanted, meaning.region
        if post is None or region is None:
            return
        self.remarks.used.setdefault(post)
        row_log = self.remarks.row_log
        self.found.append(Fact(region, meaning.aar, post, meaning, origin, text, row_log))
        if region.uten_null:
            self.remarks.add(facts.UTEN_NULL, f"{region.kommunenummer}", origin.rad)

    def _note(self, meaning: Meaning) -> None:
        if meaning.post and meaning.enhet is Enhet.PER_INNBYGGER:
            self.remarks.per_head = True
        self.remarks.regions |= meaning.region is not None
        if meaning.post:
            self.posts.add(meaning.post)
        if meaning.ukjent and words.is_investment(meaning.ukjent):
            self.investment = True

    def _refuse(self, row: Row, why: Meaning) -> None:
        number, rows = row.number, row.lines
        if why.gruppe:
            self.remarks.add(facts.SAMLERAD, why.gruppe, number, rows)
        elif why.ukjent:
            self.remarks.add(facts.UKJENT_BEGREP, why.ukjent, number, rows)
        elif why.wanted and why.region and why.aar is None:
            years = [place for place, role in self.layout.names.items() if role == "year"]
            what = row.cells[years[0]] if years else self.values[0].heading
            self.remarks.add(facts.UTEN_AAR, what, number, rows)
        else:
            texts = [
                self.above.get(p, "") for p in self.layout.names if p not in self.layout.regions
            ]
            what = ", ".join(filter(None, texts))
            kode = facts.UKJENT_BEGREP if what and why.post else facts.UTEN_LINJE
            self.remarks.add(kode, what, number, rows)

    def kept(self, title: str) -> list[Fact]:
        """Return its values, without those that an investment account has under the same names."""
        for text in self.layout.unknown:
            self.remarks.add(facts.UKJENT_KOLONNE, text)
        if any(one.aar for one in self.found):
            for one in self.found:
                if one.aar is None:  # its year has fallen out
                    self.remarks.add(facts.UTEN_AAR, one.origin.kolonne, one.origin.rad)
            self.found = [one for one in self.found if one.aar]
        about = self.investment or (words.is_investment(title) and "drift" not in title.lower())
        if not about or self.posts & _DRIFT:
            return self.found
        kept = [one for one in self.found if one.post not in DRIFT_ELLER_INVESTERING]
        self.remarks.investment = not kept
        return kept

    def basis(self, title: str) -> Basis:
        """Return whose money the table says its values are, by title or by its rows."""
        found = words.basis_of_title(title)
        if found is Basis.UKJENT and self.title.basis:
            found = self.title.basis
        own = "scope" in self.layout.names.values()
        if found is Basis.UKJENT and not own and self.posts & _KONSERN:
            return Basis.KONSERN
        return found


_DRIFT = frozenset({"brutto_driftsinntekter", "netto_driftsresultat", "brutto_driftsresultat"})
_KONSERN = frozenset({INTERNT_C, INTERNT_G})


@remembered
def _of_cell(text: str) -> Meaning:
    """Return what a cell that names says, a line before a region: 5900 is no municipality."""
    said = words.meaning_of(text)
    if not said.ukjent:
        return said
    if re.fullmatch(r"(19|20)[0-9]{2}", words.unmarked(text)):
        return Meaning(aar=int(words.unmarked(text)))
    if is_group(text):
        return Meaning(gruppe=text)
    if may_be_region(text):
        return Meaning(region=read_region(text, "region"))
    return words.parts_of(text)


def _clash(value: Meaning, said: Meaning) -> bool:
    """Return whether a column and a row say two different things of the same kind."""
    posts = value.post and said.post and value.post != said.post
    years = value.aar and said.aar and value.aar != said.aar
    return bool(posts or years or (value.region and said.region))


_is_code = re.compile(r"[A-Za-z]+[0-9]+[a-z]?|[0-9]{1,4}").fullmatch


@remembered
def _of_region(text: str, heading: str) -> Meaning:
    region = read_region(text, heading)
    return Meaning(region=region) if region else Meaning(gruppe=text or "tom")


def _named(whole: Meaning, regions: Sequence[Region]) -> Meaning:
    """Return the same with the name that one column gives to the code of another."""
    coded = next((one for one in regions if one.kommunenummer), None)
    name = next((one.navn for one in regions if one.navn), None)
    if coded is None:
        return whole
    region = Region(coded.kommunenummer, name, coded.nivaa, coded.uten_null)
    return Meaning(region=region).joined(whole)


NOT_GIVEN = frozenset({"NA", "NaN", "null", "#N/A"})
"""What R, pandas and Excel write where there is no value, without a reason."""
_NOTE_WORDS = 4
_starts_with_code = re.compile(r"\s*[0-9]{3,4}\b").match


def _is_prose(text: str) -> bool:
    """Return whether one cell alone in its row is a note: a sentence, a source, a mark."""
    if _starts_with_code(text) or not words.parts_of(text).ukjent:
        return False
    return ":" in text or text.endswith(".") or len(text.split()) > _NOTE_WORDS or text[0] in "*¹²³"


def _is_note(row: Row, layout: Layout) -> bool:
    """Return whether a row is a note below the table: words, and no value where values stand."""
    cells = [row.cells[value.place] for value in layout.values if value.place < len(row.cells)]
    read = [(cell, read_number(cell)) for cell in cells]
    has_value = any(
        not isinstance(number, Unreadable | Missing)
        or (isinstance(number, Missing) and bool(cell.strip()))
        or cell.strip() in NOT_GIVEN
        for cell, number in read
    )
    if has_value or _starts_with_code(row.cells[0]):
        return False
    filled = [cell for cell in row.cells if cell.strip()]
    return max(len(cell.split()) for cell in filled) >= _NOTE_WORDS or ":" in filled[0]

"""A raw note and last year's ``note.toml`` → a first ``note.toml`` of this year's.

Where parts stand is read off the text at each build, and what labels mean stands in the vocabulary:
the draft holds what is said of the note, moved on, and last year's exceptions. Remarks, and how
redrawn figures differ, become comments: nobody has seen that they hold of this year's numbers.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.note.concepts import read_concepts
from sitegen.note.described import Description, Found, about_of, roles_in
from sitegen.note.errors import SitegenError, in_words
from sitegen.note.model import MONTHS, Note
from sitegen.note.outline import Outline
from sitegen.note.read import read_note
from sitegen.note.source import Line, read_source
from sitegen.note.toml_file import read_toml

OPENING = """\
# Utkast laget av «sitegen new-note». Gå gjennom alt, og først det som er merket «# usikker».
# Teksten står i note.txt og endres aldri. Hvor alt står, leses av den. Hva etiketter betyr, står i
# data/begreper.toml. Her står bare det ingen av dem sier; se docs/redaksjon/nytt-notat.md.

"""
FIRST_TIME = """\
# usikker: ingen utgave å lære av; se hva note.toml kan si, i docs/redaksjon/nytt-notat.md
[notat]
tittel = {title}
dato = {day}
mote = {meeting}
utgiver = "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi"
forkortelse = "TBU"
kilde = "Notatet, tekst hentet fra PDF"
budsjettaar = {year}
"""
UNSURE = "# usikker: "
NUMBERED = re.compile(r"^\d [A-ZÆØÅ«]|^Kilder?: ")
DATE = re.compile(rf"\b\d{{1,2}}\. (?:{'|'.join(MONTHS)}) 20\d\d\b")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
MEETING = re.compile(
    r"\bTBU til (?P<mote>[^.]*\.? ?[^.]*? statsbudsjettet(?: for)? (?P<aar>20\d\d))"
)
REMARKS = re.compile(r"(?ms)^(?:merknad|funn) = [^\n]*\n|^avvik = \[.*?^\]\n")
EMPTY_CELLS = re.compile(r",? *tomme(?:_kolonner)? = \[[^\]]*\]")
ROWS = re.compile(r"(?m)^rader = .*\n")
NO_SUCH_YEAR = "forrige utgave sa det om år som ikke står her; se om det gjelder for et annet"
NOT_SEEN = "skrevet om forrige utgave; ta det inn bare hvis det gjelder denne også"
MOVED = "årene er flyttet; se etter om det gjelder ennå"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft.

    Attributes:
        text: The text of ``note.toml``.
        note: The note as the draft reads it; ``None`` if it does not read yet. Of a PDF it is
            there to be proved also where labels mean nothing yet: then there are faults.
        faults: What stops the reading, in words; empty if nothing.
    """

    text: str
    note: Note | None
    faults: tuple[str, ...]

    @property
    def doubts(self) -> list[tuple[int, str]]:
        """What to look at: 1-based line of the text, and words."""
        found = ((n, line.partition(UNSURE)[2]) for n, line in enumerate(self.text.split("\n"), 1))
        return [(number, words) for number, words in found if words]


def draft_note(
    data: bytes, day: date, previous: str = "", vocabulary: str = "", file: str = "note.txt"
) -> Drafted:
    """Return the draft of a note's description, proved by reading the note with it.

    Args:
        data: The bytes of the raw text.
        day: The note's date.
        previous: The text of last year's ``note.toml``, which must be valid; empty if none.
        vocabulary: The text of ``begreper.toml``.
        file: The raw text's name, for messages.

    Raises:
        SourceError: The raw text is not UTF-8 text.
    """
    source = read_source(data, file)
    lines = [line for line in source.lines if not line.blank]
    outline = Outline(source.lines, read_concepts(vocabulary))
    found = outline.description(lines[0].words, day)
    title, words = lines[0].words, [line.words for line in lines]
    about = about_moved(previous, day, title) if previous else first_time(title, day, words)
    roles = roles_in(found, vocabulary)
    parts = [
        "\n".join([*dates_in_doubt(about, day, words, roles), about]),
        *exceptions(previous, day, roles),
        *_not_placed(lines, outline.taken),
    ]
    text = OPENING + "\n".join(part.strip() + "\n" for part in parts)
    try:
        return Drafted(text, read_note(data, Description(text, vocabulary)), ())
    except SitegenError as error:
        return Drafted(text, None, tuple(in_words(error.faults)))


def dates_in_doubt(
    about: str, day: date, lines: Iterable[str], roles: Mapping[str, Found]
) -> Iterator[str]:
    """Yield a doubt where the note's words give no such date, or no table is of its years."""
    found = [hit[0] for line in lines for hit in DATE.finditer(line)]
    if found and _in_words(day) not in found:
        yield f"{UNSURE}datoen; notatet sier {found[0]}"
    printed = {year for one in roles.values() for year in one.years}
    said = set(read_toml(about, "note.toml")["notat"].get("regnskapsaar", ()))
    if printed and said - printed:
        years = ", ".join(map(str, sorted(said - printed)))
        yield f"{UNSURE}regnskapsaar; ingen tabell som er kjent, har {years}"


def first_time(title: str, day: date, lines: Iterable[str]) -> str:
    """Return ``[notat]`` where there is no edition to learn from: its meeting as the note says."""
    words = " ".join(" ".join(lines).split())
    found = MEETING.search(words)
    meeting, year = (found["mote"], int(found["aar"])) if found else ("møtet", day.year + 1)
    return FIRST_TIME.format(title=toml(title), day=day, year=year, meeting=toml(meeting))


def about_moved(previous: str, day: date, title: str) -> str:
    """Return last year's ``[notat]`` with its years and its date moved on, and this title."""
    before = about_of(previous, "note.toml").date
    text = next(part for kind, part in _chunks(previous) if kind == "notat")
    text = _with_years_moved(_without_doubts(text), day.year - before.year)
    text = re.sub(r"(?m)^dato = .*$", f"dato = {day}", text, count=1)
    text = re.sub(r"(?m)^pdf_sha256 = .*\n", "", text)
    text = re.sub(r"(?m)^tittel = .*$", lambda _: f"tittel = {toml(title)}", text)
    return text.replace(_in_words(before.replace(year=day.year)), _in_words(day))


def exceptions(
    previous: str, day: date, roles: Mapping[str, Found], *, seen: bool = False
) -> Iterator[str]:
    """Yield last year's exceptions: those of a role this note has too, moved on; else comments.

    Args:
        previous: The text of last year's ``note.toml``; empty if none.
        day: The note's date.
        roles: What this note has.
        seen: Whether the document itself shows which cells are empty, as a PDF does.
    """
    if not previous:
        return
    step = day.year - about_of(previous, "note.toml").date.year
    for kind, chunk in _chunks(previous):
        text = _without_doubts(chunk).strip() + "\n"
        if kind == "avvist":
            yield text
        elif kind in {"tabell", "figur"}:
            said = read_toml(text, "note.toml")[kind][0]
            if said.get("rolle") in roles:
                yield _role(EMPTY_CELLS.sub("", text) if seen else text, step, roles[said["rolle"]])
            else:
                name = said.get("rolle") or said.get("nummer")
                yield _left_out(f"{kind} «{name}» fra forrige utgave er ikke funnet", text)
        elif kind != "notat":
            yield _left_out(f"{kind} slik forrige utgave sa det", text)


def _role(text: str, step: int, found: Found) -> str:
    """Return what is said of one table or figure: remarks as comments, the rest moved on."""
    if not step:
        return text
    name = found.name
    rest = REMARKS.sub("", text)
    said = [
        one for part in read_toml(rest, "note.toml").values() for one in part[0].get("rader", ())
    ]
    if all(one.keys() <= {"indikator", "tekst"} for one in said):  # nothing is said of them
        rest = ROWS.sub("", rest)
    kept = [row for row in rest.split("\n") if row and not row.startswith("#")]
    if len(kept) <= len(("[[tabell]]", "rolle")):
        if not REMARKS.search(text):
            return ""
        return _left_out(f"{name}: {NOT_SEEN}", text)
    comments = [_left_out(f"{name}: {NOT_SEEN}", found[0]) for found in REMARKS.finditer(text)]
    moved = _with_years_moved(rest, step)
    if found.years and {int(year) for year in YEAR.findall(moved)} - found.years:
        return _left_out(f"{name}: {NO_SUCH_YEAR}", text)
    return "\n".join([f"{UNSURE}{name}: {MOVED}", moved.strip(), *comments])


def _with_years_moved(text: str, step: int) -> str:
    return YEAR.sub(lambda year: str(int(year[0]) + step), text)


def _without_doubts(text: str) -> str:
    return re.sub(rf"(?m)^{UNSURE}.*\n| *{UNSURE}.*$", "", text)


def _chunks(text: str) -> list[tuple[str, str]]:
    """Return every top-level table of a TOML text with its kind, and the comments above it."""
    lines = text.split("\n")
    starts: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        if found := re.match(r"\[\[?(\w+)\]", line):
            while at and (not lines[at - 1] or lines[at - 1].startswith("#")):
                at -= 1  # noqa: PLW2901  the comments above belong to it
            # The file's own opening is written anew.
            starts.append((at if starts else lines.index(line), found[1]))
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    parts = ["\n".join(lines[at:end]) for (at, _), end in zip(starts, ends, strict=True)]
    return [(kind, part) for (_, kind), part in zip(starts, parts, strict=True)]


def _in_words(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def toml(value: object) -> str:
    """Return a TOML value: a string as JSON writes it, which TOML reads alike."""
    return json.dumps(value, ensure_ascii=False)


def _left_out(words: str, text: str) -> str:
    """Return a part as comments: it is no longer said, but worth seeing."""
    rows = [row for row in text.strip().split("\n") if row]
    return "\n".join([f"{UNSURE}{words}", *(f"# {row}" for row in rows)])


def _not_placed(lines: Sequence[Line], taken: set[int]) -> Iterator[str]:
    """Yield a doubt for each line that looks like a note, a source or a heading, and is none."""
    for line in lines:
        if NUMBERED.match(line.words) and line.number not in taken:
            words = f"ingen note, kilde eller del begynner som linje {line.number}"
            yield f"{UNSURE}{words}, «{line.words[:50]}»"

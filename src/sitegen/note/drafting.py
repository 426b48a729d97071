"""A raw note and last year's ``note.toml`` → a first ``note.toml`` of this year's.

Last year's is copied with its years moved on. Tables and figures are found again by the words of
their captions, and what is not certain is marked «# usikker». Whether the
rest fits, reading the note with the draft tells.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sitegen.note.errors import SitegenError
from sitegen.note.model import MONTHS, Note
from sitegen.note.read import read_note
from sitegen.note.source import Line, read_source

OPENING = """\
# Utkast laget av «sitegen new-note». Gå gjennom alt, og først det som er merket «# usikker».
# Teksten selv står i note.txt og endres aldri. Mønstre er regulære uttrykk mot linjen med
# hvert mellomrom gjort til ett.

"""
FIRST_TIME = """\
# usikker: ingen utgave å lære av; se hva note.toml kan si, i docs/redaksjon/nytt-notat.md
[notat]
tittel = {title}
dato = {day}
mote = "møtet"
utgiver = "Det tekniske beregningsutvalg for kommunal og fylkeskommunal økonomi"
forkortelse = "TBU"
kilde = "Notatet, tekst hentet fra PDF"
budsjettaar = {year}
overskrift = [{{ fra = {pattern} }}]
"""
UNSURE = "# usikker: "
CAPTION = re.compile(r"^(Tabell|Figur) (\d+) (?=[A-ZÆØÅ0-9«])")
NAMED = re.compile(r"(\b)(tabell|figur)( = | )(\d+)\b", re.IGNORECASE)
HEADING = re.compile(r"^(\d{1,2}) ([A-ZÆØÅ][^.:;]{,67})$")
NUMBERED = re.compile(r"^\d [A-ZÆØÅ«]|^Kilder?: ")
DATE = re.compile(rf"\b\d{{1,2}}\. (?:{'|'.join(MONTHS)}) 20\d\d\b")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
NUMBER = re.compile(r"(?<![\d,])[-–−]?(?!20\d\d(?!\d))\d+(?:,\d+)?(?![\d,])")
NO_NUMBERS = "Tallene bak figuren er ikke trykt i notatet."
REMARKS = re.compile(
    rf'(?ms)^merknad = (?!"{re.escape(NO_NUMBERS)}"$)[^\n]*\n'
    r"|^\[figur\.gjenskapt\]\n.*?(?:\n(?=\[)|\Z)"
)
STRING = r'"(?:[^"\\]|\\.)*"'
PATTERN = re.compile(rf"\b(?:fra|til|lenker) = ({STRING})")
TITLE = r"(?m)^\[\[seksjon\]\]\nnummer = \d+\ntittel = \"(.*)\"$"
LABEL = re.compile(rf"^\s+\{{ tekst = ({STRING})(?!.*\bmaal =)")

type Exhibit = tuple[str, int]
"""Kind and number of a table or figure: ``("tabell", 3)``."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft.

    Attributes:
        text: The text of ``note.toml``.
        note: The note as the draft reads it; ``None`` if it does not read yet.
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


def draft_note(data: bytes, day: date, previous: str = "", file: str = "note.txt") -> Drafted:
    """Return the draft of a note's description, proved by reading the note with it.

    Args:
        data: The bytes of the raw text.
        day: The note's date.
        previous: The text of last year's ``note.toml``, which must be valid; empty if none.
        file: The raw text's name, for messages.

    Raises:
        SourceError: The raw text is not UTF-8 text.
    """
    lines = [line for line in read_source(data, file).lines if not line.blank]
    text = OPENING + "\n".join(part.strip() + "\n" for part in _parts(lines, day, previous))
    text = _marked(text, lines)
    try:
        return Drafted(text, read_note(data, text), ())
    except SitegenError as error:
        return Drafted(text, None, tuple(str(fault) for fault in error.faults))


def _parts(lines: Sequence[Line], day: date, previous: str) -> Iterator[str]:
    """Yield the parts of the draft: those of last year moved on, then what is new."""
    chunks = _chunks(_moved(previous, day)) if previous else [("notat", _first_time(lines, day))]
    captions = {_named(line): line for line in reversed(lines) if CAPTION.match(line.words)}
    numbers = _numbers([one for one in chunks if one[0] in {"tabell", "figur"}], captions)
    step = _years_since(previous, day) if previous else 0
    for kind, text in chunks:
        if kind == "notat":
            yield _about(text, day, lines)
            yield from _sections(lines, [text for kind, text in chunks if kind == "seksjon"])
        elif kind in {"tabell", "figur"}:
            part = _exhibit(kind, text, numbers, captions)
            yield _without_remarks(part, step) if step else part
        elif kind != "seksjon":
            yield text
    there = set(numbers.values())
    yield from (_new(*name, captions[name]) for name in sorted(captions) if name not in there)


def _years_since(previous: str, day: date) -> int:
    before: date = tomllib.loads(previous)["notat"]["dato"]
    return day.year - before.year


def _without_remarks(text: str, step: int) -> str:
    """Return a part with last year's remarks and redrawn figures as comments, as they were.

    They were written of another year's numbers: nobody has seen that they hold of these.
    """
    words = "skrevet om forrige utgave; ta det inn bare hvis det gjelder denne også"

    def commented(found: re.Match[str]) -> str:
        return f"{_left_out(words, _with_years_moved(found[0], -step))}\n"

    return REMARKS.sub(commented, text)


def _with_years_moved(text: str, step: int) -> str:
    return YEAR.sub(lambda year: str(int(year[0]) + step), text)


def _chunks(text: str) -> list[tuple[str, str]]:
    """Return every top-level table of a TOML text with its kind, and the comments above it."""
    lines = text.split("\n")
    starts: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        if found := re.match(r"\[\[?(\w+)\]", line):
            while at and (not lines[at - 1] or lines[at - 1].startswith("#")):
                at -= 1  # noqa: PLW2901  the comments above belong to it
            starts.append((at, found[1]))
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    parts = ["\n".join(lines[at:end]) for (at, _), end in zip(starts, ends, strict=True)]
    return [(kind, part) for (_, kind), part in zip(starts, parts, strict=True)]


def _moved(text: str, day: date) -> str:
    """Return last year's text without its opening and doubts, its years and date moved on."""
    before: date = tomllib.loads(text)["notat"]["dato"]
    step = _years_since(text, day)
    text = re.sub(rf"(?m)^{UNSURE}.*\n| *{UNSURE}.*$", "", text[text.index("[notat]") :])
    text = _with_years_moved(text, step)
    text = re.sub(r"(?m)^dato = .*$", f"dato = {day}", text, count=1)
    return text.replace(_in_words(before.replace(year=day.year)), _in_words(day))


def _in_words(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def _first_time(lines: Sequence[Line], day: date) -> str:
    first = lines[0].words
    pattern = _toml(f"^{re.escape(first)}$".replace(r"\ ", " "))
    said = {"title": _toml(first), "day": day, "year": day.year + 1, "pattern": pattern}
    return FIRST_TIME.format(**said)


def _toml(text: str) -> str:
    """Return a TOML string: as JSON writes it, which TOML reads alike."""
    return json.dumps(text, ensure_ascii=False)


def _unsure(words: str, text: str) -> str:
    """Return a part with a doubt above its header."""
    return re.sub(r"(?m)^(?=\[)", f"{UNSURE}{words}\n", text, count=1)


def _left_out(words: str, text: str) -> str:
    """Return a part as comments: it is no longer valid, but worth seeing."""
    rows = [row for row in text.strip().split("\n") if row]
    return "\n".join([f"{UNSURE}{words}", *(f"# {row}" for row in rows)])


def _about(text: str, day: date, lines: Iterable[Line]) -> str:
    """Return ``[notat]``, with a doubt where the note's own words give no such date."""
    found = [hit[0] for line in lines for hit in DATE.finditer(line.words)]
    if found and _in_words(day) not in found:
        return _unsure(f"datoen; notatet sier {found[0]}", text)
    return text


def _sections(lines: Sequence[Line], before: Sequence[str]) -> Iterator[str]:
    """Yield the sections: numbers in rising order, each with a few words alone on a line."""
    titles = [tomllib.loads(text)["seksjon"][0]["tittel"] for text in before]
    found: list[str] = []
    rest = lines
    while rest := _from_heading(rest, len(found) + 1, titles):
        title = rest[0].words.partition(" ")[2]
        part = f"[[seksjon]]\nnummer = {len(found) + 1}\ntittel = {_toml(title)}"
        yield part if title in titles else _unsure("forrige utgave hadde ikke denne delen", part)
        found.append(title)
    for title in titles:
        if title not in found:
            yield f"{UNSURE}fant ikke delen «{title}» fra forrige utgave"


def _from_heading(lines: Sequence[Line], number: int, titles: Sequence[str]) -> Sequence[Line]:
    """Return the lines from a section's heading on: one known, else what looks like one."""
    hits = [
        at
        for at, (line, after) in enumerate(pairwise(lines))
        if line.words.startswith(f"{number} ") and HEADING.match(line.words)
        if after.words[0].isupper()
    ]
    known = [at for at in hits if lines[at].words.partition(" ")[2] in titles]
    return lines[(known or hits)[0] :] if hits else []


def _named(line: Line) -> Exhibit:
    kind, number, *_ = line.words.split()
    return kind.lower(), int(number)


def _numbers(
    chunks: Iterable[tuple[str, str]], captions: Mapping[Exhibit, Line]
) -> dict[Exhibit, Exhibit]:
    """Return what each table and figure of last year is called now, found by its caption."""
    alike: dict[str, list[Exhibit]] = defaultdict(list)
    for kind, text in chunks:
        said = tomllib.loads(text)[kind][0]
        alike[_any_number(said["bildetekst"]["fra"])].append((kind, said["nummer"]))
    found: dict[Exhibit, Exhibit] = {}
    for pattern, names in alike.items():
        hits = [name for name, line in captions.items() if re.search(pattern, line.words)]
        hits.sort(key=lambda name: captions[name].number)
        # Captions may begin alike: then by their order, else by their number.
        now = hits if len(hits) == len(names) else names
        found |= {old: new for old, new in zip(names, now, strict=True) if new in hits}
    # Other words below the same number: perhaps only the words are new.
    left = captions.keys() - found.values()
    every = [name for names in alike.values() for name in names]
    return found | {name: name for name in every if name not in found and name in left}


def _any_number(pattern: str) -> str:
    return re.sub(r"^(\^\w+) \d+", r"\1 \\d+", pattern)


def _exhibit(
    kind: str, text: str, numbers: Mapping[Exhibit, Exhibit], captions: Mapping[Exhibit, Line]
) -> str:
    said = tomllib.loads(text)[kind][0]
    name = numbers.get((kind, said["nummer"]))
    if name is None:
        words = f"{kind} {said['nummer']} i forrige utgave («{said['tittel']}») er ikke funnet"
        return _left_out(words, text)
    start = said["bildetekst"]["fra"]
    text = re.sub(r"(?m)^nummer = \d+", f"nummer = {name[1]}", _renumbered(text, numbers), count=1)
    if not re.search(_any_number(start), captions[name].words):
        old = _toml(_renumbered(start, numbers))
        text = text.replace(old, _toml(_start(captions[name])))
        text = _unsure("bildeteksten har fått nye ord; er det den samme?", text)
    if said.keys() & {"grunnlag", "status"}:
        words = "årene er flyttet; se etter grunnlag og status"
        text = _unsure(words, text)
    return text


def _renumbered(text: str, numbers: Mapping[Exhibit, Exhibit]) -> str:
    """Return a text with the new numbers of tables and figures."""

    def number(found: re.Match[str]) -> str:
        old = (found[2].lower(), int(found[4]))
        return f"{found[1]}{found[2]}{found[3]}{numbers.get(old, old)[1]}"

    return NAMED.sub(number, text)


def _new(kind: str, number: int, line: Line) -> str:
    """Return what is known of a table or figure that last year's edition did not have."""
    title = CAPTION.sub("", line.words).partition(". ")[0]
    text = f"[[{kind}]]\nnummer = {number}\ntittel = {_toml(title)}\n"
    text += f"bildetekst = {{ fra = {_toml(_start(line))} }}\n"
    if kind == "tabell":
        return _unsure("ny tabell: beskriv den som de andre, med hode og radgruppe", text)
    text += f"merknad = {_toml(NO_NUMBERS)}\n"
    return _unsure("ny figur; bildeteksten kan gå over flere linjer («til»)", text)


def _start(line: Line) -> str:
    return "^" + re.escape(line.words).replace(r"\ ", " ").replace(r"\-", "-")


def _marked(text: str, lines: Sequence[Line]) -> str:
    """Return a draft with a doubt on each row whose words are not in the note, and at its end."""
    squeezed = "".join(word for line in lines for word in line.words.split())
    rows = [f"{row}{_doubts(row, lines, squeezed)}" for row in text.rstrip().split("\n")]
    known = [json.loads(pattern) for row in rows for pattern in PATTERN.findall(row)]
    known += [f"^{n} {re.escape(title)}$" for n, title in enumerate(re.findall(TITLE, text), 1)]
    for line in lines:
        if NUMBERED.match(line.words) and not any(re.search(one, line.words) for one in known):
            words = f"ingen note, kilde eller del begynner som linje {line.number}"
            rows.append(f"{UNSURE}{words}, «{line.words[:50]}»")
    return "\n".join(rows) + "\n"


def _doubts(row: str, lines: Sequence[Line], squeezed: str) -> str:
    if row.startswith("#"):
        return ""
    patterns = [json.loads(found) for found in PATTERN.findall(row)]
    lacking = [p for p in patterns if not any(re.search(p, line.words) for line in lines)]
    doubts = [f"ingen linje i note.txt passer «{pattern}»" for pattern in lacking]
    label = LABEL.match(row)
    if label and "".join(json.loads(label[1]).split()) not in squeezed:
        doubts.append("teksten står ikke i note.txt")
    if "tomme = [" in row:
        doubts.append("hvilke år som er tomme")
    return f" {UNSURE}{'; '.join(doubts)}" if doubts else ""

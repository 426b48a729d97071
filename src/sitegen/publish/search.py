"""What the site's search knows of a built site, in the theme's own form (decision record 0018).

The theme's reader runs cells and definitions together, and takes a table for one sentence. This one
makes a row, a list item or a definition a passage, for the search shows the passages it hits; a
term of the glossary an entry of its own; and a compound findable by the word it ends in.
"""

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sitegen.facts.vocabulary import WORD, Vocabulary

INDEX = Path("search/search_index.json")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PASSAGES = {"p", "li", "tr", "dt", "dd", "caption", "figcaption", "summary", "blockquote"}
SKIPPED = {"script", "style", "svg", "template", "button", "select", "form", "pre", "sup", "nav"}
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HIDDEN = {"data-search-exclude", "aria-hidden"}
SKIPPED_CLASSES = {
    "headerlink",
    "anchor-link",
    "jp-InputArea",
    "jp-InputPrompt",
    "tilbake",
    "fast-adresse",
    "paa-papir",
    "linje",
}
EXHIBIT = "oppstilling"
"""A table or figure: it is found on its own page, not again where the note has it."""
LIST_OF_UNITS = 60
"""Rows of a table that lists municipalities, each of which has a page to be found."""
WEIGHTS = {
    "kommuner/": 5,
    "fylker/": 5,
    "ordliste/#": 14,
    "tabeller/": 6,
    "figurer/": 6,
    "utforsk/": 2,
    "notat/paastander/": 0.2,
    "metode/": 0.2,
    "data/": 0.4,
    "om/": 0.4,
}
"""How much more a hit counts there, by how the address begins: places and terms first."""


@dataclass(slots=True)
class Part:
    """A page, a part of one or a term: where it is, its title, and its text by passages."""

    anchor: str = ""
    title: str = ""
    passages: list[str] = field(default_factory=list)


def write_search(site: Path, vocabulary: Vocabulary | None) -> None:
    """Write anew what the search of a built site knows; its municipalities' entries stay.

    Args:
        site: The built site, its index as the theme made it.
        vocabulary: What compounds are taken apart by; without it they stay whole.
    """
    path = site / INDEX
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [_weighed(doc, vocabulary) for doc in _read(site, index["docs"])]
    index["config"]["fields"] |= {"deler": {"boost": 100}, "tekstdeler": {"boost": 0.5}}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def _read(site: Path, docs: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the entries of each page that the theme lists, a page's own entry first."""
    read: set[str] = set()
    for doc in docs:
        address = doc["location"].partition("#")[0]
        if address in read:
            continue
        read.add(address)
        page = site / address / "index.html"
        if _is_unit(address) or not page.is_file():
            yield doc
        else:
            yield from entries(address, page.read_text(encoding="utf-8"), doc["title"])


def _is_unit(address: str) -> bool:
    return address.count("/") > 1 and address.startswith(("kommuner/", "fylker/"))


def entries(address: str, page: str, title: str) -> Iterator[dict[str, str]]:
    """Yield a page's entry, then those of its parts and terms that have text.

    Args:
        address: The page's address from the site's root.
        page: Its HTML.
        title: What it is called where no heading says it.
    """
    reader = _Reader(has_exhibits=address.startswith(("tabeller/", "figurer/")))
    reader.feed(page)
    reader.close()
    own, *parts = reader.parts
    if own.title == "" and parts and parts[0].title:
        own.title, own.passages = parts[0].title, own.passages + parts.pop(0).passages
    yield _entry(address, own.title or title, own.passages)
    for part in parts:
        if part.passages and part.anchor:
            yield _entry(f"{address}#{part.anchor}", part.title, part.passages)


def _entry(location: str, title: str, passages: Iterable[str]) -> dict[str, str]:
    text = "".join(f"<p>{html.escape(one, quote=False)}</p>" for one in passages)
    return {"location": location, "title": html.escape(title, quote=False), "text": text}


class _Reader(HTMLParser):
    """Reads the article of a page into its parts."""

    def __init__(self, *, has_exhibits: bool) -> None:
        super().__init__()
        self.parts = [Part()]
        self._skipped_classes = SKIPPED_CLASSES | (set() if has_exhibits else {EXHIBIT})
        self._open: list[tuple[str, bool]] = []  # tags, and whether what is in them is left out
        self._words = ""
        self._rows: list[str] | None = None  # of the table that is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or not (self._open or tag == "article"):
            return
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        out = tag in SKIPPED or given.keys() & HIDDEN or classes & self._skipped_classes
        self._open.append((tag, bool(out) or self._left_out))
        if self._left_out:
            return
        if tag in HEADINGS or (tag == "dt" and given.get("id")):
            self._flush()
            self.parts.append(Part(anchor=given.get("id") or ""))
        elif tag == "table":
            self._flush()
            self._rows = []
        elif tag in {"td", "th"}:
            self._words += " · " if self._words.strip() else ""
        elif tag in PASSAGES - {"dd"} and not self._within("tr") and not self._within("dd"):
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in [one for one, _ in self._open]:
            return
        left_out = self._left_out
        while self._open.pop()[0] != tag:
            pass
        if left_out:
            return
        if tag in HEADINGS or (tag == "dt" and self.parts[-1].title == "" and self._titled()):
            self.parts[-1].title, self._words = " ".join(self._words.split()), ""
        elif tag == "dt":
            self._words = f"{self._words.strip()}: "
        elif tag == "table":
            rows, self._rows = self._rows or [], None
            self.parts[-1].passages += rows if len(rows) <= LIST_OF_UNITS else []
        elif tag in PASSAGES and not self._within("tr") and not self._within("dd"):
            self._flush()
        elif tag in PASSAGES | {"div"}:
            self._words += " "

    def handle_data(self, data: str) -> None:
        if self._open and not self._left_out:
            self._words += data

    @property
    def _left_out(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _within(self, tag: str) -> bool:
        """Return whether a tag is open around the innermost one."""
        return any(one == tag for one, _ in self._open[:-1])

    def _titled(self) -> bool:
        return bool(self.parts[-1].anchor) and not self.parts[-1].passages

    def _flush(self) -> None:
        words, self._words = " ".join(self._words.split()).strip(" ·:"), ""
        if words:
            (self.parts[-1].passages if self._rows is None else self._rows).append(words)


def _weighed(doc: dict[str, str], vocabulary: Vocabulary | None) -> dict[str, object]:
    """Return an entry with its weight, and the words that the compounds in it end in."""
    weight = next((w for start, w in WEIGHTS.items() if doc["location"].startswith(start)), 1)
    # Of titles with the same word, the shorter one is more about it.
    weight *= 1 + 1 / (1 + len(WORD.findall(doc["title"])))
    weighed: dict[str, object] = {**doc, "boost": round(weight, 3)}
    if vocabulary and not _is_unit(doc["location"]):  # sentences that are alike, and names
        weighed["deler"] = " ".join(_last_parts(doc["title"], vocabulary))
        weighed["tekstdeler"] = " ".join(_last_parts(doc["text"], vocabulary))
    return weighed


def _last_parts(text: str, vocabulary: Vocabulary) -> list[str]:
    words = {word.lower() for word in WORD.findall(text)}
    return sorted({part for word in words for part in vocabulary.last_parts(word)} - words)

"""How to cite: a printed table is the committee's, what is drawn anew here is this site's.

One work gives every form: text, BibTeX, RIS and CSL-JSON.

Source: https://docs.citationstyles.org/en/stable/specification.html;
https://en.wikipedia.org/wiki/RIS_(file_format).
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import htpy as h

from kommuneindikatorer.wording import capitalised
from sitegen.charts.model import Chart, Point
from sitegen.facts.fact import Fact, with_cells
from sitegen.facts.formatting import lines_words
from sitegen.facts.provenance import copy_words, of_kind, office_words
from sitegen.facts.unit_files import KOMMUNER
from sitegen.formats.origin import origin_of_exhibit
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.outcomes import NOTHING_SAID
from sitegen.pages.phrase import Here
from sitegen.pages.places import exhibit_page, folder
from sitegen.pages.words import long_date

CITATIONS = "sitat/"
"""Folder of the files with references."""
MADE_HERE = "Beregnet og tegnet av {}."
REPRODUCED = "Gjengitt av {}."
DRAWN_HERE = " Figuren på siden er tegnet der etter tallene i {}."


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited.

    Attributes:
        id: ``tabell-3``.
        author: The body that made the content.
        date: When; ``None`` where it is not known.
        title: Its title.
        kind: ``report`` or ``dataset``, as CSL calls them.
        part: What part of it, and where in it: table, lines.
        version: Version of what is cited.
        dated: The same in words, for the reference as text.
        publisher: Who published it where it was read.
        address: Where that is.
        note: What else must be said: who computed and drew it.
    """

    id: str
    author: str
    date: dt.date | None
    title: str
    kind: str
    part: str
    version: str
    dated: str
    publisher: str
    address: str
    note: str

    @property
    def year(self) -> str:
        """The year, or that it has none."""
        return str(self.date.year) if self.date else "u.å."


def work_of(edition: Edition, exhibit: Exhibit) -> Work:
    """Return what is cited from a table's or a figure's page."""
    charts = edition.charts_of(exhibit)
    if exhibit.grid or not charts:
        return _printed(edition, exhibit)
    return _drawn(edition, exhibit, charts[0])


def _address(edition: Edition, exhibit: Exhibit) -> str:
    return f"{edition.address}{folder(exhibit_page(exhibit))}"


def _printed(edition: Edition, exhibit: Exhibit) -> Work:
    about = edition.note.about
    name = exhibit.name.lower()
    drawn = DRAWN_HERE.format(name) if edition.charts_of(exhibit) else ""
    return Work(
        id=exhibit.id,
        author=f"{about.publisher} ({about.abbreviation})",
        date=about.date,
        title=about.title,
        kind="report",
        part=(
            f"Notat til {about.meeting}, {long_date(about)}. {exhibit.name}, {_lines(exhibit)} i "
            "råteksten"
        ),
        version=edition.version,
        dated=f"Versjon {edition.version}.",
        publisher=about.publisher,
        address=_address(edition, exhibit),
        note=f"{REPRODUCED.format(edition.publisher.made_by)}{drawn}",
    )


def _lines(exhibit: Exhibit) -> str:
    """Return the lines from the caption to the last printed value."""
    rows = [row for group in exhibit.grid.groups for row in group.rows] if exhibit.grid else []
    lines = [*exhibit.caption.lines, *(cell.line for row in rows for cell in row.cells)]
    return lines_words(min(lines), max(lines))


def _drawn(edition: Edition, exhibit: Exhibit, chart: Chart) -> Work:
    """Return the site's own work, with what it was made from as its source."""
    made_by = edition.publisher.made_by
    of_statistics = origin_of_exhibit(exhibit).of_statistics
    made_from = _of_statistics(edition, chart) if of_statistics else _of_rows(edition, exhibit)
    return Work(
        id=exhibit.id,
        author=capitalised(made_by),
        date=edition.day,
        title=chart.tittel,
        kind="dataset",
        part=f"{MADE_HERE.format(made_by)} {made_from}",
        version=edition.version,
        dated=f"Versjon {edition.version}.",
        publisher=edition.publisher.named,
        address=_address(edition, exhibit),
        note=f"Ikke notatets {exhibit.name.lower()}.",
    )


def _of_statistics(edition: Edition, chart: Chart) -> str:
    """Return the source, with the copy that the years drawn were read from."""
    sources = of_kind(edition.sources, KOMMUNER)
    copied = copy_words(sources, edition.note.about.years)
    return " ".join([chart.undertittel, f"Kilde: {office_words(sources)}.", copied]).rstrip(". ")


def _of_rows(edition: Edition, exhibit: Exhibit) -> str:
    about, rebuild = edition.note.about, exhibit.rebuild
    table = f"tabell {rebuild.number}" if rebuild else "tabellene"
    return f"Bygger på veksten i {table} i {about.abbreviation}s notat {long_date(about)}"


NUMBER = "{tall}"
"""Stands for the number in the reference of one of an exhibit's."""


def of_number(edition: Edition, exhibit: Exhibit) -> h.Element:
    """Return what offers each number of the table before it, by its address and as a reference."""
    work = work_of(edition, exhibit)
    drawn = DRAWN_HERE.format(exhibit.name.lower())
    one = replace(
        work, part=f"{work.part}. {NUMBER}", address="", note=work.note.removesuffix(drawn)
    )
    values = _values(edition, exhibit)
    units = {value.enhet for value, _ in values}
    return h.tbu_siter(
        data_sitat=as_text(one),
        data_adresse=work.address,
        data_enhet=units.pop() if len(units) == 1 else None,
        data_grunnlag=_bases(values),
    )


def _values(edition: Edition, exhibit: Exhibit) -> Sequence[tuple[Fact | Point, str]]:
    """Return the values of an exhibit's table, printed with their cells, or drawn."""
    drawn = [(one, "") for chart in edition.charts_of(exhibit) for one in chart.points]
    return with_cells(exhibit, edition.facts.get(exhibit.id, ())) or drawn


def _bases(values: Sequence[tuple[Fact | Point, str]]) -> str | None:
    """Return which accounts values are of: the one of all, below no name, or that of each cell."""
    bases = {one.grunnlag for one, _ in values}
    found = {cell: one.grunnlag for one, cell in values if one.grunnlag not in NOTHING_SAID}
    said = {"": bases.pop()} if found and len(bases) == 1 else found
    return json.dumps(said) if said else None


def as_text(work: Work) -> str:
    """Return the reference as a paragraph."""
    parts = (f"{work.author} ({work.year}): {work.title}.", f"{work.part}.", work.dated, work.note)
    return " ".join(filter(None, (*parts, work.address)))


def as_bibtex(work: Work) -> str:
    """Return the reference as a BibTeX entry; braces keep capitals as they are."""
    kind = {"report": "techreport", "dataset": "misc"}[work.kind]
    fields = {
        "author": f"{{{_bibtex(work.author)}}}",
        "title": f"{{{_bibtex(work.title)}}}",
        "institution" if work.kind == "report" else "howpublished": _bibtex(
            work.author if work.kind == "report" else work.publisher
        ),
        "year": str(work.date.year) if work.date else "",
        "month": str(work.date.month) if work.date else "",
        "type": "Notat" if work.kind == "report" else "",
        "note": _bibtex(" ".join(part for part in (f"{work.part}.", work.note) if part)),
        "version": work.version,
        "url": work.address,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{_key(work)},", *lines, "}", ""])


def _key(work: Work) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", work.author.lower().translate(str.maketrans("æøå", "aoa")))
    return f"{words.strip('-')[:24].rstrip('-')}-{work.date.year if work.date else 'ua'}-{work.id}"


_BIBTEX = {one: f"\\{one}" for one in "&%$#_"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    # A brace counts as one after a backslash too, so that one alone would end the entry, or never.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
}


def _bibtex(words: str) -> str:
    return _line("".join(_BIBTEX.get(one, one) for one in words))


def _line(words: str) -> str:
    """Return words on one line: in a format of lines, the next one would be a field."""
    return " ".join(words.splitlines())


def as_ris(work: Work) -> str:
    """Return the reference as a RIS record; its lines end as the format says."""
    fields = [
        ("TY", {"report": "RPRT", "dataset": "DATA"}[work.kind]),
        ("AU", f"{work.author},"),  # the comma says that it is a body, not a person
        ("TI", work.title),
        ("PY", str(work.date.year) if work.date else ""),
        ("DA", work.date.strftime("%Y/%m/%d") if work.date else ""),
        ("PB", work.publisher),
        ("ET", work.version),
        ("N1", " ".join(part for part in (f"{work.part}.", work.note) if part)),
        ("LA", "nb"),
        ("UR", work.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value or tag == "ER")


def as_csl(work: Work) -> str:
    """Return the reference as CSL-JSON: a list of one item."""
    item: dict[str, object] = {
        "id": _key(work),
        "type": work.kind,
        "author": [{"literal": work.author}],
        "title": work.title,
        "publisher": work.publisher,
        "version": work.version,
        "language": "nb",
        "note": " ".join(part for part in (f"{work.part}.", work.note) if part),
        "URL": work.address,
    }
    if work.date:
        item["issued"] = {"date-parts": [[work.date.year, work.date.month, work.date.day]]}
    return f"{json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1)}\n"


FORMS: Mapping[str, tuple[str, Callable[[Work], str]]] = {
    "bib": ("BibTeX", as_bibtex),
    "ris": ("RIS", as_ris),
    "csl.json": ("CSL-JSON", as_csl),
}


def citation_files(edition: Edition) -> dict[str, str]:
    """Return every reference as a file, by its path below the site's root."""
    works = (work_of(edition, exhibit) for exhibit in edition.note.exhibits)
    return {
        f"{CITATIONS}{work.id}.{ending}": write(work)
        for work in works
        for ending, (_, write) in FORMS.items()
    }


def citation(edition: Edition, exhibit: Exhibit, here: Here) -> h.Element:
    """Return the reference with a button that copies it, and its other forms."""
    work = work_of(edition, exhibit)
    return h.div(".sitering", data_search_exclude=True)[
        _copied("Henvisning", as_text(work)), _forms(work, here)
    ]


def _forms(work: Work, here: Here) -> Iterator[h.Element]:
    for ending, (name, write) in FORMS.items():
        file = here.address(f"{CITATIONS}{work.id}.{ending}")
        yield h.details(".figur__del")[
            h.summary[name],
            h.div(".figur__innhold")[
                _copied(name, write(work)),
                h.p[h.a(href=file, download=True)[f"Last ned {name}"]],
            ],
        ]


def _copied(name: str, words: str) -> h.Element:
    """Return words that the script puts a copy button below."""
    lines = words.replace("\r\n", "\n").rstrip("\n")
    return h.tbu_kopi(data_navn=name)[h.p[lines] if "\n" not in lines else h.pre[h.code[lines]]]

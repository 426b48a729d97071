"""The page that offers the data, and what stands beside the files in the archive of all of them."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import htpy as h

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised
from sitegen.facts.fact import FINAL
from sitegen.facts.formatting import span
from sitegen.facts.licences import LICENCES
from sitegen.facts.provenance import SourceFile, statements
from sitegen.formats.files import BOOK, DataFile, measured
from sitegen.formats.origin import ARCHIVE, NUMBERS, PACKAGE, REGISTER, TEMPLATE, origin_of
from sitegen.pages.data import WHOLE, Dataset, credited, data_page_datasets, datasets, schema_org
from sitegen.pages.edition import Edition, Page
from sitegen.pages.insertions import provenance_list
from sitegen.pages.phrase import Here, heading, page, titled_table
from sitegen.pages.places import (
    DATA,
    GLOSSARY,
    PROVENANCE,
    USE,
    Spot,
    folder,
)
from sitegen.pages.use import readers
from sitegen.pages.words import long_date

TITLE = "Data"
PROVENANCE_TITLE = "Hvor regnskapstallene kommer fra"
INTRODUCTION = (
    "Hvert trykte tall er en rad i en fil, med enhet, grunnlag, utvalg, status, fotnoter, linjen i"
    " råteksten og tegnene slik de er trykt. Et tomt felt betyr at tallet mangler, ikke null."
)
STATUS = (
    "Hva [endelig]({}), foreløpig og anslag betyr, og hvilken dag statusen gjelder, står i "
    "ordlisten."
)
FORMATS = {
    BOOK: "Excel",
    "-excel.csv": "CSV",
    ".csv": "CSV for programmer",
    ".json": "JSON-stat",
    ".txt": "Tekst",
}
"""What files are called in the table, by the end of their names, the first that fits."""
OTHERS = {
    TEMPLATE: "Mal (CSV)",
    "notat.json": "JSON",
    "paastander.json": "JSON",
    PACKAGE: "Data Package",
}
KILO, MEGA = 1000, 1_000_000


def data_text(edition: Edition) -> str:
    """Return the page of data."""
    here = Here(DATA, edition.places)
    found = {file.name: file for file in edition.files}
    parts = [
        heading(1, TITLE, "data"),
        INTRODUCTION,
        _everything(found.get(ARCHIVE), found.get(f"{WHOLE}{BOOK}"), here),
        _table(edition, here),
        STATUS.format(here.markdown(Spot(GLOSSARY, FINAL))),
        heading(2, "Les dem inn", "les-inn"),
        readers(edition),
        f"[Mer om å bruke dataene, og hvem du skal kreditere]({here.markdown(Spot(USE))})",
        *_licences(),
        *_provenance(edition.sources),
    ]
    described = [schema_org(edition, one) for one in data_page_datasets(edition)]
    shown = [one for one in parts if one is not None]
    return page(TITLE, shown, **({"datasett": described} if described else {}))


def _everything(archive: DataFile | None, book: DataFile | None, here: Here) -> h.Element | None:
    """Return the two files that most readers want, before all others."""
    offered = [
        (archive, "Last ned alt", f"alle filene, {_size(archive)}, zip"),
        (book, "Alle tabeller i Excel", f"ett ark per tabell og figur, {_size(book)}"),
    ]
    links: list[h.Node] = [
        h.span[h.a(".knapp", href=here.address(file.address), download=True)[name], f" {words}"]
        for file, name, words in offered
        if file
    ]
    return h.p(".knapper.datasett")[[(link, " ") for link in links]] if links else None


def _size(file: DataFile | None) -> str:
    """Return a size as people say it: «57 kB», «1,6 MB»."""
    size = file.size if file else 0
    if size >= MEGA:
        return f"{format_number(Fraction(size, MEGA), 1)}\u00a0MB"
    return f"{max(1, round(size / KILO))}\u00a0kB"


def _table(edition: Edition, here: Here) -> h.Element:
    heads = ["Datasett", "År", "Rader", "Filer"]
    rows = (_row(one, here) for one in _best_first(datasets(edition)))
    title, worded = "Alle datasettene", {"År", "Filer"}
    return titled_table("datasett-tittel", title, heads, rows, worded)


def _best_first(found: Sequence[Dataset]) -> list[Dataset]:
    """Return the data sets, those that hold most first, then tables and figures in their order."""
    return sorted(found, key=lambda one: "-" in one.id and one.id != WHOLE)


def _row(one: Dataset, here: Here) -> h.Element:
    files = sorted(
        (file for file in one.files if file.name not in {ARCHIVE, f"{WHOLE}{BOOK}"}),
        key=lambda file: list(FORMATS.values()).index(_format(file)),
    )
    listed = [file for file in files if file.name not in {REGISTER, NUMBERS}]
    counted = [file.rows for file in listed if file.rows]
    years = span(*one.years) if one.years else ""
    own = one.page == folder(DATA)
    return h.tr(id=one.id)[
        h.th(".radhode", scope="row")[
            one.title if own else h.a(href=here.address(one.page))[one.title]
        ],
        h.td(".ord")[years],
        h.td[format_number(sum(counted)) if counted else ""],
        h.td(".ord")[_files(files, here)],
    ]


def _format(file: DataFile) -> str:
    return next(name for ending, name in FORMATS.items() if file.name.endswith(ending))


def _files(files: Sequence[DataFile], here: Here) -> h.Node:
    """Return links to the files; of units' files a line for each kind, the largest first."""
    kinds: dict[str, list[DataFile]] = {}
    for file in files:
        of_units = file.address.startswith("data/kommuner/")
        kinds.setdefault(re.split(r"[_.]", file.name)[0] if of_units else "", []).append(file)
    lines = sorted(kinds.items(), key=lambda one: -sum(file.size for file in one[1]))
    return [
        h.div[
            f"{capitalised(kind)}: " if kind else None,
            ([" · " if at else None, _link(file, here)] for at, file in enumerate(own)),
        ]
        for kind, own in lines
    ]


def _link(file: DataFile, here: Here) -> h.Node:
    name = OTHERS.get(file.name) or _format(file)
    size = f"\u00a0({_size(file)})" if file.size else ""
    link = h.a(href=here.address(file.address), download=True)
    return [link[name, h.span(".skjult")[f", {file.name}"]], size]


def _licences() -> Iterator[str | h.Element]:
    yield heading(2, "Lisens og kreditering", "lisens")
    yield from (f"{one.words} {one.credit}" for one in LICENCES)


def _provenance(files: Sequence[SourceFile]) -> Iterator[str | h.Element]:
    """Yield where the unit data are from, file by file."""
    if files:
        yield heading(2, PROVENANCE_TITLE, PROVENANCE)
    for file in files:
        yield h.p[h.strong[file.name]]
        yield provenance_list(file)


README = """# {title}: alle data

{whole}

Versjon {version}. Hentet fra {address}

- Filene som heter `.csv`, har komma mellom feltene og punktum som desimaltegn (UTF-8). Et tomt felt
  betyr at tallet mangler, ikke null. Koder som `0301` er tekst: `datapackage.json` har typen til
  hver kolonne, nøkler, enheter og kilder.
- Filene som heter `-excel.csv`, og `.xlsx`, er for regneark.
- `status` (endelig, foreløpig eller anslag), `grunnlag` (konsern, kasse eller ikke regnskap) og
  `utvalg` må være de samme før tall settes ved siden av hverandre.
- Vilkårene står i `LISENS.md`, kildene i `KILDER.md`. `sha256sum -c SHA256SUMS` prøver at filene er
  hele.

{publisher}

## Filene

| Fil | Rader | Innhold | Krediter |
| --- | ---: | --- | --- |
{rows}
"""


def archive_files(edition: Edition, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every file of the archive by its path there, below a folder with the edition's name.

    Args:
        edition: The edition.
        contents: Every data file, by its address.
    """
    data = {address.removeprefix(folder(DATA)): file for address, file in contents.items()}
    texts = {
        "README.md": _readme(edition, contents),
        "LISENS.md": _terms(),
        "KILDER.md": "\n".join(_sources(edition)),
    }
    files = {**data, **{name: f"{text.strip()}\n".encode() for name, text in texts.items()}}
    sums = "".join(f"{_sum(file)}  {name}\n" for name, file in sorted(files.items()))
    top = f"{edition.note.about.abbreviation.lower()}-{edition.version}"
    return {f"{top}/{name}": file for name, file in {**files, "SHA256SUMS": sums.encode()}.items()}


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _readme(edition: Edition, contents: Mapping[str, bytes]) -> str:
    about = edition.note.about
    offered = [one for one in edition.files if one.address in contents]
    rows = (
        f"| {one.address.removeprefix(folder(DATA))} | {'' if one.rows is None else one.rows} "
        f"| {one.words} | {credited(edition, origin_of(edition.note, one.address))} |"
        for one in measured(offered, contents)
    )
    return README.format(
        title=about.title,
        whole=f"Notat fra {about.publisher} til {about.meeting}, {long_date(about)}.",
        version=edition.version,
        address=f"{edition.address}{folder(DATA)}{ARCHIVE}",
        publisher=edition.publisher.words,
        rows="\n".join(rows),
    )


def _terms() -> str:
    parts = (f"## {one.name}\n\n{one.words} {one.credit}\n\n{one.address}" for one in LICENCES)
    return "# Vilkår\n\n" + "\n\n".join(parts)


def _sources(edition: Edition) -> Iterator[str]:
    about = edition.note.about
    yield f"# Kilder\n\n## Notatet\n\n{about.title}, {long_date(about)}. {about.source}\n"
    for file in edition.sources:
        yield f"## {file.name}\n"
        yield from (f"- {term}: {words}" for term, words in statements(file))
        yield ""


PAGES = (
    Page(
        path=DATA,
        title=TITLE,
        menu="Data",
        render=data_text,
        summary="alle filene",
        invitation=(
            "Alle tall i notatet som filer, hvert med enhet, grunnlag, status og linje i råteksten."
        ),
    ),
)

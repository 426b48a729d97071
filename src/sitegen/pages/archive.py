"""What stands beside the files in the archive of all data: what they are, terms, sources, sums."""

import hashlib
from collections.abc import Iterator, Mapping

from sitegen.facts.licences import LICENCES
from sitegen.facts.provenance import statements
from sitegen.formats.files import measured
from sitegen.formats.origin import ARCHIVE, origin_of
from sitegen.pages.data import credited
from sitegen.pages.edition import Edition
from sitegen.pages.places import DATA, folder
from sitegen.pages.words import long_date

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

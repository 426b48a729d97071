"""How to read the data from R, Python and Excel: examples with the site's own addresses."""

from collections import Counter
from dataclasses import dataclass

import htpy as h

from kommuneindikatorer.wording import slug
from sitegen.facts.licences import LICENCES
from sitegen.formats.files import BOOK
from sitegen.formats.origin import origin_of
from sitegen.pages.data import credited, datasets
from sitegen.pages.edition import NEWEST, Edition, Page
from sitegen.pages.phrase import Here, code, heading, listing, page
from sitegen.pages.places import (
    CATALOGUE,
    DATA,
    LLMS,
    NOTEBOOK,
    TEMPLATE_FILE,
    USE,
    VALUES,
    Spot,
    in_order,
)

TITLE = "Bruk dataene"
PREFERRED = ("netto_driftsresultat", "kommunene")
"""The series the examples show, where the note has it."""
_INTRODUCTION = (
    "Hver tabell ligger som Excel, som CSV for regneark (semikolon, desimalkomma), som CSV for "
    "programmer (UTF-8, komma mellom feltene, punktum som desimaltegn) og som JSON-stat, en "
    "samling der delene av tabellen er ulike. Eksemplene kan kopieres som de står. Python-koden "
    "kjøres hver gang nettstedet testes. For R og Excel testes adressen og innstillingene mot "
    "filen, men programmene selv er ikke kjørt. Alle filene prøves med frictionless og pandas, "
    "Excel-filene med openpyxl og JSON-stat med jsonstat-toolkit."
)
_MISSING = (
    "Et tomt felt i `verdi` betyr at notatet ikke har tallet. Det er ikke null. Se på `status` "
    "(endelig, foreløpig eller anslag), `grunnlag` (konsern, kasse eller ikke regnskap) og "
    "`utvalg` før tall settes ved siden av hverandre."
)
_AS_PRINTED = "Vil du ha {printed} slik den er trykt: Last ned {link} og åpne den."
_ASK = (
    "Vil du ha én rad per tall, og kunne oppdatere: Velg «Data», «Hent data», «Fra andre kilder» "
    "og «Tom spørring». Velg «Avansert redigering», lim inn dette, og velg «Fullført»:"
)
_OPEN = (
    "Excel-filene over kan åpnes som de er. Vil du kunne oppdatere, velger du «Data», «Hent data», "
    "«Fra andre kilder» og «Tom spørring», og limer dette inn i «Avansert redigering»:"
)
_ALWAYS = f"Med «{NEWEST}» i adressen får du alltid den nyeste utgaven."
_US = (
    "`en-US` står der fordi filen har punktum som desimaltegn. I norsk Excel vises tallene med "
    "komma."
)
_STABLE = "Filene i en utgave endres aldri. Adressene over gjelder utgaven du leser nå."
_NEWEST = (
    f"Der flere utgaver ligger side om side, kan du bytte utgavens dato i adressen med `{NEWEST}` "
    f"og alltid få den nyeste. En adresse med `{NEWEST}` kan gi andre tall i morgen."
)
_DESCRIBED = (
    "[Alle filene]({data}) er beskrevet i {package} (kolonner, lisens, sjekksum) og {catalogue} "
    "(DCAT-AP-NO). {llms} lister sidene og filene."
)
_PACKAGES = "Python-pakken til regnemaskinen (kommuneindikatorer) er kode og har MIT-lisensen."
_CALCULATE = "Vil du regne på egne tall: [Bruk regnemaskinen i egen notatbok]({notebook})."
_PANDAS = """
import pandas as pd

adresse = "{address}"

tall = pd.read_csv(adresse)
rader = tall.query('indikator == "{indikator}" and gruppe == "{gruppe}"')
print(rader[["aar", "verdi", "status"]].to_string(index=False))
"""
_STANDARD = """
import csv
import io
from decimal import Decimal
from urllib.request import urlopen

adresse = "{address}"

with urlopen(adresse) as svar:
    tekst = svar.read().decode("utf-8")
rader = list(csv.DictReader(io.StringIO(tekst, newline="")))

for rad in rader:
    if rad["indikator"] == "{indikator}" and rad["gruppe"] == "{gruppe}":
        verdi = Decimal(rad["verdi"]) if rad["verdi"] else None
        print(rad["aar"], verdi, rad["status"])
"""
_R = """
adresse <- "{address}"
tall <- read.csv(adresse, fileEncoding = "UTF-8", na.strings = "")
rader <- subset(tall, indikator == "{indikator}" & gruppe == "{gruppe}")
print(rader[, c("aar", "verdi", "status")], row.names = FALSE)
"""
_QUERY = """
let
    Adresse = "{address}",
    Kilde = Csv.Document(Web.Contents(Adresse), [Delimiter = ",", Encoding = 65001]),
    Overskrifter = Table.PromoteHeaders(Kilde, [PromoteAllScalars = true]),
    Tall = Table.TransformColumnTypes(
        Overskrifter, {{{{"aar", Int64.Type}}, {{"verdi", type number}}}}, "en-US")
in
    Tall
"""


@dataclass(frozen=True, slots=True)
class Series:
    """What the examples show: a table's file, and one series of it."""

    tabell: str
    indikator: str
    gruppe: str


def use_text(edition: Edition) -> str:
    """Return the page, with one series of the note as the example."""
    here = Here(USE, edition.places)
    one = shown(edition)
    words = {
        "address": f"{edition.address}data/{one.tabell}.csv",
        "indikator": one.indikator,
        "gruppe": one.gruppe,
    }
    return page(
        TITLE,
        [
            heading(1, TITLE, "bruk-dataene"),
            _INTRODUCTION,
            _MISSING,
            heading(2, "Python", "python"),
            "Med pandas:",
            code("python", _PANDAS.format(**words)),
            "Uten andre pakker enn dem som følger med Python, og med eksakte desimaltall:",
            code("python", _STANDARD.format(**words)),
            _CALCULATE.format(notebook=here.markdown(Spot(NOTEBOOK))),
            heading(2, "R", "r"),
            code("r", _R.format(**words)),
            heading(2, "Excel", "excel"),
            *_excel(edition, one, here, words),
            heading(2, "Hvem du skal kreditere", "kreditering"),
            *_credits(edition),
            heading(2, "Faste adresser", "faste-adresser"),
            _addresses(here),
        ],
    )


def readers(edition: Edition) -> h.Element:
    """Return how to read a file in each program, as tabs; the address is always the newest's."""
    one = shown(edition)
    words = {
        "address": f"{edition.home}data/{one.tabell}.csv",
        "indikator": one.indikator,
        "gruppe": one.gruppe,
    }
    parts = {
        "Python": ("python", _PANDAS),
        "R": ("r", _R),
        "Excel": ("text", _QUERY),
    }
    first = "les-inn-python"
    return h.div[
        h.tbu_faner(".faner", data_navn="Les inn med", data_forst=first, data_navngitt=first)[
            h.div(".faner__rad", data_search_exclude=True)[
                (
                    h.a(".fane", id=f"les-inn-{slug(name)}-fane", href=f"#les-inn-{slug(name)}")[
                        name
                    ]
                    for name in parts
                )
            ],
            (
                h.div(".fanefelt", id=f"les-inn-{slug(name)}")[
                    h.p[_OPEN] if name == "Excel" else None,
                    h.tbu_kopi(data_navn=f"koden for {name}")[
                        h.pre[h.code(class_=f"language-{kind}")[text.format(**words).strip()]]
                    ],
                ]
                for name, (kind, text) in parts.items()
            ),
        ],
        h.p(".noter")[_ALWAYS] if edition.named else None,
    ]


def shown(edition: Edition) -> Series:
    """Return the examples' series: the longest of the municipalities' result, or of any."""
    tables = [e.id for e in in_order(edition.note) if e.id in edition.facts]
    lengths = Counter(
        Series(one.tabell, one.indikator, one.gruppe)
        for table in tables
        for one in edition.facts[table]
    )
    found = {one: n for one, n in lengths.items() if (one.indikator, one.gruppe) == PREFERRED}
    return max(found or lengths, key=lengths.__getitem__)


def _excel(edition: Edition, one: Series, here: Here, words: dict[str, str]) -> list[str]:
    name = f"{one.tabell}{BOOK}"
    printed = edition.note.exhibit(one.tabell).name.lower()
    link = _link(here, f"data/{name}")
    return [
        _AS_PRINTED.format(printed=printed, link=link),
        _ASK,
        code("text", _QUERY.format(**words)),
        _US,
    ]


def _credits(edition: Edition) -> list[str | h.Element]:
    """Return what may be done with the files, and whom to credit for each."""
    here = Here(USE, edition.places)
    rows = [(one, origin_of(edition.note, one)) for one in _addresses_of_files(edition)]
    return [
        listing([*(f"{one.words} {one.credit}" for one in LICENCES), _PACKAGES]),
        h.div(".tabell-ramme", role="region", tabindex="0", aria_labelledby="kreditering-tittel")[
            h.table(".tabell")[
                h.caption(id="kreditering-tittel")[h.span(".tabell-tittel")["Fil for fil"]],
                h.thead[
                    h.tr[
                        (h.th(".ord", scope="col")[head] for head in ("Fil", "Krediter", "Vilkår"))
                    ]
                ],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row")[h.a(href=here.address(file), download=True)[file]],
                            ["\n", h.td(".ord")[credited(edition, origin)]],
                            ["\n", h.td(".ord")[origin.licence.name]],
                        ]
                        for file, origin in rows
                    )
                ],
            ]
        ],
    ]


def _addresses_of_files(edition: Edition) -> list[str]:
    """Return every file that is offered: the data sets', the charts', the calculator's template."""
    offered = [file.address for one in datasets(edition) for file in one.files]
    drawn = [f"{VALUES}{name}.csv" for name in edition.charts]
    return list(dict.fromkeys([*offered, *drawn, TEMPLATE_FILE]))


def _addresses(here: Here) -> str:
    described = _DESCRIBED.format(
        data=here.markdown(Spot(DATA)),
        package=_link(here, "data/datapackage.json"),
        catalogue=_link(here, CATALOGUE),
        llms=_link(here, LLMS),
    )
    return listing([_STABLE, _NEWEST, described])


def _link(here: Here, address: str) -> str:
    return f"[{address.rpartition('/')[2]}]({here.markdown(Spot(address))})"


PAGES = (
    Page(
        path=USE,
        title=TITLE,
        menu="Data",
        order=10,
        render=use_text,
        summary="slik leses de fra R, Python og Excel",
    ),
)

"""A municipality's or county municipality's page: the content that is set into a rendered frame.

Nothing is worked out here: numbers and names come from the profile, pictures from the charts.
The frame is a page of the site builder's with the marks below, rendered once for each folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.measures.indikator import ANBEFALT, UTEN_NIVAA
from kommuneindikatorer.numbers import format_number, kroner
from kommuneindikatorer.wording import capitalised, listed, uncapitalised
from sitegen.charts.cards import Area, Card, card_areas
from sitegen.charts.model import Chart
from sitegen.charts.phrases import counted
from sitegen.charts.unit_charts import split_words
from sitegen.facts.fact import FINAL, NETTO, csv_text
from sitegen.facts.formatting import level_words, span
from sitegen.facts.outcomes import BASIS
from sitegen.facts.profile import SIZE, Place, Profile, Value, Year
from sitegen.facts.provenance import copy_words, of_kind, office_words
from sitegen.facts.unit_files import DEBT
from sitegen.formats.workbook import plain_cell, spreadsheet_text
from sitegen.pages.edition import Edition
from sitegen.pages.figure import description, narrow_picture, pictures, place_of, remarks
from sitegen.pages.phrase import Here, page, table_frame, tied
from sitegen.pages.places import CALCULATOR, DATA, EXPLORER, GLOSSARY, PROVENANCE, Spot
from sitegen.pages.words import basis_words

UNITS, COUNTIES = "kommuner/index.md", "fylker/index.md"
FRAMES = {"kommuner": "kommuner/ramme.md", "fylkeskommuner": "fylker/ramme.md"}
"""The frame of each kind of unit: a page as deep as theirs, so that its links are theirs."""
PART = "Kommuner"
"""The entry of the main menu that the pages stand under."""
TITLE, ABOUT, FINDING, MEASURE, CONTENT, ANCHOR, NAME = (
    f"@@{mark}@@" for mark in ("tittel", "beskrivelse", "funn", "maal", "innhold", "anker", "navn")
)
PICTURE = "deling.png"
HOME = "@@hjem@@"
"""In a page's content: the address below which all units' pages lie, which is known when framed."""
CSV, SPREADSHEET, BOOK = "tall.csv", "tall-excel.csv", "tall.xlsx"
COLUMNS = (
    *("aar", "hvem", "indikator", "verdi", "enhet", "belop"),
    *("inntekt", "folkemengde", "grunnlag", "status", "merknad"),
)
SIZE_DAY = "Gruppene etter innbyggertall følger folkemengden ved utgangen av hvert år. "
NEIGHBOURS = 3
"""Places above and below the own one that are named."""


def frame_text(frame: str) -> str:
    """Return a frame's page, with marks where a unit's own words come."""
    picture = f"{frame.removesuffix('.md')}/{PICTURE}"
    meta = {
        "description": ABOUT,
        "deling": {"tittel": FINDING, "tekst": MEASURE, "bilde": picture},
        "del": PART,
        "merker": [[ANCHOR, NAME]],
        "search": {"exclude": True},
    }
    return page(TITLE, [f"<h1>{CONTENT}</h1>"], **meta)


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's page before it is framed.

    Attributes:
        profile: The unit.
        title: What stands in the browser's tab.
        about: The page in a sentence.
        finding: What its chart shows.
        measure: What the chart measures, with basis and status.
        content: Its HTML.
        parts: Anchors and names of its parts.
        files: What can be downloaded beside it, by name.
        card: The picture of a shared link, in parts.
    """

    profile: Profile
    title: str
    about: str
    finding: str
    measure: str
    content: str
    parts: Sequence[tuple[str, str]]
    files: Mapping[str, str]
    card: Sequence[Area]


@dataclass(frozen=True, slots=True)
class Source:
    """What the pages say of where numbers are from.

    Attributes:
        office: Whom they are from, with the table.
        copied: Which years were read from a copy.
        made_by: Who has computed and drawn.
    """

    office: str
    copied: str
    made_by: str

    @property
    def line(self) -> str:
        """The source line of a chart."""
        return f"Kilde: {self.office}. Beregnet og tegnet av {self.made_by}."


def source_of(edition: Edition, kind: str) -> Source:
    """Return the sources of a kind of unit."""
    files = of_kind(edition.sources, kind)
    return Source(office_words(files), copy_words(files), edition.publisher.made_by)


def unit_page(
    profile: Profile, charts: Sequence[Chart], drawn: Mapping[str, str], source: Source, here: Here
) -> UnitPage:
    """Return a unit's page.

    Args:
        profile: The unit.
        charts: Its years, then its rankings.
        drawn: The charts as whole pictures for download, by file name.
        source: Where the numbers are from.
        here: The page, and the way to all others.
    """
    parts = (
        ("ar-for-ar", "År for år", _years(profile, charts[0], here)),
        ("plassen", "Plassen blant andre", _rankings(profile, charts[1:], here)),
        ("anbefalt-niva", "Avstand til anbefalt nivå", _level(profile)),
        ("gjeld-og-fond", "Gjeld og fond", debt_and_funds(profile, here)),
        (
            "bruk",
            "Last ned og bruk videre",
            _use(profile, charts[0].tittel, tuple(drawn), source, here),
        ),
        ("om-tallene", "Om tallene", _about(profile, source, here)),
    )
    content = h.fragment[
        h.h1(id="topp")[profile.navn],
        who(profile, here),
        _sentence(profile, source),
        _key_figures(profile),
        ([h.h2(id=ident)[name], content] for ident, name, content in parts),
    ]
    kind = "kommune" if profile.er_kommune else "fylkeskommune"
    return UnitPage(
        profile,
        f"{profile.navn} {kind}",
        profile.setninger[0],
        charts[0].tittel,
        f"{charts[0].undertittel} Tallene er {_statuses(profile)}.",
        str(content),
        [(ident, name) for ident, name, _ in parts],
        {CSV: units_csv(profile), SPREADSHEET: spreadsheet_csv(profile, source), **drawn},
        card_areas(Card(charts[0].tittel, charts[0].undertittel, charts[0].kilde, charts[0].smal)),
    )


def percent(value: Decimal | Fraction | None) -> str:
    """Return a percentage with one decimal; two points where it is missing."""
    return ".." if value is None else format_number(value, 1)


def who(profile: Profile, here: Here) -> h.Element:
    """Return where a unit belongs, and how many live there."""
    known = [one for one in profile.aar if one.folkemengde and not one.med]
    people = (
        f"{format_number(known[-1].folkemengde or 0)} innbyggere ved utgangen av {known[-1].aar}"
        if known
        else ""
    )
    if not profile.er_kommune:
        return h.p(".enhet__hvem")[f"Fylkeskommune {profile.nummer}"]
    if profile.fylke == profile.kort:
        return h.p(".enhet__hvem")[
            " · ".join(filter(None, (f"Kommune {profile.nummer}, også fylkeskommune", people)))
        ]
    county: h.Node = profile.fylke
    if profile.fylkesside:
        county = h.a(href=here.address(profile.fylkesside))[profile.fylke]
    rest = " · ".join(filter(None, (profile.landsdel, profile.kostra, people)))
    return h.p(".enhet__hvem")[f"Kommune {profile.nummer} i ", county, f" · {rest}"]


def _sentence(profile: Profile, source: Source) -> h.Element:
    """Return what the accounts say, to be copied with its source."""
    first, *others = profile.setninger
    return h.tbu_kopi(".enhet__setning", data_navn="setningen med kilde")[
        h.p[
            h.span(".enhet__foerst")[tied(first)],
            " ",
            tied(" ".join(filter(None, (*others, split_words(profile))))),
            " ",
            h.span(".enhet__kilde")[
                f"Kilde: {source.office}. Beregnet av {source.made_by}: {HOME}{profile.adresse}"
            ],
        ]
    ]


def _key_figures(profile: Profile) -> h.Element:
    sector = "kommunene" if profile.er_kommune else "fylkeskommunene"
    place = (profile.alle.place(profile.nummer) or 0) + 1
    count = len(profile.alle.plasser)
    items = [_result(one) for one in reversed(profile.aar[-2:])]
    items.append(
        (
            f"Plass i {profile.siste.aar}",
            str(place),
            f" av {count}",
            f"Nummer 1 har det høyeste resultatet av alle {profile.slag}",
        )
    )
    debt = profile.siste.maal.get(DEBT)
    if debt:
        words = f"{kroner(debt.belop)}, {profile.siste.status}"
        items.append((f"Netto lånegjeld {profile.siste.aar}", percent(debt.pst), " %", words))
    return h.ul(".nokkeltall.enhet__tall")[
        (
            h.li(f".nokkeltall--{sector}")[
                h.p(".nokkeltall__hvem")[name],
                h.p(".nokkeltall__verdi")[number, h.span[unit]],
                h.p(".nokkeltall__hva")[words],
            ]
            for name, number, unit, words in items
        )
    ]


def _result(year: Year) -> tuple[str, str, str, str]:
    words = f"{kroner(year.netto.belop)}, {year.status}{f', {year.merke}' if year.med else ''}"
    return f"Netto driftsresultat {year.aar}", percent(year.netto.pst), " %", words


def _years(profile: Profile, chart: Chart, here: Here) -> h.Node:
    return [_figure(chart, pictures(chart, place_of(chart))), _table(profile, here)]


def _table(profile: Profile, here: Here) -> h.Fragment:
    """Return the years, the newest first, beside the groups'."""
    debt = any(DEBT in one.maal for one in profile.aar)
    heads = [
        "År",
        f"{profile.kort}, prosent",
        "Millioner kroner",
        *(f"{one.navn}, prosent" for one in profile.ved),
        *(["Netto lånegjeld, prosent"] if debt else []),
    ]
    rows = zip(reversed(profile.aar), *(reversed(one.verdier) for one in profile.ved), strict=False)
    marked = [one for one in profile.aar if one.med]
    return h.fragment[
        table_frame("tabell-ar")[
            h.table(".tabell.tabell--middels")[
                h.caption(id="tabell-ar")[
                    h.span(".tabell-tittel")["Netto driftsresultat i prosent av driftsinntektene"]
                ],
                h.thead[h.tr[(h.th(class_="radhode radhode--kort" if not at else "", scope="col")[
                    name] for at, name in enumerate(heads))]],
                h.tbody[(_row(year, others, debt=debt) for year, *others in rows)],
            ]
        ],
        h.div(".noter")[
            [h.p[f"* Tallene er {marks(marked)}."]] if marked else None,
            h.p[
                "Tall for grupper er veide snitt. ",
                SIZE_DAY if any(one.id == SIZE for one in profile.ved) else "",
                h.a(href=here.html(Spot(GLOSSARY, NETTO)))["Hva er netto driftsresultat?"],
            ],
        ],
    ]  # fmt: skip


def marks(years: Sequence[Year]) -> str:
    """Return what figures are of besides, and in which years: «med Haram i 2020–2023»."""
    return f"{years[0].merke} i {span(years[0].aar, years[-1].aar)}"


def _row(year: Year, others: Sequence[Decimal | None], *, debt: bool) -> h.Element:
    own = h.td[percent(year.netto.pst), h.sup["*"] if year.med else None]
    owed = year.maal.get(DEBT)
    return h.tr[
        h.th(".radhode.radhode--kort", scope="row")[
            str(year.aar), f" ({year.status})" if year.status != FINAL else ""
        ],
        own,
        h.td[format_number(year.netto.belop / 1000, 1)],
        (_cell(one) for one in others),
        [_cell(owed.pst if owed else None)] if debt else None,
    ]


def _cell(value: Decimal | None) -> h.Element:
    if value is None:
        return h.td(".mangler")[
            h.span(aria_hidden="true")[".."], h.span(".skjult")["tallet mangler"]
        ]
    return h.td[percent(value)]


def _rankings(profile: Profile, charts: Sequence[Chart], here: Here) -> h.Node:
    figures = [
        _figure(one, [narrow_picture(one, place_of(one))], ".figur--liste") for one in charts
    ]
    oslo = profile.er_kommune and len(profile.ved) == 1
    return [
        h.p["Oslo er verken med i gruppene etter innbyggertall eller i landsdelene, som i notatet, "
            "men vises her sammen med de største kommunene."] if oslo else None,
        h.div(".enhet__lister")[figures],
        _neighbours(profile, here) if profile.er_kommune else _inside(profile, here),
    ]  # fmt: skip


def _neighbours(profile: Profile, here: Here) -> h.Node:
    places, own = profile.alle.plasser, profile.alle.place(profile.nummer)
    if own is None:
        return None
    first = max(0, min(own - NEIGHBOURS, len(places) - 2 * NEIGHBOURS - 1))
    shown = list(enumerate(places))[first : first + 2 * NEIGHBOURS + 1]
    return [
        h.h3(id="naboer")[f"Nærmest på listen over alle {len(places)} {profile.slag}"],
        h.ol(".enhet__naboer", start=str(first + 1))[
            (h.li(value=str(at + 1))[_neighbour(one, profile, here)] for at, one in shown)
        ],
        h.p[h.a(href=here.html(Spot(UNITS if profile.er_kommune else COUNTIES)))["Hele listen"]],
    ]


def _inside(profile: Profile, here: Here) -> h.Node:
    """Return the ways to the municipalities of a county."""
    inside = profile.lister[0]
    return [
        h.h3(id="kommunene")[inside.navn],
        h.ol(".enhet__naboer")[(h.li[_neighbour(one, profile, here)] for one in inside.plasser)],
    ]


def _neighbour(one: Place, profile: Profile, here: Here) -> h.Node:
    value = h.span(".enhet__verdi")[f"{percent(one.naa)}\u00a0%"]
    if one.nummer == profile.nummer:
        return [h.strong[one.kort], " ", value]
    return [h.a(href=here.address(one.adresse))[one.kort], " ", value]


def _level(profile: Profile) -> h.Node:
    year, gap = profile.siste.aar, profile.avstand
    if gap is None:
        return [h.p[tied(UTEN_NIVAA)], h.p[minus_words(profile)]]
    level = f"{level_words(profile.nivaa)} prosent"
    words = f"For å nå {level} måtte resultatet i {year} ha vært {kroner(abs(gap))} bedre."
    if gap <= 0:
        words = f"Resultatet i {year} var {kroner(abs(gap))} høyere enn det som gir {level}."
    return [h.p[tied(words), " ", ANBEFALT], h.p[minus_words(profile)]]


def minus_words(profile: Profile) -> str:
    """Return how often the result has been negative, and for how many years on end now."""
    own = [one for one in profile.aar if not one.med]
    years = [str(one.aar) for one in own if one.netto.belop < 0]
    run, whole = profile.minusaar, span(own[0].aar, own[-1].aar)
    if not years:
        among = f"noen av årene {whole}" if own[1:] else whole
        return f"Resultatet var ikke negativt i {among}."
    if not own[1:]:
        return f"Resultatet var negativt i {whole}."
    if len(years) == len(own) == 2:  # noqa: PLR2004  both
        return f"Resultatet var negativt i begge årene, {listed(years)}."
    count = "ett" if len(years) == 1 else counted(len(years))  # «år» is neuter
    of = (
        f"alle {counted(len(own))}" if len(years) == len(own) else f"{count} av {counted(len(own))}"
    )
    often = f"Resultatet var negativt i {of} år, {whole}"
    now = f" Nå har det vært negativt {counted(len(run))} år på rad." if run[1:] else ""
    if len(years) == len(own):
        return f"{often}."
    return f"{often}: {listed(years)}.{now}"


def debt_and_funds(profile: Profile, here: Here) -> h.Node:
    """Return what is known of debt and funds, and what the site has no figures of."""
    known = [(one, one.maal[DEBT]) for one in reversed(profile.aar) if DEBT in one.maal]
    said = [h.p[tied(_owed(year, debt))] for year, debt in known]
    lacking = [uncapitalised(one) for one in profile.uten]
    others = [
        h.p[f"{INDIKATOR[name].etikett} var {percent(value.pst)} prosent av driftsinntektene "
            f"ved utgangen av {profile.siste.aar}."]
        for name, value in profile.siste.maal.items()
        if name not in {DEBT, NETTO}
    ]  # fmt: skip
    kind = "den enkelte kommune" if profile.er_kommune else "den enkelte fylkeskommune"
    return [
        said or h.p[f"Nettstedet har ikke tall for netto lånegjeld i {kind}."],
        others,
        h.p[f"Nettstedet har ikke tall for {listed(lacking)} i {kind}."] if lacking else None,
        h.p[h.a(href=here.html(Spot(GLOSSARY, DEBT)))["Hva er netto lånegjeld?"]] if said else None,
    ]


def _owed(year: Year, debt: Value) -> str:
    each = ""
    if year.folkemengde:
        person = format_number(1000 * Fraction(debt.belop) / year.folkemengde)
        each = f", {person} kroner per innbygger"
    return (
        f"Ved utgangen av {year.aar} var netto lånegjeld {kroner(debt.belop)}: "
        f"{percent(debt.pst)} prosent av driftsinntektene{each}."
    )


def _use(
    profile: Profile, finding: str, drawn: Sequence[str], source: Source, here: Here
) -> h.Node:
    name, number = profile.kort, profile.nummer
    chosen = f"?kommunenummer={number}" if profile.er_kommune else ""
    groups = ",".join([number, *(["kommunene"] if profile.er_kommune else ["fylkeskommunene"])])
    return [
        h.p(".filer")[
            "Last ned tallene: ",
            h.a(href=BOOK, download=f"{number}.xlsx")["Excel"],
            ", ",
            h.a(href=SPREADSHEET, download=f"{number}.csv")["CSV"],
            ", ",
            h.a(href=CSV, download=f"{number}-rader.csv")["CSV for programmer"],
            ". Bildene: ",
            (
                [
                    ", " if at else None,
                    h.a(href=file, download=f"{number}-{file}")[_file_words(file)],
                ]
                for at, file in enumerate(drawn)
            ),
            ", ",
            h.a(href=PICTURE, download=f"{number}.png")["bilde til deling (PNG)"],
        ],
        h.details(".figur__del.med-skript")[
            h.summary["Bygg inn bildet på en annen side"],
            h.div(".figur__innhold")[
                h.p["Bildet følger de nyeste tallene, og leder hit."],
                h.tbu_kode(data_adresse="./", data_tittel=finding, data_bilde=PICTURE),
            ],
        ],
        h.ul[
            h.li[
                h.a(href=f"{here.html(Spot(CALCULATOR))}{chosen}")["Regn selv"],
                f": Åpne regnskapet til {name} og se det med notatets mål. ",
                "Filen forlater aldri maskinen.",
            ],
            h.li[
                h.a(href=f"{here.html(Spot(EXPLORER))}?m={NETTO}&g={groups}")["Utforsk"],
                f": Velg selv hva {name} skal vises sammen med.",
            ],
        ],
        h.tbu_kopi(data_navn="henvisningen")[
            h.p[
                f"{capitalised(source.made_by)}: {profile.navn}. Netto "
                f"driftsresultat {span(profile.aar[0].aar, profile.siste.aar)}. Bygger på "
                f"{source.office}. {HOME}{profile.adresse}"
            ]
        ],
    ]


def _file_words(name: str) -> str:
    number = name.removesuffix(".svg").removeprefix("plass-")
    return f"{f'liste {number}' if number.isdecimal() else 'år for år'} (SVG)"


def _about(profile: Profile, source: Source, here: Here) -> h.Node:
    split = split_words(profile)
    return [
        h.p[
            f"{source.office}. {basis_words(BASIS)}. Tallene er {_statuses(profile)}. ",
            f"{source.copied} {split}".rstrip(),
        ],
        h.p[
            "Resultater og plasser er regnet ut av beløp i 1000 kroner, ",
            "og er ikke rundet av før de vises. ",
            h.a(href=here.html(Spot(DATA, PROVENANCE)))["Hvor tallene kommer fra"],
        ],
        h.p[
            "KOSTRA-gruppen er Statistisk sentralbyrås, slik den er i dag (KLASS 112). ",
            "En kommune som er skilt ut fra en annen, er med fra året den fikk egne tall.",
        ]
        if profile.kostra
        else None,
    ]


def _statuses(profile: Profile) -> str:
    """Return which years are final: «endelige for 2020–2025»."""
    statuses: dict[str, list[int]] = {}
    for one in profile.aar:
        statuses.setdefault(one.status, []).append(one.aar)
    return listed(f"{status}e for {span(of[0], of[-1])}" for status, of in statuses.items())


def _figure(chart: Chart, drawings: h.Node, kind: str = "") -> h.Element:
    place = place_of(chart)
    return h.figure(f".figur{kind}", id=place, aria_labelledby=f"{place}-funn")[
        h.figcaption[
            h.p(".figur__funn", id=f"{place}-funn")[tied(chart.tittel)],
            h.p(".figur__maal")[chart.undertittel],
        ],
        h.div(".diagram")[
            h.div(
                ".diagram__bilde",
                role="img",
                aria_labelledby=f"{place}-funn",
                aria_describedby=f"{place}-beskrivelse",
            )[drawings]
        ],
        remarks(chart),
        h.p(".figur__kilde")[chart.kilde],
        h.div(".figur__mer")[
            h.details(".figur__del")[
                h.summary["Beskrivelse"], h.div(".figur__innhold")[description(chart)]
            ]
        ],
    ]


def units_csv(profile: Profile) -> str:
    """Return every number of the page, one a row; a missing one is an empty field."""
    return csv_text(COLUMNS, unit_rows(profile))


def spreadsheet_csv(profile: Profile, source: Source) -> str:
    """Return the same for people with a Norwegian spreadsheet, with what the numbers are above."""
    lead = [f"{profile.navn} ({profile.nummer})", f"{basis_words(BASIS)}.", source.line]
    body = [[plain_cell(value) for value in row] for row in unit_rows(profile)]
    return spreadsheet_text(lead, [list(COLUMNS), *body]).decode()


def unit_rows(profile: Profile) -> Iterator[tuple[object, ...]]:
    """Yield every number of the page with what it is, in the order of ``COLUMNS``."""
    unit = INDIKATOR[NETTO].enhet
    for year in profile.aar:
        for name, value in year.maal.items():
            own = (value.pst, unit, value.belop, year.inntekt, year.folkemengde)
            yield (year.aar, profile.navn, name, *own, BASIS, year.status, year.merke)
        for group in profile.ved:
            mean = group.verdier[profile.aar.index(year) - len(profile.aar)]
            yield (year.aar, group.navn, NETTO, mean, unit, *(None,) * 3, BASIS, year.status, "")


def search_entry(one: UnitPage) -> dict[str, str]:
    """Return what the site's search knows of a page."""
    profile = one.profile
    kind = "Kommune" if profile.er_kommune else "Fylkeskommune"
    where = f" i {profile.fylke}" if profile.er_kommune else ""
    text = f"{kind} {profile.nummer}{where}. {one.about}"
    return {"location": profile.adresse, "title": profile.navn, "text": text}


def own_page(profile: Profile) -> str:
    """Return a unit's page as Markdown would have it, for links from it."""
    return f"{profile.adresse.rstrip('/')}.md"

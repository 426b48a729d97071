"""The Excel file of a municipality or county municipality: what each sheet holds."""

from collections.abc import Iterator

from kommuneindikatorer.measures.catalogue import INDIKATOR
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import span
from sitegen.facts.licences import SITE, STATISTICS
from sitegen.facts.outcomes import BASIS
from sitegen.facts.profile import COUNTY, Profile, Ranking
from sitegen.facts.unit_files import DEBT
from sitegen.formats.workbook import (
    Cell,
    Sheet,
    last_sheets,
    number,
    styled,
    tidy_sheet,
)
from sitegen.pages.unit import COLUMNS, HOME, Source, marks, unit_rows
from sitegen.pages.words import basis_words

TITLE = "{}: netto driftsresultat i prosent av brutto driftsinntekter, {}"
MISSING = "Et tomt felt betyr at tallet mangler, ikke null. Tall for grupper er veide snitt."


def unit_sheets(profile: Profile, source: Source) -> list[Sheet]:
    """Return the sheets: years, the county's list, every value, notes, what the numbers are."""
    years = span(profile.aar[0].aar, profile.siste.aar)
    title = TITLE.format(profile.navn, years)
    notes = list(_notes(profile))
    about = {
        "Innhold": title,
        "Enhet": INDIKATOR[NETTO].enhet,
        "Grunnlag": basis_words(BASIS),
        "Status": _statuses(profile),
        "Utvalg": f"{profile.navn} ({profile.nummer}), og gruppene den hører til",
        "Kilde": f"{source.office}. {source.copied}".strip(),
        "Vilkår": f"{STATISTICS.words} {STATISTICS.credit} {SITE.words} {SITE.credit}",
        "Merknader": " ".join(notes),
        "Laget av": source.made_by,
        "Versjon": f"Tall til og med {profile.siste.aar}. Siden følger alltid de nyeste tallene.",
        "Adresse": f"{HOME}{profile.adresse}",
    }
    lead = [title, f"{basis_words(BASIS)}. {about['Status'].capitalize()}."]
    below = [*notes, source.line]
    return [
        Sheet("År for år", list(_years(profile)), 1, lead, below),
        _county(profile),
        tidy_sheet(COLUMNS, unit_rows(profile)),
        *last_sheets(notes, about.items()),
    ]


def _years(profile: Profile) -> Iterator[list[Cell]]:
    debt = any(DEBT in one.maal for one in profile.aar)
    heads = [
        f"{profile.kort}, prosent",
        "1000 kroner",
        *(f"{one.navn}, prosent" for one in profile.ved),
        *(["Netto lånegjeld, prosent"] if debt else []),
    ]
    yield [styled("År", "radhode"), *(styled(name, "hode") for name in heads)]
    for at, year in reversed(list(enumerate(profile.aar, -len(profile.aar)))):
        owed = year.maal.get(DEBT)
        status = f" ({year.status})" if year.status != FINAL else ""
        yield [
            f"{year.aar}{'*' if year.med else ''}{status}",
            number(year.netto.pst, 1),
            number(year.netto.belop, 0, thousands=True),
            *(number(one.verdier[at], 1) for one in profile.ved),
            *([number(owed.pst if owed else None, 1)] if debt else []),
        ]


def _county(profile: Profile) -> Sheet:
    """Return the list of the county's municipalities, the own one brought forward.

    The other lists are in the files with every unit: here they would be most of the bytes.
    """
    ranking = next((one for one in profile.lister if one.id == COUNTY), profile.lister[0])
    year = profile.siste.aar
    left, right = ("Plass", "Nummer", "Navn"), (f"{year}, prosent", f"{year - 1}, prosent")
    heads = [*(styled(one, "radhode") for one in left), *(styled(one, "hode") for one in right)]
    return Sheet("Plasser", [heads, *_places(ranking, profile)], 1, [ranking.navn])


def _places(ranking: Ranking, profile: Profile) -> Iterator[list[Cell]]:
    for at, one in enumerate(ranking.plasser, 1):
        own = one.nummer == profile.nummer
        name = styled(one.kort, "gruppe") if own else one.kort
        yield [number(at), one.nummer, name, number(one.naa, 1), number(one.fjor, 1)]


def _notes(profile: Profile) -> Iterator[str]:
    if marked := [one for one in profile.aar if one.med]:
        yield f"* Tallene er {marks(marked)}."
    yield MISSING


def _statuses(profile: Profile) -> str:
    years: dict[str, list[int]] = {}
    for one in profile.aar:
        years.setdefault(one.status, []).append(one.aar)
    return ", ".join(f"{status} ({span(of[0], of[-1])})" for status, of in years.items())

"""«Om tallene» and «Slik er tallene»: true of every table and chart of the real note, and alike."""

import re
from html import unescape

import pytest

from sitegen.charts.index_figure import DECIMALS
from sitegen.charts.model import Chart
from sitegen.facts.fact import facts_of
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition
from sitegen.pages.exhibit import exhibit_text
from sitegen.pages.facts import chart_facts, facts
from sitegen.pages.phrase import Here
from sitegen.pages.places import exhibit_page
from support.charts import settled_charts, settled_note

NOTE = settled_note()
EDITION = Edition(note=NOTE, facts=facts_of(NOTE), charts=settled_charts())
CHARTS = list(settled_charts().values())
PRINTED = [one for one in NOTE.exhibits if one.grid]
REBUILT = [one for one in NOTE.exhibits if one.rebuild]
YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")


def here(exhibit: Exhibit) -> Here:
    return Here(exhibit_page(exhibit), EDITION.places)


def rows(element: object) -> dict[str, list[str]]:
    """Return the paragraphs of a list by their term, without markup."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", str(element), re.DOTALL)
    return {
        term: [unescape(re.sub(r"<[^>]+>", "", one)) for one in words.split("</p>") if one]
        for term, words in found
    }


def of_chart(chart: Chart) -> dict[str, list[str]]:
    return rows(chart_facts(chart, here(NOTE.exhibit(chart.exhibit))))


def of_exhibit(exhibit: Exhibit) -> dict[str, list[str]]:
    return rows(facts(EDITION, exhibit, here(exhibit)))


def by_id(one: Chart | Exhibit) -> str:
    return one.id


@pytest.mark.parametrize("chart", CHARTS, ids=by_id)
def test_only_a_chart_of_municipalities_counts_them(chart: Chart) -> None:
    rebuild = NOTE.exhibit(chart.exhibit).rebuild
    counted = [one for one in of_chart(chart)["Utvalg"] if re.fullmatch(r"\d+ kommuner", one)]
    of_units = rebuild is not None and rebuild.kind == "kommunepar"
    assert counted == ([f"{len({one.serie for one in chart.points})} kommuner"] if of_units else [])


def years(words: str) -> set[int]:
    """Return the years that a paragraph says it is about before its colon."""
    lead = words.partition(":")[0]
    spans = YEARS.findall(lead) if re.fullmatch(r"[\d–, ]+", lead) else []
    return {year for a, b in spans for year in range(int(a), int(b or a) + 1)}


@pytest.mark.parametrize("chart", CHARTS, ids=by_id)
@pytest.mark.parametrize("term", ["Grunnlag", "Utvalg", "Status"])
def test_no_year_is_said_to_be_two_things(chart: Chart, term: str) -> None:
    said = [year for words in of_chart(chart)[term] for year in years(words)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("chart", CHARTS, ids=by_id)
def test_the_status_of_every_value_follows_from_the_list(chart: Chart) -> None:
    said = of_chart(chart)["Status"]
    for one in chart.points:
        if one.verdi is not None:
            odd = [w for w in said if w.startswith("Unntak") and f"{one.rad}, {one.aar}" in w]
            own = odd or [w for w in said if one.aar in years(w)]
            assert [one.status in w for w in own] == [True], (one.serie, one.x, own)


@pytest.mark.parametrize("exhibit", PRINTED, ids=by_id)
def test_the_two_lists_of_a_page_agree(exhibit: Exhibit) -> None:
    table = of_exhibit(exhibit)
    own = [of_chart(one) for one in EDITION.charts_of(exhibit)]
    for term in ("Grunnlag", "Utvalg", "Status"):
        if len(own) == 1:
            assert own[0][term] == table[term]
        assert all(set(own_list[term]) <= set(table[term]) or term == "Status" for own_list in own)


def test_rows_of_another_basis_are_named() -> None:
    (exhibit,) = [one for one in PRINTED if len(of_exhibit(one)["Grunnlag"]) > 1 and one.groups[1:]]
    (chart,) = EDITION.charts_of(exhibit)
    other, accounts = of_chart(chart)["Grunnlag"]
    assert other.endswith("(de andre radene)")
    assert "netto driftsresultat" in accounts
    assert "Disposisjonsfond" in accounts


@pytest.mark.parametrize("chart", CHARTS, ids=by_id)
def test_final_is_explained_where_it_is_said(chart: Chart) -> None:
    markup = str(chart_facts(chart, here(NOTE.exhibit(chart.exhibit))))
    if any(one.status == "endelig" for one in chart.points):
        assert re.search(r'ordliste/#endelig">Endelig</a>: gitt ut som', markup)


def test_names_in_units_keep_their_capitals() -> None:
    units = [one for chart in CHARTS for one in of_chart(chart)["Enhet"]]
    assert "Prosent av BNP Fastlands-Norge" in units


@pytest.mark.parametrize("exhibit", NOTE.exhibits, ids=by_id)
def test_what_is_printed_of_a_figure_drawn_anew_is_headed_as_the_note_s(exhibit: Exhibit) -> None:
    drawn, _, printed = exhibit_text(EDITION, exhibit).partition("</tbu-faner>")
    assert printed.count(">Notatets figur</p>") == (exhibit in REBUILT)
    assert ">Notatets figur</p>" not in drawn


def test_an_index_of_national_accounts_is_no_accounts_of_municipalities() -> None:
    indices = [one for one in CHARTS if any(point.desimaler == DECIMALS for point in one.points)]
    indices = [one for one in indices if not any(point.of_unit for point in one.points)]
    assert len(indices) == 2
    for chart in indices:
        assert {one.grunnlag for one in chart.points} == {"ikke regnskap"}
        assert {one.utvalg for one in chart.points} == {"ikke relevant"}

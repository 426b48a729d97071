"""The columns of a form: the year's accounts, whatever stands beside them, or a question."""

import json
from decimal import Decimal
from typing import Any

import pytest

from kommuneindikatorer.session import compute_json

# By hand: 9 − 15 = 803 398 − 746 318 = 57 080; 22 = 2 518 + 93 − 3 901 − 26 055 − 37 790 = −65 135;
# 24 = 57 080 − 65 135 + 40 650 = 32 595. The years beside it are made the same way.
LINES = [
    "Rammetilskudd",
    "Inntekts- og formuesskatt",
    "Brukerbetalinger",
    "Sum driftsinntekter",
    "Lønnsutgifter",
    "Avskrivninger",
    "Sum driftsutgifter",
    "Brutto driftsresultat",
    "Renteinntekter",
    "Utbytter",
    "Gevinster og tap på finansielle omløpsmidler",
    "Renteutgifter",
    "Avdrag på lån",
    "Netto finansutgifter",
    "Motpost avskrivninger",
    "Netto driftsresultat",
]


def column(extra: int = 0) -> list[int]:
    """Return a form's amounts, in thousands; another ``extra`` is another year's."""
    first = [262_905 + 7 * extra, 311_009 + 11 * extra, 229_484 + 13 * extra]
    costs = [705_668 + 29 * extra, 40_650 + 3 * extra]
    finance = [2_518 + extra, 93 + extra, -3_901 - extra, 26_055 + extra, 37_790 + extra]
    gross = sum(first) - sum(costs)
    netted = sum(finance[:3]) - sum(finance[3:])
    total = gross + netted + costs[1]
    return [*first, sum(first), *costs, sum(costs), gross, *finance, netted, costs[1], total]


THIS, PLAN, LAST = column(), column(137), column(-71)
RESULT = str(THIS[-1])


def form(headings: str, *columns: list[Any], above: str = "") -> str:
    rows = [
        f"{name};{';'.join(map(str, cells))}" for name, *cells in zip(LINES, *columns, strict=True)
    ]
    return "\n".join([*([above] if above else []), f";{headings}", *rows])


def computed(text: str, navn: str = "fil.csv", **chosen: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(compute_json([(navn, text.encode())], chosen))


def result_of(result: Any) -> Any:  # noqa: ANN401 - JSON
    (unit,) = result["enheter"]
    return unit["indikatorer"]["netto_driftsresultat"]["belop"]


def assumed(result: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    return {one["id"]: one["verdi"] for one in result["antakelser"]}


THREE = [THIS, PLAN, LAST]
NOTES = [[number % 20 + 1 for number in range(16)]]
SHARES = [[f"{100 * one / THIS[3]:.1f}".replace(".", ",") for one in THIS]]


@pytest.mark.parametrize(
    ("headings", "columns", "year"),
    [
        ("Regnskap 2022;Budsjett 2022;Regnskap 2021", THREE, "2022"),
        ("Rekneskap 2022;Revidert budsjett;Rekneskap 2021", THREE, "2022"),
        ("R 2022;B 2022;R 2021", THREE, "2022"),
        ("R22;B22;R21", THREE, "2022"),
        ("Regn. 2022;Bud. 2022;Regn. 2021", THREE, "2022"),
        ("Regnskap;Justert budsjett;Regnskap 2021", THREE, "2022"),
        ("Faktisk 2022;Prognose 2022;Faktisk 2021", THREE, "2022"),
        ("Hittil i år 2022;Vedtatt 2022;Hittil i fjor", THREE, "2022"),
        ("31.12.2022;Budsjett 2022;31.12.2021", THREE, "2022"),
        ("2022-12-31T00:00:00;Budsjett 2022;2021-12-31T00:00:00", THREE, "2022"),
        ("Regnskap 2022;Avvik regnskap/budsjett 2022;Endring fra 2021", THREE, "2022"),
        ("Regnskap jan-des 2022;Regnskap jan-aug 2023;Budsjett 2023", THREE, "2022"),
        ("2022;2021", [THIS, LAST], "2022"),
        ("202212;202112", [THIS, LAST], "2022"),
        ("2022*;2021*", [THIS, LAST], "2022"),
        ("2022 1);2021 (2)", [THIS, LAST], "2022"),
        ("2022¹;2021²", [THIS, LAST], "2022"),
        ("2022,00;2021,00", [THIS, LAST], "2022"),
        ("2 022;2 021", [THIS, LAST], "2022"),
        ("Hiå 202212;Hiå 202112", [THIS, LAST], "2022"),
        ("Regnskap 2022 (foreløpig);Regnskap 2021*", [THIS, LAST], "2022"),
        ("Rekneskap -22;Rekneskap -21", [THIS, LAST], "2022"),
        ("Faktisk 22;Faktisk 21", [THIS, LAST], "2022"),
        ("Regnskap 2022;;Regnskap 2021", [THIS, *SHARES, LAST], "2022"),
        ("Note;Regnskap 2022;Regnskap 2021", [*NOTES, THIS, LAST], "2022"),
        (";Regnskap 2022;Regnskap 2021", [*NOTES, THIS, LAST], "2022"),
        ("Regnskap 2022;%;Budsjett 2022", [THIS, *SHARES, PLAN], "2022"),
        ("Regnskap 2022 (kr per innbygger);Regnskap 2022", [[n // 8 for n in THIS], THIS], "2022"),
    ],
)
def test_the_accounts_are_found_in_any_order(headings: str, columns: list[Any], year: str) -> None:
    order = [*range(len(columns))]
    for places in (order, order[::-1], order[1:] + order[:1]):
        names = [headings.split(";")[place] for place in places]
        if not names[0] and len(names) == 3 and "" in headings.split(";")[1:]:
            continue  # a share whose heading is to its left has none when it comes first
        result = computed(form(";".join(names), *(columns[place] for place in places)))
        assert (result_of(result), assumed(result)["aar"]) == (RESULT, year)
        assert result["sporsmal"] is None


@pytest.mark.parametrize(
    ("above", "headings", "columns"),
    [
        (";Regnskap;Budsjett;Regnskap", "2022;2022;2021", THREE),
        (";2022;;2021", "Regnskap;Budsjett;Regnskap", THREE),
        (";Regnskap;;Budsjett", "2022;2021;2022", [THIS, LAST, PLAN]),
        (";Kommunekassen;;Konsolidert;", "2022;2021;2022;2021", [THIS, LAST, PLAN, LAST]),
    ],
)
def test_headings_in_two_rows_are_put_together(
    above: str, headings: str, columns: list[Any]
) -> None:
    result = computed(form(headings, *columns, above=above))
    assert result_of(result) == RESULT
    assert assumed(result)["aar"] == "2022"


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        (";Budsjett;Regnskap", "2022;2022;2021"),  # the first was «Regnskap», and fell out
        ("Regnskap;Budsjett;Regnskap", "2022;2022;2021"),
        (";;Regnskap;Budsjett;Regnskap", "2022;2022;2021"),
        ("2022;2022;2021", "Regnskap;Budsjett;Regnskap"),
        ("Kommunekassen;;Konsolidert", "2022;2021;2022"),
    ],
)
def test_a_row_of_headings_with_a_cell_too_few_or_too_many_is_asked_about(
    above: str, headings: str
) -> None:
    result = computed(form(headings, *THREE, above=above))
    assert result_of(result) is None
    assert result["sporsmal"]["kode"] == "forskjovet-overskrift"


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        ("Budsjett 2023;Økonomiplan 2024", "ikke-regnskap"),
        ("Prognose 2022;Budsjett 2022", "ikke-regnskap"),
        ("Regnskap per 31.08.2022;Budsjett 2022", "del-av-aar"),
        ("Regnskap jan-aug 2022;Budsjett 2022", "del-av-aar"),
        ("2. tertial 2022;Årsbudsjett 2022", "del-av-aar"),
        ("Regnskap hittil 2022;Prognose 2022", "del-av-aar"),
        ("Regnskap;Regnskap", "flere-kolonner"),
        (";", "flere-kolonner"),
        ("202212;Regnskap 2021", "flere-kolonner"),
        ("Regnskap 2022;Regnskap 22021", "flere-kolonner"),
        ("Regnskap 202;Regnskap 2021", "flere-kolonner"),
        ("Regnskap 2021;202212", "flere-kolonner"),
        ("2022/2021;Regnskap 2021", "flere-kolonner"),
        ("Regnskap 2022/2021;Regnskap 2021", "flere-kolonner"),
        ("202208;Budsjett 2022", "del-av-aar"),
        ("08.2022;Budsjett 2022", "del-av-aar"),
    ],
)
def test_what_is_no_years_accounts_is_asked_about(headings: str, code: str) -> None:
    result = computed(form(headings, THIS, PLAN))
    assert result_of(result) is None
    assert (result["sporsmal"]["valg"], result["sporsmal"]["kode"]) == ("kolonne", code)
    is_none = code == "ikke-regnskap"
    assert result["sporsmal"]["tekst"].startswith("Ingen" if is_none else "Hvilken")
    first = result["sporsmal"]["svar"][0]["verdi"]
    assert result_of(computed(form(headings, THIS, PLAN), kolonne=first)) is not None


@pytest.mark.parametrize(
    ("column", "kilde"),
    [("Budsjett 2022", "budsjett"), ("Prognose 2022", "budsjett"), ("Regnskap 2022", "regnskap")],
)
def test_a_plan_is_read_as_one_where_it_is_asked_for(column: str, kilde: str) -> None:
    text = form("Budsjett 2022;Prognose 2022;Regnskap 2022", PLAN, LAST, THIS)
    (unit,) = computed(text, kolonne=column)["enheter"]
    assert unit["kilde"] == kilde


def test_plans_as_years_alone_are_told_from_accounts_by_round_amounts() -> None:
    plan = [100 * (one // 100) for one in PLAN]
    assert result_of(computed(form("2022;2023;2024", THIS, plan, plan))) == RESULT
    assert result_of(computed(form("2022;2021;2023", THIS, plan, LAST))) is None
    round_ = [1000 * (one // 1000) for one in THIS]
    beside = computed(form("2022;Rev. bud. 2022;2021", round_, PLAN, LAST), bekreftet="alle")
    assert (assumed(beside)["kolonne"], beside["sporsmal"]) == ("2022", None)


def test_a_summary_without_depreciation_adds_up() -> None:
    rows = [3, 6, 7, 13, 15]
    names = {at: f"{LINES[at]};{THIS[at]};{LAST[at]}" for at in rows}
    text = "\n".join([";Regnskap 2022;Regnskap 2021", *names.values()])
    assert result_of(computed(text)) == RESULT
    wrong = text.replace(f"{THIS[15]};", f"{THIS[15] - 60_000};")
    assert computed(wrong)["sporsmal"]["kode"] == "gaar-ikke-opp"


@pytest.mark.parametrize("above", ["Årsbudsjett 2024", "2. tertialrapport 2024", "Per 31.08.2024"])
def test_a_title_may_say_that_it_is_no_years_accounts(above: str) -> None:
    result = computed(form("2024", THIS, above=above))
    assert result_of(result) is None


@pytest.mark.parametrize("chosen", [{"basis": "konsern"}, {"kolonne": "Konsolidert 2022"}])
def test_year_and_basis_follow_the_column(chosen: dict[str, str]) -> None:
    text = form("Kommunekassen 2023;Konsolidert 2022;Kommunekassen 2022", PLAN, THIS, LAST)
    (first,) = computed(text)["enheter"]
    assert (first["aar"], first["basis"]) == (2023, "kasse")
    (other,) = computed(text, **chosen)["enheter"]
    assert (other["aar"], other["basis"]) == (2022, "konsern")
    assert other["indikatorer"]["netto_driftsresultat"]["belop"] == RESULT


def test_a_column_of_this_year_stands_beside_last_years() -> None:
    assert result_of(computed(form("I fjor;I år", LAST, THIS))) == RESULT


def test_an_amount_that_looks_like_a_period_is_no_heading() -> None:
    amounts = [*THIS[:6], 202_212, *THIS[7:]]
    other = [*LAST[:6], 698_711, *LAST[7:]]
    text = form("Regnskap 2022;Regnskap 2021", amounts, other)
    assert computed(text)["sporsmal"]["kode"] == "gaar-ikke-opp"


def test_a_column_of_the_year_asked_for_is_read() -> None:
    text = form("Regnskap 2023;Regnskap 2022", PLAN, THIS)
    assert result_of(computed(text, aar="2022")) == RESULT


@pytest.mark.parametrize(
    ("above", "factor", "unit"),
    [
        ("Beløp i mill. kr", 0.001, "millioner"),
        ("(i 1000)", 1, "tusen"),
        ("Alle tall i hele tusen", 1, "tusen"),
        ("Tal i heile kroner", 1000, "kroner"),
    ],
)
def test_the_unit_is_said_above(above: str, factor: float, unit: str) -> None:
    amounts = [f"{one * factor:.3f}".replace(".", ",") for one in THIS]
    result = computed(form("Regnskap 2022", amounts, above=above))
    assert assumed(result)["belopsenhet"] == unit
    assert float(result_of(result)) == THIS[-1]


def test_a_comma_before_three_digits_everywhere_parts_thousands() -> None:
    amounts = [f'"{one:,}"' for one in THIS]
    assert result_of(computed(form("Regnskap 2022", amounts).replace(";", ","))) == RESULT


def test_a_total_that_is_blank_in_the_column_follows_from_the_others() -> None:
    assert (
        result_of(computed(form("Regnskap 2022;Budsjett 2022", [*THIS[:-1], ""], PLAN))) == RESULT
    )


def test_a_name_settles_the_unit_by_its_size() -> None:
    text = ";Regnskap 2024\nSum driftsinntekter;29 148 534\nNetto driftsresultat;-713 159\n"
    unknown = computed(text)
    assert result_of(unknown) is None
    assert unknown["sporsmal"]["kode"] == "usikker-enhet"
    for known in (computed(f"Bergen kommune\n{text}"), computed(text, navn="bergen_2024.csv")):
        assert result_of(known) == "-713159"
        assert known["enheter"][0]["kommunenummer"] == "4601"


def test_a_form_that_does_not_add_up_is_held_back() -> None:
    wrong = [*THIS[:-1], THIS[-1] + 100_000]
    assert result_of(computed(form("Regnskap 2022", wrong))) is None
    assert result_of(computed(form("Regnskap 2022", wrong), bekreftet="gaar-ikke-opp")) is not None


def test_a_sum_of_incomes_with_a_digit_lost_is_held_back() -> None:
    result = computed(form("Regnskap 2022", [*THIS[:3], THIS[3] // 10, *THIS[4:]]))
    assert result_of(result) is None
    assert result["sporsmal"]["kode"] == "gaar-ikke-opp"


def test_depreciation_may_stand_below_the_sum_of_expenses() -> None:
    apart = [*THIS[:6], THIS[6] - THIS[5], *THIS[7:]]
    assert result_of(computed(form("Regnskap 2022", apart))) == RESULT


@pytest.mark.parametrize(
    ("headings", "answers"),
    [
        ("Regnskap 2022;Budsjett 2022;Regnskap 2021", []),
        ("Regnskap;Budsjett 2022;Årets tall", ["Årets tall", "Regnskap"]),
    ],
)
def test_of_a_form_that_does_not_add_up_no_budget_is_proposed(
    headings: str, answers: list[str]
) -> None:
    wrong = [*THIS[:-1], THIS[-1] + 100_000]
    asked = computed(form(headings, wrong, PLAN, LAST))["sporsmal"]
    assert asked["kode"] == "gaar-ikke-opp"
    assert [one["verdi"] for one in asked["svar"]] == answers


@pytest.mark.parametrize("heading", ["31.12.2022", "2022", "Desember 2022", "Beløp"])
def test_a_later_year_without_a_name_is_no_less_probable_than_the_accounts(heading: str) -> None:
    asked = computed(form(f"{heading};Regnskap 2021", THIS, LAST))["sporsmal"]
    assert asked["valg"] == "kolonne"
    assert "2022: 32,6 millioner" in asked["svar"][0]["tall"]
    later = computed(form(f"Rekneskap 2022;Budsjett 2023;{2024}", THIS, PLAN, LAST))
    assert result_of(later) == RESULT


def test_consolidated_accounts_come_before_a_budget_of_nobodys() -> None:
    result = computed(form("Konsolidert regnskap 2022;Budsjett 2022", THIS, PLAN))
    assert (result_of(result), result["enheter"][0]["basis"]) == (RESULT, "konsern")


def test_the_name_of_the_file_may_say_whose_money_it_is() -> None:
    (unit,) = computed(form("Regnskap 2022", THIS), navn="konsolidert_2022.csv")["enheter"]
    assert unit["basis"] == "konsern"


@pytest.mark.parametrize(
    "headings",
    [
        "Kommunekassen;Havna KF;Elimineringer;Konsolidert regnskap 2022",
        "Kommunen;Havna KF;Elim.;Sum konsolidert 2022",
        "Giske kommune;Foretak;Interne poster;Konsern 2022",
    ],
)
def test_enterprises_between_kasse_and_konsern_are_no_accounts(headings: str) -> None:
    text = form(headings, THIS, PLAN, LAST, column(900), above="Konsolidert årsregnskap 2022")
    (unit,) = computed(text)["enheter"]
    assert result_of(computed(text)) == RESULT
    assert (unit["basis"], unit["aar"]) == ("kasse", 2022)
    (whole,) = computed(text, basis="konsern")["enheter"]
    assert whole["indikatorer"]["netto_driftsresultat"]["belop"] == str(column(900)[-1])


def test_kommune_and_konsern_over_amounts_are_no_statistics_of_municipalities() -> None:
    result = computed(form("Konsern;Kommune", PLAN, THIS, above="Årsregnskap 2022"))
    assert (result["format"], result_of(result)) == ("skjema", RESULT)


@pytest.mark.parametrize("months", ["Januar 2022;Februar 2022;Desember 2022", "jan;feb;des"])
def test_december_beside_other_months_is_a_month(months: str) -> None:
    result = computed(form(f"{months};Totalt 2022", PLAN, LAST, PLAN, THIS))
    assert (result_of(result), result["enheter"][0]["aar"]) == (RESULT, 2022)


def test_a_budget_by_periods_beside_the_years_says_that_the_year_is_open() -> None:
    headings = "Regnskap hittil i år;Periodisert budsjett;Årsbudsjett"
    assert computed(form(headings, THIS, PLAN, LAST))["sporsmal"]["kode"] == "del-av-aar"
    assert result_of(computed(form(headings, THIS, PLAN, PLAN))) == RESULT


def test_a_title_between_two_forms_is_that_of_the_second() -> None:
    first = form("Regnskap 2022", THIS, above="Sandnes kommune")
    second = form("Regnskap 2022", PLAN, above="Bergen kommune")
    units = computed(f"{first}\n\n{second}")["enheter"]
    assert [one["navn"] for one in units] == ["Sandnes", "Bergen"]


def printed_below_zero() -> list[str]:
    below = {0, 1, 2, 3, 7, 8, 9, 10, 13, 14, 15}
    return [
        f"{name};{-amount if at in below else amount};0"
        for at, (name, amount) in enumerate(zip(LINES, THIS, strict=True))
    ]


@pytest.mark.parametrize("between", [["Side 2"], ["Side 2", ";Regnskap 2022;Budsjett 2022"]])
def test_a_form_on_two_pages_is_one_form(between: list[str]) -> None:
    head, rows = "Økonomisk oversikt drift;Regnskap 2022;Budsjett 2022", printed_below_zero()
    result = computed("\n".join([head, *rows[:8], *between, *rows[8:]]))
    assert result_of(result) == RESULT
    assert result["sporsmal"] is None


def test_key_figures_above_the_form_do_not_take_its_place() -> None:
    above = f"Nøkkeltall;Regnskap 2022\nSum driftsinntekter;{THIS[3]}\nDisposisjonsfond;40000\n"
    result = computed(f"{above}\n{form('Regnskap 2022', THIS, above='Økonomisk oversikt drift')}")
    (unit,) = result["enheter"]
    assert unit["indikatorer"]["netto_driftsresultat"]["belop"] == RESULT
    assert unit["indikatorer"]["disposisjonsfond"]["belop"] == "40000"


def test_a_result_without_any_income_is_asked_about() -> None:
    text = ";Regnskap 2022\nSum driftsutgifter;746318\nNetto driftsresultat;-32595\nAvdrag;37790"
    result = computed(text)
    assert result_of(result) is None
    assert (result["sporsmal"]["valg"], result["sporsmal"]["kode"]) == ("fortegn", "ukjent-fortegn")
    assert result_of(computed(text, fortegn="negative")) == "32595"


@pytest.mark.parametrize(
    ("above", "navn", "name", "code"),
    [
        ("Sandnes kommune", "f.csv", "Sandnes", "1108"),
        ("Årsregnskap Sandnes kommune", "f.csv", "Sandnes", "1108"),
        ("Årsregnskap 2022 for Nord-Fron", "f.csv", "Nord-Fron", "3436"),
        ("Driftsregnskap Viken fylkeskommune", "f.csv", "Viken", None),
        ("SANDNES KOMMUNE", "f.csv", "Sandnes", "1108"),
        ("ØKONOMISK OVERSIKT MØRE OG ROMSDAL FYLKESKOMMUNE", "f.csv", "Møre og Romsdal", None),
        ("Økonomisk oversikt for fylkeskommunen", "agder 2022.csv", "Agder", None),
        ("Kárášjohka – Karasjok", "f.csv", "Kárášjohka - Karasjok", None),
        ("Drift i Herøy", "f.csv", "Herøy", None),
        ("", "tromso_2022.csv", "Tromsø", "5401"),
        ("", "Sandnes kommune årsregnskap 2022.csv", "Sandnes", "1108"),
        ("", "01_stavanger_2022_drift.csv", "Stavanger", "1103"),
        ("Økonomisk oversikt – drift", "drift_as_2022.csv", None, None),
    ],
)
def test_a_name_is_proposed_from_title_or_file(
    above: str, navn: str, name: str | None, code: str | None
) -> None:
    (unit,) = computed(form("Regnskap", THIS, above=above), navn=navn)["enheter"]
    assert (unit["navn"], unit["kommunenummer"]) == (name, code)
    assert unit["aar"] in (2022, None)


def on_its_side(rows: list[tuple[str, list[int]]], *, above: str = "") -> str:
    lines = [f"{name};{';'.join(map(str, amounts))}" for name, amounts in rows]
    return "\n".join([*([above] if above else []), f";{';'.join(LINES)}", *lines])


@pytest.mark.parametrize(
    "rows",
    [
        [("2022", THIS), ("2021", LAST)],
        [("Regnskap 2021", LAST), ("Budsjett 2022", PLAN), ("Regnskap 2022", THIS)],
        [("Giske 2022", THIS)],
    ],
)
def test_a_form_on_its_side_is_turned(rows: list[tuple[str, list[int]]]) -> None:
    result = computed(on_its_side(rows, above="Giske kommune, tall i 1000 kr"))
    assert (result_of(result), result["enheter"][0]["aar"]) == (RESULT, 2022)
    (one,) = result["filer"]
    assert one["lest"] + one["avvist"] == one["rader"] == len(rows) + 2


def test_rows_of_departments_are_no_years_of_a_form() -> None:
    result = computed(on_its_side([("Skole", THIS), ("Helse", LAST)]))
    assert result["enheter"] == []
    assert "verken år eller kommuner" in result["problemer"][0]["melding"]


@pytest.mark.parametrize("cells", [[""], ["Note", "Note"]])
def test_headings_moved_to_the_side_are_asked_about(cells: list[str]) -> None:
    years = "Regnskap 2022;Regnskap 2021;Regnskap 2020"
    columns = [THIS, LAST, column(-99)]
    notes = NOTES if cells[0] == "Note" else []
    right = form(";".join([*cells[1:], years]), *notes, *columns)
    assert result_of(computed(right)) == RESULT
    moved = form(";".join([*cells, years]), *notes, *columns)
    assert computed(moved)["sporsmal"]["kode"] == "forskjovet-overskrift"
    assert result_of(computed(moved)) is None


def test_headings_that_begin_over_the_names_are_asked_about() -> None:
    moved = form("Kasse 2022;Kasse 2021;Kasse 2020", THIS, LAST, column(-99))[1:]
    assert computed(moved)["sporsmal"]["kode"] == "forskjovet-overskrift"


def test_a_heading_over_an_empty_column_is_not_moved() -> None:
    text = form("Regnskap 2022;Regnskap 2023", THIS, [""] * len(THIS))
    assert result_of(computed(text)) == RESULT


def test_a_year_beside_its_own_budget_is_newer_than_named_accounts() -> None:
    rounded = [100 * (one // 100) for one in THIS]
    asked = computed(form("2022;Budsjett 2022;Regnskap 2021", rounded, PLAN, LAST))["sporsmal"]
    assert asked["kode"] == "flere-kolonner"


def test_a_comment_on_a_note_beside_a_sum_begins_no_table() -> None:
    rows = form("Regnskap 2022;Kommentar", THIS, ["Økt, se note 4"] * len(THIS))
    result = computed(rows)
    assert len(result["enheter"]) == 1
    assert (result_of(result), result["enheter"][0]["aar"]) == (str(THIS[-1]), 2022)


def test_the_names_may_stand_in_any_column() -> None:
    lines = form("Regnskap 2022;Budsjett 2022;Regnskap 2021", THIS, PLAN, LAST).split("\n")
    for place in range(4):
        moved = []
        for line in lines:
            name, *cells = line.split(";")
            moved.append(";".join([*cells[:place], name, *cells[place:]]))
        assert result_of(computed("\n".join(moved))) == RESULT


@pytest.mark.parametrize("heading", ["Nr", "", "Linje"])
def test_numbers_before_the_names_are_no_amounts(heading: str) -> None:
    lines = form("Regnskap 2022;Budsjett 2022", THIS, PLAN).split("\n")
    for first in (1, 600, 16_000):
        rows = [f"{heading};Post{lines[0]}"]
        rows += [f"{first + at};{line}" for at, line in enumerate(lines[1:])]
        result = computed("\n".join(rows))
        assert result_of(result) == RESULT
        assert result["kolonner"] == ["Regnskap 2022", "Budsjett 2022"]


@pytest.mark.parametrize("count", [2, 3, 16])
def test_years_down_and_lines_across_are_a_form_on_its_side(count: int) -> None:
    kept = [
        at
        for at, name in enumerate(LINES)
        if name in ("Sum driftsinntekter", "Netto driftsresultat")
    ]
    kept = sorted({*kept, *range(count)})[-count:] if count > 2 else kept
    kept = sorted({*kept, LINES.index("Sum driftsinntekter")})
    rows = [["år", *(f"{LINES[at]} (A)" for at in kept)]]
    rows += [
        [year, *(str(cells[at]) for at in kept)] for year, cells in (("2021", LAST), ("2022", THIS))
    ]
    result = computed("\n".join(map(";".join, rows)), belopsenhet="tusen")
    assert result_of(result) == RESULT
    assert result["enheter"][0]["aar"] == 2022


def test_units_down_and_lines_across_are_no_form() -> None:
    head = "Sum driftsinntekter;Netto driftsresultat"
    for names, *firsts in (
        ("sted;", "Nord;", "Sør;"),
        ("år;", "2022;", "2022;"),
        ("år;kommune;", "2021;4601;", "2022;4601;"),
    ):
        rows = [names + head, *(f"{first}803398;5" for first in firsts)]
        assert computed("\n".join(rows), format="skjema")["enheter"] == []


def test_the_year_before_a_part_of_a_year_comes_first() -> None:
    text = form(
        "Regnskap 2022;Årsprognose 2023", LAST, PLAN, above="Tertialrapport 2. tertial 2023"
    )
    asked = computed(text)["sporsmal"]
    assert (asked["valg"], asked["kode"]) == ("kolonne", "del-av-aar")
    assert asked["svar"][0]["verdi"] == "Regnskap 2022"
    now = form("Regnskap 2023;Regnskap 2022", PLAN, THIS, above="Rapport per 31.08.2023")
    assert computed(now)["sporsmal"]["svar"][0]["verdi"] == "Regnskap 2022"


@pytest.mark.parametrize("empty", [0, "", "-"])
def test_a_year_without_amounts_is_passed_over(empty: object) -> None:
    nothing = [empty] * len(THIS)
    result = computed(form("Regnskap 2023;Budsjett 2023;Regnskap 2022", nothing, PLAN, THIS))
    assert (result_of(result), assumed(result)["aar"]) == (RESULT, "2022")


@pytest.mark.parametrize("chosen", [{"kolonne": "Regnskap 2023"}, {"aar": "2023"}])
def test_a_year_of_zeros_that_is_asked_for_is_not_another_year(chosen: dict[str, str]) -> None:
    result = computed(form("Regnskap 2023;Regnskap 2022", [0] * len(THIS), THIS), **chosen)
    assert (result_of(result), result["enheter"][0]["aar"]) == (None, 2023)
    assert result["sporsmal"]


@pytest.mark.parametrize("empty", ["", "-"])
@pytest.mark.parametrize("headings", ["Regnskap 2023;Regnskap 2022", "2023;2022"])
@pytest.mark.parametrize("by", ["kolonne", "aar"])
def test_a_blank_year_that_is_asked_for_is_not_another_year(
    by: str, headings: str, empty: str
) -> None:
    text = form(headings, [empty] * len(THIS), THIS)
    heading, other = headings.split(";")
    chosen = {"kolonne": heading, "aar": "2023"}[by]
    for options in ({by: chosen}, {"aar": "2023", "kolonne": other}):
        result = computed(text, **options)
        (problem,) = result["problemer"]
        assert (result["enheter"], problem["kode"]) == ([], "tom-kolonne")
        assert f"«{heading}» er valgt, men har ingen beløp" in problem["melding"]
    assert result_of(computed(text, aar="2022", kolonne=other)) == RESULT


def test_of_accounts_of_the_same_year_the_plainest_heading_comes_first() -> None:
    headings = "Regnskap 2022 korrigert for premieavvik;Regnskap 2022"
    asked = computed(form(headings, PLAN, THIS))["sporsmal"]
    assert [one["verdi"] for one in asked["svar"]] == headings.split(";")[::-1]


def test_shares_of_another_column_may_be_above_a_hundred() -> None:
    shares = [
        f"{100 * one / other:.1f}".replace(".", ",") for one, other in zip(PLAN, THIS, strict=True)
    ]
    assert any(float(one.replace(",", ".")) > 100 for one in shares)
    result = computed(form("Forbruk;Rekneskap 2022;Budsjett 2022", shares, THIS, PLAN))
    assert (result_of(result), result["sporsmal"]) == (RESULT, None)


def test_of_departments_their_sum_comes_first() -> None:
    half = [one // 2 for one in THIS]
    asked = computed(form("Oppvekst;Helse;Sum", half, half, THIS))["sporsmal"]
    assert asked["svar"][0]["verdi"] == "Sum"


@pytest.mark.parametrize("heading", ["Estimert R 2023", "Estimat 2023", "Forventet regnskap 2023"])
def test_an_estimate_is_no_account(heading: str) -> None:
    result = computed(form(f"R 2022;{heading};B 2023", THIS, LAST, PLAN))
    assert (result_of(result), assumed(result)["aar"]) == (RESULT, "2022")


@pytest.mark.parametrize("title", ["Budsjett 2022", "Anslag 2022", "Prognose for året", "Estimat"])
def test_years_below_a_title_of_an_estimate_are_no_accounts(title: str) -> None:
    asked = computed(form("2022", THIS, above=title))["sporsmal"]
    assert asked["kode"] == "ikke-regnskap"


@pytest.mark.parametrize(
    "title",
    [
        "Prognose driftsregnskap 2022",
        "Prognose for årsregnskapet 2022",
        "Budsjettert driftsregnskap 2022",
        "Estimert årsregnskap 2022",
    ],
)
def test_accounts_that_are_expected_are_no_accounts(title: str) -> None:
    asked = computed(form("2022", THIS, above=title))["sporsmal"]
    assert asked["kode"] == "ikke-regnskap"


@pytest.mark.parametrize("title", ["Årsregnskap 2022 og budsjett 2023", "Budsjett og regnskap"])
def test_a_title_of_accounts_and_a_budget_is_of_accounts(title: str) -> None:
    result = computed(form("Regnskap 2022;Budsjett 2023", THIS, PLAN, above=title))
    assert (result_of(result), result["sporsmal"]) == (RESULT, None)


def test_accounts_with_and_without_an_enterprise_are_a_municipalitys() -> None:
    result = computed(form("Regnskap 2022;Regnskap 2022 inkl. KF", THIS, PLAN))
    assert result["enheter"]


@pytest.mark.parametrize("said", ["med KF", "inkl. foretak", "inklusive IKS"])
def test_a_form_with_enterprises_is_not_taken_for_the_municipalitys_own(said: str) -> None:
    text = form("Regnskap 2022", THIS, above=f"Voss kommune {said}")
    asked = computed(text)["sporsmal"]
    assert (asked["kode"], asked["valg"]) == ("med-foretak", "basis")
    assert [one["verdi"] for one in asked["svar"] if one["holder"]] == ["kasse", "konsern"]
    assert computed(text, basis="konsern")["enheter"][0]["basis"] == "konsern"
    without = computed(form("Regnskap 2022", THIS, above="Voss kommune ekskl. KF"))
    assert (result_of(without), without["sporsmal"]) == (RESULT, None)


@pytest.mark.parametrize("finance", ["30,4", "-30,4"])
def test_a_summary_tells_the_sign_of_net_finance(finance: str) -> None:
    # In millions with one decimal: 532,2 − 527,9 = 4,3; 4,3 − 30,4 + 33,9 = 7,8; a decimal is lost.
    text = (
        "Hovedtall (mill. kroner);2022\nSum driftsinntekter;532,2\nSum driftsutgifter;527,9\n"
        f"Brutto driftsresultat;4,3\nNetto finansutgifter;{finance}\n"
        "Motpost avskrivninger;33,9\nNetto driftsresultat;7,9\n"
    )
    result = computed(text)
    assert (result_of(result), result["sporsmal"]) == ("7900", None)


@pytest.mark.parametrize(("one", "whole"), [("0,1", "532,2"), ("1", "532")])
def test_the_smallest_result_of_a_summary_has_its_sign_from_the_sums(one: str, whole: str) -> None:
    step = Decimal(one.replace(",", "."))
    costs = f"{Decimal(whole.replace(',', '.')) + step}".replace(".", ",")
    text = (
        f"Hovedtall (mill. kroner);2022\nSum driftsinntekter;{whole}\nSum driftsutgifter;{costs}\n"
        f"Brutto driftsresultat;{one}\nNetto driftsresultat;{one}\n"
    )
    assert result_of(computed(text)) == str(int(-1000 * step))


@pytest.mark.parametrize(("tables", "is_read"), [(20, True), (280, False)])
def test_more_tables_below_the_same_headings_than_accounts_have_are_refused(
    tables: int, *, is_read: bool
) -> None:
    head, *rows = form("Regnskap 2022;Budsjett 2022", THIS, PLAN).split("\n")
    said = (f"Økonomisk oversikt etter art – drift, del {at};;" for at in range(tables))
    text = "\n".join([head, *(line for one in said for line in (one, *rows))])
    result = computed(text)
    assert bool(result["enheter"]) is is_read
    found = [one["kode"] for one in result["problemer"] if one["kode"] == "for-mange-tabeller"]
    assert bool(found) is not is_read

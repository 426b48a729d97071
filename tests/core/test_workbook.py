"""Which sheets of a workbook are read together, which are rivals, and where their rows are."""

import io
import json
from datetime import date, datetime
from itertools import permutations
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kommuneindikatorer import sheets
from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Document, Source
from kommuneindikatorer.opening import open_source
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.reading import read_sources
from kommuneindikatorer.result import Result
from kommuneindikatorer.session import Session
from kommuneindikatorer.tables import Sheet
from support.workbooks import workbook_of

TITLE = ["Økonomisk oversikt etter art – drift, Bergen kommune"]


def drift(result: int, heading: str = "Regnskap 2024", title: str = "") -> list[list[Any]]:
    return [
        [title or TITLE[0]],
        ["Tall i 1000 kr", heading],
        ["Rammetilskudd", 14_000_000],
        ["Inntekts- og formuesskatt", 15_000_000],
        ["Sum driftsinntekter", 29_000_000],
        ["Sum driftsutgifter", 28_500_000],
        ["Brutto driftsresultat", 500_000],
        ["Netto driftsresultat", result * 100_000],
    ]


INVEST: list[list[Any]] = [
    ["Bevilgningsoversikt – investering (§ 5-5)"],
    ["", "Regnskap 2024"],
    ["Investeringer i varige driftsmidler", 5],
    ["Netto driftsresultat", 99],
    ["Renteinntekter", 1],
    ["Avskrivninger", 1],
    ["Overføring fra drift", 4],
]
BUDGET_54: list[list[Any]] = [
    ["Bevilgningsoversikt – drift (§ 5-4), Bergen kommune"],
    ["Tall i 1000 kr", "Regnskap 2024"],
    ["Rammetilskudd", 14_000_000],
    ["Inntekts- og formuesskatt", 15_000_000],
    ["Sum generelle driftsinntekter", 29_000_000],
    ["Sum bevilgninger drift, netto", 28_000_000],
    ["Avskrivninger", 1],
    ["Netto driftsresultat", 600_000],
    ["Overføring til investering", 7],
]


def result_of(data: bytes, **chosen: str) -> Result:
    return compute([Source("bok.xlsx", data)], Options(**chosen))


def said(result: Result) -> str:
    return next(one.tekst for one in result.antakelser if one.id == "ark")


def net(result: Result) -> list[Any]:
    return [one.indikatorer["netto_driftsresultat"].belop for one in result.enheter]


def test_sheets_of_one_account_are_read_together_whatever_their_order() -> None:
    book: dict[str, list[list[Any]]] = {
        "Forside": [["Bergen kommune"]],
        "§ 5-4": BUDGET_54,
        "§ 5-5": INVEST,
        "§ 5-6": drift(6),
    }
    for order in permutations(book):
        result = result_of(workbook_of(**{name: book[name] for name in order}))
        assert net(result) == [600_000]
        assert said(result) == "Arkene «§ 5-6» og «§ 5-4» er lest sammen."
        assert result.sporsmal is None
    (filing,) = result.filer
    assert filing.navn == "bok.xlsx"
    assert filing.lest + filing.avvist == filing.rader == len(BUDGET_54) + len(drift(1))


def test_a_chosen_sheet_is_read_alone_and_sheets_joined_are_read_together() -> None:
    data = workbook_of(**{"§ 5-4": BUDGET_54, "§ 5-6": drift(6)})
    alone = result_of(data, ark="§ 5-4")
    assert said(alone) == "Tallene er lest fra arket «§ 5-4»."
    assert alone.enheter[0].regnskap.belop["overforing_til_investering"].opphav[0].fil == "bok.xlsx"
    joined = result_of(data, ark="§ 5-4 + § 5-6")
    assert said(joined) == "Arkene «§ 5-4» og «§ 5-6» er lest sammen."


@pytest.mark.parametrize(
    ("names", "probable"),
    [
        (("Drift 2023", "Drift 2024"), "Drift 2024"),
        (("Konsolidert", "Kommunekassen"), "Kommunekassen"),
        (("R2024", "R2022", "R2023"), "R2024"),
        (("Ark1", "Ark2"), "Ark1"),
    ],
)
def test_rival_accounts_are_a_question(names: tuple[str, ...], probable: str) -> None:
    book = {name: drift(number) for number, name in enumerate(names, start=1)}
    result = result_of(workbook_of(**book))
    assert said(result) == f"Tallene er lest fra arket «{probable}»."
    assert net(result) == [None]
    assert result.sporsmal is not None
    assert result.sporsmal.valg == "ark"
    assert result.sporsmal.svar[0].verdi == probable
    assert {one.verdi for one in result.sporsmal.svar} == set(names)
    for number, name in enumerate(names, start=1):
        chosen = result_of(workbook_of(**book), ark=name)
        assert net(chosen) == [number * 100_000]
        assert chosen.sporsmal is None


def test_a_budget_is_no_rival_of_accounts() -> None:
    book = {"Budsjett 2025": drift(1, "Budsjett 2025"), "Regnskap 2024": drift(2)}
    result = result_of(workbook_of(**book))
    assert net(result) == [200_000]
    assert result.sporsmal is None


def test_beside_a_year_only_what_does_not_say_another() -> None:
    book = {"Drift 2024": drift(2), "§ 5-4 2023": BUDGET_54}
    assert said(result_of(workbook_of(**book))) == "Tallene er lest fra arket «Drift 2024»."


def test_a_sheet_that_shows_the_same_amounts_is_no_rival() -> None:
    result = result_of(workbook_of(Drift=drift(2), Utskrift=drift(2), **{"Note 1": drift(3)}))
    assert net(result) == [200_000]
    assert result.sporsmal is None


def test_each_rival_is_offered_with_what_belongs_to_it() -> None:
    book = {
        "Drift 2023": drift(1),
        "Drift 2024": drift(2),
        "§ 5-4 2023": BUDGET_54,
        "§ 5-4 2024": BUDGET_54,
    }
    result = result_of(workbook_of(**book))
    assert result.sporsmal is not None
    answers = [one.verdi for one in result.sporsmal.svar]
    assert answers == ["Drift 2024 + § 5-4 2024", "Drift 2023 + § 5-4 2023"]


def test_a_sheet_asked_for_may_be_in_one_of_several_workbooks() -> None:
    first, second = workbook_of(Drift=drift(2)), workbook_of(Annet=[["x"]], Tall=BUDGET_54)
    sources = [Source("a.xlsx", first), Source("b.xlsx", second)]
    result = read_sources(sources, Options(ark="Tall"))
    assert "ukjent-ark" not in [one.kode for one in result.problemer]
    missing = read_sources(sources, Options(ark="Ingen"))
    assert "ukjent-ark" in [one.kode for one in missing.problemer]


def test_a_workbook_is_opened_once_whatever_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[bytes] = []
    read = sheets.read_workbook

    def counting(data: bytes) -> tuple[Sheet, ...]:
        opened.append(data)
        return read(data)

    monkeypatch.setattr(sheets, "read_workbook", counting)
    result = result_of(workbook_of(A=drift(1), B=drift(2), C=drift(3)))
    assert result.sporsmal is not None
    assert len(opened) == 1


def test_a_hidden_sheet_is_not_read_beside_one_that_is_shown() -> None:
    data = workbook_of(Gammel=drift(1), Drift=drift(2))
    book = load_workbook(io.BytesIO(data))
    book["Gammel"].sheet_state = "hidden"
    result = result_of(saved(book))
    assert net(result) == [200_000]
    assert result.sporsmal is None


def test_rows_of_sheets_read_together_are_found_where_they_are_said_to_be() -> None:
    data = workbook_of(**{"§ 5-4": BUDGET_54, "§ 5-6": drift(6)})
    session = Session()
    result = json.loads(session.compute([("bok.xlsx", data)], {}))
    for unit in result["enheter"]:
        for item in unit["poster"].values():
            for row in item.get("opphav", []):
                asked = {"file": row["fil"], "first": row["rad"], "count": 1}
                (found,) = json.loads(session.ask("excerpt", json.dumps(asked)))["rader"]
                assert row["tekst"] in found["celler"]
    assert row["fil"].startswith("bok.xlsx › § 5-")
    first = json.loads(
        session.ask("excerpt", json.dumps({"file": "bok.xlsx", "first": 1, "count": 1}))
    )
    assert first["rader"][0]["celler"][0] == TITLE[0]


def saved(book: Any) -> bytes:  # noqa: ANN401 - openpyxl has no types
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def document_of(change: Any) -> Document:  # noqa: ANN401 - as saved
    book = Workbook()
    change(book.active)
    (document,) = open_source(Source("bok.xlsx", saved(book)), Options(), Problems())
    return document


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.0651, "0.0 %", "6,51 %"),
        (13_012_356_000, "#,##0,", "13012356"),
        (13_012_356_500, '#,##0.0,,"mill"', "13012,3565"),
        (1234, "#,##0", "1234"),
        (1234.5, '#,##0.00 "kr"', "1234,5"),
        (2021, '"Regnskap "0', "Regnskap 2021"),
        (datetime.fromisoformat("2021-12-31"), "dd.mm.yyyy", "31.12.2021"),
        (date(2021, 12, 31), "yyyy", "2021"),
        (datetime.fromisoformat("2021-12-31T08:05"), "dd.mm.yyyy hh:mm", "31.12.2021 08:05"),
        (-0.5, '0.0 %;"-"0.0%', "-50 %"),
    ],
)
def test_a_cell_is_what_its_format_shows_with_all_its_digits(
    value: object, code: str, text: str
) -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401 - as saved
        sheet["A1"] = value
        sheet["A1"].number_format = code

    assert document_of(change).head_rows[0].cells == (text,)


def test_merged_headings_are_spread_and_titles_are_not() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401 - as saved
        rows = [
            ["", "Tittel"],
            ["Tekst", "Regnskap", None, "Budsjett"],
            ["", 2024, 2023, 2024],
            ["", "Sum", 5, 6],
        ]
        for row in rows:
            sheet.append(row)
        for merged in ("B1:D1", "B2:C2", "C4:D4"):
            sheet.merge_cells(merged)

    assert [row.cells for row in document_of(change).head_rows] == [
        ("", "Tittel", "", ""),
        ("Tekst", "Regnskap", "Regnskap", "Budsjett"),
        ("", "2024", "2023", "2024"),
        ("", "Sum", "5", ""),
    ]


def test_hidden_columns_are_read_and_said() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401 - as saved
        sheet.append(["a", "b", "c"])
        sheet.append(["d", "e", "f"])
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True

    document = document_of(change)
    assert document.hidden_columns == {1}
    assert [row.cells for row in document.head_rows] == [("a", "b", "c"), ("d", "e", "f")]


def test_formulas_without_a_value_are_said_once_and_not_used() -> None:
    rows = drift(0)
    rows[-1][1] = "=B7+100000"
    rows[4][1] = '=SUM(B3:B4)&""'
    result = read_sources([Source("bok.xlsx", workbook_of(Drift=rows))], Options())
    assert [one.kode for one in result.problemer] == ["formler-uten-verdi"]
    assert "2 celler har formler" in result.problemer[0].melding
    belop = result.readings[0].regnskap[0].belop
    assert belop["netto_driftsresultat"].verdi is None
    assert belop["brutto_driftsresultat"].verdi == 500_000


def test_a_hidden_column_is_not_chosen_unless_it_is_asked_for() -> None:
    rows = [[*row, *row[1:]] for row in drift(2)]
    rows[1][1:] = ["Regnskap 2025", "Regnskap 2024"]
    rows[-1][1] = 111_111
    book = load_workbook(io.BytesIO(workbook_of(Drift=rows)))
    assert net(result_of(saved(book))) == [111_111]
    book["Drift"].column_dimensions["B"].hidden = True
    assert net(result_of(saved(book))) == [200_000]
    assert net(result_of(saved(book), kolonne="Regnskap 2025")) == [111_111]


@pytest.mark.parametrize("name", ["Forside", "Omslag 2024"])
def test_a_cover_names_the_municipality(name: str) -> None:
    form = drift(6, title="Økonomisk oversikt etter art – drift")
    cover: list[list[Any]] = [[""], ["SANDNES KOMMUNE"], ["Årsregnskap"], [2024]]
    (unit,) = result_of(workbook_of(**{name: cover, "§ 5-6": form})).enheter
    assert (unit.navn, unit.regnskap.kommunenummer) == ("Sandnes", "1108")
    figures: list[list[Any]] = [["Sandnes kommune"], ["Lån", 1_234_567]]
    (other,) = result_of(workbook_of(**{name: figures, "§ 5-6": form})).enheter
    assert other.navn is None
    own = drift(6, title="Drift, Bergen kommune")
    (titled,) = result_of(workbook_of(**{name: cover, "§ 5-6": own})).enheter
    assert titled.navn == "Bergen"


LEDGER: list[list[Any]] = [["Konto", "Ansvar", "Beløp"], [10100, 1000, 5_000], [18000, 1, -9_000]]


def test_the_form_comes_before_the_ledger_it_was_made_of() -> None:
    result = result_of(workbook_of(**{"Saldo": LEDGER, "§ 5-6": drift(6)}))
    assert (result.format, net(result)) == ("skjema", [600_000])
    plan = drift(6, heading="Budsjett 2025")
    assert result_of(workbook_of(**{"Saldo": LEDGER, "§ 5-6": plan})).format == "hovedbok"


def test_how_a_refused_file_was_opened_is_not_worth_saying() -> None:
    text = "\n".join(";".join(map(str, row)) for row in INVEST)
    refused = compute([Source("f.csv", text.encode())], Options())
    assert refused.antakelser == ()
    assert {one.kode for one in refused.problemer} == {"annet-skjema"}
    chosen = compute([Source("f.csv", text.encode())], Options(skilletegn=";"))
    assert [one.id for one in chosen.antakelser] == ["skilletegn"]

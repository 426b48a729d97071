"""Format 4: what a table is not is said in one sentence, and what is left out is said once."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.result import Result
from kommuneindikatorer.session import compute_json
from support import ssb_shapes as shapes

NATIONAL = (
    '"10722: Offentlig forvaltning, etter delsektor og år"\n\ndelsektor;2022;2023\nStat;1;2\n'
)
NATIONAL_PX = (
    'CHARSET="ANSI";\nTITLE="10722: Offentlig forvaltning";\nSTUB="delsektor";\nHEADING="år";\n'
    'VALUES("delsektor")="Kommune","Stat";\nVALUES("år")="2022","2023";\nDATA=1 2 3 4;'
)
GROUPS = "region;statistikkvariabel;2023\nEAK Landet;Netto driftsresultat (prosent);1,2\n"
PER_HEAD = (
    '"12137: Finansielle nøkkeltall, etter region"\n\nregion;regnskapsbegrep;'
    "Beløp per innbygger (kr) 2023\n1532 Giske;AGD13 Brutto driftsinntekter i alt;94168\n"
)
INVESTMENT = (
    '"13552: Økonomisk oversikt investering, konsern, etter region"\n\nregion;art;'
    "Beløp (1000 kr) 2023\n1532 Giske;AGI43 Sum investeringsutgifter (A);44140\n"
    "1532 Giske;550 Avsetninger til bundne fond;12\n"
)
FUNCTIONS = (
    "region;funksjon;art;Beløp (1000 kr) 2023\n"
    "1532 Giske;100 Politisk styring;AGD45 Sum driftsinntekter (A);5\n"
    "1532 Giske;120 Administrasjon;AGD45 Sum driftsinntekter (A);7\n"
)
OTHERS = (
    "region;statistikkvariabel;2024\n4601 Bergen;Frie inntekter per innbygger (kr);66605\n"
    "4601 Bergen;Netto renteeksponering i prosent av brutto driftsinntekter (prosent);20\n"
)
DOTS = (
    "12177: Økonomisk oversikt balanse, etter region\n\n\t\tBeløp (1000 kr)\n\t\t2015\t2016\n"
    "3001 Halden (2020-2023)\t5950 Regnskapsmessig mindreforbruk (K)\t.\t.\n"
)
NO_LINE = "region,2024\n301 Oslo,-0.9\n1101 Eigersund,2\n"
NO_UNIT = (
    "Disposisjonsfond 2012\nKnr\tKommune\tFylke\t2011\t2012\n1151\tUtsira\tRogaland\t22.3\t193.1\n"
)


def result_of(*texts: str, **chosen: str) -> Result:
    sources = [Source(f"f{place}", one.encode()) for place, one in enumerate(texts)]
    return compute(sources, Options(**chosen))


@pytest.mark.parametrize(
    ("text", "kode"),
    [
        (NATIONAL, "uten-region"),
        (NATIONAL_PX, "uten-region"),
        (GROUPS, "uten-region"),
        (PER_HEAD, "kroner-per-innbygger"),
        (INVESTMENT, "investeringsregnskap"),
        (FUNCTIONS, "ingen-regnskapstall"),
        (OTHERS, "ingen-regnskapstall"),
        (DOTS, "alle-tall-mangler"),
        (NO_UNIT, "uten-enhet"),
        (NO_LINE, "uten-linje"),
    ],
)
def test_a_table_of_another_kind_is_named_in_one_sentence(text: str, kode: str) -> None:
    result = result_of(text)
    assert result.enheter == ()
    assert [one.kode for one in result.problemer] == [kode]
    (filing,) = result.filer
    assert filing.lest + filing.avvist == filing.rader


def test_an_own_summary_of_a_municipality_is_not_claimed() -> None:
    own = "Hovedtall\n\n\t2014\t2013\nSum driftsinntekter\t-4 609 530\t-4 368 673\nFond\t5\t6\n"
    assert result_of(own).format != "ssb"


def test_what_is_left_out_is_said_once_with_a_count() -> None:
    rows = [
        f"{code};{line};5"
        for code in ("1532 Giske", "EAK Landet", "EKG01 Gruppe")
        for line in (
            "AGD23 Netto driftsresultat",
            "KG31 Netto lånegjeld",
            "AGI1 Brutto investeringsutgifter",
        )
    ]
    result = result_of("region;regnskapsbegrep;Beløp (1000 kr) 2023\n" + "\n".join(rows))
    said = {one.kode: one.melding for one in result.problemer}
    assert list(said) == ["ukjent-begrep", "samlerad"]
    assert "1 begrep i tabellen" in said["ukjent-begrep"]
    assert "Lest er netto driftsresultat og netto lånegjeld." in said["ukjent-begrep"]
    assert "2 regioner" in said["samlerad"]


def test_income_and_balance_of_two_tables_are_joined_by_code_and_name() -> None:
    income = (
        '"13551: Økonomisk oversikt drift, konsern (K), etter region"\n\nregion;art;'
        "Beløp (1000 kr) 2024\n1532 Giske;AGD45 Sum driftsinntekter (A);863716\n"
        "1532 Giske;AGD89 Netto driftsresultat (H=D-E+f-G);-15117\n"
    )
    fund = (
        "region;balansedata;Beløp (1000 kr) 2024\nGiske;C.1.1 Disposisjonsfond;32829\n"
        "Giske;C.1.3 Merforbruk i driftsregnskapet;-26646\n"
    )
    (unit,) = result_of(income, fund).enheter
    assert unit.kode == "1532"
    measured = unit.indikatorer
    assert round(float(measured["netto_driftsresultat"].pst or 0), 2) == -1.75
    assert round(float(measured["disposisjonsfond"].pst or 0), 2) == 3.80
    assert measured["merforbruk"].belop == Decimal(26646)


def test_expenses_without_the_difference_inside_the_group_are_not_used() -> None:
    text = (
        "region;art;Beløp (1000 kr) 2024\n1532 Giske;AGD45 Sum driftsinntekter (A);863716\n"
        "1532 Giske;AGD46 Sum driftsutgifter (B);832445\n"
    )
    (unit,) = result_of(text).enheter
    assert "driftsutgifter" not in unit.regnskap.belop
    (own,) = result_of(text, basis="kasse").enheter
    assert "driftsutgifter" not in own.regnskap.belop or own.regnskap.basis == "kasse"


def test_a_scope_says_whose_money_each_value_is() -> None:
    text = (
        "region;balansedata;regnskapsomfang;Beløp (1000 kr) 2023\n"
        "1532 Giske;C.1.1 Disposisjonsfond;Kommunekasse;100\n"
        "1532 Giske;C.1.1 Disposisjonsfond;Konsolidert regnskap;200\n"
    )
    result = result_of(text)
    assert [
        (one.regnskap.basis.value, one.indikatorer["disposisjonsfond"].belop)
        for one in result.enheter
    ] == [("kasse", Decimal(100)), ("konsern", Decimal(200))]
    assert [one.kode for one in result.problemer] == ["konsolidert"]


def test_a_fund_in_per_cent_below_zero_is_held_back() -> None:
    text = "region;Disposisjonsfond i prosent av brutto driftsinntekter 2023\n1532 Giske;-3,1\n"
    (unit,) = result_of(text).enheter
    assert unit.indikatorer["disposisjonsfond"].pst is None
    assert [one.problem.kode for one in unit.tvil] == ["fond-under-null"]


def test_a_new_heading_below_starts_a_new_table() -> None:
    text = (
        "Netto driftsresultat i prosent av brutto driftsinntekter\nKommune;2023;2024\nOslo;1;2\n\n"
        "Frie inntekter per innbygger\nKommune;2023;2024\nOslo;70000;80000\n"
    )
    result = result_of(text)
    found = {
        one.regnskap.aar: one.indikatorer["netto_driftsresultat"].pst for one in result.enheter
    }
    assert found == {2023: 1, 2024: 2}
    assert "dobbel-verdi" not in [one.kode for one in result.problemer]


def test_sums_and_counties_among_municipalities_are_no_units() -> None:
    text = (
        "Netto driftsresultat i prosent av brutto driftsinntekter\nKommune;2023;2024\n"
        "Stavanger;1;2\nRogaland;3;4\nSum;5;6\nGj.snitt;5;6\nHordaland;1;1\nTotalt;9;9\n"
    )
    assert {one.navn for one in result_of(text).enheter} == {"Stavanger"}


def test_a_line_with_two_figures_in_one_file_is_held_back() -> None:
    text = "region;art;value\n1532 Giske;AGD89 Netto driftsresultat;5\n1532 Giske;AGD89 Netto driftsresultat;6\n"
    (unit,) = result_of(text).enheter
    assert unit.indikatorer["netto_driftsresultat"].belop is None
    assert "to-tall-for-samme-linje" in {one.problem.kode for one in unit.tvil}


def test_a_table_of_marks_after_one_without_units_is_said() -> None:
    nothing = Source("a", b"\t2016\nLandet")
    marks = Source("b", b"\t\t2015\t2016\n3001 H\tRegnskapsmessig mindreforbruk\t.\t.")
    result = compute([nothing, marks], Options())
    assert "alle-tall-mangler" in {one.kode for one in result.problemer}


def test_districts_are_no_units() -> None:
    rows = "".join(
        f"{region};{line};{amount}\n"
        for region, size in (("030101 Bydel Gamle Oslo", 1), ("0301 Oslo - Oslove", 15))
        for line, amount in (
            ("AGD13 Brutto driftsinntekter i alt", 6_000_000 * size),
            ("AGD23 Netto driftsresultat", 60_000 * size),
        )
    )
    found = result_of(f"region;regnskapsbegrep;Beløp (1000 kr) 2024\n{rows}").enheter
    assert [one.regnskap.kommunenummer for one in found] == ["0301"]


def shown(text: str) -> dict[tuple[str | None, int | None], Decimal | Fraction]:
    """Return the net results that are shown."""
    found = {
        (one.regnskap.kommunenummer, one.regnskap.aar): one.indikatorer["netto_driftsresultat"]
        for one in result_of(text).enheter
    }
    return {key: one.belop for key, one in found.items() if one.belop is not None}


BOTH = dict.fromkeys(shapes.VARIABLES, "both") | {"statistikkvariabel": "text", "år": "text"}
ACROSS = ("region", "art"), ("statistikkvariabel", "år")
RIGHT: dict[tuple[str | None, int | None], Decimal | Fraction] = {
    (code, year): Decimal(lines["netto_driftsresultat"])
    for (code, year), lines in shapes.expected().items()
}


def with_cell(rows: shapes.Rows, at: int, place: int, *cells: str) -> str:
    """Return the table with other cells in the place of one."""
    changed = [*rows[at][:place], *cells, *rows[at][place + 1 :]]
    return shapes.text([*rows[:at], changed, *rows[at + 1 :]])


@pytest.mark.parametrize("cells", [(), ("", "2022")], ids=["less", "more"])
def test_a_heading_that_lacks_or_has_a_cell_shows_no_other_figure(cells: tuple[str, ...]) -> None:
    for stub, heading in list(shapes.pivots())[::12]:
        rows = shapes.merged(stub, heading, BOTH, named=True)
        for place in range(len(stub), len(rows[0]), 2):
            found = shown(with_cell(rows, len(heading) - 1, place, *cells))
            assert found.items() <= RIGHT.items()


def test_one_heading_of_another_year_shows_no_figure_of_it() -> None:
    rows = shapes.joined(("region",), ("art", "statistikkvariabel", "år"), BOTH)
    for place, cell in enumerate(rows[0]):
        if "2024" in cell:
            found = shown(with_cell(rows, 0, place, cell.replace("2024", "2027")))
            assert found.items() <= RIGHT.items()


def test_one_row_of_another_unit_shows_no_figure_of_it() -> None:
    rows = shapes.joined(*ACROSS, BOTH)
    for at in range(1, 8):
        assert shown(with_cell(rows, at, 0, "1539 Rauma")).items() <= RIGHT.items()


def test_blank_cells_below_a_damaged_row_do_not_repeat_what_is_above_it() -> None:
    rows = shapes.merged(("art", "år"), ("statistikkvariabel", "region"), BOTH, named=True)
    text = shapes.text(rows)
    joined = text.replace('\n"550', '"550')
    assert joined != text
    assert shown(joined).items() <= RIGHT.items()


def test_a_gross_result_far_from_its_parts_is_held_back() -> None:
    text = shapes.text(shapes.joined(*ACROSS, BOTH))
    assert shown(text) == RIGHT
    assert ("1532", 2023) not in shown(text.replace(";818417;", ";518417;"))


def stat(**changed: object) -> dict[str, Any]:
    years = {"category": {"index": {"2023": 0, "2024": 1}}}
    region = {"category": {"index": ["4601"], "label": {"4601": "Bergen"}}}
    lines = {"category": {"index": ["AGD45"], "label": {"AGD45": "Netto driftsresultat"}}}
    table = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "Tid", "ContentsCode"],
        "size": [1, 2, 1],
        "value": [5, 6],
        "dimension": {"Region": region, "Tid": years, "ContentsCode": lines},
    }
    return {**table, **changed}


MANY = [f"d{number}" for number in range(5_000)]
WIDE = {"category": {"index": list("0123456789")}}
GAP = {"category": {"index": {"2023": 0, "2024": 2}}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps(stat(size=[1, 3, 1])), "«size»"),
        (json.dumps(stat(dimension={**stat()["dimension"], "Tid": GAP})), "hull eller like"),
        (json.dumps(stat(id=MANY, dimension=dict.fromkeys(MANY, WIDE))), "30 dimensjoner"),
        (json.dumps(stat()).replace('"size"', '"value": [1, 2], "size"'), "to ganger"),
        (json.dumps(stat(note="deep")).replace('"deep"', "[" * 5_000 + "]" * 5_000), "nivåer"),
        (
            json.dumps(stat(note="deep")).replace('"deep"', '{"a":' * 5_000 + "1" + "}" * 5_000),
            "ni",
        ),
    ],
)
def test_a_table_that_contradicts_itself_or_has_no_bounds_is_refused(text: str, said: str) -> None:
    for given, names in ((text, (said,)), (json.dumps(stat(note='"[{' * 50)), ())):
        result = json.loads(compute_json([("a.json", given.encode())], {"belopsenhet": "tusen"}))
        told = [one["melding"] for one in result["problemer"] if one["kode"] == "ikke-json-stat"]
        assert len(told) == len(names)
        assert all(name in one for name, one in zip(names, told, strict=True))

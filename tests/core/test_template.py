"""Format 1, the project's template."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.model import Basis, Nivaa, Regnskap
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import Taken, read_sources
from kommuneindikatorer.session import compute_json
from support.properties import tried

DATA = Path(__file__).parent.parent / "cases" / "unit_data"
HEAD = "aar;kommunenummer;navn;folkemengde;brutto_driftsinntekter;netto_driftsresultat\n"


def taken(text: str, **chosen: str) -> Taken:
    return read_sources([Source("mal.csv", text.encode())], Options(**chosen))


def only(result: Taken) -> Regnskap:
    (reading,) = result.readings
    (regnskap,) = reading.regnskap
    return regnskap


def codes(result: Taken) -> list[str]:
    return [problem.kode for problem in result.problemer]


# Published totals: Statistics Norway, table 12137 (data/kommuner/README.md).
@pytest.mark.parametrize(
    ("name", "aar", "count", "income", "netto"),
    [
        ("kommuner_2023_2024.csv", 2023, 356, 595_694_096, 4_512_589),
        ("kommuner_2023_2024.csv", 2024, 357, 631_087_993, -2_629_860),
    ],
)
def test_the_published_data_are_read_as_they_are(
    name: str, aar: int, count: int, income: int, netto: int
) -> None:
    result = read_sources([Source(name, (DATA / name).read_bytes())], Options())
    (reading,) = result.readings
    units = [one for one in reading.regnskap if one.aar == aar]
    assert (reading.format, len(units), result.problemer) == ("mal", count, ())
    assert sum(one.belop["brutto_driftsinntekter"].verdi or 0 for one in units) == income
    assert sum(one.belop["netto_driftsresultat"].verdi or 0 for one in units) == netto
    assert (result.filer[0].rader, result.filer[0].lest, result.filer[0].avvist) == (714, 714, 0)


def test_county_municipalities_are_known_by_their_two_digits() -> None:
    data = (DATA / "fylkeskommuner_2023_2024.csv").read_bytes()
    (reading,) = read_sources([Source("f", data)], Options()).readings
    assert len(reading.regnskap) == 24
    assert {one.nivaa for one in reading.regnskap} == {Nivaa.FYLKESKOMMUNE}
    assert reading.regnskap[0].kommunenummer == "1100"


def test_an_amount_knows_its_row_and_what_stood_there() -> None:
    amount = only(taken(HEAD + "2023;4601;Bergen;291940;30 000 000;-1 500\n")).belop
    (origin,) = amount["netto_driftsresultat"].opphav
    assert (origin.rad, origin.kolonne, origin.tekst) == (2, "netto_driftsresultat", "-1 500")
    assert amount["netto_driftsresultat"].verdi == -1500


@pytest.mark.parametrize("text", ["", "-", "..", ":", "."])
def test_missing_is_not_zero(text: str) -> None:
    netto = only(taken(HEAD + f"2023;4601;Bergen;291940;30000000;{text}\n")).belop[
        "netto_driftsresultat"
    ]
    assert netto.verdi is None
    assert netto.mangler


def test_a_faulty_cell_is_named_and_the_rest_of_its_row_counts() -> None:
    result = taken(HEAD + "2023;4601;Bergen;291940;30000000;1.234,5x\n")
    assert only(result).belop["brutto_driftsinntekter"].verdi == 30_000_000
    assert result.problemer[0].melding == (
        "Rad 2, kolonne «netto_driftsresultat»: «1.234,5x» er ikke et tall. "
        "Bruk komma som desimaltegn."
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("23;4601;Bergen;1;2;3", "ugyldig-aar"),
        ("2023;Bergen;Bergen;1;2;3", "ugyldig-kommunenummer"),
        ("2023;0000;Null;1;2;3", "ugyldig-kommunenummer"),
        ("2023;4601;Bergen;1;2", "ulikt-antall-felt"),
        ("2023;4601;Bergen;1;2;3;4", "ulikt-antall-felt"),
        ("2023;1103;Stavanger;1;2;3", "dobbel-rad"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_and_the_others_are_read(row: str, code: str) -> None:
    result = taken(HEAD + "2023;1103;Stavanger;149048;15215233;490691\n" + row + "\n")
    assert only(result).kommunenummer == "1103"
    assert codes(result) == [code]
    assert (result.filer[0].rader, result.filer[0].lest, result.filer[0].avvist) == (3, 2, 1)


def test_a_lost_leading_zero_is_put_back_and_said() -> None:
    result = taken(HEAD + "2023;301;Oslo;717707;82721474;-691922\n")
    assert only(result).kommunenummer == "0301"
    assert codes(result) == ["kommunenummer-uten-null"]


def test_kroner_are_known_by_income_per_head_and_the_user_may_say_otherwise() -> None:
    text = HEAD + "2023;0301;Oslo;717707;82721474000;-691922500\n"
    result = taken(text)
    assert only(result).belop["netto_driftsresultat"].verdi == Decimal("-691922.5")
    assert {one.id: one.verdi for one in result.antakelser}["belopsenhet"] == "kroner"
    chosen = only(taken(text, belopsenhet="tusen"))
    assert chosen.belop["netto_driftsresultat"].verdi == -691_922_500


def test_an_open_number_is_said_to_be_an_assumption_and_can_be_changed() -> None:
    text = HEAD + "2023;4601;Bergen;291940;30000000;1.234\n"
    result = taken(text)
    assert only(result).belop["netto_driftsresultat"].verdi == 1234
    assert {one.id: one.verdi for one in result.antakelser}["desimaltegn"] == ","
    chosen = only(taken(text, desimaltegn="."))
    assert chosen.belop["netto_driftsresultat"].verdi == Decimal("1.234")


def test_basis_is_read_from_its_column_or_chosen_or_not_known() -> None:
    row = "2023;4601;30000000;1;"
    head = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat;basis\n"
    assert only(taken(head + row + "kasse\n")).basis is Basis.KASSE
    assert only(taken(head + row + "\n")).basis is Basis.UKJENT
    assert only(taken(head + row + "\n", basis="konsern")).basis is Basis.KONSERN


def test_the_year_may_be_chosen_where_the_file_has_none() -> None:
    text = "kommunenummer;sum driftsinntekter\n4601;30000000\n"
    assert only(taken(text, aar="2024")).aar == 2024
    assert codes(taken(text)) == ["ugyldig-aar"]


def test_a_column_nobody_knows_is_named() -> None:
    result = taken("aar;kommunenummer;avdrag;farge\n2023;4601;5;blå\n")
    assert [(one.kode, one.verdi) for one in result.problemer] == [("ukjent-kolonne", "farge")]


@pytest.mark.parametrize(
    ("unit", "income", "net", "wanted"),
    [
        ("(1000 kr)", "900000", "9000", 9_000),
        ("(mill. kr)", "900,5", "9,5", 9_500),
        (", kroner", "900000000", "9000000", 9_000),
        ("i hele tusen kroner", "900000", "9000", 9_000),
    ],
)
def test_headings_may_end_with_the_unit(unit: str, income: str, net: str, wanted: int) -> None:
    names = f"Brutto driftsinntekter {unit};Netto driftsresultat {unit}"
    result = taken(f"År;Kommunenummer;{names}\n2024;4601;{income};{net}\n")
    assert only(result).belop["netto_driftsresultat"].verdi == wanted
    assert codes(result) == []


def test_codes_and_years_that_a_program_took_for_numbers_are_read() -> None:
    text = "aar,kommunenummer,brutto_driftsinntekter,netto_driftsresultat\n2024.0,301.0,90000000.0,5.0\n"
    found = only(taken(text))
    assert (found.kommunenummer, found.aar) == ("0301", 2024)


def test_a_county_may_have_the_four_digits_of_its_county_municipality() -> None:
    text = "aar;fylkesnummer;brutto_driftsinntekter;netto_driftsresultat\n2024;1100;9000000;5\n"
    assert only(taken(text)).kommunenummer == "1100"


def test_amounts_of_two_units_are_not_read_as_one() -> None:
    names = "brutto_driftsinntekter (1000 kr);netto_driftsresultat (kroner)"
    result = taken(f"aar;kommunenummer;{names}\n2024;4601;900000;9000000\n")
    assert "netto_driftsresultat" not in only(result).belop
    assert codes(result) == ["ukjent-kolonne"]


def test_a_heading_without_rows_says_so() -> None:
    assert codes(taken(HEAD)) == []
    heads = (
        HEAD,
        "Konto;Funksjon;Beløp 2024",
        "Økonomisk oversikt drift;Regnskap 2024",
        "region;år;Brutto driftsinntekter (1000 kr);Netto driftsresultat (1000 kr)",
        "region;2023",
    )
    for head in heads:
        told = json.loads(compute_json([("f.csv", head.encode())], {}))["problemer"]
        assert "ingen rader med tall" in told[-1]["melding"]
    good = ("g.csv", (HEAD + "2024;4601;Bergen;290000;29149000;-713159\n").encode())
    told = json.loads(compute_json([good, ("f.csv", heads[-1].encode())], {}))["problemer"]
    assert [(one["kode"], one["fil"]) for one in told] == [("bare-overskrift", "f.csv")]


@pytest.mark.parametrize("people", ["149,048", "149.048", "149 048", "149048", "149048.0"])
def test_nobody_is_split_whatever_the_decimal_sign(people: str) -> None:
    row = f'2023,1103,Stavanger,"{people}","15,215,233.5","490,691.5"\n'
    assert only(taken(HEAD.replace(";", ",") + row)).folkemengde == 149_048


# Decimals and an amount without any: what «32.595» is, the other amounts say.
UNITS = [
    ("2024", "4601", "Bergen", "290000", "29149000.25", "-713159.5"),
    ("2023", "4601", "Bergen", "289330", "27500000.75", "15000.5"),
    ("2024", "0301", "Oslo", "717710", "86000000.5", "-774000.25"),
    ("2024", "4640", "Sogndal", "12272", "1420000.5", "32595"),
]
NAMES = (
    ("aar", "År", "regnskapsår"),
    ("kommunenummer", "Kommunenr", "KNR"),
    ("navn", "Kommune", "kommunenavn"),
    ("folkemengde", "Innbyggere", "folketal"),
    ("brutto_driftsinntekter", "Brutto driftsinntekter", "Sum driftsinntekter"),
    ("netto_driftsresultat", "Netto driftsresultat", "NETTO DRIFTSRESULTAT"),
)
MARKS = [(",", " "), (",", "\u00a0"), (",", "."), (".", ","), (".", " "), (",", ""), (".", "")]


def written(amount: str, decimal: str, thousands: str, minus: str) -> str:
    text = f"{abs(Decimal(amount)):,}".replace(",", "_").replace(".", decimal)
    text = text.replace("_", thousands)
    if Decimal(amount) >= 0:
        return text
    return f"({text})" if minus == "(" else f"{text}-" if minus == "after" else f"{minus}{text}"


@st.composite
def templates(draw: st.DrawFn) -> bytes:
    """Draw the units with any headings, order, marks, minus, unit, delimiter, ends and encoding."""
    decimal, thousands = draw(st.sampled_from(MARKS))
    minus = draw(st.sampled_from(["-", "\u2013", "\u2212", "(", "after"]))
    in_kroner = draw(st.booleans())
    columns = draw(st.permutations(range(len(NAMES))))
    names = [draw(st.sampled_from(NAMES[at])) for at in columns]
    rows = [names]
    for unit in draw(st.permutations(UNITS)):
        amounts = [f"{Decimal(one) * 1000:.2f}" if in_kroner else one for one in unit[4:]]
        cells = (*unit[:4], *(written(one, decimal, thousands, minus) for one in amounts))
        rows.append([cells[at] for at in columns])
    delimiter = draw(st.sampled_from([";", "\t", "|", ","]))
    quoted = delimiter == "," or draw(st.booleans())
    lines = [delimiter.join(f'"{one}"' if quoted else one for one in row) for row in rows]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return (
        end.join(lines).encode(codec, "replace").replace(b"?", b"-" if minus == "\u2212" else b"?")
    )


@tried(1)
@given(data=templates())
def test_units_are_the_same_however_they_are_written(data: bytes) -> None:
    (reading,) = read_sources([Source("f", data)], Options()).readings
    found = {
        (one.aar, one.kommunenummer, one.navn, one.folkemengde): tuple(
            one.belop[post].verdi for post in ("brutto_driftsinntekter", "netto_driftsresultat")
        )
        for one in reading.regnskap
    }
    assert found == {
        (int(aar), code, name, int(people)): (Decimal(income), Decimal(net))
        for aar, code, name, people, income, net in UNITS
    }

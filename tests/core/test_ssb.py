"""Format 4: whatever shape a table is given, it says the same; and no shape makes it raise."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.readers.ssb.regions import read_region
from kommuneindikatorer.reading import read_sources
from kommuneindikatorer.register import code_of
from support.properties import tried

TITLE = '"12137: Nøkkeltall, konsern"'
EXPECTED = {("4601", 2023, 5), ("4601", 2024, -7), ("1507", 2023, 1), ("1507", 2024, 2)}
LABELS = st.sampled_from(
    [
        "region",
        "år",
        "2023",
        "Netto driftsresultat 2024",
        "4601 Bergen",
        "EAK",
        "",
        "..",
        "1.234",
        '"',
    ]
)
TEXT = st.one_of(LABELS, st.text(max_size=6))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner)
    ),
    max_leaves=8,
)


def found(text: str, codec: str = "utf-8") -> set[tuple[str | None, int | None, Decimal | None]]:
    result = read_sources([Source("f", text.encode(codec))], Options())
    assert result.problemer == ()
    return {
        (one.kommunenummer, one.aar, one.belop["netto_driftsresultat"].verdi)
        for reading in result.readings
        for one in reading.regnskap
    }


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "region", ["{code}", "{code} {name}", "{code} - {name}", "{code} {name} (2020-2024)"]
)
@pytest.mark.parametrize("top", ["", TITLE + "\n\n"])
def test_every_shape_of_one_table_says_the_same(
    codec: str, delimiter: str, region: str, top: str
) -> None:
    units = [region.format(code=c, name=n) for c, n in (("4601", "Bergen"), ("1507", "Ålesund"))]
    variable = "Netto driftresultat (1000 kr)"
    wide = [["region", "statistikkvariabel", "2023", "2024"]]
    wide += [[u, variable, *v] for u, v in zip(units, (("5", "-7"), ("1", "2")), strict=True)]
    by_variable = [["region", f"{variable} 2023", f"{variable} 2024"]]
    by_variable += [[row[0], *row[2:]] for row in wide[1:]]
    long = [["region", "statistikkvariabel", "år", "12137: Nøkkeltall"]]
    long += [
        [row[0], variable, year, row[place]]
        for row in wide[1:]
        for place, year in ((2, "2023"), (3, "2024"))
    ]
    for rows in (wide, by_variable, long):
        lines = "\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows)
        note = "\n\nKilde: Statistisk sentralbyrå\nTall for ålesund er endelige nå\n"
        assert found(top + lines + note, codec) == EXPECTED


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("4601", "4601", None),
        ("4601 Bergen", "4601", "Bergen"),
        ("K-4601 Bergen", "4601", "Bergen"),
        ("Oslo - Oslove", None, "Oslo - Oslove"),
        ("3001 Halden (2020-2023)", "3001", "Halden"),
        ("3411 Våler (Innlandet)", "3411", "Våler (Innlandet)"),
        ("5001 Trondheim - Tråante (-2017)", "5001", "Trondheim - Tråante"),
        ("301", "0301", None),
    ],
)
def test_a_region_is_read_in_all_its_ways(text: str, code: str | None, name: str | None) -> None:
    region = read_region(text, "region")
    assert region is not None
    assert (region.kommunenummer, region.navn) == (code, name)


@pytest.mark.parametrize(
    "text",
    [
        "EAK",
        "EAKUO Landet uten Oslo",
        "EKG01",
        "0 Hele landet",
        "9999 Uoppgitt",
        "Landet",
        "",
        "0000",
    ],
)
def test_an_average_is_no_unit(text: str) -> None:
    assert read_region(text, "region") is None


def check(data: bytes) -> None:
    result = read_sources([Source("f", data)], Options(format="ssb"))
    (one,) = result.filer
    assert one.lest + one.avvist == one.rader
    assert one.avvist >= 0


@tried(3)
@given(st.lists(st.lists(TEXT, max_size=6).map(";".join), max_size=8).map("\n".join))
def test_no_table_raises(text: str) -> None:
    check(text.encode("utf-8", errors="replace"))
    check(("region;år;statistikkvariabel;verdi\n" + text).encode("utf-8", errors="replace"))
    check(("region;statistikkvariabel;2023;2024\n" + text).encode("utf-8", errors="replace"))


@tried(3)
@given(
    st.sampled_from(["id", "size", "dimension", "value", "status", "role", "label"]),
    JSON,
    st.integers(0, 400),
)
def test_no_json_raises(key: str, value: object, cut: int) -> None:
    table = {
        "id": ["region", "Tid"],
        "size": [1, 1],
        "dimension": {
            "region": {"category": {"index": ["4601"]}},
            "Tid": {"category": {"index": {"2023": 0}}},
        },
        "value": [1],
    }
    text = json.dumps(table | {key: value})
    check(text.encode())
    check(text.encode()[:cut])


def test_deep_or_huge_json_is_refused() -> None:
    check(b'{"value":' + b"[" * 200_000)
    check(b'{"dimension":1,"size":1,"value":[' + b"1" * 5000 + b"]}")


def test_json_on_one_line_longer_than_a_line_may_be_is_read() -> None:
    count = 120_000
    years = {"index": ["2023"], "label": {"2023": "2023"}}
    codes = [f"{number}" for number in range(1000, 1000 + 9)]
    table = {
        "label": "x" * (count * 10),
        "id": ["region", "begrep", "Tid"],
        "size": [9, 1, 1],
        "dimension": {
            "region": {"category": {"index": codes}},
            "begrep": {"category": {"index": ["AGD23"]}},
            "Tid": {"category": years},
        },
        "value": {"0": 5, "8": 6},
    }
    assert found(json.dumps(table)) == {("1000", 2023, 5), ("1008", 2023, 6)}


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Oslo - Oslove", 2024, "0301"),
        ("Oslo", 2020, "0301"),
        ("drammen", 2023, "3005"),
        ("Drammen", 2024, "3301"),
        ("Ålesund", 2024, "1508"),
        ("Ålesund", 2023, None),  # then 1507, which was split
        ("Våler", 2024, None),  # two have that name
        ("Drammen", 2019, None),
        ("Sørvik", 2024, None),
    ],
)
def test_a_name_without_code_is_looked_up_only_where_there_is_no_doubt(
    name: str, year: int, code: str | None
) -> None:
    assert code_of(name, year) == code


def test_a_row_may_end_before_its_last_column() -> None:
    noted = "region;år;netto driftsresultat;merknad\n4601 Bergen;2021;500\n4601 Bergen;2022;7;"
    result = read_sources([Source("f", noted.encode())], Options())
    assert [one.kode for one in result.problemer] == []
    assert [one.aar for one in result.readings[0].regnskap] == [2021, 2022]
    short = "region;netto driftsresultat;år\n4601 Bergen;2021"
    (problem,) = read_sources([Source("f", short.encode())], Options()).problemer
    assert (problem.kode, problem.sted.rad) == ("uten-aar", 2)


@pytest.mark.parametrize(
    "text", ["region;2023\n;;;Giske\n4601;5", ";2023\n;;Oslo\n", "2023\n;;4601"]
)
def test_a_heading_row_wider_than_the_one_above_does_not_raise(text: str) -> None:
    check(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        (
            '"region"\t"contents"\t"2023"\t"2024"\n'
            '"4601 Bergen"\t"Net operating surplus (NOK 1000)"\t5\t-7\n'
            '"1507 Ålesund (-2023)"\t"Net operating surplus (NOK 1000)"\t1\t2\n'
        ),
        (
            "region;accounting concept (M);year;Sum (NOK 1000)\n"
            "4601 Bergen;Net operating surplus (M);2023;5\n"
            "4601 Bergen;Net operating surplus (M);2024;-7\n"
            "1507 Ålesund;AGD23 Net operating surplus (M);2023;1\n"
            "1507 Ålesund;AGD23 Net operating surplus (M);2024;2\n"
        ),
    ],
)
def test_the_offices_english_tables_say_the_same(text: str) -> None:
    assert found(text) == EXPECTED


def test_an_english_percentage_is_of_the_income() -> None:
    text = (
        "region;Net operating surplus as a percentage of gross operating revenues 2024\n"
        "4601 Bergen;-2,4\n"
    )
    (reading,) = read_sources([Source("f", text.encode())], Options()).readings
    assert reading.regnskap[0].prosent["netto_driftsresultat"].verdi == Decimal("-2.4")

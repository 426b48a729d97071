"""Format 4: the same table says the same in every shape, or is refused; never another figure."""

import json
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from support import ssb_shapes as shapes

BOTH = dict.fromkeys(shapes.VARIABLES, "both") | {"statistikkvariabel": "text", "år": "text"}
TEXTS = dict.fromkeys(shapes.VARIABLES, "text")
CODES = dict.fromkeys(shapes.VARIABLES, "code")
DASHES = BOTH | dict.fromkeys(("region", "art", "statistikkvariabel"), "dash")
HOWS = {"both": BOTH, "texts": TEXTS, "codes": CODES, "dashes": DASHES}
EXPECTED = {
    key: {post: Decimal(one) for post, one in lines.items()}
    for key, lines in shapes.expected().items()
}
type Pivot = tuple[shapes.Axis, shapes.Axis]

PIVOTS = list(shapes.pivots())
FAULTS = frozenset({"nummer-etter-navn", "kommunenummer-uten-null"})


def check(data: bytes | str, name: str = "f") -> None:
    source = Source(name, data.encode() if isinstance(data, str) else data)
    result = read_sources([source], Options())
    assert {one.kode for one in result.problemer} <= FAULTS, result.problemer
    found = {
        (one.kommunenummer, one.aar): {post: belop.verdi for post, belop in one.belop.items()}
        for reading in result.readings
        for one in reading.regnskap
    }
    assert found == EXPECTED
    assert {one.basis.value for reading in result.readings for one in reading.regnskap} == {
        "konsern"
    }
    (filing,) = result.filer
    assert filing.lest == filing.rader


NOTES = [
    [],
    ["Fotnoter:"],
    ["1 Tall for ikke-oppgitte kommuner; se listen over endringer"],
    ["Kilde: Statistisk sentralbyrå"],
]


def merged(pivot: Pivot, how: str, *, named: bool = False, groups: bool = False) -> shapes.Rows:
    return shapes.merged(*pivot, HOWS[how], named=named, groups=groups)


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_every_pivot_of_joined_headings_says_the_same(how: str) -> None:
    for stub, heading in PIVOTS:
        check(shapes.text(shapes.joined(stub, heading, HOWS[how], codes=how == "codes")))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["both", "codes"])
def test_every_pivot_of_headings_in_several_rows_says_the_same(how: str) -> None:
    for pivot in PIVOTS:
        check(shapes.text(merged(pivot, how, named=True)))
        check(shapes.text([[shapes.TITLE], [], *merged(pivot, how), *NOTES]))


@pytest.mark.slow
def test_every_pivot_with_a_region_on_a_row_of_its_own_says_the_same() -> None:
    for pivot in PIVOTS:
        check(shapes.text(merged(pivot, "both", groups=True)))


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_every_order_of_a_long_table_says_the_same(how: str) -> None:
    for order in permutations(shapes.VARIABLES):
        rows = shapes.long(order, HOWS[how])
        check(shapes.text(rows))
        check(shapes.text(shapes.counted(rows), ","))
        check(shapes.text(rows[1:], "\t", quoted=False))
        check(shapes.text(shapes.long(order, HOWS[how], shapes.TITLE.partition(", etter")[0])))


@pytest.mark.slow
def test_every_order_of_json_and_px_says_the_same() -> None:
    for order in permutations(shapes.VARIABLES):
        check(shapes.jsonstat(order))
        check(shapes.jsonstat(order, sparse=True))
        check(shapes.jsonstat(order, version_1=True))
        check(shapes.pxweb_json(order))
    for stub, heading in PIVOTS:
        check(shapes.px(stub, heading).encode("cp1252"))
        check(shapes.px(stub, heading, codes=False))


@pytest.mark.parametrize("how", HOWS)
def test_a_workbook_says_the_same(how: str) -> None:
    for pivot in PIVOTS[::9]:
        check(shapes.workbook([[shapes.TITLE], [], *merged(pivot, how), *NOTES]), "tabell.xlsx")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_delimiter_or_encoding_changes_a_figure(codec: str, delimiter: str) -> None:
    rows = shapes.joined(("region", "art"), ("statistikkvariabel", "år"), TEXTS)
    check(shapes.text(rows, delimiter).encode(codec))


@given(st.permutations(range(14)), st.permutations(range(2, 5)))
def test_rows_and_columns_may_stand_in_any_order(rows: list[int], columns: list[int]) -> None:
    given_rows = shapes.joined(("region", "art"), ("statistikkvariabel", "år"), BOTH)
    order = [0, 1, *columns]
    moved = [given_rows[0], *(given_rows[1 + at] for at in rows)]
    check(shapes.text([[row[place] for place in order] for row in moved]))


def test_amounts_in_kroner_or_with_blanks_say_the_same() -> None:
    rows = shapes.joined(("region", "art"), ("statistikkvariabel", "år"), BOTH)
    kroner = [[one.replace("1000 kr", "kr") for one in rows[0]]]
    kroner += [[*row[:2], *(f"{one}000" for one in row[2:])] for row in rows[1:]]
    check(shapes.text(kroner))
    blanks = [
        rows[0],
        *([*row[:2], *(f"{int(one):,}".replace(",", " ") for one in row[2:])] for row in rows[1:]),
    ]
    check(shapes.text(blanks))


def test_two_tables_under_each_other_are_read_as_two() -> None:
    pivot = (("region", "art"), ("statistikkvariabel", "år"))
    rows = shapes.joined(*pivot, BOTH)
    head, below = rows[0], rows[1:]
    check(shapes.text([[shapes.TITLE], [], head, *below[:7], [], head, *below[7:]]))
    check(
        shapes.text(
            [[shapes.TITLE], [], head, *below[:7], [], [shapes.TITLE], [], head, *below[7:]]
        )
    )


@pytest.mark.parametrize("mark", ["*", " *", "¹", " 1)", " (foreløpig)", " f)"])
def test_a_mark_of_preliminary_figures_is_no_part_of_the_year(mark: str) -> None:
    tables = (
        shapes.joined(("region", "art"), ("statistikkvariabel", "år"), BOTH),
        shapes.joined(("år", "region"), ("art", "statistikkvariabel"), BOTH),
        shapes.merged(("region", "art"), ("statistikkvariabel", "år"), BOTH, named=True),
        shapes.long(tuple(shapes.VARIABLES), BOTH),
    )
    for rows in tables:
        check(shapes.text([_marked(rows, at, mark) for at in range(len(rows))]))


def _marked(rows: shapes.Rows, at: int, mark: str) -> list[str]:
    """Return a row with the mark on the years of headings and of the column of years."""
    headings = 1 if rows[0][0] else 2
    return [
        cell + mark if cell.endswith("2024") and (at < headings or rows[0][place] == "år") else cell
        for place, cell in enumerate(rows[at])
    ]


@pytest.mark.parametrize("name", ["aar", "year", "periode", "rekneskapsår"])
def test_a_dimension_of_years_is_time_whatever_it_is_called(name: str) -> None:
    for pivot in PIVOTS[::9]:
        lines = shapes.px(*pivot).splitlines(keepends=True)
        kept = [line.replace('"år"', f'"{name}"') for line in lines if "TIMEVAL" not in line]
        assert len(kept) == len(lines) - 1
        check("".join(kept))
    table = json.loads(shapes.jsonstat(tuple(shapes.VARIABLES)))
    table.pop("role", None)
    check(json.dumps(table).replace('"Tid"', f'"{name}"'))


def test_of_two_dimensions_of_years_none_is_guessed_to_be_time() -> None:
    text = shapes.px(("region", "art"), ("statistikkvariabel", "år")).replace('"år"', '"aar"')
    text = text.replace('TIMEVAL("aar")=TLIST(A1,"2022","2023","2024");', "")
    other = text.replace('HEADING="', 'HEADING="inndeling",\n"')
    other = other.replace('VALUES("aar")', 'VALUES("inndeling")="2020";\nVALUES("aar")')
    assert other.count("inndeling") == 2
    result = read_sources([Source("f.px", other.encode())], Options())
    assert [one.regnskap for one in result.readings] == [()]


def test_a_table_in_a_list_or_a_collection_is_the_table() -> None:
    table = json.loads(shapes.jsonstat(tuple(shapes.VARIABLES)))
    whole = {"version": "2.0", "class": "collection", "link": {"item": [table]}}
    for text in (json.dumps([table]), json.dumps(whole)):
        check(text)
    two = read_sources([Source("f", json.dumps([table, table]).encode())], Options())
    assert [one.kode for one in two.problemer] == ["ikke-json-stat"]
    assert "2 tabeller" in two.problemer[0].melding

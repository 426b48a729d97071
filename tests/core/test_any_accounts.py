"""Whatever accounts say, they are computed or explained, and the JSON holds together."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.session import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.properties import tried

HEAD = (
    "aar;kommunenummer;folkemengde;brutto_driftsinntekter;netto_driftsresultat;"
    "avskrivninger;driftsutgifter\n"
)
CODES = ("0301", "4601", "3005", "3301", "1507", "1508", "1100", "9999")
ROW = st.tuples(
    st.sampled_from((2022, 2023, 2024)),
    st.sampled_from(CODES),
    st.integers(1, 60_000),
    st.integers(-10, 10**14),
    st.integers(-(10**14), 10**14),
    st.sampled_from(("5", "", "-", "0,000001", "x")),
    st.sampled_from(("7", "", "..")),
).map(lambda cells: ";".join(map(str, cells)))
CHOSEN = st.dictionaries(
    st.sampled_from(("folkegrenser", "utvalg", "basis", "aar", "kolonne", "desimaltegn", "ark")),
    st.one_of(st.sampled_from(("0301,3005", "1000,2000", "konsern", "2023")), st.text(max_size=5)),
)


@tried(0.6)
@given(rows=st.lists(ROW, max_size=9), chosen=CHOSEN)
def test_any_accounts_are_computed_or_explained(rows: list[str], chosen: dict[str, str]) -> None:
    result = json.loads(compute_json([("f", (HEAD + "\n".join(rows)).encode())], chosen))
    for unit in result["enheter"]:
        for one in unit["indikatorer"].values():
            has_value = any(one.get(name) is not None for name in ("belop", "pst", "aar"))
            assert has_value or one["mangler"]
    for group in result["grupper"]:
        found = group["netto_driftsresultat"]
        assert found["antall"] <= group["antall"]
        assert (found["median"] is None) == (found["antall"] == 0)


def lengthened(text: str, sign: str, rows: int = 6, columns: int = 6) -> Iterator[str]:
    """Yield a table with one cell after the other, of its first ones, made far too long."""
    lines = text.split("\n")
    delimiter = max(";\t,", key=text.count)
    for at, line in enumerate(lines[:rows]):
        cells = line.split(delimiter)
        for place, cell in enumerate(cells[:columns]):
            quote = '"' if cell.endswith('"') else ""
            long = f"{cell.removesuffix(quote)} {sign * 5000}{quote}"
            changed = delimiter.join((*cells[:place], long, *cells[place + 1 :]))
            yield "\n".join((*lines[:at], changed, *lines[at + 1 :]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name) for name, case in account_cases() if "linjer" in case]
)
def test_a_result_holds_no_text_too_long_to_be_shown(case: dict[str, Any]) -> None:
    ((name, data),) = files_of(case)
    for text in lengthened(data.decode(case.get("koding", "utf-8")), "§"):
        result = compute_json([(name, text.encode())], choices_of(case))
        assert "§" * 401 not in result

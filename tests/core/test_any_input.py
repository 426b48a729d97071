"""No input raises, and none is silently half-read."""

from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import READERS, UVENTET, read_sources
from support.fuzzing import SEED, inputs, wrong_with
from support.properties import tried

HEAD = "aar;kommunenummer;folkemengde;brutto_driftsinntekter;netto_driftsresultat\n"
CELL = st.one_of(
    st.sampled_from(["2023", "0301", "4601", "", "-", "1.234", "=1+1", '"', "\u202e", "(5)"]),
    st.text(max_size=8),
)
ROWS = st.lists(st.lists(CELL, max_size=7).map(";".join), max_size=8).map("\n".join)


def check(data: bytes, options: Options) -> None:
    result = read_sources([Source("fil", data)], options)
    assert len(result.filer) == 1
    for one in result.filer:
        assert one.lest + one.avvist == one.rader
        assert min(one.lest, one.avvist) >= 0
    assert bool(result.readings) or bool(result.problemer)
    assert UVENTET.kode not in {one.kode for one in result.problemer}


@pytest.mark.parametrize("format_", ["", *(reader.ID for reader in READERS)])
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfea")
@example(data=b'"' * 300)
def test_random_bytes_give_a_result_or_problems(format_: str, data: bytes) -> None:
    check(data, Options(format=format_))


@tried(2)
@given(rows=ROWS, cut=st.integers(0, 300))
def test_truncated_and_damaged_templates_are_counted_to_the_last_row(rows: str, cut: int) -> None:
    data = (HEAD + rows).encode("utf-8", errors="replace")
    check(data[: len(HEAD) + cut], Options())


def test_every_line_with_something_on_it_is_counted() -> None:
    text = HEAD + '2023;0301;1;2;3\n"2023;4601;1;2;3\n\n2023;1103;1;2;3\nx\n'
    result = read_sources([Source("fil", text.encode())], Options())
    assert [(one.rader, one.lest, one.avvist) for one in result.filer] == [(5, 3, 2)]


@pytest.mark.slow
def test_inputs_made_by_chance_of_every_kind_are_read_or_explained() -> None:
    given = [one for one in islice(inputs(SEED), 160) if one.size < 50_000]
    assert [(one.kind, wrong) for one in given if (wrong := wrong_with(one))] == []
    kinds = {one.kind for one in given}
    assert kinds == {"csv", "zip", "xlsx", "xlsm", "ods", "html", "mht", "xml"}


def test_a_seed_gives_the_same_inputs_again() -> None:
    text = [[one for one in islice(inputs(3), 40) if one.kind == "csv"] for _ in range(2)]
    assert text[0] == text[1]
    assert text[0] != [one for one in islice(inputs(4), 40) if one.kind == "csv"]

"""Bytes to lines and cells."""

import pytest

from kommuneindikatorer.document import MAX_LINE, Source, TextDocument, open_text
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.row_log import RowLog


def opened(data: bytes, **chosen: str) -> TextDocument:
    return open_text(Source("fil.csv", data), Options(**chosen), Problems())


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in opened(data).rows(RowLog("fil.csv", Problems()))]


@pytest.mark.parametrize(
    ("codec", "kodet"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-bom"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_and_said(codec: str, kodet: str) -> None:
    document = opened("navn;år\nÅl – Æra;1\n".encode(codec))
    assert document.kodet == kodet
    assert document.head == ("navn;år", "Ål – Æra;1")


def test_a_chosen_encoding_goes_before_the_ladder() -> None:
    assert opened("Bø;1".encode("cp865"), koding="cp865").head == ("Bø;1",)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_on_any_system_and_keep_their_numbers(end: bytes) -> None:
    row_log = RowLog("x", Problems())
    lines = list(opened(end.join([b"a", b"", b"b", b""])).lines(row_log))
    assert lines == [(1, "a"), (3, "b")]
    assert row_log.filing("", "").rader == 2


def test_a_line_without_end_is_refused_and_the_next_is_read() -> None:
    problems = Problems()
    row_log = RowLog("x", problems)
    document = opened(b"a\n" + b"x" * (MAX_LINE + 1) + b"\nb\n")
    assert list(document.lines(row_log)) == [(1, "a"), (3, "b")]
    assert row_log.filing("", "").avvist == 1
    assert [(one.kode, one.sted.rad) for one in problems.all()] == [("for-lang-linje", 2)]


def test_lines_over_many_blocks_are_all_there() -> None:
    lines = list(opened(b"12345;678\n" * 300_000).lines(RowLog("x", Problems())))
    assert lines[-1] == (300_000, "12345;678")
    assert len(lines) == 300_000


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5", ";"),
        ("Tabell 1, netto; brutto\n\nregion,2023\nA,1\nB,2\nKilde: SSB", ","),
        ("a\tb\n1,5\t2", "tab"),
        ('"a;b","c"\n"d;e","f"', ","),
        ("ingen\nskille", ""),
    ],
)
def test_the_delimiter_is_the_one_that_gives_equal_rows(text: str, delimiter: str) -> None:
    assert opened(text.encode()).skilletegn == delimiter


def test_a_quoted_cell_may_run_over_lines() -> None:
    assert cells(b'a;b\n"x\ny";"1;2"\nz;3') == [("a", "b"), ("x\ny", "1;2"), ("z", "3")]


def test_a_stray_quote_spoils_only_its_own_line() -> None:
    assert cells(b'a;b\n"x;1\ny;2\nz;3') == [("a", "b"), ('"x', "1"), ("y", "2"), ("z", "3")]


@pytest.mark.parametrize("codec", ["mac-roman", "cp865"])
@pytest.mark.parametrize("text", ["Lønn;1", "På ny;1\nÅr;2", "Økonomi;1", "Æra på Ås;1\n"])
def test_an_encoding_is_found_by_the_letters_it_alone_gives(codec: str, text: str) -> None:
    assert opened(text.encode(codec)).kodet == codec


@pytest.mark.parametrize("text", ["Lønn – «på ny»;1", "a’s “b” – c…;1", "† p;1", "§ 5;1"])
def test_other_signs_of_windows_are_no_letters_of_another_encoding(text: str) -> None:
    assert opened(text.encode("cp1252")).kodet == "cp1252"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_found(codec: str) -> None:
    document = opened("navn\tår\nÅl\t1\n".encode(codec))
    assert document.kodet == "utf-16"
    assert document.head == ("navn\tår", "Ål\t1")


def test_a_line_feed_in_a_cell_does_not_end_the_lines_of_a_mac() -> None:
    assert cells(b'a;b\r"x\ny";2\rz;3\r') == [("a", "b"), ("x\ny", "2"), ("z", "3")]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ('region,"Brutto; netto",2023\nA,"1; 2",3\nB,"x; y",4', ","),
        ("navn,belop\nLønn; sosiale utgifter,1\nKjøp; salg,2\nLån,3", ","),
        ("1,5;2,5;3,5\n1,5;2,5;3,5", ";"),
        ("navn;2023;2022\nKjøp, leie, mv;1,5;2,5", ";"),
        ("a\tb\n1,234,567\t2,345,678", "tab"),
        ("sep=,\na;b;c,d\n1;2;3,4", ","),
        ("sep=;\na;b\n1;2", ";"),
        ("| a | b |\n|---|---|\n| 1,5 | 2,5 |", "|"),
    ],
)
def test_the_delimiter_is_what_makes_the_most_fields_agree(text: str, delimiter: str) -> None:
    assert opened(text.encode()).skilletegn == delimiter


def test_what_only_says_or_draws_the_delimiter_is_no_row() -> None:
    assert cells(b"sep=;;;\na;b\n1;2") == [("a", "b"), ("1", "2")]
    table = b"| a | b |\n|:---|---:|\n| 1 |  |\n"
    assert cells(table) == [(" a ", " b "), (" 1 ", "  ")]
    row_log = RowLog("x", Problems())
    list(opened(table).rows(row_log))
    assert row_log.filing("", "|").rader == 3

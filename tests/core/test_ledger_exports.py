"""One municipality's accounts as many systems would export them: the same figures each time.

The accounts are made by hand: the operating account closes to zero, so its net result is what is
set aside and moved to investment, less what is used of funds.
"""

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.result import Result
from support.properties import tried

type Row = dict[str, str]


@dataclass(frozen=True)
class Line:
    """One account: class, art or chapter, function, and kroner with incomes negative."""

    klasse: str
    art: str
    funksjon: str
    kr: int


DRIFT = (
    Line("1", "010", "120", 21_412_903),
    Line("1", "010", "202", 183_907_411),
    Line("1", "010", "253", 142_330_127),
    Line("1", "020", "202", 12_301_119),
    Line("1", "050", "254", 8_113_207),
    Line("1", "080", "100", 2_913_334),
    Line("1", "090", "202", 39_118_201),
    Line("1", "099", "253", 48_402_113),
    Line("1", "100", "120", 1_301_227),
    Line("1", "115", "253", 5_119_803),
    Line("1", "120", "202", 9_407_221),
    Line("1", "180", "130", 14_003_117),
    Line("1", "195", "120", 7_222_901),
    Line("1", "230", "221", 11_907_043),
    Line("1", "270", "241", 6_713_119),
    Line("1", "350", "273", 9_001_237),
    Line("1", "370", "253", 61_440_127),
    Line("1", "429", "120", 18_203_419),
    Line("1", "470", "390", 24_117_023),
    Line("1", "500", "870", 13_407_111),
    Line("1", "510", "870", 27_113_209),
    Line("1", "590", "221", 31_202_447),
    Line("1", "540", "880", 9_313_201),
    Line("1", "550", "202", 4_107_113),
    Line("1", "570", "880", 3_019_227),
    Line("1", "600", "254", -29_407_119),
    Line("1", "620", "120", -3_113_207),
    Line("1", "640", "345", -37_901_343),
    Line("1", "700", "202", -41_119_227),
    Line("1", "710", "253", -17_227_101),
    Line("1", "729", "850", -18_203_419),
    Line("1", "800", "840", -251_119_043),
    Line("1", "810", "850", -33_307_129),
    Line("1", "870", "800", -241_119_207),
    Line("1", "874", "800", -16_117_311),
    Line("1", "900", "870", -4_207_113),
    Line("1", "905", "870", -3_111_207),
    Line("1", "950", "202", -1_903_117),
    Line("1", "990", "860", -31_202_447),
)
INVESTERING = (
    Line("0", "230", "222", 41_207_113),
    Line("0", "429", "222", 9_113_201),
    Line("0", "010", "222", 1_207_331),
    Line("0", "910", "870", -48_508_418),
    Line("0", "970", "880", -3_019_227),
)
BALANSE = (
    Line("2", "10", "", 201_113_207),
    Line("2", "27", "", 913_207_119),
    Line("2", "45", "", -611_307_113),
    Line("2", "51", "", -31_113_207),
    Line("2", "56", "", -87_413_119),
    Line("2", "5990", "", -384_486_887),
)
OFF = -sum(line.kr for line in DRIFT)
"""What purchases must be to close the account."""
CLOSED = (*DRIFT, Line("1", "240", "190", OFF))
SET_ASIDE = 9_313_201 + 4_107_113 + 3_019_227 - 1_903_117
"""The net operating result, kroner."""
FUND = 87_413_119
INCOME = sum(
    -line.kr for line in DRIFT if line.art in {"600", "620", "640", "700", "710", "729"}
) + sum(-line.kr for line in DRIFT if line.art in {"800", "810", "870", "874"})


def test_the_accounts_of_these_tests_are_whole() -> None:
    assert sum(line.kr for line in CLOSED) == 0
    assert OFF > 0
    assert sum(line.kr for line in INVESTERING) == 0
    assert sum(line.kr for line in BALANSE) == 0


def table(rows: Iterable[Sequence[object]], delimiter: str = ";") -> str:
    return "".join(delimiter.join(map(str, row)) + "\n" for row in rows)


def spaced(kr: int, mark: str = " ", decimals: str = "") -> str:
    return f"{kr:,}".replace(",", mark) + decimals


def balance_account(line: Line, length: int) -> str:
    return f"2{line.art}".ljust(length, "0")


def agresso() -> str:
    """Return 5 digits with class first, amounts with blanks, a budget column, service in 5."""
    head = "konto;konto(T);ansvar;ansvar(T);tjeneste;tjeneste(T);Regnskap 2022;Rev. budsjett 2022"
    rows = [
        (f"{one.klasse}{one.art}0", "Tekst", 1200, "", f"{one.funksjon}10", "", spaced(one.kr), 0)
        for one in (*CLOSED, *INVESTERING)
    ]
    return head + "\n" + table(rows)


def visma_debit_credit() -> str:
    """Return opening, debit, credit and closing balance, decimals with comma, tabs."""
    rows: list[tuple[object, ...]] = [("Kontonr", "Kontonavn", "IB", "Debet", "Kredit", "UB")]
    for one in (*CLOSED, *INVESTERING):
        debit, credit = (one.kr, 0) if one.kr > 0 else (0, -one.kr)
        account = f"{one.klasse}{one.art}00"
        rows.append((account, "Navn", "0,00", f"{debit},00", f"{credit},00", f"{one.kr},00"))
    for one in BALANSE:
        opening = one.kr - 1_000_000
        account = balance_account(one, 6)
        rows.append((account, "Navn", f"{opening},00", "1000000,00", "0,00", f"{one.kr},00"))
    return "Saldobalanse 2022\n" + table(rows, "\t")


def debit_credit_only() -> str:
    """Return debit and credit without a balance, blank where there is none."""
    head = "Konto;Funksjon;Debet;Kredit\n"
    rows = [
        (
            f"{one.klasse}{one.art}0",
            one.funksjon,
            one.kr if one.kr > 0 else "",
            -one.kr if one.kr < 0 else "",
        )
        for one in CLOSED
    ]
    return "Regnskap;2022;;\n" + head + table(rows)


def xledger_vouchers() -> str:
    """Return vouchers by date, English decimals, each account split over the twelve months."""
    rows: list[tuple[object, ...]] = [("Bilagsnr", "Dato", "Konto", "Art", "Funksjon", "Beløp")]
    for number, one in enumerate(CLOSED):
        part = one.kr // 12
        for month in range(1, 13):
            amount = part if month < 12 else one.kr - 11 * part
            account = f"{one.klasse}{one.art}"
            rows.append(
                (number, f"28.{month:02}.2022", account, one.art, one.funksjon, f"{amount}.00")
            )
    return table(rows)


def framsikt_points() -> str:
    """Return accounts with points and text behind, amounts in 1000 kr said in the heading."""
    head = "Art;Regnskap 2022 (1000 kr);Budsjett 2022 (1000 kr);Avvik i kr\n"
    rows = [
        (f"{one.klasse}.{one.art}.0 Navn på art", f"{Decimal(one.kr) / 1000:.3f}".replace(".", ","))
        for one in CLOSED
    ]
    return head + table((*row, "0", "0") for row in rows)


def excel_lost_zeros() -> str:
    """Return three-digit arts where a spreadsheet took the zeros in front."""
    head = "År;Art;Tjeneste;Beløp i år\n"
    return head + table((2022, int(one.art), one.funksjon, one.kr) for one in CLOSED)


def four_digits_without_class() -> str:
    """Return art and an own digit, zeros in front lost, no class, nynorsk headings."""
    head = "teneste;konto;konto_tekst;rekneskap_2022;budsjett_2023\n"
    rows = ((f"{one.funksjon}00", int(f"{one.art}1"), "", one.kr, 0) for one in CLOSED)
    return head + table(rows)


def six_digits() -> str:
    """Return class, art and two own digits, investment and balance too, amounts with points."""
    head = "Regnskapsår|Hovedkonto|Ansvar|Funksjon|Saldo\n"
    rows = [
        (2022, f"{one.klasse}{one.art}10", "2110", one.funksjon, f"{one.kr:,}".replace(",", "."))
        for one in (*CLOSED, *INVESTERING)
    ]
    rows += [
        (2022, balance_account(one, 6), "", "", f"{one.kr:,}".replace(",", ".")) for one in BALANSE
    ]
    return head + table(rows, "|")


def class_and_art_in_columns() -> str:
    """Return class in words, and art alone in another order."""
    words = {"0": "Investering", "1": "Drift", "2": "Balanse"}
    head = "Beløp;Kostra-art;Kontoklasse;Kostra-funksjon;Årstal;Regnskapsår\n"
    rows = (
        (one.kr, one.art, words[one.klasse], one.funksjon, "", 2022)
        for one in (*CLOSED, *INVESTERING)
    )
    return head + table(rows)


def incomes_positive() -> str:
    """Return incomes as positive and expenses as negative."""
    head = "konto;funksjon;regnskap 2022\n"
    return head + table((f"{one.klasse}{one.art}0", one.funksjon, -one.kr) for one in CLOSED)


def both_positive() -> str:
    """Return incomes and expenses as positive, as reports print them."""
    head = "konto;funksjon;regnskap 2022\n"
    return head + table((f"{one.klasse}{one.art}0", one.funksjon, abs(one.kr)) for one in CLOSED)


def with_totals() -> str:
    """Return totals by word, by group of accounts and without a word, blank rows and a title."""
    lines = ["Rapport;;;", "Periode: 202201 - 202212;;;", ";;;", "Konto;Tekst;Funksjon;Hittil i år"]
    for first in "0123456789":
        group = [one for one in CLOSED if one.art.startswith(first)]
        if not group:
            continue
        lines += [f"1{one.art}0;Navn;{one.funksjon};{spaced(one.kr)}" for one in group]
        total = spaced(sum(one.kr for one in group))
        lines += [f"1{first};Gruppe;;{total}", f"Sum {first};;;{total}", ";;;", f";;;{total}"]
        lines += [f";Sum gruppe;{first};{total}"]
    lines += ["T O T A L T;;;0", "Utskrift 12.01.2023;;;"]
    return "\n".join(lines) + "\n"


def two_headings() -> str:
    """Return a heading of two rows: accounts and budget above, years below."""
    head = ";;Regnskap;Regnskap;Budsjett\nKonto;Funksjon;2022;2021;2023\n"
    rows = ((f"1{one.art}0", one.funksjon, one.kr, one.kr // 2, 0) for one in CLOSED)
    return head + table(rows)


def last_year_first() -> str:
    """Return last year's column before this year's."""
    head = "Konto;Funksjon;Regnskap 2021;Regnskap 2022;Avvik;Forbruk %\n"
    rows = ((f"1{one.art}0", one.funksjon, one.kr // 2, one.kr, 1, 99) for one in CLOSED)
    return head + table(rows)


def periods_in_rows() -> str:
    """Return a period of year and month, thirteen of them, split between two."""
    rows: list[tuple[object, ...]] = [("periode", "konto", "tjeneste", "beloep")]
    for one in CLOSED:
        codes = (f"1{one.art}0", f"{one.funksjon}0")
        rows += [(f"2022{month:02}", *codes, one.kr // 13) for month in range(1, 13)]
        rows += [("202213", *codes, one.kr - 12 * (one.kr // 13))]
    return table(rows)


def own_arts() -> str:
    """Return arts divided further than the chart: the third digit is the municipality's own."""
    own = {"010": "011", "370": "371", "600": "602", "470": "472", "800": "801"}
    head = "konto;tjeneste;regnskap 2022\n"
    rows = ((f"1{own.get(one.art, one.art)}0", one.funksjon, one.kr) for one in CLOSED)
    return head + table(rows)


def investment_as_class_three() -> str:
    """Return drift as class 1 and investment as class 3, as some municipalities number them."""
    klasse = {"1": "1", "0": "3"}
    head = "art;ansvar;tjeneste_nr;regnskap_2022\n"
    rows = (
        (f"{klasse[one.klasse]}{one.art}1", 100, f"{one.funksjon}0", one.kr)
        for one in (*CLOSED, *INVESTERING)
    )
    return head + table(rows)


def quoted_with_nbsp() -> str:
    """Return quoted cells, no-break blanks, a trailing minus, and comma as delimiter."""
    rows = []
    for one in CLOSED:
        amount = f"{abs(one.kr):,}".replace(",", "\u00a0") + (",00-" if one.kr < 0 else ",00")
        rows.append(f'"1{one.art}0","Navn, og mer","{one.funksjon}","{amount}"\n')
    return '"Kontonummer","Kontonavn","Funksjonskode","Bokført beløp 2022"\n' + "".join(rows)


def pivot_with_accounts_written_once() -> str:
    """Return a pivot table: an account stands on the first of its rows, with totals by function."""
    rows: list[tuple[object, ...]] = []
    for number, one in enumerate(CLOSED, start=2):
        part = one.kr // number
        rows.append((f"1{one.art}0", one.funksjon, part))
        rows.append(("", f"{one.funksjon}9", one.kr - part))
    return head_and(rows)


def expenses_and_incomes_in_columns() -> str:
    """Return expenses and incomes in a column each, incomes negative, and a balance of long numbers."""
    rows = [
        (f"1{one.art}0", one.funksjon, max(one.kr, 0) or "", min(one.kr, 0) or "") for one in CLOSED
    ]
    rows += [(f"2{one.art}00{number}1", "", one.kr, "") for number, one in enumerate(BALANSE)]
    return "Regnskap 2022;;;\n" + head_and(rows, "Konto;Funksjonsnr;Utgifter;Inntekter")


def months_in_columns() -> str:
    """Return a column for each month of the year."""
    rows = []
    for one in CLOSED:
        part = one.kr // 12
        rows.append((f"1{one.art}0", one.funksjon, *[part] * 11, one.kr - 11 * part))
    return head_and(rows, "Konto;Tjeneste;" + ";".join(f"2022{month:02}" for month in range(1, 13)))


def months_by_name(names: Sequence[str]) -> Callable[[], str]:
    """Return an export of a column for each month, under such names, and a budget for each."""

    def export() -> str:
        rows = []
        for one in CLOSED:
            part = one.kr // 12
            rows.append((f"1{one.art}0", one.funksjon, *[part] * 11, one.kr - 11 * part))
        return "Regnskap 2022;\n" + head_and(rows, "Konto;Tjeneste;" + ";".join(names))

    return export


MONTHS = ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sept", "okt", "nov", "des")


def debit_or_credit_beside() -> str:
    """Return amounts without signs, the side of each in a column of its own, with reversals."""
    head = "Konto;Funksjon;Beløp;D/K;År"
    rows = [
        (f"1{one.art}0", one.funksjon, abs(kr), "D" if kr > 0 else "K", 2022)
        for one in CLOSED
        for kr in (3 * one.kr, -2 * one.kr)
    ]
    return head_and(rows, head)


def debit_or_credit_beside_signed() -> str:
    """Return the same with signs: the side says nothing more."""
    head = "Konto;Funksjon;Beløp;Debet/Kredit;År"
    rows = [
        (f"1{one.art}0", one.funksjon, kr, "Debet" if kr > 0 else "Kredit", 2022)
        for one in CLOSED
        for kr in (3 * one.kr, -2 * one.kr)
    ]
    return head_and(rows, head)


def movement_called_period() -> str:
    """Return opening balance, movement in a column called period, closing balance."""
    rows = [(f"1{one.art}0", "", 0, f"{one.kr},00", f"{one.kr},00") for one in CLOSED]
    return "Saldobalanse 2022;\n" + head_and(rows, "Konto;Konto (T);IB;Periode;UB")


def opening_balance_named_last() -> str:
    """Return «Saldo IB» before «Saldo UB»."""
    rows = [(f"1{one.art}0 - Navn", 0, one.kr) for one in CLOSED]
    rows += [(balance_account(one, 5), one.kr - 5, one.kr) for one in BALANSE]
    return "Periode: 202201 - 202212;;\n" + head_and(rows, "Konto;Saldo IB;Saldo UB")


def opening_balance_by_date() -> str:
    """Return the balance at the start and at the end of the year."""
    rows = [(f"1{one.art}0", 0, one.kr) for one in CLOSED]
    rows += [(balance_account(one, 5), one.kr - 5, one.kr) for one in BALANSE]
    return head_and(rows, "Konto;Saldo 01.01.2022;Saldo 31.12.2022")


def class_by_letter() -> str:
    """Return drift and investment by a letter."""
    rows = [
        ("D" if one.klasse == "1" else "I", one.art, one.funksjon, one.kr)
        for one in (*CLOSED, *INVESTERING)
    ]
    return head_and(rows, "D/I;Art;Tjeneste;Beløp 2022")


def codes_in_one_cell() -> str:
    """Return account, department and service joined."""
    rows = [(f"1{one.art}0-1000-{one.funksjon}", "", one.kr) for one in CLOSED]
    return head_and(rows, "Kontering;Tekst;Regnskap 2022")


def so_far_this_year() -> str:
    """Return «hiå» for the year so far, of accounts, budget and last year."""
    rows = [(f"1{one.art}0", one.kr, one.kr // 2, one.kr // 3) for one in CLOSED]
    return head_and(rows, "Konto;R hiå 2022;B hiå 2022;R hiå 2021")


def pages() -> str:
    """Return a report at fixed places whose headings stand on every page."""
    lines: list[str] = []
    for at, one in enumerate(CLOSED):
        if at % 15 == 0:
            lines += ["", f"Voss kommune      HOVEDBOK 2022      Side {at // 15 + 1}", ""]
            lines += [f"{'Konto':<8}{'Tekst':<20}{'Funk.':<8}{'Regnskap':>18}", "-" * 54]
        lines.append(f"1{one.art}0   {'Fast lønn':<20}{one.funksjon:<8}{spaced(one.kr):>18}")
    return "\n".join(lines) + "\n"


def quarters_and_the_whole() -> str:
    """Return a column for each quarter and one for the whole year, beside last year's."""
    rows = [(f"1{one.art}0", "Lønn", *[one.kr // 4] * 4, one.kr, one.kr // 3) for one in CLOSED]
    names = [f"{number}. kvartal 2022" for number in range(1, 5)]
    return head_and(rows, ";".join(["Konto", "Kontotekst", *names, "Hele 2022", "Hele 2021"]))


def years_below() -> str:
    """Return headings with the year of each in a row of its own below."""
    rows = [("Oppvekst", one.funksjon, one.art, one.kr // 2, one.kr) for one in CLOSED]
    head = "Område;Kostra funksjon;Kostra art;Disponibelt budsjett;Regnskap\n;;;2022;2022"
    return head_and(rows, head)


def years_below_in_a_short_row() -> str:
    """Return amounts before the accounts, and the years' row without the empty cells at its end."""
    rows = [(one.kr // 2, one.kr, one.funksjon, one.art) for one in CLOSED]
    return head_and(rows, "Budsjett;Regnskap;Kostra funksjon;Kostra art\n2022;2022")


def numbered_dimensions() -> str:
    """Return a journal whose headings bear the dimensions' numbers, and a column without cells."""
    rows = [
        (f"2022{1 + at % 12:02}", 1000 + at, f"1{one.art}0", "4210", one.funksjon, one.kr, "")
        for at, one in enumerate(CLOSED)
    ]
    names = "Periode;Bilagsnr;Dim 1 Konto;Dim 2 Ansvar;Dim 3 Tjeneste;Beløp NOK;Beløp hittil"
    return head_and(rows, names)


def short_dates() -> str:
    """Return the balances at the start and the end of the year, years of two digits."""
    rows = [(f"1{one.art}00", "Navn", 0, one.kr, one.kr) for one in CLOSED]
    return head_and(rows, "Konto;Navn;IB 01.01.22;Bevegelse;UB 31.12.22")


def totals_of_functions() -> str:
    """Return a total below each function's accounts, without a word or an account."""
    rows: list[tuple[object, ...]] = []
    for function in sorted({one.funksjon for one in CLOSED}):
        group = [one for one in CLOSED if one.funksjon == function]
        rows += [(function, f"1{one.art}0", "Navn", one.kr) for one in group]
        rows.append((function, "", "", sum(one.kr for one in group)))
    return head_and(rows, "Funksjon;Konto;Tekst;Regnskap 2022")


def powers_of_ten() -> str:
    """Return numbers as programs write them."""
    rows = [(one.art, one.funksjon, f"{one.kr:.9e}", "2022") for one in CLOSED]
    return head_and(rows, "art;funksjon;belop;aar")


def fixed_places() -> str:
    """Return columns at fixed places, names and thousands with blanks in them."""
    lines = [f"{'Konto':<8}{'Kontonavn':<24}{'Funk.':<8}{'Regnskap 2022':>20}"]
    for at, one in enumerate(CLOSED):
        name = "Fast lønn mv"[: 4 + at % 9]
        lines.append(f"{one.klasse}{one.art}0   {name:<24}{one.funksjon:<8}{spaced(one.kr):>20}")
    return "\n".join(lines) + "\n"


def fixed_places_with_a_rule() -> str:
    """Return columns one blank apart, with a rule below their headings, decimals and a title."""
    lines = ["Hovedbok 2022", "", "KONTO NAVN         FUNK            BELØP"]
    lines.append("----- ------------ ---- ----------------")
    for one in CLOSED:
        amount = spaced(one.kr, ".", ",00")
        lines.append(f"{one.klasse}{one.art}0 {'Lønn, fast':<12} {one.funksjon:<4} {amount:>16}")
    return "\n".join(lines) + "\n"


def row_of_codes() -> str:
    """Return an account at the head of a long row of codes."""
    head = "Kontostreng;Beløp 2022\n"
    rows = ((f"{one.klasse}{one.art}0.2110.{one.funksjon}.0000.000", one.kr) for one in CLOSED)
    return head + table(rows)


def year_of_the_budget_beside() -> str:
    """Return a column with the year of a budget beside the accounts of the year before."""
    head = "Budsjettår;Ansvar;Funksjon;Art;Regnskap 2022;Budsjett 2023\n"
    rows = ((2024, "2110", one.funksjon, one.art, one.kr, round(one.kr, -6)) for one in CLOSED)
    return head + table(rows)


def records_of_a_program() -> str:
    """Return the rows as objects, as an interface gives them."""
    rows = [
        {
            "konto": {"nummer": f"1{one.art}0", "navn": "Navn"},
            "funksjon": one.funksjon,
            "beløp": one.kr,
        }
        for one in CLOSED
    ]
    return json.dumps(
        {"regnskap": "2022", "år": 2022, "rader": [{"år": 2022, **one} for one in rows]}
    )


def list_of_a_program() -> str:
    """Return the same as a list alone, over several lines, amounts with decimals."""
    names = ("Kontonr", "Funksjon", "Regnskap 2022")
    rows = [
        dict(zip(names, (f"1{one.art}0", one.funksjon, one.kr + 0.0), strict=True))
        for one in CLOSED
    ]
    return json.dumps(rows, indent=2)


EXPORTS: tuple[Callable[[], str], ...] = (
    fixed_places,
    fixed_places_with_a_rule,
    row_of_codes,
    year_of_the_budget_beside,
    agresso,
    visma_debit_credit,
    debit_credit_only,
    xledger_vouchers,
    framsikt_points,
    excel_lost_zeros,
    four_digits_without_class,
    six_digits,
    class_and_art_in_columns,
    incomes_positive,
    both_positive,
    with_totals,
    two_headings,
    last_year_first,
    periods_in_rows,
    own_arts,
    investment_as_class_three,
    quoted_with_nbsp,
    pivot_with_accounts_written_once,
    expenses_and_incomes_in_columns,
    months_in_columns,
    months_by_name([f"Regnskap {one}" for one in MONTHS]),
    months_by_name([f"P{number:02}" for number in range(1, 13)]),
    months_by_name([f"Periode {number}" for number in range(1, 13)]),
    months_by_name([str(number) for number in range(1, 13)]),
    months_by_name([f"{one} 2022" for one in MONTHS]),
    debit_or_credit_beside,
    debit_or_credit_beside_signed,
    movement_called_period,
    opening_balance_named_last,
    opening_balance_by_date,
    class_by_letter,
    codes_in_one_cell,
    so_far_this_year,
    powers_of_ten,
    pages,
    quarters_and_the_whole,
    years_below,
    years_below_in_a_short_row,
    numbered_dimensions,
    short_dates,
    totals_of_functions,
    records_of_a_program,
    list_of_a_program,
)


def computed(text: str, navn: str = "eksport.csv", koding: str = "utf-8", **chosen: str) -> Result:
    return compute([Source(navn, text.encode(koding))], Options(**chosen))


def net(result: Result) -> tuple[Decimal | Fraction | None, str | None]:
    """Return the net result of the only unit in kroner, and its per cent of income."""
    (unit,) = result.enheter
    found = unit.indikatorer["netto_driftsresultat"]
    kroner = None if found.belop is None else found.belop * 1000
    return kroner, None if found.pst is None else f"{float(found.pst):.4f}"


EXPECTED = (Decimal(SET_ASIDE), f"{100 * SET_ASIDE / INCOME:.4f}")


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.__name__)
def test_every_export_gives_the_same_result(export: Callable[[], str]) -> None:
    result = computed(export())
    assert result.format == "hovedbok"
    assert result.sporsmal is None, result.sporsmal
    assert net(result) == EXPECTED
    assert result.enheter[0].regnskap.aar == 2022
    (filing,) = result.filer
    assert (filing.lest + filing.avvist, filing.avvist) == (filing.rader, 0)


@pytest.mark.parametrize(
    "export",
    [visma_debit_credit, six_digits, opening_balance_named_last, opening_balance_by_date],
    ids=lambda one: one.__name__,
)
def test_the_fund_is_read_from_the_balance_beside(export: Callable[[], str]) -> None:
    (unit,) = computed(export()).enheter
    fund = unit.indikatorer["disposisjonsfond"].belop
    assert fund is not None
    assert fund * 1000 == FUND


HEADINGS = {
    "konto": ("Konto", "kontonr.", "Kontonummer", "ART", "Artskonto", "Hovedkonto", "konto_nr"),
    "tekst": ("Kontonavn", "konto_tekst", "Tekst", "Beskrivelse", "Konto(T)"),
    "ansvar": ("Ansvar", "ansvarsnr", "Avdeling", "Koststed"),
    "funksjon": ("Funksjon", "Tjeneste", "teneste", "tjeneste_nr", "KOSTRA-funksjon"),
    "belop": (
        *("Regnskap 2022", "rekneskap_2022", "R 2022", "R2022", "Beløp 2022", "beloep"),
        *("Beløp i år", "Saldo", "Utgående saldo", "UB", "Hittil i år", "Bokført", "Faktisk 2022"),
    ),
    "budsjett": ("Budsjett 2022", "Rev. budsjett", "Vedtatt budsj. 2022", "B2022", "Prognose"),
    "avvik": ("Avvik", "Forbruk %", "Avvik i %", "Differanse"),
}
DIGITS = (
    lambda one: f"1{one.art}",
    lambda one: f"1{one.art}0",
    lambda one: f"1{one.art}20",
    lambda one: f"1.{one.art}.0",
    lambda one: f"1{one.art}0 Navn på kontoen",
    lambda one: one.art,
    lambda one: f"{one.art}1",
    lambda one: f"{one.art}10",
    lambda one: str(int(one.art)),
    lambda one: str(int(f"{one.art}0")),
)
AMOUNTS: tuple[Callable[[int], str], ...] = (
    str,
    lambda kr: f"{kr},00",
    spaced,
    lambda kr: spaced(kr, "\u00a0", ",00"),
    lambda kr: spaced(kr, ".", ",00"),
    lambda kr: f"{-kr}-" if kr < 0 else str(kr),
    lambda kr: f"({-kr})" if kr < 0 else str(kr),
    lambda kr: f"{Decimal(kr) / 1000:.3f}0".replace(".", ","),
)


@st.composite
def exports(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the accounts with any headings, order, digits, amounts, delimiter and encoding."""
    names = {role: draw(st.sampled_from(several)) for role, several in HEADINGS.items()}
    extra = draw(st.sets(st.sampled_from(["tekst", "ansvar", "funksjon", "budsjett", "avvik"])))
    roles = draw(st.permutations(["konto", "belop", *sorted(extra)]))
    digits, amount = draw(st.sampled_from(DIGITS)), draw(st.sampled_from(AMOUNTS))
    sign = draw(st.sampled_from([1, -1]))
    lines = draw(st.permutations(CLOSED))
    delimiter = draw(st.sampled_from([";", "\t", "|"]))
    cells = {
        "konto": digits,
        "tekst": lambda _: "Navn",
        "ansvar": lambda _: "2110",
        "funksjon": lambda one: f"{one.funksjon}00",
        "belop": lambda one: amount(sign * one.kr),
        "budsjett": lambda one: amount(one.kr + 17),
        "avvik": lambda _: "12",
    }
    rows = [[names[role] for role in roles]]
    rows += [[cells[role](one) for role in roles] for one in lines]
    return table(rows, delimiter), draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))


@tried(1.5)
@given(drawn=exports())
def test_headings_order_digits_and_marks_do_not_change_the_result(drawn: tuple[str, str]) -> None:
    text, koding = drawn
    result = computed(text, "eksport 2022.csv", koding)
    assert result.sporsmal is None, (result.sporsmal, text[:200])
    assert net(result) == EXPECTED, text[:200]


def head_and(rows: Iterable[Sequence[object]], head: str = "konto;funksjon;regnskap 2022") -> str:
    return head + "\n" + table(rows)


def drift_rows(lines: Iterable[Line] = CLOSED) -> list[tuple[object, ...]]:
    return [(f"1{one.art}0", one.funksjon, one.kr) for one in lines]


def doubted(result: Result) -> list[str]:
    """Return the codes of what holds the figures back, which then are none."""
    codes = [one.problem.kode for unit in result.enheter for one in unit.tvil]
    held = {unit.indikatorer["netto_driftsresultat"].belop for unit in result.enheter if unit.tvil}
    assert held <= {None}
    return codes


def first_answer(result: Result) -> tuple[str, str, str]:
    """Return what is asked for, the first answer and the figure it would give."""
    asked = result.sporsmal
    assert asked is not None
    return asked.valg, asked.svar[0].verdi, asked.svar[0].tall


FIGURE = "14,5 millioner kroner"


def test_a_budget_is_asked_about_and_never_called_accounts() -> None:
    text = head_and(drift_rows(), "konto;funksjon;budsjett 2022")
    result = computed(text)
    assert doubted(result) == ["budsjett"]
    valg, verdi, tall = first_answer(result)
    assert (valg, verdi) == ("kilde", "budsjett")
    assert FIGURE in tall
    chosen = computed(text, kilde="budsjett")
    assert (chosen.sporsmal, net(chosen)) == (None, EXPECTED)
    assert chosen.enheter[0].regnskap.kilde == "budsjett"


def test_a_column_of_budget_versions_or_years_says_that_it_is_a_budget() -> None:
    for heading in ("Budsjettår", "Budsjettversjon"):
        rows = [(2022, *row) for row in drift_rows()]
        result = computed(head_and(rows, f"{heading};konto;funksjon;beløp"))
        assert doubted(result) == ["budsjett"], heading


def test_the_other_side_of_depreciation_is_controlled_only_where_functions_are_known() -> None:
    rows = [(account, kr) for account, _, kr in drift_rows()]
    result = computed(head_and(rows, "konto;regnskap 2022"))
    assert [one.kode for one in result.problemer] == []


@pytest.mark.parametrize(
    ("navn", "tittel"), [("driftsbudsjett.csv", ""), ("fil.csv", "Økonomiplan 2022;;\n")]
)
def test_a_neutral_column_of_a_budget_is_known_by_name_or_title(navn: str, tittel: str) -> None:
    text = tittel + head_and(drift_rows(), "konto;funksjon;beløp")
    assert doubted(computed(text, navn)) == ["budsjett"]
    both = "Regnskap og budsjett 2022;;\n" + head_and(drift_rows(), "konto;funksjon;beløp")
    assert doubted(computed(both)) == []
    named = tittel + head_and(drift_rows(), "konto;funksjon;regnskap 2022")
    assert doubted(computed(named, navn)) == []


def test_amounts_in_whole_thousands_are_a_budget_unless_the_heading_says_accounts() -> None:
    lines = [Line("1", one.art, one.funksjon, round(one.kr, -3)) for one in CLOSED]
    assert doubted(computed(head_and(drift_rows(lines), "konto;funksjon;beløp"))) == ["budsjett"]
    assert doubted(computed(head_and(drift_rows(lines)))) == []


def test_several_budgets_are_columns_to_choose_from() -> None:
    rows = [(*row, 1) for row in drift_rows()]
    result = computed(head_and(rows, "konto;funksjon;budsjett 2023;budsjett 2022"))
    assert first_answer(result)[:2] == ("kolonne", "budsjett 2023")
    chosen = computed(
        head_and(rows, "konto;funksjon;budsjett 2023;budsjett 2022"), kolonne="budsjett 2023"
    )
    assert (doubted(chosen), chosen.enheter[0].regnskap.kilde) == ([], "budsjett")


def test_columns_of_years_alone_are_asked_about() -> None:
    rows = [(account, where, kr, kr // 2) for account, where, kr in drift_rows()]  # type: ignore[operator]
    result = computed(head_and(rows, "konto;funksjon;2022;2021"))
    assert doubted(result)[0] == "flere-belopskolonner"
    assert first_answer(result)[:2] == ("kolonne", "2022")
    assert FIGURE in first_answer(result)[2]


@pytest.mark.parametrize("months", [range(1, 9), [8], range(5, 13)])
def test_a_part_of_the_year_is_held_back(months: Iterable[int]) -> None:
    several = list(months)
    rows = [
        (f"2022{month:02}", f"1{one.art}0", Decimal(one.kr) / len(several))
        for one in CLOSED
        for month in several
    ]
    assert doubted(computed(head_and(rows, "periode;konto;beløp"))) == ["del-av-aaret"]


def test_a_part_of_the_year_may_stand_in_the_title() -> None:
    text = "Periode 202201-202208;;\n" + head_and(drift_rows(), "konto;funksjon;hittil i år")
    assert doubted(computed(text)) == ["del-av-aaret"]


@pytest.mark.parametrize(
    "rows",
    [
        [(f"0{one.art}0", one.funksjon, one.kr) for one in INVESTERING],
        [(f"3{one.art}1", one.funksjon, one.kr) for one in INVESTERING],
        [(f"{one.art}0", one.funksjon, one.kr) for one in INVESTERING],
        [(one.art, one.funksjon, one.kr) for one in INVESTERING],
    ],
)
def test_investment_alone_is_refused_and_why_is_said(rows: list[tuple[object, ...]]) -> None:
    result = computed(head_and(rows))
    assert [one.kode for one in result.problemer] == ["bare-investering"]
    assert not result.enheter
    assert result.filer[0].avvist == result.filer[0].rader


def test_accounts_of_a_company_are_refused() -> None:
    accounts = {3000: -900, 3100: -300, 4300: 400, 5000: 300, 5400: 90, 6300: 70, 7140: 30}
    accounts |= {1500: 200, 1920: 400, 2050: -300, 2400: -200, 8150: 11, 1200: -1}
    rows = [(konto, 1000 * kr + 1) for konto, kr in accounts.items()]
    result = computed(head_and(rows, "Konto;Saldo"))
    assert not any(unit.indikatorer["netto_driftsresultat"].belop for unit in result.enheter)
    assert any(one.alvor == "feil" for one in result.problemer)


def test_rows_without_an_account_hold_the_figure_back() -> None:
    rows = drift_rows()
    rows[5] = ("", rows[5][1], rows[5][2])
    result = computed(head_and(rows))
    assert "belop-uten-konto" in doubted(result)
    assert result.filer[0].avvist == 1


def test_operation_and_investment_that_nothing_tells_apart_is_held_back() -> None:
    rows = [(one.art, one.funksjon, one.kr) for one in (*CLOSED, *INVESTERING)]
    assert "drift-og-investering" in doubted(computed(head_and(rows)))


def test_a_result_among_the_accounts_is_held_back() -> None:
    lines = [one for one in CLOSED if one.art not in {"540", "550", "570", "950"}]
    result = Line("1", "999", "", -sum(one.kr for one in lines))
    assert "resultat-null" in doubted(computed(head_and(drift_rows([*lines, result]))))


def test_closed_accounts_that_lack_rows_are_held_back() -> None:
    assert "drift-gaar-ikke-opp" in doubted(
        computed(head_and(drift_rows((CLOSED[0], *CLOSED[2:]))))
    )


def test_digits_that_may_be_read_two_ways_are_asked_about() -> None:
    accounts = {"1010": 300_000_001, "1100": 40_000_003, "1200": 80_000_007, "1290": 20_000_001}
    text = head_and([(one, "", kr) for one, kr in accounts.items()])
    asked = computed(text).sporsmal
    assert asked is not None
    assert (asked.valg, asked.kode) == ("kontosiffer", "kontosiffer")
    assert [one.verdi for one in asked.svar] == ["kaaa", "aaa"]
    chosen = computed(text, kontosiffer="aaa")
    assert {one.id: one.verdi for one in chosen.antakelser}["kontosiffer"] == "aaa"
    assert "kontosiffer" not in doubted(chosen)


def test_the_first_year_of_a_plan_is_its_budget() -> None:
    rows = [(account, where, kr, kr // 2) for account, where, kr in drift_rows()]  # type: ignore[operator]
    text = "Økonomiplan;;;\n" + head_and(rows, "konto;funksjon;2022;2023")
    assert first_answer(computed(text))[:2] == ("kolonne", "2022")
    chosen = computed(text, kolonne="2022")
    assert (net(chosen), chosen.enheter[0].regnskap.kilde) == (EXPECTED, "budsjett")


def test_columns_of_unknown_names_may_be_chosen() -> None:
    rows = [(one.funksjon, f"1{one.art}0", one.kr, "x") for one in CLOSED]
    text = head_and(rows, "Dim 1;Dim 2;Kolonne A;Ansvar")
    chosen = computed(
        text, kontokolonne="Dim 2", kolonne="3", funksjonskolonne="1", format="hovedbok"
    )
    assert net(chosen) == EXPECTED


def test_an_account_is_found_by_what_is_in_it_where_no_heading_says() -> None:
    rows = [(one.funksjon, f"1{one.art}0", one.kr) for one in CLOSED]
    assert net(computed(head_and(rows, "Tjeneste;Dim 2;Regnskap 2022"))) == EXPECTED


def test_columns_that_no_heading_tells_are_found_by_what_is_in_them() -> None:
    rows = [("x", f"1{one.art}0", one.kr, one.kr // 2) for one in CLOSED]
    result = computed(head_and(rows, "A;B;C;D"), "2022.csv")
    assert first_answer(result)[:2] == ("kolonne", "C")
    assert FIGURE in first_answer(result)[2]
    rows = [("x", f"1{one.art}0", one.kr, 12) for one in CLOSED]
    assert net(computed(head_and(rows, "A;B;C;D"))) == EXPECTED
    assert net(computed(table(rows))) == EXPECTED


def test_a_table_without_accounts_is_refused_by_what_it_lacks() -> None:
    result = computed("tiltak;ansvar;funksjon;nok\n1.01;9201;315;-350000\n1.02;9201;880;350000\n")
    assert [one.kode for one in result.problemer] == ["uten-kontokolonne"]


@given(order=st.randoms())
def test_rows_in_any_order_and_split_in_any_way_give_the_same(order: random.Random) -> None:
    rows = []
    for one in CLOSED:
        part = order.randint(-one.kr, one.kr) if one.kr > 0 else 0
        rows += [(f"1{one.art}0", one.funksjon, part), (f"1{one.art}5", "", one.kr - part)]
    order.shuffle(rows)
    assert net(computed(head_and(rows))) == EXPECTED


def test_some_months_in_columns_are_a_part_of_the_year() -> None:
    rows = [(account, where, kr // 2, kr - kr // 2) for account, where, kr in drift_rows()]  # type: ignore[operator]
    assert doubted(computed(head_and(rows, "konto;funksjon;Jan;Februar"))) == ["del-av-aaret"]


def test_rows_taken_twice_are_held_back_in_one_file_and_in_two() -> None:
    text = head_and(drift_rows())
    assert doubted(computed(text + table(drift_rows()))) == ["doble-rader"]
    turned = head_and(drift_rows()[::-1])
    sources = [Source("a.csv", text.encode()), Source("b.csv", turned.encode())]
    assert doubted(compute(sources, Options())) == ["doble-rader"]


def test_amounts_without_signs_must_close_when_incomes_are_turned() -> None:
    rows = [(f"1{one.art}0", one.funksjon, abs(one.kr)) for one in CLOSED]
    rows += [("16000", "254", 150_000), ("16000", "254", 150_000)]  # a refund whose sign is gone
    assert doubted(computed(head_and(rows))) == ["drift-gaar-ikke-opp"]


def test_a_month_range_in_a_heading_is_a_part_of_the_year() -> None:
    for heading in (
        *("Regnskap jan-aug 2022", "Regnskap per 31.08.2022", "Regnskap 2. tertial 2022"),
        *("Regnskap hittil august 2022", "Regnskap august 2022"),
    ):
        result = computed(head_and(drift_rows(), f"konto;funksjon;{heading}"))
        assert doubted(result) == ["del-av-aaret"], heading
    whole = computed(head_and(drift_rows(), "konto;funksjon;Regnskap per 31.12.2022"))
    assert net(whole) == EXPECTED


@pytest.mark.parametrize(
    ("navn", "title"),
    [
        ("eksport.csv", "Dato: 01.01.2022 - 31.08.2022;;\n"),
        ("eksport.csv", "Fra 01.01.2022 til 31.08.2022;;\n"),
        ("saldobalanse per august 2022.csv", ""),
        ("saldobalanse_202208.csv", ""),
    ],
)
def test_a_part_of_the_year_may_stand_in_dates_or_the_name(navn: str, title: str) -> None:
    text = title + head_and(drift_rows(), "konto;funksjon;saldo")
    assert doubted(computed(text, navn)) == ["del-av-aaret"]
    whole = text.replace("31.08", "31.12")
    assert net(computed(whole, navn.replace("august", "desember").replace("08", "12"))) == EXPECTED


def test_months_of_two_years_are_not_added() -> None:
    rows = [
        (f"1{one.art}0", *[one.kr // 7] * 12, *[one.kr // 12] * 11, one.kr - 11 * (one.kr // 12))
        for one in CLOSED
    ]
    names = [f"{one} {year}" for year in (2021, 2022) for one in MONTHS]
    result = computed(head_and(rows, "Konto;" + ";".join(names)))
    assert (net(result), result.enheter[0].regnskap.aar) == (EXPECTED, 2022)


def test_an_operation_without_interest_and_instalments_is_held_back() -> None:
    rows = [
        (f"1{one.art}0", one.funksjon, one.kr)
        for one in CLOSED
        if one.art < "500" or "600" <= one.art < "900"
    ]
    assert doubted(computed(head_and(rows))) == ["uten-finans"]


def test_a_line_wider_than_the_columns_is_refused_and_not_cut() -> None:
    text = fixed_places_with_a_rule()
    result = computed(f"{text}10100 Et navn som er for langt 120           1.000,00\n")
    assert result.filer[0].avvist == 1
    assert net(result) == net(computed(text))


def test_rows_with_more_cells_than_the_heading_are_asked_about() -> None:
    text = months_in_columns()
    head, _, rows = text.partition("\n")
    cells = head.split(";")
    joined = [*cells[:3], cells[3] + cells[4], *cells[5:]]
    result = computed("\n".join([";".join(joined), rows]))
    assert "forskjovet-overskrift" in doubted(result)
    assert doubted(computed("\n".join([f"{head};;", rows]))) == []


def test_much_of_the_amount_on_arts_no_chart_has_is_held_back() -> None:
    rows = [*drift_rows(), ("1699", "120", -900_000_003), ("1349", "120", 900_000_003)]
    assert "mye-ukjent-art" in doubted(computed(head_and(rows)))


def test_a_column_of_code_and_text_is_the_account_where_there_is_no_other() -> None:
    rows = drift_rows()
    plain = computed(head_and(rows))
    said = [(f"{konto} Navn", f"{funksjon} Tjeneste", kr) for konto, funksjon, kr in rows]
    result = computed(head_and(said, "Konto (T);Tjeneste (T);Regnskap 2022"))
    assert net(result) == net(plain)
    assert result.format == "hovedbok"


def halves() -> list[list[tuple[object, ...]]]:
    """Return the vouchers of January to June, and those of July to December."""
    return [
        [
            (f"2022{month:02}", f"1{one.art}0", one.kr // 12 + (month == 12) * (one.kr % 12))
            for one in CLOSED
            for month in months
        ]
        for months in (range(1, 7), range(7, 13))
    ]


def computed_together(
    *files: list[tuple[object, ...]], head: str = "periode;konto;beløp"
) -> Result:
    return compute(
        [Source(f"{at}.csv", head_and(rows, head).encode()) for at, rows in enumerate(files)],
        Options(),
    )


def test_two_files_of_half_a_year_each_are_a_whole_year() -> None:
    first, second = halves()
    assert net(computed_together(first, second)) == EXPECTED
    assert doubted(computed_together(first)) == ["del-av-aaret"]
    rows = [("1532", *row) for row in (*first, *second)]
    half = [("1531", *row) for row in first]
    both = computed_together(rows, half, head="region;periode;konto;beløp")
    codes = {
        unit.regnskap.kommunenummer: {one.problem.kode for one in unit.tvil}
        for unit in both.enheter
    }
    assert codes["1532"] == set()
    assert "del-av-aaret" in codes["1531"]


BALANCE_OF_DECEMBER: list[tuple[object, ...]] = [
    ("202212", "25600", -50_000_000),
    ("202212", "25990", -150_000_000),
    ("202212", "22700", 200_000_000),
]


def of_months(*months: int) -> list[tuple[object, ...]]:
    return [(f"2022{one:02}", f"1{line.art}0", line.kr // 12) for line in CLOSED for one in months]


def test_the_balance_of_december_does_not_end_a_year_of_operations() -> None:
    part = computed_together(of_months(*range(1, 12)), BALANCE_OF_DECEMBER)
    assert doubted(part) == ["del-av-aaret"]
    whole = computed_together(of_months(*range(1, 13)), BALANCE_OF_DECEMBER)
    assert doubted(whole) == []


@pytest.mark.parametrize("last", [(10, 11, 12), (12,)])
def test_files_of_parts_are_a_whole_year_by_every_month(last: tuple[int, ...]) -> None:
    begin = range(1, last[0])
    assert doubted(computed_together(of_months(*begin), of_months(*last))) == []
    assert doubted(computed_together(of_months(*begin[:3]), of_months(*last))) == ["del-av-aaret"]


def test_files_that_share_some_periods_are_held_back() -> None:
    first, second = halves()
    assert "samme-perioder" in doubted(computed_together([*first, *second], first))


def test_a_column_so_far_by_period_is_not_summed() -> None:
    rows = [
        (f"2022{month:02}", f"1{one.art}0", one.kr * month // 12)
        for one in CLOSED
        for month in range(1, 13)
    ]
    assert doubted(computed(head_and(rows, "periode;konto;hittil i år")))[0] == "akkumulert"
    last = [row for row in rows if row[0] == "202212"]
    assert net(computed(head_and(last, "periode;konto;hittil i år"))) == EXPECTED


def test_an_amount_like_the_one_above_it_is_no_total_in_a_pivot_table() -> None:
    rows: list[tuple[object, ...]] = []
    for number, one in enumerate(CLOSED):
        second = 1000 if number % 5 else one.kr // 2
        rows.append((f"1{one.art}0", one.funksjon, one.kr - second))
        rows.append(("", one.funksjon, second))
    assert net(computed(head_and(rows))) == EXPECTED
    twice = [row for one in drift_rows() for row in (one, ("", *one[1:]))]
    assert doubted(computed(head_and(twice))) == ["belop-uten-konto"]


def test_only_a_heading_says_that_amounts_are_of_the_whole_year() -> None:
    rows = [(account, where, kr // 2, kr) for account, where, kr in drift_rows()]  # type: ignore[operator]
    title = "2. tertial 2022, budsjett for hele året;;;\n"
    part = title + head_and(rows, "konto;funksjon;regnskap;budsjett")
    assert doubted(computed(part)) == ["del-av-aaret"]
    whole = "Kvartalsrapport;;;\n" + head_and(rows, "konto;funksjon;Januar 2022;Hele 2022")
    assert net(computed(whole)) == EXPECTED
    asked = first_answer(computed(head_and(rows, "konto;funksjon;Hittil 2022;Hele 2022")))
    assert asked[:2] == ("kolonne", "Hittil 2022")


def test_several_companies_in_a_file_are_held_back() -> None:
    rows = [("01", *row) for row in drift_rows()]
    head = "Firma;konto;funksjon;regnskap 2022"
    assert net(computed(head_and(rows, head))) == EXPECTED
    others = [("60", account, where, kr // 10) for account, where, kr in drift_rows()]  # type: ignore[operator]
    assert "flere-selskap" in doubted(computed(head_and([*rows, *others], head)))
    once = [*rows[:1], *(("", *row[1:]) for row in rows[1:])]
    assert net(computed(head_and(once, head))) == EXPECTED
    assert "flere-selskap" in doubted(computed(head_and([*rows[:2], *once[2:]], head)))


def test_a_company_column_with_the_same_total_on_every_row_has_no_totals() -> None:
    rows = [("Total kommune", *row) for row in drift_rows()]
    head = "Firma;konto;funksjon;regnskap 2022"
    assert net(computed(head_and(rows, head))) == EXPECTED
    # Beside the total, a company's own rows would be counted twice.
    own = [("Kirkevik KF", *row) for row in drift_rows()[:3]]
    assert net(computed(head_and([*own, *rows], head))) != EXPECTED
    late = [*rows * 30, *own]
    assert "flere-selskap" in doubted(computed(head_and(late, head)))


@pytest.mark.parametrize("name", ["Firma", "Klient"])
def test_a_column_of_suppliers_is_none_of_companies(name: str) -> None:
    head = f"{name};bilagsnr;konto;funksjon;regnskap 2022"
    rows = [(f"Levering {at} AS", at, *row) for at, row in enumerate(drift_rows(), start=1)]
    assert net(computed(head_and(rows, head))) == EXPECTED
    total = [("Total Bygg AS", *rows[0][1:]), *rows[1:]]
    assert "flere-selskap" in doubted(computed(head_and(total, head)))
    two = [(f"Firma {at % 2}", at, *row) for at, row in enumerate(drift_rows(), start=1)]
    assert "flere-selskap" in doubted(computed(head_and(two, head)))


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Overføringer fra Giske kommune til Sula kommune", None),
        ("Giske kommune, regnskap for Giske kommune", "1532"),
    ],
)
def test_two_municipalities_in_a_title_name_nobody(title: str, number: str | None) -> None:
    result = computed(f"{title} 2022;;\n{head_and(drift_rows(), 'konto;funksjon;regnskap 2022')}")
    assert result.enheter[0].regnskap.kommunenummer == number


def test_accounts_of_a_companys_chart_are_named() -> None:
    rows = [
        *(("1920", 410), ("2000", -100), ("2400", -60), ("3000", -8800), ("3600", -200)),
        *(("4000", 3100), ("5000", 3600), ("5400", 520), ("6300", 400), ("7140", 90), ("8150", 8)),
    ]
    result = computed(head_and([(one, kr * 1000) for one, kr in rows], "Kontonr.;Utgående saldo"))
    assert result.enheter == ()
    assert [one.kode for one in result.problemer] == ["kontoer-uten-arter"]


def test_years_alone_in_whole_thousands_are_not_proposed() -> None:
    rows = [(account, kr, round(kr, -3)) for account, _, kr in drift_rows()]  # type: ignore[call-overload]
    valg, verdi, tall = first_answer(computed(head_and(rows, "konto;2022;2023")))
    assert (valg, verdi) == ("kolonne", "2022")
    assert FIGURE in tall


def test_a_title_names_the_municipality() -> None:
    text = "Giske kommune;;\n" + head_and(drift_rows())
    assert computed(text).enheter[0].regnskap.kommunenummer == "1532"
    firm = computed(f"Giske kommune eiendom KF;;\n{head_and(drift_rows())}")
    assert firm.enheter[0].regnskap.kommunenummer is None
    rows = [("Giske kommune", *row) for row in drift_rows()]
    named = computed(head_and(rows, "Kommune;konto;funksjon;regnskap 2022"))
    assert (named.enheter[0].regnskap.kommunenummer, net(named)) == ("1532", EXPECTED)


def test_a_title_names_the_municipality_of_the_files_beside_it() -> None:
    drift = "Giske kommune;;\n" + head_and(drift_rows())
    balance = "konto;beløp 2022\n25600;-50000000\n25990;-150000000\n22700;200000000\n"
    sources = [Source("d.csv", drift.encode()), Source("b.csv", balance.encode())]
    (unit,) = compute(sources, Options()).enheter
    assert unit.regnskap.kommunenummer == "1532"
    assert unit.indikatorer["disposisjonsfond"].belop == 50_000


@pytest.mark.parametrize("heading", ["Estimert 2022", "Anslag 2022", "Forventet 2022"])
def test_an_estimate_is_no_account(heading: str) -> None:
    assert doubted(computed(head_and(drift_rows(), f"konto;funksjon;{heading}"))) == ["budsjett"]
    text = f"{heading};;\n" + head_and(drift_rows(), "konto;funksjon;beløp")
    assert doubted(computed(text)) == ["budsjett"]


@pytest.mark.parametrize("title", ["Prognose driftsregnskap 2022", "Budsjettert regnskap 2022"])
def test_a_title_of_expected_accounts_is_of_no_accounts(title: str) -> None:
    rows = [(f"{one.klasse}{one.art}0", one.funksjon, one.kr) for one in CLOSED]
    text = head_and(rows, "konto;funksjon;2022")
    assert doubted(computed(f"{title};;\n{text}")) == ["budsjett"]
    assert doubted(computed(f"Regnskap 2022 og budsjett 2023;;\n{text}")) == []

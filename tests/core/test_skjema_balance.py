"""The balance § 5-8: alone, beside the form, either sign; and what is no account of a municipality."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.test_skjema_columns import LAST, PLAN, RESULT, THIS, computed, form, result_of
from core.test_skjema_text import WRITTEN
from kommuneindikatorer.document import Source
from kommuneindikatorer.options import Options
from kommuneindikatorer.reading import read_sources
from support.properties import tried

FUNDS = {
    "Sum anleggsmidler": 2_000_000,
    "Sum eiendeler": 2_635_101,
    "Disposisjonsfond": 32_829,
    "Bundne driftsfond": 11_786,
    "Ubundne investeringsfond": 109_591,
    "Merforbruk i driftsregnskapet": -500,
    "Kapitalkonto": 211_485,
    "Sum egenkapital": 365_191,
    "Langsiktig gjeld": 2_000_000,
    "Sum egenkapital og gjeld": 2_635_101,
}
ASSETS = ("Sum anleggsmidler", "Sum eiendeler")


def balance(headings: str, *, sign: int = 1, unit: int = 1, note: bool = False) -> str:
    """Return a balance with this year and last year, which has a seventh less of everything."""
    rows = ["Balanse (§ 5-8)", f";{'Note;' if note else ''}{headings}", "EIENDELER"]
    for number, (name, amount) in enumerate(FUNDS.items()):
        if name == "Disposisjonsfond":
            rows.append("EGENKAPITAL OG GJELD")
        factor = unit * (1 if name in ASSETS else sign)
        notes = f"{number + 3};" if note else ""
        rows.append(f"{name};{notes}{amount * factor};{(amount - amount // 7) * factor}")
    return "\n".join(rows)


def fund_of(result: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 - JSON
    (unit,) = result["enheter"]
    found = unit["indikatorer"]["disposisjonsfond"]
    return unit["aar"], found["belop"], found["pst"] and round(float(found["pst"]), 2)


@pytest.mark.parametrize(
    "headings",
    [
        "Regnskap 2022;Regnskap 2021",
        "2022;2021",
        "31.12.2022;31.12.2021",
        "UB 2022;IB 2022",
        "31.12.2022;01.01.2022",
        "Rekneskap 2022;Rekneskap 2021",
    ],
)
@pytest.mark.parametrize(("sign", "unit", "note"), [*product((1, -1), (1, 1000), (False, True))])
def test_a_balance_alone_gives_the_fund(headings: str, sign: int, unit: int, *, note: bool) -> None:
    result = computed(balance(headings, sign=sign, unit=unit, note=note))
    assert fund_of(result) == (2022, "32829", None)
    assert result["sporsmal"] is None


FORM = form("Regnskap 2022;Budsjett 2022;Regnskap 2021", THIS, PLAN, LAST, above="Drift")
SHARE = round(100 * 32_829 / THIS[3], 2)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_fund_of_the_same_year_stands_beside_the_form(sign: int) -> None:
    beside = balance("Regnskap 2022;Regnskap 2021", sign=sign, note=True)
    assert fund_of(computed(f"{FORM}\n\n{beside}")) == (2022, "32829", SHARE)
    last = computed(f"{FORM}\n\n{beside}", kolonne="Regnskap 2021")
    assert fund_of(last)[:2] == (2021, str(32_829 - 32_829 // 7))


def test_a_balance_of_another_year_is_not_taken_for_this() -> None:
    result = computed(f"{FORM}\n\n{balance('Regnskap 2019;Regnskap 2018')}")
    assert fund_of(result) == (2022, None, None)
    assert "balanse-ikke-brukt" in {one["kode"] for one in result["problemer"]}


def test_what_is_set_aside_is_no_fund() -> None:
    below = "Netto avsetninger til eller bruk av;;\nBundne driftsfond;5;1\nDisposisjonsfond;-7;1"
    result = computed(f"{form('Regnskap 2022;Budsjett 2022', THIS, PLAN)}\n{below}")
    assert fund_of(result) == (2022, None, None)


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        (
            (
                "Regnskapsskjema 1A;Regnskap 2017;Budsjett 2017\nSkatt på inntekt og formue;4887;4917\n"
                "Sum frie disponible inntekter;7759;7659\nTil fordeling drift;7352;7318"
            ),
            "annet-skjema",
            "skjema 1A",
        ),
        (
            (
                "Budsjettskjema 1B;Regnskap 2017;Budsjett 2017\nTil fordeling drift;7352;7318\n"
                "Oppvekst;5000;5100\nHelse;2352;2218"
            ),
            "annet-skjema",
            "skjema 1B",
        ),
        (
            (
                "Regnskapsskjema 2A - investering;Regnskap 2017\nInvesteringer i anleggsmidler;900\n"
                "Årets finansieringsbehov;900\nSum finansiering;900"
            ),
            "annet-skjema",
            "investeringer",
        ),
        (
            (
                "Bevilgningsoversikt investering (§ 5-5);Regnskap 2022\n"
                "Investeringer i varige driftsmidler;900\nSum investeringsutgifter;900\nBruk av lån;900"
            ),
            "annet-skjema",
            "investeringer",
        ),
        (f"Fjellvik kirkelige fellesråd\n{FORM}", "annen-enhet", "kirkelig fellesråd"),
        (f"Fjellvik Eiendom KF\n{FORM}", "annen-enhet", "kommunalt foretak"),
        (
            (
                "Resultatregnskap;2022;2021\nSalgsinntekt;100;90\nVarekostnad;10;9\nLønnskostnad;50;4\n"
                "Annen driftskostnad;5;5\nDriftsresultat;35;36\nÅrsresultat;35;36"
            ),
            "annen-enhet",
            "selskap",
        ),
    ],
)
def test_what_it_is_not_is_said_in_one_sentence(text: str, code: str, named: str) -> None:
    result = computed(text)
    (only,) = result["problemer"]
    assert only["kode"] == code
    assert named in only["melding"]
    assert result["enheter"] == []
    (filing,) = result["filer"]
    assert (filing["lest"], filing["avvist"]) == (0, filing["rader"])


def beside(*forms: str, gap: int) -> str:
    """Return forms side by side in the same rows."""
    tables = [[row.split(";") for row in one.splitlines()] for one in forms]
    widths = [max(map(len, rows)) + gap for rows in tables]
    return "\n".join(
        ";".join(
            cell
            for rows, width in zip(tables, widths, strict=True)
            for cell in [*(rows[at] if at < len(rows) else []), *[""] * width][:width]
        )
        for at in range(max(map(len, tables)))
    )


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("sign", [1, -1])
def test_forms_beside_each_other_are_read_as_if_below(gap: int, sign: int) -> None:
    second = balance("Regnskap 2022;Regnskap 2021", sign=sign)
    for forms in ((FORM, second), (second, FORM)):
        result = computed(beside(*forms, gap=gap))
        assert fund_of(result) == (2022, "32829", SHARE)
        assert result_of(result) == RESULT
        assert result["sporsmal"] is None
        (one,) = result["filer"]
        assert one["lest"] + one["avvist"] == one["rader"]


def test_the_same_lines_again_are_other_columns() -> None:
    this, last = (
        form(f"Regnskap {year}", amounts) for year, amounts in ((2022, THIS), (2021, LAST))
    )
    result = computed(beside(last, this, gap=1))
    assert (result_of(result), result["enheter"][0]["aar"]) == (RESULT, 2022)


@pytest.mark.parametrize("moved", ["Avsetning;Bruk", "Avsetninger 2022;Bruk av fond 2022"])
def test_a_note_of_funds_gives_what_they_are_at_the_end_of_the_year(moved: str) -> None:
    rows = ["Disposisjonsfond;28140;5000;-311;32829", "Bundne driftsfond;10000;2000;-214;11786"]
    text = "\n".join(
        [f"Fond;IB 01.01.2022;{moved};UB 31.12.2022", *rows, "Sum egenkapital;1;1;1;1"]
    )
    assert fund_of(computed(text, belopsenhet="tusen")) == (2022, "32829", None)


@tried(0.6)
@given(data=st.data())
def test_a_balance_is_the_same_however_it_is_written(data: Any) -> None:  # noqa: ANN401 - drawn
    sign, unit = data.draw(st.sampled_from([1, -1])), data.draw(st.sampled_from([1, 1000]))
    is_first = data.draw(st.booleans())
    write = data.draw(st.sampled_from(WRITTEN))
    between = data.draw(st.sampled_from([";", "\t", "|"]))
    codec = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    years = ["Regnskap 2022", "Regnskap 2021"]
    funds = [*data.draw(st.permutations([*FUNDS.items()][2:-1])), [*FUNDS.items()][-1]]
    rows = [["Balanse", *(years if is_first else years[::-1])]]
    for name, amount in [*[*FUNDS.items()][:2], *funds]:
        size = amount * unit * (1 if name in ASSETS else sign)
        cells = [write(size), write(size - size // 7)]
        rows.append([name, *(cells if is_first else cells[::-1])])
    text = "\n".join(map(between.join, rows)).encode(codec, "replace").decode(codec)
    (reading,) = read_sources([Source("f", text.encode(codec))], Options()).readings
    (one,) = reading.regnskap
    assert (one.aar, one.belop["disposisjonsfond"].verdi) == (2022, FUNDS["Disposisjonsfond"])


def test_assets_may_stand_beside_the_equity() -> None:
    names = [*FUNDS.items()]
    assets = [("Bygninger", 1_500_000), ("Pensjonsmidler", 500_000), *names[:2], ("", "")]
    equity = [*names[2:6], ("Sum egenkapital og gjeld", 2_635_101)]
    rows = [
        f"{left};{one};{one};{right};{other};{other - 1}"
        for (left, one), (right, other) in zip(assets, equity, strict=True)
    ]
    head = ["Balanse", "EIENDELER;2022;2021;EGENKAPITAL;2022;2021"]
    assert fund_of(computed("\n".join([*head, *rows]))) == (2022, "32829", None)


@pytest.mark.parametrize("unit", [1, 1000])
def test_equity_alone_tells_the_unit(unit: int) -> None:
    rows = [
        ("Disposisjonsfond", 32_829),
        ("Bundne driftsfond", 11_786),
        ("Sum egenkapital", 365_191),
    ]
    text = "\n".join(["Balanse;2022;2021", *(f"{name};{n * unit};{n}" for name, n in rows)])
    assert fund_of(computed(text))[1] == "32829"


@pytest.mark.parametrize(
    ("equity", "chosen", "is_asked"),
    [
        (365, {}, True),
        (19_999, {}, True),
        (20_000, {}, False),
        (20_000, {"kommunenummer": "0301"}, True),
        (999_999, {}, False),
        (5_000_000, {}, True),
        (5_000_000, {"kommunenummer": "1532"}, True),
        (100_000_000, {"kommunenummer": "1532"}, False),
        (100_000_000, {}, True),
        (100_000_001, {}, False),
    ],
)
def test_little_equity_does_not_tell_the_unit(
    equity: int, chosen: dict[str, str], *, is_asked: bool
) -> None:
    rows = {"Disposisjonsfond": equity // 11, "Bundne driftsfond": 9, "Sum egenkapital": equity}
    text = "\n".join(["Balanse;2022", *(f"{name};{amount}" for name, amount in rows.items())])
    asked = computed(text, **chosen)["sporsmal"]
    assert (asked and asked["kode"]) == ("usikker-enhet" if is_asked else None)


def test_a_note_of_the_fund_below_the_balance_is_no_account() -> None:
    note = "Note 12;2022;2021\nDisposisjonsfond 01.01;9;8\nDisposisjonsfond 31.12;32829;9"
    result = computed(balance("2022;2021") + "\n\n" + note)
    assert (fund_of(result), result["sporsmal"]) == ((2022, "32829", None), None)

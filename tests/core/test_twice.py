"""The same unit in several files is asked about; a file that fails harms no other."""

import json
from itertools import combinations
from typing import Any

import pytest

from kommuneindikatorer import reading
from kommuneindikatorer.readers import template
from kommuneindikatorer.readers.reader import Task
from kommuneindikatorer.session import Session, compute_json

HEAD = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n"
TEMPLATE = f"{HEAD}2021;1103;13012356;987961\n"
FORM = (
    "Økonomisk oversikt etter art – drift, Stavanger kommune\nTall i 1000 kr;Regnskap 2021\n"
    "Sum driftsinntekter;13012356\nSum driftsutgifter;11935621\n"
    "Brutto driftsresultat;1076735\nNetto driftsresultat;987961\n"
)
TABLE = (
    "region;år;Brutto driftsinntekter (1000 kr);Netto driftsresultat (1000 kr)\n"
    "{};2021;13012356;987961\n"
)
SAME = {
    "mal.csv": TEMPLATE,
    "ny-mal.csv": f"{HEAD}2021;1103;13012356;900000\n",
    "skjema.csv": FORM,
    "annet-skjema.csv": FORM.replace("987961", "887961").replace("1076735", "976735"),
    "uten-navn.csv": FORM.replace("Stavanger ", ""),
    "ssb.csv": TABLE.format("1103 Stavanger"),
    "ssb-navn.csv": TABLE.format("Stavanger"),
}
NAMED = {"mal.csv", "skjema.csv", "ssb.csv", "ssb-navn.csv"}
"""Those with the income and the result of the file that does not say whose it is."""


def computed(files: list[tuple[str, str]], **chosen: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(compute_json([(name, text.encode()) for name, text in files], chosen))


def shown(result: Any) -> list[str]:  # noqa: ANN401 - JSON
    found = [unit["indikatorer"]["netto_driftsresultat"]["belop"] for unit in result["enheter"]]
    return [one for one in found if one is not None]


def codes(result: Any) -> set[str]:  # noqa: ANN401 - JSON
    return {one["kode"] for one in result["problemer"]}


@pytest.mark.parametrize("names", [*combinations(SAME, 2), tuple(SAME)])
def test_a_unit_in_several_files_is_counted_once_or_asked_about(names: tuple[str, ...]) -> None:
    files = [(name, SAME[name]) for name in names]
    if "uten-navn.csv" in names and NAMED.isdisjoint(names):
        pytest.skip("nothing says that it is the same")
    result = computed(files, basis="kasse")
    if len(result["enheter"]) == 1:
        assert shown(result) == ["987961"]
        return
    asked = result["sporsmal"]
    assert (shown(result), asked["valg"]) == ([], "fil")
    for answer in asked["svar"]:
        settled = computed(files, basis="kasse", fil=answer["verdi"])
        assert len(shown(settled)) == len(settled["enheter"]) == 1
        assert settled["sporsmal"] is None
        assert "teller-ikke" in codes(settled)
    assert {one["tall"] for one in asked["svar"]} >= {
        f"netto driftsresultat i 2021: {kr} millioner kroner, {pst} prosent"
        for name, kr, pst in (("mal.csv", "988,0", "7,59"), ("ny-mal.csv", "900,0", "6,92"))
        if name in names
    }
    both = computed(files, basis="kasse", bekreftet=asked["merke"])
    assert len(shown(both)) == len(both["enheter"])


def test_other_units_years_and_bases_are_not_asked_about() -> None:
    others = [
        ("a.csv", TEMPLATE),
        ("b.csv", f"{HEAD}2022;1103;13012356;987961\n2021;3401;1500000;5400\n"),
        ("c.csv", HEAD.replace("aar;", "aar;basis;") + "2021;konsern;1103;13012356;987961\n"),
    ]
    result = computed(others, basis="kasse")
    assert result["sporsmal"] is None
    assert len(shown(result)) == 4


def test_files_with_other_lines_of_a_unit_are_not_asked_about() -> None:
    fund = "aar;kommunenummer;disposisjonsfond\n2021;1103;500000\n"
    assert computed([("a.csv", TEMPLATE), ("b.csv", fund)])["sporsmal"] is None


def test_a_copy_of_a_file_is_said_and_counted_once_whatever_it_is_called() -> None:
    rows = "".join(f"{art};100;{amount}\n" for art, amount in ((1010, 900), (1800, -900)))
    for text in (TEMPLATE, FORM, f"Konto;Funksjon;Beløp 2021\n{rows}"):
        one, two = computed([("a.csv", text)]), computed([("a.csv", text), ("b.csv", text)])
        assert two["enheter"] == one["enheter"]
        assert "lik-fil" in codes(two)
        copy = two["filer"][1]
        assert (copy["navn"], copy["lest"]) == ("b.csv", 0)
        assert copy["avvist"] == copy["rader"] == one["filer"][0]["rader"]


def test_files_of_the_same_name_are_told_apart() -> None:
    session = Session()
    other = f"{HEAD}2021;3401;1500000;5400\n"
    files = [("a.csv", text.encode()) for text in (TEMPLATE, other)]
    result = json.loads(session.compute(files, {}))
    assert [one["navn"] for one in result["filer"]] == ["a.csv", "a.csv (2)"]
    assert len(shown(result)) == 2
    words = json.dumps({"file": "a.csv (2)", "first": 2, "count": 1})
    assert "3401" in session.ask("excerpt", words)


@pytest.mark.parametrize("alone", [True, False])
def test_a_reader_that_raises_on_a_file_refuses_that_file_only(
    monkeypatch: pytest.MonkeyPatch, *, alone: bool
) -> None:
    whole = template.read

    def raising(task: Task) -> Any:  # noqa: ANN401 - a reading
        if any("ond" in one.navn for one in task.documents):
            task.problems.add(reading.LIK_FIL, forste="half done")
            raise IndexError("tuple index out of range")
        return whole(task)

    monkeypatch.setattr(template, "read", raising)
    files = [("ond.csv", f"{HEAD}2021;3401;1500000;5400\n")]
    if not alone:
        files += [("god.csv", TEMPLATE), ("skjema.csv", FORM.replace("Stavanger", "Bergen"))]
    result = computed(files)
    assert codes(result) - {"ingen-enheter"} == {"uventet-feil"}
    assert "IndexError" in next(one["melding"] for one in result["problemer"])
    assert shown(result) == ([] if alone else ["987961"] * 2)
    bad = result["filer"][0]
    assert (bad["navn"], bad["rader"], bad["avvist"]) == ("ond.csv", 2, 2)


def test_a_file_that_cannot_even_be_opened_harms_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = template.recognise

    def raising(document: Any) -> int:  # noqa: ANN401 - a document
        if document.navn == "ond.csv":
            raise RecursionError
        return whole(document)

    monkeypatch.setattr(template, "recognise", raising)
    result = computed([("ond.csv", HEAD), ("god.csv", TEMPLATE)])
    assert "uventet-feil" in codes(result)
    assert shown(result) == ["987961"]

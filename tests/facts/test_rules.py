"""Every rule, by its case file: what it finds in the present note, in changed ones and in texts."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from sitegen.facts.fact import facts_of
from sitegen.facts.rules.catalogue import RULES, find_all, unused_dismissals
from sitegen.facts.rules.finding import (
    Finding,
    as_json,
    standing,
    with_remarks,
)
from sitegen.facts.rules.material import Material
from support.editions import Described, a_year_later, with_numbers
from support.notes import ROOT, read
from support.rules import of_note, of_text, releases, vocabulary

CASES = ROOT / "tests/cases/rules"
FOUND = {rule.id: (rule, find) for rule, find in RULES}


def cases() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for rule in FOUND:
        content = tomllib.loads((CASES / f"{rule}.toml").read_text(encoding="utf-8"))
        for case in content["tilfelle"]:
            yield rule, case


def material(case: Mapping[str, Any]) -> Material:
    if "tekst" in case:
        return of_text(case["tekst"], case.get("celler", ()))
    return of_note(case.get("endre", ()))


@pytest.mark.parametrize(
    ("rule", "case"), list(cases()), ids=lambda one: one if isinstance(one, str) else one["navn"]
)
def test_a_rule_finds_what_its_case_says(rule: str, case: Mapping[str, Any]) -> None:
    found = list(FOUND[rule][1](material(case)))
    expected = case["funn"]
    assert len(found) == len(expected), [one.message for one in found]
    for one, wanted in zip(found, expected, strict=True):
        assert re.search(wanted["melding"], one.message), one.message
        lines = [list(pair) for pair in one.lines]
        assert all(pair in lines for pair in wanted["linjer"]), lines


def test_every_case_file_is_of_a_rule_and_has_one_with_and_one_without() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} == set(FOUND)
    without = {rule for rule, case in cases() if not case["funn"]}
    assert without == {rule for rule, case in cases() if case["funn"]} == set(FOUND)


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return find_all(of_note(()))


def test_the_heaviest_comes_first_and_slips_of_the_print_last(
    findings: Sequence[Finding],
) -> None:
    weights = [one.weight for one in findings]
    assert weights == sorted(weights, reverse=True)
    assert findings[0].places[0].cell == "tabell-6-r6-k3"
    slips = [one.print_error for one in findings]
    assert slips == sorted(slips)


def test_every_finding_has_its_own_id_and_a_place(findings: Sequence[Finding]) -> None:
    assert len({one.id for one in findings}) == len(findings)
    assert all(one.places and one.message.endswith((".", ". ")) for one in findings)


def test_the_remark_stands_at_the_cell_and_the_sentence(findings: Sequence[Finding]) -> None:
    note = with_remarks(read(), findings)
    at = [one for one in facts_of(note)["tabell-6"] if one.gruppe == "landet"][2].merknader
    said = [one.text for one in at]
    assert said == ["Trykt 1,0. Tabell 5 har −0,4; landsdelene går fra −1,3 til 0,4."]
    sentence = next(one for one in findings if one.rule == "de-ovrige").sentences
    assert [one.rule for one in note.remarks if one.sentence == sentence[0]] == ["de-ovrige"]
    slips = {one.id for one in findings if one.print_error}
    assert slips
    assert not slips & {one.finding for one in note.remarks}


def test_json_has_rule_lines_and_message_first(findings: Sequence[Finding]) -> None:
    first = as_json(findings)[0]
    assert list(first)[:3] == ["regel", "linjer", "melding"]
    assert first["linjer"][0] == [715, 715]  # type: ignore[index]


def test_the_cells_that_a_level_is_held_against_carry_it(findings: Sequence[Finding]) -> None:
    rows = facts_of(with_remarks(read(), findings))["tabell-3"]
    said = "Teksten sier at "
    marked = [
        (one.gruppe, one.aar, one.merknad.removeprefix(said)) for one in rows if one.merknader
    ]
    assert marked == [
        (
            "kommunene",
            2019,
            "kommunene lå «godt over» anbefalt nivå i 2015–2022. Anbefalt er 1¾ prosent.",
        ),
        (
            "fylkeskommunene",
            2018,
            "fylkeskommunene lå over anbefalt nivå i 2015–2022, unntatt 2019. Anbefalt er 4 prosent.",
        ),
    ]


def test_what_the_ledger_contradicts_is_a_finding_once(findings: Sequence[Finding]) -> None:
    assert "utsagn-mot-celle" not in {one.rule for one in findings}  # another rule has them
    found = find_all(of_note([["gikk ned til 1,3 prosent", "gikk ned til 1,8 prosent"]]))
    own = [one for one in found if one.rule == "utsagn-mot-celle"]
    assert [one.lines[0] for one in own] == [(26, 27)]
    assert own[0].cells == (own[0].places[1].cell,)


@pytest.mark.parametrize(
    ("change", "lines", "against"),
    [
        (["resultat økte fra", "resultat sank fra"], (42, 42), "motsies av linje 43"),
        (["utgjorde 12,8 prosent", "utgjorde 18,2 prosent"], (758, 760), "motsies av linje 758"),
        (["For 72 prosent", "For 27 prosent"], (621, 621), "motsies av endelige regnskap"),
        (["kommuner av 357", "kommuner av 375"], (332, 334), "motsies av kommuneregisteret"),
        (["blir bedre enn anslått", "blir svakere enn anslått"], (143, 145), "motsies av tabell 3"),
    ],
)
def test_a_contradicted_claim_is_a_finding_whatever_contradicts_it(
    change: list[str], lines: tuple[int, int], against: str
) -> None:
    own = [one for one in find_all(of_note([change])) if one.rule == "utsagn-mot-celle"]
    assert [one.lines[0] for one in own] == [lines]
    assert against in own[0].message
    assert bool(own[0].cells) == ("trykt i tabellen" in own[0].title)


def test_what_a_rule_says_of_a_claims_words_the_ledger_does_not_say_again() -> None:
    found = find_all(of_note([["hadde 58 prosent negative", "hadde 85 prosent negative"]]))
    assert [one.rule for one in found if (43, 44) in one.lines] == ["andeler"]


def test_no_message_says_its_heading_again(findings: Sequence[Finding]) -> None:
    for one in findings:
        assert not one.message.startswith(" ".join(one.title.split()[:2])), one.message


def test_the_heading_says_what_is_wrong(findings: Sequence[Finding]) -> None:
    older = next(one for one in findings if one.rule == "differanse")
    assert older.title == "Et tall bygger på et eldre beløp enn det teksten nå har"
    changed = find_all(of_note([["8,5 mrd. kroner i fjor", "9,5 mrd. kroner i fjor"]]))
    apart = next(one for one in changed if one.rule == "differanse")
    assert apart.title == FOUND["differanse"][0].title


DISMISSED = """
[[avvist]]
regel = "de-ovrige"
sitat = "Østfold"
grunn = "Rundet av til hele prosent."

[[avvist]]
regel = "kalender"
sitat = "står ikke i notatet"
grunn = "Finnes ikke."
"""


def test_an_editor_dismisses_a_finding_with_a_reason() -> None:
    changed = of_note((), DISMISSED)
    found = find_all(changed)
    dismissed = [one for one in found if one.dismissed]
    assert [(one.rule, one.dismissed) for one in dismissed] == [
        ("de-ovrige", "Rundet av til hele prosent.")
    ]
    assert dismissed[0] not in standing(found)
    assert as_json(found)[found.index(dismissed[0])]["avvist"] == "Rundet av til hele prosent."
    assert [one for one in unused_dismissals(changed, found) if "kalender" in one]


def rules_of(found: Sequence[Finding]) -> list[tuple[str, object]]:
    return sorted((one.rule, one.lines) for one in found)


@pytest.mark.parametrize("edition", [with_numbers({5: 4, 6: 5}), a_year_later()])
def test_another_edition_has_the_same_findings(
    edition: Described, findings: Sequence[Finding]
) -> None:
    made = edition.undrawn()
    later = Material(made.note, made.facts, (), releases(), vocabulary())
    assert rules_of(find_all(later)) == rules_of(findings)

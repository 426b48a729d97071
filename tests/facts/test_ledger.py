"""Every claim of the note has its entry, its subject and its verdict; a planted error is found."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

import pytest

from kommuneindikatorer.result import Gruppe
from sitegen.facts.fact import facts_of
from sitegen.facts.ledger.evidence import evidence, percent
from sitegen.facts.ledger.ledger import ledger, propose
from sitegen.facts.ledger.model import Ledger, Utsagn
from sitegen.facts.ledger.reading import read
from sitegen.facts.ledger.scan import scan
from sitegen.note.claims import ClaimEntry, read_claims
from sitegen.note.drafting import draft_note
from sitegen.note.model import Note
from sitegen.note.read import read_note
from support.golden import check_golden
from support.made_up import DAY, made_up, taught
from support.notes import FOLDER, ROOT, accounts, changed, own, raw, spec, vocabulary

GOLDEN = ROOT / "tests/golden/utsagn.json"


@lru_cache
def entries() -> tuple[ClaimEntry, ...]:
    return read_claims((FOLDER / "utsagn.toml").read_text(encoding="utf-8"))


def ledger_of(note: Note, said: Iterable[ClaimEntry], groups: Sequence[Gruppe] = ()) -> Ledger:
    facts = facts_of(note)
    return ledger(read(note, facts), evidence(note, facts, groups), said)


@lru_cache
def judged(data: bytes) -> Ledger:
    return ledger_of(read_note(data, spec()), entries(), accounts())


@pytest.fixture(scope="module")
def real() -> Ledger:
    return judged(raw())


# What is found in a sentence.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resultatet ble –0,3 prosent, mot 1¾ prosent.", ["–0,3", "1¾"]),
        ("Veksten var 5 ½ prosent og median-1,4.", ["5 ½", "-1,4"]),
        (
            "Én av ti hadde ikke fond, og hver fjerde under 5 prosent.",
            ["Én av ti", "hver fjerde", "5"],
        ),
        ("I hver tjuende kommune, og i hver åttende.", ["hver tjuende", "hver åttende"]),
        ("Om lag halvparten, to av tre og 12 500 kroner.", ["halvparten", "to av tre", "12 500"]),
        ("Resultatet økte mer i 2024 enn i 2023.", ["økte", "mer"]),
        ("Det var høyest i nord og svakest i sør.", ["høyest", "svakest"]),
    ],
)
def test_numerals_and_comparing_words_are_found(text: str, expected: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in scan(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Notatet fra 7. mars 2025 bygger på RNB24 og Prop. 1 S Tillegg 1.",
        "Se tabell 2 og 3, figur 4 og tabell 11585 for 2015–2024.",
        "Kommuner med 3 000–5 000 innbyggere og 16–18-åringer.",
        "Rapportene for 2. tertial og 2025-kroner.",
        "Det gjelder noen større kommuner.",
    ],
)
def test_years_references_names_and_groups_need_no_claim(text: str) -> None:
    assert scan(text) == ()


# The real note.


def test_every_claim_of_the_note_is_covered(real: Ledger) -> None:
    assert (real.uncovered, real.lost) == ((), ())
    assert len(real.claims) == len(entries()) == len(real.every)


def test_a_claim_that_loses_its_entry_changes_the_id_of_no_other(real: Ledger) -> None:
    without = [one for one in entries() if not one.quote.startswith("Over flere år")]
    lost = {one.id for one in real.every if one.entry and one.entry not in without}
    assert lost
    found = {one.id for one in ledger_of(read_note(raw(), spec()), without, accounts()).every}
    assert {one.id for one in real.every} - found == lost
    assert found - {one.id for one in real.every} == {one.replace("-u", "-x") for one in lost}


def test_an_editors_entry_holds_no_number_of_the_note() -> None:
    assert [one.quote for one in entries() if re.search(r"\d", one.quote)] == []


def test_the_ledger_is_as_it_was_read_by_hand(real: Ledger) -> None:
    rows = [_row(one) for one in real.claims]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    check_golden(GOLDEN, f"[\n{text}\n]\n".encode())


def _row(one: Utsagn) -> dict[str, object]:
    emne = one.draft.emne
    return {
        "id": one.id,
        "linjer": one.lines,
        "slag": one.draft.slag,
        "emne": [emne.indikator, *emne.gruppe, *emne.aar, emne.grunnlag, emne.utvalg, emne.maal],
        "utfall": one.verdict.utfall,
        "grunnlag": one.verdict.grunnlag,
    }


def at(found: Ledger, line: int, words: str) -> Utsagn:
    """Return the claim that stands on a line, with these words of its own."""
    hits = [
        one
        for one in found.every
        if line in range(*one.sentence.lines_of(one.draft.start, one.draft.end))
        or line == one.sentence.lines_of(one.draft.start, one.draft.end)[1]
        if words in one.sentence.text[one.draft.start : one.draft.end]
    ]
    assert len(hits) == 1, [one.words for one in hits]
    return hits[0]


@pytest.mark.parametrize(
    ("line", "words", "outcome", "because"),
    [
        (27, "1,3", "stemmer", "1,3 i tabell 3"),
        (24, "gode", "stemmer", "«gode» er lest som over anbefalingen."),
        (47, "lavere", "annet grunnlag", "«Realinntekter» er lest som frie inntekter"),
        (32, "0,1", "stemmer", "0,1 i tabell 3"),
        (16, "Alle", "annet grunnlag", "Statusen er satt på dette nettstedet"),
        (26, "nedgang", "annet grunnlag", "Nedgang i 2022, ikke i 2021."),
        (
            40,
            "-0,3",
            "annet grunnlag",
            "undersøkelsen og Oslo) har −0,6; kommunene i undersøkelsen alene −0,4 i tabell 5.",
        ),
        (39, "svake", "annet grunnlag", "Anbefalingen gjelder konsern."),
        (24, "gode", "stemmer", "4,7 (2021) og 3,5 (2022)"),
        (125, "sparing", "stemmer", "13,8 (2021) og 14,9 (2022)"),
        (42, "økte", "annet grunnlag", "166 kommuner i 2023 og 207 i 2024"),
        (43, "58", "annet grunnlag", "gir 58,0 prosent. Det samme står på linje 611"),
        (137, "2,5", "stemmer", "Anslag 6 (linje 318) + 2,5 (linje 137), ble 8,5 (linje 135)"),
        (75, "to år", "annet grunnlag", "(konsern og kasse), ulikt utvalg (alle og utvalget) og"),
        (232, "økt", "annet grunnlag", "veksten i dem er ikke trykt"),
        (332, "357", "stemmer", "357 kommuner i 2024"),
        (351, "-0,1", "stemmer", "tabell 2"),
        (393, "over", "motsies av tabell 3", "Ikke «godt» over i alle år: 1,9 (2019)"),
        (393, "med unntak av", "motsies av tabell 3", "Stemmer ikke for 2018"),
        (426, "trekke opp", "annet grunnlag", "begge grunnlag er trykt for bare ett"),
        (487, "større", "stemmer", "figur 3 (kasse, alle). Netto"),
        (491, "svekkelsen", "annet grunnlag", "ulikt grunnlag (konsern og kasse)"),
        (519, "økte", "stemmer avrundet", "mindre enn avrundingen"),
        (551, "mindre", "annet grunnlag", "(48,7 prosentpoeng): det peker motsatt vei"),
        (561, "høyeste", "annet grunnlag", "samme vei, men 2023 er ikke noe unntak"),
        (634, "alle", "stemmer", "5–10 000 −0,2"),
        (727, "svakest", "stemmer", "Nord-Norge −1,3"),
        (742, "nedgang på 2", "stemmer", "13,2 (2023) og 11,2 (2024)"),
        (752, "-2,4", "annet grunnlag", "gir −2,4"),
        (754, "1 og 4", "stemmer avrundet", "Østfold 4,1 (linje 773)"),
        (754, "1 og 4", "stemmer avrundet", "gir de andre 1,1 til 4,0."),
    ],
)
def test_a_claim_comes_to_its_verdict(
    real: Ledger, line: int, words: str, outcome: str, because: str
) -> None:
    verdict = at(real, line, words).verdict
    assert verdict.utfall == outcome
    assert because in verdict.grunnlag


@pytest.mark.parametrize(
    ("line", "words", "group"),
    [
        (82, "to", "kommunene"),
        (611, "58", "kommunene"),
        (615, "42", "kommunene"),
        (615, "halvparten", "kommunene"),
        (617, "36", "kommunene"),
        (744, "Én av ti", "kommunene"),
        (764, "økte", "kommunene"),
        (766, "mindre", "fylkeskommunene"),
    ],
)
def test_a_claim_is_of_the_group_it_names(real: Ledger, line: int, words: str, group: str) -> None:
    assert at(real, line, words).draft.emne.gruppe == (group,)


def test_alle_is_of_the_group_after_it(real: Ledger) -> None:
    note = [one for one in real.claims if one.sentence.place == "tabell-2-note-1"]
    groups = [one.draft.emne.gruppe[0] for one in note if one.draft.words == ("alle",)]
    assert groups == ["kommunene", "fylkeskommunene"]
    many = next(one for one in real.claims if one.words.startswith("Mange kommuner"))
    assert many.draft.emne.gruppe == ("kommunene",)


def test_a_zero_as_shown_has_no_minus() -> None:
    assert [percent(Fraction(-4, 100)), percent(Fraction(-6, 100))] == ["0,0", "−0,1"]


# Planted errors.

PLANTED = [
    # a wrong number
    ("gikk ned til 1,3 prosent", "gikk ned til 1,8 prosent", 27, "1,8", "tabell 3"),
    ("i 2024 til 0,1 \nprosent av", "i 2024 til 0,2 \nprosent av", 32, "0,2", "tabell 3"),
    ("i 2024 til 0,1 \nprosent av", "i 2024 til -0,1 \nprosent av", 32, "-0,1", "tabell 3"),
    ("resultat på -0,3 prosent", "resultat på -0,8 prosent", 40, "-0,8", "tabell 2"),
    ("om lag 2 prosent av \ninnt", "om lag 3 prosent av \ninnt", 84, "3", "TBUs anbefaling"),
    ("nivå på 1¾ prosent", "nivå på 1½ prosent", 379, "1½", "TBUs anbefaling"),
    ("225 kommuner av 357", "225 kommuner av 356", 332, "356", "kommuneregisteret"),
    ("ble 2,5 mrd", "ble 3,5 mrd", 137, "3,5", "linje 135 og 318"),
    ("2,7 prosent \n\nfor fylk", "2,9 prosent \n\nfor fylk", 403, "2,9", "tabell 3"),
    (
        "utgjorde \n\ndisposisjonsfondene 11,2",
        "utgjorde \n\ndisposisjonsfondene 12,1",
        740,
        "12,1",
        "tabell 6",
    ),
    ("nedgang på \n\n2 prosent", "nedgang på \n\n3 prosent", 742, "nedgang på 3", "tabell 6"),
    (
        "Av kommunene i regnskapsundersøkelsen i 2024 hadde 58",
        "Av kommunene i regnskapsundersøkelsen i 2024 hadde 48",
        43,
        "48",
        "linje 611",
    ),
    ("36 prosent hadde", "63 prosent hadde", 617, "63", "endelige regnskap"),
    ("Troms med 8,6", "Troms med 6,8", 754, "6,8", "endelige regnskap"),
    ("fra –12 prosent", "fra 12 prosent", 553, "12", "endelige regnskap"),
    # a year
    (
        "for sektoren i 2023 gikk ned til 1,3",
        "for sektoren i 2022 gikk ned til 1,3",
        27,
        "1,3",
        "tabell 3",
    ),
    (
        "som helhet til 0,1 prosent i 2024",
        "som helhet til 0,1 prosent i 2023",
        401,
        "0,1",
        "tabell 3",
    ),
    ("I 2023 var netto", "I 2021 var netto", 395, "under", "tabell 3"),
    # a name
    ("var høyest i Trøndelag og", "var høyest i Østlandet og", 725, "høyest", "tabell 6"),
    (
        "Kommunene i Vestlandet hadde",
        "Kommunene i Østlandet hadde",
        729,
        "største svekkelsen",
        "tabell 6",
    ),
    ("fondene i Nord-Norge ved", "fondene i Trøndelag ved", 744, "lavere", "tabell 6"),
    ("resultat hadde Troms med", "resultat hadde Nordland med", 754, "8,6", "endelige regnskap"),
    ("med under 3 000 innbyggere. I", "med over 50 000 innbyggere. I", 634, "høyest", "tabell 5"),
    # a comparing word
    ("ytterligere redusert fra", "ytterligere økt fra", 31, "økt", "tabell 2"),
    (
        "sektoren blir bedre enn anslått",
        "sektoren blir svakere enn anslått",
        143,
        "svakere",
        "tabell 3",
    ),
    (
        "kommunegrupper hadde svakere netto",
        "kommunegrupper hadde bedre netto",
        632,
        "bedre",
        "tabell 5",
    ),
    (
        "for kommunene under anbefalingen",
        "for kommunene over anbefalingen",
        395,
        "over",
        "tabell 3",
    ),
    (
        "Alle \n\nkommunegrupper hadde svakere netto",
        "Ingen \n\nkommunegrupper hadde svakere netto",
        632,
        "svakere",
        "tabell 5",
    ),
    ("viser særlig svake", "viser særlig gode", 39, "gode", "tabell 2"),
    ("i løpet \nav to år", "i løpet \nav tre år", 82, "tre", "kommuneloven"),
    (
        "var dette den høyeste spredningen",
        "var dette den laveste spredningen",
        561,
        "laveste",
        "endelige regnskap",
    ),
    ("tilpasse seg lavere", "tilpasse seg høyere", 47, "høyere", "tabell 1"),
    # a period
    ("fond fram til 2022, har", "fond fram til 2024, har", 125, "sparing", "tabell 5"),
    ("bidro til gode netto", "bidro til svake netto", 24, "svake", "tabell 3"),
    # a cell
    ("3,5 1,3 0,1", "3,5 1,3 0,7", 32, "0,1", "tabell 3"),
]


# Each takes a reading of a whole note: «make check» plants every sixth, «make test» all.
SOME = [
    pytest.param(error, id=error[1], marks=[pytest.mark.slow] if at % 6 else [])
    for at, error in enumerate(PLANTED)
]


@pytest.mark.parametrize("error", SOME)
def test_a_planted_error_is_contradicted_at_its_line(
    real: Ledger, error: tuple[str, str, int, str, str]
) -> None:
    old, new, line, words, by = error
    found = judged(planted(old, new))
    assert at(found, line, words).verdict.utfall == f"motsies av {by}"
    before = Counter(one.verdict.utfall for one in real.claims if one.verdict.contradicted)
    assert found.uncovered == ()
    assert sum(one.verdict.contradicted for one in found.claims) > sum(before.values())


def planted(old: str, new: str) -> bytes:
    """Return the note with one text replaced; blanks at line ends are as in the file."""
    text = raw().decode()
    pattern = re.escape(old).replace(r"\ \n", r" *\n").replace(r"\ ", r"[ \u00a0]+")
    assert len(re.findall(pattern, text)) == 1, old
    return re.sub(pattern, lambda _: new, text).encode()


def test_none_is_the_opposite_of_all() -> None:
    found = judged(
        planted("Alle \n\nkommunegrupper hadde svakere", "Ingen \n\nkommunegrupper hadde bedre")
    )
    assert at(found, 632, "bedre").verdict.utfall == "stemmer"
    negative = (
        "I alle kommunegruppene med \n\nmer enn 5 000 innbyggere var driftsresultatene negative"
    )
    found = judged(planted(negative, negative.replace("I alle", "I ingen")))
    assert at(found, 634, "ingen").verdict.utfall == "motsies av tabell 5"


def test_the_limit_of_a_share_is_no_claim_of_a_figure() -> None:
    found = judged(planted("Nesten halvparten av", "Nesten en tidel av"))
    assert found.uncovered == ()
    share = at(found, 615, "en tidel").draft
    assert [number.exact for number in share.numbers] == [10, -2]
    found = judged(planted("Nesten halvparten av", "Mange av"))
    limit = next(
        one for one in found.every if one.draft.numbers[:1] and "lavere enn –2" in one.words
    )
    assert limit.verdict.utfall == "kan ikke prøves her"


def test_a_new_sentence_with_a_number_is_not_covered() -> None:
    sentence = "Netto driftsresultat for fylkeskommunene i 2024 ble 3,4 prosent."
    data = changed(("Det er store forskjeller mellom kommunene. ", f"{sentence} "))
    found = judged(data)
    assert [one.words for one in found.uncovered] == [sentence]
    assert found.uncovered[0].verdict.utfall == "motsies av tabell 3"
    assert len(found.claims) == len(found.every) - 1


def test_words_that_are_gone_leave_their_entry_without_a_place() -> None:
    found = judged(changed(("Det er fortsatt behov for", "Det er nå behov for")))
    assert found.lost == ()
    data = changed(("Antall kommuner med negative netto driftsresultat økte fra", "Det var fra"))
    assert [one.quote for one in judged(data).lost] == [
        "Antall kommuner med negative netto driftsresultat [økte] fra # til #."
    ]


# What is proposed for another note.


def test_most_of_what_is_proposed_is_what_an_editor_says(real: Ledger) -> None:
    note = read_note(raw(), spec())
    drafted = ledger_of(note, read_claims(propose(note, facts_of(note))), accounts())
    assert drafted.uncovered == ()
    by_hand = {_key(one): (one.draft.slag, one.draft.emne) for one in real.claims}
    right = [by_hand.get(_key(one)) == (one.draft.slag, one.draft.emne) for one in drafted.claims]
    assert sum(right) >= 0.9 * len(by_hand)


def _key(one: Utsagn) -> tuple[str, int]:
    return one.sentence.id, one.draft.start


def test_last_years_entries_fit_another_edition_and_bind_to_its_years() -> None:
    another = made_up()
    note = draft_note(another.data, DAY, own(), taught(vocabulary())).note
    assert note
    found = ledger_of(note, entries())
    assert (found.uncovered, found.lost) == ((), ())
    share = next(one for one in found.claims if one.draft.emne.maal == "andel_negativ_begge_aar")
    assert share.draft.emne.aar == (2024, 2025)
    fund = next(one for one in found.claims if "utvalgskommunene utgjorde" in one.words)
    assert fund.verdict.utfall == "motsies av tabell 6"
    assert "11,1 i tabell 6, «Landet, Disposisjonsfond», 2025" in fund.verdict.grunnlag


def test_a_renumbered_table_is_the_same_evidence() -> None:
    data = re.sub(r"(?i)\b(tabell) 3\b", r"\1 8", raw().decode()).replace(
        "tabell 2 og 3", "tabell 2 og 8"
    )
    description = spec().replace('nummer = 3\ntittel = "Netto og', 'nummer = 8\ntittel = "Netto og')
    description = description.replace("^Tabell 3 Netto", "^Tabell 8 Netto")
    found = ledger_of(read_note(data.encode(), description), entries(), accounts())
    assert at(found, 27, "1,3").verdict.grunnlag.startswith("1,3 i tabell 8")

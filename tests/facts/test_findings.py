"""Contradictions are found, named with their lines, and never mended."""

from sitegen.facts.observation import observe
from sitegen.facts.verification import find_contradictions
from support.notes import changed, raw, read


def found(data: bytes) -> str:
    note = read(data)
    return "\n".join(find_contradictions(note, observe(note)))


def test_the_notes_own_contradictions_are_told_with_their_lines() -> None:
    told = found(raw())
    assert told.count("\n") == 4
    assert "−0,4 i tabell 5 («Landet», «Netto driftsresultat 2024 Utvalget», linje 676)" in told
    assert "1,0 i tabell 6 («Landet», «Netto driftsresultat 2024 Utvalget», linje 715)" in told
    assert "Helheten ligger utenfor delene (−1,3 og 0,4): 1,0 i tabell 6" in told
    assert "Tabell 5, note 2 (linje 679) har ikke noe merke" in told
    assert "Tabell 6, note 2 (linje 719) er trykt uten tekst" in told
    assert "«for fylkeskommunene med unntak av 2019» (linje 389), men tabellen har 3,8" in told


def test_tables_that_agree_give_no_contradiction() -> None:
    told = found(changed(("Landet 0,8 1,0 1,0 12,9", "Landet 0,8 1,0 –0,4 12,9")))
    assert "trykt ulikt" not in told
    assert "utenfor delene" not in told


def test_table_1_against_table_3_is_compared() -> None:
    told = found(changed(("4,7   3,5   1,3   -", "4,7   3,5   1,2   -")))
    assert "Samme tall er trykt ulikt: 1,2 i tabell 1" in told


def test_a_sector_outside_its_parts_is_told() -> None:
    told = found(changed(("  Brutto driftsresultat  4,6 3,8", "  Brutto driftsresultat  9,6 3,8")))
    assert "Helheten ligger utenfor delene (3,9 og 8,2): 9,6 i tabell 2" in told

"""Which sentences speak of a number that changed: the ledger binds them, the number proves nothing."""

import pytest

from sitegen.facts.changes.compare import compare
from support.notes import changed
from support.snapshots import base, snapshot, text_diff

SECTOR = ("3,2 4,2 3,9 2,8 2,0 3,1 4,7 3,5 1,3 0,1", "3,2 4,2 3,9 2,8 2,0 3,1 4,7 3,5 1,3 0,4")
FUND = ("Landet 0,8 1,0 –0,4 12,9 13,2 11,2", "Landet 0,8 1,0 –0,4 12,9 13,2 11,9")
EAST = ("Østlandet 1,1 1,2   –0,7 14,0", "Østlandet 1,1 1,2   –0,3 14,0")


def stale(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the sentences that hold a value from before: where, and the number as printed."""
    return [(one.part.id, one.number) for one in text_diff(*changes).mentions if one.stale]


def test_each_claim_about_the_changed_fact_is_found() -> None:
    assert stale(SECTOR) == [("s1-a2", "0,1"), ("s2-a2", "0,1"), ("s3-a7", "0,1")]
    assert stale(FUND) == [("s3-a19", "11,2")]


def test_the_same_number_about_another_group_is_no_mention() -> None:
    """«–0,3 prosent» is said of all municipalities, in the paragraphs on net operating result."""
    minus = [one for one in text_diff(EAST).mentions if one.number in {"-0,3", "–0,3"}]
    assert minus == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The other years of the same row, and the same value of another indicator.
        ("3,2 4,2 3,9 2,8 2,0 3,1 4,7 3,5 1,3 0,1", "0,1 4,2 3,9 2,8 2,0 3,1 4,7 3,5 1,3 0,1"),
        ("18,2   18,8   19,0   18,8", "18,2   0,1   19,0   18,8"),
    ],
)
def test_a_number_that_a_claim_happens_to_have_too_is_no_mention(old: str, new: str) -> None:
    assert text_diff((old, new)).mentions == ()


def test_a_claim_that_has_taken_up_the_new_value_is_found_as_such() -> None:
    words = (
        "anslår utvalget netto driftsresultat for \n\nkommunesektoren som helhet til 0,1 prosent",
        "",
    )
    found = text_diff(SECTOR, (words[0], words[0].replace("0,1", "0,4"))).mentions
    assert [(one.part.id, one.number) for one in found if not one.stale] == [("s3-a7", "0,4")]


def test_a_build_read_from_its_files_binds_as_the_note_does() -> None:
    diff = compare(base(), snapshot(changed(SECTOR)))
    assert [one.cells[0].now.gruppe for one in diff.mentions] == ["kommunesektoren"] * 3

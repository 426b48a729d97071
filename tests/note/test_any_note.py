"""Whatever is changed in an edition's files, it is read, or ends in one sentence a fault."""

from itertools import islice

import pytest

from support.mutating import SEED, mutations, wrong_with


@pytest.mark.parametrize("part", range(4))
def test_no_change_of_an_edition_is_an_exception_or_hangs(part: int) -> None:
    """The first of those that ``make fuzz`` tries thousands of."""
    tried = list(islice(mutations(SEED + part), 30))
    assert {what: wrong for what, files in tried if (wrong := wrong_with(files))} == {}


def test_the_changes_are_many_and_the_same_for_a_seed() -> None:
    first, second = (list(islice(mutations(SEED), 200)) for _ in range(2))
    assert first == second
    kinds = {one for what, _ in first for one in what.partition(": ")[2].split(", ")}
    assert len(kinds) == 8
    assert len({what.partition(":")[0] for what, _ in first}) == 4

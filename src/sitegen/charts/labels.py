"""Labels that would stand on each other, moved apart."""

from collections.abc import Sequence


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Return the places, in the given order, moved as little as keeps them ``least`` apart.

    Neighbours that are too close make a block around the middle of what its members want.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    blocks: list[list[float]] = []  # each: the wanted middles of its members
    for index in order:
        blocks.append([wanted[index]])
        while len(blocks) > 1 and _top(blocks[-2], least) + least > _bottom(blocks[-1], least):
            last = blocks.pop()
            blocks[-1] += last
    places = [place for block in blocks for place in _spread(block, least)]
    return [place for _, place in sorted(zip(order, places, strict=True))]


def _middle(block: Sequence[float]) -> float:
    return sum(block) / len(block)


def _half(block: Sequence[float], least: float) -> float:
    return (len(block) - 1) * least / 2


def _top(block: Sequence[float], least: float) -> float:
    return _middle(block) + _half(block, least)


def _bottom(block: Sequence[float], least: float) -> float:
    return _middle(block) - _half(block, least)


def _spread(block: Sequence[float], least: float) -> list[float]:
    return [_bottom(block, least) + number * least for number in range(len(block))]

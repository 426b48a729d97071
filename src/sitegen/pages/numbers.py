"""What a value needs beside its own text to line up below others."""

from decimal import Decimal

from sitegen.facts.formatting import decimals, shown

__all__ = ["decimals", "filler", "shown"]


def filler(value: Decimal, places: int) -> str | None:
    """Return what an unseen tail must hold so that decimal commas stand below each other."""
    lacking = places - decimals(value)
    if not lacking:
        return None
    return ("" if decimals(value) else ",") + "0" * lacking

"""How many examples a property is tried on."""

from hypothesis import settings


def tried(times: float) -> settings:
    """Return settings for so many times the examples that this run gives others."""
    now = settings.default
    assert now is not None  # a profile is loaded
    return settings(max_examples=max(1, round(times * now.max_examples)))

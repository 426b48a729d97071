"""A site built as one version among others: what its pages must know of it."""

from dataclasses import dataclass

NEWEST = "siste"
"""The alias that always means the newest version."""


@dataclass(frozen=True, slots=True)
class Named:
    """The version a site is built as.

    Attributes:
        name: ``2025-03-07``, ``2025-03-07.1``, or ``pr-12`` for a proposal.
        home: Address of the place where all versions lie side by side, ending in a slash.
        proposal: Number of the pull request; ``None`` for a published version.
    """

    name: str
    home: str
    proposal: int | None = None

    @property
    def address(self) -> str:
        """The version's own address, which is the canonical one of its pages."""
        return f"{self.home}{self.name}/"

    def extra(self) -> dict[str, object]:
        """Return what the templates are told; a proposal is not to be found by search engines."""
        told = {"navn": self.name, "forslag": self.proposal}
        return {"version": {"provider": "mike", "default": NEWEST}, "utgave": told}

"""What the pages are made of: the note, its values, and what else was found about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sitegen.charts.model import Chart
from sitegen.facts.changes.model import Diff
from sitegen.facts.observation import Observation
from sitegen.facts.outcomes import Comparison
from sitegen.formats.files import DataFile
from sitegen.note.model import Exhibit, Note
from sitegen.note.versions import Version
from sitegen.pages.mentions import Mention, find_mentions
from sitegen.pages.places import Places, find_places

HERE = "http://127.0.0.1:8000/"
"""Where a site that stands alone lies: on this machine."""
NEWEST = "siste"
"""The alias that always means the newest version."""


@dataclass(frozen=True, slots=True)
class Named:
    """The version a site is built as, among others.

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
        """Return the templates' variables; a proposal is not to be found by search engines."""
        variables = {"navn": self.name, "forslag": self.proposal}
        return {"version": {"provider": "mike", "default": NEWEST}, "utgave": variables}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What came before.

    Attributes:
        versions: This edition's versions, oldest first.
        earlier: Title and versions of the editions before it, oldest first.
        since_edition: What differs from the edition before; ``None`` if there is none.
        since_version: What differs from the version before; ``None`` where it is not at hand.
    """

    versions: Sequence[Version] = ()
    earlier: Sequence[tuple[str, Sequence[Version]]] = ()
    since_edition: Diff | None = None
    since_version: Diff | None = None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One note, read and checked, ready to be shown.

    Attributes:
        note: The model.
        observations: Values by table or figure, one a cell in reading order.
        findings: Where the note contradicts itself, one sentence each.
        files: The data files that will lie beside the pages.
        comparisons: Printed values beside what the unit data give; the page needs some.
        charts: The charts by id; several may belong to one table or figure.
        history: Its versions, and what differs from those before it.
        notices: What an editor should know of a build that went well, a sentence each.
        named: The version the site is built as; ``None`` where it stands alone.
        address: The site's own absolute address, ending in a slash.
    """

    note: Note
    observations: Mapping[str, Sequence[Observation]]
    findings: Sequence[str] = ()
    files: Sequence[DataFile] = ()
    comparisons: Sequence[Comparison] = ()
    charts: Mapping[str, Chart] = field(default_factory=dict)
    history: History = History()
    notices: Sequence[str] = ()
    named: Named | None = None
    address: str = HERE

    @property
    def version(self) -> str:
        """Name of the newest version, or of the edition where none is recorded."""
        versions = self.history.versions
        return versions[-1].name if versions else self.note.about.date.isoformat()

    @cached_property
    def places(self) -> Places:
        """Where every part has its page."""
        return find_places(self.note)

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """The paragraphs that name a table, a figure or a section, by its id."""
        return find_mentions(self.note)

    def charts_of(self, exhibit: Exhibit) -> list[Chart]:
        """Return the charts of a table or figure, in the catalogue's order."""
        return [chart for chart in self.charts.values() if chart.exhibit == exhibit.id]

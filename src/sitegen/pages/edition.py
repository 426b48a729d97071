"""What pages are made of: the note, its values, what else was found about them; and a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sitegen.charts.model import Chart
from sitegen.facts.cells import cells_of
from sitegen.facts.changes.model import Diff
from sitegen.facts.fact import Fact
from sitegen.facts.ledger.model import Utsagn
from sitegen.facts.outcomes import Comparison, Finals, Printed
from sitegen.facts.profile import Profile
from sitegen.facts.provenance import SourceFile
from sitegen.facts.publisher import NOBODY, Publisher
from sitegen.facts.releases import Release
from sitegen.facts.rules.finding import Finding
from sitegen.formats.files import DataFile
from sitegen.note.model import Exhibit, Note
from sitegen.note.versions import Version
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

    @property
    def shared(self) -> str:
        """Address below which the pages lie that versions share; a proposal has its own."""
        return self.address if self.proposal is not None else f"{self.home}{NEWEST}/"

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
        printed: What the editions before it print, oldest first.
        since_edition: What differs from the edition before; ``None`` if there is none.
        since_version: What differs from the version before; ``None`` where it is not at hand.
    """

    versions: Sequence[Version] = ()
    earlier: Sequence[tuple[str, Sequence[Version]]] = ()
    printed: Sequence[Printed] = ()
    since_edition: Diff | None = None
    since_version: Diff | None = None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One note, read and checked, ready to be shown.

    Attributes:
        note: The model.
        facts: Values by table or figure, one a cell in reading order.
        findings: Where the note contradicts itself, dismissed ones included.
        files: The data files that will lie beside the pages.
        comparisons: Printed values beside what the unit data give; the page needs some.
        finals: Final results of all units by group and year, those after the note's too.
        claims: What the text claims, each with its verdict, in order of reading.
        charts: The charts by id; several may belong to one table or figure.
        profiles: Every municipality and county municipality there is today.
        releases: When statistics come.
        history: Its versions, and what differs from those before it.
        publisher: Who runs the site.
        sources: The files of unit data, each with where it is from.
        notices: What an editor should know of a build that went well, a sentence each.
        named: The version the site is built as; ``None`` where it stands alone.
        address: The site's own absolute address, ending in a slash.
    """

    note: Note
    facts: Mapping[str, Sequence[Fact]]
    findings: Sequence[Finding] = ()
    files: Sequence[DataFile] = ()
    comparisons: Sequence[Comparison] = ()
    finals: Finals = field(default_factory=dict)
    claims: Sequence[Utsagn] = ()
    charts: Mapping[str, Chart] = field(default_factory=dict)
    profiles: Sequence[Profile] = ()
    releases: Sequence[Release] = ()
    history: History = History()
    publisher: Publisher = NOBODY
    sources: Sequence[SourceFile] = ()
    notices: Sequence[str] = ()
    named: Named | None = None
    address: str = HERE

    @property
    def version(self) -> str:
        """Name of the newest version, or of the edition where none is recorded."""
        versions = self.history.versions
        return versions[-1].name if versions else self.note.about.date.isoformat()

    @property
    def home(self) -> str:
        """Address below which the units' pages lie, which versions share."""
        return self.named.shared if self.named else self.address

    @property
    def day(self) -> date | None:
        """The day that version came; ``None`` where none is recorded."""
        return self.history.versions[-1].day if self.history.versions else None

    @cached_property
    def places(self) -> Places:
        """Where every part has its page."""
        return find_places(self.note)

    @cached_property
    def cells(self) -> Mapping[str, Fact]:
        """Every value by its cell's anchor."""
        return {one.anchor: one.fact for one in cells_of(self.note, self.facts)}

    def charts_of(self, exhibit: Exhibit) -> list[Chart]:
        """Return the charts of a table or figure, in the catalogue's order."""
        return [chart for chart in self.charts.values() if chart.exhibit == exhibit.id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page.

    Attributes:
        path: Its path below the site's pages: ``data/bruk.md``.
        title: What menu and lists call it; empty for one by hand, which says so itself.
        menu: The entry of the main menu it stands under; the first page is the entry's own. Empty
            for a page outside the menu.
        order: Its place there; pages of the same order stand as their module lists them.
        submenu: The name it shares with the pages it is grouped with below the entry.
        render: Returns its text; ``None`` for a page by hand, in ``docs/``.
        summary: What it holds, for ``llms.txt``; ``None`` leaves it out there.
        invitation: What a reader can do there, for the front page; empty leaves it out.
    """

    path: str
    title: str
    menu: str = ""
    order: int = 0
    submenu: str = ""
    render: Callable[[Edition], str] | None = None
    summary: str | None = None
    invitation: str = ""

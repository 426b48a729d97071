"""Who made each file that is offered, from what, and on which terms: decided here only."""

from dataclasses import dataclass
from enum import Enum, auto

from sitegen.facts.licences import NOTE, SITE, STATISTICS, Licence
from sitegen.note.model import Exhibit, Note

INDICATORS = "indikatorer"
CLAIMS_CSV, CLAIMS_JSON = "paastander.csv", "paastander.json"
PACKAGE = "datapackage.json"
TEMPLATE = "mal.csv"
REGISTER, NUMBERS = "kommuneregister.csv", "kommunenumre.csv"
ARCHIVE = "alle-data.zip"
OWN_FILES = frozenset({CLAIMS_CSV, CLAIMS_JSON, PACKAGE, TEMPLATE, ARCHIVE})
"""What the site made itself."""


class Body(Enum):
    """Who can have made something."""

    COMMITTEE = auto()
    OFFICE = auto()
    SITE = auto()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something is from.

    Attributes:
        creator: Who made it.
        licence: What one may do with it.
        source: Whose content it was made from, where that is another's.
    """

    creator: Body
    licence: Licence
    source: Body | None = None

    @property
    def of_statistics(self) -> bool:
        """Whether its numbers are the statistics office's, as they are or computed from."""
        return Body.OFFICE in {self.creator, self.source}


PRINTED = Origin(Body.COMMITTEE, NOTE)
ACCOUNTS = Origin(Body.OFFICE, STATISTICS)
OWN = Origin(Body.SITE, SITE)
FROM_NOTE = Origin(Body.SITE, SITE, Body.COMMITTEE)
FROM_ACCOUNTS = Origin(Body.SITE, SITE, Body.OFFICE)


def origin_of(note: Note, address: str) -> Origin:
    """Return where an offered file is from, by its address: ``data/tabell-3.csv``."""
    folder, _, name = address.rpartition("/")
    if folder.endswith(f"/{INDICATORS}"):
        return FROM_ACCOUNTS
    if folder.endswith("/kommuner"):
        return ACCOUNTS
    if name in {CLAIMS_CSV, CLAIMS_JSON}:
        return FROM_NOTE
    if name in OWN_FILES:
        return OWN
    exhibit = exhibit_of(note, name)
    return origin_of_exhibit(exhibit) if exhibit else PRINTED


def origin_of_exhibit(exhibit: Exhibit) -> Origin:
    """Return where what is shown of a table or figure is from: one drawn anew is the site's."""
    if exhibit.grid or not exhibit.rebuild:
        return PRINTED
    return FROM_ACCOUNTS if exhibit.rebuild.kind == "kommunepar" else FROM_NOTE


def exhibit_of(note: Note, name: str) -> Exhibit | None:
    """Return the table or figure a file is of: ``tabell-3-excel.csv`` is of table 3."""
    found = (one for one in note.exhibits if name.startswith((f"{one.id}.", f"{one.id}-")))
    return next(found, None)

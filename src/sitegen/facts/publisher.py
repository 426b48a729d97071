"""``utgiver.toml``: who runs the site, and whom a reader writes to. Never the note's author."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from sitegen.note.errors import Fault, SourceError
from sitegen.note.toml_file import Part, read_part

PUBLISHER_FILE = "data/utgiver.toml"
UNSAID = "ikke oppgitt"
SITE_NAME = "TBU-notatet"
UNOFFICIAL = (
    "Nettstedet er ikke offisielt: Det drives verken av dem som har skrevet notatet, av "
    "departementet eller av Statistisk sentralbyrå."
)
Address = Annotated[str, Field(pattern=r"^(?:|https://\S+|[^@\s:]+@[^@\s]+\.[^@\s]+)$")]
Web = Annotated[str, Field(pattern=r"^(?:|https://\S+)$")]


class Publisher(Part):
    """Who runs the site; what is not filled in is empty.

    Attributes:
        name: The person or body that answers for it.
        address: Where to write: an e-mail address, or a page.
        repository: Where its source lies, and faults are reported.
    """

    name: str = Field(default="", alias="navn")
    address: Address = Field(default="", alias="adresse")
    repository: Web = Field(default="", alias="kodelager")

    @property
    def named(self) -> str:
        """The name, or that there is none."""
        return self.name or UNSAID

    @property
    def made_by(self) -> str:
        """Who made what is computed and drawn on the site."""
        return self.name or f"nettstedet {SITE_NAME} (utgiver {UNSAID})"

    @property
    def contact(self) -> str:
        """Address of a link to write to; empty where it is not said."""
        return f"mailto:{self.address}" if "@" in self.address else self.address

    @property
    def report(self) -> str:
        """Address of a link to report a fault; empty where neither place is said."""
        return f"{self.repository.rstrip('/')}/issues" if self.repository else self.contact

    @property
    def words(self) -> str:
        """Who runs the site, and that it is not official, in two sentences."""
        return f"Nettstedet drives av: {self.named}. {UNOFFICIAL}"


NOBODY = Publisher()
"""Stands for a publisher that nobody has named."""


class PublisherFile(Part):
    """The whole file."""

    publisher: Publisher = Field(alias="utgiver")


def read_publisher(text: str, file: str = PUBLISHER_FILE) -> Publisher:
    """Return who runs the site.

    Raises:
        SpecError: Every fault, each with the path of its key.
    """
    return read_part(PublisherFile, text, file).publisher


def require_publisher(publisher: Publisher, file: str = PUBLISHER_FILE) -> None:
    """Raise ``SourceError`` unless all that readers must know of the publisher is filled in."""
    if faults := list(_unsaid(publisher, file)):
        raise SourceError(*faults)


def _unsaid(publisher: Publisher, file: str) -> Iterator[Fault]:
    remedy = "Fyll ut [utgiver] før du publiserer, så leserne ser hvem som driver nettstedet."
    for name, field in Publisher.model_fields.items():
        if not getattr(publisher, name).strip():
            yield Fault(
                file, None, f"«{field.alias}» for den som driver nettstedet", UNSAID, remedy
            )

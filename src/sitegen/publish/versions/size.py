"""How much of the host's room the versions take."""

from dataclasses import dataclass

from sitegen.publish.versions.branch import Published

HOST_LIMIT = 1_000_000_000
"""Bytes a site may have. Source: GitHub Pages' usage limits, 1 GB for a published site."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is used, and what is left.

    Attributes:
        used: Bytes of all that is served.
        version: Bytes of the version looked at.
    """

    used: int
    version: int

    @property
    def versions_in_all(self) -> int:
        """How many versions of this size the host has room for."""
        return HOST_LIMIT // self.version if self.version else 0


def room(published: Published, version: str) -> Room:
    """Return what a published version takes of the host's room."""
    if published.commit is None:
        return Room(0, 0)
    listing = published.repository.run("ls-tree", "-r", "-l", "-z", published.commit)
    entries = (entry.split("\t", 1) for entry in listing.split("\0") if entry)
    sizes = {path: int(meta.split()[3]) for meta, path in entries}
    own = sum(size for path, size in sizes.items() if path.startswith(f"{version}/"))
    return Room(sum(sizes.values()), own)

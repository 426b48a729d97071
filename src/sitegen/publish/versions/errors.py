"""What stops a publication, told with what to do."""

from sitegen.note.errors import Fault, SitegenError


class PublishError(SitegenError):
    """A publication stops; the pages branch is as it was."""


def refuse(place: str, expected: str, found: str, remedy: str = "") -> PublishError:
    """Return the error of one fault: its place, what was expected, found, and the remedy."""
    return PublishError(Fault(place, None, expected, found, remedy))

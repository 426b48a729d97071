"""What can stand where a number is expected: marks for missing, and reasons to refuse."""

from enum import StrEnum


class Missing(StrEnum):
    """A mark printed instead of a number.

    What a mark means depends on the file: ``STREK`` is nil in Statistics Norway's
    tables, zero in the account form and missing in the project's own template.

    Source: Statistics Norway, «Standardtegn i tabeller».
    """

    TOM = ""
    IKKE_AKTUELT = "."
    MANGLER = ".."
    MANGLER_FORELOPIG = "..."
    KONFIDENSIELT = ":"
    STREK = "-"


class Unreadable(StrEnum):
    """Why a token is neither a number nor a mark for missing."""

    IKKE_TALL = "ikke-tall"
    TVETYDIG = "tvetydig-tall"
    FOR_STORT = "for-stort-tall"


MARKS = {mark.value: mark for mark in Missing}
"""Every mark by its text, dashes of all kinds already read as a hyphen."""

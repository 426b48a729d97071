"""What a version is called in the list of versions."""

from datetime import date

from sitegen.note.versions import Version
from sitegen.pages.citation import day_words


def title(version: Version) -> str:
    """Return what readers see in the list: «7. mars 2025, rettet 17. juni 2025»."""
    words = day_words(date.fromisoformat(version.name.partition(".")[0]))
    return f"{words}, rettet {day_words(version.day)}" if version.corrects else words

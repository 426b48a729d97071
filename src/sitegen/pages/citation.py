"""How to cite the note, or a table or figure of it."""

from datetime import date

from sitegen.note.model import About, Exhibit
from sitegen.pages.phrase import escaped

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)


def citation(about: About, exhibit: Exhibit | None = None) -> str:
    """Return the reference as a paragraph; the page's own address follows at its foot."""
    part = f" {exhibit.name}." if exhibit else ""
    text = (
        f"{about.publisher} ({about.abbreviation}) ({about.date.year}): {about.title}."
        f" Notat til {about.meeting}, {long_date(about)}.{part}"
    )
    return escaped(text)


def long_date(about: About) -> str:
    """Return the note's date in words: «7. mars 2025»."""
    return day_words(about.date)


def day_words(day: date) -> str:
    """Return a day in words: «7. mars 2025»."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

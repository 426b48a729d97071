"""``llms.txt``: what the site is and where its pages and data lie, for programs that read text.

Source: https://llmstxt.org/.
"""

from collections.abc import Iterator

from sitegen.pages.citation import long_date
from sitegen.pages.described.dataset import Dataset, datasets
from sitegen.pages.described.dcat import CATALOGUE
from sitegen.pages.edition import Edition
from sitegen.pages.feed import FEED
from sitegen.pages.places import (
    CALCULATION,
    CHANGES,
    CONTENTS,
    DATA,
    EXHIBITS,
    GLOSSARY,
    OUTCOMES,
    PECULIARITIES,
    SOURCE,
    USE,
    VERIFIED,
    folder,
    section_page,
)

LLMS = "llms.txt"
PAGES = {
    CONTENTS: ("Notatet", "innledning og innhold"),
    PECULIARITIES: ("Verdt å vite om tallene", "hva en bør vite før tallene brukes"),
    VERIFIED: ("Etterprøvd", "notatets tall ved siden av endelige regnskap"),
    OUTCOMES: ("Anslag og fasit", "utvalgets anslag ved siden av de endelige tallene"),
    CHANGES: ("Endringer", "versjoner, rettelser og hva som er nytt"),
    SOURCE: ("Råtekst", "notatets tekst med linjenumre"),
    EXHIBITS: ("Tabeller og figurer", "alle, med titlene slik de er trykt"),
    CALCULATION: ("Slik regnes målene ut", "formlene"),
    GLOSSARY: ("Ordliste", "hva hver indikator betyr"),
    DATA: ("Data", "alle filene"),
    USE: ("Bruk dataene", "slik leses de fra R, Python og Excel"),
}
READING = (
    "Tallene er gjengitt slik de er trykt. Et tomt felt i en datafil betyr at tallet mangler, ikke "
    "null. Status sier om et tall er endelig, foreløpig eller anslag, og grunnlag om det er "
    "konsern eller kasse: tall med ulikt grunnlag kan ikke sammenlignes."
)


def llms_text(edition: Edition) -> str:
    """Return the site in Markdown: title, what it is, pages, data sets with their files."""
    about = edition.note.about
    sections = {section_page(s): (s.title, "") for s in edition.note.sections if s.number}
    pages = {CONTENTS: PAGES[CONTENTS]} | sections | PAGES
    described = datasets(edition)
    occasion = f"{about.publisher} ({about.abbreviation}) til {about.meeting}, {long_date(about)}"
    return "\n".join(
        [
            f"# {about.title}",
            "",
            f"> Notat fra {occasion}. Utgave {edition.version}.",
            "",
            READING,
            "",
            "## Sider",
            "",
            *(_entry(edition, folder(page), *words) for page, words in pages.items()),
            "",
            "## Data",
            "",
            _entry(edition, CATALOGUE, CATALOGUE, "datasettene, DCAT-AP-NO"),
            _entry(edition, FEED, FEED, "nyhetsstrøm av versjoner og rettelser"),
            *(line for one in described for line in _dataset(edition, one)),
            "",
        ]
    )


def _dataset(edition: Edition, one: Dataset) -> Iterator[str]:
    yield from ("", f"### {one.title}", "", f"{one.words}", "")
    for file in one.files:
        yield _entry(edition, file.address, file.name, file.words)


def _entry(edition: Edition, address: str, name: str, words: str) -> str:
    told = f": {words}" if words else ""
    return f"- [{name}]({edition.address}{address}){told}"

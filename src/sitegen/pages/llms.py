"""``llms.txt``: what the site is and where its pages and data lie, for programs that read text.

Source: https://llmstxt.org/.
"""

from collections.abc import Iterator

from sitegen.pages.citation import long_date
from sitegen.pages.datasets import Dataset, datasets
from sitegen.pages.dcat import CATALOGUE
from sitegen.pages.edition import Edition
from sitegen.pages.feed import FEED
from sitegen.pages.places import folder
from sitegen.pages.registry import all_pages

LLMS = "llms.txt"
READING = (
    "Tallene er gjengitt slik de er trykt. Et tomt felt i en datafil betyr at tallet mangler, ikke "
    "null. Status sier om et tall er endelig, foreløpig eller anslag, og grunnlag om det er "
    "konsern eller kasse: tall med ulikt grunnlag kan ikke sammenlignes."
)


def llms_text(edition: Edition) -> str:
    """Return the site in Markdown: title, what it is, pages, data sets with their files."""
    about = edition.note.about
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
            *(
                _entry(edition, folder(page.path), page.title, page.summary)
                for page in all_pages(edition)
                if page.summary is not None
            ),
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

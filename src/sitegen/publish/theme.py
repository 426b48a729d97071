"""What the theme brings that no reader of this site needs."""

from pathlib import Path

SEARCH = Path("assets/javascripts/lunr")
NEEDED = {"lunr.no.min.js", "lunr.stemmer.support.min.js"}
"""What the search asks for when its language is Norwegian alone."""


def drop_unused(site: Path) -> None:
    """Remove maps of the theme's source and the search's other languages: half of its bytes."""
    languages = (path for path in (site / SEARCH).rglob("*.js") if path.name not in NEEDED)
    for path in [*site.rglob("*.map"), *languages]:
        path.unlink()

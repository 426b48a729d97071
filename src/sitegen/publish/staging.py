"""The staging folder: all that MkDocs builds from, in one folder that git ignores.

Generated files are written, hand-written ones are linked, so that ``mkdocs serve`` sees every
change of them. Nothing else of a checkout is written to.
"""

from pathlib import Path

from sitegen.note.errors import Fault, SourceError
from sitegen.publish.tree import Tree, files_below, replace_tree

SOURCE = Path("docs")
STAGING = Path("build/generated")
PAGES = "docs"
CONFIGURATION = "run-sitegen-generate-first.yml"
"""What ``mkdocs.yml`` inherits. MkDocs prints this name where the file is missing."""
SHOWN = 5


def stage(root: Path, files: Tree, configuration: str) -> None:
    """Replace the staging folder of a checkout, all or nothing; the same content is left alone.

    Args:
        root: The checkout.
        files: The generated files by path below the site's pages.
        configuration: What ``mkdocs.yml`` inherits.

    Raises:
        SourceError: A hand-written file has the place of a generated one.
    """
    written = files_below(root / SOURCE)
    _refuse_both(sorted(files.keys() & written.keys()))
    pages = {f"{PAGES}/{name}": data for name, data in files.items()}
    links = {f"{PAGES}/{name}": path for name, path in written.items()}
    replace_tree(root / STAGING, pages | {CONFIGURATION: configuration.encode()}, links)


def _refuse_both(names: list[str]) -> None:
    if names:
        rest = f" og {len(names) - SHOWN} til" if len(names) > SHOWN else ""
        found = f"{', '.join(names[:SHOWN])}{rest}"
        remedy = "Filene lages av «sitegen generate». Flytt eller slett dem."
        raise SourceError(Fault(str(SOURCE), None, "bare håndskrevne filer", found, remedy))

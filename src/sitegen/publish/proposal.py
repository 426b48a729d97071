"""What a proposal changes, for those who decide: a comment, and a folder of evidence."""

from dataclasses import dataclass
from pathlib import Path

from sitegen.facts.changes.compare import compare
from sitegen.pages.diff.summary import markdown, standalone
from sitegen.publish.history import read_data_folder
from sitegen.publish.tree import files_within

CHARTS = "diagram"
EVIDENCE = "forslag"
COMMENT = "kommentar.md"
LIMIT = 60_000
"""Characters of a comment. Source: GitHub takes 65 536; the rest is for its mark and its end."""
CUT = "… Kommentaren er kortet. Resten står i kjøringens «proposal»."
SHOWN = 6
"""How many changed charts the comment shows; the folder holds them all."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that looks different now.

    Attributes:
        name: ``tabell-3``.
        before: The still picture before, PNG; ``None`` for a new chart.
        after: The picture now; ``None`` for one that is gone.
    """

    name: str
    before: bytes | None
    after: bytes | None


def proposal(before: Path, after: Path, address: str, checks: str) -> dict[str, bytes]:
    """Return the comment and the evidence of a proposal, by path.

    Args:
        before: The site as built without the proposal.
        after: The site as built with it.
        address: Where the preview is shown, ending in a slash.
        checks: What ``sitegen check`` printed.

    Raises:
        SourceError: One of the two cannot be read: a failure is never «no difference».
    """
    diff = compare(read_data_folder(before), read_data_folder(after))
    pictures = changed_pictures(before, after)
    evidence = f"{address}{EVIDENCE}/"
    parts = [
        f"Forhåndsvisning: <{address}>\n",
        markdown(diff, evidence),
        _shown(pictures, evidence),
        _folded("Kontroller («sitegen check»)", f"```\n{checks.strip()}\n```"),
    ]
    files = {COMMENT: "\n".join(part for part in parts if part).encode()}
    files[f"{EVIDENCE}/index.html"] = standalone(diff).encode()
    for picture in pictures:
        files |= _files(picture)
    return files


def read_evidence(folder: Path) -> dict[str, bytes]:
    """Return the files that are shown with the preview, by path; the comment is not among them."""
    found = files_within(folder / EVIDENCE)
    return {f"{EVIDENCE}/{name}": path.read_bytes() for name, path in found.items()}


def shortened(text: str) -> str:
    """Return a comment that the host takes: cut after a whole line, with what was open closed."""
    if len(text) <= LIMIT:
        return text
    lines = text[:LIMIT].splitlines()[:-1]
    fenced = sum(line.startswith("```") for line in lines) % 2
    folded = sum(line.count("<details>") - line.count("</details>") for line in lines)
    ends = ["```"] * fenced + ["", "</details>"] * folded
    return "\n".join([*lines, *ends, "", CUT, ""])


def changed_pictures(before: Path, after: Path) -> tuple[Picture, ...]:
    """Return the charts whose drawing differs between two built sites, by name."""
    old, new = (_pictures(site) for site in (before, after))
    return tuple(
        Picture(name, _bytes(before, name, old), _bytes(after, name, new))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    )


def _pictures(site: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((site / CHARTS).glob("*.svg"))}


def _bytes(site: Path, name: str, there: dict[str, bytes]) -> bytes | None:
    path = site / CHARTS / f"{name}.png"
    return path.read_bytes() if name in there and path.is_file() else None


def _files(picture: Picture) -> dict[str, bytes]:
    pair = {"for": picture.before, "na": picture.after}
    return {f"{EVIDENCE}/{picture.name}-{when}.png": data for when, data in pair.items() if data}


def _shown(pictures: tuple[Picture, ...], evidence: str) -> str:
    if not pictures:
        return "Ingen figurer er tegnet annerledes.\n"
    rows = [
        f"| {one.name} | {_image(one.name, 'for', one.before, evidence)} "
        f"| {_image(one.name, 'na', one.after, evidence)} |"
        for one in pictures[:SHOWN]
    ]
    rest = len(pictures) - SHOWN
    more = [f"\n… og {rest} til: {', '.join(p.name for p in pictures[SHOWN:])}"] if rest > 0 else []
    table = "\n".join(["| Figur | Før | Nå |", "| --- | --- | --- |", *rows, *more])
    return _folded(f"Figurer som er tegnet annerledes: {len(pictures)}", table)


def _image(name: str, when: str, data: bytes | None, evidence: str) -> str:
    words = f"{name} {'før' if when == 'for' else 'nå'}"
    return f"![{words}]({evidence}{name}-{when}.png)" if data else "finnes ikke"


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{content}\n\n</details>\n"

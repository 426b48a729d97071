"""Case files: two lines a case, input and expected, a blank line between; # starts a comment."""

from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"


def read_cases(name: str) -> list[tuple[str, str]]:
    text = (CASES / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("# ")]
    blocks = [block.split("\n") for block in "\n".join(lines).strip().split("\n\n")]
    return [(given, expected) for given, expected in blocks]

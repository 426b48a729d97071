"""Charts as other tools draw them, and what stands in a picture."""

import html
import json
import re
import subprocess
from collections.abc import Mapping

from support.node import node
from support.notes import ROOT

_SIZE = re.compile(r'<svg\b[^>]* width="(\d+)" height="(\d+)"')
_TEXT = re.compile(r"<text\b[^>]*(?<!/)>([^<]*(?:<tspan.*?)?)</text>", re.DOTALL)
_LINE = re.compile(r"(?:<tspan[^>]*>)?([^<]+)(?:</tspan>)?")


def drawn_by_node(specifications: Mapping[str, str]) -> dict[str, str]:
    """Return what Vega under Node draws of Vega and Vega-Lite texts, by their names."""
    command = [node(), str(ROOT / "tests/scripts/vega.mjs")]
    given = json.dumps(specifications).encode()
    run = subprocess.run(command, input=given, check=True, capture_output=True)
    found: dict[str, str] = json.loads(run.stdout)
    return found


def size_of(svg: str) -> tuple[str, ...]:
    """Return a picture's width and height."""
    found = _SIZE.search(svg)
    assert found, svg[:200]
    return found.groups()


def words_in(svg: str) -> list[str]:
    """Return the words in a picture, a line each, whatever order they are drawn in."""
    found = [line for text in _TEXT.findall(svg) for line in _LINE.findall(text)]
    return sorted(html.unescape(one).strip() for one in found if one.strip())

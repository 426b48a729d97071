"""The examples of «Bruk dataene» taken out of the page, and a check of each against its file."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from html import unescape

MARKDOWN = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HTML = re.compile(r'<pre><code class="language-(\w+)">(.*?)</code></pre>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Examples:
    """The code of the page, as a reader would copy it."""

    pandas: str
    standard: str
    r: str
    query: str


def examples_in(page: str) -> Examples:
    """Return the examples of a page in Markdown, or as built."""
    return Examples(*code_in(page, "python", "python", "r", "text"))


def code_in(page: str, *kinds: str) -> list[str]:
    """Return the code of a page in Markdown, or as built; it must be of these kinds."""
    found = MARKDOWN.findall(page) or [(k, unescape(code)) for k, code in HTML.findall(page)]
    assert tuple(kind for kind, _ in found) == kinds
    return [code.strip() for _, code in found]


def run_python(code: str) -> list[list[str]]:
    """Return the words a program prints, line by line; it runs as a reader's own would."""
    environment = {**os.environ, "NO_PROXY": "*", "no_proxy": "*"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]

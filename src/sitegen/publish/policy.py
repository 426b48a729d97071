"""The content security policy: what a page may fetch and run, written into every page of a site.

The host sends no headers of ours, so the policy stands in a ``meta`` element. A page that is opened
by the theme's instant navigation keeps the policy of the first page, and the theme adds the new
page's element if it differs. So every page gets the same policy, with the inline scripts of all.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError

# What is not named here falls back to «default-src», which allows nothing.
RULES = {
    "default-src": "'none'",
    # Pyodide compiles WebAssembly; that right does not reach the page's eval.
    "script-src": "'self' 'wasm-unsafe-eval'",
    # The theme, the recomputed pages and the charts set styles inline, and none of them runs code.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    # A worker from a blob inherits this policy. One from an address does not, and is not used.
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# The encoding must stand among a page's first 1024 bytes, so it alone comes before the policy.
HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def protect(site: Path) -> None:
    """Write the policy into every page of a built site.

    Raises:
        SitegenError: A page has no head, or runs a script the policy cannot name; names them all.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    read = {path: _read(page) for path, page in pages.items()}
    faults = [
        Fault(path.relative_to(site).as_posix(), None, "en side som kan få en policy", fault)
        for path, page in pages.items()
        for fault in _faults(page, read[path])
    ]
    if faults:
        raise SitegenError(*faults)
    element = policy_element(script for scripts in read.values() for script in scripts.inline)
    for path, page in pages.items():
        path.write_text(
            HEAD.sub(lambda head: head[0] + element, page, count=1), encoding="utf-8", newline="\n"
        )


def policy_element(inline: Iterable[str]) -> str:
    """Return the ``meta`` element that allows these inline scripts and what RULES allow."""
    hashes = sorted({script_hash(script) for script in inline})
    rules = RULES | {"script-src": " ".join([RULES["script-src"], *hashes])}
    policy = "; ".join(f"{name} {allowed}" for name, allowed in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def script_hash(script: str) -> str:
    """Return the source expression that allows exactly this inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def allow_script(page: bytes, script: bytes) -> bytes:
    """Return a page whose policy allows one inline script more: that of the local server."""
    rule = f"script-src {RULES['script-src']}"
    return page.replace(rule.encode(), f"{rule} {script_hash(script.decode())}".encode(), 1)


def _read(page: str) -> "_Scripts":
    scripts = _Scripts()
    scripts.feed(page)
    scripts.close()
    return scripts


def _faults(page: str, scripts: "_Scripts") -> list[str]:
    without_head = [] if HEAD.search(page) else ["ingen head"]
    return without_head + [f"et skript i en attributt: {name}" for name in scripts.in_attributes]


class _Scripts(HTMLParser):
    """Collects a page's inline scripts, and scripts in attributes, which no hash allows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: list[str] = []
        self.in_attributes: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_attributes += [
            f"{tag} {name}"
            for name, value in attrs
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
        ]
        given = dict(attrs)
        if tag == "script" and "src" not in given and "json" not in (given.get("type") or ""):
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.inline.append("".join(self._script))
            self._script = None

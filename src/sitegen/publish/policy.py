"""The content security policy: what a page may fetch and run, written into every page of a site.

The host sends no headers of ours, so the policy stands in a ``meta`` element. A page that is opened
by the theme's instant navigation keeps the policy of the first page, and the theme adds the new
page's element if it differs. So every page gets the same policy, with the inline scripts of all:
of those that are KNOWN. Any other may be a text of the note that has become code.
"""

import base64
import hashlib
import re
from collections.abc import Container, Iterable
from html.parser import HTMLParser
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError

RULES = {
    # Firefox asks this rule, and no other, whether the next page may be fetched ahead.
    "default-src": "'self'",
    # Pyodide compiles WebAssembly; that right does not reach the page's eval.
    "script-src": "'self' 'wasm-unsafe-eval'",
    # The theme and the charts set styles inline, and none of them runs code.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    # A worker from a blob inherits this policy. One from an address does not, and is not used.
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "media-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# Source: mkdocs-material 9.8.1, templates/partials/javascripts.
KNOWN = {
    "C14pMFj+0+KVUWkRKG95cWdj0u6tPd123CbH0WOU4P8=": "overrides/main.html: storage",
    "frNoT9rNKIH2e5QomDJzop2HdNi8gmIq+bZajsEDKpA=": "base.html",
    "DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=": "palette.html",
    "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=": "content.html",
    "glpHj27yo3z2vBFA3bmwZl0I7uaaBjXV6CRx+6ji9zo=": "outdated.html",
}
"""Inline scripts that pages may run: the SHA-256 of each, without the address of the site in it."""
ADDRESS = re.compile(r'(?<=new URL\(")[\w./:~-]*(?=")', re.ASCII)
SHOWN = 60
"""Characters of an unknown script that are shown."""
NEW_SCRIPT = (
    "Har temaet fått en ny versjon, ser du på skriptet og legger det til i KNOWN i "
    "src/sitegen/publish/policy.py. Ellers er det tekst som er blitt til kode."
)
DATA = {"application/json", "application/ld+json"}
"""Types of what looks like a script and is only data."""
# The encoding must stand among a page's first 1024 bytes, so it alone comes before the policy.
HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def protect(site: Path, known: Container[str] = KNOWN) -> None:
    """Write the policy into every page of a built site.

    Raises:
        SitegenError: A page has no head, or a script that is not known or that the policy cannot
            name; names them all.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    read = {path: _read(page) for path, page in pages.items()}
    faults = [
        Fault(path.relative_to(site).as_posix(), None, *fault)
        for path, page in pages.items()
        for fault in _faults(page, read[path], known)
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
    return f"'sha256-{_digest(script)}'"


def fingerprint(script: str) -> str:
    """Return what an inline script is known by, wherever the site and the page lie."""
    return _digest(ADDRESS.sub("", script))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def allow_script(page: bytes, script: bytes) -> bytes:
    """Return a page whose policy allows one inline script more: that of the local server."""
    rule = f"script-src {RULES['script-src']}"
    return page.replace(rule.encode(), f"{rule} {script_hash(script.decode())}".encode(), 1)


def allow_changed(before: str, after: str) -> str:
    """Return a page whose policy allows its inline scripts as they are after a change of it."""
    for old, new in zip(_read(before).inline, _read(after).inline, strict=True):
        after = after.replace(script_hash(old), script_hash(new), 1)
    return after


def _read(page: str) -> "_Scripts":
    scripts = _Scripts()
    scripts.feed(page)
    scripts.close()
    return scripts


def _faults(
    page: str, scripts: "_Scripts", known: Container[str]
) -> Iterable[tuple[str, str, str]]:
    """Yield what was expected, what was found, and what to do."""
    if not HEAD.search(page):
        yield "en side som kan få en policy", "ingen head", ""
    for name in scripts.in_attributes:
        yield "en side som kan få en policy", f"et skript i en attributt: {name}", ""
    for script in scripts.inline:
        if fingerprint(script) not in known:
            words = " ".join(script.split())[:SHOWN]
            yield "bare kjente skript", f"«{words}» ({fingerprint(script)})", NEW_SCRIPT


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
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.inline.append("".join(self._script))
            self._script = None

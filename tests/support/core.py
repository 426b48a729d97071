"""The calculator's core in a browser's page, driven as the page itself drives it."""

import base64
from typing import Any

from playwright.sync_api import Page

from support.accounts import Files

_START = """async ([client, options]) => {
    const { openCore } = await import(client);
    window.stages = [];
    window.core = openCore({ onStage: (stage) => window.stages.push(stage), ...options });
    return await window.core.ready.catch((error) => ({ failure: error.failure }));
}"""
_BEGIN = """(client) => { import(client).then(({ openCore }) =>
    openCore({ onStage: () => {} }).ready.catch(() => {})); }"""
_COMPUTE = """async ([files, chosen]) => {
    const opened = files.map(([name, data]) =>
        new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name));
    window.progress = [];
    return await window.core.compute(opened, chosen, (one) => window.progress.push(one));
}"""


def start(page: Page, root: str, **options: object) -> dict[str, Any]:
    """Start the core on a page, and return how it went: `Started`, or a failure."""
    how: dict[str, Any] = page.evaluate(_START, [f"{root}assets/runtime/client.js", options])
    return how


def begin(page: Page, root: str) -> None:
    """Start the core on a page, and do not wait for it."""
    page.evaluate(_BEGIN, f"{root}assets/runtime/client.js")


def computed(page: Page, files: Files, chosen: dict[str, str] | None = None) -> str:
    """Return the result's JSON text."""
    given = [[name, base64.b64encode(data).decode()] for name, data in files]
    text: str = page.evaluate(_COMPUTE, [given, chosen or {}])
    return text

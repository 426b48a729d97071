"""Serves the site on this machine and builds it anew when a source changes."""

import sys
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from sitegen.note.errors import SitegenError
from sitegen.publish.finish import withdraw_offline
from sitegen.publish.policy import allow_script

HOST = "127.0.0.1"
WATCHED = ("data", "docs", "overrides", "src", "mkdocs.yml")


class Server(LiveReloadServer):
    """The site builder's server, whose own inline script the pages' policy lets run."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = page.rpartition(b"<script>")[2].partition(b"</script>")[0]
        return allow_script(page, script)


type BuildSite = Callable[[Path, Path, Path], object]
"""Builds from a checkout and an edition's folder into another; named so that a process finds it."""


def serve(build: BuildSite, root: Path, folder: Path, port: int) -> None:
    """Serve until interrupted. A fault is printed, and the last good build stays up."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "site"
        _build(build, root, folder, out)
        server = Server(
            lambda: rebuild(build, root, folder, out),
            host=HOST,
            port=port,
            root=str(out),
            mount_path="/",
        )
        for path in (root / name for name in WATCHED):
            if path.exists():
                server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()


def _build(build: BuildSite, root: Path, folder: Path, out: Path) -> None:
    build(root, folder, out)
    withdraw_offline(root, out)


def rebuild(build: BuildSite, root: Path, folder: Path, out: Path) -> None:
    """Build in a process of its own, which reads the program's source anew."""
    process = get_context("spawn").Process(target=_build_or_print, args=(build, root, folder, out))
    process.start()
    process.join()


def _build_or_print(build: BuildSite, root: Path, folder: Path, out: Path) -> None:
    try:
        _build(build, root, folder, out)
    except SitegenError as error:
        sys.stderr.write(f"{error}\n")

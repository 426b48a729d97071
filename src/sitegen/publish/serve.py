"""Serves the site on this machine and builds it anew when a source changes."""

import sys
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from sitegen.notes.errors import SitegenError
from sitegen.publish.build import build_site

HOST = "127.0.0.1"
WATCHED = ("data", "docs", "overrides", "mkdocs.yml")


def serve(root: Path, folder: Path, port: int) -> None:
    """Serve until interrupted. A fault is told, and the last good build stays up."""
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "site"

        def rebuild() -> None:
            try:
                build_site(root, folder, out)
            except SitegenError as error:
                sys.stderr.write(f"{error}\n")

        build_site(root, folder, out)
        server = LiveReloadServer(rebuild, host=HOST, port=port, root=str(out), mount_path="/")
        for name in WATCHED:
            server.watch(str(root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()

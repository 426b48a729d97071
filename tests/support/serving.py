"""Serves a built site on this machine as its host would: under a path, packed, its own 404 page."""

import gzip
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BASE = "/tbu/"
PACKED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".csv", ".wasm"}


class Handler(SimpleHTTPRequestHandler):
    """Answers below BASE; anything else, and what is missing, gets the site's 404 page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = self._file(path)
        if file is None:
            self._answer(HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html")
        elif file.is_dir():
            self._redirect(f"{path}/")
        else:
            self._answer(HTTPStatus.OK, file)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name upstream
        """Keep quiet: a test's output is its result."""

    def _file(self, path: str) -> Path | None:
        """Return what an address means: a file, a folder to redirect to, or nothing."""
        if not path.startswith(BASE):
            return None
        file = Path(self.translate_path("/" + path.removeprefix(BASE)))
        file = file / "index.html" if path.endswith("/") else file
        return file if file.exists() else None

    def _redirect(self, location: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, file: Path) -> None:
        body = file.read_bytes() if file.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        if file.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _packed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser has gone elsewhere
            self.wfile.write(body)


class CachedHandler(Handler):
    """Lets a browser keep what it has, as the site's host does."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@lru_cache(maxsize=256)
def _packed(body: bytes) -> bytes:
    """Return a body packed; every page asks for the same style and scripts."""
    return gzip.compress(body, compresslevel=1)


class Server(ThreadingHTTPServer):
    """Closed, it hangs up on those who are connected too, as a cut network does."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: Any) -> None:  # noqa: ANN401 as upstream
        self.connected: list[socket.socket] = []
        super().__init__(address, handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.connected.append(connection)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 as upstream
        """Say nothing of a browser that hung up: closing a page does that."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for connection in self.connected:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{BASE}"


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[Server]:
    """Serve a folder, which may be filled later, until the block ends."""
    with running(Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))) as server:
        yield server


@contextmanager
def running[S: Server](server: S) -> Iterator[S]:
    """Let a server answer until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

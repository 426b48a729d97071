"""Serves the bench's pages as their host would: packed once, kept by the browser, bytes counted."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from threading import Lock

from support.serving import PACKED, Handler, Server, running


@cache
def packed(file: Path) -> bytes:
    """Return a file as gzip, packed once: a host does not do it anew for each visitor."""
    return gzip.compress(file.read_bytes(), compresslevel=6)


class CountingServer(Server):
    """Knows how many bytes have gone over the wire, heads left out."""

    sent = 0
    lock = Lock()

    def take_sent(self) -> int:
        """Return the bytes sent since last asked."""
        with self.lock:
            sent, self.sent = self.sent, 0
        return sent


class CachedHandler(Handler):
    """Answers with what GitHub Pages says of keeping: ten minutes."""

    server: CountingServer

    def _answer(self, status: HTTPStatus, file: Path) -> None:
        zipped = file.suffix in PACKED
        body = packed(file) if zipped else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Cache-Control", "max-age=600")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with self.server.lock:
            self.server.sent += len(body)
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser has gone elsewhere
            self.wfile.write(body)


@contextmanager
def counting(folder: Path) -> Iterator[CountingServer]:
    """Serve a folder until the block ends."""
    handler = partial(CachedHandler, directory=str(folder))
    with running(CountingServer(("127.0.0.1", 0), handler)) as server:
        yield server

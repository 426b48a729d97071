"""Serves the bench's pages as their host would: packed once, kept by the browser, bytes counted."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from io import BufferedIOBase
from pathlib import Path
from threading import Lock

from support.serving import PACKED, Handler, Server, running


@cache
def packed(file: Path) -> bytes:
    """Return a file as gzip, packed once: a host does not do it anew for each visitor."""
    return gzip.compress(file.read_bytes(), compresslevel=6)


PIECE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line between host and reader, one for all that goes at once.

    Attributes:
        rate: Bytes a second.
        delay: Seconds before an answer begins.
    """

    rate: float
    delay: float

    def wait(self, size: int) -> None:
        """Take the time that bytes take."""
        time.sleep(size / self.rate)


class CountingServer(Server):
    """Knows how many bytes have gone over the wire, heads left out; as fast as its line, if any."""

    sent = 0
    lock = Lock()
    wire = Lock()
    line: Line | None = None

    def send(self, out: BufferedIOBase, body: bytes) -> None:
        """Write an answer's body, piece by piece by turns with others where there is a line."""
        if not self.line:
            out.write(body)
            return
        time.sleep(self.line.delay)
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            with self.wire:
                self.line.wait(len(piece))
            out.write(piece)

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
            self.server.send(self.wfile, body)


@contextmanager
def counting(folder: Path) -> Iterator[CountingServer]:
    """Serve a folder until the block ends."""
    handler = partial(CachedHandler, directory=str(folder))
    with running(CountingServer(("127.0.0.1", 0), handler)) as server:
        yield server

"""Numbered lines of encoded bytes, one block in memory at a time."""

from collections.abc import Iterator

from kommuneindikatorer.codes import FOR_LANG_LINJE
from kommuneindikatorer.journal import Journal
from kommuneindikatorer.text.decoding import Encoded

MAX_LINE = 1 << 20
"""Bytes of the longest line that is read; also the size of a block."""


def iter_lines(encoded: Encoded, journal: Journal) -> Iterator[tuple[int, str]]:
    """Yield each line that is not blank, with its 1-based number, without line ending.

    Lines end at LF or CR LF, or at CR in a file that has no LF. A line longer than
    `MAX_LINE` is refused here, and the next one is read. Counts rows and tells progress.
    """
    end = b"\n" if b"\n" in encoded.data or b"\r" not in encoded.data else b"\r"
    number = 0
    for start, stop in _blocks(encoded.data, end):
        if stop - start > MAX_LINE:
            number += 1
            journal.seen()
            journal.refuse(FOR_LANG_LINJE, number, grense=MAX_LINE)
        else:
            text = encoded.data[start:stop].decode(encoded.codec, errors="replace")
            for line in text.split(end.decode()):
                number += 1
                if line and not line.isspace():
                    journal.seen()
                    yield number, line.removesuffix("\r")
        journal.progress(journal.fil, stop, len(encoded.data))


def _blocks(data: bytes, end: bytes) -> Iterator[tuple[int, int]]:
    """Yield where blocks of whole lines start and stop, the last line ending left out.

    A block is longer than `MAX_LINE` only when it is one line that is.
    """
    start = 0
    while start < len(data):
        stop = len(data)
        if stop - start > MAX_LINE:
            stop = data.rfind(end, start, start + MAX_LINE + 1)
            if stop < 0:
                stop = data.find(end, start)
            if stop < 0:
                stop = len(data)
        yield start, stop
        start = stop + 1

"""Files as one archive: the same files give the same bytes."""

import gzip
import io
import zipfile
from collections.abc import Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: no clock goes into it


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of the files by name, not compressed: `packed` does that better."""
    return _zipped(files, zipfile.ZIP_STORED)


def deflated(files: Mapping[str, bytes]) -> bytes:
    """Return a compressed zip of the files by name, for one that goes over the wire as it is."""
    return _zipped(files, zipfile.ZIP_DEFLATED)


def _zipped(files: Mapping[str, bytes], method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in sorted(files):
            target.writestr(zipfile.ZipInfo(name, _FIRST_DAY), files[name], method, 9)
    return stream.getvalue()


def packed(data: bytes) -> bytes:
    """Return data as gzip, which every browser unpacks as it arrives."""
    return gzip.compress(data, compresslevel=9, mtime=0)

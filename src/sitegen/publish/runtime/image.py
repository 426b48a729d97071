"""The memory image as it goes over the wire: only what the program itself does not bring.

A browser that has compiled the program has its memory as it is before anything runs. The image
holds the difference, in blocks: those that differ, each as `before xor after`, so that what is the
same becomes zeros, which pack to nothing. All numbers are 32 bits, the lowest byte first.

    mark, bytes of head, bytes of memory, bytes the program fills, number of blocks, 0, 0, 0
    head      what Pyodide says of the image, to a whole number of blocks
    map       one bit for each block of memory: 1 where it differs; to a whole number of blocks
    blocks    those that differ, in order
"""

import struct
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.cache import cached, key_of
from sitegen.publish.packages import find_node
from sitegen.publish.runtime.pyodide import WASM, Pyodide
from sitegen.publish.tree import PACKAGES, packed

MARK = 0x31554254
BLOCK = 64
_HERE = Path(__file__).parent
SCRIPT, WARMING, SAMPLES = _HERE / "image.mjs", _HERE / "warming.py", _HERE / "samples"
ENCODER, CUTTER = _HERE / "image.py", _HERE / "pyodide.py"
_NUMBERS = struct.Struct("<8I")


@dataclass(frozen=True, slots=True)
class Image:
    """A memory image as Pyodide makes it.

    Attributes:
        head: What Pyodide says of it.
        memory: Python's memory, warmed.
        untouched: The same memory before anything ran.
    """

    head: bytes
    memory: bytes
    untouched: bytes


def encode(image: Image) -> bytes:
    """Return the image as it goes over the wire; raises ``ValueError`` if the memory grew."""
    if len(image.memory) != len(image.untouched) or len(image.memory) % (8 * BLOCK):
        raise ValueError(f"{len(image.memory)} bytes against {len(image.untouched)} untouched")
    size = len(image.memory)
    difference = (
        int.from_bytes(image.memory, "little") ^ int.from_bytes(image.untouched, "little")
    ).to_bytes(size, "little")
    empty = bytes(BLOCK)
    blocks = [difference[at : at + BLOCK] for at in range(0, size, BLOCK)]
    differing = [block for block in blocks if block != empty]
    bits = sum(1 << at for at, block in enumerate(blocks) if block != empty)
    filled = len(image.untouched.rstrip(b"\0"))
    numbers = (MARK, len(image.head), size, _whole(filled), len(differing), 0, 0, 0)
    parts = (
        _NUMBERS.pack(*numbers).ljust(BLOCK, b"\0"),
        image.head.ljust(_whole(len(image.head)), b"\0"),
        bits.to_bytes(_whole(size // BLOCK // 8), "little"),
        *differing,
    )
    return b"".join(parts)


def _whole(size: int) -> int:
    """Return the size to a whole number of blocks."""
    return -(-size // BLOCK) * BLOCK


def memory_image(root: Path, pyodide: Pyodide, core: bytes) -> bytes:
    """Return the packed image of a Python that knows the core.

    Args:
        root: The checkout; its cache holds what was made before.
        pyodide: What the image is of, and is made by.
        core: The core's wheel.

    Raises:
        SitegenError: There is no Node.js, or the image cannot be made.
    """
    return cached(root, name_of(pyodide, core), lambda: packed(encode(make(root, pyodide, core))))


def packed_program(root: Path, pyodide: Pyodide) -> bytes:
    """Return the packed program that an image is of."""
    key = key_of(pyodide.files[WASM], CUTTER)
    return cached(root, f"program-{key}.bin", lambda: packed(pyodide.program))


def name_of(pyodide: Pyodide, core: bytes) -> str:
    """Return an image's name in the cache, which says all that it is made from."""
    files = (pyodide.files[name] for name in sorted(pyodide.files))
    programs = (SCRIPT, WARMING, ENCODER, CUTTER, *sorted(SAMPLES.iterdir()))
    return f"image-{key_of(core, *files, *programs)}.bin"


def make(root: Path, pyodide: Pyodide, core: bytes) -> Image:
    """Return a new image; raises ``SitegenError`` with what Node.js said when it fails."""
    node = find_node(root)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        archive = folder / "core.whl"
        archive.write_bytes(core)
        program = (root / PACKAGES / "pyodide").resolve()
        run = subprocess.run(  # noqa: S603 - every part is ours
            [node, SCRIPT, program, archive, WARMING, SAMPLES, folder],
            check=False,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            said = "\n".join(line[:200] for line in run.stderr.splitlines()[-15:])
            raise SitegenError(Fault(SCRIPT.name, None, "et minnebilde av Python", said))
        head, memory, untouched = (
            bytearray((folder / name).read_bytes()) for name in ("head", "memory", "untouched")
        )
        for one in pyodide.unread:
            memory[one.start : one.stop] = untouched[one.start : one.stop] = bytes(len(one))
        return Image(bytes(head), bytes(memory), bytes(untouched))

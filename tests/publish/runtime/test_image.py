"""The memory image: the same bytes twice, nothing of the machine in it, and no Node.js is said."""

from pathlib import Path

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.cache import CACHE
from sitegen.publish.packages import run_node
from sitegen.publish.python_packages import python_packages
from sitegen.publish.runtime import image as memory_image
from sitegen.publish.runtime.image import BLOCK, MARK, Image, encode
from sitegen.publish.runtime.pyodide import NEEDED, Pyodide, read_pyodide
from sitegen.publish.tree import write_folder
from support.notes import ROOT

EIGHT = 8 * BLOCK
RESTORED = Path(__file__).with_name("restored.mjs")


def decoded(wire: bytes, untouched: bytes) -> bytes:
    """Return the memory, read as the layout is described and not as it is written."""
    mark, head, size, filled, count = (
        int.from_bytes(wire[at : at + 4], "little") for at in range(0, 20, 4)
    )
    assert mark == MARK
    assert filled % BLOCK == 0
    assert untouched[:filled].rstrip(b"\0") == untouched.rstrip(b"\0")
    at = BLOCK + -(-head // BLOCK) * BLOCK
    bits = int.from_bytes(wire[at : at + size // BLOCK // 8], "little")
    assert bits.bit_count() == count
    at += -(-(size // BLOCK // 8) // BLOCK) * BLOCK
    memory = bytearray(untouched)
    for block in range(size // BLOCK):
        if bits >> block & 1:
            for place in range(block * BLOCK, block * BLOCK + BLOCK):
                memory[place] ^= wire[at]
                at += 1
    assert at == len(wire)
    return bytes(memory)


def test_what_differs_goes_over_the_wire_and_nothing_else() -> None:
    untouched = bytes(range(250)).ljust(EIGHT * 4, b"\0")
    memory = bytearray(untouched)
    memory[3] = 200
    memory[EIGHT + 5] = 7
    memory[-1] = 255
    wire = encode(Image(b"head", bytes(memory), untouched))
    assert decoded(wire, untouched) == bytes(memory)
    assert len(wire) == 3 * BLOCK + 3 * BLOCK  # numbers, head and map, then three blocks


def test_a_memory_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="untouched"):
        encode(Image(b"", bytes(EIGHT * 2), bytes(EIGHT)))
    with pytest.raises(ValueError, match="untouched"):  # no whole number of bytes in the map
        encode(Image(b"", bytes(BLOCK), bytes(BLOCK)))


@pytest.mark.slow
def test_two_images_are_the_same_bytes_name_no_checkout_and_tell_of_errors(tmp_path: Path) -> None:
    pyodide = read_pyodide(ROOT)
    core = python_packages(ROOT, pyodide.lock).core
    one, other = (memory_image.make(ROOT, pyodide, core) for _ in range(2))
    assert one == other
    assert str(ROOT).encode() not in one.memory
    assert not any(any(one.memory[part.start : part.stop]) for part in pyodide.unread)
    (tmp_path / "image").write_bytes(one.head + one.memory)
    assert_it_tells_where_an_error_was(tmp_path / "image")


FAILING = """
import sys, traceback
from kommuneindikatorer.numbers import format_number
try:
    format_number(None)
except Exception:
    told = traceback.format_exc()
found = sum(name in sys.modules for name in ("ssl", "socket", "subprocess"))
told + f"modules {found}"
"""


def assert_it_tells_where_an_error_was(image: Path) -> None:
    """Restore an image: the lines of code are gone from it, the names of functions are not."""
    told = run_node(ROOT, RESTORED, image, given=FAILING)
    assert "in format_number" in told
    assert "kommuneindikatorer/numbers.py" in told
    assert "modules 0" in told


def test_without_node_the_build_says_what_to_do(tmp_path: Path) -> None:
    tool = tmp_path / "tools/find_node"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'Fant ingen Node.js: installer den.' >&2\nexit 1\n")
    tool.chmod(0o755)
    with pytest.raises(SitegenError, match="Fant ingen Node"):
        memory_image.memory_image(tmp_path, read_pyodide(ROOT), b"another core")


def test_an_image_is_made_anew_only_when_what_it_is_made_from_changes(tmp_path: Path) -> None:
    pyodide = read_pyodide(ROOT)
    name = memory_image.name_of(pyodide, b"core")
    write_folder(tmp_path / CACHE, {name: b"the image"})
    assert memory_image.memory_image(tmp_path, pyodide, b"core") == b"the image"
    assert memory_image.name_of(pyodide, b"core") != memory_image.name_of(pyodide, b"other core")


@pytest.mark.parametrize("name", ["SCRIPT", "WARMING", "ENCODER", "CUTTER", "SAMPLES"])
def test_an_image_depends_on_what_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    pyodide = read_pyodide(ROOT)
    before = memory_image.name_of(pyodide, b"core")
    another = tmp_path / name
    if name == "SAMPLES":
        another.mkdir()
        (another / "mal.csv").write_bytes(b"another sample")
    else:
        another.write_bytes(b"another program")
    monkeypatch.setattr(memory_image, name, another)
    assert memory_image.name_of(pyodide, b"core") != before


@pytest.mark.parametrize("name", NEEDED)
def test_an_image_depends_on_every_file_of_pyodide(name: str) -> None:
    pyodide = read_pyodide(ROOT)
    other = Pyodide({**pyodide.files, name: b"another"})
    assert memory_image.name_of(other, b"core") != memory_image.name_of(pyodide, b"core")

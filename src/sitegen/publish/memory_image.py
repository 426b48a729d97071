"""The calculator's memory image, made by Node anew when what it is made from changes."""

import subprocess
import tempfile
from pathlib import Path

from sitegen.note.errors import Fault, SitegenError
from sitegen.publish.cache import cached, key_of
from sitegen.publish.packages import PACKAGES
from sitegen.publish.runtime import image as runtime_image
from sitegen.publish.runtime.archive import packed
from sitegen.publish.runtime.image import Image, encode
from sitegen.publish.runtime.pyodide import Pyodide

HERE = Path(runtime_image.__file__).parent
SCRIPT, WARMING, SAMPLES = HERE / "image.mjs", HERE / "warming.py", HERE / "samples"
ENCODER = HERE / "image.py"


def memory_image(root: Path, pyodide: Pyodide, core: bytes) -> bytes:
    """Return the packed image of a Python that knows the core.

    Args:
        root: The checkout; its cache holds what was made before.
        pyodide: What the image is of, and is made by.
        core: The core's wheel.

    Raises:
        SitegenError: There is no Node.js, or the image cannot be made.
    """
    return cached(root, name_of(pyodide, core), lambda: packed(encode(make(root, core))))


def name_of(pyodide: Pyodide, core: bytes) -> str:
    """Return an image's name in the cache, which says all that it is made from."""
    files = (pyodide.files[name] for name in sorted(pyodide.files))
    programs = (SCRIPT, WARMING, ENCODER, *sorted(SAMPLES.iterdir()))
    return f"image-{key_of(core, *files, *programs)}.bin"


def make(root: Path, core: bytes) -> Image:
    """Return a new image; raises ``SitegenError`` with what Node.js said when it fails."""
    node = _node(root)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        archive = folder / "core.whl"
        archive.write_bytes(core)
        pyodide = (root / PACKAGES / "pyodide").resolve()
        run = subprocess.run(  # noqa: S603 - every part is ours
            [node, SCRIPT, pyodide, archive, WARMING, SAMPLES, folder],
            check=False,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            said = "\n".join(line[:200] for line in run.stderr.splitlines()[-15:])
            raise SitegenError(Fault(SCRIPT.name, None, "et minnebilde av Python", said))
        parts = (folder / name for name in ("head", "memory", "untouched"))
        return Image(*(part.read_bytes() for part in parts))


def _node(root: Path) -> Path:
    """Return the machine's Node.js; ``tools/find_node`` knows where, and what to do without."""
    tool = root / "tools/find_node"
    found = subprocess.run([tool], check=False, capture_output=True, text=True)  # noqa: S603
    if found.returncode:
        raise SitegenError(Fault(str(tool), None, "Node.js", "ingen", found.stderr.strip()))
    return Path(found.stdout.strip()) / "node"

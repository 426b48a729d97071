"""The browser's files in a folder named by their content, with the manifest the loader reads."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

MANIFEST = "manifest.json"
_NAME_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Packed:
    """What the manifest says of one packed file.

    Attributes:
        name: Below the manifest's folder.
        bytes: Its size as it lies there, which is what goes over the wire.
        sha256: Of the file as it lies there, in hexadecimal.
    """

    name: str
    bytes: int
    sha256: str


def bundle(
    version: str,
    lock: str,
    files: Mapping[str, bytes],
    modules: Mapping[str, bytes],
    wheels: Mapping[str, Sequence[Packed]],
) -> dict[str, bytes]:
    """Return every file by its path below the bundle's own folder, the manifest first.

    Args:
        version: Pyodide's.
        lock: What Pyodide wants to know of itself, as JSON text.
        files: Packed, by what they are for.
        modules: JavaScript by file name, as it is: a browser imports it by its address.
        wheels: Python packages by what they are for; they lie elsewhere on the site.
    """
    whole = b"".join(_sha256(data).encode() for data in (*files.values(), *modules.values()))
    folder = f"{version}-{_sha256(whole)[:_NAME_LENGTH]}/"
    # Not «.gz»: some hosts would announce such a file as unpacked on the way.
    named = {
        purpose: Packed(f"{purpose}.bin", len(data), _sha256(data))
        for purpose, data in files.items()
    }
    manifest = {
        "version": version,
        "folder": folder,
        "lock": lock,
        "files": {purpose: asdict(one) for purpose, one in named.items()},
        "wheels": {purpose: [asdict(one) for one in some] for purpose, some in wheels.items()},
    }
    return {
        MANIFEST: json.dumps(manifest, indent=1).encode() + b"\n",
        **{folder + named[purpose].name: data for purpose, data in files.items()},
        **{folder + name: data for name, data in modules.items()},
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

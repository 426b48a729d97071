"""The charts of an edition: drawn once for the same values, the same program and libraries."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import sitegen
from sitegen.charts.catalogue import draw
from sitegen.charts.compile import VERSIONS, Press
from sitegen.charts.kept import from_text, to_text
from sitegen.charts.model import Chart
from sitegen.charts.subject import Subject


def drawn_charts(subject: Subject, press: Press) -> Mapping[str, Chart]:
    """Return every chart by id: as kept from before, or drawn now and kept."""
    name = f"{_digest(subject, press)}.charts.json"
    if name not in press.store:
        press.store[name] = to_text(draw(subject, press).values())
    return MappingProxyType({one.id: one for one in from_text(press.store[name])})


def _digest(subject: Subject, press: Press) -> str:
    """Return what the charts depend on, as a name: any change of it draws them again."""
    digest = hashlib.sha256(f"{VERSIONS} {press.fonts and press.fonts.name}".encode())
    for part in _parts(subject):
        digest.update(part)
    return digest.hexdigest()


def _parts(subject: Subject) -> Iterator[bytes]:
    yield repr(subject).encode()
    for path in sorted(Path(sitegen.__file__).parent.rglob("*.py")):
        yield path.read_bytes()

"""Files, read or said to be missing; written all or nothing, beside the old first; or packed.

The staging folder is all that MkDocs builds from, in one folder that git ignores. Generated files
are written, hand-written ones are linked, so that ``mkdocs serve`` sees every change of them.
"""

import errno
import gzip
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kommuneindikatorer.document import MAX_MB
from sitegen.note.errors import Fault, SourceError

Tree = Mapping[str, bytes]
PACKAGES = Path("node_modules")
MANIFEST = "manifest.json"
"""Lists every file of a finished site, with its checksum."""


REASONS = {
    errno.ENOENT: "ingen slik fil",
    errno.EISDIR: "en mappe",
    errno.ENOTDIR: "ingen slik mappe",
    errno.EACCES: "en det ikke er tilgang til",
    errno.EPERM: "en det ikke er tilgang til",
    errno.ENOSPC: "at disken er full",
    errno.EDQUOT: "at disken er full",
    errno.EROFS: "at disken bare kan leses",
    errno.ENAMETOOLONG: "et navn som er for langt",
    errno.ELOOP: "lenker som går i ring",
    errno.EMFILE: "at for mange filer er åpne",
    errno.EFBIG: f"en fil på mer enn {MAX_MB} MB",
    errno.EPIPE: "at mottakeren har lukket",
    errno.EIO: "en feil på disken",
}


def reason(error: OSError) -> str:
    """Return in Norwegian why a file could not be read or written."""
    return REASONS.get(error.errno or 0, f"en feil (nummer {error.errno or 'ukjent'})")


def read_limited(path: Path, most: int = MAX_MB * 1_000_000) -> bytes:
    """Return a file's bytes; raises ``OSError`` for one that is too large, or has no end."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises ``SourceError`` if it cannot be read."""
    try:
        return read_limited(path)
    except OSError as error:
        remedy = f"Sjekk navnet. Det er lest fra mappen {Path.cwd()}."
        lacking = isinstance(error, FileNotFoundError) and not path.is_absolute()
        fault = Fault(
            str(path), None, "en fil som kan leses", reason(error), remedy if lacking else ""
        )
        raise SourceError(fault) from error


def read_text(path: Path) -> str:
    """Return a file's text; raises ``SourceError`` if it cannot be read or is not UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(Fault(str(path), line, "tekst i UTF-8", "noe annet")) from error


def read_package_file(root: Path, name: str) -> bytes:
    """Return a file by its path below the packages' folder; raises ``SourceError`` if missing."""
    path = root / PACKAGES / name
    if not path.is_file():
        raise SourceError(
            Fault(str(path), None, "en installert fil", "ingen fil", "Kjør «make setup».")
        )
    return path.read_bytes()


def files_below(folder: Path) -> dict[str, Path]:
    """Return every file below a folder, by its path from there, in order; none if it is missing."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


def files_within(folder: Path) -> dict[str, Path]:
    """Return what ``files_below`` does; raises ``SourceError`` for a link that leads out of it."""
    found = files_below(folder)
    _refuse_links_out(folder, found.values())
    return found


def data_path(root: Path, name: str | Path) -> Path:
    """Return the path of a file below a checkout's ``data``, which may be missing.

    Raises:
        SourceError: It is a link that leads out of that folder, or lies behind one.
    """
    path = root / name
    _refuse_links_out(root / "data", [path])
    return path


def _refuse_links_out(folder: Path, paths: Iterable[Path]) -> None:
    inside, expected = folder.resolve(), "filer som ligger i mappen"
    links = [path for path in paths if not path.resolve().is_relative_to(inside)]
    if links:
        raise SourceError(*(Fault(str(one), None, expected, "en lenke ut") for one in links))


UNFINISHED = ".ny-"
_OF_PROCESS = re.compile(rf"{re.escape(UNFINISHED)}(\d+)-.*")


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a folder beside a path, to make in what is to stand there; it is gone afterwards.

    It bears the number of the process, so that the next one clears what a killed one left.
    """
    clear_litter(path.parent)
    prefix = f"{UNFINISHED}{os.getpid()}-"
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=prefix) as temporary:
        yield Path(temporary)


def clear_litter(folder: Path) -> None:
    """Remove the unfinished folders of processes that are no more."""
    for path in folder.glob(f"{UNFINISHED}*"):
        made = _OF_PROCESS.fullmatch(path.name)
        if made and not is_alive(int(made[1])):
            shutil.rmtree(path, ignore_errors=True)


def is_alive(process: int) -> bool:
    """Return whether a process of this number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # another user's; a number no process has
        return True
    return True


def write_folder(folder: Path, files: Tree) -> None:
    """Write files into a folder, all or none; files of the same name are replaced, others stay."""
    folder.mkdir(parents=True, exist_ok=True)
    with beside(folder) as temporary:
        _fill(temporary, files)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (temporary / name).replace(folder / name)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files wherever they belong: all are written beside their places before any moves."""
    with ExitStack() as stack:
        staged: list[tuple[Path, Path]] = []
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            stage = stack.enter_context(beside(path)) / path.name
            stage.write_bytes(data)
            staged.append((stage, path))
        for stage, path in staged:
            stage.replace(path)


def create_folder(folder: Path, files: Tree) -> None:
    """Write files as a folder that was not there, all or none.

    Raises:
        FileExistsError: The folder is there already; nothing is written.
    """
    if folder.exists():
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with beside(folder) as temporary:
        stage = temporary / folder.name
        _fill(stage, files)
        stage.rename(folder)


def replace_folder(folder: Path, new: Path) -> None:
    """Put a finished folder in the place of an old one; the old one stays if that fails."""
    old = folder.with_name(f".gammel-{folder.name}")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        with suppress(OSError):
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def replace_tree(folder: Path, files: Tree, links: Mapping[str, Path]) -> None:
    """Replace a folder by files and links to files, all or nothing; one that is the same stays."""
    if _same(folder, files, links):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with beside(folder) as temporary:
        stage = temporary / folder.name
        _fill(stage, files)
        for name, target in links.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).symlink_to(_way(folder / name, target))
        replace_folder(folder, stage)


def _same(folder: Path, files: Tree, links: Mapping[str, Path]) -> bool:
    return (
        files_below(folder).keys() == files.keys() | links.keys()
        and all(_holds(folder / name, data) for name, data in files.items())
        and all(_leads(folder / name, target) for name, target in links.items())
    )


def _holds(path: Path, data: bytes) -> bool:
    return not path.is_symlink() and path.read_bytes() == data


def _leads(path: Path, target: Path) -> bool:
    return path.is_symlink() and str(path.readlink()) == _way(path, target)


def _way(link: Path, target: Path) -> str:
    """Return where a link points: relative, so that a checkout may be moved."""
    return os.path.relpath(target, link.parent)


def _fill(folder: Path, files: Tree) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


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


SOURCE = Path("docs")
STAGING = Path("build/generated")
PAGES = "docs"
CONFIGURATION = "run-sitegen-generate-first.yml"
"""What ``mkdocs.yml`` inherits. MkDocs prints this name where the file is missing."""
SHOWN = 5


def stage(root: Path, files: Tree, configuration: str) -> None:
    """Replace the staging folder of a checkout, all or nothing; the same content is left alone.

    Args:
        root: The checkout.
        files: The generated files by path below the site's pages.
        configuration: What ``mkdocs.yml`` inherits.

    Raises:
        SourceError: A hand-written file has the place of a generated one.
    """
    written = files_within(root / SOURCE)
    _refuse_both(sorted(files.keys() & written.keys()))
    pages = {f"{PAGES}/{name}": data for name, data in files.items()}
    links = {f"{PAGES}/{name}": path for name, path in written.items()}
    replace_tree(root / STAGING, pages | {CONFIGURATION: configuration.encode()}, links)


def _refuse_both(names: list[str]) -> None:
    if names:
        rest = f" og {len(names) - SHOWN} til" if len(names) > SHOWN else ""
        found = f"{', '.join(names[:SHOWN])}{rest}"
        remedy = "Filene lages av «sitegen generate». Flytt eller slett dem."
        raise SourceError(Fault(str(SOURCE), None, "bare håndskrevne filer", found, remedy))

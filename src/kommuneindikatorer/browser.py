"""The one door for JavaScript: bytes and choices in, JSON text out."""

from collections.abc import Mapping, Sequence

from kommuneindikatorer.beside.one_unit import one_unit
from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.excerpt import excerpt
from kommuneindikatorer.inside.answer import group_figure
from kommuneindikatorer.journal import Progress, no_progress
from kommuneindikatorer.options import options_from
from kommuneindikatorer.problems import Problems
from kommuneindikatorer.result_json import result_json
from kommuneindikatorer.what_if.answer import what_if


def compute_json(
    files: Sequence[tuple[str, bytes | memoryview]],
    chosen: Mapping[str, str],
    progress: Progress = no_progress,
) -> str:
    """Return the result as JSON text, byte for byte what ``sitegen compute --json`` prints.

    Args:
        files: Each file's name and bytes (a JavaScript array arrives as a view).
        chosen: Choices by the names of `Options`; impossible ones are reported, not used.
        progress: Told the file's name, bytes done and bytes in all.
    """
    problems = Problems()
    options = options_from(chosen, problems)
    sources = [Source(name, bytes(data)) for name, data in files]
    return result_json(compute(sources, options, problems, progress))


def one_unit_json(asked: str) -> str:
    """Return one unit beside the note as JSON text; what to ask stands in `beside.asked`."""
    return one_unit(asked)


def group_json(asked: str) -> str:
    """Return what a group's figure is made of as JSON text; `inside.asked` says what to ask."""
    return group_figure(asked)


def what_if_json(asked: str) -> str:
    """Return a unit after four changes as JSON text; what to ask stands in `what_if.answer`."""
    return what_if(asked)


def excerpt_json(asked: str, files: Sequence[tuple[str, bytes | memoryview]]) -> str:
    """Return rows of one of the files as JSON text; what to ask stands in `excerpt`."""
    return excerpt(asked, [Source(name, bytes(data)) for name, data in files])

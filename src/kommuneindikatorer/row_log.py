"""The log of one file while it is read: rows counted, rows refused, progress."""

from collections.abc import Callable

from kommuneindikatorer.model import Filing
from kommuneindikatorer.problems import Kode, Problems, Sted

type Progress = Callable[[str, int, int], None]
"""Called with the file's name, bytes done and bytes in all."""


def no_progress(_name: str, _done: int, _total: int) -> None:
    """Do nothing."""


class RowLog:
    """Keeps the promise that no input is silently half-read.

    The document counts each line that has something on it (`seen`); the reader refuses
    those it cannot use (`refuse`); what is neither blank nor refused was read.
    """

    def __init__(self, fil: str, problems: Problems, progress: Progress = no_progress) -> None:
        """Start with no rows; `fil` is the file's name."""
        self.fil = fil
        self.problems = problems
        self.progress = progress
        self._rows = 0
        self._refused = 0

    def seen(self, rows: int = 1) -> None:
        """Count lines that are not blank."""
        self._rows += rows

    def refuse(
        self,
        kode: Kode,
        rad: int | None,
        verdi: str | None = None,
        *,
        rows: int = 1,
        kolonne: str | None = None,
        **fields: object,
    ) -> None:
        """Count a row as refused, and say why."""
        self._refused += rows
        self.report(kode, rad, verdi, kolonne=kolonne, **fields)

    def report(
        self,
        kode: Kode,
        rad: int | None = None,
        verdi: str | None = None,
        *,
        kolonne: str | None = None,
        **fields: object,
    ) -> None:
        """Report a problem with a row that is used all the same, or with the whole file."""
        self.problems.add(kode, Sted(self.fil, rad, kolonne), verdi, **fields)

    def refuse_all(self, kode: Kode, **fields: object) -> None:
        """Count every row seen as refused, for one reason."""
        self._refused = self._rows
        self.problems.add(kode, Sted(self.fil), None, **fields)

    @property
    def unrefused(self) -> int:
        """How many of the rows seen so far are not refused."""
        return self._rows - self._refused

    def filing(self, kodet: str, skilletegn: str) -> Filing:
        """Return the count, when the file is read to its end."""
        return Filing(self.fil, kodet, skilletegn, self._rows, self.unrefused, self._refused)

"""The readers, a literal list. The first wins when two are equally sure."""

from kommuneindikatorer.readers import kostra, ledger, skjema, ssb, template
from kommuneindikatorer.readers.reader import Reader

READERS: tuple[Reader, ...] = (template, ssb, kostra, ledger, skjema)

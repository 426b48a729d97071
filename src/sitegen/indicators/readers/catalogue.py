"""The readers, a literal list. The first wins when two are equally sure."""

from sitegen.indicators.readers import kostra, ledger, skjema, ssb, template
from sitegen.indicators.readers.reader import Reader

READERS: tuple[Reader, ...] = (template, ssb, kostra, ledger, skjema)

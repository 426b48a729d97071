"""Tables of Statistics Norway: text in any pivot, workbooks, PX, and JSON of three kinds.

In: a table with regions and years. Out: an account for each unit, year and basis. Every form
becomes facts first (a value with what each of its dimensions says), and only then lines. Knows no
other reader.
"""

from kommuneindikatorer.readers.ssb.reader import ETIKETT, ID, PRECEDENCE, read, recognise

__all__ = ("ETIKETT", "ID", "PRECEDENCE", "read", "recognise")

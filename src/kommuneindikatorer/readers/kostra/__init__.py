"""KOSTRA records in fixed positions, and the controls that are run of any accounts by code.

In: lines of a text file. Out: sums by account, then the lines of the account form. Streams: half a
million records are never held at once. Knows no other reader but the account chart.
"""

from kommuneindikatorer.readers.kostra.reader import ETIKETT, ID, PRECEDENCE, read, recognise

__all__ = ("ETIKETT", "ID", "PRECEDENCE", "read", "recognise")

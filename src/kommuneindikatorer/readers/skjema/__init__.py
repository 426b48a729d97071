"""The account form § 5-6, the appropriation form § 5-4, the balance § 5-8, and their forerunners.

In: tables of any file, lines down and columns across. Out: an account for each unit, year and
basis. Names become lines, headings become columns, and the form's own arithmetic settles signs and
shows a wrong reading. Knows no other reader.
"""

from kommuneindikatorer.readers.skjema.reader import ETIKETT, ID, PRECEDENCE, read, recognise

__all__ = ("ETIKETT", "ID", "PRECEDENCE", "read", "recognise")

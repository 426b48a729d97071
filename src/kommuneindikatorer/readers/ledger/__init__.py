"""Ledgers and trial balances as accounting systems export them.

In: rows with an account and an amount. Out: sums by account, then the lines of the account form.
Which digits are the art, which column is what and whether it is a budget is found in the rows; what
is left open is doubted. Knows no other reader but the account chart it shares with KOSTRA.
"""

from kommuneindikatorer.readers.ledger.reader import ETIKETT, ID, PRECEDENCE, read, recognise

__all__ = ("ETIKETT", "ID", "PRECEDENCE", "read", "recognise")

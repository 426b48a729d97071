"""The ledger of claims: every numeral and comparing statement of a note's text, and its verdict.

In: the note, its printed values, its ``utsagn.toml``, and the accounts of all units. Out: one claim
an entry, with kind, subject and verdict, and what no entry covers.
May not: know a number of any note, or look a claim up by its value.
"""

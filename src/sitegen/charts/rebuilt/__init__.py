"""The figures whose numbers the note does not print, drawn from numbers worked out again.

In: a note's observations, or every unit's final accounts. Out: charts that say they are rebuilt.
"""

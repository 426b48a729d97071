"""Groups of units as in the note's tables, and their statistics.

In: measured units. Out: one group for each division, year and basis, exact and unrounded.
May not: fill in what is missing; a unit without a value counts in `antall` only.
"""

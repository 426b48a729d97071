"""One unit beside the note: the groups it belongs to, its place among all, the recommended level.

In: a unit as the result's JSON has it, and the note's printed values. Out: JSON text, exact.
May not: read files, or compare with what the reference does not hold.
"""

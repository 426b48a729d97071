"""What is inside a group's figure: the formula, the sums or counts, and every unit that went in.

In: units as the result's JSON has them, and which figure. Out: JSON text, exact.
May not: divide or count otherwise than `groups` does.
"""

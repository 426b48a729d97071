"""What the note draws without printing the numbers: worked out again from numbers there are.

In: printed observations, or every unit's final accounts. Out: exact values, with what went in.
"""

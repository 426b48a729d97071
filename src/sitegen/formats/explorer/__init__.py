"""What the explorer needs, packed: the note's values, every unit, every computed group.

In: facts, groups of units, the glossary's names. Out: JSON, dictionary-coded columns.
May not: lose a digit; amounts are integers, values with decimals are text.
"""

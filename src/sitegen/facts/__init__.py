"""What a note says, as values with their whole meaning, and how they stand to other sources.

In: a ``Note``; files of unit data; the core's groups of all units; two builds' data files.
Out: facts, findings of rules, comparisons with final accounts, differences of two builds.
May not: open a file, correct a value, or take a missing one for zero.
"""

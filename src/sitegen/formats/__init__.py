"""From facts to the bytes of data files: CSV, JSON-stat, Data Package, the explorer's pack.

In: facts and the model. Out: file names and bytes.
May not: open a file, or decide what a value is.
"""

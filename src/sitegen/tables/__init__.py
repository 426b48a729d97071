"""From printed tables to observations, and from observations to download formats.

In: the tables of a note. Out: cells with value, unit, basis, status and source line, as text
of CSV or JSON. May not: round, fill in what is missing, or write a file.
"""

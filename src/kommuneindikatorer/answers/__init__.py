"""Answers about a computed result: comparison, breakdown of a group's figure, what-if.

In: units and groups of a `Result`, and the note's printed values. Out: what `json_text` writes.
May not: read files, or know a table by its number or a year by heart.
"""

"""From a note's values to charts: form × rows → specification, still picture, words.

In: the note, its facts, every unit's final accounts. Out: charts, and their files as text.
May not: write a file, know a table by its number, or set a colour that is not the palette's.
"""

"""Rules that hold a note against itself: evidence in, findings out.

In: an ``Evidence``: the note, its values, its sentences, and what is known from elsewhere. Out:
``Finding`` values with their places. A rule is a module here with ``RULE`` and ``find``; nothing
lists them. A rule may be wrong, so it knows no note's numbers, and an editor can dismiss what it
finds. Nothing is ever mended.
"""

"""Rules that hold a note against itself: material in, findings out; nothing is ever mended.

In: a ``Material``: the note, its values and sentences, and what is known from elsewhere. Out:
``Finding`` values with their places. A module's ``RULES`` pair each rule with what finds it; a rule
knows no note's numbers, may be wrong, and an editor can dismiss what it finds.
"""

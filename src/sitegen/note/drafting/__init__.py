"""A raw note, and last year's ``note.toml`` if there is one, in; a first ``note.toml`` out.

Guesses, and says where it guessed: each doubt stands as a comment beside what it is about.
Reads no values into the model; the draft is proved by reading the note with it.
"""

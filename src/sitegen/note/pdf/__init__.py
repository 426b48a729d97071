"""PDF of a note → one model of its layout, a text for the strict reader, and a description.

In: the bytes of a PDF. Out: ``note.txt`` with page and box for every line, and ``note.toml``.
Tables are read from the PDF's tags where it has them, else from where the characters stand.
What cannot be known is a fault with its place, never a guess. Nothing here writes a file.
"""

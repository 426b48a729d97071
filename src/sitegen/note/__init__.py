"""Raw text, ``note.toml`` and the vocabulary in; a ``Note`` out, every part with its source lines.

Reads no values: a number stays the characters that were printed.
"""

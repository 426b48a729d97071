"""Raw text and ``note.toml`` in; a ``Note`` out, every part with its source lines.

Reads no values: a number stays the characters that were printed.
"""

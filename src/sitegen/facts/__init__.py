"""A ``Note`` in; its observations, its contradictions and the bytes of its data files out.

Opens no file. A value is read exactly as printed, and a missing one stays missing.
"""

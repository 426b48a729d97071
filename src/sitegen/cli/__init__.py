"""The command line: what people type, and what they see in a terminal.

In: arguments. Out: printed Norwegian text and an exit code.
May not: compute; it shows what the rooms below return.
"""

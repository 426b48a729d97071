"""The command line: what people type, and what they see in a terminal.

In: arguments. Out: printed Norwegian text and an exit code.
May not: compute; it hands the rooms below what they need, and shows what they return.
"""

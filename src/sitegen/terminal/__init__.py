"""Commands that outgrew cli.py: what people see in a terminal.

In: arguments. Out: printed Norwegian text and an exit code.
May not: compute; it shows what the rooms below return.
"""

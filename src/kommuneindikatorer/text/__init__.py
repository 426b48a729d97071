"""Bytes of any origin in; encoding, delimiter, numbered lines and rows of cells out.

Never holds a file twice, never raises on what is in it.
"""

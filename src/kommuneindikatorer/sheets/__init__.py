"""Bytes of an Excel file in; its sheets as documents with rows of text cells out.

The only room of the core that uses a package: openpyxl, imported when a file needs it.
Nothing is unpacked beyond the bounds, and no sheet is half-read.
"""

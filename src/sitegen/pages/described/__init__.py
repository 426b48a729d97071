"""What machines are told of the data: an edition → JSON-LD in pages' heads, DCAT, ``llms.txt``.

In: an ``Edition`` with its files and its address. Out: text and mappings.
May not: open files, or describe what a page does not offer.
"""

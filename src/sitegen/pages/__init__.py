"""From an edition, with its charts and comparisons, to the site's pages.

In: an ``Edition``: the note, its facts, charts, data files and history.
Out: Markdown and HTML as text by path, the menu, and what programs read of the site.
May not: open a file, know the time, or compute a value.
"""

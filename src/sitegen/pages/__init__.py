"""From a note and its charts to the site's pages.

In: the model, the observations, the charts. Out: Markdown and HTML as text, with their paths.
May not: open a file, or know the time.
"""

"""A comparison of two builds as readers meet it: a summary, a page, and parts of the site.

In: a ``Diff``. Out: text, Markdown and HTML. Says «Ingen forskjeller» only of an empty one.
"""

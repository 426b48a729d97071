"""Versions of the site side by side on the branch that the host serves.

In: a built site and its name. Out: one commit on the pages branch, pushed, or nothing at all.
May not: change a file of a version that is published.
"""

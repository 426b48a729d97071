"""The only writer of files.

In: pages, data and packed files. Out: the site's tree, its manifest and its versions on disk.
May not: leave half a tree behind: all is written, or nothing.
"""

"""The only writer of files, and the one room that reads them.

In: a checkout, an edition's folder. Out: the staging folder, the site with its manifest, and its
versions on the pages branch.
May not: leave half a tree behind: all is written, or nothing.
"""

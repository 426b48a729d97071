"""One module per file format; each says whether a document is its own, and reads it.

In: documents and the user's options. Out: one `Reading` per format found. A reader never
raises on what is in a file, and recognises by content, never by the file's name. A module with
`PRECEDENCE` is a reader; the others are parts of one, or shared.
"""

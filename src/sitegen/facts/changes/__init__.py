"""Data files of two builds, as bytes, in; every difference between them out.

What cannot be compared raises: a failure is never «no difference». Values are compared exactly.
"""

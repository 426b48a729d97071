"""From a municipality's accounts to its indicators.

In: the bytes of a user's file. Out: values, problems and groups, as frozen dataclasses.
May not: import anything but the standard library, for the same code runs in the browser.
"""

__version__ = "1.0.0"

"""The municipality register: what a code of any year from 2020 to 2026 is today.

In: a four-digit code. Out: the municipality's code today, name and region (landsdel).
The data is a copy of data/kommuner/kommuneregister.csv, packed with the code; a test compares.
"""

from kommuneindikatorer.register.lookup import (
    Kommune,
    code_of,
    find_kommuner,
    numbers_in,
    todays_code,
)

__all__ = ["Kommune", "code_of", "find_kommuner", "numbers_in", "todays_code"]

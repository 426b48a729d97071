"""What lines of a note look like: the literal clues every drafting rule is made of."""

import re

CAPTION = re.compile(r"^(Tabell|Figur) (\d+) (?=[A-ZÆØÅ0-9«])")
SOURCE = re.compile(r"^Kilder?: ")
REMARK = re.compile(r"^(\d)(?: (?=[A-ZÆØÅ«])|$)")
SECTION = re.compile(r"^(\d{1,2}) ([A-ZÆØÅ][^.:;]*)$")
ADDRESS = re.compile(r"^https?://\S+$")
YEAR = re.compile(r"^((?:19|20)\d\d)\d?$")
"""A year in a header, with the footnote mark that may be glued to it."""

DECIMAL = re.compile(r"^[-–−]?\d+,\d+$")
WHOLE = re.compile(r"^[-–−]?\d+[¼½¾]?$")
MISSING = "-"
ONLY_NUMBERS = re.compile(r"^(?:[-–−]?\d+(?:,\d+)? ?)+$")
CAPTION_MARK = re.compile(r"(?:(?<=[a-zæøå)])|(?<=\b(?:19|20)\d\d))(\d(?:,\d)*)(?=[\s.,:;]|$)")
PROSE_MARK = re.compile(r"(?:(?<=[a-zæøå][.!?])|(?<=[a-zæøå]))(\d(?:,\d)*)(?=[\s.,:;]|$)")
LABEL_MARK = re.compile(r"(?<=[a-zæøå.)])(\d(?:,\d)*)$")
LOOSE_LABEL_MARK = re.compile(r"(?<=\d{3}) (\d)$")
"""«Over 50 000 1»: a mark set apart from the number it follows."""

HEADING_LENGTH = 70
"""Characters of a section's heading at most; a note that looks like one is a sentence."""


def signs(found: str) -> list[str]:
    """Return the marks of a cluster: «1,2» is two."""
    return re.findall(r"\d", found)


def ended(words: str) -> bool:
    """Return whether a line ends a sentence."""
    return words.endswith((".", ":", "?", "!"))

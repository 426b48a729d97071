"""Words put together as Norwegian wants them, and the one way to make an id of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache


def listed(words: Iterable[str]) -> str:
    """Return «a, b og c»; empty for none."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} og {last}" if first else last


def capitalised(words: str) -> str:
    """Return words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """Return words as they stand inside a sentence: the first letter small."""
    return words[:1].lower() + words[1:]


LONGEST_SHOWN = 200
"""Signs of a heading, a name or a cell that are shown."""


def shortened(text: str) -> str:
    """Return a heading, a name or a cell as it is shown: cut, with «…», where too long to read.

    A browser takes many seconds to lay out a name of 100 000 signs.
    """
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def slug(text: str, between: str = "_") -> str:
    """Return lower-case ASCII words: «Særlig høye» is ``saerlig_hoye``.

    Norwegian letters become ae, o and a; other accents fall away; whatever is no letter
    or digit becomes one separator.
    """
    return _slug(text, between) if len(text) <= LONGEST_SHOWN else _slug.__wrapped__(text, between)


@lru_cache(maxsize=1 << 12)
def _slug(text: str, between: str) -> str:
    """Return the words of a text that may come again."""
    lower = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between)


_YEAR = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?=(?:0[1-9]|1[0-6])?(?![0-9]))"
    r"|(?<=^r)[ .'-]{0,2}([0-9]{2})$|(?<=^b)[ .'-]{0,2}([0-9]{2})$"
    r"|(?:(?<=regn)|(?<=rekn)|(?<=regnskap)|(?<=rekneskap)|(?<=budsj)|(?<=budsjett))"
    r"[ .'-]{0,2}([0-9]{2})$"
    r"|(?<=[0-3][0-9]\.[01][0-9]\.)([0-9]{2})$",
    re.IGNORECASE,
)
"""A year in a heading, also of a period («202412») or in two digits («R 24», «31.12.24»)."""


def by_meaning(names: Iterable[str]) -> dict[str, str]:
    """Return each name with its year said by its place among those that are otherwise alike.

    «Regnskap 2024» beside «Regnskap 2023» is «Regnskap *», and the other «Regnskap *-1 av 2», so
    that what is chosen by it in next year's file is that file's own. How many there are stands
    where the place alone may mean another kind of column there: a plan's years, beside accounts.
    """
    found: dict[str, str] = {}
    for pattern, family in _families(names).items():
        newest = max(max(years, default=0) for years in family.values())
        is_bare = not pattern.strip("*/-– ")
        are_different = len({*family.values()}) == len(family)
        for name, years in family.items():
            count = f" av {len(family)}" if is_bare or newest not in years else ""
            placed = _placed(name, [newest - year for year in years]) + count
            found[name] = placed if years and are_different else name
    return found


def newest_like(name: str, names: Iterable[str]) -> str:
    """Return the name that is like this one but for its years, the last there is."""
    family = _families((name, *names))[_YEAR.sub("*", name)]
    return max(family, key=lambda one: family[one])


def _families(names: Iterable[str]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the years of each name, those together that are alike but for them."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for name in names:
        found.setdefault(_YEAR.sub("*", name), {})[name] = tuple(_years_in(name))
    return found


def _years_in(name: str) -> Iterator[int]:
    for match in _YEAR.finditer(name):
        year = int("".join(filter(None, match.groups())))
        yield year if year > 99 else 2000 + year  # noqa: PLR2004


def _placed(name: str, before: Iterable[int]) -> str:
    """Return a name with how many years before the newest in place of each of its years."""
    left = iter(before)
    return _YEAR.sub(lambda _: f"*-{years}" if (years := next(left)) else "*", name)


def named_by(wanted: str, names: Sequence[str]) -> str | None:
    """Return the name that was chosen, as it stands or by its meaning; None where there is none."""
    if wanted in names:
        return wanted
    said = " ".join(wanted.split()).casefold()
    meanings = by_meaning(names) if "*" in wanted else {}
    return next((one for one, mark in meanings.items() if mark.casefold() == said), None)

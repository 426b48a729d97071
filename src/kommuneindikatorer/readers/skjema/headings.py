"""What the heading of a column says: accounts, budget, prognosis, a year, whose money."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from kommuneindikatorer.document import Row
from kommuneindikatorer.model import Basis
from kommuneindikatorer.numbers import Missing, read_number
from kommuneindikatorer.wording import slug


class Role(StrEnum):
    """What a column of amounts holds; `OTHER` is none: notes, ratios, differences."""

    ACCOUNTS = "regnskap"
    PLAIN = "uten navn"
    BUDGET = "et budsjett"
    PROGNOSIS = "en prognose"
    PART = "en del av et år"
    DIFFERENCE = "avvik"
    OTHER = "annet"


_KNOWN = 1 << 12
"""Headings remembered: each is looked at many times over, and again for each answer tried."""
TITLES = 1 << 8
"""Titles remembered, which are longer."""
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SHORT_YEAR = re.compile(
    r"(?:r|b|fy|ar|re[gk]n\w*|arsre\w*|budsj?\w*|faktisk|hittil|hia|virkelig|saldo) ?([0-9]{2})"
)
_MARKS = re.compile(r"(?:\s*(?:[*†¹²³⁴]|\(?[0-9*]\)))+$")
"""Footnote marks after a heading: «2024*», «2024 1)», «2024 (1)», «2024²»."""
_PERIOD = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:[-./ ]?(?P<month>0[1-9]|1[0-3]))?"
    r"|(?P<month_first>0[1-9]|1[0-3])[-./](?P<year_last>(?:19|20)[0-9]{2})"
    r"|(?P<plain>(?:19|20)[0-9]{2})[.,]00?|(?P<apart>[12])[ \u00a0](?P<rest>[09][0-9]{2})"
)
"""A year as a number may show it, or a period of one: «2024», «2024,00», «2 024», «202412»."""
_MONTH_OF_YEAR = re.compile(
    r"(?<![0-9./-])(?:(?:19|20)[0-9]{2}[-./]?(0[1-9]|1[0-3])|(0[1-9]|1[0-3])[-./](?:19|20)[0-9]{2})"
    r"(?![0-9]|[-./][0-9])"
)
_LAST_MONTH = 12
DATE = re.compile(
    r"(?<![0-9])(?:(?P<y>(?:19|20)[0-9]{2})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])"
    r"(?:T[0-9:.]*| 00:00:00)?"
    r"|(?P<d2>[0-3]?[0-9])\.\s?(?P<m2>[01]?[0-9])\.?\s?(?P<y2>(?:19|20)?[0-9]{2})?)(?![0-9])"
)
_DATED = re.compile(
    r"(?:\b(?:per|pr|til|og med|t\.?o\.?m|frå|fra|ved|den|ub|ib|saldo|regnskap|rekneskap|hittil)"
    r"\.? ?|[-–] ?)$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(note?r?|notar|note ?n(umme)?r|nr|ref(eranse)?|linje|lnr|post|kode|konto|kap(ittel)?|id)"
)
_RATIO = re.compile(
    r"%|\b(prosent|pst|pct|prosentvis|andel|indeks)\b|\b(per|pr)\.? (innb|capita)|/ ?innb",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(kf|fkf|iks|foretak\w*|elim|eliminering\w*|interne poster|internhandel|selskap(er|ar)?)\b"
)
"""Whose money it is, where not the municipality's: in columns between kasse and konsolidert."""
_PERCENT = re.compile(r"[-−–+]? ?[0-9][0-9.,  \u00a0]*%")
_DIFFERENCE = re.compile(
    r"\b(avvik|awik|endring|endr|differan|diff|forskjell|vekst|auke|okning|rest\b)"
    r"|^(arets |aarets )?(avset[a-z]*|bruk|tilgang|avgang|bevegelse[a-z]*)( av| fond)*( [0-9]{4})?$"
)
_PROGNOSIS = re.compile(r"\b(\w*prognose\w*|prog|estim\w*|anslag\w*|forvent\w*|framskriv\w*)\b")
_BUDGET = re.compile(
    r"budsj|\b(bud|buds|budget|b ?(20)?[0-9]{2}|okonomiplan\w*|\w*plan|planar|op ?[0-9]*|hp ?[0-9]*"
    r"|"
    r"handlings\w+|forslag\w*|vedtatt plan|(budsjett)?ramme|disponibelt|periodisert)\b"
)
_CHANGED = re.compile(
    r"\b(vedtatt\w*|vedteke\w*|revidert\w*|justert\w*|regulert\w*|opprin\w*|opphavleg\w*|oppr"
    r"|just|rev|reg)\b"
)
_PART = re.compile(
    r"tertial|kvartal|halvar|\b(januar|februar|mars|april|mai|juni|juli|august|september|oktober"
    r"|november|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov)\b|\b[tq] ?[1-3]\b|\b[1-3] ?[tq]\b"
)
_WHOLE = re.compile(r"\b(desember|des|dec|12 ?mnd|12 maneder)\b|\b(19|20)[0-9]{2}1[23]\b")
_ACCOUNTS = re.compile(
    r"regnskap|rekneskap|\b(regn|rekn|regnsk|rekneskp|arsregnsk\w*|r ?(19|20)?[0-9]{2}|r)\b"
)
_ACTUAL = re.compile(
    r"\b(faktisk\w*|virkelig\w*|verkeleg\w*|realisert\w*|resultat|actual|utfall)\b"
)
SO_FAR = re.compile(r"\b(hittil|hia|akkumulert|akk|ytd|til na)\b")
_KASSE = re.compile(r"kasse|morkommune|\bkommunen\b")
_KONSERN = re.compile(r"konsern|konsolider|\bsamla\b|\bsamlet\b")
LAST_DAY, _FIRST_DAY = (31, 12), (1, 1)


def dates_of(text: str) -> list[tuple[int, int, int | None]]:
    """Return days, months and years of the dates in a text."""
    found = []
    for match in DATE.finditer(text):
        if not (match["y"] or match["y2"]) and not _DATED.search(text[: match.start()]):
            continue  # the number of a section: «6.3 Økonomisk oversikt»
        day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
        year = match["y"] or match["y2"]
        if 1 <= day <= 31 and 1 <= month <= 12:  # noqa: PLR2004
            found.append((day, month, _full(year) if year else None))
    return found


def _full(year: str) -> int:
    """Return the year of four digits or two."""
    return int(year) if int(year) > 99 else 2000 + int(year)  # noqa: PLR2004


def period_of(text: str) -> tuple[int, int | None] | None:
    """Return the year and month of a cell that is nothing but a year or a period of one."""
    match = _PERIOD.fullmatch(_MARKS.sub("", text.strip()))
    if match is None:
        return None
    year = match["year"] or match["year_last"] or match["plain"]
    month = match["month"] or match["month_first"]
    return int(year or match["apart"] + match["rest"]), int(month) if month else None


def years_of(text: str) -> set[int]:
    """Return the years a heading names, other than as the first day of a period."""
    dated = {year for day, month, year in dates_of(text) if year and (day, month) != _FIRST_DAY}
    return dated or {int(one) for one in YEAR.findall(text)}


@lru_cache(maxsize=_KNOWN)
def year_of(text: str) -> int | None:
    """Return the year a heading says, the newest of several; None when it says none."""
    if period := period_of(text):
        return period[0]
    dates = [(day, month, year) for day, month, year in dates_of(text) if year]
    if re.match(r"(ib|inngaende)\b", slug(text, " ")) and (found := YEAR.findall(text)):
        return int(found[-1]) - 1
    if dates:
        day, month, year = dates[-1]
        return year - 1 if (day, month) == _FIRST_DAY and len(dates) == 1 else year
    if found := YEAR.findall(text):
        return max(map(int, found))
    if match := re.search(r"(?<![0-9])(20[0-9]{2})(?:0[1-9]|1[0-3])(?![0-9])", text):
        return int(match[1])
    match = _SHORT_YEAR.fullmatch(slug(_MARKS.sub("", text), " "))
    return 2000 + int(match[1]) if match else None


def is_garbled(heading: str) -> bool:
    """Return whether a heading has digits that may have been a year: «Regnskap 22023»."""
    digits = re.findall("[0-9]{3,}", heading.replace("1000", "").replace("000", ""))
    return bool(digits) and year_of(heading) is None


def is_end_of_year(heading: str) -> bool:
    """Return whether a heading says the last month only: «desember», beside other months."""
    return re.match(r"(des|desember|dec)\b", slug(heading, " ")) is not None


def is_periodised(heading: str) -> bool:
    """Return whether a budget's heading says that it is of the year so far."""
    words = slug(heading, " ")
    return bool(SO_FAR.search(words)) or "periodisert" in words or "perioden" in words


def is_last_year(heading: str) -> bool:
    """Return whether a heading says «i fjor» instead of a year."""
    return re.search(r"fjor|forrige|forr_ar|fore_ar|fjar", slug(heading)) is not None


def is_part_of_year(text: str) -> bool:
    """Return whether a text says that amounts are of a part of a year."""
    words = slug(text, " ")
    if _WHOLE.search(words):
        return False
    dates = {(day, month) for day, month, _ in dates_of(text)}
    months = [int(one or other) for one, other in _MONTH_OF_YEAR.findall(text)]
    return (
        bool(_PART.search(words))
        or bool(dates - {_FIRST_DAY, LAST_DAY} and LAST_DAY not in dates)
        or (bool(months) and max(months) < _LAST_MONTH)
    )


@lru_cache(maxsize=TITLES)
def is_whole_year(text: str) -> bool:
    """Return whether a text says December or 31.12."""
    months = (int(one or other) for one, other in _MONTH_OF_YEAR.findall(text))
    return (
        bool(_WHOLE.search(slug(text, " ")))
        or any((day, month) == LAST_DAY for day, month, _ in dates_of(text))
        or max(months, default=0) >= _LAST_MONTH
    )


@lru_cache(maxsize=TITLES)
def title_says_part(title: str) -> bool:
    """Return whether a title says a part of a year; a month alone may be when it was printed."""
    words = slug(title, " ")
    if is_whole_year(title):
        return False
    dates = {(day, month) for day, month, _ in dates_of(title)}
    said = re.search(
        r"tertial|kvartal|halvar|\bhittil\b|\b(per|pr|til) (januar|februar|mars|april|mai|juni|juli"
        r"|"
        r"august|september|oktober|november)\b|\bjan(uar)? \w{3,9}\b",
        words,
    )
    dated = re.search(r"\b(per|pr|til|tom)\b", words) and dates - {_FIRST_DAY, LAST_DAY}
    return bool(said or dated)


@lru_cache(maxsize=TITLES)
def says_budget(text: str) -> bool:
    """Return whether a title says budget, plan or prognosis, and not accounts."""
    return _says(_BUDGET, text) or _says(_PROGNOSIS, text)


_PLANNED = re.compile(
    r"\b(\w*prognose\w*|prognostisert\w*|\w*budsj\w*|estim\w*|anslag\w*|anslatt\w*|forvent\w*"
    r"|framskr\w*|planlagt\w*)(?: (?:for|av|til|over|pa|det|arets))* \w*re(?:gn|kne)skap\w*"
)


def without_planned(words: str) -> str:
    """Return words, as `slug` parts them, without accounts that are none: «prognose årsregnskap».

    Of those only the word that says so is left. «Budsjett og regnskap» has accounts.
    """
    return _PLANNED.sub(r"\1", words)


def _says(pattern: re.Pattern[str], text: str) -> bool:
    words = without_planned(re.sub(r"forskrift\w* om [a-z ]*", "", slug(text, " ")))
    return bool(pattern.search(words)) and not re.search("regnskap|rekneskap", words)


@lru_cache(maxsize=_KNOWN)
def role_of(heading: str) -> Role | None:
    """Return what a heading says a column holds; None where it says nothing of it."""
    words = slug(heading, " ")
    if _NOTE.fullmatch(words) or _RATIO.search(heading):
        return Role.OTHER
    if _OTHERS.search(words) and basis_of(heading) is None:
        return Role.OTHER
    is_accounts = bool(_ACCOUNTS.search(words))
    for pattern, role in (
        (_DIFFERENCE, Role.DIFFERENCE),
        (_PROGNOSIS, Role.PROGNOSIS),
        (_BUDGET, Role.BUDGET),
    ):
        if pattern.search(words):
            return role
    if is_part_of_year(heading):
        return Role.PART
    if is_accounts or _ACTUAL.search(words) or SO_FAR.search(words):
        return Role.ACCOUNTS
    return Role.BUDGET if _CHANGED.search(words) else None


@lru_cache(maxsize=_KNOWN)
def basis_of(text: str) -> Basis | None:
    """Return whose money a text says the amounts are; None where it says both or neither."""
    words = slug(text, " ")
    konsern, kasse = bool(_KONSERN.search(words)), bool(_KASSE.search(words))
    if konsern == kasse:
        return None
    return Basis.KONSERN if konsern else Basis.KASSE


def is_heading(row: Row) -> bool:
    """Return whether half of the cells beside a row's first are headings of columns.

    More than half beside an amount: «620 000 | Økt; se note 4» is a line.
    """
    cells = [cell.strip() for cell in row.cells[1:] if cell.strip(" \t-:|")]
    numbers = {cell for cell in cells if isinstance(read_number(cell), Decimal)}
    # An amount may look like a period (202 212): then others beside it do not.
    are_periods = all(map(period_of, numbers))
    said = [one for one in cells if is_heading_cell(one) and (are_periods or one not in numbers)]
    return bool(said) and 2 * len(said) >= len(cells) + (not are_periods)


@lru_cache(maxsize=_KNOWN)
def is_heading_cell(cell: str) -> bool:
    """Return whether a cell is the heading of a column of amounts, not an amount."""
    number = read_number(cell)
    if isinstance(number, Decimal):
        return period_of(cell) is not None
    if isinstance(number, Missing) or len(cell) > LONGEST or _PERCENT.fullmatch(cell.strip()):
        return False
    return role_of(cell) is not None or year_of(cell) is not None or basis_of(cell) is not None


LONGEST = 80


@lru_cache(maxsize=TITLES)
def title_year(text: str) -> int | None:
    """Return the last year a title names; None for a plan of several years."""
    if _says(_BUDGET, text):
        return None
    found = [int(one) for one in YEAR.findall(text)]
    found += [year for _, _, year in dates_of(text) if year]
    return max(found, default=None)

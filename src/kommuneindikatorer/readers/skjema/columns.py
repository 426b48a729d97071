"""The columns of a form by what they mean, and the one that is read.

A heading says accounts, budget, prognosis, part of a year, a year, whose money. Where headings
say nothing, the amounts do: note numbers are small, budgets are round.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import Row
from kommuneindikatorer.model import Basis
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.options import Options
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.readers.skjema.headings import (
    DATE,
    LAST_DAY,
    LONGEST,
    SO_FAR,
    Role,
    basis_of,
    dates_of,
    is_end_of_year,
    is_garbled,
    is_heading,
    is_heading_cell,
    is_last_year,
    is_periodised,
    is_whole_year,
    period_of,
    role_of,
    says_budget,
    title_says_part,
    title_year,
    year_of,
    years_of,
)
from kommuneindikatorer.wording import named_by, shortened, slug

_SMALL, _TIMES = 100, 8
"""Note numbers and shares are 100 at most, and an eighth of amounts at most."""
_SHARES = 1000
"""How many times a column without a year has in another to be shares above 100, at least."""

FLERE_KOLONNER = Kode(
    "flere-kolonner",
    Alvor.FEIL,
    "Flere kolonner kan være regnskapet, og overskriftene sier ikke hvilken: {mulige_navn}.",
    "Velg kolonnen med regnskapet.",
)
IKKE_REGNSKAP = Kode(
    "ikke-regnskap",
    Alvor.FEIL,
    "Ingen kolonne er et regnskap: «{verdi}» er {hva}.",
    "Bruk kolonnen med regnskapet, eller bekreft at det er disse tallene du vil se.",
)
DEL_AV_AAR = Kode(
    "del-av-aar",
    Alvor.FEIL,
    "«{verdi}» gjelder trolig bare en del av året, og kan ikke leses som et helt års regnskap.",
    "Bruk regnskapet for hele året.",
)
TOM_KOLONNE = Kode(
    "tom-kolonne",
    Alvor.FEIL,
    "Kolonnen «{navn}» er valgt, men har ingen beløp.",
    "Velg kolonne og år som har beløp ({mulige}), eller bruk en fil der kolonnen er fylt ut.",
)
FORSKJOVET = Kode(
    "forskjovet-overskrift",
    Alvor.FEIL,
    "Raden med overskriften «{verdi}» har flere eller færre felt enn det er kolonner med beløp.",
    "Trolig er overskriftene forskjøvet. Rett dem i filen, eller bekreft at de er riktige.",
)

_REAL = (Role.ACCOUNTS, Role.PLAIN)
UNNAMED = "Kolonne "
"""What a column without a heading is called, before its number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of amounts.

    Attributes:
        place: Its place in a row.
        heading: What stands above it, as shown and chosen by.
        role: What it holds.
        year: Year its heading says, or that follows from the other headings.
        basis: Whose money its heading says; None where it does not.
        last_year: Whether it says «i fjor».
        so_far: Whether it says «hittil», which may be a whole year or a part.
        why: What the year was found from, where the heading does not say it.
    """

    place: int
    heading: str
    role: Role = Role.PLAIN
    year: int | None = None
    basis: Basis | None = None
    last_year: bool = False
    so_far: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """The cells above one column, from the top: its own, and those of merged cells to its left."""

    place: int
    own: str
    inherited: str

    @property
    def heading(self) -> str:
        """Return both as they are shown; a date as its year."""
        return f"{self.inherited} {self.own}".strip()


def _stacks(above: Sequence[Row], places: Sequence[int]) -> list[Stack]:
    """Return what stands over each column; a blank cell belongs to the cell left of it."""
    found = []
    rows = [row for row in above if not _is_title(row)]
    for place in places:
        own: list[str] = []
        inherited: list[str] = []
        for row in rows:
            cell = _heading_text(row.cells[place]) if place < len(row.cells) else ""
            if isinstance(read_number(cell), Decimal) and not period_of(cell):
                continue
            if cell:
                own.append(cell)
            elif left := _left_of(row, place):
                inherited.append(left)
        found.append(Stack(place, " ".join(own), " ".join(inherited)))
    return found


def _is_title(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) == 1 and len(filled[0]) > LONGEST // 2


def _left_of(row: Row, place: int) -> str:
    """Return the nearest heading to the left in a row, not its first cell."""
    for cell in reversed(row.cells[1:place]):
        if text := _heading_text(cell):
            return text if role_of(text) is not Role.OTHER else ""
    return ""


def _heading_text(cell: str) -> str:
    text = " ".join(cell.split())
    if not text.strip("-:|= "):
        return ""
    dates = dates_of(text)
    if DATE.fullmatch(text) and dates[-1:] and dates[-1][:2] == LAST_DAY and dates[-1][2]:
        return str(dates[-1][2])
    return text


def find_columns(
    above: Sequence[Row], values: Mapping[int, Sequence[str]], title: str
) -> tuple[Column, ...]:
    """Return the columns of a table that may hold amounts of a year, from left to right.

    Args:
        above: The rows of headings.
        values: The cells of each column that has numbers, of lines that are known.
        title: What stands above, for the year of a column that says none.
    """
    stacks = _stacks(above, sorted(values))
    columns: list[Column] = []
    numbers = {place: _numbers(cells) for place, cells in values.items()}
    largest = {place: max(map(abs, found), default=Decimal(0)) for place, found in numbers.items()}
    for stack in stacks:
        role = role_of(stack.own) or _inherited_role(stack)
        most, own = max(largest.values()), largest[stack.place]
        small = own <= _SMALL and most >= _TIMES * max(own, Decimal(1))
        if year_of(stack.own) is None:  # «Forbruk»: per cent of another column, without the sign
            small = small or most >= _SHARES * own >= _SHARES
        if role is Role.OTHER or _is_ratio(values[stack.place]):
            continue
        if small and (not stack.own or role is None):
            continue
        columns.append(_column(stack, role or Role.PLAIN))
    shown = _made_different(_beside_others(columns))
    return _with_years(shown, title)


def blank_columns(above: Sequence[Row], first: int, values: Collection[int]) -> tuple[Column, ...]:
    """Return the columns with a heading and no amounts: none is read, but one may be asked for.

    Args:
        above: The rows of headings.
        first: The first place to the right of the names.
        values: The places of the columns that have numbers.
    """
    last = max((len(row.cells) for row in above), default=0)
    stacks = _stacks(above, [place for place in range(first, last) if place not in values])
    return tuple(
        _column(one, role_of(one.own) or _inherited_role(one) or Role.PLAIN)
        for one in stacks
        if is_heading_cell(one.own) and role_of(one.own) is not Role.OTHER
    )


def moved_heading(above: Sequence[Row], values: Mapping[int, Sequence[str]]) -> str:
    """Return a heading over no amounts, in a row that has none over some; empty for none.

    Then a cell too many or too few has moved all headings to the side.
    """
    large = {
        place
        for place, cells in values.items()
        if max(map(abs, _numbers(cells)), default=0) > _SMALL
    }
    for row in above:
        if not is_heading(row):
            continue
        cells = [(place, _heading_text(cell)) for place, cell in enumerate(row.cells)]
        over = {place for place, text in cells[1:] if text and role_of(text) is not Role.OTHER}
        bare = [text for place, text in cells if place not in values and is_heading_cell(text)]
        if bare and large - over and len(over) > 1:
            return bare[0]
    return ""


def short_heading(above: Sequence[Row]) -> str:
    """Return the last heading of a row that has fewer cells than one below it; empty for none.

    In a text a merged heading has blank cells beside it: a row that lacks them has lost a cell, and
    its headings stand over other columns than their own.
    """
    rows = [row for row in above if is_heading(row)]
    for at, row in enumerate(rows[:-1]):
        said = [cell.strip() for cell in row.cells if is_heading_cell(cell.strip())]
        if len(said) > 1 and len(row.cells) < max(len(one.cells) for one in rows[at + 1 :]):
            return said[-1]
    return ""


def _beside_others(columns: list[Column]) -> list[Column]:
    """Return the columns with what the others say of them.

    Beside a konsern's, those that say nothing are of the kommunekasse; beside other months,
    December is one.
    """
    bases = {one.basis for one in columns}
    if bases == {Basis.KONSERN, None}:
        columns = [replace(one, basis=one.basis or Basis.KASSE) for one in columns]
    if sum(one.role is Role.PART for one in columns) > 1:
        return [
            replace(one, role=Role.PART) if is_end_of_year(one.heading) else one for one in columns
        ]
    return columns


def _inherited_role(stack: Stack) -> Role | None:
    found = role_of(stack.inherited)
    return None if found is Role.OTHER else found


def _column(stack: Stack, role: Role) -> Column:
    heading = stack.heading if stack.own or stack.inherited else f"{UNNAMED}{stack.place + 1}"
    missing_role = role_of(stack.own) is None
    missing_year = year_of(stack.own) is None
    missing_basis = basis_of(stack.own) is None
    adds = (
        (missing_role and role_of(stack.inherited) is not None)
        or (missing_year and year_of(stack.inherited) is not None)
        or (missing_basis and basis_of(stack.inherited) is not None)
    )
    if stack.own and not adds:
        heading = stack.own
    return Column(
        place=stack.place,
        heading=heading,
        role=role,
        year=year_of(stack.own) or year_of(stack.inherited),
        basis=basis_of(stack.own) or basis_of(stack.inherited),
        last_year=is_last_year(heading),
        so_far=bool(SO_FAR.search(slug(heading, " "))),
    )


def _numbers(cells: Iterable[str]) -> list[Decimal]:
    return [one for cell in cells if isinstance(one := read_number(cell), Decimal)]


def _is_ratio(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return sum("%" in cell for cell in filled) * 2 > len(filled)


def _made_different(columns: list[Column]) -> list[Column]:
    seen: dict[str, int] = {}
    made = []
    for one in columns:
        count = seen[one.heading] = seen.get(one.heading, 0) + 1
        made.append(replace(one, heading=f"{one.heading} ({count})") if count > 1 else one)
    return made


def _with_years(columns: list[Column], title: str) -> tuple[Column, ...]:
    """Return the columns with the year that follows for accounts whose heading says none."""
    accounts = [one.year for one in columns if one.role is Role.ACCOUNTS and one.year]
    budgets = {one.year for one in columns if one.role is Role.BUDGET and one.year}
    named = title_year(title)
    year, why = named, "Etter tittelen."
    if accounts and (named is None or named <= max(accounts)):
        year = max(accounts) + 1
        why = f"Året etter «{max(accounts)}» i kolonnen ved siden av."
    elif named is None and len(budgets) == 1:
        year, why = next(iter(budgets)), "Etter kolonnen med budsjett."
    said = {one.basis for one in columns if one.role is Role.ACCOUNTS and one.year} - {None}

    def with_year(one: Column) -> Column:
        if not year or one.year or one.role not in _REAL:
            return one
        if accounts and said and one.basis and one.basis not in said:
            # Kasse beside «Konsolidert 2022» is of that year, not of the year after.
            return _of_year_found(one, max(accounts), "Som i kolonnen ved siden av.")
        return _of_year_found(one, year, why)

    return tuple(map(with_year, columns))


def _of_year_found(one: Column, year: int, why: str) -> Column:
    return replace(one, year=year - one.last_year, why=why)


@dataclass(frozen=True, slots=True)
class Choice:
    """The column that is read.

    Attributes:
        column: The column.
        why: What it was found from.
        tvil: Why it may be the wrong one; None where it is certain or chosen.
        is_there: Whether the column asked for is among them.
    """

    column: Column
    why: str
    tvil: Tvil | None = None
    is_there: bool = True


def choose(  # noqa: PLR0913 - what is chosen from, and what may say which
    columns: Sequence[Column],
    values: Mapping[int, Sequence[str]],
    options: Options,
    title: str,
    fil: str,
    *,
    hidden: Collection[int] = (),
    is_balance: bool = False,
    moved: str = "",
) -> Choice:
    """Return the column chosen, else the newest accounts of the municipality's own money.

    A hidden column, or one of zeros, is read only when it is asked for, this by its year too. A
    balance is never a budget's.
    """
    aside = doubt(FORSKJOVET, Sted(fil), shortened(moved)) if moved else None
    asked = chosen_column(columns, options.kolonne)
    if asked:
        return Choice(asked, "Valgt av deg.", aside)
    there = not options.kolonne
    columns = [one for one in columns if one.place not in hidden] or columns
    possible = _of_basis(_of_year(columns, options.aar), options.basis)
    possible = [one for one in possible if any(_numbers(values[one.place]))] or possible
    accounts = [one for one in possible if one.role is Role.ACCOUNTS]
    plain = [one for one in possible if one.role is Role.PLAIN]
    is_sure = is_balance or _budget_beside(plain, possible)
    if accounts:
        found = _newest(accounts, values, fil)
        if later := _later(found.column, possible, {} if is_sure else values):
            mulige = [*later, found.column]
            found = Choice(later[0], "Det siste året.", _several(mulige, fil))
    elif plain:
        found = _plain(plain, {} if is_sure else values, title, fil)
    else:
        found = _no_accounts(possible, fil)
    tvil = aside or found.tvil or _two_years(found.column, possible, fil)
    garbled = [one for one in accounts if is_garbled(one.heading)]
    if garbled and not tvil and len(possible) > 1:
        others = [one for one in accounts if not is_garbled(one.heading)]
        tvil = _several([*garbled, *others], fil)
    return replace(
        found, tvil=tvil or _part(found.column, columns, values, title, fil), is_there=there
    )


def _budget_beside(plain: Sequence[Column], columns: Sequence[Column]) -> bool:
    """Return whether the newest year has a budget of its own beside it, so that it is none."""
    newest = max((one.year or 0 for one in plain), default=0)
    return any(one.role is Role.BUDGET and one.year == newest for one in columns)


def _two_years(found: Column, columns: Sequence[Column], fil: str) -> Tvil | None:
    """Return the doubt of a heading that names two years: «2024/2023» may be the change."""
    rivals = [one for one in columns if one.role in _REAL and one is not found]
    is_two = len(years_of(found.heading)) > 1 and not is_whole_year(found.heading)
    return _several([found, *rivals], fil) if is_two and rivals else None


def chosen_column(columns: Sequence[Column], wanted: str) -> Column | None:
    """Return the column of that heading, as it stands or by its meaning, or 1-based number."""
    wanted = named_by(wanted, [shortened(one.heading) for one in columns]) or wanted
    for number, one in enumerate(columns, start=1):
        names = {slug(one.heading), slug(shortened(one.heading))}
        if wanted and (slug(wanted) in names or wanted == str(number)):
            return one
    return None


def asked_blank(
    columns: Sequence[Column], blank: Sequence[Column], options: Options
) -> Column | None:
    """Return the column without amounts that is asked for, by its year or else by its heading."""
    asked = chosen_column(columns, options.kolonne)
    others = [asked] if asked else columns
    if not any(str(one.year or options.aar) == options.aar for one in others):
        for one in blank:
            if str(one.year) == options.aar:
                return one
    wanted = slug(options.kolonne)
    named = (one for one in blank if wanted in (slug(one.heading), slug(shortened(one.heading))))
    return next(named, None) if wanted and not asked else None


def _of_year(columns: Sequence[Column], aar: str) -> Sequence[Column]:
    return [one for one in columns if aar and str(one.year) == aar] or columns


def _of_basis(columns: Sequence[Column], basis: str) -> Sequence[Column]:
    wanted = basis or Basis.KASSE.value
    same = [one for one in columns if one.basis is None or one.basis.value == wanted]
    exact = [one for one in same if one.basis is not None]
    if not basis and all(one.role not in _REAL for one in same):
        return columns
    return (exact if basis else []) or same or columns


def _newest(accounts: Sequence[Column], values: Mapping[int, Sequence[str]], fil: str) -> Choice:
    current = [one for one in accounts if not one.last_year] or accounts
    newest = max(one.year or 0 for one in current)
    among = [one for one in current if (one.year or 0) == newest]
    kasse = [one for one in among if one.basis is Basis.KASSE] or among
    first, why = kasse[0], "Det siste årets regnskap."
    if all(_agree(values[first.place], values[one.place]) for one in kasse[1:]):
        return Choice(first, why)
    # «Regnskap 2023» before «Regnskap 2023 korrigert for premieavvik».
    plainest = sorted(kasse, key=lambda one: len(slug(_unnumbered(one.heading), " ").split()))
    return Choice(plainest[0], why, _several(plainest, fil))


_SUM = re.compile(r"(sum|total|totalt|samla|samlet|i alt|totalsum)\b")


def _unnumbered(heading: str) -> str:
    return re.sub(r" \([0-9]+\)$", "", heading)


def _later(
    found: Column, columns: Sequence[Column], values: Mapping[int, Sequence[str]]
) -> list[Column]:
    """Return columns of a later year that may be accounts too: «31.12.2022 | Regnskap 2021».

    To the right of a budget, years alone are those of a plan.
    """
    plans = [one.place for one in columns if one.role not in (*_REAL, Role.DIFFERENCE)]
    plain = [
        one for one in columns if one.role is Role.PLAIN and all(one.place < at for at in plans)
    ]
    return [
        one
        for one in plain
        if found.year
        and (one.year or 0) > found.year
        and not one.heading.startswith(UNNAMED)
        and not (values and _looks_planned(one, [*plain, found], values))
    ]


def _several(columns: Sequence[Column], fil: str) -> Tvil:
    said = ", ".join(f"«{one.heading}»" for one in columns)
    return _open(FLERE_KOLONNER, columns, Sted(fil), mulige_navn=said)


def _open(
    kode: Kode, columns: Sequence[Column], sted: Sted, verdi: str | None = None, **fields: str
) -> Tvil:
    """Return a doubt that the choice of a column settles."""
    names = {shortened(one.heading): shortened(one.heading) for one in columns}
    return doubt(kode, sted, verdi, valg="kolonne", mulige=names, **fields)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return [read_number(cell) for cell in one] == [read_number(cell) for cell in other]


def _plain(
    plain: Sequence[Column], values: Mapping[int, Sequence[str]], title: str, fil: str
) -> Choice:
    """Return the newest of columns that say years only, or the one there is."""
    why = "Ingen kolonne heter «Regnskap»; den første er brukt."
    if says_budget(title):
        first = plain[0]
        hva = "et budsjett eller en prognose, etter tittelen"
        tvil = _open(IKKE_REGNSKAP, plain, Sted(fil), shortened(first.heading), hva=hva)
        return Choice(first, why, tvil)
    plain = [one for one in plain if not one.last_year] or plain
    if len(plain) == 1:
        return Choice(plain[0], "Den eneste kolonnen med beløp som kan være et regnskap.")
    years = [one.year for one in plain]
    bases = {one.basis for one in plain}
    if len(bases) > 1 and len(set(years)) == 1:
        kasse = next((one for one in plain if one.basis is Basis.KASSE), plain[0])
        return Choice(kasse, "Kommunekassen; konsernet kan velges.")
    if None in years or len(set(years)) < len(years):
        # The last of departments is their sum.
        sums = sorted(plain, key=lambda one: not _SUM.match(slug(one.heading, " ")))
        return Choice(sums[0], why, _several(sums, fil))
    planned = [one for one in plain if values and _looks_planned(one, plain, values)]
    aside = {one.place for one in planned}
    real = [one for one in plain if one.place not in aside]
    if not real or (
        planned and min(one.year or 0 for one in planned) < max(one.year or 0 for one in real)
    ):
        return Choice(plain[0], why, _several(plain, fil))
    newest = max(real, key=lambda one: one.year or 0)
    why = "Det siste året" + (
        " med tall som ikke er rundet av som et budsjett." if planned else "."
    )
    return Choice(newest, why)


_ROUND = Decimal("0.15")
_IN_KRONER = 10_000_000
"""Kroner, or a large town's thousands."""


def _looks_planned(
    one: Column, plain: Sequence[Column], values: Mapping[int, Sequence[str]]
) -> bool:
    """Return whether amounts are round, or the same as another year's, as only a budget's are."""
    own = [read_number(cell) for cell in values[one.place]]
    amounts = [number for number in own if isinstance(number, Decimal) and number]
    if not amounts:
        return True
    is_large = max(map(abs, amounts)) >= _IN_KRONER
    step = 100
    rounded = sum(not number % step for number in amounts)
    if is_large and rounded == len(amounts):
        rounded = sum(not number % (1000 * step) for number in amounts)
    same = max(
        (
            sum(
                a == b
                for a, b in zip(own, map(read_number, values[other.place]), strict=False)
                if isinstance(a, Decimal) and a
            )
            for other in plain
            if other is not one
        ),
        default=0,
    )
    return max(rounded, same) >= _ROUND * len(amounts)


def _no_accounts(columns: Sequence[Column], fil: str) -> Choice:
    """Return the first budget, prognosis or part of a year, with a doubt."""
    usable = [one for one in columns if one.role is not Role.DIFFERENCE] or list(columns)
    first = next((one for one in usable if one.role is Role.PART), usable[0])
    kode = DEL_AV_AAR if first.role is Role.PART else IKKE_REGNSKAP
    tvil = _open(kode, usable, Sted(fil), shortened(first.heading), hva=first.role.value)
    return Choice(first, "Ingen kolonne er et regnskap; den første er lest.", tvil)


def _part(
    column: Column,
    columns: Sequence[Column],
    values: Mapping[int, Sequence[str]],
    title: str,
    fil: str,
) -> Tvil | None:
    """Return the doubt that accounts are of a part of the year, by title or the other columns."""
    roles = {one.role for one in columns}
    budgets = [one for one in columns if "budsj" in slug(one.heading)]
    so_far = [one for one in budgets if is_periodised(one.heading)]
    whole_year = [
        one for one in budgets if one.year in (column.year, None) and not is_periodised(one.heading)
    ]
    both = any(
        not _agree(values[one.place], values[other.place]) for one in so_far for other in whole_year
    )
    open_year = both or (column.so_far and Role.PROGNOSIS in roles)
    whole = is_whole_year(f"{title} {column.heading}")
    if (open_year and not whole) or title_says_part(title):
        known = column.year or title_year(title)
        earlier = [
            one for one in columns if one.role is Role.ACCOUNTS and (one.year or 0) < (known or 0)
        ]
        first = sorted(earlier, key=lambda one: -(one.year or 0))
        first = [column] if (title_year(title) or 0) > (column.year or 0) > 0 else first
        possible = [*first, *(one for one in columns if one not in first)]
        return _open(DEL_AV_AAR, possible, Sted(fil), shortened(column.heading))
    return None

"""The headings of a ledger: which column is the account, the function, the year, the amount.

Accounting systems name and order their columns as each municipality has set them up, and give
several columns of amounts: accounts of some years, budgets, opening and closing balances.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kommuneindikatorer.document import Row
from kommuneindikatorer.readers.amounts import WITHIN
from kommuneindikatorer.wording import named_by, shortened, slug

_ROLES: Mapping[str, str] = {
    "art": "kostra_art kostraart art arts artskonto art_sektor artssektor art_eller_sektor "
    "artskode kontoart",
    "konto": "konto konto_art art_konto konto_og_navn konto_og_tekst hovedboks_konto kto "
    "hovedkonto hovudkonto hovedbokskonto hovudbokskonto regnskapskonto "
    "rekneskapskonto driftskonto account gl_konto gl_account kontering kontostreng "
    "konteringsstreng",
    "funksjon": "funksjon kapittel funksjon_kapittel funksjon_eller_kapittel kostra_funksjon "
    "kostrafunksjon tjeneste teneste funksjonsomrade funk tjenestefunksjon tenestefunksjon "
    "function",
    "klasse": "kontoklasse klasse regnskapsdel rekneskapsdel kontotype d_i drift_invest "
    "drift_investering drift_og_investering drift_eller_investering regnskapstype",
    "side": "d_k dk debet_kredit debit_kredit debet_eller_kredit dr_cr d_c debit_credit",
    "aar": "aar ar regnskapsaar regnskapsar rekneskapsar argang budsjettar fiscal_year year",
    "periode": "periode per regnskapsperiode rekneskapsperiode period maned mnd bilagsdato dato "
    "bokforingsdato posteringsdato transdato trans_dato",
    "region": "region kommunenummer kommunenr knr kommune fylkeskommune",
    "ansvar": "ansvar ansvarsomrade avdeling enhet koststed",
    "prosjekt": "prosjekt tiltak",
    "selskap": "firma selskap klient company foretak regnskapsenhet rekneskapseining",
    "bilag": "bilag bilagsnr bilagsnummer bnr doknr transnr voucher",
}
"""Names of the columns of codes, as `slug` makes them; also with «nr» and the like behind."""
_ROLE = {name: role for role, names in _ROLES.items() for name in names.split()}
_KNOWN = 1 << 10
"""Cells remembered: the top of a file is looked at by each reader, and for each answer tried."""
_NUMBERED = re.compile("^dim(?:ensjon)?_?[0-9]_")
"""How some systems begin the name of a dimension: «Dim 2 Ansvar»."""
_CODE_ENDING = re.compile("_?(?:nr|nummer|kode|id|code|no)$")
_TEXT = re.compile("(?:^|_?)(?:tekst|navn|namn|beskrivelse|txt|forklaring|benevnelse|merknad)$|_t$")


@lru_cache(maxsize=_KNOWN)
def role_of(heading: str) -> str:
    """Return what a column of codes holds; empty for one that holds something else."""
    name = _NUMBERED.sub("", slug(heading))
    bare = _CODE_ENDING.sub("", name)
    return _ROLE.get(name) or _ROLE.get(bare) or _ROLE.get(bare.removesuffix("s"), "")


_STANDARD = frozenset({"funksjon", "kontoklasse"})
_AMOUNT = frozenset({"belop", "belop_kr", "belop_i_kr", "belop_1000_kr", "belop_i_1000_kr"})


class Slag(IntEnum):
    """What a column of amounts holds, the first to be preferred."""

    REGNSKAP = 0
    SALDO = 1
    DEBET = 2
    KREDIT = 3
    INNGAAENDE = 4
    MAANED = 5
    FJOR = 6
    AARSTALL = 7
    BUDSJETT = 8
    UKJENT = 9


_MONTH = (
    "(?:jan(?:uar)?|febr?(?:uar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    "|okt(?:ober)?|nov(?:ember)?|des(?:ember)?)"
)
_AMOUNT_WORD = "(?:regnskap|rekneskap|regn|r|faktisk|belop|saldo|bevegelse)"
_KINDS: tuple[tuple[Slag | None, str], ...] = (
    (None, r"avvik|diff|prosent|pst|forbruk|andel|indeks|antall|(?:^|_)timer|mva|avgift|arsverk"),
    (
        None,
        r"versjon|type$|(?:budsjett|regnskaps|rekneskaps)ar$|^rest|gjenst|sats|valuta|^endring(?!.*period)",
    ),
    (Slag.FJOR, r"i_?fjor|fjorar|forrige|fjoraret|last_year|previous"),
    (
        Slag.BUDSJETT,
        r"budsj|budget|^b_?(?:(?:19|20)?[0-9]{2}$|hia|hittil)|^bud(_|$)|^buds(_|$)|progn|^prog(_|$)|(?:^|_|okonomi)plan|vedtatt|estim|anslag|forvent",
    ),
    (Slag.BUDSJETT, r"vedteke|forslag|^(?:oppr|rev|just)|^op_?[0-9]"),
    (Slag.INNGAAENDE, r"(^|_)ib(_|$)|^inng(_|$)|inng?aende|ingaande|apning|opning"),
    (Slag.INNGAAENDE, r"^ing?_?(?:saldo|balanse)|(^|_)0?1_0?1_(?:19|20)[0-9]{2}$"),
    (Slag.MAANED, rf"^(?:{_AMOUNT_WORD}_)?{_MONTH}(?:_?(?:19|20)?[0-9]{{2}})?$"),
    (Slag.MAANED, r"^(?:p|per|periode|mnd|maned)_?(?:0?[1-9]|1[0-3])$|^(?:0?[1-9]|1[0-3])$"),
    (Slag.DEBET, r"(^|_)debet|(^|_)debit|^utgift(?:er)?$|^bevegelse|^rorsle|endring.*period"),
    (Slag.KREDIT, r"(^|_)kredit|^kred(_|$)|(^|_)credit|^inntekt(?:er)?$"),
    (Slag.SALDO, r"^ub(_|$)|utg(?:a+ende|_|$)|saldo"),
    (Slag.REGNSKAP, r"regnsk|rekn(?:esk|$|_)|^r_?(?:19|20)?[0-9]{2}$|^regn(_|$)|faktisk|virk[ea]l"),
    (
        Slag.REGNSKAP,
        r"actual|verkeleg|hittil|(?:^|_)hia(_|$)|bokf|hovedbok|akkumul|bel(?:o|oe|ao?)p|amount|^nok|netto",
    ),
    (
        Slag.REGNSKAP,
        r"^(?:sum|hele|heile)(_|$)|^total|^verdi(_|$)|^i_ar|^resultat|^kr(_|$)|^kroner",
    ),
    (Slag.AARSTALL, r"^(?:31_(?:12|des[a-z]*)_)?(?:19|20)[0-9]{2}$"),
    (Slag.MAANED, r"^(?:19|20)[0-9]{2}_?(?:0[1-9]|1[0-3])$"),
)
_SURE = re.compile("regnsk|rekn|faktisk|bokf|virk|verkel|^r_?[0-9]")
_SO_FAR = re.compile("hittil|(?:^|_)hia(?:_|$)|akkum|(?:^|_)(?:akk|ytd)(?:_|$)")
_NUMBER = re.compile("[0-9]{1,3}")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:0[0-9]|1[0-6])?(?![0-9])")
_SHORT = re.compile("^[rb]_?([0-9]{2})$|(?:^|_)31_12_([0-9]{2})$")


@dataclass(frozen=True, slots=True)
class Amounts:
    """One choice of what to read as the amount.

    Attributes:
        heading: Its name, that of its column where it is one.
        slag: What it holds.
        places: Its columns, each with 1 to add it or −1 to subtract it.
        aar: Year of the heading; None where it has none.
    """

    heading: str
    slag: Slag
    places: tuple[tuple[int, int], ...]
    aar: int | None = None

    @property
    def is_budget(self) -> bool:
        """Whether the heading says budget, plan or prognosis."""
        return self.slag is Slag.BUDSJETT

    @property
    def is_so_far(self) -> bool:
        """Whether the heading says that it is the sum of the year so far."""
        return bool(_SO_FAR.search(slug(self.heading)))

    @property
    def is_whole_year(self) -> bool:
        """Whether the heading says that it is of the whole year; in a title, that may be a plan."""
        return bool(
            re.search("(?:^|_)(?:hele|heile)_(?:aret|(?:19|20)[0-9]{2})", slug(self.heading))
        )

    @property
    def says_accounts(self) -> bool:
        """Whether the heading itself says that it is accounts."""
        return self.slag is Slag.REGNSKAP and bool(_SURE.search(slug(self.heading)))


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading row, understood.

    Attributes:
        row: 1-based line of the heading.
        headings: Its cells as shown.
        accounts: Places that may hold the account, the probable first.
        places: Place of each other column of codes, by its role.
        texts: Places of text beside the account.
        amounts: What may be read as the amount, the probable first.
        split: Whether columns are parted by blanks only.
        title: What stands above the heading.
    """

    row: int
    headings: tuple[str, ...]
    accounts: tuple[int, ...]
    places: Mapping[str, int]
    texts: tuple[int, ...]
    amounts: tuple[Amounts, ...]
    split: bool = False
    title: str = ""

    @property
    def is_standard(self) -> bool:
        """Whether it has art, amount, and class or function, under the names of this site."""
        names = {slug(one) for one in self.headings}
        return "art" in names and bool(_AMOUNT & names) and bool(_STANDARD & names)

    def cells(self, row: Row) -> tuple[str, ...]:
        """Return a row's cells; the last takes the rest where blanks part them."""
        if self.split and len(row.cells) == 1:
            return tuple(row.cells[0].split(maxsplit=len(self.headings) - 1))
        return row.cells

    def place_of(self, chosen: str) -> int | None:
        """Return the place of a heading, or of its 1-based number; None where there is none."""
        wanted = (named_by(chosen, self.headings) or shortened(chosen)).strip().casefold()
        for place, heading in enumerate(self.headings):
            if heading.strip().casefold() == wanted:
                return place
        number = int(chosen) - 1 if _NUMBER.fullmatch(chosen) else -1
        return number if 0 <= number < len(self.headings) else None


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the first row with an amount and codes, best with an account; None without one."""
    usable: Columns | None = None
    for number, row in enumerate(rows[:WITHIN]):
        title = _title(rows[:number])
        readings = _readings(rows, number)
        several = [
            found
            for headings, split in readings
            if (found := _columns(row.number, headings, split=split, title=title))
        ]
        # «Regnskap» may stand above the years of several columns.
        best = min(several, key=lambda one: (not one.accounts, one.amounts[0].slag), default=None)
        if best and best.accounts:
            return best if best.split else _with_years_below(best, rows[number + 1 :])
        usable = usable or best
    return usable


def _with_years_below(columns: Columns, below: Sequence[Row]) -> Columns:
    """Return the columns with the years of the row below in their headings, where it has no more.

    «Regnskap | Budsjett» above «2023 | 2023».
    """
    cells = below[0].cells if below else ()
    filled = [cell.strip() for cell in cells if cell.strip()]
    is_years = filled and all(map(_YEAR.fullmatch, filled)) and len(cells) <= len(columns.headings)
    padded = (*cells, *("" for _ in range(len(columns.headings) - len(cells))))
    if not is_years or padded[columns.accounts[0]].strip():
        return columns
    headings = tuple(map(_joined, columns.headings, padded))
    return _columns(below[0].number, headings, split=False, title=columns.title) or columns


def _readings(rows: Sequence[Row], number: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield a row as headings: as it stands, parted by blanks, below the row above it."""
    cells = rows[number].cells
    if len(cells) == 1:
        yield tuple(cells[0].split()), True
        return
    yield cells, False
    if number and len(rows[number - 1].cells) == len(cells):
        yield tuple(map(_joined, rows[number - 1].cells, cells)), False


def _joined(above: str, below: str) -> str:
    return " ".join(filter(None, (above.strip(), below.strip())))


def _title(rows: Sequence[Row]) -> str:
    return " ".join(cell for row in rows for cell in row.cells if cell.strip())[:2000]


def _columns(row: int, headings: tuple[str, ...], *, split: bool, title: str) -> Columns | None:
    places: dict[str, int] = {}
    accounts: dict[str, int] = {}
    texts: list[int] = []
    for place, heading in enumerate(headings):
        role = role_of(heading)
        if role in ("art", "konto"):
            accounts.setdefault(role, place)
        elif role:
            places.setdefault(role, place)
        elif _TEXT.search(slug(heading)):
            texts.append(place)
    for place in [*texts]:  # «Konto (T)» has code and text, where no «Konto» is beside it
        role = role_of(slug(headings[place]).removesuffix("_t"))
        roles = accounts if role in ("art", "konto") else places
        if role and role not in roles:
            roles[role] = place
            texts.remove(place)
    taken = {*places.values(), *accounts.values(), *texts}
    amounts = _amounts(headings, taken, in_rows="bilag" in places)
    wanted = {"funksjon", "klasse", "ansvar", "prosjekt"} & places.keys()
    enough = wanted and accounts if split else wanted or accounts
    if not amounts or not enough:
        return None
    probable = tuple(accounts[one] for one in ("art", "konto") if one in accounts)
    shown = tuple(map(shortened, headings))
    return Columns(row, shown, probable, places, tuple(texts), amounts, split, title)


@lru_cache(maxsize=_KNOWN)
def kind_of(heading: str) -> Slag | None:
    """Return what a column of amounts holds; None for text, percentages and differences."""
    name = slug(heading)
    if not name or "%" in heading or _TEXT.search(name):
        return None
    return next((slag for slag, pattern in _KINDS if re.search(pattern, name)), None)


def year_in(text: str) -> int | None:
    """Return the last year a heading or title names; None for none."""
    short = _SHORT.search(slug(text))
    found = _YEAR.findall(text.replace("_", " "))
    return int(found[-1]) if found else 2000 + int(short[1] or short[2]) if short else None


def _amounts(headings: Sequence[str], taken: set[int], *, in_rows: bool) -> tuple[Amounts, ...]:
    """Return the columns of amounts, debit and credit as one, the probable first."""
    found: dict[Slag, list[Amounts]] = {}
    for place, heading in enumerate(headings):
        slag = None if place in taken else kind_of(heading)
        if slag is not None:
            one = Amounts(shortened(heading), slag, ((place, 1),), year_in(heading))
            found.setdefault(slag, []).append(one)
    moved = [*_moved(found, in_rows=in_rows), *_of_year(found.get(Slag.MAANED, []))]
    single = (
        Slag.REGNSKAP,
        *((Slag.SALDO,) if not in_rows or not moved else ()),
        *(Slag.FJOR, Slag.BUDSJETT, Slag.AARSTALL),
    )
    order = [*(one for slag in single for one in found.get(slag, [])), *moved]
    return tuple(sorted(order, key=lambda one: (one.slag, _rank(one))))


def _of_year(months: Sequence[Amounts]) -> list[Amounts]:
    """Return the columns of months, those of the newest year, as one amount."""
    newest = max((one.aar or 0 for one in months), default=0)
    several = [one for one in months if (one.aar or 0) == newest]
    if len(several) <= 1:
        return several
    places = tuple(place for one in several for place in one.places)
    heading = f"{several[0].heading}–{several[-1].heading}"
    return [Amounts(heading, Slag.MAANED, places, several[-1].aar)]


def _moved(found: Mapping[Slag, list[Amounts]], *, in_rows: bool) -> list[Amounts]:
    """Return opening balance plus debit less credit, as one amount."""
    debit, credit = found.get(Slag.DEBET, []), found.get(Slag.KREDIT, [])
    if not debit or (credit and len(credit) != len(debit)):
        return []
    opening = [] if in_rows else found.get(Slag.INNGAAENDE, [])[:1]
    parts = [*opening, debit[-1], *credit[-1:]]
    signs = [*(1 for _ in opening), 1, *(-1 for _ in credit[-1:])]
    places = tuple((one.places[0][0], sign) for one, sign in zip(parts, signs, strict=True))
    return [Amounts(" og ".join(one.heading for one in parts), Slag.DEBET, places)]


def _rank(one: Amounts) -> tuple[int, int, int]:
    """Return the order among columns of a kind: whole years, the newest, as they stand."""
    name = slug(one.heading)
    is_part = bool(re.search("denne|siste|^mnd|_mnd|period", name))
    is_plan = one.is_budget and bool(re.search("plan|^op_?[0-9]", name))
    return (is_part or is_plan, -(one.aar or 0), one.places[0][0])

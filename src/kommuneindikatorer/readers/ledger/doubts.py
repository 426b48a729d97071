"""What makes a ledger's figures unsafe: budget, part of a year, digits, rows, a wrong sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.document import without_blank_end
from kommuneindikatorer.model import Kilde
from kommuneindikatorer.numbers import EXACT, exact_sum, format_number, percent_of
from kommuneindikatorer.options import CHOICES, Options
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.readers.kontoplan import Del, Sums, konto_of
from kommuneindikatorer.readers.ledger.accounts import Accounts
from kommuneindikatorer.readers.ledger.headings import Slag
from kommuneindikatorer.readers.ledger.periods import months_missing
from kommuneindikatorer.readers.ledger.rows import Table
from kommuneindikatorer.wording import listed, shortened

ER_BUDSJETT = Kode(
    "budsjett",
    Alvor.ADVARSEL,
    "Tallene er trolig et budsjett eller en prognose: {grunn}. Et budsjett er ikke et regnskap.",
    "Si om de er budsjett eller regnskap, eller velg en annen kolonne.",
)
FLERE_KOLONNER = Kode(
    "flere-belopskolonner",
    Alvor.ADVARSEL,
    "Kolonnen «{verdi}» er lest, men overskriften sier ikke at den er et regnskap.",
    "Velg kolonnen med årets regnskap.",
)
DEL_AV_AARET = Kode(
    "del-av-aaret",
    Alvor.ADVARSEL,
    "Filen gjelder trolig en del av året ({grunn}), ikke hele regnskapsåret.",
    "Hent ut hele året, eller bekreft at tallene for en del av året skal vises.",
)
KONTOSIFFER = Kode(
    "kontosiffer",
    Alvor.ADVARSEL,
    "Det er usikkert hvilke sifre i kontoen som er arten: {pst} prosent av beløpene passer med "
    "den lesningen som er brukt.",
    "Velg hvilke sifre som er arten.",
)
DOBLE_RADER = Kode(
    "doble-rader",
    Alvor.ADVARSEL,
    "{pst} prosent av radene er helt like en tidligere rad. Da er beløpene trolig regnet med to "
    "ganger.",
    "Velg hver fil én gang, og hent ut hver rad én gang.",
)
UTEN_KONTO = Kode(
    "belop-uten-konto",
    Alvor.ADVARSEL,
    "Rader uten konto har {pst} prosent av beløpene, og er ikke regnet med.",
    "Skriv kontoen på hver rad, og prøv igjen.",
)
BLANDET = Kode(
    "drift-og-investering",
    Alvor.ADVARSEL,
    "Filen har trolig både drift og investering: {pst} prosent av beløpene er bruk av lån (art "
    "910) og overføring fra drift (art 970), og ingen kolonne sier hva som er drift.",
    "Ta med kontoklassen, eller hent ut driften alene.",
)
GAAR_IKKE_OPP = Kode(
    "drift-gaar-ikke-opp",
    Alvor.ADVARSEL,
    "Driften skulle gå i null, men summerer seg til {belop} ({pst} prosent av inntektene).",
    "Trolig mangler rader, eller noe er regnet med to ganger.",
)
UTEN_FINANS = Kode(
    "uten-finans",
    Alvor.ADVARSEL,
    "Filen har ingen renter eller avdrag. Netto driftsresultat er etter dem, så beløpet er trolig "
    "brutto driftsresultat.",
    "Hent ut hele driften, også finans.",
)
ALT_ER_NULL = Kode(
    "resultat-null",
    Alvor.ADVARSEL,
    "Alle beløpene summerer seg til omtrent null, og ingen av dem er avsetninger. Netto "
    "driftsresultat er da trolig selv ført som en konto i filen.",
    "Ta bort kontoen som har årets resultat, eller sjekk hvilke sifre som er arten.",
)

FORSKJOVET = Kode(
    "forskjovet-overskrift",
    Alvor.FEIL,
    "Overskriften har {antall} felt, men radene har {ventet}. Tall kan stå under feil overskrift.",
    "Rett overskriften, eller hent ut filen på nytt.",
)

FLERE_SELSKAP = Kode(
    "flere-selskap",
    Alvor.FEIL,
    "Kolonnen «{navn}» har flere selskaper ({hvilke}), og filen kan ikke leses som regnskapet til "
    "ett av dem.",
    "Hent ut kommunekassen alene.",
)
SAMME_PERIODER = Kode(
    "samme-perioder",
    Alvor.FEIL,
    "Filene har noen av de samme periodene ({hvilke}), men ikke alle. Da er beløp trolig regnet "
    "med to ganger.",
    "Velg filer som ikke overlapper.",
)

AKKUMULERT = Kode(
    "akkumulert",
    Alvor.FEIL,
    "Kolonnen «{navn}» er trolig summert til og med hver periode, og radene er av flere perioder "
    "({hvilke}). Da er beløpene regnet med flere ganger.",
    "Hent ut den siste perioden alene.",
)

_DIGITS = CHOICES["kontosiffer"]
_MOST_WITHOUT, _MOST_INVESTED, _MOST_OFF = Fraction(1, 10), 1, 1
_MOST_AGAIN = 40
_WHOLE_THOUSANDS, _FEW_ROWS = 95, 20
"""Per cent: of amounts without an account, of investment in operation, of a sum that should be
zero, of rows like an earlier one; and of rows in whole thousands, which no ledger in kroner has,
but budgets do."""

_INVESTMENT_ONLY = frozenset({"910", "911", "912", "970"})
_SET_ASIDE = frozenset(
    {"530", "540", "550", "570", "580", "589", "930", "940", "950", "980", "989"}
)
_FINANCE = frozenset({"500", "501", "509", "510", "511", "900", "901", "905", "909"})
_TOLERANCE = 30_000


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the doubts of one unit rest on.

    Attributes:
        tables: The files.
        accounts: What they sum to.
        sums: The unit's own sums, in the file's unit of amount.
        key: The unit's number and year.
        unit: ``kroner`` or ``tusen``.
        options: What the user chose.
    """

    tables: Sequence[Table]
    accounts: Accounts
    sums: Sums
    key: tuple[str | None, int | None]
    unit: str
    options: Options

    @property
    def sted(self) -> Sted:
        """The first file."""
        return Sted(self.tables[0].document.navn)

    def size(self, arts: frozenset[str] | None = None) -> Decimal:
        """Return the operating amounts whatever their sign: all, or those of some arts."""
        return exact_sum(
            Decimal(belop).copy_abs()
            for nokkel, belop in self.sums.belop.items()
            if konto_of(nokkel).del_ is Del.DRIFT and (arts is None or konto_of(nokkel).art in arts)
        )

    @property
    def total(self) -> Decimal:
        """What the operating account sums to."""
        return exact_sum(
            Decimal(belop)
            for nokkel, belop in self.sums.belop.items()
            if konto_of(nokkel).del_ is Del.DRIFT
        )


def doubts_of(grounds: Grounds) -> Iterator[Tvil]:
    """Yield why a unit's figures may be wrong, the gravest first."""
    yield from _of_headings(grounds)
    yield from _of_digits(grounds)
    yield from _of_columns(grounds)
    yield from _of_months(grounds)
    yield from _of_companies(grounds)
    yield from _of_rows(grounds)
    yield from _of_sums(grounds)


def kilde_of(tables: Sequence[Table], options: Options) -> Kilde:
    """Return whether the amounts are accounts or a budget: as chosen, else as the files say."""
    if options.kilde:
        return Kilde(options.kilde)
    budget = any(why_budget(table) for table in tables)
    return Kilde.BUDSJETT if budget else Kilde.REGNSKAP


def why_budget(table: Table) -> str:
    """Return what shows that a file is a budget; empty where nothing does."""
    chosen = table.chosen
    if chosen.amounts.is_budget:
        return f"kolonnen «{chosen.amounts.heading}»"
    if chosen.kilde is Kilde.BUDSJETT:
        return "filens navn eller tittel sier det"
    filled = [one for one in table.kontoer.values() if one.belop]
    rows = sum(one.rader for one in filled)
    round_ones = sum(one.hele for one in filled)
    is_round = rows >= _FEW_ROWS and 100 * round_ones >= _WHOLE_THOUSANDS * rows
    return "alle beløp er hele tusen" if is_round and not chosen.amounts.says_accounts else ""


def _of_headings(grounds: Grounds) -> Iterator[Tvil]:
    """Yield a doubt where rows have more cells than the heading: one of them has fallen out."""
    for table in grounds.tables:
        columns, document = table.chosen.columns, table.document
        below = [row for row in document.head_rows if row.number > columns.row]
        filled = [len(without_blank_end(row.cells)) for row in below]
        most = max(set(filled), key=filled.count, default=0)
        heads = len(without_blank_end(columns.headings))
        if not columns.split and most > heads:
            sted = Sted(document.navn, columns.row or None)
            yield doubt(FORSKJOVET, sted, antall=heads, ventet=most)


def _of_digits(grounds: Grounds) -> Iterator[Tvil]:
    judged = grounds.accounts.judged
    if judged.is_sure or grounds.options.kontosiffer or not grounds.size():
        return
    possible = {one.pattern.verdi: _DIGITS[one.pattern.verdi] for one in judged.fits}
    pst = format_number(10 * judged.fits[0].tenths)
    yield doubt(KONTOSIFFER, grounds.sted, pst=pst, valg="kontosiffer", mulige=possible)


def _of_columns(grounds: Grounds) -> Iterator[Tvil]:
    options = grounds.options
    if options.kolonne:
        return
    for table in grounds.tables[:1]:
        offered = [one.heading for one in table.chosen.columns.amounts]
        read = table.chosen.amounts
        alike = [one for one in table.chosen.columns.amounts if one.slag is read.slag]
        so_far = read.is_so_far and not read.says_accounts
        is_part = so_far and any(one.is_whole_year for one in alike)
        if is_part or (read.slag in _UNCLEAR and len(offered) > 1):
            mulige = {one: one for one in (read.heading, *offered)}
            yield doubt(FLERE_KOLONNER, grounds.sted, read.heading, valg="kolonne", mulige=mulige)
        elif (why := why_budget(table)) and not options.kilde:
            several = read.is_budget and len(alike) > 1
            mulige = {one.heading: one.heading for one in alike} if several else _SOURCES
            valg = "kolonne" if several else "kilde"
            yield doubt(ER_BUDSJETT, grounds.sted, grunn=why, valg=valg, mulige=mulige)


_UNCLEAR = (Slag.AARSTALL, Slag.FJOR, Slag.UKJENT)
_SOURCES = {"budsjett": "et budsjett eller en prognose", "regnskap": "et regnskap"}


def _of_months(grounds: Grounds) -> Iterator[Tvil]:
    """Yield the doubt of a part of a year: the files of a unit may have a part each."""
    of_files = [one for table in grounds.tables if (one := table.maaneder.get(grounds.key))]
    months = set[int]().union(*of_files)
    for part in (Del.DRIFT, Del.BALANSE):  # the balance of December does not end operations
        of_part = [
            one
            for table in grounds.tables
            if part in table.deler.get(grounds.key, ()) and (one := table.maaneder.get(grounds.key))
        ]
        if _is_part_of_year(of_part):
            why = f"periodene {_numbers(set[int]().union(*of_part))}"
            yield doubt(DEL_AV_AARET, grounds.sted, grunn=why)
            break
    so_far = [one for one in grounds.tables if one.chosen.amounts.is_so_far]
    if so_far and len(months) > 1:
        navn = so_far[0].chosen.amounts.heading
        yield doubt(AKKUMULERT, grounds.sted, navn=navn, hvilke=_numbers(months))
    shared = {
        month
        for one in of_files
        for other in of_files
        if one is not other and one != other and (months_missing(one) or months_missing(other))
        for month in one & other
    }
    if shared:
        yield doubt(SAMME_PERIODER, grounds.sted, hvilke=_numbers(shared))
    for table in grounds.tables:
        if table.chosen.said.er_del and not table.maaneder.get(grounds.key):
            yield doubt(DEL_AV_AARET, Sted(table.document.navn), grunn="etter tittelen")


def _is_part_of_year(files: Sequence[set[int]]) -> bool:
    """Return whether files have a part of a year together; parts are a whole by every month."""
    months = set[int]().union(*files)
    whole = (one for one in files if len(one) > 1 and not months_missing(one))
    in_parts = any(map(months_missing, files)) and not any(whole)
    return months_missing(months) or (in_parts and not months >= _EVERY_MONTH)


_EVERY_MONTH = frozenset(range(1, 13))


def _numbers(months: set[int]) -> str:
    return listed(map(str, sorted(months)))


def _of_companies(grounds: Grounds) -> Iterator[Tvil]:
    for table in grounds.tables:
        names = table.selskaper
        # A pivot table writes a company once, above rows without.
        written_once = len(names) == 2 and names[""] > 1 and names.total() - names[""] == 1  # noqa: PLR2004
        if len(names) > 1 and not written_once and not _are_suppliers(table):
            columns = table.chosen.columns
            navn = columns.headings[columns.places["selskap"]]
            hvilke = listed(shortened(one or "uten navn") for one in sorted(names)[:_FEW])
            yield doubt(FLERE_SELSKAP, Sted(table.document.navn), navn=navn, hvilke=hvilke)


def _are_suppliers(table: Table) -> bool:
    """Return whether a column of many names, most on a few rows, has who was paid, not whose.

    A row taken for a total by its name may be a supplier's, and is not counted.
    """
    rows = [count for name, count in table.selskaper.items() if name]
    few = sum(count <= _PAID_OFTEN for count in rows)
    return len(rows) > _MANY and 2 * few > len(rows) and not table.sum_av_selskaper


_MANY, _PAID_OFTEN = 20, 5
"""More companies than a municipality keeps accounts of in one file; rows that an account of one
has more of."""
_FEW = 4
"""Companies that are named at most."""


def _of_rows(grounds: Grounds) -> Iterator[Tvil]:
    rows = sum(table.rader for table in grounds.tables)
    again = sum(table.like for table in grounds.tables)
    if rows >= _FEW_ROWS and 100 * again > _MOST_AGAIN * rows:
        yield doubt(DOBLE_RADER, grounds.sted, pst=format_number(Fraction(100 * again, rows)))
    size = grounds.size()
    without = exact_sum(table.uten_konto for table in grounds.tables)
    if size and 100 * Fraction(without) > _MOST_WITHOUT * Fraction(size):
        pst = format_number(percent_of(without, EXACT.add(size, without)), 1)
        yield doubt(UTEN_KONTO, grounds.sted, pst=pst, valg="kontokolonne")
    invested = grounds.size(_INVESTMENT_ONLY)
    if not grounds.accounts.has_class and 100 * invested > _MOST_INVESTED * size:
        pst = format_number(percent_of(invested, size), 1)
        yield doubt(BLANDET, grounds.sted, pst=pst)


def _of_sums(grounds: Grounds) -> Iterator[Tvil]:
    total, size = abs(grounds.total), grounds.size()
    if len(grounds.sums.belop) >= _FEW_ROWS and not grounds.size(_FINANCE):
        yield doubt(UTEN_FINANS, grounds.sted)
    tolerance = _TOLERANCE if grounds.unit == "kroner" else _TOLERANCE // 1000
    aside = grounds.size(_SET_ASIDE)
    most = 0 if grounds.accounts.begge_positive else _MOST_OFF
    if not size or total <= tolerance:
        if size and not aside and size > 100 * tolerance:
            yield doubt(ALT_ER_NULL, grounds.sted, valg="kontosiffer")
        return
    income = size / 2
    if (aside or not most) and 100 * total > most * income:
        belop = f"{format_number(total)} {'kr' if grounds.unit == 'kroner' else '(1000 kr)'}"
        pst = format_number(percent_of(total, Fraction(income)), 1)
        yield doubt(GAAR_IKKE_OPP, grounds.sted, belop=belop, pst=pst)


def why_investment(tables: Sequence[Table], accounts: Accounts) -> str:
    """Return what shows that files hold investments only; empty where they hold operation."""
    arts: dict[str, Decimal] = {}
    parts: set[Del] = set()
    for unit in accounts.units.values():
        for nokkel, belop in unit.sums.belop.items():
            konto = konto_of(nokkel)
            if belop:
                parts.add(konto.del_)
            if konto.del_ is Del.DRIFT:
                size = Decimal(belop).copy_abs()
                arts[konto.art] = EXACT.add(arts.get(konto.art, Decimal(0)), size)
    if parts == {Del.INVESTERING}:
        return "kontoklassen i kontoene er investering"
    general = exact_sum(size for art, size in arts.items() if "800" <= art <= "879")
    whole = exact_sum(arts.values())
    if accounts.has_class or not whole or 100 * general > _GENERAL * whole:
        return ""
    borrowed = exact_sum(size for art, size in arts.items() if art in _INVESTMENT_ONLY)
    if 100 * borrowed > _BORROWED * whole:
        return "det er finansiert med bruk av lån (art 910), og har ikke skatt og rammetilskudd"
    return "filens navn eller tittel sier det" if _says_investment(tables) else ""


_GENERAL, _BORROWED = 10, 10
"""Per cent of the amounts that taxes and grants are at most, and use of loans at least, in
investments: in operation they are some 30, and none."""


def _says_investment(tables: Sequence[Table]) -> bool:
    return all(table.chosen.said.er_investering for table in tables)

"""The gate before every headline number: what no municipality's accounts can be.

Whatever the file, its figures are held back when they are impossible: then a column, a unit of
amount or a code has been taken for another.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kommuneindikatorer.model import Nivaa, Regnskap, whose
from kommuneindikatorer.numbers import format_number, kroner
from kommuneindikatorer.options import Options, split_list
from kommuneindikatorer.problems import Alvor, Kode, Sted, Tvil, doubt
from kommuneindikatorer.register import size_of

type Values = Mapping[str, Decimal]

INNTEKT, RESULTAT, FOND = "brutto_driftsinntekter", "netto_driftsresultat", "disposisjonsfond"

PER_HEAD = {Nivaa.KOMMUNE: (40, 700), Nivaa.FYLKESKOMMUNE: (8, 100)}
"""Least and most gross operating income per inhabitant, 1000 kr. Least and most of the years
2020–2025 among municipalities are 73 and 555."""
SMALLEST, LARGEST = 20_000, 150_000_000
"""Least and most income of a unit whose size is unknown, 1000 kr. The least of 2020–2025 is
Utsira's 46 million kr."""
MOST_PERCENT = 30
"""Per cent of income; the extremes of the years 2020–2025 are −20 and 29."""

INGEN_INNTEKT = Kode(
    "ingen-driftsinntekter",
    Alvor.FEIL,
    "{hvem}: Ingen driftsinntekter er funnet, så resultatet kan ikke være hele regnskapets.",
    "Sjekk at inntektene er med i filen, og at riktig kolonne er valgt.",
)
INNTEKT_UMULIG = Kode(
    "umulig-inntekt",
    Alvor.FEIL,
    "{hvem}: Driftsinntektene er lest som {belop}{hode}. Så {lite} har ingen {slag}.",
    "Trolig er beløpene i en annen enhet enn antatt, eller feil kolonne er valgt.",
)
RESULTAT_UMULIG = Kode(
    "umulig-resultat",
    Alvor.FEIL,
    "{hvem}: Netto driftsresultat er lest som {pst} prosent av driftsinntektene. Så langt fra null "
    "har ingen kommune vært.",
    "Trolig mangler en del av inntektene eller utgiftene, eller fortegnet er et annet.",
)
FOND_UMULIG = Kode(
    "umulig-fond",
    Alvor.FEIL,
    "{hvem}: Disposisjonsfondet er lest som {belop}. Et fond er aldri under null.",
    "Trolig er egenkapital skrevet med motsatt fortegn, eller feil kolonne er valgt.",
)


def doubts_of(regnskap: Regnskap) -> tuple[Tvil, ...]:
    """Return why the figures of accounts that `derive` has completed cannot be right."""
    values = {post: one.verdi for post, one in regnskap.belop.items() if one.verdi is not None}
    return (
        *_of_income(regnskap, values),
        *_of_result(regnskap, values),
        *_of_fund(regnskap, values),
    )


def _of_income(regnskap: Regnskap, values: Values) -> Iterator[Tvil]:
    income = values.get(INNTEKT)
    result = regnskap.belop.get(RESULTAT)
    is_printed = result is not None and result.verdi is not None and not result.avledet
    if not income:
        if RESULTAT in values and (income is not None or not is_printed):
            yield doubt(INGEN_INNTEKT, _file(regnskap), hvem=whose(regnskap), valg="kolonne")
        return
    people = regnskap.folkemengde or size_of(regnskap.kommunenummer)
    least, most = PER_HEAD[regnskap.nivaa] if people else (SMALLEST, LARGEST)
    size = income / people if people else income
    if not least <= size <= most:
        yield doubt(
            INNTEKT_UMULIG,
            _file(regnskap),
            hvem=whose(regnskap),
            belop=kroner(income),
            hode=f", {kroner(size)} per innbygger" if people else "",
            lite="små inntekter" if size < least else "store inntekter",
            slag=regnskap.nivaa.value,
            valg="belopsenhet",
        )


def _of_result(regnskap: Regnskap, values: Values) -> Iterator[Tvil]:
    income, result = values.get(INNTEKT), values.get(RESULTAT)
    given = regnskap.prosent.get(RESULTAT)
    percent = given.verdi if given else None
    if income and income > 0 and result is not None:
        percent = 100 * result / income
    if percent is not None and abs(percent) > MOST_PERCENT:
        pst = format_number(percent, 1)
        yield doubt(RESULTAT_UMULIG, _file(regnskap), hvem=whose(regnskap), pst=pst)


def _of_fund(regnskap: Regnskap, values: Values) -> Iterator[Tvil]:
    fund = values.get(FOND)
    if fund is not None and fund < 0:
        belop = kroner(fund)
        yield doubt(FOND_UMULIG, _file(regnskap), hvem=whose(regnskap), belop=belop)


def _file(regnskap: Regnskap) -> Sted:
    """Return the file; the row is no fault of the row's."""
    return Sted(first_row(regnskap).fil)


def first_row(regnskap: Regnskap) -> Sted:
    """Return the first row the accounts came from; an unknown place where no row is returned."""
    rows = (row for one in regnskap.belop.values() for row in one.opphav)
    return next((Sted(row.fil, row.rad) for row in rows), Sted())


def open_doubts(doubts: tuple[Tvil, ...], options: Options) -> tuple[Tvil, ...]:
    """Return the doubts the user has not confirmed: «the figures are right as they are».

    What a choice has settled, a reader does not doubt again; a figure that no municipality can
    have stays held back whatever was chosen.
    """
    confirmed = split_list(options.bekreftet)
    if "alle" in confirmed:
        return ()
    return tuple(
        one for one in doubts if one.problem.kode not in confirmed and one.merke not in confirmed
    )
